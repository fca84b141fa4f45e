//! What one statement says: cues found, guarded and put together.

use super::cues::{Cue, Cues, Place};
use crate::lexicon::{Finder, Lexed, Match};
use crate::posting::{Posting, SectionKind, Statement, Subject};
use crate::roles::{Dimension, Rungs};
use crate::span::Span;
use std::ops::Range;
use std::sync::Arc;

/// What one statement says of the scope of the role.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// Index of the statement in [`Posting::statements`].
    pub statement: usize,
    /// Kind of scope.
    pub dimension: Dimension,
    /// Rungs for which this is normal.
    pub rungs: Rungs,
    /// 0 to 1: how much it says.
    pub strength: f32,
    /// The words that say so, in the visible text.
    pub span: Span,
    /// The cue that found them.
    pub cue: Arc<SignalCue>,
    /// Whether the words stand in a responsibility (rather than in a requirement or an introduction).
    pub duty: bool,
}

/// What is told of the cue behind a signal; all signals of a cue share it.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalCue {
    /// Its id, as in `rules/cues/`.
    pub id: String,
    /// The evidence it counts for, as in `rules/evidence.toml`.
    pub evidence: String,
    /// In words, as a diagnostic can say it: "manages product managers".
    pub says: String,
}

/// Tokens around a match that `near` patterns look at.
const NEAR: usize = 3;

/// Rungs of a statement that is governed by an assisting verb: the next step below the Product Manager.
const GOVERNED: Rungs = Rungs { lo: 1, hi: 2 };

impl Place {
    /// The place of a statement; `None` where it speaks of somebody else.
    pub fn of(statement: &Statement) -> Option<Place> {
        Some(match (statement.section, statement.subject) {
            (SectionKind::Requirements, _) => Place::Required,
            (SectionKind::Preferred, _) => Place::Preferred,
            (SectionKind::Benefits, _) => Place::Benefits,
            (SectionKind::Process, _) => Place::Process,
            (SectionKind::Responsibilities | SectionKind::Unknown, Subject::Person) => Place::Duty,
            (SectionKind::About, Subject::Person) => Place::Intro,
            (_, Subject::Company) => Place::Company,
            (_, Subject::Other) => return None,
        })
    }
}

/// Those of `signals`, which are in the order of statements, that belong to the statement `index`.
pub(super) fn of_statement(signals: &[Signal], index: usize) -> &[Signal] {
    let first = signals.partition_point(|s| s.statement < index);
    let from = signals.get(first..).unwrap_or_default();
    from.split_at(from.partition_point(|s| s.statement == index))
        .0
}

/// Signals of all statements, in their order; within a statement the one that names its dimension first. Linear in the length of the text.
/// Cues of a function count for postings of that `function`, those of none for all.
pub(super) fn find(
    lexed: &Lexed,
    posting: &Posting,
    cues: &Cues,
    function: Option<&str>,
) -> Vec<Signal> {
    let mut signals = Vec::new();
    for (index, statement) in posting.statements.iter().enumerate() {
        if let Some(place) = Place::of(statement) {
            let found = in_statement(lexed, statement, index, place, (cues, function));
            signals.extend(found);
        }
    }
    signals
}

