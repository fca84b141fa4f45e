//! What there is to do of a run: a task for each file, and for each block of a stream, made as they are asked for.

use super::{Job, Of, Streams};
use crate::cli::pool::Step;
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

/// Something to do.
pub(super) enum Task<'a> {
    /// Read a file, and work on it.
    Read(&'a Input),
    /// Work on the bytes of a file, which take room since they were read.
    Decode(&'a Input, Vec<u8>, Taken<'a>),
    /// Work on a file, or on a block of a stream, whose text takes room since it was read.
    Judge(Box<Block>, Taken<'a>),
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

/// What tasks of a run have in common.
pub(super) struct Work<'a, W> {
    pub(super) max_bytes: u64,
    pub(super) rooms: &'a Rooms,
    pub(super) work: W,
}

impl<'a, T, W: Fn(Job<'_>) -> T> Work<'a, W> {
    /// Does a task as far as what it is about is not large.
    pub(super) fn begin(&self, of: Of<'_>, task: Task<'a>) -> Step<Task<'a>, Done<T>> {
        match task {
            Task::Read(input) if Rooms::is_large_file(walk::size(input, self.max_bytes)) => {
                Step::Large(Task::Read(input))
            }
            Task::Read(input) => {
                let read = self.rooms.read.take(walk::size(input, self.max_bytes));
                match walk::bytes(input, self.max_bytes) {
                    Ok(bytes) => self.begin(of, Task::Decode(input, bytes, read)),
                    Err(problem) => Step::Done(Done::Broken(Some(problem))),
                }
            }
            Task::Decode(_, ref bytes, _) if Rooms::is_large_archive(Source::unpacked(bytes)) => {
                Step::Large(task)
            }
            Task::Decode(input, bytes, read) => match self.decode(input, bytes) {
                Ok(block) => self.begin(of, Task::Judge(block, read)),
                Err(problem) => Step::Done(Done::Broken(Some(problem))),
            },
            Task::Judge(ref block, _) if Rooms::is_large_text(&block.source) => Step::Large(task),
            task => Step::Done(self.finish(of, task)),
        }
    }

    /// Does all of a task that is left. What is large is done by one thread, so that it needs no room to be read.
    pub(super) fn finish(&self, of: Of<'_>, task: Task<'a>) -> Done<T> {
        let decoded = match task {
            Task::Read(input) => {
                let bytes = walk::bytes(input, self.max_bytes);
                bytes.and_then(|bytes| Ok((self.decode(input, bytes)?, None)))
            }
            Task::Decode(input, bytes, read) => {
                let block = self.decode(input, bytes);
                block.map(|block| (block, Some(read)))
            }
            Task::Judge(block, read) => Ok((block, Some(read))),
            Task::Broken(problem) => return Done::Broken(problem),
            Task::Cut => return Done::Cut,
        };
        let (block, read) = match decoded {
            Ok(decoded) => decoded,
            Err(problem) => return Done::Broken(Some(problem)),
        };
        let _worked_on = self.rooms.work_on(&block.source);
        drop(read);
        Done::Part(part(block.source, &block.reading, of, &self.work))
    }

    fn decode(&self, input: &Input, bytes: Vec<u8>) -> Result<Box<Block>, Problem> {
        let _unpacked = self.rooms.unpacked.take(Source::unpacked(&bytes));
        let (source, format) = walk::text(input, bytes, self.max_bytes)?;
        Ok(Box::new(Block {
            source,
            reading: Reading::Whole(format),
        }))
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
                        return task(of, Task::Judge(Box::new(block), read));
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
