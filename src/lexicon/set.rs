//! Many patterns looked for in one pass over a statement.

use super::code::{NEEDS, Pattern};
use super::lexed::NEAR;
use super::matcher::{Match, Statement};
use super::needs::{Mask, NOTHING, bits};
use super::{Lexed, Lexicon, WordId};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

/// Patterns, each found by the words that it begins with.
#[derive(Debug, Clone, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// Made when something is first looked for.
    index: OnceLock<Index>,
}

/// Which patterns are tried where.
#[derive(Debug, Clone, Default)]
struct Index {
    /// Groups of patterns that begin with the same words.
    groups: Parts<Entry>,
    /// By number of a word: the groups that begin with it.
    by_word: Parts<u32>,
    /// Patterns that can begin with anything.
    anywhere: Vec<Entry>,
}

/// A pattern of the set.
#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    pattern: u32,
    /// Where its steps begin.
    steps: u32,
    /// Whether a match has no more than [`NEAR`] tokens.
    short: bool,
    /// Whether it is only found where a statement begins.
    anchored: bool,
    /// Words that must be there.
    needs: [Mask; NEEDS],
}

impl Entry {
    /// Whether the words that it needs are among those of `here`.
    fn is_possible(&self, here: Mask) -> bool {
        self.needs.iter().all(|mask| mask & here != 0)
    }
}

/// Lists, one behind the other.
#[derive(Debug, Clone, Default)]
struct Parts<T> {
    all: Vec<T>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl<T: Copy + Default> Parts<T> {
    /// `count` lists of the `items`, each with the number of its list.
    fn new(count: usize, items: &[(u32, T)]) -> Self {
        // how many each has, then where it begins; filling them in moves that to where it ends
        let mut ends = vec![0; count];
        for (list, _) in items {
            if let Some(number) = ends.get_mut(*list as usize) {
                *number += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        let mut all = vec![T::default(); items.len()];
        for (list, item) in items {
            if let Some(end) = ends.get_mut(*list as usize)
                && let Some(free) = all.get_mut(*end as usize)
            {
                *free = *item;
                *end += 1;
            }
        }
        Parts { all, ends }
    }

    fn get(&self, list: usize) -> &[T] {
        let end = |list: usize| self.ends.get(list).map(|end| *end as usize);
        let start = list.checked_sub(1).map_or(Some(0), end);
        match (start, end(list)) {
            (Some(start), Some(end)) => self.all.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl Index {
    fn new(patterns: &[Pattern], lexicon: &Lexicon) -> Index {
        let code = &lexicon.code;
        let mut index = Index::default();
        let mut groups: BTreeMap<u32, u32> = BTreeMap::new();
        let (mut entries, mut words) = (Vec::new(), Vec::new());
        for (number, pattern) in (0..).zip(patterns) {
            let entry = Entry {
                pattern: number,
                steps: pattern.steps() as u32,
                short: pattern.most_tokens(code) <= NEAR as u32,
                anchored: pattern.is_anchored(code),
                needs: pattern.needs(code),
            };
            let Some(first) = pattern.first(code) else {
                index.anywhere.push(entry);
                continue;
            };
            let next = groups.len() as u32;
            let group = *groups.entry(first.place).or_insert_with(|| {
                words.extend(first.words.iter().map(|word| (*word, next)));
                next
            });
            entries.push((group, entry));
        }
        index.groups = Parts::new(groups.len(), &entries);
        index.by_word = Parts::new(lexicon.words.len() + 1, &words);
        index
    }

    /// The patterns that begin with a word, and whose words are all among those of the statement from it on, `ahead`, or of
    /// the next ones, `near`.
    fn beginning_with(
        &self,
        word: WordId,
        near: Mask,
        ahead: Mask,
    ) -> impl Iterator<Item = &Entry> {
        let groups = self.by_word.get(word as usize).iter();
        groups
            .flat_map(|group| self.groups.get(*group as usize))
            .filter(move |entry| entry.is_possible(if entry.short { near } else { ahead }))
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
        let make = || Index::new(&self.patterns, lexed.lexicon);
        let index = self.index.get_or_init(make);
        let statement = Statement::new(lexed, &range, start);
        let mut matches: Vec<Match> = Vec::new();
        let mut attempt = |entry: &Entry, first: usize| {
            let pattern = entry.pattern as usize;
            if wanted(pattern)
                && let Some(last) = statement.matched(entry.steps as usize, first)
                && last > first
            {
                matches.push(Match {
                    pattern,
                    first,
                    last,
                });
            }
        };
        // from the end: what a pattern needs stands behind its first token
        let mut ahead = NOTHING;
        for at in range.clone().rev() {
            let Some(token) = statement.tokens.get(at) else {
                continue;
            };
            ahead |= bits(token);
            let near = lexed
                .near
                .get(at)
                .map_or(ahead, |near| near & ahead | NOTHING);
            let tried = index.beginning_with(token.word, near, ahead);
            tried.for_each(|entry| attempt(entry, at));
            if token.exact != token.word {
                let tried = index.beginning_with(token.exact, near, ahead);
                tried.for_each(|entry| attempt(entry, at));
            }
        }
        for entry in &index.anywhere {
            if !entry.is_possible(ahead) {
                continue;
            }
            if entry.anchored {
                [range.start, start]
                    .iter()
                    .for_each(|at| attempt(entry, *at));
            } else {
                range.clone().for_each(|at| attempt(entry, at));
            }
        }
        matches.sort_unstable_by_key(|m| (m.first, m.pattern));
        // a word leads to a pattern in any spelling and in its own, and a statement can have one beginning
        matches.dedup();
        matches.into_iter().for_each(found);
    }
}
