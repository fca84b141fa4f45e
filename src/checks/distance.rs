//! How far the profile stands from the title, and the evidence for it: shared by JD101 and JD102.

use super::Context;
use super::build::{Draft, quote};
use super::core_scope::missing;
use super::meta::RuleMeta;
use super::view::{clause, dimensions, foreign_clause};
use crate::evidence::{Profile, Signal, Vote};
use crate::finding::{Finding, Severity};
use crate::posting::FactKind;
use crate::roles::{Dimension, Role, Rungs, TitleMatch};
use crate::span::Span;
use std::collections::HashMap;

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
    "least-share",
    "error-rungs",
    "small-leader-rungs",
    "labels",
    "leader-rung",
    "leading-rungs",
    "least-gain",
    "least-strength",
    "recognized",
];
pub(super) const LISTS: &[&str] = &["scope-evidence", "clauses"];
pub(super) const TEXTS: &[&str] = &[
    "message",
    "label-title",
    "label-evidence",
    "note-numbers",
    "note-recognized",
    "note-clause",
    "help",
];
/// Of a title that the duties fall short of: what they lack is told as well.
pub(super) const TEXTS_BELOW: &[&str] = &[
    "message",
    "label-title",
    "label-evidence",
    "note-numbers",
    "note-recognized",
    "note-absent",
    "note-clause",
    "help",
];
pub(super) const SLOTS: &[&str] = &[
    "title",
    "role",
    "a-role",
    "scope",
    "inferred",
    "nearest",
    "recognized",
    "statements",
    "far",
    "go",
    "fall",
    "names",
    "says",
    "clause",
    "source",
];

/// How far the inferred level lies from a title's rungs: above 0 where the duties are wider than the title, below 0 where
/// they are narrower, 0 on the rungs themselves.
pub fn rungs_from_title(profile: &Profile, title: Rungs) -> f32 {
    let above = profile.level - f32::from(title.hi);
    let below = profile.level - f32::from(title.lo);
    above.max(0.0) + below.min(0.0)
}

/// The rungs that the title may stand on here: the first product hire may stand on any rung that the title has in a
/// small company (seed:10, seed:36).
fn title_rungs(context: &Context<'_>, title: &TitleMatch, role: &Role) -> Rungs {
    match role.small {
        Some(small) if context.first_hire() => title.rungs.hull(small),
        _ => title.rungs,
    }
}

