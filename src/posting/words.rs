//! Words as they are looked up: folded, and in sets that answer "no" cheaply.

use crate::lexicon::Quick;
pub(super) use crate::lexicon::{Gate, WordMap};
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::BuildHasherDefault;

/// A set of words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct WordSet {
    gate: Gate,
    words: HashSet<String, BuildHasherDefault<Quick>>,
}

impl WordSet {
    /// Whether the word, as it stands, is in the set.
    pub fn contains(&self, word: &str) -> bool {
        self.gate.admits(word) && self.words.contains(word)
    }

    /// Whether the word, folded as [`fold`] does, is in the set.
    pub fn holds(&self, raw: &str) -> bool {
        let bare = bare(raw);
        if bare.is_ascii() && !self.gate.admits(bare) {
            return false;
        }
        self.words.contains(&*lower(bare))
    }
}

impl From<Vec<String>> for WordSet {
    fn from(words: Vec<String>) -> Self {
        words.into_iter().collect()
    }
}

impl FromIterator<String> for WordSet {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> Self {
        let mut gate = Gate::default();
        let words = words.into_iter().inspect(|w| gate.open(w)).collect();
        WordSet { gate, words }
    }
}

/// What labels say (`Job title: …`), in lower case. One word of a line turns most of them away before anything is made of it.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub(super) struct Labels {
    phrases: Vec<String>,
    first: Gate,
    last: Gate,
}

impl From<Vec<String>> for Labels {
    fn from(phrases: Vec<String>) -> Self {
        let (mut first, mut last) = (Gate::default(), Gate::default());
        for phrase in &phrases {
            first.open(first_word(phrase));
            last.open(last_word(phrase));
        }
        Labels {
            phrases,
            first,
            last,
        }
    }
}

impl Labels {
    pub fn phrases(&self) -> &[String] {
        &self.phrases
    }

    /// Whether `text` can begin with one of them, by its first word.
    pub fn can_begin(&self, text: &str) -> bool {
        let word = first_word(text);
        !word.is_ascii() || self.first.admits(word)
    }

    /// Whether `text` can end with one of them, by its last word.
    pub fn can_end(&self, text: &str) -> bool {
        let word = last_word(text);
        !word.is_ascii() || self.last.admits(word)
    }
}

/// The first letters and digits that stand together.
fn first_word(text: &str) -> &str {
    let start = text.find(char::is_alphanumeric).unwrap_or(text.len());
    let from = text.get(start..).unwrap_or_default();
    from.split(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

/// The last letters and digits that stand together.
fn last_word(text: &str) -> &str {
    let head = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    head.rsplit(|c: char| !c.is_alphanumeric())
        .next()
        .unwrap_or_default()
}

fn bare(raw: &str) -> &str {
    raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '&')
}

/// Lower case with straight apostrophes.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    if !text.is_ascii() {
        Cow::Owned(text.to_lowercase().replace('\u{2019}', "'"))
    } else if text.bytes().any(|b| b.is_ascii_uppercase()) {
        Cow::Owned(text.to_ascii_lowercase())
    } else {
        Cow::Borrowed(text)
    }
}

/// A word in lower case with straight apostrophes, without marks around it.
pub(super) fn fold(raw: &str) -> Cow<'_, str> {
    lower(bare(raw))
}

/// Phrases told by their words, each with a value: `openers` has the first word, and what may follow it, longest first.
#[derive(Debug, Clone)]
pub(super) struct Openings<T> {
    openers: WordMap<Vec<(Vec<String>, T)>>,
}

impl<T: Copy> Openings<T> {
    pub fn new(phrases: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut openers: WordMap<Vec<(Vec<String>, T)>> = WordMap::default();
        for (phrase, value) in phrases {
            let mut words = phrase.split(' ').map(str::to_owned);
            let first = words.next().unwrap_or_default();
            let rest: Vec<String> = words.collect();
            let known = openers.entry(first).or_default();
            // the last of two that are the same counts
            known.retain(|(r, _)| *r != rest);
            known.push((rest, value));
        }
        for known in openers.values_mut() {
            known.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        Openings { openers }
    }

    /// The longest phrase that these folded words begin with.
    pub fn longest<'w>(
        &self,
        first: &str,
        rest: impl Iterator<Item = Cow<'w, str>> + Clone,
    ) -> Option<T> {
        let known = self.openers.get(first)?;
        known
            .iter()
            .find(|(words, _)| {
                let mut rest = rest.clone();
                words.iter().all(|w| rest.next().is_some_and(|r| r == *w))
            })
            .map(|(_, value)| *value)
    }

    /// Whether the word alone is a phrase.
    pub fn has_word(&self, word: &str) -> bool {
        self.openers
            .get(word)
            .is_some_and(|known| known.iter().any(|(rest, _)| rest.is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_told_by_their_first_and_last_words() {
        let labels = Labels::from(vec!["job title".to_owned(), "we're hiring".to_owned()]);
        for text in [
            "job title",
            "**Job  Title**",
            "We\u{2019}re hiring!",
            "JOB, TITLE",
        ] {
            assert!(labels.can_begin(text) && labels.can_end(text), "{text:?}");
        }
        assert!(labels.can_end("Your job title") && !labels.can_begin("Your job title"));
        for text in ["", "-", "jobs titles", "Own the roadmap"] {
            assert!(!labels.can_begin(text) && !labels.can_end(text), "{text:?}");
        }
    }
}
