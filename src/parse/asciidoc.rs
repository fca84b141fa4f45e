//! AsciiDoc: sections, lists by their markers, tables, attributes as values, comments.

use super::inline::{Mark, Special, Syntax};
use super::lines::{Line, Lines};
use super::outline::Place;
use super::page::Page;
use super::{BlockKind, Document};
use crate::span::SourceSpan;

static SYNTAX: Syntax = Syntax {
    marks: &[
        mark("**", true, false, true),
        mark("*", true, false, false),
        mark("__", false, false, true),
        mark("_", false, false, false),
        mark("``", false, true, true),
        mark("`", false, true, false),
        mark("##", false, false, true),
        mark("#", false, false, false),
    ],
    special,
    escapes: |c| "*_`#[<{".contains(c),
    references: true,
};

const fn mark(mark: &'static str, strong: bool, verbatim: bool, inside_words: bool) -> Mark {
    Mark {
        mark,
        strong,
        verbatim,
        inside_words,
    }
}

/// Macros whose text is shown, by what they begin with.
const LINKS: &[&str] = &[
    "http://", "https://", "ftp://", "mailto:", "link:", "xref:", "kbd:", "btn:",
];
/// Macros that show no text of the posting.
const HIDDEN: &[&str] = &["image:", "icon:", "footnote:", "anchor:", "indexterm:"];
/// Longest target or text of a macro that is looked for, in bytes.
const MACRO_MAX: usize = 1000;
/// Most columns that a table is said to have.
const COLUMNS_MAX: usize = 1000;
/// A heading by its looks alone: the title of a list or a table.
const BLOCK_TITLE: BlockKind = BlockKind::Heading(6);

pub(super) fn parse(source: &str) -> Document {
    let mut reader = Reader {
        page: Page::new(source, &SYNTAX),
        lists: Vec::new(),
        columns: None,
        terms: 0,
    };
    let mut lines = Lines::of(source);
    while let Some(line) = lines.next() {
        reader.line(line, &mut lines);
    }
    reader.page.finish()
}

struct Reader<'s> {
    page: Page<'s>,
    /// The markers of the lists around the last item, outermost first.
    lists: Vec<&'s str>,
    /// What the attributes of the next block say of its columns.
    columns: Option<usize>,
    /// Terms of description lists so far.
    terms: usize,
}

impl<'s> Reader<'s> {
    fn line(&mut self, line: Line<'s>, lines: &mut Lines<'s>) {
        let text = line.text;
        if text.is_empty() {
            self.page.begin(Place::Body);
        } else if is_fence(text, '/') {
            self.comment_block(line, lines);
        } else if text.starts_with("//") && !text.starts_with("///") {
            self.page.comment(line.start + 2..line.end());
        } else if let Some(level) = self.underline(text) {
            if let Some(heading) = self.page.take_line() {
                self.heading(BlockKind::Heading(level), heading);
            }
        } else if is_delimiter(text) {
            self.page.begin(Place::Body);
        } else if let Some((level, start)) = section(text) {
            self.heading(BlockKind::Heading(level), line.after(start));
        } else if text == "|===" || text == "!===" {
            self.table(text, lines);
        } else if text == "+" {
            // what follows belongs to the item
            let depth = self.depth();
            let rest = depth.map_or(Place::Body, |depth| Place::ItemRest { depth });
            self.page.begin(rest);
        } else if let Some((marker, start)) = item(text) {
            self.item(marker, line.after(start));
        } else if self.page.is_between() && self.opens_block(line) {
            // it is read
        } else if let Some((term, start)) = term(text).filter(|_| self.page.is_between()) {
            self.term(line.part(0..term), line.after(start));
        } else {
            if self.page.is_between() && !self.page.is_inside_item() {
                self.lists.clear();
            }
            // ` +` at the end of a line: a break that a reader sees
            match text.strip_suffix(" +") {
                Some(shown) => self.page.push(line.part(0..shown.len()), true),
                None => self.page.push(line, false),
            }
        }
    }

    fn heading(&mut self, kind: BlockKind, line: Line<'s>) {
        self.lists.clear();
        self.page.block(kind, &[line]);
    }

    /// What stands on a line of its own before a block: attributes, a title, a macro. Whether `line` is that.
    fn opens_block(&mut self, line: Line<'s>) -> bool {
        let text = line.text;
        if let Some((name, start)) = attribute(text) {
            let value = line.after(start);
            if !name.ends_with('!') {
                let kind = BlockKind::Meta(name.to_lowercase());
                self.page.block(kind, &[value]);
            }
            true
        } else if text.starts_with('[') && text.ends_with(']') {
            self.columns = columns(text).or(self.columns);
            true
        } else if let Some(title) = text.strip_prefix('.') {
            let titled = !title.starts_with(['.', ' ', '\t']) && !title.is_empty();
            if titled {
                self.page.block(BLOCK_TITLE, &[line.after(1)]);
            }
            titled
        } else {
            is_block_macro(text)
        }
    }

