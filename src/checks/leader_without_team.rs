//! JD203: a leader title without anybody to lead.

use super::build::Draft;
use super::view::clause;
use super::{Check, Context, RuleMeta};
use crate::finding::{Finding, Severity};
use crate::posting::{FactKind, SectionKind, YearsOf};
use crate::roles::Dimension;

pub(super) const CHECK: Check = Check {
    code: "JD203",
    options: &[
        "statements",
        "silent-from",
        "silent-to",
        "silent-confidence",
    ],
    lists: &["leaders", "industries"],
    texts: &[
        "message",
        "message-silent",
        "label-nobody",
        "label-title",
        "note-declared",
        "note-silent",
        "note-clause",
        "help",
    ],
    slots: &[
        "title",
        "role",
        "a-role",
        "statements",
        "clause",
        "source",
        "contributor-title",
    ],
    run: check,
};

const PEOPLE: [Dimension; 3] = [
    Dimension::Oversight,
    Dimension::Recruiting,
    Dimension::Mentoring,
];

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    let finance = context
        .org
        .industry
        .as_ref()
        .is_some_and(|i| meta.list("industries").contains(&i.to_lowercase()));
    if !meta.list("leaders").contains(&role.manages) || finance || context.title_offers_levels() {
        return Vec::new();
    }
    // all statements are read to tell an interim leader: that comes last
    let draft = || {
        Draft::new(context, meta, Some(role))
            .slot("contributor-title", context.contributor_title(role))
    };
    // a posting that says both is left alone
    let manages = context.has(|k| matches!(k, FactKind::ManagesPeople { .. }));
    if let Some(fact) = context
        .fact(|k| matches!(k, FactKind::ManagesNobody))
        .filter(|_| !manages && !context.interim())
    {
        let severity = if context.small() {
            Severity::Info
        } else {
            Severity::Warning
        };
        return vec![
            draft()
                .severity(severity)
                .label(Some(fact.span), "label-nobody")
                .title_label("label-title")
                .note("note-declared")
                .clause(clause(role, &PEOPLE), "note-clause")
                .help("help")
                .finish(),
        ];
    }
    let duties = context
        .posting
        .statements
        .iter()
        .filter(|s| s.section == SectionKind::Responsibilities)
        .count();
    if context.small()
        || !(meta.option("silent-from")..=meta.option("silent-to"))
            .contains(&f32::from(title.rungs.lo))
        || (duties as f32) < meta.option("statements")
        || speaks_of_people(context)
        || context.interim()
    {
        return Vec::new();
    }
    vec![
        draft()
            .message("message-silent")
            .severity(Severity::Info)
            .confidence(meta.option("silent-confidence"))
            .slot("statements", duties.to_string())
            .title_label("label-title")
            .note("note-silent")
            .clause(clause(role, &PEOPLE), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// Whether anything says that there are people: a fact, experience in managing that is asked for, or a signal anywhere.
fn speaks_of_people(context: &Context<'_>) -> bool {
    context.has(|k| {
        matches!(
            k,
            FactKind::ManagesPeople { .. }
                | FactKind::ManagedPeople { .. }
                | FactKind::Mentors
                | FactKind::Years {
                    of: YearsOf::Management,
                    ..
                }
        )
    }) || context
        .profile
        .signals
        .iter()
        .any(|s| PEOPLE.contains(&s.dimension))
}