/// How severe it is that most of the probability lies so many rungs or more beyond the title as the rule asks for; `None`
/// where it does not, where the inferred interval touches the title's, or where too few responsibilities were recognised to
/// say anything of them.
pub(super) fn fires(context: &Context<'_>, meta: &RuleMeta, way: Way) -> Option<Severity> {
    let (title, role, interval) = context.inferred()?;
    if (context.profile.recognized as f32) < meta.option("recognized") {
        return None;
    }
    let rungs = title_rungs(context, title, role);
    let apart = match way {
        Way::Above => interval.lo > rungs.hi,
        Way::Below => interval.hi < rungs.lo,
    };
    let beyond = |far: f32| {
        let share = match way {
            Way::Above => context.profile.share_above(rungs, far as u8),
            Way::Below => context.profile.share_below(rungs, far as u8),
        };
        share >= meta.option("least-share")
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
    if !apart || !beyond(meta.option("rungs") + further) {
        None
    } else if beyond(meta.option("error-rungs")) {
        Some(Severity::Error)
    } else {
        Some(Severity::Warning)
    }
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

/// Whether the duties fall short of the title without a word that says so.
pub(super) fn rests_on_silence(context: &Context<'_>, meta: &RuleMeta) -> bool {
    context.inferred().is_some_and(|(title, role, interval)| {
        fires(context, meta, Way::Below).is_some()
            && reasons(context, meta, title.rungs, role, interval, Way::Below).is_empty()
    })
}

/// Checks one way.
pub(super) fn check(context: &Context<'_>, meta: &RuleMeta, way: Way) -> Vec<Finding> {
    let (Some(severity), Some((title, role, interval))) =
        (fires(context, meta, way), context.inferred())
    else {
        return Vec::new();
    };
    finding(context, meta, way, severity, title, role, interval)
        .into_iter()
        .collect()
}

fn finding(
    context: &Context<'_>,
    meta: &RuleMeta,
    way: Way,
    severity: Severity,
    title: &TitleMatch,
    role: &Role,
    interval: Rungs,
) -> Option<Finding> {
    let nearest = (context.profile.level.round() as u8).clamp(interval.lo, interval.hi);
    let far = count(context, title.rungs, way);
    let reasons = reasons(context, meta, title.rungs, role, interval, way);
    // where the posting has no words against its title, the level rests on what it lacks, and that must be much
    let missing = match way {
        Way::Below if reasons.is_empty() => missing(context, role),
        _ => None,
    };
    if reasons.is_empty() && missing.is_none() {
        return None;
    }
    let claim = match way {
        Way::Above => {
            let labelled = labelled_dimensions(context, &reasons, title.rungs);
            foreign_clause(role, &labelled).filter(|c| labelled.contains(&c.dimension))
        }
        Way::Below => None,
    };
    let claim = claim.or_else(|| match &missing {
        Some(missing) => clause(role, &missing.absent),
        None => clause(role, &dimensions(meta.list("clauses"))),
    });
    let one = far == 1;
    let mut draft = Draft::new(context, meta, Some(role))
        .severity(severity)
        .confidence(
            context
                .profile
                .confidence_outside(title_rungs(context, title, role)),
        )
        .slot("scope", context.scope_of(title.rungs))
        .slot("inferred", context.rungs_with_article(interval))
        .slot("nearest", context.rung_name(nearest))
        .slot("recognized", context.profile.recognized.to_string())
        .slot("statements", context.profile.statements.to_string())
        .slot("far", far.to_string())
        .slot("go", if one { "goes" } else { "go" })
        .slot("fall", if one { "falls" } else { "fall" })
        .title_label("label-title");
    for reason in &reasons {
        draft = draft
            .slot("says", quote(reason.says))
            .label(Some(reason.span), "label-evidence");
    }
    let draft = draft.note(match far {
        0 => "note-recognized",
        _ => "note-numbers",
    });
    let draft = match &missing {
        Some(missing) => draft
            .slot("names", missing.names(context, role))
            .note("note-absent"),
        None => draft,
    };
    Some(draft.clause(claim, "note-clause").help("help").finish())
}

/// Kinds of scope of the labelled signals above the title, the weightiest first.
fn labelled_dimensions(
    context: &Context<'_>,
    reasons: &[Reason<'_>],
    title: Rungs,
) -> Vec<Dimension> {
    let mut above: Vec<(f32, Dimension)> = context
        .profile
        .signals
        .iter()
        .filter(|s| reasons.iter().any(|r| r.span == s.span))
        .map(|s| (s.strength * way_off(s, title, Way::Above), s.dimension))
        .filter(|(weight, _)| *weight > 0.0)
        .collect();
    above.sort_by(|a, b| b.0.total_cmp(&a.0));
    above.into_iter().map(|(_, dimension)| dimension).collect()
}

/// Recognised responsibilities off the title's rungs on the way in question.
fn count(context: &Context<'_>, title: Rungs, way: Way) -> usize {
    let duties = context.duties();
    let strongest = duties.iter().filter_map(|d| d.strongest());
    strongest.filter(|s| way_off(s, title, way) > 0.0).count()
}

/// Words of the posting that speak for the inferred rungs against the title's, and what they say.
struct Reason<'a> {
    says: &'a str,
    span: Span,
}

impl<'a> Reason<'a> {
    fn of(signal: &'a Signal) -> Reason<'a> {
        Reason {
            says: &signal.cue.says,
            span: signal.span,
        }
    }
}

/// Where the votes name fewer reasons, duties off the title are named as well. Where they name none, because the duties
/// are an ordinary Product Manager's, so many of these are the reason, however little each says: most of the recognised
/// ones must be off the title, and kinds of work that belong to the role do not count.
const ENOUGH: usize = 2;

/// The reasons that weigh most, in the order of the text: each says something else, stands in another statement, and
/// none is the title itself.
fn reasons<'a>(
    context: &Context<'a>,
    meta: &RuleMeta,
    title: Rungs,
    role: &Role,
    inferred: Rungs,
    way: Way,
) -> Vec<Reason<'a>> {
    let limit = meta.option("labels") as usize;
    let scope = meta.list("scope-evidence");
    let weight = |s: &Signal| s.strength * way_off(s, title, way);
    let by_weight = |mut signals: Vec<&'a Signal>| {
        signals.retain(|s| weight(s) > 0.0);
        signals.sort_by(|a, b| weight(b).total_cmp(&weight(a)));
        signals.into_iter().map(Reason::of).collect::<Vec<_>>()
    };
    let signals = &context.profile.signals;
    // the signal on these very words says more than the kind of evidence it counts for; of several the first
    let on: HashMap<Span, &Signal> = signals.iter().rev().map(|s| (s.span, s)).collect();
    let statement = |span: &Span| {
        let duty = on.get(span).and_then(|s| context.duty(s.statement));
        duty.into_iter().flat_map(|d| d.signals)
    };
    let strong = |s: &&Signal| s.strength >= meta.option("least-strength");
    let mut chosen: Vec<Reason<'_>> = Vec::new();
    for vote in deciding_votes(context, meta, title, inferred) {
        if scope.contains(&vote.evidence) {
            // such a vote sums up many duties: the weightiest two stand for it
            let signals = vote.spans.iter().flat_map(statement).filter(strong);
            let signals = by_weight(signals.collect());
            add(context, &mut chosen, signals, limit, 2);
        } else {
            let reasons = vote.spans.iter().filter_map(|span| match on.get(span) {
                Some(signal) => (weight(signal) > 0.0).then(|| Reason::of(signal)),
                None => Some(Reason {
                    says: &vote.says,
                    span: *span,
                }),
            });
            add(context, &mut chosen, reasons.collect(), limit, 1);
        }
    }
    let duties = context.profile.signals.iter().filter(|s| s.duty);
    if !chosen.is_empty() {
        let duties = by_weight(duties.filter(strong).collect());
        add(context, &mut chosen, duties, ENOUGH.min(limit), limit);
    } else if 2 * count(context, title, way) > context.duties().len() {
        let foreign = |s: &&Signal| !role.has(s.dimension);
        let duties = by_weight(duties.filter(foreign).collect());
        add(context, &mut chosen, duties, limit, limit);
        if chosen.len() < ENOUGH {
            return Vec::new();
        }
    }
    chosen.sort_by_key(|r| r.span);
    chosen
}

