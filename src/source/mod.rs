//! Bytes to text: decoding or extraction, line index, and the way back to byte offsets of the file.

mod counts;
mod decode;
mod layout;
mod lines;
mod signature;
mod word;

pub use layout::{Layout, Mark};
pub use lines::{LineIndex, Position};

use std::fmt;
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

/// One decoded file or stream.
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
        if word::is_archive(&bytes) {
            let (text, layout) = word::read(&bytes)?;
            return Ok(Source {
                layout: Some(layout),
                ..Source::from_text(path, &text)
            });
        }
        let (text, encoding, replaced, map) = decode::decode(bytes)?;
        Ok(Source {
            path: path.to_owned(),
            text,
            encoding,
            replaced,
            lines: OnceLock::new(),
            map,
            layout: None,
        })
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
        }
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

    /// Byte offset in the file of byte `offset` of `text`; an offset inside a character counts as its start, one past
    /// the end as the end of the file.
    pub fn file_offset(&self, offset: usize) -> usize {
        self.map.file_offset(&self.text, offset)
    }

    /// Line and columns of byte `offset` of `text`.
    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// The line index.
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
