//! Patterns against tokens.

use super::pattern::Node;
use super::{Lexed, Token, TokenKind, WordId};
use crate::span::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

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

/// A set of words, a bit each.
#[derive(Debug, Clone, Default)]
struct WordSet(Vec<u64>);

impl WordSet {
    fn new(words: &[WordId]) -> Self {
        let most = words.iter().copied().max().unwrap_or(0) as usize;
        let mut bits = vec![0; most / 64 + 1];
        for word in words {
            bits[*word as usize / 64] |= 1 << (word % 64);
        }
        WordSet(bits)
    }

    fn holds(&self, token: &Token) -> bool {
        let bit = |word: WordId| {
            self.0
                .get(word as usize / 64)
                .is_some_and(|bits| bits >> (word % 64) & 1 == 1)
        };
        bit(token.word) || bit(token.exact)
    }
}

/// A pattern and the words with which a match can begin; none where it can begin with anything.
#[derive(Debug, Clone)]
struct Entry {
    node: Node,
    /// Made when the pattern is first tried, as most are never.
    first: OnceLock<Option<WordSet>>,
}

impl Entry {
    fn new(node: Node) -> Self {
        let first = OnceLock::new();
        Entry { node, first }
    }

    fn first(&self) -> Option<&WordSet> {
        let first = || {
            let mut words = Vec::new();
            first_words(&self.node, &mut words).then(|| WordSet::new(&words))
        };
        self.first.get_or_init(first).as_ref()
    }

    /// One past the last token of a match that begins at token `at`.
    fn at(&self, tokens: &[Token], begin: usize, start: usize, at: usize) -> Option<usize> {
        if let Some(first) = self.first()
            && !first.holds(tokens.get(at)?)
        {
            return None;
        }
        let mut run = Run {
            tokens,
            begin,
            start,
            steps: STEPS,
        };
        run.nodes(std::slice::from_ref(&self.node), None, at)
    }
}

/// One pattern that is looked for at given places.
#[derive(Debug, Clone)]
pub struct Finder(Arc<Entry>);

impl Finder {
    /// A finder of `node`.
    pub fn new(node: Node) -> Self {
        Finder(Arc::new(Entry::new(node)))
    }

    /// One past the last token of a match that begins at token `at`; `range` is the statement.
    pub fn at(&self, lexed: &Lexed, range: &Range<usize>, at: usize) -> Option<usize> {
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        self.0.at(tokens, range.start, range.start, at)
    }

    /// Whether a match begins at one of these `places` of the statement `range`.
    pub fn touches(&self, lexed: &Lexed, range: &Range<usize>, mut places: Range<usize>) -> bool {
        places.any(|at| self.at(lexed, range, at).is_some())
    }
}

/// Patterns, each found by the rarest word that it cannot do without.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Entry>,
    /// For each pattern, the words of its elements that must be there, an element a mask.
    required: Vec<Vec<Mask>>,
    /// By number of a word: the patterns that are tried where it stands in a statement.
    by_word: Vec<Vec<u32>>,
    /// Patterns that need no known word.
    anywhere: Vec<u32>,
}

/// Steps that matching one pattern at one place may take; guards against patterns with many gaps.
const STEPS: u32 = 2_000;

impl PatternSet {
    /// Indexes `nodes`; a pattern's index is its place among them.
    pub fn new(nodes: Vec<Node>) -> Self {
        let elements: Vec<Vec<Arc<[WordId]>>> = nodes
            .iter()
            .map(|node| {
                let mut elements = Vec::new();
                must_have(node, &mut elements);
                elements
            })
            .collect();
        // how many elements name a word: what rules name often stands in texts often
        let words = elements.iter().flatten().flat_map(|words| words.iter());
        let mut uses = vec![0u32; words.clone().max().map_or(0, |most| *most as usize + 1)];
        words.for_each(|word| uses[*word as usize] += 1);
        let mut set = PatternSet {
            by_word: vec![Vec::new(); uses.len()],
            ..PatternSet::default()
        };
        for (index, (node, elements)) in nodes.into_iter().zip(elements).enumerate() {
            let index = index as u32;
            match elements
                .iter()
                .min_by_key(|words| words.iter().map(|w| uses[*w as usize]).sum::<u32>())
            {
                Some(rarest) => rarest
                    .iter()
                    .for_each(|word| set.by_word[*word as usize].push(index)),
                None => set.anywhere.push(index),
            }
            let mask = |words: &Arc<[WordId]>| words.iter().fold(0, |mask, word| mask | bit(*word));
            set.required.push(elements.iter().map(mask).collect());
            set.patterns.push(Entry::new(node));
        }
        set
    }

