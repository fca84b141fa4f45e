//! What a line of a posting looks like: bullets, typed headings, and whether its break is mere wrapping.

use std::borrow::Cow;
use std::ops::{Range, RangeInclusive};

use unicode_segmentation::UnicodeSegmentation;

/// Bullet glyphs that need no space after them.
const GLYPHS: &[char] = &[
    '•', '●', '▪', '◦', '‣', '∙', '⁃', '■', '□', '○', '◆', '◇', '➢', '➤', '►', '▸', '✓', '✔', '✅',
    '☑',
];
/// Characters of the fonts Symbol and Wingdings, as word processors give them.
const SYMBOLS: RangeInclusive<char> = '\u{f020}'..='\u{f0ff}';
/// Bullet glyphs that are also punctuation: only before white space.
const SPACED: &[char] = &['-', '*', '+', '·', '–', '—', '→'];
/// Glyphs that word processors give to the second level of a list.
const SECOND: &[char] = &['o', '◦', '○', '◇'];
/// Glyphs of the third level.
const THIRD: &[char] = &['▪', '■', '□', '\u{f0a7}'];

/// Longest typed heading, in code points.
const HEADING_MAX: usize = 70;
/// Most words of a typed heading.
const HEADING_WORDS: usize = 8;
/// Longest heading that nothing but its place above a list marks as one, in code points.
const BARE_HEADING_MAX: usize = 50;
/// Longest line that is all strong and still reads as a heading, in code points.
const STRONG_HEADING_MAX: usize = 80;
/// A line with inline bullets is a whole list only where it is longer than this, in bytes.
const FLAT_LIST_MIN: usize = 150;
/// Bytes of a line that are looked at to tell a heading.
const GLANCE: usize = 400;

/// A line without the white space around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'s> {
    pub(super) text: &'s str,
    /// Byte of the source where the text begins.
    pub(super) start: usize,
    /// Bytes of white space before it.
    pub(super) indent: usize,
}

impl<'s> Line<'s> {
    /// The part of the line from `range` of its text, without the white space around it.
    pub(super) fn part(&self, range: Range<usize>) -> Line<'s> {
        let inside = self.text.get(range.clone()).unwrap_or_default();
        let space = inside.len() - inside.trim_start().len();
        Line {
            text: inside.trim(),
            start: self.start + range.start + space,
            indent: self.indent + range.start + space,
        }
    }
    /// The line without its first `bytes`.
    pub(super) fn after(&self, bytes: usize) -> Line<'s> {
        self.part(bytes.min(self.text.len())..self.text.len())
    }
    /// First byte of the source behind the text.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// All lines of a source, blank ones included. A lone carriage return ends a line as well.
#[derive(Debug, Clone)]
pub(super) struct Lines<'s> {
    rest: &'s str,
    at: usize,
}

impl<'s> Lines<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        Lines {
            rest: source,
            at: 0,
        }
    }
}

impl<'s> Iterator for Lines<'s> {
    type Item = Line<'s>;

    fn next(&mut self) -> Option<Line<'s>> {
        if self.rest.is_empty() {
            return None;
        }
        let len = self.rest.find(['\n', '\r']).unwrap_or(self.rest.len());
        let (line, after) = self.rest.split_at(len);
        let end = match after.as_bytes() {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        let indent = len - line.trim_start().len();
        let start = self.at + indent;
        self.at += len + end;
        self.rest = after.get(end..).unwrap_or_default();
        Some(Line {
            text: line.trim(),
            start,
            indent,
        })
    }
}

/// The lines of a text, each with the line feed that ends it.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    let mut start = 0;
    ends.chain([text.len()])
        .map(move |end| {
            let line = text.get(start..end).unwrap_or_default();
            start = end;
            line
        })
        .filter(|line| !line.is_empty())
}

/// The bullet or number at the start of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// Its bytes, the white space after it included.
    pub(super) len: usize,
    /// Level its glyph suggests: 0, 1 or 2.
    pub(super) rank: u8,
    /// An emoji: a bullet only beside others.
    pub(super) emoji: bool,
}

