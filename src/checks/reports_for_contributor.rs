//! JD202: formal people management under a contributor title.

use super::build::Draft;
use super::view::{clause_on, says};
use super::{Check, Context, RuleMeta};
use crate::finding::{Finding, Severity};
use crate::posting::{Fact, FactKind, SectionKind};
use crate::roles::{Dimension, Role, TitleMatch};

pub(super) const CHECK: Check = Check {
    code: "JD202",
    options: &["contributor-rung", "few", "few-from-rung", "labels"],
    lists: &["informal", "mentoring", "formal", "juniors"],
    texts: &[
        "message",
        "label-people",
        "label-title",
        "note-mentoring",
        "note-clause",
        "help",
    ],
    slots: &["title", "role", "a-role", "clause", "source"],
    run: check,
};

/// The kinds of scope that explain the finding, the first one that the role's definition speaks of.
const PEOPLE: [Dimension; 3] = [
    Dimension::Mentoring,
    Dimension::Oversight,
    Dimension::Recruiting,
];

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    if !contributor(title, role, meta)
        || context.title_offers_levels()
        || context.has(|k| matches!(k, FactKind::ManagesNobody))
    {
        return Vec::new();
    }
    let formal: Vec<&Fact> = context
        .posting
        .facts
        .iter()
        .filter(|f| is_formal(context, f, meta))
        .collect();
    if formal.is_empty() {
        return Vec::new();
    }
    // a Product Manager or Senior may look after a junior or two (seed:14)
    let few_allowed = f32::from(title.rungs.lo) >= meta.option("few-from-rung");
    let mild = few_allowed && formal.iter().all(|f| is_few(context, f, meta));
    let mut draft = Draft::new(context, meta, Some(role));
    if mild {
        draft = draft.severity(Severity::Info);
    }
    for fact in formal.iter().take(meta.option("labels") as usize) {
        draft = draft.label(Some(fact.span), "label-people");
    }
    vec![
        draft
            .title_label("label-title")
            .note("note-mentoring")
            .clause(clause_on(role, &PEOPLE), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// Whether nobody reports to this title: up to Senior, and titles above that are defined so (Principal, Staff).
fn contributor(title: &TitleMatch, role: &Role, meta: &RuleMeta) -> bool {
    role.manages == "none"
        || (f32::from(title.rungs.hi) <= meta.option("contributor-rung")
            && !matches!(role.manages.as_str(), "people" | "managers"))
}

/// Whether a fact is formal management in this role: not experience asked for, not a dotted line, not mentoring alone.
fn is_formal(context: &Context<'_>, fact: &Fact, meta: &RuleMeta) -> bool {
    matches!(fact.kind, FactKind::ManagesPeople { .. })
        && !matches!(
            context.section_at(fact.span),
            SectionKind::Requirements
                | SectionKind::Preferred
                | SectionKind::Benefits
                | SectionKind::Process
        )
        && !is_mentoring(fact.span.of(&context.document.text), meta)
        && !says(context.words_around(fact.span), meta.list("informal"))
}

/// Whether the words of a claim speak of mentoring and nothing else that is done with people.
fn is_mentoring(claim: &str, meta: &RuleMeta) -> bool {
    says(claim, meta.list("mentoring")) && !says(claim, meta.list("formal"))
}

fn is_few(context: &Context<'_>, fact: &Fact, meta: &RuleMeta) -> bool {
    let few = match fact.kind {
        FactKind::ManagesPeople {
            count: Some((_, most)),
            managers: false,
        } => most as f32 <= meta.option("few"),
        FactKind::ManagesPeople {
            count: None,
            managers: false,
        } => false,
        _ => return false,
    };
    few || says(context.words_around(fact.span), meta.list("juniors"))
}
