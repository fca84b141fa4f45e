//! Words and phrase patterns: the language in which `rules/` says what to look for.
//!
//! Rule files name *classes* of words (`rules/cues/words.toml`) and *patterns* over words and classes (see
//! [`pattern`]). All words that occur in any of them stand in one table; [`Lexicon::lex`] passes once over a text and gives
//! its tokens, the known words numbered. Patterns then compare numbers, never text.
//!
//! A table of whole words instead of an automaton over their letters: word boundaries are checked anyway, and looking up a
//! token costs no more than running its letters through an automaton.
//!
//! The build compiles what is built in (`build.rs`, which has this module as its own), and the binary holds it as it is used:
//! nothing has to be made ready at the start. Rule packs add to a copy.

mod classes;
mod code;
mod inflect;
mod lexed;
mod matcher;
mod needs;
pub mod pattern;
mod set;
mod strings;
mod table;

pub use classes::{Class, ClassFile};
pub use code::Pattern;
pub use lexed::{Lexed, Token, TokenKind};
pub use matcher::{Finder, Match};
pub use pattern::PatternError;
pub use set::PatternSet;
pub(crate) use strings::Strings;
pub(crate) use table::{Gate, Quick, WordMap};

use pattern::Node;
use std::borrow::Cow;
use std::collections::HashMap;

/// Number of a known word; 0 is any other word.
pub type WordId = u32;

/// Names, each with a place in the code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    pub(crate) names: Strings,
    /// By number of the name.
    pub(crate) places: Cow<'static, [u32]>,
}

impl Places {
    fn get(&self, name: &str) -> Option<u32> {
        let index = (self.names.number(name.as_bytes()) as usize).checked_sub(1)?;
        self.places.get(index).copied()
    }

    /// Adds a name that is not there.
    fn add(&mut self, name: &str, place: u32) {
        self.names.add(name);
        self.places.to_mut().push(place);
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter()
    }
}

/// All known words, numbered, and classes and patterns of them.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    pub(crate) words: Strings,
    pub(crate) gate: Gate,
    pub(crate) classes: Places,
    /// By their text.
    pub(crate) patterns: Places,
    pub(crate) code: Cow<'static, [u32]>,
}

impl Lexicon {
    /// Splits `text` into tokens, known words numbered. Linear in the length of `text`.
    pub fn lex(&self, text: &str) -> Lexed<'_> {
        lexed::tokenize(text, self)
    }

    /// Whether there is a class of this name.
    pub fn has_class(&self, name: &str) -> bool {
        self.classes.get(name).is_some()
    }

    /// The number of a word in any spelling, and the number of exactly this spelling where rules ask for it, else the
    /// same; 0 where it is not known.
    fn numbers(&self, word: &str) -> (WordId, WordId) {
        if word.is_ascii() {
            return self.numbers_of_ascii(word);
        }
        // rule files write the typewriter apostrophe, postings often the typographic one
        let word = match word.contains('\u{2019}') {
            true => Cow::Owned(word.replace('\u{2019}', "'")),
            false => Cow::Borrowed(word),
        };
        if !word.chars().any(char::is_uppercase) {
            let any = self.words.number(word.as_bytes());
            return (any, any);
        }
        let any = self.words.number(word.to_lowercase().as_bytes());
        match self.words.number(word.as_bytes()) {
            0 => (any, any),
            exact => (any, exact),
        }
    }
}

/// Longest word that is made small without memory of its own, in bytes.
const SHORT: usize = 48;

impl Lexicon {
    fn numbers_of_ascii(&self, word: &str) -> (WordId, WordId) {
        if !self.gate.admits(word) {
            return (0, 0);
        }
        let number = |bytes: &[u8]| self.words.number(bytes);
        let raw = word.as_bytes();
        if !raw.iter().any(u8::is_ascii_uppercase) {
            let any = number(raw);
            return (any, any);
        }
        let mut small = [0; SHORT];
        let any = match small.get_mut(..raw.len()) {
            Some(small) => {
                small.copy_from_slice(raw);
                small.make_ascii_lowercase();
                number(small)
            }
            None => number(&raw.to_ascii_lowercase()),
        };
        match number(raw) {
            0 => (any, any),
            exact => (any, exact),
        }
    }
}

