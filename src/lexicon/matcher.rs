//! Patterns against tokens.

use super::code::{self, Options, Pattern, Step};
use super::needs::{Mask, bits};
use super::{Lexed, Token, TokenKind, WordId};
use crate::span::Span;
use std::ops::Range;

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

/// One pattern that is looked for at given places.
#[derive(Debug, Clone, Copy)]
pub struct Finder(Pattern);

impl Finder {
    /// A finder of `pattern`.
    pub fn new(pattern: Pattern) -> Self {
        Finder(pattern)
    }

    /// One past the last token of a match that begins at token `at`; `range` is the statement.
    pub fn at(&self, lexed: &Lexed, range: &Range<usize>, at: usize) -> Option<usize> {
        self.matches(lexed, range, at..at + 1)
            .next()
            .map(|found| found.end)
    }

    /// The tokens of each match that begins at one of these `places` of the statement `range`.
    pub fn matches<'l>(
        &self,
        lexed: &'l Lexed,
        range: &Range<usize>,
        places: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> + use<'l> {
        let statement = Statement::new(lexed, range, range.start);
        let (first, steps) = (self.0.first(statement.code), self.0.steps());
        places.filter_map(move |at| {
            let token = statement.tokens.get(at)?;
            first.is_none_or(|f| f.holds(token)).then_some(())?;
            Some(at..statement.matched(steps, at)?)
        })
    }
}

/// Steps that matching one pattern at one place may take; guards against patterns with many gaps.
const STEPS: u32 = 2_000;

/// A statement that patterns are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Statement<'l> {
    pub code: &'l [u32],
    /// The tokens of the text up to its end.
    pub tokens: &'l [Token],
    begin: usize,
    start: usize,
}

impl<'l> Statement<'l> {
    /// The tokens `range`, whose governing words begin at `start`.
    pub fn new(lexed: &'l Lexed, range: &Range<usize>, start: usize) -> Self {
        Statement {
            code: &lexed.lexicon.code,
            tokens: lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens),
            begin: range.start,
            start,
        }
    }

    /// One past the last token of a match of the pattern with these `steps` that begins at token `at`.
    pub fn matched(&self, steps: usize, at: usize) -> Option<usize> {
        let mut run = Run {
            statement: *self,
            left: STEPS,
        };
        run.steps(steps, None, at)
    }
}

struct Run<'l> {
    statement: Statement<'l>,
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
            let (step, next) = code::step(self.statement.code, place)?;
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
                    let token = self.statement.tokens.get(at)?;
                    let among = |word: WordId| word != 0 && words.binary_search(&word).is_ok();
                    (among(token.word) || (token.exact != token.word && among(token.exact)))
                        .then_some(())?;
                    at += 1;
                }
                Step::Word(word) => {
                    let token = self.statement.tokens.get(at)?;
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
                        if self.statement.tokens.get(at + skip)?.kind == TokenKind::Stop {
                            return None;
                        }
                    }
                    return None;
                }
                Step::Any => at = self.past(at, |kind| kind != TokenKind::Stop)?,
                Step::Number => at = self.past(at, |kind| kind == TokenKind::Number)?,
                Step::Mark => at = self.past(at, |kind| kind == TokenKind::Mark)?,
                Step::Start => {
                    (at == self.statement.start || at == self.statement.begin).then_some(())?
                }
                Step::End => {
                    let token = self.statement.tokens.get(at);
                    token
                        .is_none_or(|t| t.kind == TokenKind::Stop)
                        .then_some(())?;
                }
            }
        }
    }

    fn options(&mut self, options: &Options<'_>, after: &Then<'_>, at: usize) -> Option<usize> {
        let token = self.statement.tokens.get(at)?;
        (bits(token) & options.first != 0 || options.first == Mask::MAX).then_some(())?;
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
        wanted(self.statement.tokens.get(at)?.kind).then_some(at + 1)
    }
}
