//! Headings: what a heading says its section is about.

use super::SectionKind;
use super::data::{self, File};
use super::phrases::{Phrases, is_whole};
use crate::rules::RulesError;
use crate::span::Span;
use std::collections::HashMap;

/// What a heading means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A section of this kind.
    Kind(SectionKind),
    /// The introduction of the role: it speaks of the company and of the person.
    Role,
}

impl Meaning {
    pub fn kind(self) -> SectionKind {
        match self {
            Meaning::Kind(kind) => kind,
            Meaning::Role => SectionKind::About,
        }
    }
}

/// The heading rules, compiled.
#[derive(Debug)]
pub(super) struct Headings {
    /// Normalised variants as they stand: "your mission" is not "our mission".
    full: HashMap<String, Meaning>,
    /// Normalised variants without words that carry nothing.
    exact: HashMap<String, Meaning>,
    /// Normalised words before and after the star.
    slots: Vec<(String, String, Meaning)>,
    /// Key phrases, first match of the list decides.
    phrases: Vec<(SectionKind, Vec<String>)>,
    /// How lead-ins end.
    endings: HashMap<String, SectionKind>,
    /// Variants as written, for headings inside running text.
    inline: Phrases<(Meaning, bool)>,
}

/// Longest heading, in words: longer lines are text.
const MAX_WORDS: usize = 16;
/// Longest lead-in, in words.
const MAX_LEAD_IN: usize = 14;
/// Longest stand-in for a star, in words.
const MAX_SLOT: usize = 4;
/// Words that carry nothing in a heading.
const EMPTY_WORDS: [&str; 6] = ["the", "your", "our", "a", "an", "and"];

/// Lower case, straight words only, without articles and possessives.
fn normalise(text: &str) -> String {
    words(text, &EMPTY_WORDS)
}

/// Lower case, straight words only, without those of `drop`.
fn words(text: &str, drop: &[&str]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = String::new();
    let mut flush = |word: &mut String| {
        if !word.is_empty() && !drop.contains(&word.as_str()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        word.clear();
    };
    for c in text.chars() {
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        } else if !matches!(c, '\'' | '\u{2019}' | '\u{ad}' | '\u{200b}'..='\u{200d}') {
            flush(&mut word);
        }
    }
    flush(&mut word);
    out
}

