//! JD402: nothing that reads as responsibilities.

use super::build::Draft;
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::posting::{SectionKind, Subject};

pub(super) const CHECK: Check = Check {
    code: "JD402",
    options: &[],
    lists: &[],
    texts: &["message", "label-title", "note", "help"],
    slots: &["title", "role", "a-role"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((_, role)) = context.judged() else {
        return Vec::new();
    };
    if !fires(context) {
        return Vec::new();
    }
    vec![
        Draft::new(context, meta, Some(role))
            .title_label("label-title")
            .note("note")
            .help("help")
            .finish(),
    ]
}

/// Whether no statement says, or could say, what the person does; an introduction of the role may ("you will lead …").
pub(super) fn fires(context: &Context<'_>) -> bool {
    let statements = &context.posting.statements;
    let introduced = |index: usize| {
        statements
            .get(index)
            .is_some_and(|s| s.section == SectionKind::About && s.subject == Subject::Person)
    };
    let signals = &context.profile.signals;
    !signals.iter().any(|s| s.duty || introduced(s.statement))
        && !statements.iter().any(|s| {
            s.section == SectionKind::Responsibilities
                || (s.section == SectionKind::Unknown && s.subject == Subject::Person)
        })
}
