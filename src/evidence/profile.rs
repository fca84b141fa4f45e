//! All that a posting says, weighed: votes per rung, the inferred interval, and how sure that is.

use super::Signal;
use crate::posting::Posting;
use crate::roles::{Dimension, Rungs};
use crate::rules::Rules;
use crate::span::Span;

/// One piece of evidence and how it moves the rungs.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Id of the evidence, as in `rules/model.toml`.
    pub evidence: String,
    /// In words: "asks for 8 years of experience".
    pub says: String,
    /// Log-odds that it adds to each rung, 0 to 7, centred on their mean.
    pub rungs: [f32; 8],
    /// The words that say so, in the visible text; none where the vote is for what is missing.
    pub spans: Vec<Span>,
}

/// What all statements and facts of a posting say together.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// Signals of the statements, in order.
    pub signals: Vec<Signal>,
    /// Votes, strongest first.
    pub votes: Vec<Vote>,
    /// Share of probability of each rung, 0 to 7; sums to 1.
    pub rungs: [f32; 8],
    /// Mean of `rungs`, on the 0 to 7 ladder.
    pub level: f32,
    /// The interval that holds most of `rungs`.
    pub interval: Option<Rungs>,
    /// 0 to 1: share of right verdicts among held-out postings with this much evidence.
    pub confidence: f32,
    /// Statements that stand in responsibilities (or could).
    pub statements: usize,
    /// Those of them in which a signal was found.
    pub recognized: usize,
    /// Whether there is too little evidence to say anything.
    pub abstains: bool,
    /// Share of each dimension among the duties' signals, in the order of [`DIMENSIONS`](crate::roles::DIMENSIONS).
    pub dimensions: Vec<(Dimension, f32)>,
}

pub(super) fn weigh(signals: Vec<Signal>, posting: &Posting, _rules: &Rules) -> Profile {
    // SKELETON: to be replaced
    Profile {
        signals,
        statements: posting.statements.len(),
        abstains: true,
        ..Profile::default()
    }
}
