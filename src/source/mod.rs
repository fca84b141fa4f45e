//! Bytes to text: decoding or extraction, line index, and the way back to byte offsets of the file.

mod counts;
mod decode;
mod layout;
mod lines;
mod marks;
mod places;
mod signature;
mod word;

pub use layout::{Layout, Mark};
pub use lines::{LineIndex, Position};
pub(crate) use marks::too_many_marks;
use places::Places;

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

/// How the bytes of a file were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
}

/// Why bytes are not linted as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceError {
    /// The bytes are not text (NUL bytes, a known binary signature); the string says what they look
    /// like and what to do, as the end of a sentence that begins with the file.
    Binary(String),
    /// The bytes are a document that jdlint reads, but broken, encrypted or beyond a limit; the string says what, as
    /// the end of such a sentence.
    Damaged(String),
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SourceError::Binary(what) => write!(f, "not text: {what}"),
            SourceError::Damaged(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for SourceError {}

/// Where a part of a file begins: what stands before it. A part begins where a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// Bytes of decoded text.
    pub text: usize,
    /// Bytes of the file, a byte order mark included.
    pub file: usize,
    /// Lines.
    pub line: usize,
    /// Records: lines of JSON Lines, rows of a table without the first one.
    pub record: usize,
}

/// One decoded file or stream, or a part of one. Offsets of a part are those of the whole text: byte 0 of `text` is byte
/// `origin().text`.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path as given or found, with `/` between components; `-` or the name given for standard input.
    pub path: String,
    /// Decoded text, without a byte order mark. Line endings are as in the file. Of a Word document, the text of its
    /// paragraphs, one a line, without empty ones.
    pub text: String,
    /// Encoding the text was decoded from.
    pub encoding: Encoding,
    /// Number of byte sequences that were invalid and stand as U+FFFD in `text`.
    pub replaced: usize,
    /// Made when the first position is asked for: most files have no finding.
    lines: OnceLock<LineIndex>,
    map: decode::ByteMap,
    layout: Option<Layout>,
    origin: Origin,
    places: Option<Places>,
}

impl Source {
    /// Reads `bytes`. A Word document (.docx) gives the text that stands in it; its encoding is given as UTF-8. Anything
    /// else is decoded: a byte order mark decides; then UTF-16 where every second byte is NUL; then UTF-8, with
    /// invalid sequences replaced by U+FFFD.
    ///
    /// # Errors
    ///
    /// [`SourceError::Binary`] where the bytes carry the signature of a format that is not text, or hold NUL bytes.
    /// [`SourceError::Damaged`] for a Word document that cannot be read.
    pub fn from_bytes(path: &str, bytes: Vec<u8>) -> Result<Source, SourceError> {
        Source::unpacking(path, bytes, word::MAX_UNPACKED)
    }

    /// As [`Source::from_bytes`], of which the parts of a Word document may unpack to `most` bytes together.
    ///
    /// # Errors
    ///
    /// Those of [`Source::from_bytes`].
    pub(crate) fn unpacking(path: &str, bytes: Vec<u8>, most: u64) -> Result<Source, SourceError> {
        if word::is_archive(&bytes) {
            let (text, layout) = word::read(&bytes, most)?;
            return Ok(Source {
                text,
                layout: Some(layout),
                ..Source::from_text(path, "")
            });
        }
        Ok(Source::decoded(path, decode::decode(bytes)?))
    }

    /// Reads a part of a file in UTF-8 that is no first one: `origin` is not the start.
    ///
    /// # Errors
    ///
    /// [`SourceError::Binary`] where the bytes hold NUL bytes.
    pub(crate) fn part(path: &str, bytes: Vec<u8>, origin: Origin) -> Result<Source, SourceError> {
        Ok(Source {
            origin,
            ..Source::decoded(path, decode::decode_part(bytes)?)
        })
    }

    /// Bytes of memory that [`Source::from_bytes`] needs beside `bytes` where they are an archive; 0 where they are none.
    pub(crate) fn unpacked(bytes: &[u8]) -> usize {
        match word::is_archive(bytes) {
            true => word::unpacked(bytes),
            false => 0,
        }
    }

