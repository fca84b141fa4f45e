//! Patterns as numbers: what a [`Node`] becomes, so that the build can write it into the binary as it is.
//!
//! A pattern is a run of steps up to [`DONE`]. The low four bits of a step say what it is, the others hold its argument;
//! some steps are followed by what belongs to them.

use super::needs::{Mask, NOTHING, bits, first_of_all, first_words, mask_of, most_tokens, needs};
use super::pattern::{Either, Node};
use super::{Token, WordId};
use std::collections::HashMap;
use std::ops::Range;

/// The end of a run.
pub(super) const DONE: u32 = 0;
const WORD: u32 = 1;
const WORDS: u32 = 2;
const CLASS: u32 = 3;
const EITHER: u32 = 4;
const OPTIONAL: u32 = 5;
const NOT: u32 = 6;
const ANY: u32 = 7;
const GAP: u32 = 8;
const NUMBER: u32 = 9;
const MARK: u32 = 10;
const START: u32 = 11;
const END: u32 = 12;
const BITS: u32 = 4;

/// The word that every number is, beside its own: the first of a lexicon.
pub(super) const ANY_NUMBER: WordId = 1;

/// A compiled pattern: its place in the code of a [`Lexicon`](super::Lexicon). There stand, before its steps, the place of
/// the words that a match begins with (0: it can begin with anything) and their mask, then the most tokens of a match, and
/// the masks of the rarest words that it needs besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern(pub(super) u32);

/// Numbers before the steps of a pattern.
const HEAD: usize = 2 + MASK + NEEDS * MASK;

/// How many masks of words that a pattern needs are kept.
pub(super) const NEEDS: usize = 2;

/// The words with which matches of a pattern begin.
#[derive(Debug, Clone, Copy)]
pub(super) struct First<'c> {
    /// Where they stand: the same for patterns that begin alike.
    pub place: u32,
    mask: Mask,
    /// Sorted.
    pub words: &'c [WordId],
}

impl First<'_> {
    pub fn holds(&self, token: &Token) -> bool {
        let among = |word: WordId| self.words.binary_search(&word).is_ok();
        self.mask & bits(token) != 0
            && (among(token.word) || token.exact != token.word && among(token.exact))
    }
}

impl Pattern {
    /// Writes a pattern with these steps; `lists` are the lists of words that stand in the code already, by their content.
    pub(super) fn push(
        node: &Node,
        lists: &mut HashMap<Vec<WordId>, u32>,
        code: &mut Vec<u32>,
    ) -> Self {
        let steps = code.len();
        push_run(node, code);
        let mut needs = needs(code, steps);
        let mut first = Vec::new();
        let known = first_words(code, steps, &mut first);
        first.sort_unstable();
        first.dedup();
        needs.retain(|words| *words != first);
        needs.sort_by_key(Vec::len);
        let mask = mask_of(&first);
        let most = most_tokens(code, steps);
        let steps = code.split_off(steps);
        let first = match lists.get(&first) {
            _ if !known => 0,
            Some(place) => *place,
            None => {
                let place = push_words(&first, code);
                lists.insert(first, place);
                place
            }
        };
        let place = code.len();
        code.push(first);
        push_mask(mask, code);
        code.push(most);
        let masks = needs.iter().map(|words| mask_of(words));
        let masks = masks.chain([NOTHING; NEEDS]).take(NEEDS);
        masks.for_each(|mask| push_mask(mask, code));
        code.extend(steps);
        Pattern(place as u32)
    }

