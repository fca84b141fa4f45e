//! Patterns against tokens.

use super::pattern::Node;
use super::{Lexed, Token, TokenKind, WordId};
use crate::span::Span;
use std::collections::HashMap;

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
    by_word: HashMap<WordId, Vec<u32>>,
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
                self.by_word.entry(word).or_default().push(index);
            }
        } else {
            self.anywhere.push(index);
        }
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

    /// Calls `found` for every match in one statement: the tokens `range`, whose governing words begin at `start`
    /// (after a lead-in such as "you will"). At most one match per pattern and first token.
    pub fn find(
        &self,
        lexed: &Lexed,
        range: std::ops::Range<usize>,
        start: usize,
        mut found: impl FnMut(Match),
    ) {
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        for first in range.clone() {
            let Some(token) = tokens.get(first) else {
                break;
            };
            let candidates = self.by_word.get(&token.word).filter(|_| token.word != 0);
            for &pattern in candidates.into_iter().flatten().chain(&self.anywhere) {
                let Some(node) = self.patterns.get(pattern as usize) else {
                    continue;
                };
                let mut run = Run {
                    tokens,
                    begin: range.start,
                    start,
                    steps: STEPS,
                };
                if let Some(last) = run.nodes(&[node], first, &|_, at| Some(at)) {
                    if last > first {
                        found(Match {
                            pattern: pattern as usize,
                            first,
                            last,
                        });
                    }
                }
            }
        }
    }
}

/// Words that a match can begin with; false where it can begin with something else.
fn first_words(node: &Node, words: &mut Vec<WordId>) -> bool {
    match node {
        Node::Words(ids) => {
            words.extend(ids);
            true
        }
        Node::Sequence(nodes) => {
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
        Node::Either(nodes) => nodes.iter().all(|n| first_words(n, words)),
        _ => false,
    }
}

struct Run<'t> {
    tokens: &'t [Token],
    begin: usize,
    start: usize,
    steps: u32,
}

type Next<'a> = &'a dyn Fn(&mut Run<'_>, usize) -> Option<usize>;

impl Run<'_> {
    /// Matches `nodes` from token `at`, then whatever `next` wants; gives one past the last token.
    fn nodes(&mut self, nodes: &[&Node], at: usize, next: Next<'_>) -> Option<usize> {
        self.steps = self.steps.checked_sub(1)?;
        let Some((node, rest)) = nodes.split_first() else {
            return next(self, at);
        };
        match node {
            Node::Words(ids) => {
                let word = self.tokens.get(at)?.word;
                (word != 0 && ids.binary_search(&word).is_ok()).then_some(())?;
                self.nodes(rest, at + 1, next)
            }
            Node::Sequence(inner) => {
                let inner: Vec<&Node> = inner.iter().chain(rest.iter().copied()).collect();
                self.nodes(&inner, at, next)
            }
            Node::Either(options) => options.iter().find_map(|option| {
                let inner: Vec<&Node> = std::iter::once(option)
                    .chain(rest.iter().copied())
                    .collect();
                self.nodes(&inner, at, next)
            }),
            Node::Optional(inner) => {
                let with: Vec<&Node> = std::iter::once(&**inner)
                    .chain(rest.iter().copied())
                    .collect();
                self.nodes(&with, at, next)
                    .or_else(|| self.nodes(rest, at, next))
            }
            Node::Gap(most) => {
                for skip in 0..=usize::from(*most) {
                    if let Some(end) = self.nodes(rest, at + skip, next) {
                        return Some(end);
                    }
                    if self.tokens.get(at + skip)?.kind == TokenKind::Stop {
                        return None;
                    }
                }
                None
            }
            Node::Any => self.kind(at, rest, next, |k| k != TokenKind::Stop),
            Node::Number => self.kind(at, rest, next, |k| k == TokenKind::Number),
            Node::Mark => self.kind(at, rest, next, |k| k == TokenKind::Mark),
            Node::Start => (at == self.start || at == self.begin)
                .then_some(())
                .and_then(|()| self.nodes(rest, at, next)),
            Node::End => self
                .tokens
                .get(at)
                .is_none_or(|t| t.kind == TokenKind::Stop)
                .then_some(())
                .and_then(|()| self.nodes(rest, at, next)),
            Node::Not(inner) => {
                if self.nodes(&[inner], at, &|_, end| Some(end)).is_some() {
                    None
                } else {
                    self.nodes(rest, at, next)
                }
            }
        }
    }

    fn kind(
        &mut self,
        at: usize,
        rest: &[&Node],
        next: Next<'_>,
        wanted: impl Fn(TokenKind) -> bool,
    ) -> Option<usize> {
        wanted(self.tokens.get(at)?.kind).then_some(())?;
        self.nodes(rest, at + 1, next)
    }
}
