//! What a piece of text without a telling heading is about: votes of simple word evidence.

use super::data::PostingRules;
use super::{Section, SectionKind};
use crate::span::Span;

const KINDS: [SectionKind; 6] = [
    SectionKind::Responsibilities,
    SectionKind::Requirements,
    SectionKind::Preferred,
    SectionKind::About,
    SectionKind::Benefits,
    SectionKind::Process,
];

/// Least sum of votes that decides.
const ENOUGH: f32 = 1.4;
/// How much the rest of a list counts beside a bullet's own votes: a list is mostly of one kind.
const LIST: f32 = 1.5;
/// How much the neighbours of a sentence count beside its own votes.
const NEIGHBOUR: f32 = 0.3;

/// Votes for each kind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Votes([f32; KINDS.len()]);

impl Votes {
    pub fn add(&mut self, kind: SectionKind, weight: f32) {
        if let Some(i) = KINDS.iter().position(|k| *k == kind) {
            self.0[i] += weight;
        }
    }

    fn add_all(&mut self, other: &Votes, factor: f32) {
        for (own, theirs) in self.0.iter_mut().zip(other.0) {
            *own += theirs * factor;
        }
    }

    /// The kind with most votes, where they are enough.
    pub fn winner(&self) -> SectionKind {
        let (i, best) =
            self.0.iter().enumerate().fold(
                (0, 0.0),
                |best, (i, v)| if *v > best.1 { (i, *v) } else { best },
            );
        if best >= ENOUGH {
            KINDS[i]
        } else {
            SectionKind::Unknown
        }
    }
}

/// All votes of a document, found in one pass.
#[derive(Debug)]
pub(super) struct Ballot<'a> {
    hits: Vec<(usize, SectionKind, f32)>,
    rules: &'a PostingRules,
    text: &'a str,
}

impl<'a> Ballot<'a> {
    pub fn new(text: &'a str, rules: &'a PostingRules) -> Self {
        let hits = rules
            .votes
            .find(text)
            .map(|(span, (kind, weight))| (span.start, kind, weight))
            .collect();
        Ballot { hits, rules, text }
    }

    /// Votes of the words in a range, and of how it begins.
    pub fn votes(&self, span: Span) -> Votes {
        let mut votes = Votes::default();
        let first = self.hits.partition_point(|h| h.0 < span.start);
        // a kind's second phrase counts less: long sentences must not win by length
        let mut seen: Vec<SectionKind> = Vec::new();
        for (_, kind, weight) in self
            .hits
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|h| h.0 < span.end)
        {
            let times = seen.iter().filter(|k| *k == kind).count();
            votes.add(*kind, weight / (1 + times) as f32);
            seen.push(*kind);
            if seen.len() > 40 {
                break;
            }
        }
        let starts = &self.rules.starts;
        let inside = span
            .of(self.text)
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        if let Some(kind) = starts.kind(inside) {
            votes.add(kind, starts.weight);
        }
        votes
    }
}

/// One bullet or sentence to be attributed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its range.
    pub span: Span,
    /// Number of the list it belongs to, where it is a bullet.
    pub list: Option<usize>,
}

/// Attributes items that stand one after the other; `prior` is what is known before reading them, `announced` what the
/// lead-in of each list says.
pub(super) fn attribute(
    items: &[Item],
    ballot: &Ballot<'_>,
    prior: &Votes,
    announced: impl Fn(usize) -> Option<SectionKind>,
) -> Vec<Section> {
    let own: Vec<Votes> = items.iter().map(|i| ballot.votes(i.span)).collect();
    let mut lists: std::collections::HashMap<usize, (Votes, f32)> =
        std::collections::HashMap::new();
    for (item, votes) in items.iter().zip(&own) {
        if let Some(list) = item.list {
            let entry = lists.entry(list).or_default();
            entry.0.add_all(votes, 1.0);
            entry.1 += 1.0;
        }
    }
    let mut sections: Vec<Section> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        let mut votes = *prior;
        if let Some(mine) = own.get(i) {
            votes.add_all(mine, 1.0);
        }
        match item.list {
            Some(list) => {
                if let Some((sum, count)) = lists.get(&list) {
                    votes.add_all(sum, LIST / count);
                }
                if let Some(kind) = announced(list) {
                    votes.add(kind, 3.0);
                }
            }
            None => {
                for near in [i.checked_sub(1), Some(i + 1)].into_iter().flatten() {
                    if let (Some(near), Some(Item { list: None, .. })) =
                        (own.get(near), items.get(near))
                    {
                        votes.add_all(near, NEIGHBOUR);
                    }
                }
            }
        }
        let kind = votes.winner();
        match sections.last_mut() {
            Some(last) if last.kind == kind => last.span.end = item.span.end,
            _ => sections.push(Section {
                kind,
                heading: None,
                span: item.span,
                by_heading: false,
            }),
        }
    }
    sections
}
