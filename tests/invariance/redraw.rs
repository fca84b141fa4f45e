//! A posting in Markdown taken apart into its pieces, and drawn again in another way.

use std::sync::LazyLock;

/// A piece of a posting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A line that stays as it is: front matter, a table, a comment, a blank line.
    Line(String),
    /// A heading: its level, its text.
    Heading(usize, String),
    /// A paragraph: its lines, or one where they are mere wrapping.
    Paragraph(Vec<String>),
    /// A list item: its indentation, its text.
    Item(usize, String),
}

/// Shortest line that goes on below only because it is full, in bytes.
const FULL: usize = 60;

/// The bullet or number that a line begins with, and the rest.
fn item(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let bullet = ["- ", "* ", "+ "].iter().find_map(|b| line.strip_prefix(b));
    let number = || {
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = line.get(digits..)?;
        (digits > 0).then_some(rest)?.strip_prefix(". ")
    };
    bullet.or_else(number).map(str::trim_start)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The pieces of a posting.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut lines = text.lines().peekable();
    if lines.peek().is_some_and(|l| matches!(*l, "---" | "+++")) {
        let fence = lines.next().unwrap_or_default();
        pieces.push(Piece::Line(fence.to_owned()));
        for line in lines.by_ref() {
            pieces.push(Piece::Line(line.to_owned()));
            if line == fence {
                break;
            }
        }
    }
    for line in lines {
        let body = line.trim();
        let level = body.bytes().take_while(|b| *b == b'#').count();
        let heading = body.get(level..).and_then(|rest| rest.strip_prefix(' '));
        if body.is_empty() || body.starts_with(['|', '<', '>', '`', '=']) || body == "---" {
            pieces.push(Piece::Line(line.to_owned()));
        } else if let (1..=6, Some(heading)) = (level, heading) {
            pieces.push(Piece::Heading(level, heading.to_owned()));
        } else if let Some(text) = item(line) {
            pieces.push(Piece::Item(indent(line), text.to_owned()));
        } else {
            match pieces.last_mut() {
                Some(Piece::Item(_, text)) if indent(line) > 0 => {
                    text.push(' ');
                    text.push_str(body);
                }
                Some(Piece::Paragraph(lines)) => match lines.last_mut() {
                    Some(last) if last.len() >= FULL && !line.ends_with("  ") => {
                        last.push(' ');
                        last.push_str(body);
                    }
                    _ => lines.push(line.to_owned()),
                },
                _ => pieces.push(Piece::Paragraph(vec![line.to_owned()])),
            }
        }
    }
    pieces
}

/// How a posting is drawn.
pub struct Style {
    /// What stands before the item at this place of its list, from 0.
    pub bullet: fn(usize) -> String,
    /// The lines of a heading: its level, its text.
    pub heading: fn(usize, &str) -> String,
    /// What becomes of the words of headings, paragraphs and items.
    pub words: fn(&str) -> String,
    /// What becomes of an item as a whole, after its words.
    pub item: fn(&str) -> String,
    /// Width that paragraphs and items are wrapped at, in code points; none for one line each.
    pub width: Option<usize>,
}

/// The way in which the fixtures are written, each paragraph on one line.
pub const PLAIN: Style = Style {
    bullet: |_| "- ".to_owned(),
    heading: |level, text| format!("{} {text}", "#".repeat(level)),
    words: str::to_owned,
    item: str::to_owned,
    width: None,
};

/// The lines of `text`, of at most `width` code points where words allow, the second and later ones indented.
fn wrapped(text: &str, width: Option<usize>, first: &str) -> String {
    let Some(width) = width else {
        return format!("{first}{text}");
    };
    let hanging = " ".repeat(first.chars().count());
    let mut lines = vec![first.to_owned()];
    let mut comment = false;
    for word in text.split(' ') {
        let line = lines.last().map_or("", String::as_str);
        let begun = line.len() > first.len().max(hanging.len());
        // a line must not begin as a list item or a heading would
        let marks = word.starts_with(['-', '+', '*', '#', '>', '=', '|'])
            || word.ends_with(['.', ')']) && word.len() < 5;
        if begun && line.chars().count() + 1 + word.chars().count() > width && !marks && !comment {
            lines.push(format!("{hanging}{word}"));
        } else if let Some(line) = lines.last_mut() {
            if begun {
                line.push(' ');
            }
            line.push_str(word);
        }
        // a comment stays on its line
        comment = word == "<!--" || comment && word != "-->";
    }
    lines.join("\n")
}

