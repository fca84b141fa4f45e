//! Fixed phrases found in one pass over a text, whole words only.

use super::words::{Gate, WordMap};
use crate::span::Span;
use std::borrow::Cow;

/// A set of phrases (lower case), each with a value. They are looked up by their first word, its letters and digits up
/// to any other character, so that building the set costs next to nothing.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    gate: Gate,
    /// Phrases by first word, longest first.
    openers: WordMap<Vec<(String, T)>>,
}

impl<T: Copy> Phrases<T> {
    /// Builds the set; of two phrases that are the same the first counts. Phrases with a straight apostrophe are found
    /// with a curly one, too.
    pub fn new<'a>(phrases: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut gate = Gate::default();
        let mut openers: WordMap<Vec<(String, T)>> = WordMap::default();
        for (phrase, value) in phrases {
            let first = phrase.get(..run(phrase)).unwrap_or_default();
            gate.open(first);
            let known = openers.entry(first.to_owned()).or_default();
            if phrase.contains('\'') {
                known.push((phrase.replace('\'', "\u{2019}"), value));
            }
            known.push((phrase.to_owned(), value));
        }
        for known in openers.values_mut() {
            known.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        Phrases { gate, openers }
    }

    /// Phrases in `text` (ASCII letters in any case) from left to right, the longest at each place, none overlapping
    /// another.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, T)> + 't {
        let mut free = 0;
        Words { text, at: 0 }.filter_map(move |word| {
            if word.start < free {
                return None;
            }
            let (span, value) = self.at(text, word).next()?;
            free = span.end;
            Some((span, value))
        })
    }

    /// All phrases in `text`, also those inside others.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = T> + 't {
        Words { text, at: 0 }
            .flat_map(move |word| self.at(text, word))
            .map(|(_, value)| value)
    }

    /// Phrases that begin with the word, longest first.
    fn at<'t>(&'t self, text: &'t str, word: Span) -> impl Iterator<Item = (Span, T)> + 't {
        let raw = word.of(text);
        let known = self.gate.admits(raw).then(|| {
            let lower = if raw.bytes().any(|b| b.is_ascii_uppercase()) {
                Cow::Owned(raw.to_ascii_lowercase())
            } else {
                Cow::Borrowed(raw)
            };
            self.openers.get(&*lower)
        });
        known
            .flatten()
            .into_iter()
            .flatten()
            .filter_map(move |(phrase, value)| {
                let span = Span::new(word.start, word.start + phrase.len());
                let inside = text.get(span.start..span.end)?;
                (inside.eq_ignore_ascii_case(phrase) && ends_whole(text, span))
                    .then_some((span, *value))
            })
    }
}

/// Runs of letters and digits.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        loop {
            let rest = self.text.get(self.at..)?;
            // a byte that is no ASCII may be a letter or not
            let skipped = rest
                .bytes()
                .position(|b| b.is_ascii_alphanumeric() || !b.is_ascii())?;
            let rest = rest.get(skipped..)?;
            let start = self.at + skipped;
            let len = run(rest);
            if len > 0 {
                self.at = start + len;
                return Some(Span::new(start, self.at));
            }
            self.at = start + rest.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Length of the letters and digits that `text` begins with, in bytes.
fn run(text: &str) -> usize {
    let ascii = text
        .bytes()
        .position(|b| !b.is_ascii_alphanumeric())
        .unwrap_or(text.len());
    match text.as_bytes().get(ascii) {
        Some(byte) if !byte.is_ascii() => text
            .char_indices()
            .find(|(_, c)| !c.is_alphanumeric())
            .map_or(text.len(), |(at, _)| at),
        _ => ascii,
    }
}

/// Whether no letter or digit goes on behind the range.
fn ends_whole(text: &str, span: Span) -> bool {
    let inner = span.of(text).chars().next_back();
    let outer = text.get(span.end..).and_then(|t| t.chars().next());
    !(inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric))
}

/// `text` without white space at its ends, as a range of the text that `span` is a range of.
pub(super) fn trim(text: &str, span: Span) -> Span {
    trim_matches(text, span, char::is_whitespace)
}

/// The range without leading and trailing characters that `drop` names.
pub(super) fn trim_matches(text: &str, span: Span, drop: impl Fn(char) -> bool) -> Span {
    let inside = span.of(text);
    let start = span.start + (inside.len() - inside.trim_start_matches(&drop).len());
    let end = span.start + inside.trim_end_matches(&drop).len();
    Span::new(start.min(end), end)
}

/// Runs of white space become one space, the ends are trimmed.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