    /// Level of the heading above a line of one of `=-~^+`, about as long as it.
    fn underline(&self, text: &str) -> Option<u8> {
        let first = text.chars().next()?;
        let level = "=-~^+".find(first)?;
        let title = self.page.only_line()?.text;
        let same = text.len() >= 3 && text.chars().all(|c| c == first);
        let length = title.chars().take(text.len() + 3).count();
        (same && length.abs_diff(text.len()) <= 2).then_some(level as u8 + 1)
    }

    fn comment_block(&mut self, fence: Line<'s>, lines: &mut Lines<'s>) {
        self.page.begin(Place::Body);
        let mut inside: Option<(usize, usize)> = None;
        for line in lines {
            if line.text == fence.text {
                self.page
                    .comment(inside.map_or(0..0, |(from, to)| from..to));
                return;
            }
            if !line.text.is_empty() {
                inside = Some((inside.map_or(line.start, |(from, _)| from), line.end()));
            }
        }
        let span = SourceSpan::new(fence.start, fence.end());
        self.page
            .problem(span, "the comment that begins here has no end");
    }

    fn depth(&self) -> Option<u8> {
        let depth = self.lists.len().checked_sub(1)?;
        Some(u8::try_from(depth).unwrap_or(u8::MAX))
    }

    fn item(&mut self, marker: &'s str, text: Line<'s>) {
        match self.lists.iter().position(|outer| *outer == marker) {
            Some(outer) => self.lists.truncate(outer + 1),
            None => self.lists.push(marker),
        }
        let depth = self.depth().unwrap_or(0);
        self.page.begin(Place::Item { depth });
        let boxes = ["[ ] ", "[x] ", "[X] ", "[*] "];
        let checked = boxes.iter().any(|mark| text.text.starts_with(mark));
        self.page
            .push(if checked { text.after(4) } else { text }, false);
    }

    /// A term of a description list and what stands beside it: alone it is a heading of what follows.
    fn term(&mut self, term: Line<'s>, description: Line<'s>) {
        if description.text.is_empty() {
            self.heading(BLOCK_TITLE, term);
            return;
        }
        self.lists.clear();
        let row = self.terms;
        self.terms += 1;
        self.page
            .block(BlockKind::TableCell { row, column: 0 }, &[term]);
        self.page
            .block(BlockKind::TableCell { row, column: 1 }, &[description]);
    }

    /// A table up to the line that `fence` is. Its cells count in rows of as many as its first line has, or as its
    /// attributes say.
    fn table(&mut self, fence: &str, lines: &mut Lines<'s>) {
        let mut cells: Vec<Vec<Line<'s>>> = Vec::new();
        let mut columns = self.columns.take();
        let mark = fence.chars().next().unwrap_or('|');
        for line in lines.by_ref().take_while(|line| line.text != fence) {
            let mut from = 0;
            for at in bars(line.text, mark) {
                let before = line.part(from..at);
                let kept = without_specifier(before.text);
                if let Some(cell) = cells.last_mut() {
                    cell.push(before.part(0..kept));
                }
                cells.push(Vec::new());
                from = at + 1;
            }
            if let Some(cell) = cells.last_mut() {
                cell.push(line.after(from));
            }
            if columns.is_none() && !cells.is_empty() {
                columns = Some(cells.len());
            }
        }
        let columns = columns.unwrap_or(1).max(1);
        for (i, cell) in cells.iter().enumerate() {
            let (row, column) = (i / columns, i % columns);
            self.page.block(BlockKind::TableCell { row, column }, cell);
        }
    }
}

/// Four or more of one character.
fn is_fence(text: &str, mark: char) -> bool {
    text.len() >= 4 && text.chars().all(|c| c == mark)
}

/// A line around a block, whose lines are read as all others, or a line between blocks.
fn is_delimiter(text: &str) -> bool {
    matches!(
        text,
        "--" | "```" | "'''" | "---" | "***" | "- - -" | "* * *" | "<<<"
    ) || text
        .chars()
        .next()
        .is_some_and(|first| "-=.*_+".contains(first) && is_fence(text, first))
}

/// Level and start of the text of `== Heading`.
fn section(text: &str) -> Option<(u8, usize)> {
    let level = text.bytes().take_while(|b| *b == b'=').take(7).count();
    let rest = text.get(level..)?;
    let fits = (1..=6).contains(&level) && rest.starts_with([' ', '\t']);
    fits.then_some((level as u8, level))
}

