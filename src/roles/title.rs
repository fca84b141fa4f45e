//! Titles to roles.

use super::Rungs;
use crate::span::Span;

/// What is odd about a title in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleIssue {
    /// It names two rungs that exclude each other: the two phrases as they stand.
    TwoRungs(String, String),
    /// It names several levels as alternatives ("PM or Senior PM", "all levels"): one posting for a ladder.
    SeveralLevels,
}

/// A title mapped to a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMatch {
    /// Role id, such as `product/vp`.
    pub role: String,
    /// Function, such as `product`.
    pub function: String,
    /// Rungs that this title stands on (the role's own, narrowed or widened by modifiers such as II, III, "Senior").
    pub rungs: Rungs,
    /// The part of the title that says so, as bytes of the title.
    pub span: Span,
    /// What is odd about it.
    pub issue: Option<TitleIssue>,
}
