//! Years of experience.

use super::rules::Tag;
use super::{Fact, FactKind, Hit, Reading, YearsOf};
use crate::lexicon::TokenKind;
use crate::posting::SectionKind;

/// More years than anyone asks for.
const MOST_YEARS: f32 = 30.0;
/// How far behind "years" the word "experience" can stand, in tokens.
const AFTER: usize = 16;
/// How far before the number it can stand, in tokens.
const BEFORE: usize = 9;
/// How far before the number "or you have" can stand, in tokens ("or you have at least four years").
const NEAR: usize = 3;

pub(super) fn read(reading: &Reading<'_>, out: &mut Vec<Fact>) {
    let mut found: Vec<(Fact, usize, usize)> = Vec::new();
    for hit in reading.hits(Tag::Years) {
        let unit = hit.first;
        let Some(amount) = reading.amount_before(unit) else {
            continue;
        };
        let months = reading.text(unit, unit + 1).starts_with(['m', 'M']);
        let scale = if months { 1.0 / 12.0 } else { 1.0 };
        let (min, max) = (amount.min * scale, amount.max.map(|m| m * scale));
        if min > MOST_YEARS || max.is_some_and(|m| m > MOST_YEARS) {
            continue;
        }
        let context = reading.hits(Tag::YearsExperience).find(|h| {
            h.covers(unit)
                || (h.first >= unit && h.first - unit <= AFTER)
                || (h.last <= amount.first && amount.first - h.last <= BEFORE)
        });
        let Some(context) = context else {
            continue;
        };
        let management = reading.hits(Tag::YearsManagement).any(|h| h.covers(unit));
        let preferred = is_preferred(reading, amount.first, unit);
        // "five years of experience": the words up to "experience", where it is near
        let last = if context.last > unit && context.last <= unit + 6 {
            context.last
        } else {
            unit + 1
        };
        let kind = FactKind::Years {
            min,
            max,
            of: if management {
                YearsOf::Management
            } else {
                YearsOf::Experience
            },
            preferred,
        };
        let span = reading.span(amount.first, last);
        found.push((Fact { kind, span }, amount.first, unit));
    }
    one_of_several_routes(reading, &mut found);
    alternatives(reading, &mut found);
    out.extend(found.into_iter().map(|(fact, ..)| fact));
}

/// Whether the number is only preferred: words right before it, or behind it in the same clause, say so, or the section does
/// and no such word says that it is required.
fn is_preferred(reading: &Reading<'_>, first: usize, unit: usize) -> bool {
    let words = &reading.facts().years;
    let kind = |i: usize| reading.lexed.tokens.get(i).map(|t| t.kind);
    let behind = |h: &Hit<'_>| {
        // "(preferred)" and nothing else: the brackets are no clause of their own
        let alone = reading.text(h.last, h.last + 1) == ")";
        h.first > unit
            && (unit..h.first).all(|i| match reading.text(i, i + 1) {
                "," => false,
                "(" => alone && i + 1 == h.first,
                _ => kind(i) != Some(TokenKind::Stop),
            })
    };
    let preferred = reading.hits(Tag::Preferred).any(|h| {
        let joined = |i| !matches!(reading.text(i, i + 1), ")" | "." | ";");
        let before = h.last <= first && first - h.last <= 3 && (h.last..first).all(joined);
        let last = reading.text(h.last - 1, h.last).to_lowercase();
        before || !words.forward.contains(&last) && behind(h)
    });
    let section = reading.unit.section == SectionKind::Preferred;
    preferred || section && !reading.hits(Tag::Required).any(behind)
}

/// "You have launched a product, or you have 4 years of experience": the first years are no requirement of their own.
fn one_of_several_routes(reading: &Reading<'_>, found: &mut Vec<(Fact, usize, usize)>) {
    let Some((_, amount, _)) = found.first() else {
        return;
    };
    let route = reading
        .hits(Tag::Route)
        .any(|h| h.last <= *amount && amount - h.last <= NEAR);
    if route {
        found.remove(0);
    }
}

/// "8 years, or 5 with a degree": the least of the alternatives is what is asked for.
fn alternatives(reading: &Reading<'_>, found: &mut Vec<(Fact, usize, usize)>) {
    let kind = |i: usize| reading.lexed.tokens.get(i).map(|t| t.kind);
    let mut i = 0;
    while i < found.len() {
        let (unit, next) = match (found.get(i), found.get(i + 1)) {
            (Some(a), b) => (a.2, b.map(|b| (b.1, b.2))),
            _ => break,
        };
        let or = reading
            .hits(Tag::Alternative)
            .find(|h| h.first > unit && next.is_none_or(|(first, _)| h.first < first));
        match (or, next) {
            (Some(or), Some((first, _)))
                if first - or.last <= 3
                    && or.first - unit <= 20
                    && (or.last..first).all(|i| kind(i) != Some(TokenKind::Stop)) =>
            {
                let other = found.remove(i + 1).0;
                if let Some((fact, ..)) = found.get_mut(i) {
                    lower(&mut fact.kind, &other.kind);
                }
                continue;
            }
            (Some(or), None) => {
                // "or 5 with …": the second number has no unit of its own
                let value = reading.number(or.last);
                let plus = usize::from(reading.text(or.last + 1, or.last + 2) == "+");
                let with = reading.text(or.last + 1 + plus, or.last + 2 + plus);
                let substitutes = reading.facts().years.substitutes.contains(with);
                if let (Some(value), true) = (value, substitutes)
                    && let Some((fact, ..)) = found.get_mut(i)
                    && let FactKind::Years { min, .. } = &mut fact.kind
                {
                    *min = min.min(value);
                }
            }
            _ => {}
        }
        i += 1;
    }
}

fn lower(kind: &mut FactKind, other: &FactKind) {
    if let (
        FactKind::Years { min, max, .. },
        FactKind::Years {
            min: other_min,
            max: other_max,
            ..
        },
    ) = (kind, other)
        && other_min < min
    {
        *min = *other_min;
        *max = *other_max;
    }
}
