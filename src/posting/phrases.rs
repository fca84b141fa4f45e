//! Fixed phrases found in one pass over a text, whole words only.

use crate::span::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, BuildError, MatchKind};

/// Most phrases for which the automaton is a table of all transitions, about half a megabyte.
const DFA_PHRASES: usize = 400;

/// A set of phrases (lower case), each with a value.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    automaton: AhoCorasick,
    values: Vec<T>,
}

impl<T: Copy> Phrases<T> {
    /// Builds the set. Phrases with a straight apostrophe are found with a curly one, too.
    pub fn new<'a>(phrases: impl Iterator<Item = (&'a str, T)>) -> Result<Self, BuildError> {
        let mut words = Vec::new();
        let mut values = Vec::new();
        for (phrase, value) in phrases {
            if phrase.contains('\'') {
                words.push(phrase.replace('\'', "\u{2019}"));
                values.push(value);
            }
            words.push(phrase.to_owned());
            values.push(value);
        }
        // the faster automaton where it stays small
        let kind = if words.len() <= DFA_PHRASES {
            AhoCorasickKind::DFA
        } else {
            AhoCorasickKind::ContiguousNFA
        };
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(kind))
            .build(words)?;
        Ok(Phrases { automaton, values })
    }

    /// Phrases in `text` from left to right, the longest at each place, none overlapping another.
    pub fn find(&self, text: &str) -> impl Iterator<Item = (Span, T)> {
        self.automaton.find_iter(text).filter_map(move |m| {
            let span = Span::new(m.start(), m.end());
            let value = self.values.get(m.pattern().as_usize())?;
            is_whole(text, span).then_some((span, *value))
        })
    }
}

/// Whether no letter or digit touches the range on either side.
pub(super) fn is_whole(text: &str, span: Span) -> bool {
    let inside = span.of(text);
    let edge = |inner: Option<char>, outer: Option<char>| {
        !(inner.is_some_and(char::is_alphanumeric) && outer.is_some_and(char::is_alphanumeric))
    };
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    edge(inside.chars().next(), before) && edge(inside.chars().next_back(), after)
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
