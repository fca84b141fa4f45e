//! Which files are linted, and their bytes.
//!
//! Folders are walked with the rules of `.gitignore`, `.ignore` and `.jdlintignore` (also outside a git repository),
//! hidden files are left out and symbolic links are not followed. A file that is named on the command line is linted
//! whatever it is called, except with `force_exclude`. The result is in path order, so that it does not depend on the
//! order in which the file system lists a folder.
#![allow(
    clippy::disallowed_methods,
    reason = "this module reads the files that are linted"
)]

use crate::parse::Format;
use crate::parse::stream::{self, Limits, Stream, StreamError};
use crate::source::{Source, SourceError};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, IncrementalIgnore, WalkBuilder};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Name of the ignore file that only jdlint reads.
pub const IGNORE_FILE: &str = ".jdlintignore";

/// Default size limit of [`read`] in bytes: 4 MB (mebibytes). Long postings have 0.05 MB, pages saved with their pictures
/// 3 MB, and the worst file of 4 MB needs 200 MB of memory (`benches/bombs.py`).
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Bytes of the size limit for each mark that a text may have, see [`too_many_marks`]. Prose has a mark for every fourteen
/// bytes, pages one for ten, and they are seldom as large as the limit. A mark costs up to 450 bytes of memory.
const BYTES_PER_MARK: u64 = 12;

/// Extensions of documents that may hold a posting and are not read.
const UNREAD: &[&str] = &["doc", "odt", "pages", "pdf", "rtf"];

/// How the names of the small files begin that Word keeps beside open documents.
const WORD_LOCK: &str = "~$";

/// How much of a file without a known extension is looked at to tell Markdown from plain text, in bytes.
const SNIFF_BYTES: usize = 64 * 1024;

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

/// Gives the globs that hold for what stands in a folder (absolute, links resolved).
#[derive(Clone)]
pub struct Excludes(Arc<dyn Fn(&Path) -> Exclude + Send + Sync>);

impl Excludes {
    /// What `find` gives for a folder.
    pub fn new(find: impl Fn(&Path) -> Exclude + Send + Sync + 'static) -> Self {
        Excludes(Arc::new(find))
    }

    /// The globs for what stands beside `path`.
    fn beside(&self, path: &Path) -> Exclude {
        (self.0)(path.parent().unwrap_or(path))
    }
}

impl Default for Excludes {
    fn default() -> Self {
        Excludes::new(|_| Exclude::default())
    }
}

impl fmt::Debug for Excludes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Excludes")
    }
}

/// Globs that exclude files, with the meaning of `.gitignore` lines, relative to a folder.
#[derive(Debug, Clone)]
pub struct Exclude(Arc<Gitignore>);

impl Default for Exclude {
    fn default() -> Self {
        Exclude(Arc::new(Gitignore::empty()))
    }
}

impl Exclude {
    /// Globs relative to `root`. Fails with the index of the first glob that is not valid, and what is wrong with it.
    pub fn new(root: &Path, globs: &[String]) -> Result<Exclude, (usize, String)> {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut builder = GitignoreBuilder::new(root);
        for (index, glob) in globs.iter().enumerate() {
            builder
                .add_line(None, glob)
                .map_err(|e| (index, e.to_string()))?;
        }
        let matcher = builder
            .build()
            .map_err(|e| (globs.len().saturating_sub(1), e.to_string()))?;
        Ok(Exclude(Arc::new(matcher)))
    }

    /// Whether this very path (absolute, links resolved) is excluded; its parents are not looked at.
    fn matches(&self, path: &Path, is_dir: bool) -> bool {
        path.starts_with(self.0.path()) && self.0.matched(path, is_dir).is_ignore()
    }

