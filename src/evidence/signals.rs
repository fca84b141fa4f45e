//! What one statement says.

use crate::lexicon::Lexed;
use crate::parse::Document;
use crate::posting::Posting;
use crate::roles::{Dimension, Rungs};
use crate::rules::Rules;
use crate::span::Span;

/// What one statement says of the scope of the role.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Index of the statement in [`Posting::statements`].
    pub statement: usize,
    /// Kind of scope.
    pub dimension: Dimension,
    /// Rungs for which this is normal.
    pub rungs: Rungs,
    /// 0 to 1: how much it says.
    pub strength: f32,
    /// The words that say so, in the visible text.
    pub span: Span,
    /// Id of the cue, as in `rules/cues/`.
    pub cue: String,
    /// The cue in words, as a diagnostic can say it: "manages product managers".
    pub says: String,
    /// Whether the words stand in a responsibility (rather than in a requirement or an introduction).
    pub duty: bool,
}

pub(super) fn find(
    _document: &Document,
    _lexed: &Lexed,
    _posting: &Posting,
    _rules: &Rules,
) -> Vec<Signal> {
    Vec::new() // SKELETON: to be replaced
}
