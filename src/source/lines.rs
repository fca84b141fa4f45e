//! Line starts, and columns in bytes, UTF-16 units and code points.

use super::counts::Counts;

/// Where a byte of the text stands; every number starts at 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column in bytes of the decoded text.
    pub byte_column: usize,
    /// Column in UTF-16 code units.
    pub utf16_column: usize,
    /// Column in Unicode code points.
    pub column: usize,
}

impl Position {
    /// The start of a text.
    pub const START: Position = Position {
        line: 1,
        byte_column: 1,
        utf16_column: 1,
        column: 1,
    };
}

/// Starts of the lines of a text. Lines end at LF, CRLF or a lone CR.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
    counts: Counts,
}

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        let mut at = 0;
        while let Some(len) = bytes
            .get(at..)
            .and_then(|rest| rest.iter().position(|b| matches!(b, b'\n' | b'\r')))
        {
            let pair = bytes.get(at + len..at + len + 2) == Some(b"\r\n");
            at += len + if pair { 2 } else { 1 };
            starts.push(at);
        }
        LineIndex {
            starts,
            counts: Counts::new(text),
        }
    }
    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }
    /// Whether there is no line: never, an empty text has one.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
    /// Byte range of line `line` (from 1), without its line break; empty at the end of the text where there is no
    /// such line.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let Some(start) = line
            .checked_sub(1)
            .and_then(|i| self.starts.get(i))
            .copied()
        else {
            return text.len()..text.len();
        };
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let body = text.get(start..end).unwrap_or_default();
        let body = body
            .strip_suffix("\r\n")
            .or_else(|| body.strip_suffix(['\n', '\r']))
            .unwrap_or(body);
        start..start + body.len()
    }
    /// Position of byte `offset` of `text`; offsets past the end or inside a character are clamped down. Costs a
    /// search among the lines and a walk of a few kilobytes at most, however long the line is.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = super::floor_char_boundary(text, offset);
        let line = self.starts.partition_point(|s| *s <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let (first, here) = (
            self.counts.before(text, start),
            self.counts.before(text, offset),
        );
        Position {
            line,
            byte_column: offset - start + 1,
            utf16_column: here.utf16 - first.utf16 + 1,
            column: here.chars - first.chars + 1,
        }
    }
}