    /// Whether this path or one of its parents below the root of the globs is excluded.
    pub fn matches_or_parent(&self, path: &Path, is_dir: bool) -> bool {
        path.starts_with(self.0.path())
            && self.0.matched_path_or_any_parents(path, is_dir).is_ignore()
    }
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
        if let Some(forced) = &mut forced
            && forced.excludes(path, is_dir)
        {
            found.excluded += 1;
        } else if is_dir {
            walk(path, resolved, &options.excludes, &mut files, &mut found);
        } else {
            add(path.clone(), resolved, true, &mut files);
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
        .add_custom_ignore_filename(IGNORE_FILE);
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
    builder.filter_entry(move |entry| {
        if entry.depth() == 0 {
            return true;
        }
        let path = resolver(entry.path());
        !excludes.beside(&path).matches(&path, is_dir(entry))
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
        if is_file && name.starts_with(WORD_LOCK) {
            continue;
        }
        if is_file && Format::from_path(&name).is_some() {
            let resolved = resolve(entry.path());
            add(entry.into_path(), resolved, false, files);
        } else if is_file && let Some(extension) = unread(&name) {
            *found.unread.entry(extension).or_default() += 1;
        }
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

/// Whether excludes, ignore files or the rule on hidden files leave out a path that was given by name. Ignore files
/// count from the current folder down, and for paths outside of it in the folder of the path.
struct ForceExclude<'a> {
    excludes: &'a Excludes,
    here: PathBuf,
    matchers: Vec<IncrementalIgnore>,
}

impl<'a> ForceExclude<'a> {
    fn new(excludes: &'a Excludes) -> Self {
        let here = fs::canonicalize(".").unwrap_or_default();
        ForceExclude {
            excludes,
            matchers: builder(&here).build_matchers(),
            here,
        }
    }

    fn excludes(&mut self, path: &Path, is_dir: bool) -> bool {
        // the name itself is not resolved: a link is excluded by its own name
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return false;
        };
        let Ok(parent) = fs::canonicalize(or_here(parent)) else {
            return false;
        };
        let full = parent.join(name);
        let ignores = |matchers: &mut [IncrementalIgnore], below: &Path| {
            matchers
                .iter_mut()
                .any(|m| m.matched(below, is_dir).is_ignore())
        };
        let ignored = match full.strip_prefix(&self.here) {
            Ok(below) => ignores(&mut self.matchers, below),
            Err(_) => ignores(&mut builder(&parent).build_matchers(), Path::new(name)),
        };
        ignored || self.excludes.beside(&full).matches_or_parent(&full, is_dir)
    }
}

/// The folder, `.` where the path is empty.
fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Where a file of this name would stand, links of its folder resolved: the file itself need not exist.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let folder = path.parent().map_or(Path::new("."), or_here);
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}

/// Reads an input of at most `max_bytes` bytes.
///
/// # Errors
///
/// A fatal problem for what cannot be read, is too large, or is no text though it was given by name; a warning for an
/// empty file, and for one that is no text, or data (JSON, YAML, tables) and too large, and was found in a folder.
pub fn read(input: &Input, max_bytes: u64) -> Result<(Source, Format), Problem> {
    let bytes = match &input.file {
        None => read_up_to(io::stdin().lock(), max_bytes, 0),
        Some(path) => read_file(path, max_bytes),
    };
    let bytes = match bytes {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return Err(input.too_large(None, max_bytes)),
        Err(e) => return Err(input.problem(io_message(&e), true)),
    };
    if bytes.is_empty() {
        return Err(input.empty());
    }
    let source = Source::from_bytes(&input.path, bytes).map_err(|error| input.no_text(&error))?;
    let format = format_of(input, &source);
    if format == Format::Word && source.layout().is_none() {
        let what = "not a Word document, whatever its name says".to_owned();
        return Err(input.problem(what, input.explicit));
    }
    let most = max_bytes / BYTES_PER_MARK;
    if too_many_marks(&source.text, most) {
        let what = format!(
            "more than {most} marks and line breaks, the limit where files may have {}; --max-file-size raises it",
            megabytes(max_bytes)
        );
        return Err(input.problem(what, input.is_ours()));
    }
    Ok((source, format))
}

/// Whether a text has more than `most` marks: characters that are no letters, digits or spaces. Each can begin a block, a
/// value or an element, which takes far more memory than the text that it stands in.
fn too_many_marks(text: &str, most: u64) -> bool {
    let is_mark = |c: &char| *c != ' ' && !c.is_alphanumeric();
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    text.len() > most && text.chars().filter(is_mark).nth(most).is_some()
}

/// An input that is read in blocks of whole records.
pub(crate) type Blocks = Stream<Box<dyn Read + Send>>;

/// Opens an input that its name says to be a stream of records; `None` for other inputs. A record may have `max_bytes` bytes.
///
/// # Errors
///
/// A fatal problem for what cannot be opened.
pub(crate) fn open(input: &Input, max_bytes: u64) -> Result<Option<Blocks>, Problem> {
    let format = match Format::from_path(&input.path) {
        Some(format) if format.is_stream() => format,
        _ => return Ok(None),
    };
    let reader: Box<dyn Read + Send> = match &input.file {
        None => Box::new(io::stdin()),
        Some(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(e) => return Err(input.problem(io_message(&e), true)),
        },
    };
    let limits = Limits {
        block: stream::BLOCK,
        record: max_bytes,
    };
    Ok(Some(Stream::new(reader, &input.path, format, limits)))
}

impl Input {
    fn problem(&self, message: String, fatal: bool) -> Problem {
        Problem {
            path: self.path.clone(),
            message,
            fatal,
        }
    }

