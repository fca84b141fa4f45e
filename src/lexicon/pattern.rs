//! The pattern language of rule files.
//!
//! | written | matches |
//! | --- | --- |
//! | `budget` | the word, in any case; with a capital letter (`PMs`) only as written |
//! | `manage~` | a verb in all its inflections |
//! | `team+` | a noun, singular or plural |
//! | `<people>` | a member of the class `people` |
//! | `(a b\|c)` | one of several sequences |
//! | `x?` | `x` or nothing |
//! | `_` | any one token inside a sentence |
//! | `..4` | up to four tokens inside a sentence |
//! | `#` | a number in digits |
//! | `,` | a comma or another mark |
//! | `^` | the start of a statement, lead-ins such as "you will" skipped |
//! | `$` | the end of a statement, or a stop |
//! | `!x` | not `x` here (takes no token) |
//!
//! Hyphens and white space separate words alike: `cross-functional` is two words.

use super::{Places, WordId, Words};
use std::fmt;

/// A pattern that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for PatternError {}

/// A pattern as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    /// This word.
    Word(WordId),
    /// One of these words (sorted).
    Words(Vec<WordId>),
    /// A class, by its place in the code.
    Class(u32),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Either(Either),
    /// The inner pattern or nothing.
    Optional(Box<Node>),
    /// Any one token that is no stop.
    Any,
    /// Up to this many tokens that are no stops, as few as possible.
    Gap(u8),
    /// A number.
    Number,
    /// A mark.
    Mark,
    /// The start of a statement.
    Start,
    /// The end of a statement, or a stop.
    End,
    /// The inner pattern does not match here.
    Not(Box<Node>),
}

/// Longest gap that a pattern may have, in tokens: longer ones leave the clause.
const LONGEST_GAP: u8 = 15;

/// The words of a plain phrase as a sequence.
pub(super) fn literal(phrase: &str, words: &mut Words) -> Vec<Node> {
    split_words(phrase)
        .map(|w| Node::Word(words.intern(w)))
        .collect()
}

/// `&` is a word of its own, as in a text.
pub(super) fn split_words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(|c: char| c.is_whitespace() || c == '-')
        .flat_map(|w| {
            w.split_inclusive('&')
                .flat_map(|part| match part.strip_suffix('&') {
                    Some(word) => [word, "&"],
                    None => [part, ""],
                })
        })
        .filter(|w| !w.is_empty())
}

/// Alternatives, most of them found by the word they begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Either {
    /// The alternatives, longest first, so that "product team" is not cut short by "product".
    pub(super) options: Vec<Vec<Node>>,
    /// Words and the alternatives that begin with them, sorted.
    pub(super) by_word: Vec<(WordId, u16)>,
    /// Alternatives that can begin with many words, or with none.
    pub(super) others: Vec<u16>,
}

/// Alternatives that begin with one of more words than this are tried one by one.
const FEW_WORDS: usize = 4;

impl Either {
    fn new(mut options: Vec<Vec<Node>>) -> Self {
        options.sort_by_key(|o| usize::MAX - o.len());
        options.dedup();
        let mut either = Either::default();
        for (index, option) in options.iter().enumerate() {
            let index = u16::try_from(index).unwrap_or(u16::MAX);
            match option.first() {
                Some(Node::Word(id)) => either.by_word.push((*id, index)),
                Some(Node::Words(ids)) if ids.len() <= FEW_WORDS => {
                    either.by_word.extend(ids.iter().map(|id| (*id, index)))
                }
                _ => either.others.push(index),
            }
        }
        either.by_word.sort_unstable();
        either.options = options;
        either
    }
}

/// Alternatives as one node: single words, and sequences.
pub(super) fn any_of(mut words: Vec<WordId>, sequences: Vec<Vec<Node>>) -> Node {
    let mut options: Vec<Vec<Node>> = Vec::with_capacity(sequences.len() + 1);
    for sequence in sequences {
        match sequence.as_slice() {
            [Node::Word(id)] => words.push(*id),
            [Node::Words(ids)] => words.extend(ids.iter()),
            _ => options.push(sequence),
        }
    }
    if options.is_empty() {
        return words_of(words);
    }
    if !words.is_empty() {
        options.push(vec![words_of(words)]);
    }
    Node::Either(Either::new(options))
}

/// One node for any of these words.
fn words_of(mut words: Vec<WordId>) -> Node {
    words.sort_unstable();
    words.dedup();
    match words.as_slice() {
        [word] => Node::Word(*word),
        _ => Node::Words(words),
    }
}

/// One node that matches where any of `nodes` does.
pub(super) fn either(nodes: Vec<Node>) -> Node {
    any_of(
        Vec::new(),
        nodes
            .into_iter()
            .map(|n| {
                if let Node::Sequence(inner) = n {
                    inner
                } else {
                    vec![n]
                }
            })
            .collect(),
    )
}

pub(super) fn read(
    pattern: &str,
    words: &mut Words,
    classes: &Places,
) -> Result<Node, PatternError> {
    let mut parser = Parser {
        rest: pattern,
        words,
        classes,
    };
    let node = parser.alternatives(0)?;
    if !parser.rest.is_empty() {
        return Err(parser.error("unmatched `)`"));
    }
    Ok(node)
}

