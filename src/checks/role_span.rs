//! JD106: duties at both ends of the ladder: two jobs in one posting.

use super::build::{Draft, quote, with_article};
use super::{Check, Context, RuleMeta};
use crate::evidence::Signal;
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: "JD106",
    options: &["statements", "rungs", "high-rung", "strength", "labels"],
    lists: &["exempt-cues"],
    texts: &[
        "message",
        "label-title",
        "label-low",
        "label-high",
        "note-numbers",
        "help",
    ],
    slots: &[
        "title",
        "role",
        "a-role",
        "scope",
        "low",
        "high",
        "low-count",
        "high-count",
        "says",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role, _)) = context.inferred() else {
        return Vec::new();
    };
    let wanted = meta.option("statements") as usize;
    let gap = meta.option("rungs");
    let signals: Vec<&Signal> = context
        .duties()
        .iter()
        .filter_map(|d| d.strongest())
        .filter(|s| {
            s.strength >= meta.option("strength")
                && !meta.list("exempt-cues").contains(&s.cue.id)
                && !context.is_bare_word(s)
        })
        .collect();
    let mut by_rung = signals.clone();
    by_rung.sort_by(|a, b| a.rungs.middle().total_cmp(&b.rungs.middle()));
    if context.small() || by_rung.len() < 2 * wanted || wanted == 0 {
        return Vec::new();
    }
    // the most extreme statements at each end, as many as the rule wants
    let (low_ones, high_ones) = (&by_rung[..wanted], &by_rung[by_rung.len() - wanted..]);
    let mean =
        |end: &[&Signal]| end.iter().map(|s| s.rungs.middle()).sum::<f32>() / end.len() as f32;
    let leader = |s: &&Signal| f32::from(s.rungs.lo) >= meta.option("high-rung");
    if mean(high_ones) - mean(low_ones) < gap || !high_ones.iter().all(leader) {
        return Vec::new();
    }
    let low = low_ones
        .iter()
        .map(|s| s.rungs.hi)
        .max()
        .unwrap_or_default();
    let high = high_ones
        .iter()
        .map(|s| s.rungs.lo)
        .min()
        .unwrap_or_default();
    let low_end: Vec<_> = signals.iter().filter(|s| s.rungs.hi <= low).collect();
    let high_end: Vec<_> = signals.iter().filter(|s| s.rungs.lo >= high).collect();
    let mut draft = Draft::new(context, meta, Some(role))
        .slot("low", with_article(context.rung_name(low)))
        .slot("high", with_article(context.rung_name(high)))
        .slot("scope", context.scope_of(title.rungs))
        .slot("low-count", low_end.len().to_string())
        .slot("high-count", high_end.len().to_string())
        .title_label("label-title");
    let limit = meta.option("labels") as usize;
    for (end, text) in [(low_end, "label-low"), (high_end, "label-high")] {
        for signal in end.into_iter().take(limit) {
            draft = draft
                .slot("says", quote(&signal.cue.says))
                .label(Some(signal.span), text);
        }
    }
    vec![draft.note("note-numbers").help("help").finish()]
}
