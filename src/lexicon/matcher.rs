//! Patterns against tokens.

use super::code::{self, Mask, Options, Pattern, Step, bit, first_words};
use super::{Lexed, Token, TokenKind, WordId};
use crate::span::Span;
use std::ops::Range;
use std::sync::OnceLock;

/// Where a pattern matched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Index of the pattern in its [`PatternSet`](super::PatternSet).
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

/// One pattern that is looked for at given places.
#[derive(Debug, Clone)]
pub struct Finder {
    pattern: Pattern,
    /// The words with which a match can begin, none where it can begin with anything. Made when the pattern is first tried,
    /// as most are never.
    first: OnceLock<Option<WordSet>>,
}

impl Finder {
    /// A finder of `pattern`.
    pub fn new(pattern: Pattern) -> Self {
        let first = OnceLock::new();
        Finder { pattern, first }
    }

    /// One past the last token of a match that begins at token `at`; `range` is the statement.
    pub fn at(&self, lexed: &Lexed, range: &Range<usize>, at: usize) -> Option<usize> {
        self.run(lexed, range, range.start, at)
    }

    /// Whether a match begins at one of these `places` of the statement `range`.
    pub fn touches(&self, lexed: &Lexed, range: &Range<usize>, mut places: Range<usize>) -> bool {
        places.any(|at| self.at(lexed, range, at).is_some())
    }

    /// Like [`Self::at`]; the governing words of the statement begin at `start`.
    pub(super) fn run(
        &self,
        lexed: &Lexed,
        range: &Range<usize>,
        start: usize,
        at: usize,
    ) -> Option<usize> {
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        let code = &lexed.lexicon.code;
        let steps = self.pattern.steps(code);
        let first = || {
            let mut words = Vec::new();
            first_words(code, steps, &mut words).then(|| WordSet::new(&words))
        };
        if let Some(first) = self.first.get_or_init(first)
            && !first.holds(tokens.get(at)?)
        {
            return None;
        }
        let mut run = Run {
            code,
            tokens,
            begin: range.start,
            start,
            left: STEPS,
        };
        run.steps(steps, None, at)
    }
}

/// Steps that matching one pattern at one place may take; guards against patterns with many gaps.
const STEPS: u32 = 2_000;

struct Run<'t> {
    code: &'t [u32],
    tokens: &'t [Token],
    begin: usize,
    start: usize,
    /// Steps that may still be taken.
    left: u32,
}

/// What is to be matched after the steps at hand.
#[derive(Clone, Copy)]
struct Then<'n> {
    place: usize,
    then: Option<&'n Then<'n>>,
}

impl Run<'_> {
    /// Matches the steps from `place` on, then what follows, from token `at` on; gives one past the last token.
    fn steps<'n>(
        &mut self,
        mut place: usize,
        mut then: Option<&'n Then<'n>>,
        mut at: usize,
    ) -> Option<usize> {
        loop {
            let (step, next) = code::step(self.code, place)?;
            if let Step::Done = step {
                let Some(after) = then else {
                    return Some(at);
                };
                (place, then) = (after.place, after.then);
                continue;
            }
            self.left = self.left.checked_sub(1)?;
            let after = Then { place: next, then };
            place = next;
            match step {
                Step::Done => {}
                Step::Words(words) => {
                    let token = self.tokens.get(at)?;
                    let among = |word: WordId| word != 0 && words.binary_search(&word).is_ok();
                    (among(token.word) || (token.exact != token.word && among(token.exact)))
                        .then_some(())?;
                    at += 1;
                }
                Step::Word(word) => {
                    let token = self.tokens.get(at)?;
                    (token.word == word || token.exact == word).then_some(())?;
                    at += 1;
                }
                Step::Class(inner) => return self.steps(inner, Some(&after), at),
                Step::Either(options) => return self.options(&options, &after, at),
                Step::Optional(inner) => {
                    if let Some(end) = self.steps(inner, Some(&after), at) {
                        return Some(end);
                    }
                }
                Step::Not(inner) => {
                    if self.steps(inner, None, at).is_some() {
                        return None;
                    }
                }
                Step::Gap(most) => {
                    for skip in 0..=most {
                        if let Some(end) = self.steps(next, then, at + skip) {
                            return Some(end);
                        }
                        if self.tokens.get(at + skip)?.kind == TokenKind::Stop {
                            return None;
                        }
                    }
                    return None;
                }
                Step::Any => at = self.past(at, |kind| kind != TokenKind::Stop)?,
                Step::Number => at = self.past(at, |kind| kind == TokenKind::Number)?,
                Step::Mark => at = self.past(at, |kind| kind == TokenKind::Mark)?,
                Step::Start => (at == self.start || at == self.begin).then_some(())?,
                Step::End => {
                    let token = self.tokens.get(at);
                    token
                        .is_none_or(|t| t.kind == TokenKind::Stop)
                        .then_some(())?;
                }
            }
        }
    }

    fn options(&mut self, options: &Options<'_>, after: &Then<'_>, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let here = bit(token.word) | bit(token.exact);
        (here & options.first != 0 || options.first == Mask::MAX).then_some(())?;
        let exact = (token.exact != token.word).then(|| options.beginning_with(token.exact));
        let known = options
            .beginning_with(token.word)
            .chain(exact.into_iter().flatten());
        known
            .chain(options.others())
            .find_map(|option| self.steps(option, Some(after), at))
    }

    /// The token behind `at`, where the one at `at` is of a wanted kind.
    fn past(&self, at: usize, wanted: impl Fn(TokenKind) -> bool) -> Option<usize> {
        wanted(self.tokens.get(at)?.kind).then_some(at + 1)
    }
}
