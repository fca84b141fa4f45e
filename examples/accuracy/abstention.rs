//! When there is enough evidence to infer a level: what each threshold costs, and which one is chosen.

use super::figures::{mean, outside, table, two};
use super::held_out::Case;
use crate::common::Reading;
use jdlint::evidence::model::Enough;
use jdlint::rules::Rules;

/// What it costs to say nothing of a posting, in rungs: as much as an error from which on the next rung would be named.
pub const SILENCE: f32 = 0.5;
/// Share of the postings that must be judged.
pub const LEAST_JUDGED: f32 = 0.85;

/// Costs that differ by no more, in rungs, are alike.
pub const HARDLY: f32 = 0.01;

/// What [`Enough`] could ask for, and how it would do.
pub struct Threshold {
    pub enough: Enough,
    /// Share of the postings.
    pub judged: f32,
    /// Mean error of the judged, and of the others, against the reading, in rungs.
    pub error: f32,
    pub error_of_others: f32,
    /// Mean over all postings of the error, or of [`SILENCE`].
    pub cost: f32,
    /// Judged postings far from their title although the reading does not put it outside.
    pub wrong: usize,
}

/// All thresholds that are compared, the most lenient first.
pub fn thresholds(cases: &[Case], rules: &Rules) -> Vec<Threshold> {
    // a posting for several levels is never judged, whatever its evidence
    let several =
        |c: &Case| c.own.abstains && rules.model.enough.holds(c.own.recognized, c.own.force);
    let at = |enough: Enough| {
        let read = cases.iter().filter_map(|c| Some((c, c.sample.reading?)));
        let (judged, others): (Vec<_>, Vec<_>) =
            read.partition(|(c, _)| !several(c) && enough.holds(c.own.recognized, c.own.force));
        let error = |cases: &[(&Case, Reading)]| {
            mean(cases.iter().map(|(c, r)| (c.own.level - r.level).abs()))
        };
        let (n, silent) = (judged.len() as f32, others.len() as f32);
        Threshold {
            enough,
            judged: n / (n + silent),
            error: error(&judged),
            error_of_others: error(&others),
            wrong: judged
                .iter()
                .filter(|(c, _)| c.own.far && outside(c) == Some(false))
                .count(),
            cost: (n * error(&judged) + silent * SILENCE) / (n + silent),
        }
    };
    let grid = (2..=8)
        .flat_map(|statements| [1.0, 1.5, 2.0, 2.5, 3.0].map(|force| Enough { statements, force }));
    grid.map(at).collect()
}

/// Among the thresholds that judge enough and cost hardly more than the cheapest of them, the one with the fewest wrong
/// verdicts; of equals, the one that judges most.
pub fn best(thresholds: &[Threshold]) -> &Threshold {
    let enough = || thresholds.iter().filter(|t| t.judged >= LEAST_JUDGED);
    let cheapest = enough().map(|t| t.cost).fold(f32::MAX, f32::min);
    enough()
        .filter(|t| t.cost <= cheapest + HARDLY)
        .min_by(|a, b| {
            let judged = b.judged.total_cmp(&a.judged);
            a.wrong.cmp(&b.wrong).then(judged)
        })
        .expect("a threshold that judges enough")
}

/// Error against share judged, the threshold of `rules/evidence.toml` marked.
pub fn risk_coverage(thresholds: &[Threshold], rules: &Rules) -> String {
    let rows = thresholds.iter().map(|t| {
        let chosen = t.enough == rules.model.enough;
        vec![
            t.enough.statements.to_string(),
            format!(
                "{:.1}{}",
                t.enough.force,
                if chosen { " **chosen**" } else { "" }
            ),
            two(t.judged),
            two(t.error),
            two(t.error_of_others),
            format!("{:.3}", t.cost),
            t.wrong.to_string(),
        ]
    });
    let head = [
        "responsibilities",
        "or log-odds",
        "judged",
        "mean error of the judged",
        "of the others",
        "cost",
        "wrong verdicts",
    ];
    table(&head, rows)
}
