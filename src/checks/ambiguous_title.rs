//! JD207: one title names two rungs.

use super::build::{Draft, quote};
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::roles::TitleIssue;

pub(super) const CHECK: Check = Check {
    code: "JD207",
    options: &[],
    lists: &[],
    texts: &["message", "label-title", "note", "help"],
    slots: &["title", "role", "a-role", "first", "second"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    let Some(TitleIssue::TwoRungs(first, second)) = &title.issue else {
        return Vec::new();
    };
    vec![
        Draft::new(context, meta, Some(role))
            .slot("first", quote(first))
            .slot("second", quote(second))
            .title_label("label-title")
            .note("note")
            .help("help")
            .finish(),
    ]
}
