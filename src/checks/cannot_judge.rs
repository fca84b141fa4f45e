//! JD403: too little evidence to infer a level.

use super::build::{Draft, number_or_none};
use super::{Check, Context, RuleMeta, no_responsibilities};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: "JD403",
    options: &[],
    lists: &[],
    texts: &[
        "message",
        "label-title",
        "note-numbers",
        "note-levels",
        "help",
        "help-levels",
    ],
    slots: &[
        "title",
        "role",
        "a-role",
        "recognized",
        "statements",
        "facts",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((_, role)) = context.judged() else {
        return Vec::new();
    };
    let levels = context.title_offers_levels();
    if !(context.profile.abstains || levels) || no_responsibilities::fires(context) {
        return Vec::new();
    }
    let draft = Draft::new(context, meta, Some(role))
        .slot("recognized", context.profile.recognized.to_string())
        .slot("statements", context.profile.statements.to_string())
        .slot("facts", number_or_none(context.posting.facts.len()))
        .title_label("label-title");
    let (note, help) = if levels {
        ("note-levels", "help-levels")
    } else {
        ("note-numbers", "help")
    };
    vec![draft.note(note).help(help).finish()]
}
