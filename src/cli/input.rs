//! From the arguments to linted files: find, read, lint on several threads, and tell what could not be read.

use super::args::{InputArgs, MB};
use super::{Failure, message, pool};
use crate::config::{Config, Resolver};
use crate::parse::{self, Document, Postings};
use crate::source::Source;
use crate::walk::{self, Exclude, Excludes, Found, Input, Problem};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// What became of one path. A file that can be read in part only has two: the result, and then the problem.
pub(super) struct Outcome<T> {
    /// The path, not sanitised.
    pub(super) path: String,
    /// The result, or a fatal problem, which has been told.
    pub(super) result: Result<T, Problem>,
}

/// What became of all paths.
pub(super) struct Outcomes<T> {
    /// In path order. Files that gave a warning only are not among them.
    pub(super) files: Vec<Outcome<T>>,
    /// Documents of formats that are not read, found in folders, by their extension.
    pub(super) unread: BTreeMap<&'static str, usize>,
    /// Whether excludes left out all that was named: no mistake of the user's.
    pub(super) all_excluded: bool,
    /// Whether a configuration was broken that holds for some of what was named.
    pub(super) misconfigured: bool,
}

/// A file, read, and what holds for it.
pub(super) struct Job<'a> {
    pub(super) source: Source,
    pub(super) documents: Vec<Document>,
    pub(super) config: &'a Config,
    pub(super) input: &'a Input,
}

/// Reads every file that `args` name, applies `work` to it on several threads, and `keep` to each result on this
/// thread, in no certain order: what `keep` gives back stays in memory. What could not be read has been told on
/// standard error when this returns, in path order.
///
/// # Errors
///
/// Where configurations are broken, and none of the files is under another one.
pub(super) fn each<T: Send, K>(
    args: &InputArgs,
    resolver: &Arc<Resolver>,
    work: impl Fn(Job<'_>) -> T + Sync,
    mut keep: impl FnMut(T) -> K,
) -> Result<Outcomes<K>, Failure> {
    let paths = if args.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        args.paths.clone()
    };
    let Found {
        inputs,
        problems,
        unread,
        excluded,
    } = walk::discover(&walk::Options {
        paths,
        stdin_name: args.stdin_filename.clone(),
        force_exclude: args.force_exclude,
        excludes: excludes(resolver),
    });
    let all_excluded = excluded > 0 && inputs.is_empty() && problems.iter().all(|p| !p.fatal);
    let threads = match args.threads {
        0 => pool::default_threads(),
        n => usize::from(n),
    };
    let max_bytes = args.max_file_size * MB;
    let mut jobs: Vec<(Input, Arc<Config>)> = Vec::with_capacity(inputs.len());
    let mut unconfigured = Vec::new();
    for input in inputs {
        match resolver.beside(&input.resolved) {
            Ok(config) => jobs.push((input, config)),
            Err(_) => unconfigured.push(input.path),
        }
    }
    let errors = resolver.errors();
    let misconfigured = !errors.is_empty();
    if misconfigured && jobs.is_empty() {
        return Err(Failure(errors.iter().flat_map(|e| e.reports()).collect()));
    }
    for report in errors.iter().flat_map(|e| e.reports()) {
        message::error(&report);
    }
    if !unconfigured.is_empty() {
        message::help(&match unconfigured.len() {
            1 => "one file is not checked because of that".to_owned(),
            n => format!("{n} files are not checked because of that"),
        });
    }
    let read_and_work = |(input, config): &(Input, Arc<Config>)| {
        let (source, format) = match walk::read(input, max_bytes) {
            Ok(read) => read,
            Err(problem) => return (None, Some(problem)),
        };
        let Postings { documents, problem } = parse::postings(&source, format);
        let problem = problem.map(|message| Problem {
            path: input.path.clone(),
            message,
            fatal: input.explicit,
        });
        if documents.is_empty() {
            // most data in a folder is something else
            return (None, problem.filter(|problem| problem.fatal));
        }
        let job = Job {
            source,
            documents,
            config,
            input,
        };
        (Some(work(job)), problem)
    };

    let mut files = Vec::with_capacity(jobs.len() + problems.len());
    pool::each(&jobs, threads, read_and_work, |index, result| {
        let path = jobs
            .get(index)
            .map(|(input, _)| input.path.clone())
            .unwrap_or_default();
        let (result, problem) = result.unwrap_or_else(|panic| {
            let problem = Problem {
                path: path.clone(),
                message: format!("not checked, this file shows a bug of jdlint: {panic}"),
                fatal: true,
            };
            (None, Some(problem))
        });
        let results = result.map(|result| Ok(keep(result)));
        let results = results.into_iter().chain(problem.map(Err));
        files.extend(results.map(|result| {
            let path = path.clone();
            (index, Outcome { path, result })
        }));
    });
    // the index settles the order of names that differ in invalid bytes only
    files.extend(problems.into_iter().enumerate().map(|(index, problem)| {
        let path = problem.path.clone();
        let result = Err(problem);
        (index, Outcome { path, result })
    }));
    files.sort_by(|(i, a), (k, b)| (&a.path, i).cmp(&(&b.path, k)));
    let mut files: Vec<_> = files.into_iter().map(|(_, outcome)| outcome).collect();
    for problem in files.iter().filter_map(|f| f.result.as_ref().err()) {
        message::problem(problem);
    }
    files.retain(|f| !f.result.as_ref().is_err_and(|problem| !problem.fatal));
    // told above, all at once
    files.extend(unconfigured.into_iter().map(|path| Outcome {
        result: Err(Problem {
            path: path.clone(),
            message: "not checked: its configuration has mistakes".to_owned(),
            fatal: true,
        }),
        path,
    }));
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Outcomes {
        files,
        unread,
        all_excluded,
        misconfigured,
    })
}

/// The globs of the configuration that holds in a folder; a broken one excludes nothing.
fn excludes(resolver: &Arc<Resolver>) -> Excludes {
    let resolver = Arc::clone(resolver);
    Excludes::new(move |folder| match resolver.folder(folder) {
        Ok(config) => config.exclude.clone(),
        Err(_) => Exclude::default(),
    })
}

/// Tells that there is nothing to lint, what was seen instead, and how to come to something.
pub(super) fn tell_nothing_found(args: &InputArgs, unread: &BTreeMap<&'static str, usize>) {
    let mut places: Vec<String> = args
        .paths
        .iter()
        .take(3)
        .map(|p| message::quote(&p.to_string_lossy()))
        .collect();
    if args.paths.len() > places.len() {
        places.push("…".to_owned());
    }
    let place = if places.is_empty() {
        "the current folder".to_owned()
    } else {
        places.join(", ")
    };
    message::error(&format!("no file to check in {place}"));
    if !unread.is_empty() {
        let seen = unread
            .iter()
            .map(|(extension, n)| format!("{n} .{extension}"));
        let seen = seen.collect::<Vec<_>>().join(", ");
        message::help(&format!(
            "there are documents that jdlint does not read ({seen}); save them as .docx or export their text"
        ));
    }
    message::help(
        "jdlint looks for Markdown (.md), plain text (.txt), AsciiDoc (.adoc), reStructuredText (.rst), HTML (.html) and Word (.docx) files and postings in JSON (.json, .jsonl), YAML (.yaml) and tables (.csv), and leaves out hidden and ignored ones; \
         a file that is named is always checked",
    );
}
