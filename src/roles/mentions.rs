//! Titles of any function in running text.

use super::Rungs;
use super::catalogue::Catalogue;
use super::definitions::Function;
use super::vocabulary::{Is, Meaning, Vocabulary};
use super::words::{MAX_PHRASE, MentionWords, Shape};
use crate::span::Span;

/// Words that a title may have before and behind its anchor.
const REACH: usize = 5;
/// Longest word, in bytes, that can belong to a title.
const MAX_WORD: usize = 32;

/// A boss, or any title of any function found in running text, as far as the ladder can place it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boss {
    /// Text of the title.
    pub text: String,
    /// Rungs on the generic ladder; a "Director of Engineering" stands on 5, a CEO above all (7).
    pub rungs: Rungs,
    /// Role id, where a definition covers it.
    pub role: Option<String>,
    /// Whether this is the chief executive, a founder, an owner or the board.
    pub top: bool,
}

/// A title in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the searched text.
    pub span: Span,
    /// Whether it is a plural ("product managers").
    pub plural: bool,
    /// What it names.
    pub boss: Boss,
}

/// Titles in `text`, in order, none inside another. Linear: every anchor looks at a bounded number of words around it. The
/// first function has the general anchors; others may bring some of their own.
pub(super) fn find(text: &str, catalogue: &Catalogue, functions: &[Function]) -> Vec<Mention> {
    let Some((first, others)) = functions.split_first() else {
        return Vec::new();
    };
    let mut found = with_anchors(text, catalogue, functions, &first.vocabulary);
    let general = found.len();
    for Function { vocabulary, .. } in others {
        if !vocabulary.titles.mention.is_empty() {
            found.extend(with_anchors(text, catalogue, functions, vocabulary));
        }
    }
    if found.len() > general {
        found.sort_by_key(|m| (m.span.start, usize::MAX - m.span.end));
        let mut end = 0;
        found.retain(|m| {
            let free = m.span.start >= end;
            end = end.max(m.span.end);
            free
        });
    }
    found
}

/// Titles around the anchors of one vocabulary.
fn with_anchors(
    text: &str,
    catalogue: &Catalogue,
    functions: &[Function],
    v: &Vocabulary,
) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let mut free = 0;
    for anchor in v.anchors.find_iter(text) {
        let span = Span::new(anchor.start(), anchor.end());
        let entry = v
            .anchor_words
            .get(anchor.pattern().as_usize())
            .and_then(|i| v.mention_words.get(*i));
        let Some(entry) = entry else { continue };
        if span.start < free || !stands_alone(text, span) {
            continue;
        }
        let seeker = Seeker {
            text,
            catalogue,
            functions,
            v,
            free,
        };
        if let Some(mention) = seeker.complete(span, entry) {
            free = mention.span.end;
            found.push(mention);
        }
    }
    found
}

fn part_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether no letter or digit touches the range.
fn stands_alone(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).and_then(|t| t.chars().next_back());
    let after = text.get(span.end..).and_then(|t| t.chars().next());
    !before.is_some_and(part_of_word) && !after.is_some_and(part_of_word)
}

struct Seeker<'a> {
    text: &'a str,
    catalogue: &'a Catalogue,
    functions: &'a [Function],
    v: &'a Vocabulary,
    /// Bytes before this belong to a mention already found.
    free: usize,
}

/// A word beside an anchor.
struct Word {
    span: Span,
    word: String,
    capital: bool,
    meaning: Meaning,
}

