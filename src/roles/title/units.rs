//! Titles cut into words and phrases of the vocabulary, with what separates them.

use crate::roles::vocabulary::{Meaning, Vocabulary};
use crate::roles::words::MAX_PHRASE;

/// Words of a title that are looked at; what comes later is no part of a title.
const MAX_WORDS: usize = 256;

/// What stands before a unit; the order is by strength, the strongest of several counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sep {
    /// White space.
    Space,
    /// A hyphen inside a word: "Product-Manager".
    Tight,
    /// "to".
    To,
    /// "and", "&", "+".
    And,
    /// "or".
    Or,
    /// "/".
    Slash,
    /// Comma, dash, bracket, colon, bar: another part of the title begins.
    Part,
}

impl Sep {
    /// Joins alternatives or partners.
    pub(super) fn joins(self) -> bool {
        matches!(self, Sep::To | Sep::And | Sep::Or | Sep::Slash)
    }
    /// Joins alternatives: "Director/VP". Somebody who is "VP and Head" is both.
    pub(super) fn alternates(self) -> bool {
        self.joins() && self != Sep::And
    }
    /// The words belong to one run.
    pub(super) fn runs(self) -> bool {
        matches!(self, Sep::Space | Sep::Tight)
    }
}

/// A word or phrase of a title.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Lower case, spelled as in the vocabulary.
    pub word: String,
    /// Bytes of the title.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands before it.
    pub sep: Sep,
    /// Number of the part it stands in.
    pub part: usize,
    /// Whether that part is in brackets.
    pub bracket: bool,
    /// I to V or 1 to 5.
    pub number: Option<u8>,
    /// Whether the number is a Roman one.
    pub roman: bool,
    /// What the vocabulary says; empty for an unknown word.
    pub meaning: Meaning,
}

struct Raw {
    word: String,
    start: usize,
    end: usize,
    sep: Sep,
    bracket: bool,
}

#[derive(Default)]
struct Reader {
    raws: Vec<Raw>,
    word: String,
    start: usize,
    end: usize,
    sep: Option<Sep>,
    depth: u8,
}

impl Reader {
    fn push(&mut self, c: char, start: usize, end: usize) {
        if self.word.is_empty() {
            self.start = start;
        }
        if c.is_ascii() {
            self.word.push(c.to_ascii_lowercase());
        } else {
            self.word.extend(c.to_lowercase());
        }
        self.end = end;
    }

    fn separate(&mut self, sep: Sep) {
        self.flush();
        self.sep = Some(self.sep.map_or(sep, |s| s.max(sep)));
    }

    fn flush(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let word = std::mem::take(&mut self.word);
        let join = match word.as_str() {
            "and" | "und" | "et" => Some(Sep::And),
            "or" | "oder" => Some(Sep::Or),
            "to" => Some(Sep::To),
            _ => None,
        };
        if let Some(join) = join {
            self.sep = Some(self.sep.map_or(join, |s| s.max(join)));
            return;
        }
        let sep = self.sep.take().unwrap_or(Sep::Space);
        self.raws.push(Raw {
            word,
            start: self.start,
            end: self.end,
            sep,
            bracket: self.depth > 0,
        });
    }
}

/// The units of `title`. Linear; at most the first 256 words.
pub(super) fn read(title: &str, vocabulary: &Vocabulary) -> Vec<Unit> {
    let mut r = Reader::default();
    let mut skip_to = 0;
    let mut before = None;
    for (at, c) in title.char_indices() {
        if at < skip_to {
            continue;
        }
        if r.raws.len() >= MAX_WORDS {
            break;
        }
        let next = at + c.len_utf8();
        if c == '&'
            && let Some((text, end)) = entity(title, at, vocabulary)
        {
            for c in text.chars() {
                step(
                    &mut r,
                    c,
                    at,
                    end,
                    before,
                    title.get(end..).and_then(|t| t.chars().next()),
                );
            }
            skip_to = end;
            before = text.chars().last();
            continue;
        }
        let after = title.get(next..).and_then(|t| t.chars().next());
        step(&mut r, c, at, next, before, after);
        before = Some(c);
    }
    r.flush();
    drop_gender_tags(&mut r.raws, vocabulary);
    group(r.raws, vocabulary)
}

/// Takes out "(m/f/d)" and its like, which would otherwise cut a title in two.
fn drop_gender_tags(raws: &mut Vec<Raw>, vocabulary: &Vocabulary) {
    let tag = |r: &Raw| r.bracket && vocabulary.genders.contains(&r.word);
    let mut keep = vec![true; raws.len()];
    let mut from = 0;
    for to in 1..=raws.len() {
        // A bracket ends where the next word begins another part or stands outside.
        let ends = raws
            .get(to)
            .is_none_or(|r| r.sep == Sep::Part || !r.bracket);
        if ends {
            if let (Some(bracket), Some(marks)) = (raws.get(from..to), keep.get_mut(from..to))
                && bracket.iter().all(tag)
            {
                marks.fill(false);
            }
            from = to;
        }
    }
    let mut kept = keep.into_iter();
    raws.retain(|_| kept.next().unwrap_or(true));
}

