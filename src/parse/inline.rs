//! Marks inside the lines of AsciiDoc and reStructuredText: leaves them out, and keeps what a reader sees.

use super::flow::Flow;

/// A pair of marks around text.
#[derive(Debug)]
pub(super) struct Mark {
    pub(super) mark: &'static str,
    pub(super) strong: bool,
    /// What stands inside is text as it is.
    pub(super) verbatim: bool,
    /// It needs no end of a word around it.
    pub(super) inside_words: bool,
}

/// What one format has inside of lines.
#[derive(Debug)]
pub(super) struct Syntax {
    /// Longer marks before those that they begin with.
    pub(super) marks: &'static [Mark],
    /// What begins at the start of a text and is no pair of equal marks, by the text and the character before it.
    pub(super) special: fn(&str, Option<char>) -> Option<Special>,
    /// Whether a backslash before a character says that it is no markup.
    pub(super) escapes: fn(char) -> bool,
    /// Whether references to characters as in HTML stand for these.
    pub(super) references: bool,
}

/// Markup of which a part is shown: a link, a role. In bytes from its start.
#[derive(Debug, Clone, Copy)]
pub(super) struct Special {
    /// Where what is shown begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
    /// Where the markup ends.
    pub(super) end: usize,
}

impl Special {
    /// Markup that is not shown.
    pub(super) fn hidden(len: usize) -> Special {
        Special {
            from: len,
            to: len,
            end: len,
        }
    }
}

/// Markup that is open.
struct Open {
    /// Byte where what is shown ends.
    to: usize,
    /// Byte where the markup ends.
    end: usize,
    strong: bool,
    verbatim: bool,
}

/// Appends what a reader sees of `raw` to `flow`. Takes time linear in its length.
pub(super) fn read(raw: &Flow, syntax: &Syntax, flow: &mut Flow) {
    let text = raw.text();
    let mut closings = Closings(vec![0; syntax.marks.len()]);
    let mut open: Vec<Open> = Vec::new();
    // what stands between the two is text that has not been copied
    let (mut from, mut at) = (0, 0);
    let mut before = None;
    loop {
        if let Some(Open { end, strong, .. }) = open.pop_if(|open| open.to == at) {
            flow.copy(raw, &(from..at));
            if strong {
                flow.close_strong();
            }
            (from, at) = (end, end);
            continue;
        }
        let limit = open.last().map_or(text.len(), |open| open.to);
        let rest = text.get(at..limit).unwrap_or_default();
        let Some(c) = rest.chars().next() else {
            break;
        };
        if c == '\n' {
            flow.copy(raw, &(from..at));
            flow.push_break(raw.is_hard(at));
            (from, at) = (at + 1, at + 1);
        } else if !open.last().is_some_and(|open| open.verbatim) {
            let escaped = rest.strip_prefix('\\').and_then(|r| r.chars().next());
            if let Some(escaped) = escaped.filter(|c| *c != '\n' && (syntax.escapes)(*c)) {
                flow.copy(raw, &(from..at));
                at += 1 + escaped.len_utf8();
                // an escaped space joins the words around it
                from = if escaped == ' ' {
                    at
                } else {
                    at - escaped.len_utf8()
                };
                before = Some(escaped);
                continue;
            }
            if let Some((start, opened)) = begins(rest, before, text, at, syntax, &mut closings) {
                flow.copy(raw, &(from..at));
                if opened.strong {
                    flow.open_strong();
                }
                open.push(opened);
                before = text.get(..start).and_then(|t| t.chars().next_back());
                (from, at) = (start, start);
                continue;
            }
            at += c.len_utf8();
        } else {
            at += c.len_utf8();
        }
        before = Some(c);
    }
    flow.copy(raw, &(from..at));
}

/// The markup that begins at byte `at`, and where what is shown begins.
fn begins(
    rest: &str,
    before: Option<char>,
    text: &str,
    at: usize,
    syntax: &Syntax,
    closings: &mut Closings,
) -> Option<(usize, Open)> {
    if let Some(special) = (syntax.special)(rest, before) {
        let open = Open {
            to: at + special.to,
            end: at + special.end,
            strong: false,
            verbatim: false,
        };
        return Some((at + special.from, open));
    }
    let word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    for (i, mark) in syntax.marks.iter().enumerate() {
        let Some(inside) = rest.strip_prefix(mark.mark) else {
            continue;
        };
        let fits = mark.inside_words
            || !word
                && !inside.starts_with(char::is_whitespace)
                && (before.is_none() || before != mark.mark.chars().next());
        if !fits {
            continue;
        }
        let start = at + mark.mark.len();
        let to = closings.find(i, mark, text, start);
        if to.is_some_and(|to| to + mark.mark.len() <= at + rest.len()) {
            let to = to?;
            let open = Open {
                to,
                end: to + mark.mark.len(),
                strong: mark.strong,
                verbatim: mark.verbatim,
            };
            return Some((start, open));
        }
    }
    None
}

/// For each mark the first place where it can close, at or behind the last one that was asked for. All before it has been
/// looked at, so that a text is searched once for each mark.
struct Closings(Vec<usize>);

impl Closings {
    fn find(&mut self, index: usize, mark: &Mark, text: &str, start: usize) -> Option<usize> {
        let known = self.0.get_mut(index)?;
        // something stands inside
        if *known <= start {
            let first = text.get(start..)?.chars().next()?.len_utf8();
            let rest = text.get(start + first..).unwrap_or_default();
            let mut places = rest
                .match_indices(mark.mark)
                .map(|(at, _)| start + first + at);
            *known = places
                .find(|at| closes(mark, text, *at))
                .unwrap_or(usize::MAX);
        }
        (*known < text.len()).then_some(*known)
    }
}

fn closes(mark: &Mark, text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at + mark.mark.len()..).unwrap_or_default();
    let ends = before.is_some_and(|c| !c.is_whitespace() && (c != '\\' || mark.verbatim));
    ends && (mark.inside_words || !after.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}
