//! Numbers in words and digits.

use super::Reading;
use crate::lexicon::TokenKind;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};

/// `[numbers]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NumberWords {
    words: HashMap<String, u32>,
    ranges: HashSet<String>,
    open: HashSet<String>,
    fillers: HashSet<String>,
    up_to: Vec<String>,
}

/// A number or a range before a unit, and the token it begins at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Amount {
    pub min: f32,
    pub max: Option<f32>,
    pub first: usize,
}

impl Reading<'_> {
    /// The number that the token is; `a` is no number.
    pub(super) fn number(&self, token: usize) -> Option<f32> {
        let kind = self.lexed.tokens.get(token)?.kind;
        let text = self.text(token, token + 1);
        match kind {
            TokenKind::Number => plain(text).parse().ok(),
            TokenKind::Word => {
                let lower = text.to_ascii_lowercase();
                let value = self.facts().numbers.words.get(&lower)?;
                (lower.len() > 2).then_some(*value as f32)
            }
            _ => None,
        }
    }

    /// The amount whose last word stands before the token `unit` ("3 to 5", "five (5) or more", "at least 5+").
    pub(super) fn amount_before(&self, unit: usize) -> Option<Amount> {
        let words = &self.facts().numbers;
        let begin = self.unit.tokens.start;
        let lower = |i: usize| self.text(i, i + 1).to_lowercase();
        let mut at = unit;
        let mut open = false;
        // back over "+", "or more", "plus", "(5)"
        let high = loop {
            at = at
                .checked_sub(1)
                .filter(|at| *at >= begin && unit - at <= 6)?;
            if let Some(value) = self.number(at) {
                // "five (5)": the figure repeats the word
                let inside = at > begin && self.text(at - 1, at) == "(";
                if inside {
                    at -= 1;
                    continue;
                }
                break value;
            }
            match lower(at).as_str() {
                "+" => open = true,
                ")" | "-" | "\u{2013}" | "'" | "\u{2019}" | ">" => {}
                word if words.fillers.contains(word) => open |= words.open.contains(word),
                _ => return None,
            }
        };
        let mut amount = Amount {
            min: high,
            max: None,
            first: at,
        };
        // "3 - 5", "3 to 5", "3+ to 5"
        let mut i = at;
        let mut separated = false;
        let mut or = false;
        while let Some(j) = i.checked_sub(1).filter(|j| *j >= begin && at - j <= 5) {
            if let Some(low) = self.number(j) {
                // "three (3) to five (5)": the figure repeats the word before it
                if j > begin && self.text(j - 1, j) == "(" && self.text(j + 1, j + 2) == ")" {
                    i = j;
                    continue;
                }
                let joined =
                    separated || self.span(j, at + 1).of(&self.document.text).contains('-');
                if joined && low < high {
                    amount = Amount {
                        min: low,
                        max: (!open && !or).then_some(high),
                        first: j,
                    };
                }
                break;
            }
            match lower(j).as_str() {
                "-" | "\u{2013}" | "\u{2014}" | "~" => separated = true,
                "+" | ")" | "(" => {}
                word if words.ranges.contains(word) => {
                    separated = true;
                    or |= word == "or";
                }
                _ => break,
            }
            i = j;
        }
        if amount.max.is_none() && !open {
            let before = self.text(amount.first.saturating_sub(3).max(begin), amount.first);
            let before = before.to_lowercase();
            let before = before.trim_end();
            if words.up_to.iter().any(|w| before.ends_with(w.as_str())) {
                amount.max = Some(amount.min);
                amount.min = 0.0;
            }
        }
        Some(amount)
    }
}

/// The digits without marks between thousands: "1,200", "1.200" and "1.5".
fn plain(digits: &str) -> String {
    let thousands = digits
        .rsplit_once('.')
        .is_some_and(|(_, tail)| tail.len() == 3);
    let marks: &[char] = if thousands { &[',', '.'] } else { &[','] };
    digits.replace(marks, "")
}
