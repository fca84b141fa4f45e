//! JD105: core dimensions of the role are absent.

use super::build::Draft;
use super::core_scope::{CODE, missing};
use super::view::clause;
use super::{Check, Context, RuleMeta, scope_below_title};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: CODE,
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
