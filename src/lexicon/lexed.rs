//! Tokens.

use super::code::ANY_NUMBER;
use super::needs::{Mask, bits};
use super::{Lexicon, WordId};
use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A word; hyphens split words, apostrophes do not.
    Word,
    /// Digits, with `.` and `,` inside.
    Number,
    /// `,` `(` `)` `/` `"` and other marks inside a sentence.
    Mark,
    /// `.` `;` `!` `?` `:` or a line feed.
    Stop,
}

/// One token: bytes of the visible text, what it is, and which known word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
    /// Number of the word or number where it is known in any spelling, else 0.
    pub word: WordId,
    /// Number of exactly this spelling where rules ask for it ("PMs"), else `word`; of every number the same.
    pub exact: WordId,
}

impl Token {
    /// Its range in the visible text.
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A text split into tokens.
#[derive(Debug, Clone)]
pub struct Lexed<'l> {
    /// Tokens in order. White space and hyphens between letters are no tokens; `&` is the word `&`.
    pub tokens: Vec<Token>,
    /// For each token the words of [`NEAR`] tokens from it on.
    pub(super) near: Vec<Mask>,
    /// What numbered the words; its patterns are looked for in them.
    pub(super) lexicon: &'l Lexicon,
}

/// A match of most patterns has no more tokens.
pub(super) const NEAR: usize = 8;

/// The words of [`NEAR`] tokens from each one on.
fn near(tokens: &[Token]) -> Vec<Mask> {
    let mut near: Vec<Mask> = tokens.iter().map(bits).collect();
    let mut reach = 1;
    while reach < NEAR {
        for at in reach..near.len() {
            near[at - reach] |= near[at];
        }
        reach *= 2;
    }
    near
}

impl Lexed<'_> {
    /// Indices of the tokens that lie inside `span`.
    pub fn within(&self, span: Span) -> std::ops::Range<usize> {
        let first = self
            .tokens
            .partition_point(|t| (t.start as usize) < span.start);
        let last = self
            .tokens
            .partition_point(|t| (t.end as usize) <= span.end);
        first..last.max(first)
    }

    /// Index of the first mark or stop among these tokens, or one past their end.
    pub fn clause_end(&self, tokens: std::ops::Range<usize>) -> usize {
        let clause = self.tokens.get(tokens.clone()).unwrap_or_default();
        let mark = |t: &Token| matches!(t.kind, TokenKind::Mark | TokenKind::Stop);
        let end = clause.iter().position(mark);
        end.map_or(tokens.end, |at| tokens.start + at)
    }
}

/// Whether `c` can stand in a word.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Splits `text`; `lexicon` numbers the words.
/// Texts over 4 GiB are cut: spans are 32 bits.
pub(super) fn tokenize<'l>(text: &str, lexicon: &'l Lexicon) -> Lexed<'l> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() && at < u32::MAX as usize {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            break;
        };
        let mut end = at + c.len_utf8();
        let kind = if c.is_ascii_digit() {
            while end < bytes.len() {
                match bytes[end] {
                    b'0'..=b'9' => end += 1,
                    b'.' | b',' if bytes.get(end + 1).is_some_and(u8::is_ascii_digit) => end += 2,
                    _ => break,
                }
            }
            TokenKind::Number
        } else if is_word(c) {
            end = word_end(text, end);
            TokenKind::Word
        } else if c.is_whitespace() && c != '\n' {
            at = end;
            continue;
        } else {
            match c {
                '.' | ';' | '!' | '?' | ':' | '\n' => TokenKind::Stop,
                '&' => TokenKind::Word,
                // a hyphen between letters joins two words
                '-' | '\u{2010}' | '\u{2011}' if joins(text, at, end) => {
                    at = end;
                    continue;
                }
                _ => TokenKind::Mark,
            }
        };
        let numbers = || lexicon.numbers(text.get(at..end).unwrap_or_default());
        let (word, exact) = match kind {
            TokenKind::Word => numbers(),
            TokenKind::Number => match numbers().0 {
                0 => (ANY_NUMBER, ANY_NUMBER),
                known => (known, ANY_NUMBER),
            },
            TokenKind::Mark | TokenKind::Stop => (0, 0),
        };
        tokens.push(Token {
            start: at as u32,
            end: end as u32,
            kind,
            word,
            exact,
        });
        at = end;
    }
    Lexed {
        near: near(&tokens),
        tokens,
        lexicon,
    }
}

/// End of the word that goes on at `from`: letters, digits, and apostrophes between letters.
fn word_end(text: &str, from: usize) -> usize {
    let char_at = |at: usize| text.get(at..).and_then(|rest| rest.chars().next());
    let mut end = from;
    while let Some(byte) = text.as_bytes().get(end) {
        if byte.is_ascii_alphanumeric() || *byte == b'_' {
            end += 1;
            continue;
        }
        if byte.is_ascii() && *byte != b'\'' {
            break;
        }
        let Some(c) = char_at(end) else { break };
        let next = end + c.len_utf8();
        let joins =
            || matches!(c, '\'' | '\u{2019}') && char_at(next).is_some_and(char::is_alphabetic);
        if !is_word(c) && !joins() {
            break;
        }
        end = next;
    }
    end
}

fn joins(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let after = text.get(end..).and_then(|t| t.chars().next());
    before.is_some_and(is_word) && after.is_some_and(is_word)
}
