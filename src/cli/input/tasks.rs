//! What there is to do of a run: a task for each file, and for each block of a stream, made as they are asked for.

use super::{Job, Of, Streams};
use crate::cli::pool;
use crate::cli::room::{Rooms, Taken};
use crate::cli::stop::Stop;
use crate::config::Config;
use crate::parse::stream::{Block, Reading};
use crate::parse::{Data, Document, Postings, Problems};
use crate::source::Source;
use crate::span::SourceSpan;
use crate::walk::{self, Blocks, Input, Problem};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Doubts that are told of a file.
const MOST_DOUBTS: usize = 5;

/// Code points of a doubt that are told.
const LONGEST_DOUBT: usize = 300;

/// Something to do on any thread.
pub(super) enum Task<'a> {
    /// Read a file, and work on it.
    Read(&'a Input),
    /// Work on a block, which takes room since it was read.
    Block(Box<Block>, Taken<'a>),
    /// Nothing: a stream cannot be read any further, for a reason that is told or not.
    Broken(Option<Problem>),
    /// Nothing: the run was stopped within a stream.
    Cut,
}

/// What came of a task.
pub(super) enum Done<T> {
    Part(Part<T>),
    Broken(Option<Problem>),
    Cut,
}

/// What came of a file, or of a part of it.
pub(super) struct Part<T> {
    /// If there was a posting.
    pub(super) result: Option<T>,
    /// What holds no posting.
    pub(super) problems: Problems,
    /// What of the postings was not understood, and how often more of that.
    pub(super) doubts: (Vec<String>, usize),
    /// Number of postings.
    pub(super) postings: usize,
    /// Where the text ends, in bytes.
    pub(super) end: usize,
}

impl Task<'_> {
    pub(super) fn run<T: Send>(
        self,
        of: Of<'_>,
        max_bytes: u64,
        rooms: &Rooms,
        work: impl Fn(Job<'_>) -> T + Send,
    ) -> Done<T> {
        let (source, read, reading) = match self {
            Task::Read(input) => {
                let read = rooms.read.take(walk::size(input, max_bytes));
                let text = walk::bytes(input, max_bytes).and_then(|bytes| {
                    let _unpacked = rooms.unpacked.take(Source::unpacked(&bytes));
                    walk::text(input, bytes, max_bytes)
                });
                match text {
                    Ok((source, format)) => (source, read, Reading::Whole(format)),
                    Err(problem) => return Done::Broken(Some(problem)),
                }
            }
            Task::Block(block, read) => (block.source, read, block.reading),
            Task::Broken(problem) => return Done::Broken(problem),
            Task::Cut => return Done::Cut,
        };
        let worked_on = rooms.work_on(&source);
        drop(read);
        let part = || part(source, &reading, of, work);
        Done::Part(match worked_on.is_large() {
            true => pool::apart(part),
            false => part(),
        })
    }
}

/// Parses a file, or a part of it, and works on its postings.
fn part<T>(source: Source, reading: &Reading, of: Of<'_>, work: impl Fn(Job<'_>) -> T) -> Part<T> {
    let Of { input, config, .. } = of;
    let data = Data {
        mapping: config.mapping(),
        found: !input.explicit,
    };
    let Postings {
        documents,
        problems,
    } = reading.postings(&source, data);
    let end = source.origin().text + source.text.len();
    let doubts = doubts(&source, &documents);
    let postings = documents.len();
    let result = (!documents.is_empty()).then(|| {
        work(Job {
            source,
            documents,
            config,
        })
    });
    Part {
        result,
        problems,
        doubts,
        postings,
        end,
    }
}

/// What of the documents was not understood, the first ones in words, with their places.
fn doubts(source: &Source, documents: &[Document]) -> (Vec<String>, usize) {
    let mut all = documents.iter().flat_map(|document| &document.problems);
    let doubt = |(span, what): &(SourceSpan, String)| {
        let (line, number) = (source.line_name(), source.position(span.start).line);
        let what: String = what.chars().take(LONGEST_DOUBT).collect();
        format!("{line} {number}: {what}")
    };
    let told = all.by_ref().take(MOST_DOUBTS).map(doubt).collect();
    (told, all.count())
}

/// The tasks of a run, made as they are asked for: one for each file, and for each block of a stream.
pub(super) struct Tasks<'a, J> {
    pub(super) jobs: J,
    pub(super) open: Option<(Of<'a>, Blocks)>,
    pub(super) streams: Streams,
    pub(super) max_bytes: u64,
    pub(super) stop: &'a Stop,
    /// Index of a stream of which no more is wanted.
    pub(super) given_up: &'a AtomicUsize,
    pub(super) rooms: &'a Rooms,
}

impl<'a, J: Iterator<Item = (usize, &'a (Input, Arc<Config>))>> Iterator for Tasks<'a, J> {
    type Item = (Of<'a>, (Of<'a>, Task<'a>));

    fn next(&mut self) -> Option<Self::Item> {
        let task = |of: Of<'a>, task| Some((of, (of, task)));
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
                        let read = self.rooms.read.take(block.source.text.len());
                        return task(of, Task::Block(Box::new(block), read));
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