    /// The words that a match begins with; none where it can begin with anything.
    pub(super) fn first(self, code: &[u32]) -> Option<First<'_>> {
        let (place, behind) = code.get(self.0 as usize..)?.split_first()?;
        let place = *place;
        let mask = mask(behind.get(..MASK)?);
        match step(code, place as usize)? {
            (Step::Words(words), _) => Some(First { place, mask, words }),
            _ => None,
        }
    }

    /// The most tokens that a match has.
    pub(super) fn most_tokens(self, code: &[u32]) -> u32 {
        let most = code.get(self.0 as usize + 1 + MASK);
        most.copied().unwrap_or(u32::MAX)
    }

    /// Masks of words that it needs besides those that it begins with.
    pub(super) fn needs(self, code: &[u32]) -> [Mask; NEEDS] {
        let first = self.steps() - NEEDS * MASK;
        std::array::from_fn(|i| {
            let at = first + i * MASK;
            code.get(at..at + MASK).map_or(NOTHING, mask)
        })
    }

    /// Whether it is only found where a statement begins.
    pub(super) fn is_anchored(self, code: &[u32]) -> bool {
        matches!(step(code, self.steps()), Some((Step::Start, _)))
    }

    /// Where its steps begin.
    pub(super) fn steps(self) -> usize {
        self.0 as usize + HEAD
    }
}

/// Numbers that a mask takes.
const MASK: usize = (Mask::BITS / u32::BITS) as usize;

/// One step, and what belongs to it; places are indices of the code.
pub(super) enum Step<'c> {
    Done,
    Word(WordId),
    /// Sorted.
    Words(&'c [WordId]),
    /// Where the steps of the class begin.
    Class(usize),
    Either(Options<'c>),
    /// Where the inner steps begin.
    Optional(usize),
    /// Where the inner steps begin.
    Not(usize),
    Any,
    Gap(usize),
    Number,
    Mark,
    Start,
    End,
}

/// The alternatives of a pattern.
pub(super) struct Options<'c> {
    /// Words with which any of them can begin; all bits where that is not known.
    pub first: Mask,
    /// Words, sorted, and where an alternative that begins with each stands behind `place`.
    by_word: &'c [[u32; 2]],
    /// Where the other alternatives stand behind `place`.
    others: &'c [u32],
    place: usize,
    /// Where all of them stand, one behind the other.
    pub all: Range<usize>,
}

impl Options<'_> {
    /// Where the alternatives stand that begin with `word`.
    pub fn beginning_with(&self, word: WordId) -> impl Iterator<Item = usize> {
        let first = self.by_word.partition_point(|[known, _]| *known < word);
        let from = self.by_word.get(first..).unwrap_or_default().iter();
        from.take_while(move |[known, _]| *known == word)
            .map(|[_, place]| self.place + *place as usize)
    }

    /// Where those stand that can begin with many words, or with none.
    pub fn others(&self) -> impl Iterator<Item = usize> {
        self.others.iter().map(|place| self.place + *place as usize)
    }
}

/// The step at `at` and where the next one stands; none behind the end.
#[inline]
pub(super) fn step(code: &[u32], at: usize) -> Option<(Step<'_>, usize)> {
    let number = *code.get(at)?;
    let argument = number >> BITS;
    let next = at + 1;
    let behind = next + argument as usize;
    let alone = |step| Some((step, next));
    match number & ((1 << BITS) - 1) {
        WORD => alone(Step::Word(argument)),
        WORDS => Some((Step::Words(code.get(next..behind)?), behind)),
        CLASS => alone(Step::Class(argument as usize)),
        EITHER => Some((Step::Either(options(code, at, behind)?), behind)),
        OPTIONAL => Some((Step::Optional(next), behind)),
        NOT => Some((Step::Not(next), behind)),
        ANY => alone(Step::Any),
        GAP => alone(Step::Gap(argument as usize)),
        NUMBER => alone(Step::Number),
        MARK => alone(Step::Mark),
        START => alone(Step::Start),
        END => alone(Step::End),
        _ => alone(Step::Done),
    }
}

fn options(code: &[u32], place: usize, behind: usize) -> Option<Options<'_>> {
    let head = code.get(place + 1..behind)?;
    let (first, head) = head.split_at_checked(MASK)?;
    let (&[words, others], head) = head.split_first_chunk()?;
    let (by_word, head) = head.split_at_checked(2 * words as usize)?;
    let (others, options) = head.split_at_checked(others as usize)?;
    Some(Options {
        first: mask(first),
        by_word: by_word.as_chunks().0,
        others,
        place,
        all: behind - options.len()..behind,
    })
}