    /// Whether it is meant for jdlint: named, or of a format that is not for any data.
    fn is_ours(&self) -> bool {
        self.explicit || !Format::from_path(&self.path).is_some_and(Format::is_for_any_data)
    }

    /// That the input, or a part of it, is larger than the limit.
    pub(crate) fn too_large(&self, part: Option<&str>, max_bytes: u64) -> Problem {
        let limit = megabytes(max_bytes);
        let message = match part {
            None => format!("larger than the limit of {limit}; --max-file-size raises it"),
            Some(part) => format!(
                "{part} is larger than the limit of {limit}, and what follows is not read; --max-file-size raises it"
            ),
        };
        self.problem(message, self.is_ours())
    }

    fn empty(&self) -> Problem {
        let what = match self.file {
            None => "standard input is empty",
            Some(_) => "the file is empty",
        };
        self.problem(what.to_owned(), false)
    }

    fn no_text(&self, error: &SourceError) -> Problem {
        let fatal = match error {
            SourceError::Binary(_) => self.explicit,
            SourceError::Damaged(_) => true,
        };
        self.problem(error.to_string(), fatal)
    }

    /// What an error of a stream is for this input. A table of something else is none where it was found in a folder.
    pub(crate) fn unreadable(&self, error: &StreamError, max_bytes: u64) -> Option<Problem> {
        Some(match error {
            StreamError::Empty => self.empty(),
            StreamError::Io(error) => self.problem(io_message(error), true),
            StreamError::Source(error) => self.no_text(error),
            StreamError::TooLarge(part) => self.too_large(part.as_deref(), max_bytes),
            StreamError::Refused(_) if !self.explicit => return None,
            StreamError::Refused(why) => self.problem(why.clone(), true),
        })
    }
}

/// Reads a text file of at most `max_bytes` bytes that is no posting, and calls it `name`.
///
/// # Errors
///
/// Why it cannot be read, is too large, or is no text; no full stop.
pub(crate) fn read_text(path: &Path, name: &str, max_bytes: u64) -> Result<Source, String> {
    match read_file(path, max_bytes) {
        Ok(Some(bytes)) => Source::from_bytes(name, bytes).map_err(|error| error.to_string()),
        Ok(None) => Err(format!("larger than the limit of {}", megabytes(max_bytes))),
        Err(e) => Err(io_message(&e)),
    }
}

/// Opens a file to read it. Windows denies that of a folder and does not say why.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    File::open(path).map_err(|e| match path.is_dir() {
        true => io::ErrorKind::IsADirectory.into(),
        false => e,
    })
}

/// `None` where the file is larger than `max` bytes.
fn read_file(path: &Path, max: u64) -> io::Result<Option<Vec<u8>>> {
    let file = open_file(path)?;
    let size = file.metadata()?.len();
    if size > max {
        return Ok(None);
    }
    read_up_to(file, max, size)
}

