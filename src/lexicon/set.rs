//! Many patterns looked for in one pass over a statement.

use super::code::{Mask, Pattern, bit};
use super::matcher::{Finder, Match};
use super::{Lexed, Lexicon, WordId};
use std::ops::Range;
use std::sync::OnceLock;

/// Patterns, each found by the rarest word that it cannot do without.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// Made when something is first looked for.
    index: OnceLock<Index>,
}

/// Which patterns are tried where.
#[derive(Debug, Clone, Default)]
struct Index {
    finders: Vec<Finder>,
    /// The words that must be there, for all patterns, each element a mask.
    masks: Vec<Mask>,
    /// For each pattern, where its masks end in `masks`.
    masks_end: Vec<u32>,
    /// By number of a word: where the patterns end in `tried` that are tried where the word stands in a statement.
    tried_end: Vec<u32>,
    tried: Vec<u32>,
    /// Patterns that need no known word.
    anywhere: Vec<u32>,
}

/// The part of `all` that belongs to `index`, where `ends` has the end of each part.
fn part<'a, T>(all: &'a [T], ends: &[u32], index: usize) -> &'a [T] {
    let start = match index.checked_sub(1) {
        Some(before) => ends.get(before).copied().unwrap_or(u32::MAX),
        None => 0,
    };
    let end = ends.get(index).copied().unwrap_or(0);
    all.get(start as usize..end as usize).unwrap_or_default()
}

impl Index {
    fn new(patterns: &[Pattern], lexicon: &Lexicon) -> Index {
        let code = &lexicon.code;
        let mut index = Index {
            tried_end: vec![0; lexicon.words.len() + 1],
            ..Index::default()
        };
        // how many patterns each word has, then where they begin; filling them in moves that to where they end
        let rarest = || patterns.iter().map(|pattern| pattern.rarest(code));
        for word in rarest().flatten().flatten() {
            if let Some(number) = index.tried_end.get_mut(*word as usize) {
                *number += 1;
            }
        }
        let mut all = 0;
        for number in &mut index.tried_end {
            all += std::mem::replace(number, all);
        }
        index.tried = vec![0; all as usize];
        for ((at, pattern), rarest) in (0..).zip(patterns).zip(rarest()) {
            index.finders.push(Finder::new(*pattern));
            index.masks.extend(pattern.masks(code));
            index.masks_end.push(index.masks.len() as u32);
            match rarest {
                None => index.anywhere.push(at),
                Some(words) => {
                    for word in words {
                        if let Some(end) = index.tried_end.get_mut(*word as usize)
                            && let Some(free) = index.tried.get_mut(*end as usize)
                        {
                            *free = at;
                            *end += 1;
                        }
                    }
                }
            }
        }
        index
    }

    fn masks(&self, pattern: u32) -> &[Mask] {
        part(&self.masks, &self.masks_end, pattern as usize)
    }

    fn tried_at(&self, word: WordId) -> &[u32] {
        part(&self.tried, &self.tried_end, word as usize)
    }
}

impl PatternSet {
    /// A set of `patterns`; a pattern's index is its place among them.
    pub fn new(patterns: Vec<Pattern>) -> Self {
        let index = OnceLock::new();
        PatternSet { patterns, index }
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
        let index = self
            .index
            .get_or_init(|| Index::new(&self.patterns, lexed.lexicon));
        let tokens = lexed.tokens.get(..range.end).unwrap_or(&lexed.tokens);
        let statement = tokens.get(range.start..).unwrap_or_default();
        let here = statement
            .iter()
            .fold(0, |mask, t| mask | bit(t.word) | bit(t.exact));
        let possible = |pattern: &u32| {
            index.masks(*pattern).iter().all(|mask| mask & here != 0) && wanted(*pattern as usize)
        };
        let mut candidates: Vec<u32> = index.anywhere.iter().copied().filter(&possible).collect();
        for token in statement {
            let exact = if token.exact == token.word {
                &[]
            } else {
                index.tried_at(token.exact)
            };
            let tried = index.tried_at(token.word).iter().chain(exact);
            candidates.extend(tried.copied().filter(&possible));
        }
        candidates.sort_unstable();
        candidates.dedup();
        let mut matches: Vec<Match> = Vec::new();
        for pattern in candidates.into_iter().map(|p| p as usize) {
            let Some(finder) = index.finders.get(pattern) else {
                continue;
            };
            for first in range.clone() {
                if let Some(last) = finder.run(lexed, &range, start, first)
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