impl Seeker<'_> {
    fn word(&self, span: Span) -> Option<Word> {
        let raw = span.of(self.text);
        let lower = raw.to_lowercase();
        let word = match self.v.spelling.get(&lower) {
            Some(spelled) if !spelled.contains(' ') => spelled.clone(),
            _ => lower,
        };
        (!raw.is_empty()).then(|| Word {
            span,
            capital: raw.chars().next().is_some_and(char::is_uppercase),
            meaning: self.v.meaning(&word).unwrap_or_default(),
            word,
        })
    }

    /// The word that ends right before byte `at`, with one space, hyphen or abbreviation point between.
    fn before(&self, at: usize) -> Option<Word> {
        let head = self.text.get(self.free..at)?;
        let gap = head.strip_suffix([' ', '-', '\u{a0}'])?;
        let gap = gap.strip_suffix('.').unwrap_or(gap);
        let tail = gap.len();
        let mut start = tail;
        for (i, c) in gap.char_indices().rev() {
            if !part_of_word(c) || tail - i > MAX_WORD {
                break;
            }
            start = i;
        }
        self.word(Span::new(self.free + start, self.free + tail))
    }

    /// The word that begins behind byte `at` after one of `gaps`.
    fn behind(&self, at: usize, gaps: &[&str]) -> Option<Word> {
        let rest = self.text.get(at..)?;
        let gap = gaps.iter().find(|g| {
            rest.get(..g.len())
                .is_some_and(|r| r.eq_ignore_ascii_case(g))
        })?;
        let start = at + gap.len();
        let body = self.text.get(start..)?;
        let mut end = 0;
        for (i, c) in body.char_indices() {
            if !part_of_word(c) || i > MAX_WORD {
                break;
            }
            end = i + c.len_utf8();
        }
        self.word(Span::new(start, start + end))
    }

    fn inside(&self, word: &Word) -> bool {
        let known = |m: Meaning| {
            let flags = [Is::Function, Is::Noun, Is::Management];
            flags.iter().any(|f| m.is(*f))
        };
        let other = |f: &Function| f.vocabulary.meaning(&word.word).is_some_and(known);
        let others = self.functions.iter().skip(1);
        known(word.meaning)
            || others.into_iter().any(other)
            || self.v.mention_lists.inside.contains(&word.word)
    }

    /// The longest noun of more than one word that another function has ("data science 2"), made of the words that `next`
    /// gives from byte `at` on; `forward` says which way they go.
    fn noun(&self, at: usize, forward: bool, next: impl Fn(usize) -> Option<Word>) -> Option<Word> {
        if self.functions.len() < 2 {
            return None;
        }
        let (mut at, mut words, mut longest) = (at, Vec::new(), None);
        while words.len() < MAX_PHRASE {
            let Some(word) = next(at) else { break };
            at = if forward {
                word.span.end
            } else {
                word.span.start
            };
            words.insert(if forward { words.len() } else { 0 }, word);
            let (Some(first), Some(last)) = (words.first(), words.last()) else {
                break;
            };
            let phrase: Vec<&str> = words.iter().map(|w| w.word.as_str()).collect();
            let phrase = phrase.join(" ");
            let noun = |f: &Function| {
                f.vocabulary
                    .meaning(&phrase)
                    .is_some_and(|m| m.is(Is::Noun))
            };
            if words.len() > 1 && self.functions.iter().skip(1).any(noun) {
                longest = Some(Word {
                    span: Span::new(first.span.start, last.span.end),
                    capital: first.capital,
                    meaning: Meaning::default(),
                    word: phrase,
                });
            }
        }
        longest
    }

    fn complete(&self, anchor: Span, entry: &MentionWords) -> Option<Mention> {
        let mut span = anchor;
        let mut first = None;
        if !matches!(entry.shape, Shape::Alone | Shape::Chief | Shape::Rank) {
            first = self.extend_left(&mut span, entry.shape == Shape::Short);
        }
        match entry.shape {
            Shape::Alone => {}
            Shape::Leader => self.extend_right(
                &mut span,
                &[" of the ", " of ", " for ", ", ", " - ", " – ", " "],
            ),
            Shape::Head => {
                let from = span.end;
                self.extend_right(&mut span, &[" the ", " our ", " "]);
                if span.end == from {
                    let object = self.behind(from, &[" "]).filter(|w| w.capital)?;
                    span.end = object.span.end;
                }
            }
            Shape::Chief => self.to_officer(&mut span)?,
            Shape::Manager => {
                let skipped = first
                    .as_ref()
                    .is_some_and(|w: &Word| self.v.mention_lists.skip.contains(&w.word));
                if first.is_none() {
                    let from = span.end;
                    self.extend_right(&mut span, &[" of "]);
                    if span.end == from {
                        return None;
                    }
                } else if skipped && self.function_word(anchor) {
                    return None;
                }
            }
            Shape::Lead => {
                let word = first.as_ref()?;
                let thought = self.v.mention_lists.skip.contains(&word.word);
                if thought || word.meaning.level.is_some() && !self.inside(word) {
                    return None;
                }
            }
            Shape::Rank => {
                let mut end = span.end;
                let person = (0..3).find_map(|_| {
                    let word = self.behind(end, &[" "])?;
                    end = word.span.end;
                    let singular = word.word.strip_suffix('s').unwrap_or(&word.word);
                    let agent = word.meaning.is(Is::Agent)
                        || self.v.meaning(singular).is_some_and(|m| m.is(Is::Agent));
                    agent.then_some(word.span.end)
                });
                span.end = person?;
            }
            Shape::Short => {
                let upper = anchor.of(self.text).trim_end_matches('s');
                if upper.is_empty()
                    || !upper.bytes().all(|b| b.is_ascii_uppercase())
                    || self.after_digit(anchor)
                {
                    return None;
                }
            }
        }
        Some(self.mention(span, anchor, entry))
    }

    /// "2 PM": a time of day.
    fn after_digit(&self, anchor: Span) -> bool {
        let before = self.text.get(..anchor.start).unwrap_or_default();
        before.trim_end().ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether the only thing before the anchor is a word of `skip`.
    fn function_word(&self, anchor: Span) -> bool {
        let Some(word) = self.before(anchor.start) else {
            return true;
        };
        self.v.mention_lists.skip.contains(&word.word)
    }

    /// Takes in levels and functions before the anchor; returns the word next to it.
    fn extend_left(&self, span: &mut Span, levels_only: bool) -> Option<Word> {
        let mut first = None;
        for _ in 0..REACH {
            if !levels_only && let Some(noun) = self.noun(span.start, false, |at| self.before(at)) {
                span.start = noun.span.start;
                first.get_or_insert(noun);
                continue;
            }
            let Some(word) = self.before(span.start) else {
                break;
            };
            let lists = &self.v.mention_lists;
            let level = lists.levels.contains(&word.word)
                || lists.capital_levels.contains(&word.word) && word.capital;
            if !level && (levels_only || !self.inside(&word)) {
                break;
            }
            span.start = word.span.start;
            first.get_or_insert(word);
        }
        first
    }

    /// Takes in the function behind a leader: "of Engineering and Product".
    fn extend_right(&self, span: &mut Span, gaps: &[&str]) {
        let mut gaps = gaps;
        for _ in 0..REACH {
            let noun = self.noun(span.end, true, |at| {
                self.behind(at, if at == span.end { gaps } else { &[" "] })
            });
            let word = || self.behind(span.end, gaps).filter(|w| self.inside(w));
            let Some(word) = noun.or_else(word) else {
                break;
            };
            span.end = word.span.end;
            gaps = &[" and ", " & ", " "];
        }
    }

    /// Up to "officer", a few words behind "chief".
    fn to_officer(&self, span: &mut Span) -> Option<()> {
        let mut end = span.end;
        for _ in 0..REACH {
            let word = self.behind(end, &[" and ", " & ", " ", "-"])?;
            end = word.span.end;
            if word.word == "officer" || word.word == "officers" {
                span.end = end;
                return Some(());
            }
        }
        None
    }

    fn mention(&self, span: Span, anchor: Span, entry: &MentionWords) -> Mention {
        let text = span.of(self.text);
        let own = self.catalogue.defined(text);
        let before = self
            .before(anchor.start)
            .map(|w| w.word)
            .unwrap_or_default();
        let contributor = entry
            .contributor
            .filter(|_| self.v.mention_lists.contributors.contains(&before));
        let mut rungs = contributor.unwrap_or(entry.rungs);
        if entry.shape == Shape::Manager {
            rungs = self.levelled(text, rungs);
        }
        let last = anchor.of(self.text).to_lowercase();
        let plural = last.ends_with('s') && !last.ends_with("ss")
            || entry.shape == Shape::Chief && text.to_lowercase().ends_with('s')
            || entry.shape == Shape::Rank && text.to_lowercase().ends_with('s')
            || last == "heads of";
        Mention {
            span,
            plural,
            boss: Boss {
                text: text.to_owned(),
                rungs: own.as_ref().map_or(rungs, |m| m.rungs),
                role: own.map(|m| m.role),
                top: entry.top,
            },
        }
    }

    /// A manager of any function with the level that the title names: "Senior Engineering Manager".
    fn levelled(&self, text: &str, rungs: Rungs) -> Rungs {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase);
        let levels = words.filter_map(|w| {
            let spelled = self.v.spelling.get(&w).unwrap_or(&w);
            self.v.level(self.v.meaning(spelled)?).map(|l| l.rungs)
        });
        match levels.max_by_key(|r| r.lo) {
            Some(level) if level.hi <= 1 => Rungs { lo: 0, hi: 2 },
            Some(level) if level.lo >= 4 => Rungs { lo: 4, hi: 5 },
            Some(level) if level.lo == 3 => Rungs {
                lo: rungs.lo + 1,
                hi: 5,
            },
            _ => rungs,
        }
    }
}
