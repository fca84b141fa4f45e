//! From the arguments to linted files: find, read, lint on several threads, and tell what could not be read. What there is to do
//! is in `tasks`, what came of it in `files`.

mod files;
mod tasks;

use super::args::{InputArgs, MB};
use super::pool::{self, Step};
use super::progress::{Progress, Total};
use super::room::Rooms;
use super::stop::Stop;
use super::{Failure, message};
use crate::config::{Config, Resolver};
use crate::parse::{Document, Format};
use crate::source::Source;
use crate::walk::{self, Exclude, Excludes, Found, Input, Problem};
use files::Files;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use tasks::{Done, Tasks, Work};

/// What became of all paths.
pub(super) struct Outcomes {
    /// Files that were read, some in part only.
    pub(super) files: usize,
    /// What could not be read, or not all of it, in path order; it has been told. Warnings are not among them.
    pub(super) problems: Vec<Problem>,
    /// Documents of formats that are not read, found in folders, by their extension.
    pub(super) unread: BTreeMap<&'static str, usize>,
    /// Whether excludes left out all that was named: no mistake of the user's.
    pub(super) all_excluded: bool,
    /// Whether a configuration was broken that holds for some of what was named.
    pub(super) misconfigured: bool,
    /// Whether Ctrl-C ended the run before its end.
    pub(super) interrupted: bool,
}

impl Outcomes {
    /// Whether there was no file at all.
    pub(super) fn nothing(&self) -> bool {
        self.files == 0 && self.problems.is_empty()
    }
}

/// A file, or a block of one, read, and what holds for it.
pub(super) struct Job<'a> {
    pub(super) source: Source,
    pub(super) documents: Vec<Document>,
    pub(super) config: &'a Config,
}

/// What happens to a file.
pub(super) enum Event<T> {
    /// The result for the file, or for the next block of it.
    Part(T),
    /// There is no more of the file; whether all of it was read.
    End { whole: bool },
}

/// How streams of records are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Streams {
    /// In blocks, of any size.
    InBlocks,
    /// As other files are.
    Whole,
}

/// Reads every file that `args` name, applies `work` to it on several threads, and `take` to each result on this thread: in path
/// order, the blocks of a file one after the other. `size` is about the bytes that a result takes until then. What could not be read has been told on standard error when this returns, in
/// path order.
///
/// # Errors
///
/// Where configurations are broken, and none of the files is under another one; those of `take`, after which nothing more is
/// read.
pub(super) fn each<T: Send>(
    args: &InputArgs,
    streams: Streams,
    resolver: &Arc<Resolver>,
    stop: &Stop,
    work: impl Fn(Job<'_>) -> T + Sync,
    size: impl Fn(&T) -> usize + Sync,
    mut take: impl FnMut(&Input, &Config, Event<T>) -> Result<(), Failure>,
) -> Result<Outcomes, Failure> {
    let paths = if args.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        args.paths.clone()
    };
    let Found {
        inputs,
        mut problems,
        unread,
        excluded,
    } = walk::discover(&walk::Options {
        paths,
        stdin_name: args.stdin_filename.clone(),
        force_exclude: args.force_exclude,
        excludes: excludes(resolver),
    });
    let all_excluded = excluded > 0 && inputs.is_empty() && problems.iter().all(|p| !p.fatal);
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
        let reports = errors.iter().flat_map(|e| e.reports());
        return Err(Failure::all(reports.collect()));
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

    let threads = match args.threads {
        0 => pool::default_threads(),
        n => usize::from(n),
    };
    let is_stream = |(input, _): &(Input, _)| {
        Format::from_path(&input.path).is_some_and(|format| format.is_stream())
    };
    let threads = match streams == Streams::InBlocks && jobs.iter().any(is_stream) {
        true => threads,
        false => threads.min(jobs.len()),
    };
    let given_up = AtomicUsize::new(usize::MAX);
    let rooms = Rooms::new();
    let tasks = Tasks {
        jobs: jobs.iter().enumerate(),
        open: None,
        streams,
        max_bytes,
        stop,
        given_up: &given_up,
        rooms: &rooms,
    };
    let total = match jobs.as_slice() {
        [job] if is_stream(job) => Total::Bytes(walk::file_size(&job.0)),
        _ => Total::Files(jobs.len() as u64),
    };
    let progress = Progress::new(args.progress, total);
    let mut files = Files::new(max_bytes, &given_up, stop, total, progress, &mut take);
    let work = Work {
        max_bytes,
        rooms: &rooms,
        work,
    };
    let size = |done: &Done<T>| match done {
        Done::Part(part) => part.result.as_ref().map_or(0, &size),
        _ => 0,
    };
    pool::each(
        tasks,
        threads,
        |(of, task)| match work.begin(of, task) {
            Step::Done(done) => Step::Done(done),
            Step::Large(task) => Step::Large((of, task)),
        },
        |(of, task)| work.finish(of, task),
        size,
        |of, result| files.add(of, result),
    );
    let mut done = files.end();
    if let Some(failure) = done.failure {
        return Err(failure);
    }
    problems.append(&mut done.problems);
    // what is told of a path stays in the order in which it came up
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    problems.iter().for_each(message::problem);
    problems.retain(|problem| problem.fatal);
    // told above, all at once
    problems.extend(unconfigured.into_iter().map(|path| Problem {
        message: "not checked: its configuration has mistakes".to_owned(),
        fatal: true,
        path,
    }));
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(Outcomes {
        files: done.files,
        problems,
        unread,
        all_excluded,
        misconfigured,
        interrupted: stop.is_interrupted(),
    })
}

/// Which file something belongs to.
#[derive(Clone, Copy)]
struct Of<'a> {
    index: usize,
    input: &'a Input,
    config: &'a Config,
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
