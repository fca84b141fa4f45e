//! How far the profile stands from the title, and the evidence for it: shared by JD101 and JD102.

use super::Context;
use super::build::{Draft, quote};
use super::meta::RuleMeta;
use super::view::{clause, foreign_clause};
use crate::evidence::Vote;
use crate::finding::{Finding, Severity};
use crate::posting::FactKind;
use crate::roles::{Dimension, Role, Rungs, TitleMatch};
use crate::span::Span;

/// Which way the profile is off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The duties are wider than the title.
    Above,
    /// The duties are narrower than the title.
    Below,
}

pub(super) const OPTIONS: &[&str] = &[
    "rungs",
    "error-rungs",
    "small-leader-rungs",
    "labels",
    "leader-rung",
    "leading-rungs",
];
pub(super) const TEXTS: &[&str] = &[
    "message",
    "label-title",
    "label-evidence",
    "note-numbers",
    "note-clause",
    "help",
];
pub(super) const SLOTS: &[&str] = &[
    "title",
    "role",
    "a-role",
    "rung",
    "scope",
    "inferred",
    "nearest",
    "recognized",
    "statements",
    "far",
    "near",
    "says",
    "clause",
    "source",
];

/// Distance in rungs between the inferred level and the title, if it is at least the rule's threshold and the inferred
/// interval does not touch the title's.
pub(super) fn fires(context: &Context<'_>, meta: &RuleMeta, way: Way) -> Option<f32> {
    let (title, role, interval) = context.inferred()?;
    // the first product hire may stand on any rung that the title has in a small company (seed:10, seed:36)
    let rungs = match role.small {
        Some(small) if context.first_hire() => title.rungs.hull(small),
        _ => title.rungs,
    };
    let (distance, apart) = match way {
        Way::Above => (
            context.profile.level - f32::from(rungs.hi),
            interval.lo > rungs.hi,
        ),
        Way::Below => (
            f32::from(rungs.lo) - context.profile.level,
            interval.hi < rungs.lo,
        ),
    };
    let leader = f32::from(title.rungs.lo) >= meta.option("leader-rung");
    let mut further = 0.0;
    if leader && context.small() {
        further += meta.option("small-leader-rungs");
    }
    // a leader's operational duties read like those of lower rungs, and belong to a VP all the same (seed:31, seed:41)
    if leader && way == Way::Below && leads_people(context) {
        further += meta.option("leading-rungs");
    }
    (apart && distance >= meta.option("rungs") + further).then_some(distance)
}

/// What the signal on these very words says: nearer to them than the kind of evidence it counts for.
fn says_at<'a>(context: &Context<'a>, span: Span) -> Option<&'a str> {
    let signal = context.profile.signals.iter().find(|s| s.span == span);
    signal.map(|s| s.says.as_str())
}

/// Whether leading people is one of the duties.
fn leads_people(context: &Context<'_>) -> bool {
    context.has(|k| matches!(k, FactKind::ManagesPeople { .. }))
        || context
            .profile
            .signals
            .iter()
            .any(|s| s.duty && s.dimension == Dimension::Oversight)
}

/// Checks one way.
pub(super) fn check(context: &Context<'_>, meta: &RuleMeta, way: Way) -> Vec<Finding> {
    let (Some(distance), Some((title, role, interval))) =
        (fires(context, meta, way), context.inferred())
    else {
        return Vec::new();
    };
    finding(context, meta, way, distance, title, role, interval)
        .into_iter()
        .collect()
}

