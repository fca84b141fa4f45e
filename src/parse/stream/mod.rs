//! Streams of records (JSON Lines, tables): read in blocks of whole records, each a part of the file and a source of its
//! own, so that no more than a block is in memory.
//!
//! A block is what one read brings, up to the end of its last record: a slow stream is judged as it comes.

mod split;

use super::mapping::Mapping;
use super::{Format, Postings, Shapes, table};
use crate::source::{LineIndex, Origin, Source, SourceError};
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
    reading: Reading,
}

#[derive(Debug, Clone)]
enum Reading {
    /// The whole stream.
    Whole(Format),
    Lines,
    Rows(Arc<table::Layout>),
}

impl Block {
    /// The postings of the part, as `mapping` says where they stand in a line, or as they do anywhere.
    pub fn postings(&self, mapping: Option<&Mapping>) -> Postings {
        let format = match &self.reading {
            Reading::Rows(layout) => return table::rows(&self.source, 0, layout),
            Reading::Lines => Format::JsonLines,
            Reading::Whole(format) => *format,
        };
        super::postings_as(&self.source, format, mapping)
    }
}

/// A stream that is being read.
pub struct Stream<R> {
    reader: R,
    path: String,
    format: Format,
    limits: Limits,
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
            buffer: Vec::new(),
            ended: false,
            splitter: None,
            origin: Origin::default(),
            done: false,
        }
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
            if found.first.unwrap_or(self.buffer.len()) as u64 > self.limits.record {
                let unit = match reading {
                    Reading::Rows(_) => "the row at line",
                    _ => "line",
                };
                // blank lines of a table are no rows
                let bytes = self.buffer.iter();
                let blank = bytes.take_while(|byte| matches!(byte, b'\n' | b'\r'));
                let blank: String = blank.map(|byte| char::from(*byte)).collect();
                let line = self.origin.line + LineIndex::new(&blank).len();
                return Err(StreamError::TooLarge(Some(format!("{unit} {line}"))));
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
            _ => (Splitter::lines(), Reading::Lines),
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
        let shapes = Shapes::builtin().map_err(|e| StreamError::Refused(e.to_string()))?;
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
        let splitter = Splitter::rows(layout.delimiter);
        Ok((splitter, Reading::Rows(Arc::new(layout))))
    }

    /// Takes the first `end` bytes that are read, which hold so many records.
    fn take(&mut self, end: usize, records: usize) -> Result<Source, StreamError> {
        let rest = self.buffer.split_off(end.min(self.buffer.len()));
        let bytes = std::mem::replace(&mut self.buffer, rest);
        let (origin, len) = (self.origin, bytes.len());
        let source = match origin.file {
            0 => Source::from_bytes(&self.path, bytes),
            _ => Source::part(&self.path, bytes, origin),
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
