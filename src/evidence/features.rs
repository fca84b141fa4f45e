//! How much of each kind of evidence a posting holds, 0 to 1, and the words that say so.

use super::Signal;
use super::model::{Kind, Model, What};
use super::signals::of_statement;
use crate::posting::{FactKind, Posting, YearsOf};
use crate::span::Span;
use std::collections::HashSet;

/// One kind of evidence in one posting.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    /// Index of the kind in [`Model::kinds`].
    pub kind: usize,
    /// 0 to 1.
    pub value: f32,
    /// What it is here, in words.
    pub says: String,
    /// The words that say so.
    pub spans: Vec<Span>,
}

/// A repeated cue adds this share of its strength.
const REPEAT: f32 = 0.4;
/// Rungs between which a duty says nothing about the level: a Product Manager's.
const NEUTRAL: std::ops::RangeInclusive<f32> = 2.3..=2.7;
/// Duties worth of doubt: a mean over few duties is drawn towards nothing.
const SHRINK: f32 = 4.0;
/// From this strength of several cues on they are certain.
const CERTAIN: f32 = 0.8;

/// All evidence of a posting that is there at all.
pub fn find(signals: &[Signal], posting: &Posting, model: &Model) -> Vec<Feature> {
    let pool = Pool {
        signals,
        posting,
        model,
    };
    let nobody = pool.noisy_or("contributor").0;
    let people = pool.noisy_or("people").0 * (1.0 - nobody / 2.0);
    model
        .kinds
        .iter()
        .enumerate()
        .filter_map(|(kind, spec)| {
            let (value, says, spans) = measure(spec, &pool, people, nobody)?;
            (value > 0.0).then_some(Feature {
                kind,
                value,
                says,
                spans,
            })
        })
        .collect()
}

fn measure(
    kind: &Kind,
    pool: &Pool<'_>,
    people: f32,
    nobody: f32,
) -> Option<(f32, String, Vec<Span>)> {
    let of = kind.of.as_deref().unwrap_or(&kind.id);
    let ramp = |x: f32| {
        let (from, to) = (kind.from.unwrap_or(0.0), kind.to.unwrap_or(1.0));
        ((x - from) / (to - from)).clamp(0.0, 1.0)
    };
    Some(match kind.what {
        What::Cues => {
            let (value, spans) = pool.noisy_or(of);
            // who manages people is no beginner, and who manages nobody is no manager
            let value = match of {
                "people" => value * (1.0 - nobody / 2.0),
                "early" | "early-weak" => value * (1.0 - 0.7 * people),
                _ => value,
            };
            (value, kind.says.clone(), spans)
        }
        What::CuesCertain => {
            let (value, spans) = pool.noisy_or(of);
            let value = if of == "people" { people } else { value };
            (
                ((value - CERTAIN) / (1.0 - CERTAIN)).max(0.0),
                kind.says.clone(),
                spans,
            )
        }
        What::LowScope => scope(pool.signals, pool.posting, &kind.says, |rung| {
            NEUTRAL.start() - rung
        }),
        What::HighScope => scope(pool.signals, pool.posting, &kind.says, |rung| {
            rung - NEUTRAL.end()
        }),
        What::Years | What::YearsBelow => {
            let (years, span) = required_years(pool.posting, YearsOf::Experience)?;
            (ramp(years), told(kind, &plural_years(years)), vec![span])
        }
        What::ManagementYears => {
            let (years, span) = required_years(pool.posting, YearsOf::Management)?;
            (ramp(years), told(kind, &plural_years(years)), vec![span])
        }
        What::Boss | What::BossBelow => {
            let (boss, span) = pool.posting.facts.iter().find_map(|f| match &f.kind {
                FactKind::ReportsTo(boss) => Some((boss, f.span)),
                _ => None,
            })?;
            if kind.what == What::Boss && pool.posting.in_small_company() {
                return None;
            }
            let value = ramp(boss.rungs.middle());
            (value, told(kind, &boss.text), vec![span])
        }
        What::Pay | What::PayBelow => {
            let (to, span) = pool.posting.facts.iter().find_map(|f| match f.kind {
                FactKind::Pay { to, .. } => Some((to, f.span)),
                _ => None,
            })?;
            (ramp(to as f32), told(kind, &grouped(to)), vec![span])
        }
    })
}

