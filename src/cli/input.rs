//! From the arguments to linted files: find, read, lint on several threads, and tell what could not be read.

use super::args::{InputArgs, MB};
use super::stop::Stop;
use super::{Failure, message, pool};
use crate::config::{Config, Resolver};
use crate::parse::stream::Block;
use crate::parse::{self, Document, Format, NO_POSTING, Postings, Problems};
use crate::source::Source;
use crate::walk::{self, Blocks, Exclude, Excludes, Found, Input, Problem};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

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
/// order, the blocks of a file one after the other. What could not be read has been told on standard error when this returns, in
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
    let tasks = Tasks {
        jobs: jobs.iter().enumerate(),
        open: None,
        streams,
        max_bytes,
        stop,
        given_up: &given_up,
    };
    let mut files = Files {
        max_bytes,
        given_up: &given_up,
        stop,
        take: &mut take,
        current: None,
        files: 0,
        problems: Vec::new(),
        failure: None,
    };
    let read_and_work = |(config, task): (&Config, Task<'_>)| task.run(config, max_bytes, &work);
    pool::each(tasks, threads, read_and_work, |of, result| {
        files.add(of, result);
    });
    files.finish();
    if let Some(failure) = files.failure {
        return Err(failure);
    }
    let read = files.files;
    problems.append(&mut files.problems);
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
        files: read,
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

/// Something to do on any thread.
enum Task<'a> {
    /// Read a file, and work on it.
    Read(&'a Input),
    /// Work on a block.
    Block(Box<Block>),
    /// Nothing: a stream cannot be read any further, for a reason that is told or not.
    Broken(Option<Problem>),
    /// Nothing: the run was stopped within a stream.
    Cut,
}

/// What came of a task.
enum Done<T> {
    /// The result, if there was a posting, what is wrong with the rest, and where the text that was read ends.
    Part(Option<T>, Problems, usize),
    Broken(Option<Problem>),
    Cut,
}

impl Task<'_> {
    fn run<T>(self, config: &Config, max_bytes: u64, work: impl Fn(Job<'_>) -> T) -> Done<T> {
        let (source, postings) = match self {
            Task::Read(input) => match walk::read(input, max_bytes) {
                Ok((source, format)) => {
                    let postings = parse::postings_as(&source, format, config.mapping());
                    (source, postings)
                }
                Err(problem) => return Done::Broken(Some(problem)),
            },
            Task::Block(block) => {
                let postings = block.postings(config.mapping());
                (block.source, postings)
            }
            Task::Broken(problem) => return Done::Broken(problem),
            Task::Cut => return Done::Cut,
        };
        let Postings {
            documents,
            problems,
        } = postings;
        let end = source.origin().text + source.text.len();
        let result = (!documents.is_empty()).then(|| {
            work(Job {
                source,
                documents,
                config,
            })
        });
        Done::Part(result, problems, end)
    }
}

/// The tasks of a run, made as they are asked for: one for each file, and for each block of a stream.
struct Tasks<'a, J> {
    jobs: J,
    open: Option<(Of<'a>, Blocks)>,
    streams: Streams,
    max_bytes: u64,
    stop: &'a Stop,
    /// Index of a stream of which no more is wanted.
    given_up: &'a AtomicUsize,
}

impl<'a, J: Iterator<Item = (usize, &'a (Input, Arc<Config>))>> Iterator for Tasks<'a, J> {
    type Item = (Of<'a>, (&'a Config, Task<'a>));

    fn next(&mut self) -> Option<Self::Item> {
        let task = |of: Of<'a>, task| Some((of, (of.config, task)));
        loop {
            if let Some((of, mut blocks)) = self.open.take() {
                if self.stop.is_set() {
                    return task(of, Task::Cut);
                }
                if self.given_up.load(Ordering::Relaxed) == of.index {
                    continue;
                }
                match blocks.next() {
                    None => continue,
                    Some(Ok(block)) => {
                        self.open = Some((of, blocks));
                        return task(of, Task::Block(Box::new(block)));
                    }
                    Some(Err(error)) => {
                        let problem = of.input.unreadable(&error, self.max_bytes);
                        return task(of, Task::Broken(problem));
                    }
                }
            }
            if self.stop.is_set() {
                return None;
            }
            let (index, (input, config)) = self.jobs.next()?;
            let of = Of {
                index,
                input,
                config,
            };
            let opened = match self.streams {
                Streams::InBlocks => walk::open(input, self.max_bytes),
                Streams::Whole => Ok(None),
            };
            match opened {
                Ok(None) => return task(of, Task::Read(input)),
                Ok(Some(blocks)) => self.open = Some((of, blocks)),
                Err(problem) => return task(of, Task::Broken(Some(problem))),
            }
        }
    }
}

