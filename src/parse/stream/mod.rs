//! Streams of records (JSON Lines, tables): read in blocks of whole records, each a part of the file and a source of its
//! own, so that no more than a block is in memory.
//!
//! A block is what one read brings, up to the end of its last record: a slow stream is judged as it comes.

mod split;

use super::{Data, Format, Postings, Shapes, table};
use crate::source::{LineIndex, Origin, Source, SourceError, too_many_marks};
use split::Splitter;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;

/// Bytes that are asked for at once: far more than a posting has, far less than memory.
pub const BLOCK: usize = 128 * 1024;

/// Bytes of the start that tell how a stream can be read.
const HEAD: usize = 4;

/// How much is read at a time, and at most.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes that are asked for at once.
    pub block: usize,
    /// Bytes of a record, and of a stream that cannot be read in blocks.
    pub record: u64,
    /// Marks of a record (characters that are no letters, digits or spaces) that is larger than a block.
    pub marks: usize,
}

/// Why a stream cannot be read any further.
#[derive(Debug)]
pub enum StreamError {
    /// There is nothing in it.
    Empty,
    /// It cannot be read.
    Io(io::Error),
    /// It is no text.
    Source(SourceError),
    /// A record, or a stream that cannot be read in blocks, is larger than the limit; the words say which, with the line
    /// from 1 where it begins.
    TooLarge(Option<String>),
    /// It is no stream of postings.
    Refused(String),
}