/// What a kind of evidence says where there is a value to tell.
fn told(kind: &Kind, value: &str) -> String {
    kind.says.replace("{value}", value)
}

/// A number with a comma after every three digits from the right.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn plural_years(years: f32) -> String {
    if (years - 1.0).abs() < f32::EPSILON {
        "1 year".to_owned()
    } else {
        format!("{years} years")
    }
}

/// Where cues are found: signals of the statements, and facts that count as cues.
struct Pool<'a> {
    signals: &'a [Signal],
    posting: &'a Posting,
    model: &'a Model,
}

impl Pool<'_> {
    /// 1 - the product of what each cue leaves open: synonyms do not add up, they make it surer.
    fn noisy_or(&self, evidence: &str) -> (f32, Vec<Span>) {
        let mut open = 1.0;
        let mut seen: Vec<&str> = Vec::new();
        let mut spans = Vec::new();
        let mut known = HashSet::new();
        let facts = self.posting.facts.iter().filter_map(|fact| {
            let name = fact.kind.name();
            let cue = self
                .model
                .facts
                .iter()
                .find(|c| c.fact == name && c.evidence == evidence)?;
            Some((name, cue.strength, fact.span))
        });
        let signals = self.signals.iter().filter(|s| s.cue.evidence == evidence);
        for (name, strength, span) in signals
            .map(|s| (s.cue.id.as_str(), s.strength, s.span))
            .chain(facts)
        {
            open *= 1.0
                - if seen.contains(&name) {
                    REPEAT * strength
                } else {
                    strength
                };
            seen.push(name);
            if known.insert(span) {
                spans.push(span);
            }
        }
        (1.0 - open, spans)
    }
}

/// Mean over the duties of how far each lies beyond the neutral rungs, drawn towards 0 where there are few.
fn scope(
    signals: &[Signal],
    posting: &Posting,
    says: &str,
    beyond: impl Fn(f32) -> f32,
) -> (f32, String, Vec<Span>) {
    let (mut sum, mut weight, mut spans) = (0.0, 0.0, Vec::new());
    for (index, _) in posting.statements.iter().enumerate() {
        let here = of_statement(signals, index)
            .iter()
            .filter(|s| is_scope(&s.cue.evidence));
        let (mut total, mut rung) = (0.0, 0.0);
        let mut strongest: Option<&Signal> = None;
        for signal in here {
            total += signal.strength;
            rung += signal.strength * signal.rungs.middle();
            if strongest.is_none_or(|s| s.strength < signal.strength) {
                strongest = Some(signal);
            }
        }
        if total > 0.0 {
            let rung = rung / total;
            let strength = total.min(1.0);
            weight += strength;
            if beyond(rung) > 0.0 {
                sum += strength * beyond(rung);
                spans.extend(strongest.map(|s| s.span));
            }
        }
    }
    (sum / (weight + SHRINK), says.to_owned(), spans)
}

fn is_scope(evidence: &str) -> bool {
    matches!(
        evidence,
        "low" | "low-weak" | "middle" | "wide" | "wide-weak" | "mentor" | "audience"
    )
}

/// The largest lower bound among required mentions; preferred ones only when there are no others.
fn required_years(posting: &Posting, wanted: YearsOf) -> Option<(f32, Span)> {
    let years = |want_preferred: bool| {
        posting.facts.iter().filter_map(move |f| match f.kind {
            FactKind::Years {
                min, of, preferred, ..
            } if of == wanted && preferred == want_preferred => Some((min, f.span)),
            _ => None,
        })
    };
    years(false)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .or_else(|| years(true).max_by(|a, b| a.0.total_cmp(&b.0)))
}
