//! Who is managed, and who is mentored.

use super::rules::Tag;
use super::{Fact, FactKind, Hit, Reading};
use crate::lexicon::TokenKind;
use crate::posting::SectionKind;
use std::collections::HashSet;
use std::ops::Range;

/// Largest team that is taken for a number of people.
const LARGEST: f32 = 5000.0;

/// How far before the claim a word such as "ability" can stand, in tokens.
const EXPERIENCE: usize = 10;

pub(super) fn read(reading: &Reading<'_>, out: &mut Vec<Fact>) {
    let nobody: Vec<&Hit<'_>> = reading.hits(Tag::Nobody).collect();
    for hit in &nobody {
        push(reading, hit, FactKind::ManagesNobody, out);
    }
    for hit in reading.hits(Tag::People) {
        if nobody
            .iter()
            .any(|n| n.first < hit.last && hit.first < n.last)
            || only_hires(reading, hit)
        {
            continue;
        }
        let managers = hit.rule.managers;
        let experience = !hit.rule.role && asks_for_experience(reading, hit);
        let kind = if experience {
            FactKind::ManagedPeople { managers }
        } else {
            match count(reading, hit) {
                Some((_, 0)) => FactKind::ManagesNobody,
                count => FactKind::ManagesPeople { count, managers },
            }
        };
        push(reading, hit, kind, out);
    }
    for hit in reading.hits(Tag::Mentors) {
        push(reading, hit, FactKind::Mentors, out);
    }
}

fn push(reading: &Reading<'_>, hit: &Hit<'_>, kind: FactKind, out: &mut Vec<Fact>) {
    out.push(Fact {
        kind,
        span: reading.span(hit.first, hit.last),
    });
}

/// Whether the claim speaks of hiring, and nothing in its statement of leading those who are hired.
fn only_hires(reading: &Reading<'_>, hit: &Hit<'_>) -> bool {
    let hiring = &reading.facts().hiring;
    let says = |mut tokens: Range<usize>, words: &HashSet<String>| {
        tokens.any(|i| words.contains(&reading.text(i, i + 1).to_lowercase()))
    };
    says(hit.first..hit.last, &hiring.words) && !says(reading.unit.tokens.clone(), &hiring.led)
}

/// Whether the words ask for past experience: in requirements, or where the verb is in the past.
fn asks_for_experience(reading: &Reading<'_>, hit: &Hit<'_>) -> bool {
    if hit.rule.experience {
        return true;
    }
    if matches!(
        reading.unit.section,
        SectionKind::Requirements | SectionKind::Preferred
    ) {
        return true;
    }
    // "who has managed", "experience managing", "you have built": a few words before
    let from = hit
        .first
        .saturating_sub(EXPERIENCE)
        .max(reading.unit.tokens.start);
    let rules = &reading.facts().experience;
    (from..hit.last).any(|i| {
        let word = reading.text(i, i + 1).to_lowercase();
        rules.contains(&word)
    })
}

/// Number of people: "4-6 direct reports", "a team of five", "manage three product managers".
fn count(reading: &Reading<'_>, hit: &Hit<'_>) -> Option<(u32, u32)> {
    let mut numbers = Vec::new();
    // one token more: "a team of" may end before its number
    for i in hit.first..hit.last.min(reading.unit.tokens.end) {
        if let Some(value) = reading.number(i)
            && value <= LARGEST
            && value.fract() == 0.0
        {
            numbers.push((i, value as u32));
        }
    }
    let (at, low) = *numbers.first()?;
    let range = range_after(reading, at);
    // "10+ years" is no number of people
    let unit = range.map_or(at, |(last, _)| last);
    let unit = (unit + 1..unit + 3).find(|i| {
        reading
            .lexed
            .tokens
            .get(*i)
            .is_some_and(|t| t.kind == TokenKind::Word)
    })?;
    let word = reading.text(unit, unit + 1).to_lowercase();
    let before = at
        .checked_sub(1)
        .map(|i| reading.text(i, at).to_lowercase());
    let counts = &reading.facts().counts;
    if counts.not_people.contains(&word) || before.is_some_and(|b| counts.not_after.contains(&b)) {
        return None;
    }
    if let Some((_, high)) = range {
        return Some((low, high.max(low)));
    }
    match numbers.get(1) {
        Some((next, high)) if *high >= low && next - at <= 2 => Some((low, *high)),
        _ => Some((low, low)),
    }
}

/// The upper end of a range that begins with the number at `at`, which may lie outside of the match: "a team of 5-10".
fn range_after(reading: &Reading<'_>, at: usize) -> Option<(usize, u32)> {
    let dash = reading.text(at + 1, at + 2);
    let high = reading.number(at + 2)?;
    let fits = at + 2 < reading.unit.tokens.end && high <= LARGEST && high.fract() == 0.0;
    (fits && reading.facts().counts.ranges.contains(dash)).then_some((at + 2, high as u32))
}

/// Whether two claims about the same words are one.
pub(super) fn same(a: &FactKind, b: &FactKind) -> bool {
    match (a, b) {
        (FactKind::Years { .. } | FactKind::ReportsTo(_) | FactKind::Pay { .. }, _) => a == b,
        // formal management says more than mentoring
        (FactKind::ManagesPeople { .. } | FactKind::ManagedPeople { .. }, FactKind::Mentors)
        | (FactKind::Mentors, FactKind::ManagesPeople { .. } | FactKind::ManagedPeople { .. }) => {
            true
        }
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// Joins two claims about the same words.
pub(super) fn merge(known: &mut FactKind, other: &FactKind) {
    match (&mut *known, other) {
        (
            FactKind::ManagesPeople { count, managers },
            FactKind::ManagesPeople {
                count: other_count,
                managers: other_managers,
            },
        ) => {
            *count = count.or(*other_count);
            *managers |= other_managers;
        }
        (
            FactKind::ManagedPeople { managers },
            FactKind::ManagedPeople {
                managers: other_managers,
            },
        ) => *managers |= other_managers,
        (
            FactKind::Mentors,
            other @ (FactKind::ManagesPeople { .. } | FactKind::ManagedPeople { .. }),
        ) => {
            *known = other.clone();
        }
        _ => {}
    }
}
