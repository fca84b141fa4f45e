//! Patterns against tokens.

use super::pattern::Node;
use super::{Lexed, Token, TokenKind, WordId};
use crate::span::Span;

/// Where a pattern matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index of the pattern in its [`PatternSet`].
    pub pattern: usize,
    /// First token.
    pub first: usize,
    /// One past the last token.
    pub last: usize,
}

impl Match {
    /// The matched words, as a range of the visible text.
    pub fn span(&self, lexed: &Lexed) -> Span {
        let start = lexed.tokens.get(self.first).map_or(0, |t| t.start as usize);
        let end = lexed
            .tokens
            .get(self.last.saturating_sub(1))
            .map_or(start, |t| t.end as usize);
        Span::new(start, end.max(start))
    }
}

/// Patterns, found by the first word that each can begin with.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Node>,
    /// For each pattern, the words of its elements that must be there, an element a mask.
    required: Vec<Vec<Mask>>,
    /// By number of a word: the patterns that can begin with it.
    by_word: Vec<Vec<u32>>,
    /// Patterns that can begin with something else than a known word.
    anywhere: Vec<u32>,
}

/// Steps that matching one pattern at one place may take; guards against patterns with many gaps.
const STEPS: u32 = 2_000;

impl PatternSet {
    /// Adds a pattern and gives its index.
    pub fn add(&mut self, node: Node) -> usize {
        let index = self.patterns.len() as u32;
        let mut first = Vec::new();
        if first_words(&node, &mut first) {
            first.sort_unstable();
            first.dedup();
            for word in first {
                let word = word as usize;
                if self.by_word.len() <= word {
                    self.by_word.resize(word + 1, Vec::new());
                }
                self.by_word[word].push(index);
            }
        } else {
            self.anywhere.push(index);
        }
        let mut required = Vec::new();
        must_have(&node, &mut required);
        self.required.push(required);
        self.patterns.push(node);
        index as usize
    }

    /// Number of patterns.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Calls `found` for every match of a `wanted` pattern in one statement: the tokens `range`, whose governing words
    /// begin at `start` (after a lead-in such as "you will"). At most one match per pattern and first token.
    pub fn find(
        &self,
        lexed: &Lexed,
        range: std::ops::Range<usize>,
        start: usize,
        wanted: impl Fn(usize) -> bool,
        mut found: impl FnMut(Match),
    ) {
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        let here = tokens
            .get(range.start..)
            .unwrap_or_default()
            .iter()
            .fold(0, |mask, t| mask | bit(t.word) | bit(t.exact));
        for first in range.clone() {
            let Some(token) = tokens.get(first) else {
                break;
            };
            let beginning = |word: WordId| {
                self.by_word
                    .get(word as usize)
                    .map_or(&[][..], Vec::as_slice)
            };
            let exact = if token.exact == token.word {
                &[]
            } else {
                beginning(token.exact)
            };
            let candidates = beginning(token.word).iter().chain(exact);
            for &pattern in candidates.chain(&self.anywhere) {
                let at = pattern as usize;
                let (Some(node), Some(required)) = (self.patterns.get(at), self.required.get(at))
                else {
                    continue;
                };
                if required.iter().any(|mask| mask & here == 0) || !wanted(at) {
                    continue;
                }
                let mut run = Run {
                    tokens,
                    begin: range.start,
                    start,
                    steps: STEPS,
                };
                if let Some(last) = run.nodes(std::slice::from_ref(node), None, first)
                    && last > first
                {
                    found(Match {
                        pattern: at,
                        first,
                        last,
                    });
                }
            }
        }
    }
}

/// A set of words, folded to 128 bits: words can share a bit, so that a missing bit proves that a word is missing.
type Mask = u128;

fn bit(word: WordId) -> Mask {
    if word == 0 {
        0
    } else {
        1 << (word.wrapping_mul(0x9E37_79B1) >> 25)
    }
}

/// One mask for each element of `node` without which it cannot match.
fn must_have(node: &Node, masks: &mut Vec<Mask>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|n| must_have(n, masks)),
        Node::Words(_) | Node::Class(_) | Node::Either(_) => {
            let mut words = Vec::new();
            if first_words(node, &mut words) {
                masks.push(words.into_iter().fold(0, |mask, id| mask | bit(id)));
            }
        }
        _ => {}
    }
}

/// One past the last token of a match of `node` that begins at token `at`; `range` is the statement.
pub fn match_at(
    node: &Node,
    lexed: &Lexed,
    range: std::ops::Range<usize>,
    at: usize,
) -> Option<usize> {
    let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
    let mut run = Run {
        tokens,
        begin: range.start,
        start: range.start,
        steps: STEPS,
    };
    run.nodes(std::slice::from_ref(node), None, at)
}

