//! Which files are linted, and their bytes: discovery here, what is left out in `exclude`, limits on what says so in `ignores`,
//! reading in `read`.
//!
//! Folders are walked with the rules of `.gitignore`, `.ignore` and `.jdlintignore` (also outside a git repository),
//! hidden files are left out and symbolic links are not followed. A file that is named on the command line is linted
//! whatever it is called, except with `force_exclude`. The result is in path order, so that it does not depend on the
//! order in which the file system lists a folder.

mod exclude;
mod ignores;
mod paths;
mod read;

pub use exclude::{Exclude, Excludes};
pub(crate) use paths::{beside, display, io_message};
pub(crate) use read::{Blocks, bytes, file_size, open, open_file, read_text, size, text};
pub use read::{MAX_BYTES, read};

use crate::baseline;
use crate::parse::Format;
use exclude::ForceExclude;
use ignore::{DirEntry, WalkBuilder};
use paths::walk_error;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Name of the ignore file that only jdlint reads.
pub const IGNORE_FILE: &str = ".jdlintignore";

/// Extensions of documents that may hold a posting and are not read.
const UNREAD: &[&str] = &["doc", "odt", "pages", "pdf", "rtf"];

/// How the names of the small files begin that Word keeps beside open documents.
const WORD_LOCK: &str = "~$";

/// What is looked for, and where.
#[derive(Debug, Default)]
pub struct Options {
    /// Files and folders as given; `-` is standard input.
    pub paths: Vec<PathBuf>,
    /// What standard input is called; its extension decides the format.
    pub stdin_name: Option<String>,
    /// Whether excludes and ignore files hold for paths given by name, too.
    pub force_exclude: bool,
    /// Globs that exclude files, by the folder (absolute, links resolved) of what is looked at.
    pub excludes: Excludes,
}

/// One file to lint, or standard input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Path for messages and reports: `/` between components, without `./` in front; not sanitised.
    pub path: String,
    /// The file with links resolved, absolute where the file system gives that; for standard input the file that it is
    /// called.
    pub resolved: PathBuf,
    /// Where the bytes are; `None` is standard input.
    file: Option<PathBuf>,
    /// Whether the path was given by name rather than found in a folder.
    pub explicit: bool,
}

/// Something about a path that the user must know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// The path, as in [`Input::path`].
    pub path: String,
    /// What is wrong; no full stop.
    pub message: String,
    /// Whether this is an error (exit status 2) or a warning.
    pub fatal: bool,
}

/// What [`discover`] found.
#[derive(Debug, Default)]
pub struct Found {
    /// Files in the bytewise order of their paths, each once.
    pub inputs: Vec<Input>,
    /// Missing paths, unreadable folders and the like, in path order.
    pub problems: Vec<Problem>,
    /// Documents of formats that are not read, found in folders, by their extension.
    pub unread: BTreeMap<&'static str, usize>,
    /// Paths given by name that `force_exclude` left out.
    pub excluded: usize,
}

impl Found {
    fn problem(&mut self, path: &Path, message: impl Into<String>, fatal: bool) {
        self.problems.push(Problem {
            path: display(path),
            message: message.into(),
            fatal,
        });
    }
}

/// Finds the files to lint.
pub fn discover(options: &Options) -> Found {
    let mut found = Found::default();
    // the key is the resolved path: several ways to the same file lint it once, under the first name given
    let mut files: HashMap<PathBuf, Input> = HashMap::new();
    let mut forced = options
        .force_exclude
        .then(|| ForceExclude::new(&options.excludes));
    for path in &options.paths {
        if path.as_os_str() == "-" {
            let name = options.stdin_name.as_deref().map(Path::new);
            let input = Input {
                path: name.map_or("-".to_owned(), display),
                resolved: beside(name.unwrap_or(Path::new("-"))),
                file: None,
                explicit: true,
            };
            files.entry(PathBuf::from("-")).or_insert(input);
            continue;
        }
        let is_dir = match fs::metadata(path) {
            Ok(metadata) => metadata.is_dir(),
            Err(e) => {
                found.problem(path, io_message(&e), true);
                continue;
            }
        };
        // a pipe (`<(command)`) has no resolved path
        let resolved = fs::canonicalize(path).unwrap_or_else(|_| path.clone());
        match forced.as_mut().map(|forced| forced.excludes(path, is_dir)) {
            Some(Ok(true)) => found.excluded += 1,
            Some(Err(why)) => found.problem(path, why, true),
            _ if is_dir => walk(path, resolved, &options.excludes, &mut files, &mut found),
            _ => add(path.clone(), resolved, true, &mut files),
        }
    }
    found.inputs = files.into_values().collect();
    found
        .inputs
        .sort_by(|a, b| (&a.path, &a.file).cmp(&(&b.path, &b.file)));
    for input in &found.inputs {
        if let Some(file) = &input.file
            && file.to_str().is_none()
        {
            found.problems.push(Problem {
                path: input.path.clone(),
                message: "the file name is not valid UTF-8; it is reported with U+FFFD in place of the other bytes"
                    .to_owned(),
                fatal: false,
            });
        }
    }
    found.problems.sort();
    found.problems.dedup();
    found
}