fn read_up_to(reader: impl Read, max: u64, size_hint: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::with_capacity(usize::try_from(size_hint).unwrap_or(0).saturating_add(1));
    reader.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= max).then_some(bytes))
}

fn megabytes(bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    if bytes.is_multiple_of(MB) {
        format!("{} MB", bytes / MB)
    } else {
        format!("{bytes} bytes")
    }
}

/// A Word document is told by content; of others the extension says the format, and the content where it does not. Standard
/// input without a name is HTML or Markdown.
fn format_of(input: &Input, source: &Source) -> Format {
    let text = &source.text;
    if source.layout().is_some() {
        return Format::Word;
    }
    match Format::from_path(&input.path) {
        Some(format) => format,
        None if looks_like_html(text) => Format::Html,
        None if input.path == "-" || looks_like_markdown(text) => Format::Markdown,
        None => Format::Text,
    }
}

/// Whether a text begins as a whole page does.
fn looks_like_html(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    ["<!doctype html", "<html"].iter().any(|start| {
        let begin = text.get(..start.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// Whether the start of a text has front matter, a `#` heading, a link or strong emphasis.
fn looks_like_markdown(text: &str) -> bool {
    let mut end = text.len().min(SNIFF_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or_default();
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let strong = |line: &str| {
        line.split_once("**")
            .is_some_and(|(_, rest)| rest.contains("**"))
    };
    start.lines().next().is_some_and(|l| l.trim_end() == "---")
        || start
            .lines()
            .any(|l| heading(l) || l.contains("](") || strong(l))
}

/// A path for messages and reports: `/` between components and no `./` in front, except where the rest would read as
/// an option or as standard input.
pub(crate) fn display(path: &Path) -> String {
    let tidy: PathBuf = path
        .components()
        .filter(|c| !matches!(c, Component::CurDir))
        .collect();
    let text = tidy.to_string_lossy();
    let text = if cfg!(windows) {
        of_windows(&text)
    } else {
        text.into_owned()
    };
    if text.is_empty() {
        ".".to_owned()
    } else if text.starts_with('-') {
        format!("./{text}")
    } else {
        text
    }
}

/// A path of Windows with `/` between components, and without the mark of paths whose links are resolved: `\\?\C:\a` is
/// `C:/a`, `\\?\UNC\host\share` is `//host/share`.
fn of_windows(path: &str) -> String {
    let text = path.replace('\\', "/");
    match text.strip_prefix("//?/") {
        Some(resolved) => match resolved.strip_prefix("UNC/") {
            Some(share) => format!("//{share}"),
            None => resolved.to_owned(),
        },
        None => text,
    }
}

/// The path and the reason of an error of the walk.
fn walk_error(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (inner, message) = walk_error(err);
            (inner.or(Some(path)), message)
        }
        ignore::Error::WithDepth { err, .. } => walk_error(err),
        ignore::Error::WithLineNumber { line, err } => {
            let (path, message) = walk_error(err);
            (path, format!("line {line}: {message}"))
        }
        ignore::Error::Partial(errors) => match errors.first() {
            Some(first) => walk_error(first),
            None => (None, error.to_string()),
        },
        ignore::Error::Io(e) => (None, io_message(e)),
        _ => (None, error.to_string()),
    }
}

/// An input or output error in plain words, the same on every platform where the kind is common.
pub(crate) fn io_message(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                // Windows ends them with a full stop
                Some((text, _)) => text.trim_end_matches('.').to_lowercase(),
                None => text,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_windows;

    #[test]
    fn paths_of_windows_as_people_write_them() {
        for (path, shown) in [
            (r"postings\a.md", "postings/a.md"),
            (r"C:\postings\a.md", "C:/postings/a.md"),
            (r"\\?\C:\postings\a.md", "C:/postings/a.md"),
            (r"\\?\UNC\host\share\a.md", "//host/share/a.md"),
            (r"\\host\share\a.md", "//host/share/a.md"),
        ] {
            assert_eq!(of_windows(path), shown);
        }
    }
}
