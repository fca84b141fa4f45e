//! JD108: a single statement far below the title.

use super::build::{Draft, quote};
use super::view::{clause, dimensions};
use super::{Check, Context, RuleMeta, scope_below_title};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: "JD108",
    options: &["rungs", "strength", "labels"],
    lists: &["exempt"],
    texts: &[
        "message",
        "label-statement",
        "label-title",
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
    if context.several_levels() || context.small() || scope_below_title::fires(context) {
        return Vec::new();
    }
    let exempt = dimensions(meta.list("exempt"));
    let mut far: Vec<_> = context
        .duties()
        .iter()
        .filter_map(|d| d.strongest())
        .filter(|s| s.strength >= meta.option("strength") && !exempt.contains(&s.dimension))
        .filter(|s| -f32::from(s.rungs.distance_above(title.rungs)) >= meta.option("rungs"))
        .collect();
    if far.is_empty() {
        return Vec::new();
    }
    far.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    let mut draft =
        Draft::new(context, meta, Some(role)).slot("scope", context.rung_scope(title.rungs.lo));
    for signal in far.iter().take(meta.option("labels") as usize) {
        draft = draft
            .slot("says", quote(&signal.says))
            .slot("normal", context.rungs_in_words(signal.rungs))
            .label(Some(signal.span), "label-statement");
    }
    vec![
        draft
            .title_label("label-title")
            .clause(clause(role, &[]), "note-clause")
            .help("help")
            .finish(),
    ]
}
