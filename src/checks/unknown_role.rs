//! JD404: no role definition covers the title. Off by default: postings of other functions are no mistake.

use super::build::Draft;
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: "JD404",
    options: &[],
    lists: &[],
    texts: &["message", "label-title", "help"],
    slots: &["title"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    if context.posting.title.is_none() || context.title.is_some() {
        return Vec::new();
    }
    vec![
        Draft::new(context, meta, None)
            .title_label("label-title")
            .help("help")
            .finish(),
    ]
}
