//! Postings judged by rules whose weights and confidence were fitted without their employer.

use crate::common::fitting::{FOLDS, Sample, beyond, confidence, fit, hold_out, load};
use crate::common::{Reading, Row, TITLES, judge};
use jdlint::evidence::Vote;
use jdlint::finding::{Family, Severity};
use jdlint::lint::Judged;
use jdlint::rules::Rules;
use std::collections::HashMap;
use std::sync::Arc;

/// A finding that a reader sees as a claim about the title.
pub struct Claim {
    pub code: String,
    pub family: Family,
    /// Whether it is a warning or an error.
    pub loud: bool,
    pub confidence: f32,
}

/// A posting under one title.
pub struct Verdict {
    pub claims: Vec<Claim>,
    /// 0 to 7.
    pub level: f32,
    pub confidence: f32,
    pub abstains: bool,
    pub recognized: usize,
    /// Sum of the force of all votes, in log-odds.
    pub force: f32,
    /// 0 to 1: the confidence that a verdict on this title would have.
    pub sure: f32,
    /// Whether so much probability lies far beyond the title that there would be one.
    pub far: bool,
}

/// A posting under its own title and under all others.
pub struct Case {
    pub sample: Sample,
    pub own: Verdict,
    /// Rung of the title that was put in, and the verdict.
    pub swapped: Vec<(f32, Verdict)>,
}

/// Judges a corpus, each posting by the rules of its fold.
pub fn cases(rows: &[Row], readings: &HashMap<String, Reading>, rules: &Rules) -> Vec<Case> {
    let samples = load(rows, readings, rules);
    let folds: Vec<Rules> = (0..FOLDS).map(|f| without(f, &samples, rules)).collect();
    let by_id: HashMap<&str, &Row> = rows.iter().map(|r| (r.id.as_str(), r)).collect();
    let case = |sample: Sample| {
        let (row, rules) = (by_id[sample.id.as_str()], &folds[sample.fold]);
        let body = row.body();
        let swapped = TITLES
            .iter()
            .filter(|(_, rung, _)| *rung != sample.title)
            .map(|(_, rung, title)| (*rung, verdict(&judge(title, &body, rules))))
            .collect();
        Case {
            own: verdict(&judge(&row.title, &body, rules)),
            swapped,
            sample,
        }
    };
    samples.into_iter().map(case).collect()
}

/// Rules fitted without one fold. Their confidence is fitted on postings of the other folds, each held out in turn.
fn without(fold: usize, samples: &[Sample], rules: &Rules) -> Rules {
    let rest: Vec<Sample> = samples.iter().filter(|s| s.fold != fold).cloned().collect();
    let shares = hold_out(&rest, &rules.model);
    let pairs: Vec<_> = rest.iter().zip(&shares).collect();
    let sure = confidence(&pairs, rules);
    let fitted = fit(&rest.iter().collect::<Vec<_>>(), &rules.model);
    Rules {
        model: Arc::new(fitted.model(&rules.model, sure)),
        ..rules.clone()
    }
}

/// What rules say of one posting.
pub fn verdict(judged: &Judged) -> Verdict {
    let claims = judged
        .findings
        .iter()
        .filter(|f| matches!(f.family, Family::Scope | Family::Fact))
        .map(|f| Claim {
            code: f.code.to_string(),
            family: f.family,
            loud: f.severity >= Severity::Warning,
            confidence: f.confidence,
        });
    let profile = &judged.profile;
    let rungs = judged.title.as_ref().map(|t| t.rungs);
    Verdict {
        far: rungs.is_some_and(|r| beyond(&profile.rungs, r) >= profile.sure.title.from),
        claims: claims.collect(),
        level: profile.level,
        confidence: profile.confidence,
        abstains: profile.abstains,
        recognized: profile.recognized,
        force: profile.votes.iter().map(Vote::force).sum(),
        sure: rungs.map_or(0.0, |r| profile.confidence_outside(r)),
    }
}
