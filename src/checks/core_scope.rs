//! What a posting lacks of the core work of its role: shared by JD102 and JD105.

use super::Context;
use super::build::list_in_words;
use super::view::dimensions;
use crate::posting::FactKind;
use crate::roles::{Dimension, Hedge, Role, Standing};

/// Code of the rule whose options say what is much.
pub(super) const CODE: &str = "JD105";

/// Core work of a role that a posting says nothing of.
pub(super) struct Missing {
    /// How many kinds of work are core to the role.
    pub core: usize,
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
    let meta = context.rulebook.get(CODE)?;
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