fn finding(
    context: &Context<'_>,
    meta: &RuleMeta,
    way: Way,
    distance: f32,
    title: &TitleMatch,
    role: &Role,
    interval: Rungs,
) -> Option<Finding> {
    let severity = if distance >= meta.option("error-rungs") {
        Severity::Error
    } else {
        Severity::Warning
    };
    let rung = match way {
        Way::Above => title.rungs.hi,
        Way::Below => title.rungs.lo,
    };
    let nearest = (context.profile.level.round() as u8).clamp(interval.lo, interval.hi);
    let (far, near) = counts(context, title.rungs, way);
    let claim = match way {
        Way::Above => foreign_clause(role, &dimensions_above(context, title.rungs)),
        Way::Below => clause(role, &[]),
    };
    let limit = meta.option("labels") as usize;
    let deciding = deciding_votes(context, title.rungs, interval, limit);
    if deciding.is_empty() {
        // nothing that a reader could be shown: the level rests on what is missing
        return None;
    }
    let mut draft = Draft::new(context, meta, Some(role))
        .severity(severity)
        .confidence(context.profile.confidence_outside(title.rungs))
        .slot("rung", rung.to_string())
        .slot("scope", context.rung_scope(rung))
        .slot("inferred", context.rungs_in_words(interval))
        .slot("nearest", context.rung_name(nearest))
        .slot("recognized", context.profile.recognized.to_string())
        .slot("statements", context.profile.statements.to_string())
        .slot("far", far.to_string())
        .slot("near", near.to_string())
        .title_label("label-title");
    for (vote, span) in deciding {
        draft = draft
            .slot("says", quote(says_at(context, span).unwrap_or(&vote.says)))
            .label(Some(span), "label-evidence");
    }
    Some(
        draft
            .note("note-numbers")
            .clause(claim, "note-clause")
            .help("help")
            .finish(),
    )
}

/// Kinds of scope of the duties above the title, the highest first.
fn dimensions_above(context: &Context<'_>, title: Rungs) -> Vec<Dimension> {
    let mut above: Vec<(i8, Dimension)> = context
        .duties()
        .iter()
        .filter_map(|d| d.strongest())
        .map(|s| (s.rungs.distance_above(title), s.dimension))
        .filter(|(distance, _)| *distance > 0)
        .collect();
    above.sort_by_key(|(distance, _)| -distance);
    above.into_iter().map(|(_, dimension)| dimension).collect()
}

/// Recognised responsibilities beyond the title's rungs, and those that fit them.
fn counts(context: &Context<'_>, title: Rungs, way: Way) -> (usize, usize) {
    let (mut far, mut near) = (0, 0);
    for duty in context.duties() {
        let Some(signal) = duty.strongest() else {
            continue;
        };
        match (signal.rungs.distance_above(title), way) {
            (0, _) => near += 1,
            (d, Way::Above) if d > 0 => far += 1,
            (d, Way::Below) if d < 0 => far += 1,
            _ => {}
        }
    }
    (far, near)
}

/// The votes that speak most for the inferred rungs against the title's, each with words to point at; one label a
/// statement, at most `limit`.
fn deciding_votes<'a>(
    context: &Context<'a>,
    title: Rungs,
    inferred: Rungs,
    limit: usize,
) -> Vec<(&'a Vote, Span)> {
    let mean = |vote: &Vote, rungs: Rungs| {
        let range = usize::from(rungs.lo)..=usize::from(rungs.hi);
        let votes = vote.rungs.get(range).unwrap_or_default();
        votes.iter().sum::<f32>() / votes.len().max(1) as f32
    };
    let mut ranked: Vec<(f32, &Vote)> = context
        .profile
        .votes
        .iter()
        .map(|v| (mean(v, inferred) - mean(v, title), v))
        .filter(|(gain, _)| *gain > 0.0)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let place = |span: Span| context.statement_at(span).map_or(span, |s| s.span);
    let mut chosen: Vec<(&Vote, Span)> = Vec::new();
    // the words of every vote first, then more words of the same votes while there is room
    let mut before = usize::MAX;
    while chosen.len() < limit && chosen.len() != before {
        before = chosen.len();
        for (_, vote) in &ranked {
            let taken = |span: Span| chosen.iter().any(|(_, c)| place(*c).overlaps(place(span)));
            let free = vote.spans.iter().find(|span| !taken(**span));
            if let Some(span) = free.filter(|_| chosen.len() < limit) {
                chosen.push((vote, *span));
            }
        }
    }
    chosen.sort_by_key(|(_, span)| *span);
    chosen
}