/// A mask that [`push_mask`] wrote.
fn mask(numbers: &[u32]) -> Mask {
    let high = numbers.iter().rev();
    high.fold(0, |mask, number| mask << u32::BITS | Mask::from(*number))
}

fn push_mask(mask: Mask, code: &mut Vec<u32>) {
    code.extend((0..MASK).map(|i| (mask >> (i as u32 * u32::BITS)) as u32));
}

/// Writes a sorted list of words, as a step; gives its place.
fn push_words(words: &[WordId], code: &mut Vec<u32>) -> u32 {
    let place = code.len() as u32;
    code.push(WORDS | (words.len() as u32) << BITS);
    code.extend(words);
    place
}

/// Writes a class; gives its place.
pub(super) fn push_class(node: &Node, code: &mut Vec<u32>) -> u32 {
    let place = code.len() as u32;
    push_run(node, code);
    place
}

/// Writes the steps of a node, without [`DONE`] behind them.
fn push(node: &Node, code: &mut Vec<u32>) {
    match node {
        Node::Word(word) => code.push(WORD | word << BITS),
        Node::Words(words) => {
            push_words(words, code);
        }
        Node::Class(place) => code.push(CLASS | place << BITS),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| push(node, code)),
        Node::Either(either) => push_sized(EITHER, code, |code| push_options(either, code)),
        Node::Optional(inner) => push_sized(OPTIONAL, code, |code| push_run(inner, code)),
        Node::Not(inner) => push_sized(NOT, code, |code| push_run(inner, code)),
        Node::Any => code.push(ANY),
        Node::Gap(most) => code.push(GAP | u32::from(*most) << BITS),
        Node::Number => code.push(NUMBER),
        Node::Mark => code.push(MARK),
        Node::Start => code.push(START),
        Node::End => code.push(END),
    }
}

/// Writes a node as a run of its own.
fn push_run(node: &Node, code: &mut Vec<u32>) {
    push(node, code);
    code.push(DONE);
}

/// Writes a step with what belongs to it, whose length is its argument.
fn push_sized(step: u32, code: &mut Vec<u32>, inner: impl FnOnce(&mut Vec<u32>)) {
    let at = code.len();
    code.push(step);
    inner(code);
    let length = (code.len() - at - 1) as u32;
    write(code, at, &[step | length << BITS]);
}

fn push_options(either: &Either, code: &mut Vec<u32>) {
    let place = code.len() - 1;
    push_mask(0, code);
    code.extend([either.by_word.len() as u32, either.others.len() as u32]);
    let table = code.len();
    code.resize(table + 2 * either.by_word.len() + either.others.len(), 0);
    let all = code.len();
    let mut places = Vec::with_capacity(either.options.len());
    for option in &either.options {
        places.push((code.len() - place) as u32);
        option.iter().for_each(|node| push(node, code));
        code.push(DONE);
    }
    let of = |option: &u16| places.get(usize::from(*option)).copied().unwrap_or(0);
    let by_word = either.by_word.iter().flat_map(|(word, o)| [*word, of(o)]);
    let numbers: Vec<u32> = by_word.chain(either.others.iter().map(of)).collect();
    write(code, table, &numbers);
    let mut words = Vec::new();
    let known = first_of_all(code, all..code.len(), &mut words);
    let first = if known { mask_of(&words) } else { Mask::MAX };
    let mut numbers = Vec::with_capacity(MASK);
    push_mask(first, &mut numbers);
    write(code, place + 1, &numbers);
}

/// Writes numbers over those at `at`.
fn write(code: &mut [u32], at: usize, numbers: &[u32]) {
    let places = code.get_mut(at..).unwrap_or_default().iter_mut();
    places
        .zip(numbers)
        .for_each(|(place, number)| *place = *number);
}
