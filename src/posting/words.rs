//! Words as they are looked up: folded, and in sets that answer "no" cheaply.

use serde::Deserialize;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map that words are looked up in.
pub(super) type WordMap<T> = HashMap<String, T, BuildHasherDefault<Quick>>;

/// A hash of few instructions for short words. The keys come from `rules/`, never from a posting, so that nobody can
/// choose them to collide.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Quick(u64);

/// An odd number with well mixed bits: the golden ratio as a fraction of 2^64.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let word = chunk
                .iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(MIX);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(MIX);
    }

    fn finish(&self) -> u64 {
        // the map takes its slot from the low bits, and a product's best bits are the high ones
        self.0.rotate_left(26)
    }
}

/// Which beginnings go with which lengths: most words are turned away before they are hashed.
#[derive(Debug, Clone)]
pub(super) struct Gate([u32; 256]);

impl Default for Gate {
    fn default() -> Self {
        Gate([0; 256])
    }
}

impl Gate {
    fn bit(word: &str) -> (usize, u32) {
        let bytes = word.as_bytes();
        let byte = |i| bytes.get(i).copied().unwrap_or_default();
        // a letter's low five bits are the same in both cases
        let start = usize::from(byte(0) & 31) | usize::from(byte(1) & 7) << 5;
        (start, 1 << bytes.len().min(31))
    }

    pub fn open(&mut self, word: &str) {
        let (start, bit) = Gate::bit(word);
        if let Some(lengths) = self.0.get_mut(start) {
            *lengths |= bit;
        }
    }

    /// Whether a word that begins like `word`, in any case, and is as long was let in.
    pub fn admits(&self, word: &str) -> bool {
        let (start, bit) = Gate::bit(word);
        self.0.get(start).is_some_and(|lengths| lengths & bit != 0)
    }
}

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
