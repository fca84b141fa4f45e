//! JD101: the duties are wider than the title.

use super::distance::{self, Way};
use super::{Check, Context, RuleMeta};

pub(super) const CHECK: Check = Check {
    code: "JD101",
    options: distance::OPTIONS,
    lists: distance::LISTS,
    texts: distance::TEXTS,
    slots: distance::SLOTS,
    run: |context, meta| distance::check(context, meta, Way::Above),
};

/// Whether the rule fires: single statements are then not reported as well.
pub(super) fn fires(context: &Context<'_>) -> bool {
    let meta: Option<&RuleMeta> = context.rulebook.get(CHECK.code);
    meta.is_some_and(|m| distance::fires(context, m, Way::Above).is_some())
}
