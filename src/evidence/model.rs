//! The model: which kinds of evidence there are, and how each moves the rungs. Numbers live in `rules/`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// What a kind of evidence is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// Cues that name it; several make it surer, never more than certain.
    Cues,
    /// What `Cues` of another kind reach beyond the first sure sign.
    CuesCertain,
    /// Mean weight of the duties that speak for rungs below a Product Manager's.
    LowScope,
    /// Mean weight of the duties that speak for rungs above a Product Manager's.
    HighScope,
    /// Required years of experience, from `from` up to `to`.
    Years,
    /// Required years of experience, from `from` down to `to`.
    YearsBelow,
    /// Required years of managing people.
    ManagementYears,
    /// Rung of whom the role reports to, from `from` up to `to`; nothing where roles blend in a small company.
    Boss,
    /// Rung of whom the role reports to, from `from` down to `to`.
    BossBelow,
    /// Upper end of the yearly pay in US dollars, from `from` up to `to`.
    Pay,
    /// Upper end of the yearly pay in US dollars, from `from` down to `to`.
    PayBelow,
}

/// A kind of evidence, as `rules/evidence.toml` states it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// Unique name.
    pub id: String,
    /// What it is made of.
    pub what: What,
    /// The evidence whose cues it looks at, where that is not its own.
    pub of: Option<String>,
    /// In words.
    pub says: String,
    /// Where a ramp begins.
    pub from: Option<f32>,
    /// Where a ramp ends.
    pub to: Option<f32>,
    /// Hand-set log-odds per rung between rungs 0-2, 2-4 and 4-7.
    pub prior: [f32; 3],
}

/// A fact that counts as one more cue of a kind of evidence.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactCue {
    /// Name of the fact, as [`FactKind::name`](crate::posting::FactKind::name) gives it.
    pub fact: String,
    /// The kind of evidence.
    pub evidence: String,
    /// 0 to 1.
    pub strength: f32,
}

/// The content of `rules/evidence.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceFile {
    /// Kinds of evidence.
    pub evidence: Vec<Kind>,
    /// Facts that count as cues.
    pub fact: Vec<FactCue>,
    /// When there is enough to infer a level.
    pub enough: Enough,
}

/// When there is enough to infer a level: either is enough. Where the numbers come from: `docs/accuracy.md`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enough {
    /// Recognised responsibilities.
    pub statements: usize,
    /// Sum of the [force](super::Vote::force) of all votes, in log-odds.
    pub force: f32,
}

impl Enough {
    /// Whether this is enough.
    pub fn holds(&self, recognized: usize, force: f32) -> bool {
        recognized >= self.statements || force >= self.force
    }
}

/// The content of `rules/weights.toml`, written by the fitting program.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightsFile {
    /// Log-odds of each rung before any evidence.
    pub base: [f32; 8],
    /// Fitted log-odds per rung, by evidence; what is missing keeps its prior.
    pub slopes: BTreeMap<String, [f32; 3]>,
    /// How sure the level and a verdict on a title are.
    pub confidence: Confidence,
}

/// Rungs beyond a title from which on a reader can tell: neighbours look alike.
pub const FAR: u8 = 2;

/// How often verdicts were right, measured on employers that the weights had not seen: `docs/accuracy.md`, "Confidence".
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confidence {
    /// That the level is within a rung of the blind reading, a logistic curve: log-odds at a spread of 0, and per rung of
    /// spread.
    pub level: [f32; 2],
    /// That the blind reading, too, puts a title outside.
    pub title: Step,
}

/// Two shares: few findings were there to measure, too few for a curve.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Share of probability (0 to 1) [`FAR`] rungs or more beyond a title from which on verdicts are given.
    pub from: f32,
    /// 0 to 1: share of right verdicts where less lies there.
    pub below: f32,
    /// 0 to 1: share of right verdicts from there on.
    pub reached: f32,
}

impl Confidence {
    /// 0 to 1, for the spread of the shares of the rungs, in rungs.
    pub fn of_level(&self, spread: f32) -> f32 {
        logistic(self.level[0] + self.level[1] * spread)
    }

    /// 0 to 1, for the share of probability (0 to 1) that lies [`FAR`] rungs or more beyond a title.
    pub fn of_title(&self, beyond: f32) -> f32 {
        if beyond >= self.title.from {
            self.title.reached
        } else {
            self.title.below
        }
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// Kinds of evidence with their weights.
#[derive(Debug, Clone, Default)]
pub struct Model {
    /// Kinds of evidence.
    pub kinds: Vec<Kind>,
    /// Log-odds of each rung before any evidence.
    pub base: [f32; 8],
    /// For each kind, log-odds per rung between rungs 0-2, 2-4 and 4-7.
    pub slopes: Vec<[f32; 3]>,
    /// Facts that count as cues.
    pub facts: Vec<FactCue>,
    /// When there is enough to infer a level.
    pub enough: Enough,
    /// How sure the level and a verdict on a title are.
    pub confidence: Confidence,
}

impl Model {
    /// Puts kinds and fitted weights together.
    pub fn new(evidence: EvidenceFile, weights: &WeightsFile) -> Model {
        let slopes = evidence
            .evidence
            .iter()
            .map(|k| weights.slopes.get(&k.id).copied().unwrap_or(k.prior))
            .collect();
        Model {
            kinds: evidence.evidence,
            base: weights.base,
            slopes,
            facts: evidence.fact,
            enough: evidence.enough,
            confidence: weights.confidence,
        }
    }
}

/// Log-odds that slopes give each rung, 0 at rung 2: straight lines from 0 to 2, 2 to 4 and 4 to 7.
pub fn rungs_of(slopes: [f32; 3]) -> [f32; 8] {
    let [low, middle, high] = slopes;
    std::array::from_fn(|k| {
        let k = k as f32;
        low * (k.min(2.0) - 2.0) + middle * (k.clamp(2.0, 4.0) - 2.0) + high * (k.max(4.0) - 4.0)
    })
}

/// Standard deviation of shares of the rungs, in rungs.
pub fn spread(shares: &[f32; 8]) -> f32 {
    let mean = level(shares);
    shares
        .iter()
        .enumerate()
        .map(|(k, p)| p * (k as f32 - mean).powi(2))
        .sum::<f32>()
        .sqrt()
}

/// Mean of shares of the rungs, on the 0 to 7 ladder.
pub fn level(shares: &[f32; 8]) -> f32 {
    shares.iter().enumerate().map(|(k, p)| k as f32 * p).sum()
}

/// Shares of the rungs for these log-odds.
pub fn shares(log_odds: [f32; 8]) -> [f32; 8] {
    let top = log_odds.iter().copied().fold(f32::MIN, f32::max);
    let raw = log_odds.map(|x| (x - top).exp());
    let sum: f32 = raw.iter().sum();
    raw.map(|x| x / sum)
}
