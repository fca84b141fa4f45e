//! Puts together what came of the tasks of a run, file by file.

use super::tasks::{Done, Part};
use super::{Event, Of};
use crate::cli::Failure;
use crate::cli::progress::{Progress, Total};
use crate::cli::stop::Stop;
use crate::config::Config;
use crate::parse::{NO_POSTING, Problems};
use crate::walk::{Input, Problem};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(super) type Take<'t, T> = &'t mut dyn FnMut(&Input, &Config, Event<T>) -> Result<(), Failure>;

/// Puts together what came of the tasks.
pub(super) struct Files<'a, 't, T> {
    max_bytes: u64,
    given_up: &'a AtomicUsize,
    stop: &'a Stop,
    take: Take<'t, T>,
    total: Total,
    progress: Progress,
    current: Option<Current<'a>>,
    /// Files with a posting.
    files: usize,
    problems: Vec<Problem>,
    failure: Option<Failure>,
}

/// What came of a run.
pub(super) struct Read {
    /// Files with a posting.
    pub(super) files: usize,
    /// What is to be told.
    pub(super) problems: Vec<Problem>,
    /// Why nothing more was handed over from there on.
    pub(super) failure: Option<Failure>,
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

impl<'a, 't, T> Files<'a, 't, T> {
    pub(super) fn new(
        max_bytes: u64,
        given_up: &'a AtomicUsize,
        stop: &'a Stop,
        total: Total,
        progress: Progress,
        take: Take<'t, T>,
    ) -> Self {
        Files {
            max_bytes,
            given_up,
            stop,
            take,
            total,
            progress,
            current: None,
            files: 0,
            problems: Vec::new(),
            failure: None,
        }
    }

    pub(super) fn add(&mut self, of: Of<'a>, result: Result<Done<T>, String>) {
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
            Ok(Done::Part(part)) => {
                let Part {
                    result,
                    problems,
                    doubts,
                    postings,
                    end,
                } = part;
                let done = match self.total {
                    Total::Files(_) => of.index,
                    Total::Bytes(_) => end,
                };
                self.progress.at(done as u64, postings);
                current.problems.append(problems);
                self.problems.extend(told(of.input, doubts));
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
            && let Err(failure) = (self.progress).aside(|| (self.take)(of.input, of.config, event))
        {
            self.failure = Some(failure);
            self.stop.nobody_reads();
        }
    }

    /// There are no more files.
    pub(super) fn end(mut self) -> Read {
        self.finish();
        Read {
            files: self.files,
            problems: self.problems,
            failure: self.failure,
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
            // what holds postings is nothing else, and they may be missed
            (Some(Some(broken)), told) if found => self.problems.push(Problem {
                message: told.map_or(broken.message.clone(), |told| {
                    format!("{}; {told}", broken.message)
                }),
                fatal: true,
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

/// Doubts as warnings.
fn told(input: &Input, (doubts, further): (Vec<String>, usize)) -> impl Iterator<Item = Problem> {
    let rest = (further > 0).then(|| format!("{further} further parts were not understood"));
    doubts.into_iter().chain(rest).map(|message| Problem {
        path: input.path.clone(),
        message,
        fatal: false,
    })
}
