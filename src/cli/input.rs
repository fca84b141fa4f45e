//! From the arguments to linted files: find, read, lint on several threads, and tell what could not be read.

use super::args::InputArgs;
use super::{message, pool};
use crate::parse::Format;
use crate::source::Source;
use crate::walk::{self, Exclude, Found, Problem};
use std::path::PathBuf;

/// What became of one path.
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
    /// Whether excludes left out all that was named: no mistake of the user's.
    pub(super) all_excluded: bool,
}

/// Reads every file that `args` name, applies `work` to it on several threads, and `keep` to each result on this
/// thread, in no certain order: what `keep` gives back stays in memory. What could not be read has been told on
/// standard error when this returns, in path order.
pub(super) fn each<T: Send, K>(
    args: &InputArgs,
    exclude: Exclude,
    work: impl Fn(Source, Format) -> T + Sync,
    mut keep: impl FnMut(T) -> K,
) -> Outcomes<K> {
    let paths = if args.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        args.paths.clone()
    };
    let Found {
        inputs,
        problems,
        excluded,
    } = walk::discover(&walk::Options {
        paths,
        stdin_name: args.stdin_filename.clone(),
        force_exclude: args.force_exclude,
        exclude,
    });
    let all_excluded = excluded > 0 && inputs.is_empty() && problems.iter().all(|p| !p.fatal);
    let threads = match args.threads {
        0 => pool::default_threads(),
        n => usize::from(n),
    };
    let max_bytes = args.max_file_size * 1024 * 1024;
    let read_and_work = |input: &walk::Input| {
        walk::read(input, max_bytes).map(|(source, format)| work(source, format))
    };

    let mut files = Vec::with_capacity(inputs.len() + problems.len());
    pool::each(&inputs, threads, read_and_work, |index, result| {
        let path = inputs
            .get(index)
            .map(|i| i.path.clone())
            .unwrap_or_default();
        let result = match result {
            Ok(result) => result.map(&mut keep),
            Err(panic) => Err(Problem {
                path: path.clone(),
                message: format!("not checked, this file shows a bug of jdlint: {panic}"),
                fatal: true,
            }),
        };
        files.push((index, Outcome { path, result }));
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
    Outcomes {
        files,
        all_excluded,
    }
}

/// Tells that there is nothing to lint, and how to come to something.
pub(super) fn tell_nothing_found(args: &InputArgs) {
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
    message::help(
        "jdlint looks for Markdown (.md) and plain text (.txt) files and leaves out hidden and ignored ones; \
         a file that is named is always checked",
    );
}