/// The bullet or number that `line` (without white space around) starts with.
pub(super) fn marker(line: &str) -> Option<Marker> {
    // `\-`: an escape of Markdown that was copied along
    let escape = line.starts_with('\\').into();
    let body = line.get(escape..)?;
    let first = body.chars().next()?;
    let after = body.get(first.len_utf8()..)?;
    let sign = !first.is_ascii_alphanumeric();
    let (glyph, rank, emoji) = if sign && is_glyph(first) {
        // an emoji presentation selector belongs to the glyph
        let selector = after.starts_with('\u{fe0f}');
        (
            first.len_utf8() + if selector { 3 } else { 0 },
            rank(first),
            false,
        )
    } else if sign && SPACED.contains(&first) && after.starts_with(char::is_whitespace)
        || first == '-' && after.starts_with(char::is_uppercase)
        || first == 'o' && after.starts_with(char::is_whitespace)
    {
        (first.len_utf8(), rank(first), false)
    } else if let Some(len) = number(body) {
        (len, 0, false)
    } else {
        (emoji_len(body)?, 0, true)
    };
    let rest = body.get(glyph..)?;
    let space = rest.len() - rest.trim_start().len();
    Some(Marker {
        len: escape + glyph + space,
        rank,
        emoji,
    })
}

fn is_glyph(c: char) -> bool {
    GLYPHS.contains(&c) || SYMBOLS.contains(&c)
}

fn rank(glyph: char) -> u8 {
    if SECOND.contains(&glyph) {
        1
    } else if THIRD.contains(&glyph) {
        2
    } else {
        0
    }
}

/// Length of `1.`, `12)`, `(a)`, `(iv)`, `b)`, `#.` before white space.
fn number(line: &str) -> Option<usize> {
    if let Some(rest) = line.strip_prefix("#.") {
        return rest.starts_with(char::is_whitespace).then_some(2);
    }
    let open = usize::from(line.starts_with('('));
    let inner = line.get(open..)?;
    let label = inner
        .bytes()
        .take_while(u8::is_ascii_alphanumeric)
        .take(4)
        .count();
    let name = inner.get(..label)?;
    let digits = (1..=2).contains(&label) && name.bytes().all(|b| b.is_ascii_digit());
    let letters =
        label == 1 || (1..=4).contains(&label) && name.bytes().all(|b| b"ivx".contains(&b));
    let close = inner.as_bytes().get(label)?;
    let fits = match close {
        b'.' => open == 0 && digits,
        b')' => digits || letters && label > 0,
        _ => false,
    };
    let len = open + label + 1;
    let spaced = line.get(len..)?.starts_with(char::is_whitespace);
    (fits && spaced).then_some(len)
}

/// Length of an emoji (modifiers and joined ones included) before white space.
fn emoji_len(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let pictured = matches!(first, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}');
    if !pictured {
        return None;
    }
    // a joined sequence is short; a glance keeps hostile ones from costing anything
    let glance = line.get(..crate::source::floor_char_boundary(line, 64))?;
    let len = glance.graphemes(true).next()?.len();
    line.get(len..)?
        .starts_with(char::is_whitespace)
        .then_some(len)
}

/// The inside of a line that is a comment to jdlint in a format without comments: `# jdlint-…` or `<!-- jdlint-… -->`.
pub(super) fn directive(line: &str) -> Option<Range<usize>> {
    let (open, close) = if line.starts_with('#') {
        ("#", "")
    } else {
        ("<!--", "-->")
    };
    let inside = line.strip_prefix(open)?.strip_suffix(close)?;
    let text = inside.trim_start();
    let start = open.len() + (inside.len() - text.len());
    let known = text.get(..7)?.eq_ignore_ascii_case("jdlint-");
    known.then(|| start..start + text.trim_end().len())
}

/// Level and start of the text of `##Heading`, a heading of Markdown that lacks its space, or of `## Heading`.
pub(super) fn hash_heading(line: &str) -> Option<(u8, usize)> {
    let level = line.bytes().take_while(|b| *b == b'#').take(7).count();
    let rest = line.get(level..)?;
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    // `#1 in our market` and `#hashtag` are text
    let named = level > 1 || text.starts_with(char::is_uppercase);
    let fits = (1..=6).contains(&level) && !text.is_empty() && (spaced || named);
    let letter = spaced || text.starts_with(char::is_alphabetic);
    (fits && letter).then_some((level as u8, line.len() - text.len()))
}

/// The text when it is short enough to be a heading at all.
fn short(line: &str, max: usize) -> Option<&str> {
    let fits = line.len() <= GLANCE && line.chars().count() <= max;
    (fits && line.split_whitespace().nth(HEADING_WORDS).is_none()).then_some(line)
}

