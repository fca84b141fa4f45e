//! JD208: an executive title that reports outside the executive team.

use super::build::Draft;
use super::view::{clause, says};
use super::{Check, Context, RuleMeta, reporting_line_inverted};
use crate::finding::Finding;
use crate::roles::{Boss, Dimension, TOP_RUNG, TitleMatch};

pub(super) const CHECK: Check = Check {
    code: "JD208",
    options: &["vice-president-boss-rung"],
    lists: &["executive-vice-presidents", "divisional"],
    texts: &[
        "message",
        "label-boss",
        "label-title",
        "note-clause",
        "help",
    ],
    slots: &["title", "role", "a-role", "boss", "clause", "source"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    let words = context
        .posting
        .title
        .as_ref()
        .map_or("", |t| t.text.as_str());
    if context.several_levels() || says(words, meta.list("divisional")) {
        return Vec::new();
    }
    let inverted = |boss: &Boss| {
        let meta = context.rulebook.get(reporting_line_inverted::CHECK.code);
        meta.is_some_and(|m| reporting_line_inverted::inverted(context, m, title, role, boss))
    };
    let Some((boss, span)) = context
        .bosses()
        .find(|(b, _)| outside(meta, title, words, b) && !inverted(b))
    else {
        return Vec::new();
    };
    vec![
        Draft::new(context, meta, Some(role))
            .boss(title, boss, span)
            .clause(clause(role, &[Dimension::Company]), "note-clause")
            .help("help")
            .finish(),
    ]
}

/// Whether the boss is not one to whom such an executive reports: a Chief Product Officer answers to the chief executive
/// (seed:18, seed:37), a senior or executive vice president to a chief officer.
fn outside(meta: &RuleMeta, title: &TitleMatch, words: &str, boss: &Boss) -> bool {
    if boss.top || says(&boss.text, meta.list("divisional")) {
        return false;
    }
    if title.rungs.lo >= TOP_RUNG {
        return true;
    }
    says(words, meta.list("executive-vice-presidents"))
        && f32::from(boss.rungs.hi) <= meta.option("vice-president-boss-rung")
}
