//! JD206: the places that state the title name different roles.

use super::build::{Draft, quote};
use super::view::{is_part_of, says};
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::posting::{FactKind, TitleOrigin};
use crate::roles::TitleMatch;
use crate::span::Span;

pub(super) const CHECK: Check = Check {
    code: "JD206",
    options: &["most-roles", "plain-rungs", "labels"],
    lists: &["generic"],
    texts: &["message", "label-title", "label-other", "note", "help"],
    slots: &["title", "role", "a-role", "other", "other-role"],
    run: check,
};

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    let chosen = context.posting.title.as_ref();
    // several titles can look like several levels, so only the title itself says that levels are offered
    if title.issue.is_some() || chosen.is_none_or(|t| t.origin == TitleOrigin::FileName) {
        return Vec::new();
    }
    let others = others(context, meta, title);
    let mut roles: Vec<&str> = others.iter().map(|o| o.title.role.as_str()).collect();
    roles.push(&title.role);
    roles.sort_unstable();
    roles.dedup();
    // more names than two or three are a list of open jobs
    if others.is_empty() || roles.len() as f32 > meta.option("most-roles") {
        return Vec::new();
    }
    let mut draft = Draft::new(context, meta, Some(role)).title_label("label-title");
    for other in others.iter().take(meta.option("labels") as usize) {
        let name = context
            .roles
            .get(&other.title.role)
            .map_or("", |r| r.name.as_str());
        draft = draft
            .slot("other", quote(other.text))
            .slot("other-role", name)
            .label(Some(other.span), "label-other");
    }
    let first = others.first().map_or("", |o| o.text);
    vec![
        draft
            .slot("other", quote(first))
            .note("note")
            .help("help")
            .finish(),
    ]
}

/// Another name for the posting's role.
struct Other<'a> {
    text: &'a str,
    span: Span,
    title: TitleMatch,
}

/// Names on other rungs than the title: headings, front matter, labels, and "as our …" in the body.
fn others<'a>(context: &Context<'a>, meta: &RuleMeta, title: &TitleMatch) -> Vec<Other<'a>> {
    let chosen = context
        .posting
        .title
        .as_ref()
        .map_or("", |t| t.text.as_str());
    let stated = context
        .posting
        .titles
        .iter()
        .filter(|t| t.origin != TitleOrigin::FileName && !t.text.eq_ignore_ascii_case(chosen))
        .filter_map(|t| Some((t.text.as_str(), t.span?)));
    // where a document describes several levels, each description names its own
    let described = !context.several_levels();
    let in_body = context.posting.facts.iter().filter_map(|f| match &f.kind {
        // "as a Product Manager" is short for "Senior Product Manager"
        FactKind::OwnTitle(text)
            if described && !is_part_of(text, chosen) && !says(text, meta.list("generic")) =>
        {
            Some((text.as_str(), f.span, true))
        }
        _ => None,
    });
    let roles = context.roles;
    stated
        .map(|(text, span)| (text, span, false))
        .chain(in_body)
        .filter_map(|(text, span, in_body)| {
            let other = roles.match_title(text)?;
            // "a skilled product owner" is said of a Senior one as well
            let plain = roles
                .function(&other.function)
                .and_then(|f| roles.get(&f.plain))
                .is_some_and(|plain| plain.rungs == other.rungs);
            let least = if in_body && plain {
                meta.option("plain-rungs")
            } else {
                1.0
            };
            let conflict = other.function == title.function
                && other.issue.is_none()
                && f32::from(other.rungs.distance_above(title.rungs).abs()) >= least;
            conflict.then_some(Other {
                text,
                span,
                title: other,
            })
        })
        .collect()
}
