//! JD204: the boss stands below the title, or on the same rung.

use super::build::Draft;
use super::view::{is_part_of, says};
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::roles::{Boss, Role, TOP_RUNG, TitleMatch};

pub(super) const CHECK: Check = Check {
    code: "JD204",
    options: &["other-functions-rungs"],
    lists: &["vp-head", "divisional"],
    texts: &["message", "label-boss", "label-title", "note", "help"],
    slots: &[
        "title",
        "role",
        "a-role",
        "boss",
        "boss-rungs",
        "usual",
        "top-title",
    ],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    if context.several_levels() {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for (boss, span) in context.bosses() {
        if !inverted(context, meta, title, role, boss) || seen.contains(&boss.text.as_str()) {
            continue;
        }
        seen.push(&boss.text);
        findings.push(
            Draft::new(context, meta, Some(role))
                .boss(title, boss, span)
                .slot("top-title", context.rung_name(TOP_RUNG))
                .note("note")
                .help("help")
                .finish(),
        );
    }
    findings
}

/// Whether the line runs the wrong way, in a posting of one level.
pub(super) fn inverted(
    context: &Context<'_>,
    meta: &RuleMeta,
    title: &TitleMatch,
    role: &Role,
    boss: &Boss,
) -> bool {
    if boss.top {
        return false;
    }
    let below = f32::from(title.rungs.lo) - f32::from(boss.rungs.hi);
    let same_function = boss
        .role
        .as_ref()
        .and_then(|id| context.roles.get(id))
        .is_some_and(|r| r.function == role.function);
    if !same_function {
        return below >= meta.option("other-functions-rungs");
    }
    // a Head stands above a VP only where the company has both (seed:16, seed:30)
    let pair = |id: &str| rank(meta, id).is_some();
    if pair(&role.id) && boss.role.as_deref().is_some_and(pair) {
        let (own, other) = (
            rank(meta, &role.id),
            rank(meta, boss.role.as_deref().unwrap_or("")),
        );
        let both = meta.list("vp-head").iter().all(|key| context.org_has(key));
        return both && own > other;
    }
    // "Regional Chief Product Officer" may report to the "Group Chief Product Officer"
    let words = context
        .posting
        .title
        .as_ref()
        .map_or("", |t| t.text.as_str());
    let equal = boss.role.as_deref() == Some(role.id.as_str())
        && boss.rungs == title.rungs
        && is_part_of(&boss.text, words)
        && !says(words, meta.list("divisional"));
    below > 0.0 || equal
}

/// Place in the list that orders VP and Head where both exist.
fn rank(meta: &RuleMeta, id: &str) -> Option<usize> {
    let key = id.rsplit('/').next().unwrap_or(id);
    meta.list("vp-head").iter().position(|p| p == key)
}