/// One character: part of a word, or a separator.
fn step(
    r: &mut Reader,
    c: char,
    start: usize,
    end: usize,
    before: Option<char>,
    after: Option<char>,
) {
    match c {
        // Soft hyphen, zero-width characters, joiners, bidirectional controls, variation selectors: not there.
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fe0f}' => {}
        '\'' | '’' | '‘' | 'ʼ' if before.is_some_and(char::is_alphanumeric) => {}
        '-' | '‐' | '‑' => {
            let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            r.separate(if inside(before) && inside(after) {
                Sep::Tight
            } else {
                Sep::Part
            });
        }
        '/' | '⁄' | '∕' => r.separate(Sep::Slash),
        '&' | '+' | '＆' => r.separate(Sep::And),
        '(' | '[' | '{' | '（' => {
            r.separate(Sep::Part);
            r.depth = r.depth.saturating_add(1);
        }
        ')' | ']' | '}' | '）' => {
            r.separate(Sep::Part);
            r.depth = r.depth.saturating_sub(1);
        }
        ',' | ';' | ':' | '|' | '–' | '—' | '―' | '−' | '•' | '·' | '@' | '!' | '?' | '\n'
        | '>' | '<' | '→' | '…' | '，' | '：' | '｜' | '»' | '«' | '=' => {
            r.separate(Sep::Part);
        }
        c if c.is_alphanumeric() => r.push(c, start, end),
        _ => r.separate(Sep::Space),
    }
}

/// The text of an HTML entity at byte `at`, and where it ends.
fn entity<'v>(title: &str, at: usize, vocabulary: &'v Vocabulary) -> Option<(&'v str, usize)> {
    let rest = title.get(at + 1..)?;
    let length = rest.bytes().take(8).position(|b| b == b';')?;
    let name = rest.get(..length)?;
    let text = vocabulary.entities.get(name)?;
    Some((text, at + 1 + length + 1))
}

/// Joins words to the longest phrases of the vocabulary.
fn group(raws: Vec<Raw>, vocabulary: &Vocabulary) -> Vec<Unit> {
    let spelled: Vec<&str> = raws
        .iter()
        .map(|r| {
            let word = vocabulary.spelling.get(&r.word);
            word.map_or(r.word.as_str(), String::as_str)
        })
        .collect();
    let mut units: Vec<Unit> = Vec::with_capacity(raws.len());
    let mut part = 0;
    let mut i = 0;
    while let (Some(raw), Some(first)) = (raws.get(i), spelled.get(i)) {
        let opener = first.split(' ').next().unwrap_or_default();
        let mut run = 1;
        while run < vocabulary.longest_from(opener).min(MAX_PHRASE)
            && raws.get(i + run).is_some_and(|r| r.sep.runs())
        {
            run += 1;
        }
        let mut found = (1, (*first).to_owned(), None);
        for length in (1..=run).rev() {
            let phrase = spelled.get(i..i + length).unwrap_or_default().join(" ");
            if let Some(meaning) = vocabulary.meaning(&phrase) {
                found = (length, phrase, Some(meaning));
                break;
            }
        }
        let (length, word, mut meaning) = found;
        // "JR-10021" is a requisition, not a junior.
        let requisition = |r: &Raw| {
            r.sep == Sep::Tight && r.word.len() > 2 && r.word.bytes().all(|b| b.is_ascii_digit())
        };
        if length == 1 && raws.get(i + 1).is_some_and(requisition) {
            meaning = None;
        }
        let end = raws.get(i + length - 1).map_or(raw.end, |r| r.end);
        if raw.sep == Sep::Part && !units.is_empty() {
            part += 1;
        }
        let (number, roman) = if length == 1 {
            number(&raw.word)
        } else {
            (None, false)
        };
        units.push(Unit {
            word,
            start: raw.start,
            end,
            sep: raw.sep,
            part,
            bracket: raw.bracket,
            number,
            roman,
            meaning: meaning.unwrap_or_default(),
        });
        i += length;
    }
    units
}

fn number(word: &str) -> (Option<u8>, bool) {
    match word {
        "i" => (Some(1), true),
        "ii" => (Some(2), true),
        "iii" => (Some(3), true),
        "iv" => (Some(4), true),
        "v" => (Some(5), true),
        "1" | "2" | "3" | "4" | "5" => (word.parse().ok(), false),
        _ => (None, false),
    }
}