struct Parser<'p, 'w> {
    rest: &'p str,
    words: &'w mut Words,
    classes: &'w Places,
}

impl<'p> Parser<'p, '_> {
    fn error(&self, what: &str) -> PatternError {
        PatternError {
            message: format!(
                "{what}, before `{}`",
                self.rest.chars().take(30).collect::<String>()
            ),
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'p str {
        let end = self.rest.find(|c| !keep(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, PatternError> {
        if depth > 6 {
            return Err(self.error("too many nested groups"));
        }
        let mut words = Vec::with_capacity(FEW_WORDS);
        let mut sequences = Vec::new();
        loop {
            if !self.lone_word(&mut words) {
                sequences.push(self.sequence(depth)?);
            }
            if self.peek() != Some('|') {
                break;
            }
            self.bump();
        }
        Ok(match sequences.pop() {
            Some(mut only) if sequences.is_empty() && words.is_empty() => match only.len() {
                1 => only.pop().unwrap_or(Node::Any),
                _ => Node::Sequence(only),
            },
            last => {
                sequences.extend(last);
                any_of(words, sequences)
            }
        })
    }

    /// Adds the words of an alternative that is a single word, as most are; takes nothing where it is more than that.
    fn lone_word(&mut self, words: &mut Vec<WordId>) -> bool {
        let pattern = self.rest;
        self.rest = self.rest.trim_start();
        let written = self.written_word();
        self.rest = self.rest.trim_start();
        if written.is_empty() || !matches!(self.peek(), None | Some('|' | ')')) {
            self.rest = pattern;
            return false;
        }
        match self.words.numbers_of(written) {
            Node::Words(ids) => words.extend(ids.iter()),
            Node::Word(id) => words.push(id),
            _ => {}
        }
        true
    }

    /// The word that comes next, with the mark of its inflection; empty where there is none.
    fn written_word(&mut self) -> &'p str {
        let pattern = self.rest;
        let mut chars = pattern.char_indices();
        let inside = |c: char| c.is_alphanumeric() || c == '\'';
        let end = match chars.find(|(_, c)| !inside(*c)) {
            Some((at, '~' | '+')) if at > 0 => at + 1,
            Some((at, _)) => at,
            None => pattern.len(),
        };
        let (written, rest) = pattern.split_at(end);
        self.rest = rest;
        written
    }

    fn sequence(&mut self, depth: usize) -> Result<Vec<Node>, PatternError> {
        let mut nodes = Vec::new();
        loop {
            self.take_while(|c| c.is_whitespace() || c == '-');
            match self.peek() {
                None | Some('|' | ')') => break,
                Some(_) => {
                    let node = self.element(depth)?;
                    nodes.push(if self.peek() == Some('?') {
                        self.bump();
                        Node::Optional(Box::new(node))
                    } else {
                        node
                    });
                }
            }
        }
        if nodes.is_empty() {
            return Err(self.error("empty pattern"));
        }
        Ok(nodes)
    }

    fn element(&mut self, depth: usize) -> Result<Node, PatternError> {
        match self.peek() {
            Some('(') => {
                self.bump();
                let inner = self.alternatives(depth + 1)?;
                if self.bump() != Some(')') {
                    return Err(self.error("missing `)`"));
                }
                Ok(inner)
            }
            Some('<') => {
                self.bump();
                let name = self.take_while(|c| c != '>');
                self.bump();
                match self.classes.get(name) {
                    Some(place) => Ok(Node::Class(place)),
                    None => Err(PatternError {
                        message: self.unknown_class(name),
                    }),
                }
            }
            Some('!') => {
                self.bump();
                Ok(Node::Not(Box::new(self.element(depth)?)))
            }
            Some('.') => {
                let dots = self.take_while(|c| c == '.').len();
                let digits = self.take_while(|c| c.is_ascii_digit());
                match digits.parse::<u8>() {
                    Ok(n) if dots == 2 && (1..=LONGEST_GAP).contains(&n) => Ok(Node::Gap(n)),
                    _ => Err(self.error("a gap is `..1` to `..15`")),
                }
            }
            Some('&') => {
                self.bump();
                Ok(Node::Word(self.words.intern("&")))
            }
            Some('_') => self.single(Node::Any),
            Some('#') => self.single(Node::Number),
            Some(',') => self.single(Node::Mark),
            Some('^') => self.single(Node::Start),
            Some('$') => self.single(Node::End),
            _ => self.word(),
        }
    }

    fn single(&mut self, node: Node) -> Result<Node, PatternError> {
        self.bump();
        Ok(node)
    }

    fn word(&mut self) -> Result<Node, PatternError> {
        match self.written_word() {
            "" => Err(self.error("unexpected character")),
            word => Ok(self.words.numbers_of(word)),
        }
    }

    fn unknown_class(&self, name: &str) -> String {
        let near = self
            .classes
            .names()
            .map(|n| (strsim::jaro_winkler(n, name), n))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        match near {
            Some((score, best)) if score > 0.8 => {
                format!("unknown class `{name}`, did you mean `{best}`?")
            }
            _ => format!("unknown class `{name}`"),
        }
    }
}