impl fmt::Display for StreamError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StreamError::Empty => f.write_str("empty"),
            StreamError::Io(error) => error.fmt(f),
            StreamError::Source(error) => error.fmt(f),
            StreamError::TooLarge(what) => {
                write!(f, "{} is too large", what.as_deref().unwrap_or("it"))
            }
            StreamError::Refused(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for StreamError {}

/// A part of a stream, and how postings stand in it.
#[derive(Debug)]
pub struct Block {
    /// The part.
    pub source: Source,
    /// How to read it.
    pub(crate) reading: Reading,
}

/// How postings stand in a source.
#[derive(Debug, Clone)]
pub(crate) enum Reading {
    /// As in a whole file of this format.
    Whole(Format),
    /// One on each line of a part.
    Lines,
    /// One in each row of a part.
    Rows(Arc<table::Layout>),
    /// Not at all; why not, and what a part is called.
    Refused(String, &'static str),
}

impl Block {
    /// The postings of the part; `data` says how they stand in a line.
    pub fn postings(&self, data: Data<'_>) -> Postings {
        self.reading.postings(&self.source, data)
    }
}

impl Reading {
    /// The postings of a source; `data` says how they stand in data.
    pub(crate) fn postings(&self, source: &Source, data: Data<'_>) -> Postings {
        let format = match self {
            Reading::Refused(why, part) => return Postings::none(part, why.clone()),
            Reading::Rows(layout) => return table::rows(source, 0, layout),
            Reading::Lines => Format::JsonLines,
            Reading::Whole(format) => *format,
        };
        super::postings_as(source, format, data)
    }
}

/// What the first record of a buffer that begins behind so many lines is called, and what records are.
fn name_first(buffer: &[u8], lines: usize, reading: &Reading) -> (String, &'static str) {
    let (unit, part) = match reading {
        Reading::Rows(_) => ("the row at line", "row"),
        _ => ("line", "line"),
    };
    // blank lines of a table are no rows
    let blank = buffer.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
    let blank: String = blank.map(|byte| char::from(*byte)).collect();
    let line = lines + LineIndex::new(&blank).len();
    (format!("{unit} {line}"), part)
}

/// A stream that is being read.
pub struct Stream<R> {
    reader: R,
    path: String,
    format: Format,
    limits: Limits,
    found: bool,
    /// What is read and not given yet.
    buffer: Vec<u8>,
    /// Whether there is no more to read.
    ended: bool,
    /// How records end, once that is known.
    splitter: Option<(Splitter, Reading)>,
    /// Where `buffer` begins.
    origin: Origin,
    /// Whether all that can be given was.
    done: bool,
}

/// The blocks, in order; an error says why the stream cannot be read any further, and is the last item.
impl<R: Read> Iterator for Stream<R> {
    type Item = Result<Block, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let block = self.block().transpose();
        self.done |= !matches!(block, Some(Ok(_)));
        block
    }
}

impl<R: Read> Stream<R> {
    /// A stream of which nothing is read yet. `path` is what its sources are called.
    pub fn new(reader: R, path: &str, format: Format, limits: Limits) -> Stream<R> {
        Stream {
            reader,
            path: path.to_owned(),
            format,
            limits,
            found: false,
            buffer: Vec::new(),
            ended: false,
            splitter: None,
            origin: Origin::default(),
            done: false,
        }
    }

    /// Says whether the stream was found in a folder, see [`Data::found`].
    pub fn found_in_folder(mut self, found: bool) -> Self {
        self.found = found;
        self
    }

    fn block(&mut self) -> Result<Option<Block>, StreamError> {
        if self.splitter.is_none()
            && let Some(whole) = self.begin()?
        {
            self.done = true;
            return Ok(Some(whole));
        }
        loop {
            let Some((splitter, reading)) = &mut self.splitter else {
                return Ok(None);
            };
            let found = splitter.split(&self.buffer, self.ended);
            let first = found.first.unwrap_or(self.buffer.len());
            if first as u64 > self.limits.record {
                let (first, _) = name_first(&self.buffer, self.origin.line, reading);
                return Err(StreamError::TooLarge(Some(first)));
            }
            let marks = self.limits.marks;
            if found.first.is_some() && first > marks.max(self.limits.block) {
                // it stands alone in its block
                let (mut reading, splitter_) = (reading.clone(), Splitter::of(reading));
                *splitter = splitter_;
                let (name, part) = name_first(&self.buffer, self.origin.line, &reading);
                let source = self.take(first, 1)?;
                if too_many_marks(&source.text, marks) {
                    let why = format!(
                        "{name} has more than {marks} marks and line breaks, the limit of a {part}; --max-file-size raises it"
                    );
                    reading = Reading::Refused(why, part);
                }
                return Ok(Some(Block { source, reading }));
            }
            if found.end > 0 {
                let reading = reading.clone();
                let source = self.take(found.end, found.records)?;
                return Ok(Some(Block { source, reading }));
            }
            if self.ended {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    /// Finds out how the stream is to be read; gives it as a whole where it cannot be read in blocks.
    fn begin(&mut self) -> Result<Option<Block>, StreamError> {
        while !self.ended && self.buffer.len() < HEAD {
            self.fill()?;
        }
        if self.buffer.is_empty() {
            return Err(StreamError::Empty);
        }
        if Source::is_indivisible(&self.buffer) {
            return self.whole().map(Some);
        }
        self.splitter = Some(match self.format {
            Format::Table => self.header()?,
            _ => (Splitter::of(&Reading::Lines), Reading::Lines),
        });
        Ok(None)
    }

    fn whole(&mut self) -> Result<Block, StreamError> {
        while !self.ended {
            if self.buffer.len() as u64 > self.limits.record {
                return Err(StreamError::TooLarge(None));
            }
            self.fill()?;
        }
        let bytes = std::mem::take(&mut self.buffer);
        let source = Source::from_bytes(&self.path, bytes).map_err(StreamError::Source)?;
        let format = match source.layout() {
            Some(_) => Format::Word,
            None => self.format,
        };
        let reading = Reading::Whole(format);
        Ok(Block { source, reading })
    }

    /// Reads the first row of a table.
    fn header(&mut self) -> Result<(Splitter, Reading), StreamError> {
        let shapes = Shapes::of(self.found).map_err(|e| StreamError::Refused(e.to_string()))?;
        let end = loop {
            if let Some(end) = split::header(&self.buffer, table::DELIMITERS, self.ended) {
                break end;
            }
            if self.buffer.len() as u64 > self.limits.record {
                return Err(StreamError::TooLarge(Some("the first row".to_owned())));
            }
            self.fill()?;
        };
        let head = self.buffer.get(..end).unwrap_or_default().to_vec();
        let head = Source::from_bytes(&self.path, head).map_err(StreamError::Source)?;
        let (layout, len) =
            table::Layout::find(&head.text, shapes.table()).map_err(StreamError::Refused)?;
        // of several rows, as they seem with another delimiter, the first one is the header
        let end = split::header(&self.buffer, &[layout.delimiter], self.ended).unwrap_or(end);
        debug_assert!(len <= head.text.len());
        self.take(end, 0)?;
        let reading = Reading::Rows(Arc::new(layout));
        Ok((Splitter::of(&reading), reading))
    }

    /// Takes the first `end` bytes that are read, which hold so many records.
    fn take(&mut self, end: usize, records: usize) -> Result<Source, StreamError> {
        let rest = self.buffer.split_off(end.min(self.buffer.len()));
        let bytes = std::mem::replace(&mut self.buffer, rest);
        let (origin, len) = (self.origin, bytes.len());
        let source = match origin.file {
            0 => Source::from_bytes(&self.path, bytes),
            _ => Source::part(&self.path, bytes, origin).map_err(|error| match error {
                SourceError::Binary(what) => SourceError::Binary(format!(
                    "{what}; what follows line {} is not read",
                    origin.line
                )),
                damaged => damaged,
            }),
        };
        let source = source.map_err(StreamError::Source)?;
        self.origin = Origin {
            text: origin.text + source.text.len(),
            file: origin.file + len,
            line: origin.line + source.lines().len() - 1,
            record: origin.record + records,
        };
        Ok(source)
    }

    /// Reads once.
    fn fill(&mut self) -> Result<(), StreamError> {
        let before = self.buffer.len();
        self.buffer.resize(before + self.limits.block.max(1), 0);
        let read = loop {
            let room = self.buffer.get_mut(before..).unwrap_or_default();
            match self.reader.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result,
            }
        };
        self.buffer
            .truncate(before + read.as_ref().copied().unwrap_or(0));
        self.ended = read.map_err(StreamError::Io)? == 0;
        Ok(())
    }
}
