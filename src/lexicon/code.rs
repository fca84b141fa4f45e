//! Patterns as numbers: what a [`Node`] becomes, so that the build can write it into the binary as it is.
//!
//! A pattern is a run of steps up to [`DONE`]. The low four bits of a step say what it is, the others hold its argument;
//! some steps are followed by what belongs to them.

use super::WordId;
use super::pattern::{Either, Node};
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

/// A compiled pattern: its place in the code of a [`Lexicon`](super::Lexicon). There stand, before its steps, the place of
/// the rarest words that it cannot do without (0: none), and the number of masks and the masks of all words that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern(pub(super) u32);

/// Numbers before the masks of a pattern.
const HEAD: usize = 2;

impl Pattern {
    /// Writes a pattern with these steps, and gives the words that it needs, one of each list. Of one that is only looked
    /// for at given places (`indexed` is false) they do not matter.
    pub(super) fn push(
        node: &Node,
        indexed: bool,
        code: &mut Vec<u32>,
    ) -> (Self, Vec<Vec<WordId>>) {
        let place = code.len();
        push_run(node, code);
        let needs = if indexed {
            needs(code, place)
        } else {
            Vec::new()
        };
        let steps = code.split_off(place);
        code.extend([0, needs.len() as u32]);
        needs
            .iter()
            .for_each(|words| push_mask(mask_of(words), code));
        code.extend(steps);
        (Pattern(place as u32), needs)
    }

    /// Says where the rarest words stand that the pattern needs, as [`push_words`] wrote them.
    pub(super) fn set_rarest(self, place: u32, code: &mut [u32]) {
        write(code, self.0 as usize, &[place]);
    }

    /// The rarest words, one of which it needs; none where it needs none.
    pub(super) fn rarest(self, code: &[u32]) -> Option<&[WordId]> {
        let place = *code.get(self.0 as usize)?;
        match step(code, place as usize)? {
            (Step::Words(words), _) => Some(words),
            _ => None,
        }
    }

    /// Masks of all words that it needs.
    pub(super) fn masks(self, code: &[u32]) -> impl Iterator<Item = Mask> {
        let masks = code.get(self.0 as usize + HEAD..self.steps(code));
        masks.unwrap_or_default().chunks_exact(MASK).map(mask)
    }

    /// Where its steps begin.
    pub(super) fn steps(self, code: &[u32]) -> usize {
        let masks = code.get(self.0 as usize + 1).copied().unwrap_or(0);
        self.0 as usize + HEAD + masks as usize * MASK
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
    all: Range<usize>,
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
pub(super) fn push_words(words: &[WordId], code: &mut Vec<u32>) -> u32 {
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

/// Words that a match of the run at `at` can begin with; false where it can begin with something else.
pub(super) fn first_words(code: &[u32], mut at: usize, words: &mut Vec<WordId>) -> bool {
    while let Some((found, next)) = step(code, at) {
        match found {
            Step::Start | Step::Not(_) => {}
            Step::Optional(inner) => {
                if !first_words(code, inner, words) {
                    return false;
                }
            }
            Step::Word(word) => {
                words.push(word);
                return true;
            }
            Step::Words(some) => {
                words.extend(some);
                return true;
            }
            Step::Class(place) => return first_words(code, place, words),
            Step::Either(options) => return first_of_all(code, options.all, words),
            _ => return false,
        }
        at = next;
    }
    false
}

/// Words that a match of one of these runs, one behind the other, can begin with; false as above.
fn first_of_all(code: &[u32], mut runs: Range<usize>, words: &mut Vec<WordId>) -> bool {
    while !runs.is_empty() {
        if !first_words(code, runs.start, words) {
            return false;
        }
        while let Some((found, next)) = step(code, runs.start) {
            runs.start = next;
            if matches!(found, Step::Done) {
                break;
            }
        }
    }
    true
}

/// The words of each step of the run at `at` without which it cannot match, sorted.
fn needs(code: &[u32], mut at: usize) -> Vec<Vec<WordId>> {
    let mut needs = Vec::new();
    while let Some((found, next)) = step(code, at) {
        let mut words = Vec::new();
        let known = match found {
            Step::Done => break,
            Step::Word(word) => {
                words.push(word);
                true
            }
            Step::Words(some) => {
                words.extend(some);
                true
            }
            Step::Class(place) => first_words(code, place, &mut words),
            Step::Either(options) => first_of_all(code, options.all, &mut words),
            _ => false,
        };
        if known {
            words.sort_unstable();
            words.dedup();
            needs.push(words);
        }
        at = next;
    }
    needs
}

/// The mask of some words.
fn mask_of(words: &[WordId]) -> Mask {
    words.iter().fold(0, |mask, word| mask | bit(*word))
}
