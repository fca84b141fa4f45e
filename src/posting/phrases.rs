//! Fixed phrases found in one pass over a text, whole words only.

use super::words::{Gate, WordMap};
use crate::span::Span;

/// A set of phrases (lower case), each with a value. They are looked up by their first word, its letters and digits up
/// to any other character, so that building the set costs next to nothing.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    gate: Gate,
    openers: WordMap<Opener<T>>,
}

/// The phrases that begin with one word, longest first.
#[derive(Debug)]
struct Opener<T> {
    /// Those that go on, by the second byte behind the word: the first of the next word.
    longer: Vec<(u8, Vec<(String, T)>)>,
    /// The word itself, with at most one mark behind it.
    alone: Vec<(String, T)>,
}

impl<T> Opener<T> {
    fn group(&mut self, next: Option<u8>) -> &mut Vec<(String, T)> {
        let Some(next) = next else {
            return &mut self.alone;
        };
        let known = self.longer.iter().position(|(byte, _)| *byte == next);
        let at = known.unwrap_or_else(|| {
            self.longer.push((next, Vec::new()));
            self.longer.len() - 1
        });
        match self.longer.get_mut(at) {
            Some((_, group)) => group,
            None => &mut self.alone,
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Builds the set; of two phrases that are the same the first counts. Phrases with a straight apostrophe are found
    /// with a curly one, too.
    pub fn new<'a>(phrases: impl Iterator<Item = (&'a str, T)>) -> Self {
        let mut gate = Gate::default();
        let mut openers: WordMap<Opener<T>> = WordMap::default();
        for (phrase, value) in phrases {
            let len = word_end(phrase, 0);
            let first = phrase.get(..len).unwrap_or_default();
            gate.open(first);
            let opener = openers.entry(first.to_owned()).or_insert_with(|| Opener {
                longer: Vec::new(),
                alone: Vec::new(),
            });
            let curly = phrase
                .contains('\'')
                .then(|| phrase.replace('\'', "\u{2019}"));
            for phrase in curly.into_iter().chain([phrase.to_owned()]) {
                let next = phrase.as_bytes().get(len + 1).copied();
                opener.group(next).push((phrase, value));
            }
        }
        for opener in openers.values_mut() {
            let groups = opener.longer.iter_mut().map(|(_, group)| group);
            for group in groups.chain([&mut opener.alone]) {
                group.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
            }
        }
        Phrases { gate, openers }
    }

    /// Phrases in `text` (ASCII letters in any case) from left to right, the longest at each place, none overlapping
    /// another.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (Span, T)> + 't {
        let mut free = 0;
        std::iter::from_fn(move || {
            loop {
                let (word, opener) = self.opener(text, &mut free)?;
                if let Some((span, value)) = opener.and_then(|o| at(text, word, o).next()) {
                    free = span.end;
                    return Some((span, value));
                }
            }
        })
    }

    /// Values of all phrases in `text`, also of those inside others.
    pub fn find_all<'t>(&'t self, text: &'t str) -> impl Iterator<Item = T> + 't {
        let mut free = 0;
        std::iter::from_fn(move || self.opener(text, &mut free))
            .filter_map(|(word, opener)| Some((word, opener?)))
            .flat_map(move |(word, opener)| at(text, word, opener))
            .map(|(_, value)| value)
    }

    /// The next word from byte `from` on, and the phrases that begin with it; `from` moves behind the word.
    fn opener<'t>(
        &'t self,
        text: &'t str,
        from: &mut usize,
    ) -> Option<(Span, Option<&'t Opener<T>>)> {
        let start = word_start(text, *from)?;
        *from = word_end(text, start);
        let word = Span::new(start, *from);
        let raw = word.of(text);
        if !self.gate.admits(raw) {
            return Some((word, None));
        }
        let opener = if raw.bytes().any(|b| b.is_ascii_uppercase()) {
            self.openers.get(raw.to_ascii_lowercase().as_str())
        } else {
            self.openers.get(raw)
        };
        Some((word, opener))
    }
}

/// Phrases of `opener` that stand where `word` does, longest first.
fn at<'t, T: Copy>(
    text: &'t str,
    word: Span,
    opener: &'t Opener<T>,
) -> impl Iterator<Item = (Span, T)> + 't {
    let next = text.as_bytes().get(word.end + 1);
    let next = next.map(u8::to_ascii_lowercase);
    let longer = opener
        .longer
        .iter()
        .filter(move |(byte, _)| Some(*byte) == next)
        .flat_map(|(_, group)| group);
    longer
        .chain(&opener.alone)
        .filter_map(move |(phrase, value)| {
            let span = Span::new(word.start, word.start + phrase.len());
            let inside = text.get(span.start..span.end)?;
            (inside.eq_ignore_ascii_case(phrase) && ends_whole(text, span))
                .then_some((span, *value))
        })
}

/// Where the first letter or digit from byte `at` on stands.
fn word_start(text: &str, mut at: usize) -> Option<usize> {
    loop {
        match text.as_bytes().get(at)? {
            b if b.is_ascii_alphanumeric() => return Some(at),
            b if b.is_ascii() => at += 1,
            _ => match text.get(at..)?.chars().next()? {
                c if c.is_alphanumeric() => return Some(at),
                c => at += c.len_utf8(),
            },
        }
    }
}

/// Where the letters and digits end that stand at byte `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    loop {
        match text.as_bytes().get(at) {
            Some(b) if b.is_ascii_alphanumeric() => at += 1,
            None => return text.len(),
            Some(b) if b.is_ascii() => return at,
            Some(_) => match text.get(at..).and_then(|rest| rest.chars().next()) {
                Some(c) if c.is_alphanumeric() => at += c.len_utf8(),
                _ => return at,
            },
        }
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
