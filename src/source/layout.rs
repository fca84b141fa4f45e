//! What the paragraphs of an extracted text are: the structure that a word processor keeps beside the words.

use crate::span::Span;

/// What a paragraph is by its format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing but text.
    Body,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A list item.
    Item {
        /// Nesting depth from 0.
        depth: u8,
    },
    /// The only paragraph of a table cell.
    Cell {
        /// Row from 0.
        row: usize,
        /// Column from 0.
        column: usize,
    },
}

/// The paragraphs of a text that was taken out of a document, one a line. A line break inside a paragraph is U+000B.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// One for each line of the text.
    pub marks: Vec<Mark>,
    /// Byte ranges of the text in bold type, in order.
    pub strong: Vec<Span>,
}
