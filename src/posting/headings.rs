//! Headings: what a heading says its section is about.

use super::SectionKind;
use super::data::{self, File};
use super::phrases::Phrases;
use super::words::{WordMap, WordSet};
use crate::rule_file::RulesError;
use crate::span::Span;
use std::borrow::Cow;

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
    /// Words that carry nothing.
    empty: WordSet,
    /// Words that no company's name holds.
    pronouns: WordSet,
    /// Normalised variants as they stand: "your mission" is not "our mission".
    full: WordMap<Meaning>,
    /// Normalised variants without words that carry nothing.
    exact: WordMap<Meaning>,
    /// Normalised words before and after the star.
    slots: Vec<(String, String, Meaning)>,
    /// Key phrases with their place in the list: the first of the list decides.
    phrases: Phrases<(usize, SectionKind)>,
    /// How lead-ins end.
    endings: WordMap<SectionKind>,
    /// Variants as written, for headings inside running text.
    inline: Phrases<(Meaning, bool)>,
}

/// Longest heading, in words: longer lines are text.
const MAX_WORDS: usize = 16;
/// Longest lead-in, in words.
const MAX_LEAD_IN: usize = 14;
/// Longest stand-in for a star, in words.
const MAX_SLOT: usize = 4;

/// Lower case, straight words only, one space between them.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else if !matches!(c, '\'' | '\u{2019}' | '\u{ad}' | '\u{200b}'..='\u{200d}') {
            gap = true;
        }
    }
    out
}

/// `words` without those of `drop`.
fn without<'t>(words: &'t str, drop: &WordSet) -> Cow<'t, str> {
    if !words.split(' ').any(|w| drop.contains(w)) {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(words.len());
    for word in words.split(' ').filter(|w| !drop.contains(w)) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    Cow::Owned(out)
}

/// Numbering in front and shares of time at the end say nothing: "2. Delivery (40% of time)".
fn strip_numbers(normal: &str) -> &str {
    normal.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ')
}

impl Headings {
    pub fn new(file: &File) -> Result<Self, RulesError> {
        let empty = &file.words.empty;
        let normalise = |text: &str| without(&words(text), empty).into_owned();
        let mut full = WordMap::default();
        let mut exact = WordMap::default();
        let mut inline = Vec::new();
        for (name, variants) in &file.headings {
            let meaning = match name.as_str() {
                "role" => Meaning::Role,
                other => Meaning::Kind(data::kind_of(other)?),
            };
            for variant in variants {
                let bare = variant.trim_end_matches('*');
                let normal = words(bare);
                exact
                    .entry(without(&normal, empty).into_owned())
                    .or_insert(meaning);
                full.insert(normal, meaning);
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
            .enumerate()
            .flat_map(|(i, p)| p.words.iter().map(move |w| (w.as_str(), (i, p.kind))));
        let mut endings = WordMap::default();
        for (name, list) in &file.endings {
            let kind = data::kind_of(name)?;
            endings.extend(list.iter().map(|w| (normalise(w), kind)));
        }
        Ok(Headings {
            empty: empty.clone(),
            pronouns: file.words.pronouns.clone(),
            full,
            exact,
            slots,
            phrases: Phrases::new(phrases),
            endings,
            inline: Phrases::new(inline.into_iter()),
        })
    }

    /// What the heading is a known variant of.
    pub fn exact(&self, text: &str) -> Option<Meaning> {
        if text.len() > 200 || text.split_whitespace().count() > MAX_WORDS {
            return None;
        }
        let full = words(text);
        let normal = without(&full, &self.empty);
        self.known(&full, &normal)
    }

    fn known(&self, full: &str, normal: &str) -> Option<Meaning> {
        if normal.is_empty() {
            return None;
        }
        self.full
            .get(full)
            .or_else(|| self.exact.get(normal))
            .or_else(|| self.exact.get(strip_numbers(normal)))
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
        // "About us: who we are", "Responsibilities (Must Haves)", "Senior PM - Requirements"
        for part in text.split([':', '(', '|', '\u{2013}', '\u{2014}', '?', '!']) {
            if part.len() < text.len()
                && let Some(meaning) = self.exact(part)
            {
                return Some(meaning);
            }
        }
        if let Some((_, last)) = text.rsplit_once(" - ")
            && let Some(meaning) = self.exact(last)
        {
            return Some(meaning);
        }
        let full = words(text);
        let normal = without(&full, &self.empty);
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
            let first = self.phrases.find_all(text).min_by_key(|(place, _)| *place);
            first.map(|(_, kind)| Meaning::Kind(kind))
        };
        // "Why we might like you" is no company called "we": pronouns are left to the key phrases
        let pronoun = normal.split(' ').any(|w| self.pronouns.contains(w));
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
        let full = words(text);
        let normal = without(&full, &self.empty);
        self.known(&full, &normal).or_else(|| self.ending(&normal))
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
                let sentence =
                    *meaning == Meaning::Kind(SectionKind::About) && self.empty.holds(first_word);
                inside.starts_with(char::is_uppercase)
                    && (colon || !sentence)
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
