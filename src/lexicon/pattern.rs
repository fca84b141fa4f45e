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

use super::classes::Classes;
use super::{WordId, Words, inflect};
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

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// One of these words (sorted).
    Words(Vec<WordId>),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of these.
    Either(Box<Either>),
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
        .map(|w| Node::Words(vec![words.intern(w)]))
        .collect()
}

fn split_words(phrase: &str) -> impl Iterator<Item = &str> {
    phrase
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| !w.is_empty())
}

/// Alternatives, found by the word they begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Either {
    /// Sequences that begin with a known word, by that word (sorted); what follows it, longest first.
    pub(super) by_word: Vec<(WordId, Vec<Vec<Node>>)>,
    /// Sequences that can begin with something else.
    pub(super) others: Vec<Vec<Node>>,
}

impl Either {
    fn add(&mut self, mut sequence: Vec<Node>) {
        match sequence.first() {
            Some(Node::Words(ids)) => {
                let ids = ids.clone();
                let tail = sequence.split_off(1);
                for id in ids {
                    self.tails(id).push(tail.clone());
                }
            }
            Some(Node::Either(inner)) if sequence.len() == 1 => {
                let inner = inner.clone();
                for (id, tails) in inner.by_word {
                    self.tails(id).extend(tails);
                }
                self.others.extend(inner.others);
            }
            _ => self.others.push(sequence),
        }
    }

    fn tails(&mut self, id: WordId) -> &mut Vec<Vec<Node>> {
        let at = match self.by_word.binary_search_by_key(&id, |(word, _)| *word) {
            Ok(at) => at,
            Err(at) => {
                self.by_word.insert(at, (id, Vec::new()));
                at
            }
        };
        &mut self.by_word[at].1
    }
}

/// Alternatives as one node.
pub(super) fn any_of(sequences: Vec<Vec<Node>>) -> Node {
    let mut either = Either::default();
    for sequence in sequences {
        either.add(sequence);
    }
    // longest first, so that "product team" is not cut short by "product"
    for (_, tails) in &mut either.by_word {
        tails.sort_by_key(|t| usize::MAX - t.len());
        tails.dedup();
    }
    if either.others.is_empty()
        && either
            .by_word
            .iter()
            .all(|(_, tails)| tails.iter().all(Vec::is_empty))
    {
        return Node::Words(either.by_word.into_iter().map(|(id, _)| id).collect());
    }
    Node::Either(Box::new(either))
}

/// One node that matches where any of `nodes` does.
pub fn either(nodes: Vec<Node>) -> Node {
    any_of(
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

pub(super) fn compile(
    pattern: &str,
    words: &mut Words,
    classes: &Classes,
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
    classes: &'w Classes,
}

impl Parser<'_, '_> {
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

    fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &str {
        let end = self.rest.find(|c| !keep(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn alternatives(&mut self, depth: usize) -> Result<Node, PatternError> {
        if depth > 6 {
            return Err(self.error("too many nested groups"));
        }
        let mut all = vec![self.sequence(depth)?];
        while self.peek() == Some('|') {
            self.bump();
            all.push(self.sequence(depth)?);
        }
        Ok(match all.pop() {
            Some(only) if all.is_empty() => {
                if only.len() == 1 {
                    only.into_iter().next().unwrap_or(Node::Any)
                } else {
                    Node::Sequence(only)
                }
            }
            Some(last) => {
                all.push(last);
                any_of(all)
            }
            None => Node::Any,
        })
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
                let name = self.take_while(|c| c != '>').to_owned();
                self.bump();
                match self.classes.get(&name) {
                    Some(node) => Ok(node.clone()),
                    None => Err(PatternError {
                        message: self.unknown_class(&name),
                    }),
                }
            }
            Some('!') => {
                self.bump();
                Ok(Node::Not(Box::new(self.element(depth)?)))
            }
            Some('.') => {
                let dots = self.take_while(|c| c == '.').len();
                let digits = self.take_while(|c| c.is_ascii_digit()).to_owned();
                match digits.parse::<u8>() {
                    Ok(n) if dots == 2 && (1..=LONGEST_GAP).contains(&n) => Ok(Node::Gap(n)),
                    _ => Err(self.error("a gap is `..1` to `..15`")),
                }
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
        let word = self
            .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '&'))
            .to_owned();
        if word.is_empty() {
            return Err(self.error("unexpected character"));
        }
        let forms = match self.peek() {
            Some('~') => {
                self.bump();
                inflect::verb(&word)
            }
            Some('+') => {
                self.bump();
                inflect::noun(&word)
            }
            _ => vec![word],
        };
        let mut ids: Vec<WordId> = forms.iter().map(|f| self.words.intern(f)).collect();
        ids.sort_unstable();
        ids.dedup();
        Ok(Node::Words(ids))
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
