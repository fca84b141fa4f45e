//! Text of HTML: character references and white space.

use super::tokens::reference;
use crate::parse::flow::Flow;
use std::ops::Range;

/// Whether a text has a tag.
pub(in crate::parse) fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let tag = text.get(at + 1..).unwrap_or_default();
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    }) && text.contains('>')
}

/// A text with its character references decoded.
pub(in crate::parse) fn decoded(raw: &Flow) -> Flow {
    let mut flow = Flow::default();
    let mut at = 0;
    while let Some(rest) = raw.text().get(at..).filter(|rest| !rest.is_empty()) {
        at += match reference(rest) {
            Some((decoded, len)) => {
                flow.replace(&decoded, raw.source(&(at..at + len)));
                len
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let after = rest.get(first..).unwrap_or_default();
                let len = after.find('&').map_or(rest.len(), |len| first + len);
                flow.copy(raw, &(at..at + len));
                len
            }
        };
    }
    flow
}

/// Appends text of HTML: character references are decoded, and white space is one space, or in a `pre` element a line
/// break where it has one.
pub(in crate::parse) fn text(raw: &Flow, range: Range<usize>, pre: bool, flow: &mut Flow) {
    let space = |c: char| c.is_ascii_whitespace();
    let mut at = range.start;
    let mut rest = raw.slice(&range);
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start_matches(space).len();
        let reference = reference(rest);
        let len = match &reference {
            _ if blank > 0 => {
                let run = rest.get(..blank).unwrap_or_default();
                if pre && run.contains(['\n', '\r']) {
                    flow.push_break(false);
                } else if run == " " {
                    flow.copy(raw, &(at..at + blank));
                } else {
                    flow.replace(" ", raw.source(&(at..at + blank)));
                }
                blank
            }
            Some((decoded, len)) => {
                let decoded = if decoded.chars().all(space) {
                    " "
                } else {
                    decoded
                };
                flow.replace(decoded, raw.source(&(at..at + len)));
                *len
            }
            None => {
                let mut after = rest.char_indices().skip(1);
                let end = after.find(|(_, c)| space(*c) || *c == '&');
                let len = end.map_or(rest.len(), |(end, _)| end);
                flow.copy(raw, &(at..at + len));
                len
            }
        };
        at += len;
        rest = rest.get(len..).unwrap_or_default();
    }
}