/// Adds words, classes and patterns to a [`Lexicon`].
#[derive(Debug)]
pub struct Builder {
    lexicon: Lexicon,
    words: Words,
    /// Lists of words that patterns begin with, and where they stand in the code: many begin alike.
    lists: HashMap<Vec<WordId>, u32>,
}

/// The words seen so far. A word with a capital letter in a rule file (`PMs`, `IC`) is known in that spelling only.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: Strings,
    gate: Gate,
    /// Inflected words as patterns write them ("manage~"), and their forms.
    inflected: WordMap<Node>,
}

impl Words {
    /// The number of `word`, a new one where it is not known yet.
    fn intern(&mut self, word: &str) -> WordId {
        self.gate.open(word);
        self.ids.add(word)
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
    ///
    /// # Errors
    ///
    /// Where a class includes one that does not exist, or itself.
    pub fn new(file: &ClassFile) -> Result<Self, PatternError> {
        let mut builder = Builder::extending(Lexicon::default());
        builder.add_classes(file)?;
        Ok(builder)
    }

    /// A builder that knows what is in `lexicon`.
    pub fn extending(mut lexicon: Lexicon) -> Self {
        let mut words = Words {
            ids: std::mem::take(&mut lexicon.words),
            gate: std::mem::take(&mut lexicon.gate),
            ..Words::default()
        };
        if lexicon.code.is_empty() {
            lexicon.code = Cow::Owned(vec![code::DONE]);
            // takes the first number, `code::ANY_NUMBER`; no text has it as a word
            words.intern("#");
        }
        Builder {
            lexicon,
            words,
            lists: HashMap::new(),
        }
    }

    /// Adds those classes of `file` that are not known yet; they can include those that are, which `file` must have, too.
    ///
    /// # Errors
    ///
    /// Where a class includes one that does not exist, or itself.
    pub fn add_classes(&mut self, file: &ClassFile) -> Result<(), PatternError> {
        let lexicon = &mut self.lexicon;
        let new = |name: &str| !lexicon.has_class(name);
        let members = classes::read(file, new, &mut self.words)?;
        for (name, members) in members {
            if !lexicon.has_class(name) {
                let place = code::push_class(&members.node(), lexicon.code.to_mut());
                lexicon.classes.add(name, place);
            }
        }
        Ok(())
    }

    /// Compiles one pattern; its words become known.
    ///
    /// # Errors
    ///
    /// Where it is no pattern, or names a class that does not exist.
    pub fn compile(&mut self, pattern: &str) -> Result<Pattern, PatternError> {
        match self.lexicon.patterns.get(pattern) {
            Some(place) => Ok(Pattern(place)),
            None => {
                let node = self.read(pattern)?;
                Ok(self.add(pattern, &node))
            }
        }
    }

    /// Compiles patterns to one that matches where any of them does, for a [`Finder`]; none where there are none.
    ///
    /// # Errors
    ///
    /// As [`Self::compile`]; the message names the pattern.
    pub fn compile_any(&mut self, patterns: &[String]) -> Result<Option<Pattern>, PatternError> {
        if patterns.is_empty() {
            return Ok(None);
        }
        // no pattern begins like this
        let text = ["|", &patterns.join("|")].concat();
        if let Some(place) = self.lexicon.patterns.get(&text) {
            return Ok(Some(Pattern(place)));
        }
        let read = |p: &String| {
            self.read(p).map_err(|e| PatternError {
                message: format!("pattern `{p}`: {}", e.message),
            })
        };
        let nodes = patterns.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Some(self.add(&text, &pattern::either(nodes))))
    }

    fn read(&mut self, pattern: &str) -> Result<Node, PatternError> {
        pattern::read(pattern, &mut self.words, &self.lexicon.classes)
    }

    fn add(&mut self, text: &str, node: &Node) -> Pattern {
        let pattern = Pattern::push(node, &mut self.lists, self.lexicon.code.to_mut());
        self.lexicon.patterns.add(text, pattern.0);
        pattern
    }

    /// The finished lexicon.
    pub fn build(self) -> Lexicon {
        Lexicon {
            words: self.words.ids,
            gate: self.words.gate,
            ..self.lexicon
        }
    }
}

#[cfg(test)]
mod tests;
