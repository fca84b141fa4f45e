//! JD201: the years that are required do not fit the title.

use super::build::{Draft, number};
use super::view::{clause, says};
use super::{Check, Context, RuleMeta};
use crate::finding::Finding;
use crate::posting::{FactKind, YearsOf};
use crate::roles::{Dimension, Role, TitleMatch};
use crate::span::Span;

pub(super) const CHECK: Check = Check {
    code: "JD201",
    options: &[
        "too-many-0",
        "too-many-1",
        "too-many-2",
        "too-many-3",
        "too-few-5",
        "too-few-6",
        "too-few-7",
        "entry-years",
        "entry-title-rung",
        "softened",
    ],
    lists: &["soften"],
    texts: &[
        "message",
        "label-many",
        "label-few",
        "label-entry",
        "label-entry-years",
        "label-title",
        "note-years",
        "note-clause",
        "help",
    ],
    slots: &[
        "title", "role", "a-role", "years", "from", "to", "clause", "source",
    ],
    run: check,
};

/// What does not fit.
enum Misfit {
    /// More years than the title asks for.
    TooMany(f32, Span),
    /// Fewer years than the title asks for.
    TooFew(f32, Span),
    /// "Entry level", and years all the same.
    EntryWithYears(f32, Span),
    /// "Entry level" under a senior title.
    EntrySenior,
}

fn check(context: &Context<'_>, meta: &RuleMeta) -> Vec<Finding> {
    let Some((title, role)) = context.judged() else {
        return Vec::new();
    };
    if context.title_offers_levels() {
        return Vec::new();
    }
    match misfit(context, meta, title) {
        Some(misfit) => vec![finding(context, meta, role, &misfit)],
        None => Vec::new(),
    }
}

fn misfit(context: &Context<'_>, meta: &RuleMeta, title: &TitleMatch) -> Option<Misfit> {
    let most = context
        .required_years()
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.3.cmp(&a.3)));
    let entry = context.has(|k| matches!(k, FactKind::EntryLevel));
    if let Some((years, _, _, span)) = most {
        let soft = says(context.words_around(span), meta.list("soften"));
        let softened = if soft { meta.option("softened") } else { 0.0 };
        if too_many(meta, title.rungs.hi).is_some_and(|limit| years >= limit + softened) {
            return Some(Misfit::TooMany(years, span));
        }
        if entry && years >= meta.option("entry-years") + softened {
            return Some(Misfit::EntryWithYears(years, span));
        }
    }
    if entry && f32::from(title.rungs.lo) >= meta.option("entry-title-rung") {
        return Some(Misfit::EntrySenior);
    }
    // the highest bound of all; years of managing people are a part of a career that is not stated
    let managing = context.required_years().any(|y| y.2 == YearsOf::Management);
    let bound = |years: &(f32, Option<f32>, YearsOf, Span)| years.1.unwrap_or(years.0).max(years.0);
    let highest = context
        .required_years()
        .max_by(|a, b| bound(a).total_cmp(&bound(b)).then(b.3.cmp(&a.3)))?;
    let limit = too_few(meta, title.rungs.lo)?;
    (!managing && bound(&highest) <= limit).then_some(Misfit::TooFew(bound(&highest), highest.3))
}

/// Required years from which on they are too many for a title that ends on `rung`.
fn too_many(meta: &RuleMeta, rung: u8) -> Option<f32> {
    let name = match rung {
        0 => "too-many-0",
        1 => "too-many-1",
        2 => "too-many-2",
        3 => "too-many-3",
        _ => return None,
    };
    Some(meta.option(name))
}

/// Required years down from which they are too few for a title that begins on `rung`.
fn too_few(meta: &RuleMeta, rung: u8) -> Option<f32> {
    let name = match rung {
        5 => "too-few-5",
        6 => "too-few-6",
        7 => "too-few-7",
        _ => return None,
    };
    Some(meta.option(name))
}

fn finding(context: &Context<'_>, meta: &RuleMeta, role: &Role, misfit: &Misfit) -> Finding {
    let entry = context
        .fact(|k| matches!(k, FactKind::EntryLevel))
        .map(|f| f.span);
    let (years, label) = match misfit {
        Misfit::TooMany(years, span) => (Some(*years), Some((*span, "label-many"))),
        Misfit::TooFew(years, span) => (Some(*years), Some((*span, "label-few"))),
        Misfit::EntryWithYears(years, span) => (Some(*years), Some((*span, "label-entry-years"))),
        Misfit::EntrySenior => (None, None),
    };
    let mut draft = Draft::new(context, meta, Some(role))
        .slot("years", years.map(number).unwrap_or_default())
        .slot("from", role.years[0].to_string())
        .slot("to", role.years[1].to_string());
    if let Some((span, text)) = label {
        draft = draft.label(Some(span), text);
    }
    draft
        .label(entry, "label-entry")
        .title_label("label-title")
        .note("note-years")
        .clause(clause(role, &[Dimension::Learning]), "note-clause")
        .help("help")
        .finish()
}
