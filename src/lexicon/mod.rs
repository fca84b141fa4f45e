//! Words and phrase patterns: the language in which `rules/` says what to look for.
//!
//! Rule files name *classes* of words (`rules/cues/words.toml`) and *patterns* over words and classes (see
//! [`pattern`]). All words that occur in any of them form one Aho-Corasick automaton; [`Lexicon::lex`] runs it once over
//! a text and gives its tokens, the known words numbered. Patterns then compare numbers, never text.

mod classes;
mod inflect;
mod lexed;
mod matcher;
pub mod pattern;

pub use classes::ClassFile;
pub use lexed::{Lexed, Token, TokenKind};
pub use matcher::{Finder, Match, PatternSet};
pub use pattern::PatternError;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use classes::Classes;
use pattern::Node;
use std::collections::HashMap;
use std::fmt;

/// Number of a known word; 0 is any other word.
pub type WordId = u32;

/// Collects classes and words, compiles patterns, then builds the [`Lexicon`].
#[derive(Debug, Default)]
pub struct Builder {
    words: Words,
    classes: Classes,
}

/// The words seen so far. A word with a capital letter in a rule file (`PMs`, `IC`) is known in that spelling only.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: HashMap<String, WordId>,
}

impl Words {
    /// The number of `word`, a new one where it is not known yet.
    fn intern(&mut self, word: &str) -> WordId {
        let next = self.ids.len() as WordId + 1;
        *self.ids.entry(word.to_owned()).or_insert(next)
    }
}

impl Builder {
    /// A builder that knows the classes of `file`.
    pub fn new(file: &ClassFile) -> Result<Self, PatternError> {
        let mut words = Words::default();
        let classes = Classes::compile(file, &mut words)?;
        Ok(Builder { words, classes })
    }

    /// Compiles one pattern; its words become known.
    pub fn compile(&mut self, pattern: &str) -> Result<Node, PatternError> {
        pattern::compile(pattern, &mut self.words, &self.classes)
    }

    /// The finished lexicon.
    pub fn build(self) -> Result<Lexicon, PatternError> {
        Lexicon::new(&self.words)
    }
}

/// The automaton over all known words.
pub struct Lexicon {
    automaton: AhoCorasick,
    /// For each automaton pattern (a word in lower case): its number in any spelling, and numbers of exact spellings.
    spellings: Vec<Spellings>,
}

#[derive(Debug, Default, Clone)]
struct Spellings {
    any: WordId,
    exact: Vec<(String, WordId)>,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon")
            .field("words", &self.spellings.len())
            .finish()
    }
}

impl Lexicon {
    fn new(words: &Words) -> Result<Self, PatternError> {
        let mut by_lower: HashMap<String, Spellings> = HashMap::new();
        for (word, id) in &words.ids {
            let lower = word.to_lowercase();
            // rule files write the typewriter apostrophe, postings often the typographic one
            for (spelling, key) in [
                (word.clone(), lower.clone()),
                (
                    word.replace('\'', "\u{2019}"),
                    lower.replace('\'', "\u{2019}"),
                ),
            ] {
                let entry = by_lower.entry(key).or_default();
                if !word.chars().any(char::is_uppercase) {
                    entry.any = *id;
                } else if !entry.exact.iter().any(|(_, known)| known == id) {
                    entry.exact.push((spelling, *id));
                }
            }
        }
        let mut entries: Vec<(String, Spellings)> = by_lower.into_iter().collect();
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let automaton = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(entries.iter().map(|(word, _)| word.as_bytes()))
            .map_err(|e| PatternError {
                message: format!("the words do not fit one automaton: {e}"),
            })?;
        Ok(Lexicon {
            automaton,
            spellings: entries.into_iter().map(|(_, s)| s).collect(),
        })
    }

    /// Splits `text` into tokens, known words numbered. One pass of the automaton, linear in the length of `text`.
    pub fn lex(&self, text: &str) -> Lexed {
        // one copy in lower case, byte for byte as long, spares the automaton half of its transitions
        let lower = text.to_ascii_lowercase();
        let mut found = self.automaton.find_iter(&lower).peekable();
        lexed::tokenize(text, |start, end| {
            while found.next_if(|m| m.start() < start).is_some() {}
            let hit = found.next_if(|m| m.start() == start)?;
            if hit.end() != end {
                return None;
            }
            let spellings = self.spellings.get(hit.pattern().as_usize())?;
            let word = text.get(start..end)?;
            let exact = spellings
                .exact
                .iter()
                .find(|(spelling, _)| spelling == word)
                .map(|(_, id)| *id);
            Some((spellings.any, exact.unwrap_or(spellings.any)))
        })
    }
}

#[cfg(test)]
mod tests;
