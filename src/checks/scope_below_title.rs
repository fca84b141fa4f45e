//! JD102: the duties are narrower than the title, which is inflated.

use super::distance::{self, Way};
use super::{Check, Context, RuleMeta};

pub(super) const CHECK: Check = Check {
    code: "JD102",
    options: distance::OPTIONS,
    lists: distance::LISTS,
    texts: distance::TEXTS_BELOW,
    slots: distance::SLOTS,
    run: |context, meta| distance::check(context, meta, Way::Below),
};

/// Whether the rule fires: single statements are then not reported as well.
pub(super) fn fires(context: &Context<'_>) -> bool {
    let meta: Option<&RuleMeta> = context.rulebook.get(CHECK.code);
    meta.is_some_and(|m| distance::fires(context, m, Way::Below).is_some())
}

/// Whether the rule fires for nothing but what is missing, and tells that.
pub(super) fn tells_what_is_missing(context: &Context<'_>) -> bool {
    let meta: Option<&RuleMeta> = context.rulebook.get(CHECK.code);
    meta.is_some_and(|m| distance::rests_on_silence(context, m))
}