fn add(path: PathBuf, resolved: PathBuf, explicit: bool, files: &mut HashMap<PathBuf, Input>) {
    let input = files.entry(resolved.clone()).or_insert_with(|| Input {
        path: display(&path),
        resolved,
        file: Some(path),
        explicit,
    });
    input.explicit |= explicit;
}

fn builder(root: &Path) -> WalkBuilder {
    let mut builder = WalkBuilder::new(root);
    builder
        .require_git(false)
        .add_custom_ignore_filename(IGNORE_FILE)
        // what a limit on all folders leaves out must not depend on the file system
        .sort_by_file_name(Ord::cmp);
    builder
}

/// Adds the supported files below the folder `root`.
fn walk(
    root: &Path,
    resolved: PathBuf,
    excludes: &Excludes,
    files: &mut HashMap<PathBuf, Input>,
    found: &mut Found,
) {
    if let Some(why) = ignores::refused(&resolved) {
        found.problem(root, why, true);
        return;
    }
    // nothing below a root goes through a symbolic link, so the resolved path of an entry is known without a system call
    let resolve = {
        let root = root.to_owned();
        move |path: &Path| match path.strip_prefix(&root) {
            Ok(below) if below.as_os_str().is_empty() => resolved.clone(),
            Ok(below) => resolved.join(below),
            Err(_) => path.to_owned(),
        }
    };
    let mut builder = builder(root);
    let (excludes, resolver) = (excludes.clone(), resolve.clone());
    let refused = Arc::new(Mutex::new(Vec::new()));
    let told = Arc::clone(&refused);
    builder.filter_entry(move |entry| {
        if entry.depth() == 0 {
            return true;
        }
        let path = resolver(entry.path());
        if excludes.beside(&path).matches(&path, is_dir(entry)) {
            return false;
        }
        // the ignore files of a folder that is left out are not read
        let why = match is_dir(entry) && ignores::any(&path) {
            true => ignores::refused(&path),
            false => None,
        };
        let is_read = why.is_none();
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        told.extend(why.map(|why| (entry.path().to_owned(), why)));
        is_read
    });
    for entry in builder.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let (path, message) = walk_error(&e);
                found.problem(path.unwrap_or(root), message, true);
                continue;
            }
        };
        if let Some(e) = entry.error() {
            let (path, message) = walk_error(e);
            found.problem(path.unwrap_or(root), message, false);
        }
        let is_file = entry.file_type().is_some_and(|t| t.is_file());
        let name = entry.file_name().to_string_lossy();
        if is_file && (name.starts_with(WORD_LOCK) || name == baseline::FILE_NAME) {
            continue;
        }
        if is_file && Format::from_path(&name).is_some() {
            let resolved = resolve(entry.path());
            add(entry.into_path(), resolved, false, files);
        } else if is_file && let Some(extension) = unread(&name) {
            *found.unread.entry(extension).or_default() += 1;
        }
    }
    let mut refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
    for (folder, why) in refused.drain(..) {
        found.problem(&folder, why, true);
    }
}

/// The extension of a document that is not read.
fn unread(name: &str) -> Option<&'static str> {
    let (_, extension) = name.rsplit_once('.')?;
    let known = UNREAD.iter().find(|e| extension.eq_ignore_ascii_case(e));
    known.copied()
}

fn is_dir(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|t| t.is_dir())
}