/// Draws pieces in a style.
pub fn drawn(pieces: &[Piece], style: &Style) -> String {
    let mut place = 0;
    let mut out = String::new();
    for piece in pieces {
        let lines = match piece {
            Piece::Line(line) => line.clone(),
            Piece::Heading(level, text) => (style.heading)(*level, &(style.words)(text)),
            Piece::Paragraph(lines) => {
                let lines = lines
                    .iter()
                    .map(|l| wrapped(&(style.words)(l), style.width, ""));
                lines.collect::<Vec<_>>().join("\n")
            }
            Piece::Item(indent, text) => {
                let first = format!("{}{}", " ".repeat(*indent), (style.bullet)(place));
                wrapped(&(style.item)(&(style.words)(text)), style.width, &first)
            }
        };
        place = match piece {
            Piece::Item(..) => place + 1,
            _ => 0,
        };
        out.push_str(&lines);
        out.push('\n');
    }
    out
}

/// The pieces with every run of items in reverse order.
pub fn reversed(pieces: &[Piece]) -> Vec<Piece> {
    let is_item = |p: &Piece| matches!(p, Piece::Item(0, _));
    let mut pieces = pieces.to_vec();
    for run in pieces.chunk_by_mut(|a, b| is_item(a) == is_item(b)) {
        if run.first().is_some_and(is_item) {
            run.reverse();
        }
    }
    pieces
}

/// American and British spelling of words, one table for both directions.
pub static SPELLING: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/spelling.tsv").lines();
    let lines = lines.filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once('\t')).collect()
});

/// Every word of `text` that `of` knows in the other spelling, in the same case.
fn respelled(text: &str, of: impl Fn(&str) -> Option<&'static str>) -> String {
    let mut out = String::new();
    for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let rest = part.get(word.len()..).unwrap_or_default();
        let Some(other) = of(&word.to_lowercase()) else {
            out.push_str(part);
            continue;
        };
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        out.push_str(&match capitals {
            0 => other.to_owned(),
            1 => {
                other.get(..1).unwrap_or_default().to_uppercase()
                    + other.get(1..).unwrap_or_default()
            }
            _ => other.to_uppercase(),
        });
        out.push_str(rest);
    }
    out
}

/// In American spelling.
pub fn american(text: &str) -> String {
    respelled(text, |word| {
        SPELLING
            .iter()
            .find(|(_, uk)| *uk == word)
            .map(|(us, _)| *us)
    })
}

/// In British spelling.
pub fn british(text: &str) -> String {
    respelled(text, |word| {
        SPELLING
            .iter()
            .find(|(us, _)| *us == word)
            .map(|(_, uk)| *uk)
    })
}

/// With the quotation marks and apostrophes of typesetting.
pub fn quoted(text: &str) -> String {
    let mut before = ' ';
    let opens = |before: char| before.is_whitespace() || "([*_\u{2014}\u{2013}-/".contains(before);
    text.chars()
        .map(|c| {
            let quote = match c {
                '"' if opens(before) => '\u{201c}',
                '"' => '\u{201d}',
                '\'' if opens(before) => '\u{2018}',
                '\'' => '\u{2019}',
                c => c,
            };
            before = c;
            quote
        })
        .collect()
}

/// With dashes between numbers and between words, and hyphens that do not break.
pub fn dashed(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: Option<usize>| i.and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let dash = |(i, c): (usize, &char)| {
        let (before, after) = (at(i.checked_sub(1)), at(Some(i + 1)));
        match c {
            '-' if before.is_ascii_digit() && after.is_ascii_digit() => '\u{2013}',
            '-' if before == ' ' && after == ' ' && i > 0 => '\u{2014}',
            '-' if before.is_alphabetic() && after.is_alphabetic() => '\u{2011}',
            c => *c,
        }
    };
    chars.iter().enumerate().map(dash).collect()
}

/// With a space that does not break behind every number and short word.
pub fn bound(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_inclusive(' ') {
        match word.strip_suffix(' ') {
            Some(start)
                if (1..=3).contains(&start.chars().count())
                    && start.chars().all(char::is_alphanumeric) =>
            {
                out.push_str(start);
                out.push('\u{a0}');
            }
            _ => out.push_str(word),
        }
    }
    out
}

/// What two ways to write the same words have in common: no markup, no typography, one spelling, lower case.
pub fn folded(words: &str) -> String {
    let plain: String = words
        .chars()
        .filter(|c| !"*_#`\\:".contains(*c))
        .map(|c| match c {
            '\u{2018}' | '\u{2019}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            '\u{2010}'..='\u{2014}' => '-',
            c => c,
        })
        .collect();
    // a line under a heading is no word
    let words = plain
        .split_whitespace()
        .filter(|w| !w.starts_with("---") && !w.starts_with("=="));
    let words: Vec<&str> = words.collect();
    american(&words.join(" ").to_lowercase())
}
