//! JD105: core dimensions of the role are absent.

use super::build::{Draft, list_in_words};
use super::view::{clause, dimensions};
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::posting::FactKind;
use crate::roles::{Dimension, Hedge, Standing};

pub(super) const CHECK: Check = Check {
    code: "JD105",
    options: &["recognized", "core", "absent", "share"],
    lists: &["unstated"],
    texts: &[
        "message",
        "label-title",
        "note-absent",
        "note-clause",
        "help",
    ],
    slots: &[
        "title",
        "role",
        "a-role",
        "absent",
        "core",
        "names",
        "recognized",
        "clause",
        "source",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((_, role, _)) = context.inferred() else {
        return Vec::new();
    };
    let unstated = dimensions(meta.list("unstated"));
    let mut core: Vec<Dimension> = role
        .claims
        .iter()
        .filter(|c| c.standing == Standing::Core && c.hedge != Hedge::May)
        .map(|c| c.dimension)
        .filter(|d| !unstated.contains(d))
        .collect();
    core.sort();
    core.dedup();
    let absent: Vec<Dimension> = core
        .iter()
        .copied()
        .filter(|d| !present(context, *d))
        .collect();
    if (context.profile.recognized as f32) < meta.option("recognized")
        || (core.len() as f32) < meta.option("core")
        || (absent.len() as f32) < meta.option("absent")
        || (absent.len() as f32) < meta.option("share") * core.len() as f32
    {
        return Vec::new();
    }
    let names: Vec<&str> = absent
        .iter()
        .map(|d| context.roles.ladder.label(*d))
        .collect();
    vec![
        Draft::new(context, meta, Some(role))
            .slot("absent", absent.len().to_string())
            .slot("core", core.len().to_string())
            .slot("names", list_in_words(&names))
            .slot("recognized", context.profile.recognized.to_string())
            .title_label("label-title")
            .note("note-absent")
            .clause(clause(role, &absent), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// Whether anything in the posting speaks of the dimension.
fn present(context: &Context<'_>, dimension: Dimension) -> bool {
    let people = |k: &FactKind| matches!(k, FactKind::ManagesPeople { .. });
    context
        .profile
        .signals
        .iter()
        .any(|s| s.dimension == dimension)
        || match dimension {
            Dimension::Oversight | Dimension::Recruiting => context.has(people),
            Dimension::Mentoring => context.has(|k| matches!(k, FactKind::Mentors)),
            Dimension::Learning => context.has(|k| matches!(k, FactKind::EntryLevel)),
            Dimension::Company => {
                context.has(|k| matches!(k, FactKind::ExecutiveSeat | FactKind::Board))
            }
            _ => false,
        }
}
