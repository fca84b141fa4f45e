//! JD105: core dimensions of the role are absent.

use super::build::{Draft, list_in_words};
use super::view::{clause, dimensions};
use super::{Check, Context, RuleMeta, scope_below_title};
use crate::finding::Finding;
use crate::posting::FactKind;
use crate::roles::{Dimension, Hedge, Role, Standing};

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

/// Core work of a role that a posting says nothing of.
pub(super) struct Missing {
    /// How many kinds of work are core to the role.
    core: usize,
    /// Those that are absent.
    pub absent: Vec<Dimension>,
}

impl Missing {
    /// The absent kinds, as a list in words.
    pub fn names(&self, context: &Context<'_>, role: &Role) -> String {
        let label = |d: &Dimension| context.roles.label(&role.function, *d);
        list_in_words(&self.absent.iter().map(label).collect::<Vec<_>>())
    }
}

/// What is missing, where enough was recognised and most of the core is absent, whether or not the rule is selected.
pub(super) fn missing(context: &Context<'_>, role: &Role) -> Option<Missing> {
    let meta = context.rulebook.get(CHECK.code)?;
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
    let mut absent = core.clone();
    absent.retain(|d| !present(context, *d));
    let enough = context.profile.recognized as f32 >= meta.option("recognized")
        && core.len() as f32 >= meta.option("core")
        && absent.len() as f32 >= meta.option("absent")
        && absent.len() as f32 >= meta.option("share") * core.len() as f32;
    enough.then_some(Missing {
        core: core.len(),
        absent,
    })
}

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((_, role, _)) = context.inferred() else {
        return Vec::new();
    };
    let Some(missing) = missing(context, role) else {
        return Vec::new();
    };
    if scope_below_title::tells_what_is_missing(context) {
        return Vec::new();
    }
    vec![
        Draft::new(context, meta, Some(role))
            .slot("absent", missing.absent.len().to_string())
            .slot("core", missing.core.to_string())
            .slot("names", missing.names(context, role))
            .slot("recognized", context.profile.recognized.to_string())
            .title_label("label-title")
            .note("note-absent")
            .clause(clause(role, &missing.absent), "note-clause")
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