fn in_statement(
    lexed: &Lexed,
    statement: &Statement,
    index: usize,
    place: Place,
    (cues, function): (&Cues, Option<&str>),
) -> Vec<Signal> {
    let range = lexed.within(statement.span);
    let start = skip_lead_in(lexed, &range, cues);
    let silent = [
        negated_clause(lexed, &range, start, cues),
        statement.others.map_or(0..0, |span| lexed.within(span)),
    ];
    let mut found: Vec<(usize, Match)> = Vec::new();
    let cue_of = |pattern: usize| {
        cues.cue_of
            .get(pattern)
            .and_then(|at| Some((*at, cues.all.get(*at)?)))
    };
    let wanted = |pattern: usize| {
        cue_of(pattern).is_some_and(|(_, cue)| {
            let mut places = cue.spec.places.iter();
            places.any(|p| *p == place || *p == Place::Everywhere)
                && (cue.function.is_none() || cue.function.as_deref() == function)
        })
    };
    cues.patterns
        .find(lexed, range.clone(), start, wanted, |m| {
            let Some((at, cue)) = cue_of(m.pattern) else {
                return;
            };
            if !silent.iter().any(|s| s.contains(&m.first)) && !guarded(lexed, &range, cue, m, cues)
            {
                // one match per cue and statement: the longest
                match found.iter_mut().find(|(other, _)| *other == at) {
                    Some((_, known)) if known.last - known.first < m.last - m.first => *known = m,
                    Some(_) => {}
                    None => found.push((at, m)),
                }
            }
        });
    if found.is_empty() {
        return Vec::new();
    }
    let cut = purpose(lexed, &range, start, cues);
    if let Some(scope) = scope_of(lexed, range.start..cut, cues) {
        for (at, _) in &mut found {
            let scoped = cues
                .all
                .get(*at)
                .and_then(|c| c.scoped.iter().find(|(of, _)| *of == scope));
            *at = scoped.map_or(*at, |(_, variant)| *variant);
        }
    }
    let mut found: Vec<(&Cue, Match)> = found
        .into_iter()
        .filter_map(|(at, m)| cues.all.get(at).map(|cue| (cue, m)))
        .collect();
    found.sort_by(|(a, x), (b, y)| {
        let aside = (x.first >= cut).cmp(&(y.first >= cut));
        aside
            .then(b.spec.names.cmp(&a.spec.names))
            .then(x.first.cmp(&y.first))
            .then(b.spec.strength.total_cmp(&a.spec.strength))
            .then(y.last.cmp(&x.last))
    });
    let governed = found.iter().any(|(cue, _)| cue.spec.governs);
    found
        .into_iter()
        .map(|(cue, m)| {
            let lowered =
                governed && !cue.spec.governs && cue.spec.rungs.middle() > GOVERNED.middle();
            Signal {
                statement: index,
                dimension: cue.spec.dimension,
                rungs: if lowered { GOVERNED } else { cue.spec.rungs },
                strength: if lowered {
                    cue.spec.strength / 2.0
                } else {
                    cue.spec.strength
                },
                span: m.span(lexed),
                cue: Arc::clone(&cue.told[usize::from(lowered)]),
                duty: place == Place::Duty,
            }
        })
        .collect()
}

/// Tokens after a negation that governs the statement ("you will not …"), up to the end of its clause; none without one.
fn negated_clause(lexed: &Lexed, range: &Range<usize>, start: usize, cues: &Cues) -> Range<usize> {
    let negation = cues.negation.as_ref();
    let Some(from) = negation.and_then(|node| node.at(lexed, range, start)) else {
        return start..start;
    };
    from..lexed.clause_end(from..range.end)
}

/// First token of a purpose clause or another one that stands aside ("so that …", "by …ing"), the end where there is none.
fn purpose(lexed: &Lexed, range: &Range<usize>, start: usize, cues: &Cues) -> usize {
    cues.purpose
        .as_ref()
        .and_then(|node| node.matches(lexed, range, start + 1..range.end).next())
        .map_or(range.end, |clause| clause.start)
}

/// The widest scope that these tokens name, as an index in the scopes.
fn scope_of(lexed: &Lexed, range: Range<usize>, cues: &Cues) -> Option<usize> {
    cues.scopes.iter().position(|scope| {
        let mut named = scope.node.matches(lexed, &range, range.clone());
        named.any(|words| !touches(&scope.near, lexed, &range, around(&words, &range)))
    })
}

/// First token after "you will", "responsible for" and the like.
fn skip_lead_in(lexed: &Lexed, range: &Range<usize>, cues: &Cues) -> usize {
    let mut at = range.start;
    if let Some(node) = &cues.lead_in {
        while at < range.end {
            match node.at(lexed, range, at) {
                Some(end) if end > at => at = end,
                _ => break,
            }
        }
    }
    if at >= range.end { range.start } else { at }
}

/// A match and the tokens around it that `near` patterns look at.
fn around(words: &Range<usize>, statement: &Range<usize>) -> Range<usize> {
    let start = words.start.saturating_sub(NEAR).max(statement.start);
    start..(words.end + NEAR).min(statement.end)
}

/// Whether something around a match takes its meaning away.
fn guarded(lexed: &Lexed, range: &Range<usize>, cue: &Cue, m: Match, cues: &Cues) -> bool {
    let around = around(&(m.first..m.last), range);
    let negated = cues.negation.as_ref().is_some_and(|node| {
        let mut negations = node.matches(lexed, range, around.start..m.first);
        negations.any(|negation| negation.end <= m.first)
    });
    negated
        || touches(&cue.near, lexed, range, around)
        || touches(&cue.unless, lexed, range, range.clone())
}

/// Whether a pattern matches at one of these places of a statement.
fn touches(
    finder: &Option<Finder>,
    lexed: &Lexed,
    range: &Range<usize>,
    places: Range<usize>,
) -> bool {
    finder
        .as_ref()
        .is_some_and(|f| f.matches(lexed, range, places).next().is_some())
}
