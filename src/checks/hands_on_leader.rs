//! JD104: a title of Director or above whose duties are day-to-day execution.

use super::build::{Draft, quote, with_article};
use super::view::{Duty, clause, dimensions};
use super::{Check, Context, RuleMeta};
use crate::evidence::Signal;
use crate::finding::{Finding, Severity};
use crate::roles::Dimension;

pub(super) const CHECK: Check = Check {
    code: "JD104",
    options: &[
        "title-rung",
        "duty-rung",
        "leader-rung",
        "recognized",
        "share",
        "strength",
        "labels",
    ],
    lists: &["exempt", "explains"],
    texts: &[
        "message",
        "label-title",
        "label-duty",
        "note-numbers",
        "note-clause",
        "help",
    ],
    slots: &[
        "title",
        "role",
        "plain-title",
        "a-role",
        "hands-on",
        "recognized",
        "says",
        "clause",
        "source",
    ],
    run: check,
};

/// Whether the rule fires: single statements are then not reported as well.
pub(super) fn fires(context: &Context<'_>) -> bool {
    let meta = context.rulebook.get(CHECK.code);
    meta.is_some_and(|m| daily_work(context, m).is_some())
}

/// The duties that are day-to-day execution, one signal each, and the number of recognised duties, where there are
/// enough of them for the rule.
fn daily_work<'a>(context: &Context<'a>, meta: &RuleMeta) -> Option<(Vec<&'a Signal>, usize)> {
    let (title, _, _) = context.inferred()?;
    let exempt = dimensions(meta.list("exempt"));
    let duties = context.duties();
    let hands_on: Vec<&Signal> = duties
        .iter()
        .filter_map(|d| execution(d, meta, &exempt))
        .collect();
    let enough = f32::from(title.rungs.lo) >= meta.option("title-rung")
        && duties.len() as f32 >= meta.option("recognized")
        && hands_on.len() as f32 >= meta.option("share") * duties.len() as f32;
    enough.then_some((hands_on, duties.len()))
}

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let (Some((_, role)), Some((hands_on, recognized))) =
        (context.judged(), daily_work(context, meta))
    else {
        return Vec::new();
    };
    let mut draft = Draft::new(context, meta, Some(role))
        .slot("hands-on", hands_on.len().to_string())
        .slot("recognized", recognized.to_string())
        .slot("plain-title", with_article(context.plain_title()))
        .title_label("label-title");
    if context.small() {
        draft = draft.severity(Severity::Info);
    }
    for signal in hands_on.iter().take(meta.option("labels") as usize) {
        draft = draft
            .slot("says", quote(&signal.cue.says))
            .label(Some(signal.span), "label-duty");
    }
    let explains = dimensions(meta.list("explains"));
    vec![
        draft
            .note("note-numbers")
            .clause(clause(role, &explains), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// The signal that makes a duty day-to-day execution; none where the same duty also says what a leader does. Customer,
/// design and the like are exempt: the definitions give them to a VP (seed:33, seed:41).
fn execution<'a>(duty: &Duty<'a>, meta: &RuleMeta, exempt: &[Dimension]) -> Option<&'a Signal> {
    let leads = |s: &Signal| f32::from(s.rungs.lo) >= meta.option("leader-rung");
    if duty.signals.iter().any(leads) {
        return None;
    }
    duty.signals.iter().find(|s| {
        f32::from(s.rungs.hi) <= meta.option("duty-rung")
            && s.strength >= meta.option("strength")
            && !exempt.contains(&s.dimension)
    })
}