/// A short line in capitals, but for a small word such as `and/or`.
pub(super) fn is_caps(line: &str) -> bool {
    // running text is told by its first words
    let small = |c: &char| c.is_alphabetic() && !c.is_uppercase();
    if line.chars().filter(small).nth(HEADING_MAX / 8).is_some() {
        return false;
    }
    short(line, HEADING_MAX).is_some_and(|line| {
        let count = |is: fn(char) -> bool| line.chars().filter(|c| is(*c)).count();
        let (letters, capitals) = (count(char::is_alphabetic), count(char::is_uppercase));
        capitals >= 4 && (letters - capitals) * 8 <= letters && !line.ends_with(['.', ','])
    })
}

/// A short line that ends in a colon.
pub(super) fn is_label(line: &str) -> bool {
    let label = line.strip_suffix([':', '：']);
    label.is_some_and(|label| {
        short(line, HEADING_MAX).is_some()
            && label.chars().any(char::is_alphabetic)
            && !label.starts_with(char::is_lowercase)
            && !label.contains(". ")
            && !label.contains(": ")
    })
}

/// A short line without the punctuation of a sentence: a heading where a list follows.
pub(super) fn is_bare_heading(line: &str) -> bool {
    short(line, BARE_HEADING_MAX).is_some_and(|line| {
        let starts = line.chars().find(|c| c.is_alphanumeric());
        let ends = line.ends_with(|c: char| c.is_alphanumeric() || ")?!’'…&".contains(c));
        starts.is_some_and(|c| !c.is_lowercase())
            && ends
            && line.chars().any(char::is_alphabetic)
            && !line.contains(['\t', '\n', ','])
            && !line.contains(": ")
            && !line.contains(". ")
    })
}

/// A line that is strong as a whole and reads as a heading: short, no sentence, no `label: value`.
pub(super) fn is_strong_heading(line: &str) -> bool {
    line.len() <= GLANCE
        && line.chars().count() <= STRONG_HEADING_MAX
        && line.chars().any(char::is_alphabetic)
        && (!line.ends_with(['.', ',', ';']) || line.ends_with("..."))
        && !line.contains(": ")
        && !line.contains(". ")
}

/// The source with a line feed in place of every carriage return that ends a line by itself: as many bytes.
pub(super) fn with_line_feeds(source: &str) -> Cow<'_, str> {
    if !source.contains('\r') {
        return Cow::Borrowed(source);
    }
    let mut out = String::with_capacity(source.len());
    let mut rest = source.chars().peekable();
    while let Some(c) = rest.next() {
        let alone = c == '\r' && rest.peek() != Some(&'\n');
        out.push(if alone { '\n' } else { c });
    }
    Cow::Owned(out)
}

/// Whether a line ends as a sentence or a clause of its own does.
pub(super) fn ends_clause(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':', ';'])
}

/// Whether the item that ends in this line can go on below a blank line.
pub(super) fn ends_item(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':'])
}

/// Whether a line goes on from the one before it by its looks.
pub(super) fn starts_lower(line: &str) -> bool {
    let opening = |c: char| "\"'“‘„«([".contains(c);
    line.trim_start_matches(opening)
        .starts_with(char::is_lowercase)
}

/// Bytes where the items of a list begin that was pasted into one long line: `… • Own … • Lead …`.
pub(super) fn flat_list(line: &str) -> Vec<usize> {
    // no glyph of these is ASCII
    if line.len() < FLAT_LIST_MIN || line.is_ascii() {
        return Vec::new();
    }
    let mut before = ' ';
    let mut starts = Vec::new();
    for (at, c) in line.char_indices() {
        let next = line.as_bytes().get(at + c.len_utf8());
        if before.is_whitespace() && (is_glyph(c) || c == '·') && next == Some(&b' ') {
            starts.push(at);
        }
        before = c;
    }
    // one glyph is a separator, and so are many with next to nothing between them
    let dense = line.len() < starts.len() * 25;
    if starts.len() < 2 || dense {
        Vec::new()
    } else {
        starts
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_keep_their_line_feeds() {
        for text in ["", "\n", "a", "a\n", "a\nb", "\n\na\r\n\u{e9}\n\n"] {
            let lines: Vec<&str> = super::split(text).collect();
            assert_eq!(
                lines,
                text.split_inclusive('\n').collect::<Vec<_>>(),
                "{text:?}"
            );
        }
    }
}
