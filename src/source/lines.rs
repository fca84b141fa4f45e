//! Line starts, and columns in bytes, UTF-16 units and code points.

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

/// Starts of the lines of a text. Lines end at LF, CRLF or a lone CR.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text`.
    pub fn new(text: &str) -> Self {
        // SKELETON: to be replaced
        let mut starts = vec![0];
        starts.extend(
            text.bytes()
                .enumerate()
                .filter(|(_, b)| *b == b'\n')
                .map(|(i, _)| i + 1),
        );
        LineIndex { starts }
    }
    /// Number of lines; a text that ends in a line break has an empty last line.
    pub fn len(&self) -> usize {
        self.starts.len()
    }
    /// Whether there is no line: never, an empty text has one.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
    /// Byte range of line `line` (from 1), without its line break.
    pub fn line_range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let start = self
            .starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(text.len());
        let end = self.starts.get(line).copied().unwrap_or(text.len());
        let body = text.get(start..end).unwrap_or_default();
        start..start + body.trim_end_matches(['\n', '\r']).len()
    }
    /// Position of byte `offset` of `text`; offsets past the end or inside a character are clamped down.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|s| *s <= offset);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = text.get(start..offset).unwrap_or_default();
        Position {
            line,
            byte_column: before.len() + 1,
            utf16_column: before.encode_utf16().count() + 1,
            column: before.chars().count() + 1,
        }
    }
}
