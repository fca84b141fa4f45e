//! Sentences of visible text.

use super::data::{Starts, StatementWords};
use super::phrases::{trim, trim_matches};
use super::words::{fold, lower};
use crate::source::floor_char_boundary;
use crate::span::Span;

/// How far an open parenthesis can hold a sentence together, in bytes.
const PARENTHESIS: usize = 240;

/// How far before a mark the word that it follows is looked for, in bytes: no word that says anything is longer.
const WORD: usize = 64;

/// Splits the range into sentences, trimmed, none empty. Line feeds and bullets in the text end a sentence; dots do
/// where no abbreviation, number or open parenthesis says otherwise.
pub(super) fn split(text: &str, span: Span, words: &StatementWords) -> Vec<Span> {
    let inside = span.of(text);
    let mut out = Vec::new();
    let mut start = 0;
    let mut open: Option<usize> = None;
    let mut next = 0;
    while let Some(at) = next_mark(inside, next) {
        let Some(c) = inside.get(at..).and_then(|t| t.chars().next()) else {
            break;
        };
        next = at + c.len_utf8();
        let cut = match c {
            '\n' | '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25e6}' | '\u{2023}' => {
                open = None;
                Some(at)
            }
            '(' => {
                open = Some(at);
                None
            }
            ')' => {
                open = None;
                None
            }
            '.' | '!' | '?' | '\u{2026}' if open.is_none_or(|o| at - o > PARENTHESIS) => {
                let rest = inside.get(next..).unwrap_or_default();
                let after = rest.trim_start_matches([
                    '.', '!', '?', '"', '\'', '\u{201d}', '\u{2019}', ')', '*',
                ]);
                next = inside.len() - after.len();
                let near = floor_char_boundary(inside, at.saturating_sub(WORD));
                let before = inside.get(near.max(start)..at).unwrap_or_default();
                ends(c, before, after, words).then_some(next)
            }
            _ => None,
        };
        if let Some(end) = cut {
            push(text, span.start + start, span.start + end, &mut out);
            start = end;
        }
    }
    push(text, span.start + start, span.end, &mut out);
    out
}

/// The first character at or behind byte `from` that can end a sentence or hold it together: ASCII marks, line feeds,
/// and the characters that share their first byte with bullets and the ellipsis.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let rest = text.as_bytes().get(from..)?;
    rest.iter()
        .position(|b| matches!(b, b'\n' | b'(' | b')' | b'.' | b'!' | b'?' | 0xe2))
        .map(|i| from + i)
}

fn push(text: &str, start: usize, end: usize, out: &mut Vec<Span>) {
    let span = trim_matches(text, Span::new(start, end), |c| {
        c.is_whitespace()
            || matches!(
                c,
                '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25e6}' | '\u{2023}' | '\u{b7}'
            )
    });
    if span.of(text).chars().any(char::is_alphanumeric) {
        out.push(span);
    }
}

/// Whether the mark between `before` and `after` ends a sentence.
fn ends(mark: char, before: &str, after: &str, words: &StatementWords) -> bool {
    let next = after.chars().next();
    let last = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '/' | '"'))
        .next()
        .unwrap_or_default();
    match next {
        None => return true,
        Some(c) if c.is_whitespace() => {}
        // "quality.As our …": the space was lost
        Some(c) => {
            let mut rest = after.chars().skip(1);
            return mark == '.'
                && c.is_uppercase()
                && last.chars().count() > 3
                && last.chars().all(char::is_lowercase)
                && rest
                    .next()
                    .is_some_and(|c| c.is_lowercase() || c.is_whitespace());
        }
    }
    let begins = after.trim_start().chars().next().is_none_or(|c| {
        !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '&' | '/' | '-' | '\u{2013}')
    });
    if mark != '.' {
        return begins;
    }
    let lower = lower(last);
    let initial = lower.chars().count() == 1 && !lower.starts_with(|c: char| c.is_ascii_digit());
    begins && !initial && !words.abbreviations.contains(&lower)
}

/// Splits a bullet at its semicolons, where each piece has three words or more.
pub(super) fn split_semicolons(text: &str, span: Span) -> Option<Vec<Span>> {
    let inside = span.of(text);
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, mark) in inside.match_indices(';').chain([(inside.len(), "")]) {
        let piece = trim(text, Span::new(span.start + start, span.start + at));
        if !piece.is_empty() {
            if piece.of(text).split_whitespace().count() < 3 {
                return None;
            }
            pieces.push(piece);
        }
        start = at + mark.len();
    }
    (pieces.len() > 1).then_some(pieces)
}

/// Splits long text that lost its line breaks ("… on time Define metrics …"): before a capitalised word that
/// statements begin with, where the word before can end one.
pub(super) fn split_flat(
    text: &str,
    span: Span,
    words: &StatementWords,
    starts: &Starts,
) -> Vec<Span> {
    let inside = span.of(text);
    if inside.split_whitespace().count() <= words.long {
        return vec![span];
    }
    let mut out = Vec::new();
    let mut start = 0;
    let mut previous = "";
    for token in inside.split_whitespace() {
        // both are slices of `inside`
        let at = token.as_ptr() as usize - inside.as_ptr() as usize;
        let can_end = previous
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '%' | '+'))
            && !words.connectives.holds(previous)
            && !previous.starts_with(char::is_uppercase);
        let begins = token.starts_with(char::is_uppercase)
            && token.chars().skip(1).all(|c| !c.is_uppercase())
            && starts.is_start(&fold(token));
        if can_end
            && begins
            && inside
                .get(start..at)
                .unwrap_or_default()
                .split_whitespace()
                .nth(3)
                .is_some()
        {
            push(text, span.start + start, span.start + at, &mut out);
            start = at;
        }
        previous = token;
    }
    push(text, span.start + start, span.end, &mut out);
    out
}
