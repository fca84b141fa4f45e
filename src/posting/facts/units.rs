//! What facts are read from: statements and their tokens.

use crate::lexicon::Lexed;
use crate::posting::{SectionKind, Statement, Subject};
use crate::span::Span;
use std::ops::Range;

/// A statement and its tokens.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub span: Span,
    pub tokens: Range<usize>,
    pub section: SectionKind,
    pub subject: Subject,
    /// Tokens that speak of somebody beside the role.
    pub others: Range<usize>,
}

pub(super) fn of_statements(statements: &[Statement], lexed: &Lexed) -> impl Iterator<Item = Unit> {
    statements.iter().map(|s| Unit {
        span: s.span,
        tokens: lexed.within(s.span),
        section: s.section,
        subject: s.subject,
        others: s.others.map_or(0..0, |span| lexed.within(span)),
    })
}
