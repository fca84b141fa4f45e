//! The title of a posting.

use crate::parse::{BlockKind, Document};
use crate::rules::Rules;
use crate::span::Span;

/// Where a title was found; the order is the order of trust.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleOrigin {
    /// Front matter (`title:`, `role:`, `position:`).
    FrontMatter,
    /// A heading.
    Heading,
    /// A `Title:` line.
    Label,
    /// The first bold line.
    Bold,
    /// The first line, short and shaped like a title.
    FirstLine,
    /// The file name.
    FileName,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// Its text, white space collapsed.
    pub text: String,
    /// Where it stands in the visible text; `None` for a file name.
    pub span: Option<Span>,
    /// Where it was found.
    pub origin: TitleOrigin,
}

pub(super) fn find(document: &Document, _path: &str, _rules: &Rules) -> Vec<Title> {
    // SKELETON: to be replaced
    document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading(1)))
        .take(1)
        .map(|b| Title {
            text: document.block_text(b).to_owned(),
            span: Some(b.span),
            origin: TitleOrigin::Heading,
        })
        .collect()
}