/// The marker of a list item, the same for all items of a list, and where the text begins.
fn item(text: &str) -> Option<(&str, usize)> {
    let (mark, _) = text.split_once([' ', '\t'])?;
    let repeated = |c: char| mark.len() <= 6 && mark.chars().all(|m| m == c);
    let marker = if mark == "-" || repeated('*') || repeated('.') {
        mark
    } else {
        let label = mark.strip_suffix('.')?;
        let digits = label.len() <= 3 && label.bytes().all(|b| b.is_ascii_digit());
        let letter = label.len() == 1 && label.bytes().all(|b| b.is_ascii_lowercase());
        match (digits && !label.is_empty(), letter) {
            (true, _) => "1.",
            (_, true) => "a.",
            _ => return None,
        }
    };
    Some((marker, mark.len()))
}

/// Name and start of the value of `:name: value`.
fn attribute(text: &str) -> Option<(&str, usize)> {
    let (name, rest) = text.strip_prefix(':')?.split_once(':')?;
    let word = |c: char| c.is_alphanumeric() || "_-!".contains(c);
    let fits = !name.is_empty() && name.chars().all(word);
    (fits && (rest.is_empty() || rest.starts_with([' ', '\t']))).then_some((name, name.len() + 2))
}

/// Length of the term of `Term:: description`, and where the description begins.
fn term(text: &str) -> Option<(usize, usize)> {
    let at = text.find("::")?;
    let rest = text.get(at + 2..)?;
    let ends = rest.is_empty() || rest.starts_with([' ', '\t']);
    (at > 0 && ends).then_some((at, at + 2))
}

/// `name::target[attributes]`.
fn is_block_macro(text: &str) -> bool {
    let inside = text.strip_suffix(']').and_then(|t| t.split_once("::"));
    inside.is_some_and(|(name, rest)| {
        let target = rest.split_once('[').map(|(target, _)| target);
        !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            && target.is_some_and(|t| !t.contains(char::is_whitespace))
    })
}

/// Number of columns of `[cols="1,2*,3"]`.
fn columns(attributes: &str) -> Option<usize> {
    let (_, after) = attributes.split_once("cols=")?;
    let list = match after.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next()?,
        None => after.split([',', ']']).next()?,
    };
    let columns = list.split([',', ';']).map(|column| {
        let times = column.split_once('*').map(|(n, _)| n.trim().parse());
        times.and_then(Result::ok).unwrap_or(1)
    });
    let sum = columns.fold(0usize, usize::saturating_add);
    Some(sum.min(COLUMNS_MAX))
}

/// Bytes of the marks between cells.
fn bars(text: &str, mark: char) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(mark)
        .map(|(at, _)| at)
        .filter(|at| !text.get(..*at).is_some_and(|t| t.ends_with('\\')))
}

/// Length of the text before a bar without what it says of the cell behind the bar: `2+`, `.3+^.>s`, `a`.
fn without_specifier(text: &str) -> usize {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    let layout = word.strip_suffix(|c: char| "adehlmsv".contains(c));
    let layout = layout.unwrap_or(word);
    let marks = layout.chars().all(|c| "0123456789.+*<>^".contains(c));
    let number = word.chars().all(|c| c.is_ascii_digit() || c == '.');
    match marks && !number {
        true => text.len() - word.len(),
        false => text.len(),
    }
}

/// Links and macros.
fn special(text: &str, before: Option<char>) -> Option<Special> {
    if let Some(inside) = text.strip_prefix("<<") {
        let end = glance(inside).find(">>")?;
        let from = inside.get(..end)?.find(',').map_or(0, |comma| comma + 1);
        return Some(Special {
            from: 2 + from,
            to: 2 + end,
            end: end + 4,
        });
    }
    let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts || before.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let begins = |names: &[&str]| names.iter().any(|name| text.starts_with(name));
    let (shown, hidden) = (begins(LINKS), begins(HIDDEN));
    if !shown && !hidden {
        return None;
    }
    let target = glance(text).find(|c: char| c == '[' || c.is_whitespace())?;
    let inside = text.get(target..)?.strip_prefix('[')?;
    let close = glance(inside).find(']')?;
    let end = target + close + 2;
    if hidden {
        return Some(Special::hidden(end));
    }
    let words = inside.get(..close)?;
    // `text,window=_blank` and `text^` say how a link opens
    let comma = words
        .find(',')
        .filter(|at| words.get(*at..).is_some_and(|w| w.contains('=')));
    let words = words.get(..comma.unwrap_or(close))?;
    let len = words.trim_end_matches('^').len();
    if len == 0 {
        // the target itself is shown
        return Some(Special {
            from: 0,
            to: target,
            end,
        });
    }
    Some(Special {
        from: target + 1,
        to: target + 1 + len,
        end,
    })
}

fn glance(text: &str) -> &str {
    let end = crate::source::floor_char_boundary(text, MACRO_MAX);
    text.get(..end).unwrap_or_default()
}