/// Numbering in front and shares of time at the end say nothing: "2. Delivery (40% of time)".
fn strip_numbers(normal: &str) -> &str {
    normal.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

impl Headings {
    pub fn new(file: &File) -> Result<Self, RulesError> {
        let mut full = HashMap::new();
        let mut exact = HashMap::new();
        let mut inline = Vec::new();
        for (name, variants) in &file.headings {
            let meaning = match name.as_str() {
                "role" => Meaning::Role,
                other => Meaning::Kind(data::kind_of(other)?),
            };
            for variant in variants {
                let bare = variant.trim_end_matches('*');
                full.insert(words(bare, &[]), meaning);
                exact.entry(normalise(bare)).or_insert(meaning);
                if !variant.contains('*') {
                    inline.push((variant.as_str(), (meaning, variant.contains(' '))));
                }
            }
        }
        let mut slots = Vec::new();
        for (name, variants) in &file.slots {
            let meaning = Meaning::Kind(data::kind_of(name)?);
            for variant in variants {
                let (before, after) = variant.split_once('*').unwrap_or((variant, ""));
                slots.push((normalise(before), normalise(after), meaning));
            }
        }
        let phrases = file
            .phrase
            .iter()
            .map(|p| (p.kind, p.words.iter().map(|w| plain(w)).collect()))
            .collect();
        let mut endings = HashMap::new();
        for (name, list) in &file.endings {
            let kind = data::kind_of(name)?;
            endings.extend(list.iter().map(|w| (normalise(w), kind)));
        }
        let inline =
            Phrases::new(inline.into_iter()).map_err(|e| data::error("sections.toml", e))?;
        Ok(Headings {
            full,
            exact,
            slots,
            phrases,
            endings,
            inline,
        })
    }

    /// What the heading is a known variant of.
    pub fn exact(&self, text: &str) -> Option<Meaning> {
        if text.len() > 200 || text.split_whitespace().count() > MAX_WORDS {
            return None;
        }
        let normal = normalise(text);
        if normal.is_empty() {
            return None;
        }
        self.full
            .get(&words(text, &[]))
            .or_else(|| self.exact.get(&normal))
            .or_else(|| self.exact.get(strip_numbers(&normal)))
            .copied()
    }

    /// What the heading means: a known variant, one with a name in it, else by its key phrases.
    pub fn meaning(&self, text: &str) -> Option<Meaning> {
        if let Some(meaning) = self.exact(text) {
            return Some(meaning);
        }
        if text.len() > 300 || text.split_whitespace().count() > MAX_WORDS {
            return None;
        }
        let normal = normalise(text);
        // "About us: who we are", "Responsibilities (Must Haves)", "Senior PM - Requirements"
        for part in text.split([':', '(', '|', '\u{2013}', '\u{2014}', '?', '!']) {
            if let Some(meaning) = self.exact(part) {
                return Some(meaning);
            }
        }
        if let Some((_, last)) = text.rsplit_once(" - ")
            && let Some(meaning) = self.exact(last)
        {
            return Some(meaning);
        }
        let slot = self.slots.iter().find_map(|(before, after, meaning)| {
            let rest = normal.strip_prefix(before.as_str())?.strip_prefix(' ')?;
            let slot = if after.is_empty() {
                rest
            } else {
                rest.strip_suffix(after.as_str())?.strip_suffix(' ')?
            };
            let words = slot.split(' ').count();
            (!slot.is_empty() && words <= MAX_SLOT).then_some(*meaning)
        });
        let key = || {
            let plain = plain(text);
            self.phrases.iter().find_map(|(kind, words)| {
                words
                    .iter()
                    .any(|w| contains_word(&plain, w))
                    .then_some(Meaning::Kind(*kind))
            })
        };
        // "Why we might like you" is no company called "we": pronouns are left to the key phrases
        let pronoun = normal
            .split(' ')
            .any(|w| matches!(w, "you" | "we" | "us" | "youll" | "this"));
        match slot {
            Some(meaning) if !pronoun => Some(meaning),
            slot => self.ending(&normal).or_else(key).or(slot),
        }
    }

    /// What a lead-in ("As our first designer, you will:") announces.
    pub fn lead_in(&self, text: &str) -> Option<Meaning> {
        if text.len() > 300 || text.split_whitespace().count() > MAX_LEAD_IN {
            return None;
        }
        self.exact(text).or_else(|| self.ending(&normalise(text)))
    }

    fn ending(&self, normal: &str) -> Option<Meaning> {
        let starts = std::iter::once(0).chain(normal.match_indices(' ').map(|(i, _)| i + 1));
        // from the left: the longest ending decides
        starts
            .filter_map(|at| normal.get(at..))
            .find_map(|tail| self.endings.get(tail))
            .map(|kind| Meaning::Kind(*kind))
    }

    /// Headings inside running text, where line breaks were lost: a known variant with a capital letter, after a stop
    /// or of several words, and a capital letter or a digit after it. Gives the heading, a colon excluded.
    pub fn inline(&self, text: &str) -> Vec<(Span, Meaning)> {
        self.inline
            .find(text)
            .filter(|(span, (meaning, several))| {
                let inside = span.of(text);
                let before = text.get(..span.start).unwrap_or_default().trim_end();
                let after = text.get(span.end..).unwrap_or_default();
                let stopped = before.is_empty()
                    || before.ends_with(['.', '!', '?', ':', ')', '"', '\u{201d}', '\u{2022}']);
                let colon = after.starts_with(':');
                let next = after
                    .trim_start_matches([':', '?', '!', '.', '\u{2026}'])
                    .trim_start()
                    .chars()
                    .next();
                let last_word = inside.rsplit(' ').next().unwrap_or_default();
                let titled = last_word.starts_with(char::is_uppercase);
                // "The Product Manager will …", "Our Team builds …" begin a sentence
                let first_word = inside.split(' ').next().unwrap_or_default();
                let sentence = *meaning == Meaning::Kind(SectionKind::About)
                    && EMPTY_WORDS.contains(&first_word.to_ascii_lowercase().as_str());
                inside.starts_with(char::is_uppercase)
                    && (colon || !sentence)
                    && is_whole(text, *span)
                    && next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
                    && if *several {
                        stopped || titled || colon || inside.starts_with("What")
                    } else {
                        (stopped && (colon || !after.starts_with(' '))) || (colon && titled)
                    }
            })
            .map(|(span, (meaning, _))| (span, meaning))
            .collect()
    }
}

/// Lower case with straight apostrophes.
fn plain(text: &str) -> String {
    text.to_lowercase().replace('\u{2019}', "'")
}

fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| is_whole(text, Span::new(at, at + word.len())))
}