    /// Whether a file that begins with these bytes is an archive: of its bytes a part at most becomes text.
    pub(crate) fn is_archive(head: &[u8]) -> bool {
        word::is_archive(head)
    }

    /// Whether a file that begins with these bytes cannot be read in parts: an archive, UTF-16.
    pub(crate) fn is_indivisible(head: &[u8]) -> bool {
        word::is_archive(head) || decode::is_utf16(head)
    }

    fn decoded(path: &str, decoded: decode::Decoded) -> Source {
        let (text, encoding, replaced, map) = decoded;
        Source {
            encoding,
            replaced,
            map,
            text,
            ..Source::from_text(path, "")
        }
    }

    /// A source from text that is already decoded.
    pub fn from_text(path: &str, text: &str) -> Source {
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
            encoding: Encoding::Utf8,
            replaced: 0,
            lines: OnceLock::new(),
            map: decode::ByteMap::identity(),
            layout: None,
            origin: Origin::default(),
            places: None,
        }
    }

    /// Where the text begins in the file.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The source without its text, but for the lines of `quoted` offsets: it knows positions and file offsets of `offsets`
    /// only, and of others those of the nearest one before.
    pub(crate) fn without_text(
        &self,
        offsets: impl IntoIterator<Item = usize>,
        quoted: impl IntoIterator<Item = usize>,
    ) -> Source {
        let (places, text) = Places::new(self, offsets.into_iter(), quoted.into_iter());
        Source {
            text,
            encoding: self.encoding,
            // that there is one tells what lines are; its marks are of the text
            layout: self.layout.as_ref().map(|_| Layout::default()),
            places: Some(places),
            ..Source::from_text(&self.path, "")
        }
    }

    /// Where the line of byte `offset` stands in `text`, without its line break, and where the byte does: the same where the
    /// source has its whole text.
    pub(crate) fn quote(&self, offset: usize) -> (Range<usize>, usize) {
        match &self.places {
            Some(places) => places.line(offset).unwrap_or_default(),
            None => (self.line_of(offset), offset),
        }
    }

    /// The line of byte `offset` of the text, without its line break.
    fn line_of(&self, offset: usize) -> Range<usize> {
        let line = self.lines().position(&self.text, offset).line;
        self.lines().line_range(&self.text, line)
    }

    /// Adds the offsets of a later part of the same file, of which no line is kept.
    pub(crate) fn append_places(&mut self, later: Source) {
        let places = later.places.unwrap_or_default();
        self.places.get_or_insert_default().append(places);
    }

    /// What the paragraphs are where the text was taken out of a document. A line is a paragraph then, and offsets are
    /// bytes of the text: nothing of it stands in the file as it is.
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// What a line of `text` is: `line`, or `paragraph` of a document.
    pub fn line_name(&self) -> &'static str {
        match self.layout {
            None => "line",
            Some(_) => "paragraph",
        }
    }

    /// Byte offset in the file of byte `offset` of the text; an offset inside a character counts as its start, one past
    /// the end as the end of the file.
    pub fn file_offset(&self, offset: usize) -> usize {
        if let Some(places) = &self.places {
            return places.get(offset).map_or(0, |(_, file)| file);
        }
        match offset.checked_sub(self.origin.text) {
            Some(within) => {
                let within = self.map.file_offset(&self.text, within);
                self.origin.file.saturating_add(within)
            }
            // before this part is the start of the file
            None => 0,
        }
    }

    /// Line and columns of byte `offset` of the text.
    pub fn position(&self, offset: usize) -> Position {
        if let Some((position, _)) = self.places.as_ref().and_then(|p| p.get(offset)) {
            return position;
        }
        let Some(within) = offset.checked_sub(self.origin.text) else {
            return Position::START;
        };
        let mut position = self.lines().position(&self.text, within);
        position.line += self.origin.line;
        position
    }

    /// The line index of `text`, which counts from 1 also in a later part of a file.
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// The last character boundary of `text` at or before byte `offset`.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
