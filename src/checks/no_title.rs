//! JD401: no title can be found.

use super::build::Draft;
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::parse::BlockKind;

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
    // the label, and with it the fingerprint, does not move where a comment is put before the text
    let mut blocks = context.document.blocks.iter();
    let start = blocks
        .find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Meta(_)))
        .map(|b| b.span);
    vec![
        Draft::new(context, meta, None)
            .label(start, "label-start")
            .help("help")
            .finish(),
    ]
}
