//! Statements: bullets and sentences that can carry evidence.

use super::{Section, SectionKind, Title};
use crate::lexicon::Lexed;
use crate::parse::{BlockKind, Document};
use crate::rules::Rules;
use crate::span::Span;

/// Who a statement speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The person in the role ("you will …", "the product manager …", an imperative, a bullet).
    Person,
    /// The company or its product ("we are …", "our platform …").
    Company,
    /// Somebody else ("the hiring manager …", "our customers …").
    Other,
}

/// One bullet or sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Where it stands in the visible text, white space and bullets trimmed.
    pub span: Span,
    /// Section it belongs to, by heading or by its own content.
    pub section: SectionKind,
    /// Who it speaks of.
    pub subject: Subject,
    /// Whether it is a bullet or a table cell (otherwise a sentence of a paragraph).
    pub bullet: bool,
}

pub(super) fn find(
    document: &Document,
    _lexed: &Lexed,
    sections: &[Section],
    _title: Option<&Title>,
    _rules: &Rules,
) -> Vec<Statement> {
    // SKELETON: to be replaced
    document
        .blocks
        .iter()
        .filter(|b| {
            matches!(
                b.kind,
                BlockKind::ListItem { .. } | BlockKind::Paragraph | BlockKind::TableCell { .. }
            )
        })
        .map(|b| Statement {
            span: b.span,
            section: sections
                .iter()
                .rev()
                .find(|s| s.span.contains(b.span))
                .map_or(SectionKind::Unknown, |s| s.kind),
            subject: Subject::Person,
            bullet: !matches!(b.kind, BlockKind::Paragraph),
        })
        .collect()
}
