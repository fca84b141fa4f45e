//! Finds the bytes of a decoded value in its written form: quotes, escapes and folded lines of YAML, TOML and code.

use super::flow::Flow;
use crate::span::SourceSpan;

/// How a written form escapes characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Not at all.
    None,
    /// Two quotation marks for one.
    Doubled,
    /// With a backslash.
    Backslash,
}

/// Appends `value` to `flow`, each character mapped to where it stands in `raw`, which begins at byte `base` of the
/// source. White space of the one corresponds to white space of the other. Where the two part, the rest of the value
/// stands for the rest of `raw`. Line breaks are those that a reader sees.
pub(super) fn align(flow: &mut Flow, value: &str, raw: &str, base: usize, escapes: Escapes) {
    align_with(flow, value, raw, base, escapes, false);
}

/// As [`align`], with blank lines and indentation as they are in `value`.
pub(super) fn align_lines(flow: &mut Flow, value: &str, raw: &str, base: usize, escapes: Escapes) {
    align_with(flow, value, raw, base, escapes, true);
}

fn align_with(flow: &mut Flow, value: &str, raw: &str, base: usize, escapes: Escapes, keep: bool) {
    let (mut value, mut raw, mut at) = (value.trim(), raw, base);
    loop {
        let space = space_len(raw, escapes);
        let blank = value.len() - value.trim_start().len();
        let (head, tail) = value.split_at(blank);
        if blank > 0 {
            if head.contains('\n') && !keep {
                flow.push_break(true);
            } else if raw.starts_with(head) {
                // indentation behind it is not in the value
                flow.push(head, SourceSpan::new(at, at + blank));
            } else {
                flow.replace(head, SourceSpan::new(at, at + space));
            }
        }
        if blank > 0 || space > 0 {
            (value, raw, at) = (tail, raw.get(space..).unwrap_or_default(), at + space);
        }
        if value.is_empty() {
            return;
        }
        let same = same_run(value, raw, escapes);
        if same > 0 {
            let (run, rest) = value.split_at(same);
            flow.push(run, SourceSpan::new(at, at + same));
            (value, raw, at) = (rest, raw.get(same..).unwrap_or_default(), at + same);
            continue;
        }
        let written = escape_len(raw, escapes).filter(|len| *len <= raw.len());
        let Some(c) = value.chars().next() else {
            return;
        };
        match written {
            // the mark of a block quote, before a further line of a code span
            None if escapes == Escapes::None && raw.starts_with('>') => {
                (raw, at) = (raw.get(1..).unwrap_or_default(), at + 1);
            }
            Some(0) | None => {
                flow.replace(value, SourceSpan::new(at, at + raw.len()));
                return;
            }
            Some(len) => {
                let (escaped, rest) = value.split_at(c.len_utf8());
                flow.replace(escaped, SourceSpan::new(at, at + len));
                (value, raw, at) = (rest, raw.get(len..).unwrap_or_default(), at + len);
            }
        }
    }
}

/// Length of the white space that `raw` begins with, written as it is or as escapes.
fn space_len(raw: &str, escapes: Escapes) -> usize {
    let mut rest = raw.trim_start();
    while escapes == Escapes::Backslash
        && let Some(len) = escape_len(rest, escapes)
        && let Some(escape) = rest.get(1..len)
        && stands_for_space(escape)
    {
        rest = rest.get(len..).unwrap_or_default().trim_start();
    }
    raw.len() - rest.len()
}

/// Whether an escape, without its backslash, stands for white space; `\_`, `\N`, `\L` and `\P` are spaces and breaks of YAML.
fn stands_for_space(escape: &str) -> bool {
    let code = escape
        .get(1..)
        .filter(|_| escape.starts_with(['x', 'u', 'U']));
    match code.and_then(|code| u32::from_str_radix(code, 16).ok()) {
        Some(code) => char::from_u32(code).is_some_and(char::is_whitespace),
        None => {
            escape.starts_with(['n', 't', 'r', 'f', 'v', '_', 'N', 'L', 'P'])
                || escape.starts_with(char::is_whitespace)
        }
    }
}

/// Bytes that both begin with, up to white space or an escape.
fn same_run(value: &str, raw: &str, escapes: Escapes) -> usize {
    let same = |(v, r): &(char, char)| {
        v == r
            && !v.is_whitespace()
            && match escapes {
                Escapes::None => true,
                Escapes::Doubled => *r != '\'',
                Escapes::Backslash => *r != '\\',
            }
    };
    let pairs = value.chars().zip(raw.chars()).take_while(same);
    pairs.map(|(v, _)| v.len_utf8()).sum()
}

/// Length of the escape that `raw` begins with.
fn escape_len(raw: &str, escapes: Escapes) -> Option<usize> {
    match escapes {
        Escapes::None => None,
        Escapes::Doubled => raw.starts_with("''").then_some(2),
        Escapes::Backslash => {
            let kind = raw.strip_prefix('\\')?.chars().next()?;
            let digits = match kind {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            let len = 1 + kind.len_utf8() + digits;
            raw.is_char_boundary(len).then_some(len)
        }
    }
}
