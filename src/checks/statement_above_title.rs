//! JD107: a single statement far above the title.

use super::build::{Draft, quote, with_article};
use super::view::{dimensions, foreign_clause};
use super::{Check, Context, RuleMeta, scope_above_title};
use crate::finding::{Finding, Severity};
use crate::posting::FactKind;
use crate::roles::Dimension;
use crate::span::Span;

pub(super) const CHECK: Check = Check {
    code: "JD107",
    options: &[
        "rungs",
        "strength",
        "explicit-rung",
        "explicit-confidence",
        "labels",
    ],
    lists: &["exempt", "exempt-cues"],
    texts: &[
        "message",
        "label-statement",
        "label-explicit",
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
    if context.several_levels() || scope_above_title::fires(context) {
        return Vec::new();
    }
    let explicit: Vec<Span> =
        if f32::from(title.rungs.hi) <= meta.option("explicit-rung") && !context.small() {
            context
                .posting
                .facts
                .iter()
                .filter(|f| {
                    matches!(
                        f.kind,
                        FactKind::ExecutiveSeat
                            | FactKind::Board
                            | FactKind::ManagesPeople { managers: true, .. }
                    )
                })
                .map(|f| f.span)
                .collect()
        } else {
            Vec::new()
        };
    let exempt = dimensions(meta.list("exempt"));
    let mut far: Vec<_> = context
        .duties()
        .iter()
        .filter_map(|d| d.strongest())
        .filter(|s| s.strength >= meta.option("strength") && !exempt.contains(&s.dimension))
        .filter(|s| !meta.list("exempt-cues").contains(&s.cue.id))
        .filter(|s| f32::from(s.rungs.distance_above(title.rungs)) >= meta.option("rungs"))
        .filter(|s| explicit.iter().all(|e| !e.overlaps(s.span)))
        .collect();
    if explicit.is_empty() && far.is_empty() {
        return Vec::new();
    }
    far.sort_by(|a, b| b.strength.total_cmp(&a.strength));
    let limit = meta.option("labels") as usize;
    let mut draft =
        Draft::new(context, meta, Some(role)).slot("scope", context.scope_of(title.rungs));
    if !explicit.is_empty() {
        draft = draft
            .severity(Severity::Warning)
            .confidence(meta.option("explicit-confidence"));
    }
    for span in explicit.iter().take(limit) {
        draft = draft.label(Some(*span), "label-explicit");
    }
    for signal in far.iter().take(limit.saturating_sub(explicit.len())) {
        draft = draft
            .slot("says", quote(&signal.cue.says))
            .label(Some(signal.span), "label-statement");
    }
    let lowest = far.iter().take(limit).map(|s| s.rungs.lo).min();
    let mut foreign: Vec<Dimension> = Vec::new();
    if !explicit.is_empty() {
        let managers = context.has(|k| matches!(k, FactKind::ManagesPeople { managers: true, .. }));
        foreign.extend(if managers {
            [Dimension::Oversight, Dimension::Company]
        } else {
            [Dimension::Company, Dimension::Oversight]
        });
    }
    foreign.extend(far.iter().map(|s| s.dimension));
    let claim = foreign_clause(role, &foreign).filter(|c| foreign.contains(&c.dimension));
    draft = draft.title_label("label-title");
    if let Some(rung) = lowest {
        let normal = with_article(context.rung_name(rung));
        draft = draft.slot("normal", normal).note("note-normal");
    }
    vec![draft.clause(claim, "note-clause").help("help").finish()]
}