    /// Number of patterns.
    pub fn len(&self) -> usize {
        self.patterns.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// Calls `found` for every match of a `wanted` pattern in one statement, in order of its first token: the tokens
    /// `range`, whose governing words begin at `start` (after a lead-in such as "you will"). At most one match per
    /// pattern and first token.
    pub fn find(
        &self,
        lexed: &Lexed,
        range: Range<usize>,
        start: usize,
        wanted: impl Fn(usize) -> bool,
        found: impl FnMut(Match),
    ) {
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        let statement = tokens.get(range.start..).unwrap_or_default();
        let here = statement
            .iter()
            .fold(0, |mask, t| mask | bit(t.word) | bit(t.exact));
        let tried_at = |word: WordId| {
            self.by_word
                .get(word as usize)
                .map_or(&[][..], Vec::as_slice)
        };
        let possible = |pattern: &u32| {
            let required = self.required.get(*pattern as usize);
            required.is_some_and(|masks| masks.iter().all(|mask| mask & here != 0))
                && wanted(*pattern as usize)
        };
        let mut candidates: Vec<u32> = self.anywhere.iter().copied().filter(&possible).collect();
        for token in statement {
            let exact = if token.exact == token.word {
                &[]
            } else {
                tried_at(token.exact)
            };
            candidates.extend(
                tried_at(token.word)
                    .iter()
                    .chain(exact)
                    .copied()
                    .filter(&possible),
            );
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut matches: Vec<Match> = Vec::new();
        for pattern in candidates.into_iter().map(|p| p as usize) {
            let Some(entry) = self.patterns.get(pattern) else {
                continue;
            };
            for first in range.clone() {
                if let Some(last) = entry.at(tokens, range.start, start, first)
                    && last > first
                {
                    matches.push(Match {
                        pattern,
                        first,
                        last,
                    });
                }
            }
        }
        matches.sort_by_key(|m| (m.first, m.pattern));
        matches.into_iter().for_each(found);
    }
}

/// A set of words, folded to 128 bits: words can share a bit, so that a missing bit proves that a word is missing.
pub(super) type Mask = u128;

/// The bit of a word; none for what is no known word.
pub(super) fn bit(word: WordId) -> Mask {
    if word == 0 {
        0
    } else {
        1 << (word.wrapping_mul(0x9E37_79B1) >> 25)
    }
}

/// The words of each element of `node` without which it cannot match.
fn must_have(node: &Node, elements: &mut Vec<Arc<[WordId]>>) {
    match node {
        Node::Sequence(nodes) => nodes.iter().for_each(|n| must_have(n, elements)),
        Node::Words(words) => elements.push(Arc::clone(words)),
        Node::Class(class) => elements.extend(class.first.clone()),
        Node::Word(_) | Node::Either(_) => elements.extend(sorted_first(node)),
        _ => {}
    }
}

/// Words that a match can begin with, sorted; none where it can begin with something else.
pub(super) fn sorted_first(node: &Node) -> Option<Arc<[WordId]>> {
    let mut words = Vec::new();
    first_words(node, &mut words).then(|| {
        words.sort_unstable();
        words.dedup();
        words.into()
    })
}

/// Words that a match can begin with; false where it can begin with something else.
fn first_words(node: &Node, words: &mut Vec<WordId>) -> bool {
    match node {
        Node::Words(ids) => {
            words.extend(ids.iter());
            true
        }
        Node::Word(id) => {
            words.push(*id);
            true
        }
        Node::Class(class) => match &class.first {
            Some(first) => {
                words.extend(first.iter());
                true
            }
            None => false,
        },
        Node::Sequence(nodes) => first_of(nodes, words),
        Node::Either(either) => either.options.iter().all(|option| first_of(option, words)),
        _ => false,
    }
}

/// Words that a match of `nodes` can begin with; false where it can begin with something else.
pub(super) fn first_of(nodes: &[Node], words: &mut Vec<WordId>) -> bool {
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
            Node::Word(id) => {
                let token = self.tokens.get(at)?;
                (token.word == *id || token.exact == *id).then_some(())?;
                self.nodes(rest, then, at + 1)
            }
            Node::Class(class) => self.nodes(
                std::slice::from_ref(&class.node),
                Some(&Then { nodes: rest, then }),
                at,
            ),
            Node::Sequence(inner) => self.nodes(inner, Some(&Then { nodes: rest, then }), at),
            Node::Either(either) => {
                let then = Then { nodes: rest, then };
                let token = self.tokens.get(at)?;
                ((bit(token.word) | bit(token.exact)) & either.first != 0
                    || either.first == Mask::MAX)
                    .then_some(())?;
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
