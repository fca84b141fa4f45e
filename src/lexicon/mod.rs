//! Words and phrase patterns: the language in which `rules/` says what to look for.
//!
//! Rule files name *classes* of words (`rules/cues/words.toml`) and *patterns* over words and classes (see
//! [`pattern`]). All words that occur in any of them stand in one table; [`Lexicon::lex`] passes once over a text and gives
//! its tokens, the known words numbered. Patterns then compare numbers, never text.
//!
//! A table of whole words instead of an automaton over their letters: word boundaries are checked anyway, looking up a
//! token costs no more than running its letters through an automaton, and there is nothing to build at every start.

mod classes;
mod inflect;
mod lexed;
mod matcher;
pub mod pattern;
mod table;

pub use classes::{Class, ClassFile};
pub use lexed::{Lexed, Token, TokenKind};
pub use matcher::{Finder, Match, PatternSet};
pub use pattern::PatternError;
pub(crate) use table::{Gate, Quick, WordMap};

use classes::Classes;
use pattern::Node;
use std::borrow::Cow;

/// Room for the words of the built-in rules, so that the table need not grow.
const MANY_WORDS: usize = 1 << 13;

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
    ids: WordMap<WordId>,
    /// Inflected words as patterns write them ("manage~"), and their forms.
    inflected: WordMap<Node>,
}

impl Words {
    /// The number of `word`, a new one where it is not known yet.
    fn intern(&mut self, word: &str) -> WordId {
        if let Some(id) = self.ids.get(word) {
            return *id;
        }
        let id = self.ids.len() as WordId + 1;
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// What a word matches as a pattern writes it: `budget`, `manage~`, `team+`.
    fn numbers_of(&mut self, written: &str) -> Node {
        let forms = match (written.strip_suffix('~'), written.strip_suffix('+')) {
            (None, None) => return Node::Word(self.intern(written)),
            _ if self.inflected.contains_key(written) => Vec::new(),
            (Some(verb), _) => inflect::verb(verb),
            (None, Some(noun)) => inflect::noun(noun),
        };
        if let Some(node) = self.inflected.get(written) {
            return node.clone();
        }
        let ids = forms.iter().map(|form| self.intern(form)).collect();
        let node = pattern::any_of(ids, Vec::new());
        self.inflected.insert(written.to_owned(), node.clone());
        node
    }
}

impl Builder {
    /// A builder that knows the classes of `file`.
    pub fn new(file: &ClassFile) -> Result<Self, PatternError> {
        let mut words = Words::default();
        words.ids.reserve(MANY_WORDS);
        let classes = Classes::compile(file, &mut words)?;
        Ok(Builder { words, classes })
    }

    /// Compiles one pattern; its words become known.
    pub fn compile(&mut self, pattern: &str) -> Result<Node, PatternError> {
        pattern::compile(pattern, &mut self.words, &self.classes)
    }

    /// The finished lexicon.
    pub fn build(self) -> Lexicon {
        let mut gate = Gate::default();
        self.words.ids.keys().for_each(|word| gate.open(word));
        Lexicon {
            ids: self.words.ids,
            gate,
        }
    }
}

/// All known words, numbered.
#[derive(Debug)]
pub struct Lexicon {
    ids: WordMap<WordId>,
    gate: Gate,
}

impl Lexicon {
    /// Splits `text` into tokens, known words numbered. Linear in the length of `text`.
    pub fn lex(&self, text: &str) -> Lexed {
        lexed::tokenize(text, |word| self.numbers(word))
    }

    /// The number of a word in any spelling, and the number of exactly this spelling where rules ask for it, else the
    /// same; 0 where it is not known.
    fn numbers(&self, word: &str) -> (WordId, WordId) {
        if word.is_ascii() && !self.gate.admits(word) {
            return (0, 0);
        }
        let number = |word: &str| self.ids.get(word).copied();
        // rule files write the typewriter apostrophe, postings often the typographic one
        let word = match word.contains('\u{2019}') {
            true => Cow::Owned(word.replace('\u{2019}', "'")),
            false => Cow::Borrowed(word),
        };
        if !word.chars().any(char::is_uppercase) {
            let any = number(&word).unwrap_or_default();
            return (any, any);
        }
        let any = number(&word.to_lowercase()).unwrap_or_default();
        (any, number(&word).unwrap_or(any))
    }
}

#[cfg(test)]
mod tests;
