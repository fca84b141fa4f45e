//! JD108: a single statement far below the title.

use super::build::{Draft, quote, with_article};
use super::view::{Duty, clause, dimensions};
use super::{Check, Context, RuleMeta, hands_on_leader, scope_below_title};
use crate::evidence::Signal;
use crate::finding::Finding;
use crate::roles::{Dimension, Rungs};

pub(super) const CHECK: Check = Check {
    code: "JD108",
    options: &["rungs", "near", "strength", "labels"],
    lists: &["exempt", "exempt-cues"],
    texts: &[
        "message",
        "label-statement",
        "label-title",
        "note-normal",
        "note-clause",
        "help",
    ],
    slots: &[
        "title", "role", "a-role", "says", "normal", "scope", "clause", "source",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    if context.several_levels()
        || context.small()
        || scope_below_title::fires(context)
        || hands_on_leader::fires(context)
    {
        return Vec::new();
    }
    let exempt = dimensions(meta.list("exempt"));
    let mut far: Vec<&Signal> = context
        .duties()
        .iter()
        .filter_map(|d| far_below(d, context, meta, title.rungs, &exempt))
        .collect();
    if far.is_empty() {
        return Vec::new();
    }
    far.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    let mut draft =
        Draft::new(context, meta, Some(role)).slot("scope", context.scope_of(title.rungs));
    for signal in far.iter().take(meta.option("labels") as usize) {
        draft = draft
            .slot("says", quote(&signal.cue.says))
            .label(Some(signal.span), "label-statement");
    }
    let limit = meta.option("labels") as usize;
    let highest = far.iter().take(limit).map(|s| s.rungs.hi).max();
    let normal = with_article(context.rung_name(highest.unwrap_or_default()));
    vec![
        draft
            .title_label("label-title")
            .slot("normal", normal)
            .note("note-normal")
            .clause(clause(role, &[]), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// The signal that stands far below the title; none where the same duty also says something near the title.
fn far_below<'a>(
    duty: &Duty<'a>,
    context: &Context<'_>,
    meta: &RuleMeta,
    title: Rungs,
    exempt: &[Dimension],
) -> Option<&'a Signal> {
    let below = |s: &Signal| -f32::from(s.rungs.distance_above(title));
    let far = |s: &&Signal| {
        below(s) >= meta.option("rungs")
            && s.strength >= meta.option("strength")
            && !exempt.contains(&s.dimension)
            && !meta.list("exempt-cues").contains(&s.cue.id)
            && !context.is_bare_word(s)
    };
    let near = |s: &Signal| {
        let spared = exempt.contains(&s.dimension) && below(s) < meta.option("rungs");
        below(s) <= meta.option("near") || spared
    };
    if duty.signals.iter().any(near) {
        return None;
    }
    duty.signals
        .iter()
        .filter(far)
        .max_by(|a, b| a.strength.total_cmp(&b.strength))
}
