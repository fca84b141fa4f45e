//! JD205: the boss stands many rungs above the title.

use super::build::Draft;
use super::view::says;
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::roles::{Boss, TitleMatch};

pub(super) const CHECK: Check = Check {
    code: "JD205",
    options: &["rungs", "broad-rung", "broad-rungs", "top-rung"],
    lists: &["rotation"],
    texts: &["message", "label-boss", "label-title", "note", "help"],
    slots: &["title", "role", "a-role", "boss", "boss-rungs", "usual"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    if context.small() || context.several_levels() {
        return Vec::new();
    }
    let Some((boss, span)) = context.bosses().find(|(b, _)| skips(meta, title, b)) else {
        return Vec::new();
    };
    if rotates(context, meta) {
        return Vec::new();
    }
    vec![
        Draft::new(context, meta, Some(role))
            .boss(title, boss, span)
            .note("note")
            .help("help")
            .finish(),
    ]
}

/// Whether the boss stands too far up. A Product Manager is the broadest title (seed:9), so it is given a rung more.
fn skips(meta: &RuleMeta, title: &TitleMatch, boss: &Boss) -> bool {
    if boss.top {
        return f32::from(title.rungs.hi) <= meta.option("top-rung");
    }
    let broad = f32::from(title.rungs.hi) == meta.option("broad-rung");
    let limit = meta.option(if broad { "broad-rungs" } else { "rungs" });
    f32::from(boss.rungs.distance_above(title.rungs)) >= limit
}

/// Whether this is a programme that sends people around.
fn rotates(context: &Context<'_>, meta: &RuleMeta) -> bool {
    let text = &context.document.text;
    context
        .posting
        .statements
        .iter()
        .any(|s| says(s.span.of(text), meta.list("rotation")))
}