type Take<'t, T> = &'t mut dyn FnMut(&Input, &Config, Event<T>) -> Result<(), Failure>;

/// Puts together what came of the tasks.
struct Files<'a, 't, T> {
    max_bytes: u64,
    given_up: &'a AtomicUsize,
    stop: &'a Stop,
    take: Take<'t, T>,
    current: Option<Current<'a>>,
    files: usize,
    problems: Vec<Problem>,
    failure: Option<Failure>,
}

/// What is known of the file that the last result is of.
struct Current<'a> {
    of: Of<'a>,
    /// Whether there was a posting.
    found: bool,
    /// What is wrong with parts of it.
    problems: Problems,
    /// Why there is no more, and whether that is told.
    broken: Option<Option<Problem>>,
    cut: bool,
}

impl<'a, T> Files<'a, '_, T> {
    fn add(&mut self, of: Of<'a>, result: Result<Done<T>, String>) {
        if self.current.as_ref().is_none_or(|c| c.of.index != of.index) {
            self.finish();
            self.current = Some(Current {
                of,
                found: false,
                problems: Problems::default(),
                broken: None,
                cut: false,
            });
        }
        let given_up = self.given_up.load(Ordering::Relaxed) == of.index;
        let Some(current) = self.current.as_mut().filter(|_| !given_up) else {
            return;
        };
        match result {
            Ok(Done::Part(result, problems, end)) => {
                current.problems.append(problems);
                self.files += usize::from(!current.found && result.is_some());
                let is_first = self.files == 1 && !current.found;
                current.found |= result.is_some();
                // most data in a folder is something else
                if !current.found && !of.input.explicit && end as u64 > self.max_bytes {
                    current.broken = Some(Some(of.input.too_large(None, self.max_bytes)));
                    self.given_up.store(of.index, Ordering::Relaxed);
                }
                if let Some(result) = result {
                    if is_first {
                        self.stop.listen();
                    }
                    self.give(of, Event::Part(result));
                }
            }
            Ok(Done::Broken(problem)) => current.broken = Some(problem),
            Ok(Done::Cut) => current.cut = true,
            Err(panic) => {
                let problem = Problem {
                    path: of.input.path.clone(),
                    message: format!("not checked, this file shows a bug of jdlint: {panic}"),
                    fatal: true,
                };
                current.broken.get_or_insert(Some(problem));
            }
        }
    }

    fn give(&mut self, of: Of<'a>, event: Event<T>) {
        if self.failure.is_none()
            && let Err(failure) = (self.take)(of.input, of.config, event)
        {
            self.failure = Some(failure);
            self.stop.nobody_reads();
        }
    }

    /// There is no more of the current file.
    fn finish(&mut self) {
        let Some(current) = self.current.take() else {
            return;
        };
        let (of, found) = (current.of, current.found);
        let told = current.problems.told();
        let whole = told.is_none() && current.broken.is_none() && !current.cut;
        let problem = |message| Problem {
            path: of.input.path.clone(),
            message,
            fatal: of.input.explicit,
        };
        match (current.broken, told) {
            (Some(Some(broken)), Some(told)) if found => self.problems.push(Problem {
                message: format!("{}; {told}", broken.message),
                ..broken
            }),
            (Some(broken), _) => self.problems.extend(broken),
            (None, Some(told)) if found || of.input.explicit => self.problems.push(problem(told)),
            (None, None) if !found && of.input.explicit && !current.cut => {
                self.problems.push(problem(NO_POSTING.to_owned()));
            }
            (None, _) => {}
        }
        if found {
            self.give(of, Event::End { whole });
        }
    }
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
