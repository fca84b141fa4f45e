//! JD103: a title below Chief Product Officer whose duties are all executive strategy, with nothing operational beside.

use super::build::{Draft, quote};
use super::view::{clause, dimensions};
use super::{Check, Context, RuleMeta};
use crate::evidence::Signal;
use crate::finding::Finding;
use crate::posting::{FactKind, SectionKind};
use crate::roles::TOP_RUNG;

pub(super) const CHECK: Check = Check {
    code: "JD103",
    options: &["recognized", "share", "labels"],
    lists: &["executive", "operational"],
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
        "top-title",
        "a-role",
        "executive",
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
    let executive = dimensions(meta.list("executive"));
    let operational = dimensions(meta.list("operational"));
    let duties = context.duties();
    // a duty is executive where the signal that names it or its strongest one says so; words of support count for
    // neither side
    let kinds: Vec<(&Signal, bool)> = duties
        .iter()
        .filter_map(|d| {
            let sides = |s: &&Signal| {
                executive.contains(&s.dimension) || operational.contains(&s.dimension)
            };
            let strongest = d.signals.iter().filter(sides).max_by(|a, b| {
                let first = |s: &Signal| executive.contains(&s.dimension);
                (a.strength.total_cmp(&b.strength)).then(first(a).cmp(&first(b)))
            })?;
            let named = d.signals.iter().find(sides)?;
            let named = if executive.contains(&named.dimension) {
                named
            } else {
                strongest
            };
            Some((named, executive.contains(&named.dimension)))
        })
        .collect();
    let strategic: Vec<&Signal> = kinds.iter().filter(|k| k.1).map(|k| k.0).collect();
    let any_operational = kinds.iter().any(|k| !k.1)
        || context.posting.facts.iter().any(|f| {
            matches!(f.kind, FactKind::ManagesPeople { .. })
                && matches!(
                    context.section_at(f.span),
                    SectionKind::Responsibilities | SectionKind::Unknown
                )
        });
    if title.rungs.lo >= TOP_RUNG
        || any_operational
        || (duties.len() as f32) < meta.option("recognized")
        || (strategic.len() as f32) < meta.option("share") * duties.len() as f32
    {
        return Vec::new();
    }
    let mut draft = Draft::new(context, meta, Some(role))
        .slot("executive", strategic.len().to_string())
        .slot("recognized", duties.len().to_string())
        .slot("top-title", context.rung_name(TOP_RUNG))
        .title_label("label-title");
    for signal in strategic.iter().take(meta.option("labels") as usize) {
        draft = draft
            .slot("says", quote(&signal.cue.says))
            .label(Some(signal.span), "label-duty");
    }
    vec![
        draft
            .note("note-numbers")
            .clause(clause(role, &operational), "note-clause")
            .help("help")
            .finish(),
    ]
}
