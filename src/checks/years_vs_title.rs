//! JD201: the years that are required do not fit the title.

use super::build::{Draft, number};
use super::view::{clause_on, says};
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
        "message-few",
        "message-entry",
        "message-entry-years",
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

/// What does not fit; with the words that state the years, and the years from and to.
enum Misfit {
    /// More years than the title asks for.
    TooMany(Years),
    /// Fewer years than the title asks for.
    TooFew(Years),
    /// "Entry level", and years all the same.
    EntryWithYears(Years),
    /// "Entry level" under a senior title.
    EntrySenior,
}

/// Years that are required: from, to where it is stated, what they count, and the words.
type Years = (f32, Option<f32>, YearsOf, Span);

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
    if let Some(required) = most {
        let (years, span) = (required.0, required.3);
        let soft = says(context.words_around(span), meta.list("soften"));
        let softened = if soft { meta.option("softened") } else { 0.0 };
        if too_many(meta, title.rungs.hi).is_some_and(|limit| years >= limit + softened) {
            return Some(Misfit::TooMany(required));
        }
        if entry && years >= meta.option("entry-years") + softened {
            return Some(Misfit::EntryWithYears(required));
        }
    }
    if entry && f32::from(title.rungs.lo) >= meta.option("entry-title-rung") {
        return Some(Misfit::EntrySenior);
    }
    // the highest bound of all; years of managing people are a part of a career that is not stated
    let managing = context.required_years().any(|y| y.2 == YearsOf::Management);
    let bound = |years: &Years| years.1.unwrap_or(years.0).max(years.0);
    let highest = context
        .required_years()
        .max_by(|a, b| bound(a).total_cmp(&bound(b)).then(b.3.cmp(&a.3)))?;
    let limit = too_few(meta, title.rungs.lo)?;
    (!managing && bound(&highest) <= limit).then_some(Misfit::TooFew(highest))
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
    let (message, stated) = match misfit {
        Misfit::TooMany(years) => ("message", Some((years, "label-many"))),
        Misfit::TooFew(years) => ("message-few", Some((years, "label-few"))),
        Misfit::EntryWithYears(years) => {
            ("message-entry-years", Some((years, "label-entry-years")))
        }
        Misfit::EntrySenior => ("message-entry", None),
    };
    let mut draft = Draft::new(context, meta, Some(role))
        .message(message)
        .slot(
            "years",
            stated.map(|(y, _)| in_words(y)).unwrap_or_default(),
        )
        .slot("from", role.years[0].to_string())
        .slot("to", role.years[1].to_string());
    if let Some((years, text)) = stated {
        draft = draft.label(Some(years.3), text);
    }
    draft = draft.label(entry, "label-entry").title_label("label-title");
    if stated.is_some() {
        draft = draft.note("note-years");
    }
    let claim = entry.and_then(|_| clause_on(role, &[Dimension::Learning]));
    draft.clause(claim, "note-clause").help("help").finish()
}

/// "1 year", "3 years", "2 to 4 years".
fn in_words(years: &Years) -> String {
    match years.1.filter(|max| *max > years.0) {
        Some(max) => format!("{} to {} years", number(years.0), number(max)),
        None if (years.0 - 1.0).abs() < 0.05 => "1 year".to_owned(),
        None => format!("{} years", number(years.0)),
    }
}
