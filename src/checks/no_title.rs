//! JD401: no title can be found.

use super::build::Draft;
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;

pub(super) const CHECK: Check = Check {
    code: "JD401",
    options: &[],
    lists: &[],
    texts: &["message", "label-start", "help"],
    slots: &[],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    if context.posting.title.is_some() {
        return Vec::new();
    }
    let start = context.document.blocks.first().map(|b| b.span);
    vec![
        Draft::new(context, meta, None)
            .label(start, "label-start")
            .help("help")
            .finish(),
    ]
}
