//! All that a posting says, weighed: votes per rung, the inferred interval, and how sure that is.

use super::Signal;
use super::cues::Place;
use super::features::{self, Feature};
use super::model::{Confidence, FAR, Model, level, rungs_of, shares, spread};
use super::signals::of_statement;
use crate::posting::{FactKind, Posting, Statement};
use crate::roles::{DIMENSIONS, Dimension, Rungs, TOP_RUNG};
use crate::span::Span;

/// One piece of evidence and how it moves the rungs.
#[derive(Debug, Clone, PartialEq)]
pub struct Vote {
    /// Id of the evidence, as in `rules/evidence.toml`.
    pub evidence: String,
    /// In words: "asks for 8 years of experience".
    pub says: String,
    /// Log-odds that it adds to each rung, 0 to 7, centred on their mean.
    pub rungs: [f32; 8],
    /// The words that say so, in the visible text; none where the vote is for what is missing.
    pub spans: Vec<Span>,
}

impl Vote {
    /// How much it moves anything: the distance between the rungs it favours most and least.
    pub fn force(&self) -> f32 {
        let top = self.rungs.iter().copied().fold(f32::MIN, f32::max);
        let bottom = self.rungs.iter().copied().fold(f32::MAX, f32::min);
        top - bottom
    }
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
    /// 0 to 1: share of held-out postings as sure as this one whose level is within a rung of the blind reading.
    pub confidence: f32,
    /// How sure verdicts on a title are.
    pub sure: Confidence,
    /// Statements that stand in responsibilities (or could).
    pub statements: usize,
    /// Those of them in which a signal was found.
    pub recognized: usize,
    /// Whether there is too little evidence to say anything.
    pub abstains: bool,
    /// Share of each dimension among the duties' signals, in the order of [`DIMENSIONS`].
    pub dimensions: Vec<(Dimension, f32)>,
    /// The evidence behind the votes, for fitting.
    pub features: Vec<Feature>,
}

impl Profile {
    /// Signals of the statement of this index in [`Posting::statements`].
    pub fn of_statement(&self, index: usize) -> &[Signal] {
        of_statement(&self.signals, index)
    }
}

/// Share of the probability that the interval holds.
const INTERVAL_SHARE: f32 = 0.75;
/// Rungs by which a small company widens the interval.
const SMALL_REACH: usize = 2;

pub(super) fn weigh(signals: Vec<Signal>, posting: &Posting, model: &Model) -> Profile {
    let features = features::find(&signals, posting, model);
    let mut log_odds = model.base;
    let mut votes: Vec<Vote> = Vec::new();
    for feature in &features {
        let (Some(kind), Some(slopes)) = (
            model.kinds.get(feature.kind),
            model.slopes.get(feature.kind),
        ) else {
            continue;
        };
        let moved = rungs_of(*slopes).map(|x| x * feature.value);
        log_odds = std::array::from_fn(|k| log_odds[k] + moved[k]);
        // one fact can have several ramps: a reader sees one vote
        match votes
            .iter_mut()
            .find(|v| v.says == feature.says && v.spans == feature.spans)
        {
            Some(vote) => vote.rungs = std::array::from_fn(|k| vote.rungs[k] + moved[k]),
            None => votes.push(Vote {
                evidence: kind.id.clone(),
                says: feature.says.clone(),
                rungs: moved,
                spans: feature.spans.clone(),
            }),
        }
    }
    for vote in &mut votes {
        let mean = vote.rungs.iter().sum::<f32>() / 8.0;
        vote.rungs = vote.rungs.map(|x| x - mean);
    }
    votes.retain(|v| v.force() > 0.01);
    votes.sort_by(|a, b| b.force().total_cmp(&a.force()));
    let rungs = shares(log_odds);
    let (statements, recognized) = counts(&signals, &posting.statements);
    let force = votes.iter().map(Vote::force).sum();
    let says = |wanted: fn(&FactKind) -> bool| posting.facts.iter().any(|f| wanted(&f.kind));
    let small = posting.in_small_company();
    Profile {
        dimensions: dimensions(&signals),
        abstains: !model.enough.holds(recognized, force)
            || says(|k| matches!(k, FactKind::SeveralLevels)),
        interval: Some(interval(&rungs, small)),
        confidence: model.confidence.of_level(spread(&rungs)),
        sure: model.confidence,
        level: level(&rungs),
        signals,
        votes,
        rungs,
        statements,
        recognized,
        features,
    }
}

impl Profile {
    /// 0 to 1: share of probability of the rungs that lie `far` or more above the title's.
    pub fn share_above(&self, title: Rungs, far: u8) -> f32 {
        let above = self
            .rungs
            .iter()
            .skip(usize::from(title.hi) + usize::from(far));
        above.sum()
    }

    /// 0 to 1: share of probability of the rungs that lie `far` or more below the title's.
    pub fn share_below(&self, title: Rungs, far: u8) -> f32 {
        let below = (usize::from(title.lo) + 1).saturating_sub(usize::from(far));
        self.rungs.iter().take(below).sum()
    }

    /// 0 to 1: share of unchanged postings whose title the blind reading, too, put outside, among those that have enough
    /// probability [`FAR`] rungs or more beyond their title for a verdict, as this one has, or among those that have not.
    pub fn confidence_outside(&self, title: Rungs) -> f32 {
        let beyond = self
            .share_above(title, FAR)
            .max(self.share_below(title, FAR));
        self.sure.of_title(beyond)
    }
}

fn counts(signals: &[Signal], statements: &[Statement]) -> (usize, usize) {
    let duty = |s: &Statement| Place::of(s) == Some(Place::Duty);
    let recognized = statements
        .iter()
        .enumerate()
        .filter(|(i, s)| duty(s) && !of_statement(signals, *i).is_empty());
    (
        statements.iter().filter(|s| duty(s)).count(),
        recognized.count(),
    )
}

/// The shortest run of rungs that holds [`INTERVAL_SHARE`]. In a small company, or for the first product hire, one
/// person does the work of several rungs: the interval reaches up to [`SMALL_REACH`] rungs higher.
fn interval(rungs: &[f32; 8], small: bool) -> Rungs {
    let of_length = |length: usize| {
        (0..=8 - length)
            .map(|lo| {
                (
                    rungs[lo..lo + length].iter().sum::<f32>(),
                    lo,
                    lo + length - 1,
                )
            })
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(share, ..)| *share >= INTERVAL_SHARE)
    };
    let (lo, hi) = (1..=8usize)
        .find_map(of_length)
        .map_or((0, 7), |(_, lo, hi)| (lo, hi));
    let hi = if small {
        (hi + SMALL_REACH).min(usize::from(TOP_RUNG))
    } else {
        hi
    };
    Rungs::new(lo as u8, hi as u8)
}

/// Shares of the dimensions: each duty counts once, by its strongest signal.
fn dimensions(signals: &[Signal]) -> Vec<(Dimension, f32)> {
    let mut first: Vec<&Signal> = Vec::new();
    for signal in signals.iter().filter(|s| s.duty) {
        if first.last().is_none_or(|f| f.statement != signal.statement) {
            first.push(signal);
        }
    }
    let total = first.len().max(1) as f32;
    DIMENSIONS
        .iter()
        .map(|d| {
            (
                *d,
                first.iter().filter(|s| s.dimension == *d).count() as f32 / total,
            )
        })
        .collect()
}