/// Words that a match can begin with; false where it can begin with something else.
fn first_words(node: &Node, words: &mut Vec<WordId>) -> bool {
    match node {
        Node::Words(ids) => {
            words.extend(ids.iter());
            true
        }
        Node::Class(inner) => first_words(inner, words),
        Node::Sequence(nodes) => first_of(nodes, words),
        Node::Either(either) => either.options.iter().all(|option| first_of(option, words)),
        _ => false,
    }
}

fn first_of(nodes: &[Node], words: &mut Vec<WordId>) -> bool {
    for node in nodes {
        match node {
            Node::Start | Node::Not(_) => {}
            Node::Optional(inner) => {
                if !first_words(inner, words) {
                    return false;
                }
            }
            other => return first_words(other, words),
        }
    }
    false
}

struct Run<'t> {
    tokens: &'t [Token],
    begin: usize,
    start: usize,
    steps: u32,
}

/// What is to be matched after the nodes at hand.
struct Then<'n> {
    nodes: &'n [Node],
    then: Option<&'n Then<'n>>,
}

impl Run<'_> {
    /// Matches `nodes` from token `at`, then what follows; gives one past the last token.
    fn nodes(&mut self, nodes: &[Node], then: Option<&Then<'_>>, at: usize) -> Option<usize> {
        let Some((node, rest)) = nodes.split_first() else {
            return match then {
                Some(then) => self.nodes(then.nodes, then.then, at),
                None => Some(at),
            };
        };
        self.steps = self.steps.checked_sub(1)?;
        match node {
            Node::Words(ids) => {
                let token = self.tokens.get(at)?;
                let among = |word: WordId| word != 0 && ids.binary_search(&word).is_ok();
                (among(token.word) || (token.exact != token.word && among(token.exact)))
                    .then_some(())?;
                self.nodes(rest, then, at + 1)
            }
            Node::Class(inner) => self.nodes(
                std::slice::from_ref(&**inner),
                Some(&Then { nodes: rest, then }),
                at,
            ),
            Node::Sequence(inner) => self.nodes(inner, Some(&Then { nodes: rest, then }), at),
            Node::Either(either) => {
                let then = Then { nodes: rest, then };
                let token = self.tokens.get(at)?;
                let exact = (token.exact != token.word).then(|| either.beginning_with(token.exact));
                let known = either
                    .beginning_with(token.word)
                    .chain(exact.into_iter().flatten());
                let others = either
                    .others
                    .iter()
                    .filter_map(|o| either.options.get(usize::from(*o)))
                    .map(Vec::as_slice);
                known
                    .chain(others)
                    .find_map(|option| self.nodes(option, Some(&then), at))
            }
            Node::Optional(inner) => {
                let with = self.nodes(
                    std::slice::from_ref(inner),
                    Some(&Then { nodes: rest, then }),
                    at,
                );
                with.or_else(|| self.nodes(rest, then, at))
            }
            Node::Gap(most) => {
                for skip in 0..=usize::from(*most) {
                    if let Some(end) = self.nodes(rest, then, at + skip) {
                        return Some(end);
                    }
                    if self.tokens.get(at + skip)?.kind == TokenKind::Stop {
                        return None;
                    }
                }
                None
            }
            Node::Any => self.kind(at, rest, then, |k| k != TokenKind::Stop),
            Node::Number => self.kind(at, rest, then, |k| k == TokenKind::Number),
            Node::Mark => self.kind(at, rest, then, |k| k == TokenKind::Mark),
            Node::Start => (at == self.start || at == self.begin)
                .then_some(())
                .and_then(|()| self.nodes(rest, then, at)),
            Node::End => {
                self.tokens
                    .get(at)
                    .is_none_or(|t| t.kind == TokenKind::Stop)
                    .then_some(())?;
                self.nodes(rest, then, at)
            }
            Node::Not(inner) => match self.nodes(std::slice::from_ref(inner), None, at) {
                Some(_) => None,
                None => self.nodes(rest, then, at),
            },
        }
    }

    fn kind(
        &mut self,
        at: usize,
        rest: &[Node],
        then: Option<&Then<'_>>,
        wanted: impl Fn(TokenKind) -> bool,
    ) -> Option<usize> {
        wanted(self.tokens.get(at)?.kind).then_some(())?;
        self.nodes(rest, then, at + 1)
    }
}
