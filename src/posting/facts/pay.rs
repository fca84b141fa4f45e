//! Yearly pay.

use super::{Fact, FactKind};
use crate::parse::{BlockKind, Document};
use crate::posting::Statement;
use crate::span::Span;
use serde::Deserialize;
use std::collections::HashSet;

/// `[pay]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PayRules {
    currencies: Vec<Currency>,
    near: Vec<String>,
    not: Vec<String>,
    between: HashSet<String>,
    least: u32,
    most: u32,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Currency {
    signs: Vec<String>,
    usd: f64,
}

/// An amount of money as written.
struct Amount {
    value: f64,
    thousands: bool,
    usd: Option<f64>,
    span: Span,
}

/// Longest piece of text that is read at once, in bytes.
const LONGEST: usize = 2000;

pub(super) fn read(
    document: &Document,
    statements: &[Statement],
    rules: &PayRules,
    out: &mut Vec<Fact>,
) {
    let others = document
        .blocks
        .iter()
        .filter(|b| matches!(b.kind, BlockKind::Heading(_) | BlockKind::Meta(_)));
    let spans = statements
        .iter()
        .map(|s| s.span)
        .chain(others.map(|b| b.span));
    for span in spans.filter(|s| s.len() <= LONGEST) {
        let text = span.of(&document.text);
        if text.bytes().any(|b| b.is_ascii_digit()) {
            out.extend(one(text, span.start, rules));
        }
    }
}

fn one(text: &str, offset: usize, rules: &PayRules) -> Option<Fact> {
    let lower = text.to_ascii_lowercase();
    let mut amounts = amounts(&lower, rules);
    if amounts.is_empty() || rules.not.iter().any(|w| lower.contains(w.as_str())) {
        return None;
    }
    let usd = amounts.iter().find_map(|a| a.usd)?;
    // "$120-150k": the thousands and the currency hold for both
    if let [first, second, ..] = amounts.as_mut_slice() {
        let between = lower.get(first.span.end..second.span.start)?.trim();
        if rules.between.contains(between) {
            let thousands = second.thousands && first.value < 1000.0;
            let low = first.value
                * if first.thousands || thousands {
                    1000.0
                } else {
                    1.0
                };
            let high = second.value * if second.thousands { 1000.0 } else { 1.0 };
            let span = Span::new(first.span.start, second.span.end);
            return fact(low * usd, high * usd, span, offset, rules);
        }
    }
    let near = rules.near.iter().any(|w| lower.contains(w.as_str()));
    let only = amounts.iter().find(|a| a.usd.is_some())?;
    let value = only.value * if only.thousands { 1000.0 } else { 1.0 } * usd;
    near.then(|| fact(value, value, only.span, offset, rules))
        .flatten()
}

fn fact(from: f64, to: f64, span: Span, offset: usize, rules: &PayRules) -> Option<Fact> {
    let range = f64::from(rules.least)..=f64::from(rules.most);
    (range.contains(&from) && range.contains(&to) && from <= to).then(|| Fact {
        kind: FactKind::Pay {
            from: from.round() as u32,
            to: to.round() as u32,
        },
        span: Span::new(span.start + offset, span.end + offset),
    })
}

/// Numbers with a currency before or after them, and numbers that end a range of such.
fn amounts(lower: &str, rules: &PayRules) -> Vec<Amount> {
    let bytes = lower.as_bytes();
    let mut out: Vec<Amount> = Vec::new();
    let mut at = 0;
    while at < bytes.len() && out.len() < 8 {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let mut end = at;
        while end < bytes.len()
            && (bytes[end].is_ascii_digit()
                || (matches!(bytes[end], b',' | b'.' | b'\'')
                    && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)))
        {
            end += 1;
        }
        let start = at;
        at = end;
        let Some(value) = value(lower.get(start..end).unwrap_or_default()) else {
            continue;
        };
        let rest = lower.get(end..).unwrap_or_default();
        let k = rest
            .trim_start()
            .strip_prefix('k')
            .is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric()));
        if k {
            end += rest.len() - rest.trim_start().len() + 1;
            at = end;
        }
        let before = lower.get(..start).unwrap_or_default().trim_end();
        let after = lower.get(end..).unwrap_or_default().trim_start();
        let mut usd = None;
        let mut first = start;
        let mut longest = 0;
        for currency in &rules.currencies {
            for sign in &currency.signs {
                if sign.len() > longest && before.ends_with(sign.as_str()) {
                    usd = Some(currency.usd);
                    first = before.len() - sign.len();
                    longest = sign.len();
                }
            }
        }
        if usd.is_none() {
            usd = rules.currencies.iter().find_map(|c| {
                c.signs
                    .iter()
                    .any(|s| {
                        after
                            .strip_prefix(s.as_str())
                            .is_some_and(|r| !r.starts_with(|c: char| c.is_alphanumeric()))
                    })
                    .then_some(c.usd)
            });
        }
        let follows = out.last().is_some_and(|a| start - a.span.end < 12);
        if usd.is_some() || follows || k || value >= 10_000.0 {
            out.push(Amount {
                value,
                thousands: k,
                usd,
                span: Span::new(first, end),
            });
        }
    }
    out
}

/// `120,000`, `120.000`, `120'000`, `62.5`, `120000.00`.
fn value(digits: &str) -> Option<f64> {
    let (whole, cents) = match digits.rsplit_once(['.', ',']) {
        Some((whole, tail)) if tail.len() != 3 => (whole, tail),
        _ => (digits, ""),
    };
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    format!("{whole}.{cents}0").parse().ok()
}