/// Adds up to `most` of the reasons that are new, as long as fewer than `limit` are chosen.
fn add<'a>(
    context: &Context<'_>,
    chosen: &mut Vec<Reason<'a>>,
    reasons: Vec<Reason<'a>>,
    limit: usize,
    most: usize,
) {
    let place = |span: Span| context.statement_at(span).map_or(span, |s| s.span);
    let mut added = 0;
    for reason in reasons {
        if chosen.len() >= limit || added >= most {
            return;
        }
        let of_title = context
            .title_span()
            .is_some_and(|t| t.overlaps(reason.span));
        let known = chosen
            .iter()
            .any(|c| c.says == reason.says || place(c.span).overlaps(place(reason.span)));
        if !of_title && !known {
            chosen.push(reason);
            added += 1;
        }
    }
}

/// How many rungs a signal lies off the title on the way in question; below 0 on the other one.
fn way_off(signal: &Signal, title: Rungs, way: Way) -> f32 {
    let above = f32::from(signal.rungs.distance_above(title));
    match way {
        Way::Above => above,
        Way::Below => -above,
    }
}

/// The votes that speak for the inferred rungs against the title's, the weightiest first.
fn deciding_votes<'a>(
    context: &Context<'a>,
    meta: &RuleMeta,
    title: Rungs,
    inferred: Rungs,
) -> Vec<&'a Vote> {
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
        .filter(|(gain, _)| *gain >= meta.option("least-gain"))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, vote)| vote).collect()
}
