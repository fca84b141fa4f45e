//! What is known of a pattern without looking for it: which words it begins with, which it needs, and how long it can be.

use super::code::{ANY_NUMBER, Step, step};
use super::{Token, WordId};
use std::ops::Range;

/// A set of words, folded to 128 bits: words can share a bit, so that a missing bit proves that a word is missing.
pub(super) type Mask = u128;

/// The bit of a word; none for what is no known word.
fn bit(word: WordId) -> Mask {
    if word == 0 {
        0
    } else {
        1 << (word.wrapping_mul(0x9E37_79B1) >> 25)
    }
}

/// The bits of a token.
pub(super) fn bits(token: &Token) -> Mask {
    bit(token.word) | bit(token.exact)
}

/// The mask of no words, a part of every statement.
pub(super) const NOTHING: Mask = 1 << (Mask::BITS - 1);

/// The mask of some words.
pub(super) fn mask_of(words: &[WordId]) -> Mask {
    words.iter().fold(0, |mask, word| mask | bit(*word))
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
            Step::Number => {
                words.push(ANY_NUMBER);
                return true;
            }
            _ => return false,
        }
        at = next;
    }
    false
}

/// Words that a match of one of these runs, one behind the other, can begin with; false as above.
pub(super) fn first_of_all(code: &[u32], runs: Range<usize>, words: &mut Vec<WordId>) -> bool {
    each_run(code, runs).all(|run| first_words(code, run, words))
}

/// Where each of these runs begins, which stand one behind the other.
fn each_run(code: &[u32], mut runs: Range<usize>) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let run = runs.next()?;
        let mut at = run;
        while let Some((found, next)) = step(code, at) {
            at = next;
            if matches!(found, Step::Done) {
                break;
            }
        }
        runs.start = at;
        Some(run)
    })
}

/// The most tokens that a match of the run at `at` has.
pub(super) fn most_tokens(code: &[u32], mut at: usize) -> u32 {
    let mut most = 0;
    while let Some((found, next)) = step(code, at) {
        most += match found {
            Step::Done => break,
            Step::Class(place) | Step::Optional(place) => most_tokens(code, place),
            Step::Either(options) => {
                let runs = each_run(code, options.all);
                runs.map(|run| most_tokens(code, run)).max().unwrap_or(0)
            }
            Step::Gap(most) => most as u32,
            Step::Not(_) | Step::Start | Step::End => 0,
            Step::Word(_) | Step::Words(_) | Step::Any | Step::Number | Step::Mark => 1,
        };
        at = next;
    }
    most
}

/// The words of each step of the run at `at` without which it cannot match, sorted.
pub(super) fn needs(code: &[u32], mut at: usize) -> Vec<Vec<WordId>> {
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
            Step::Number => {
                words.push(ANY_NUMBER);
                true
            }
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
