//! JD104: a title of Director or above whose duties are day-to-day execution.

use super::build::{Draft, quote};
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
        "a-role",
        "hands-on",
        "recognized",
        "says",
        "clause",
        "source",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role, _)) = context.inferred() else {
        return Vec::new();
    };
    let exempt = dimensions(meta.list("exempt"));
    let duties = context.duties();
    let hands_on: Vec<&Signal> = duties
        .iter()
        .filter_map(|d| execution(d, meta, &exempt))
        .collect();
    if f32::from(title.rungs.lo) < meta.option("title-rung")
        || (duties.len() as f32) < meta.option("recognized")
        || (hands_on.len() as f32) < meta.option("share") * duties.len() as f32
    {
        return Vec::new();
    }
    let mut draft = Draft::new(context, meta, Some(role))
        .slot("hands-on", hands_on.len().to_string())
        .slot("recognized", duties.len().to_string())
        .title_label("label-title");
    if context.small() {
        draft = draft.severity(Severity::Info);
    }
    for signal in hands_on.iter().take(meta.option("labels") as usize) {
        draft = draft
            .slot("says", quote(&signal.says))
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
    let leads = |s: &&Signal| f32::from(s.rungs.lo) >= meta.option("leader-rung");
    if duty.signals.iter().any(leads) {
        return None;
    }
    duty.signals.iter().copied().find(|s| {
        f32::from(s.rungs.hi) <= meta.option("duty-rung") && !exempt.contains(&s.dimension)
    })
}
