//! The part of a source that a finding shows: only the labelled lines, sanitised, and cropped to the width.
//!
//! Of a posting that is a string with escapes in its source, its own text is shown.
//!
//! `codespan-reporting` prints lines whole and raw. The view built here holds what may be printed and still knows
//! the true line and column of everything in it. A line with labels far apart is shown in several pieces.

use super::escape;
use crate::finding::Label;
use crate::parse::Document;
use crate::source::{Position, Source};
use codespan_reporting::diagnostic::{Label as ViewLabel, LabelStyle};
use codespan_reporting::files::{Error, Files};
use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells of a tab stop.
const TAB: usize = 4;
/// Stands for text that was cut off; one cell.
const CUT: char = '…';
/// A piece of a line is never narrower than this many cells, however narrow the terminal.
const NARROWEST: usize = 24;
/// Cells of context that a piece leaves room for beside its labels.
const CONTEXT: usize = 24;
/// A cut moves at most this many bytes to fall between two words.
const SNAP: usize = 20;

/// The view of one finding; implements [`Files`] with one file, `()`.
#[derive(Debug)]
pub struct Excerpt {
    name: String,
    text: String,
    lines: Vec<Line>,
    /// Byte of `text` and true column of every label's start, ascending.
    columns: Vec<(usize, usize)>,
}

/// A line of the view.
#[derive(Debug)]
struct Line {
    /// Grows by 1 where the source goes on, by more where lines are left out.
    index: usize,
    /// True line number.
    number: usize,
    /// Bytes of [`Excerpt::text`].
    range: Range<usize>,
}

/// A label, cut at the end of its first line.
#[derive(Debug)]
struct Place<'a> {
    label: &'a Label,
    /// True line and column.
    line: usize,
    column: usize,
    /// The line of the text that is shown, in bytes.
    whole: Range<usize>,
    /// Bytes of that text.
    range: Range<usize>,
    /// Cells of the message.
    message: usize,
}

/// A part of a line with the labels that it shows.
struct Piece<'p, 'a> {
    /// Bytes of the text that is shown.
    range: Range<usize>,
    places: &'p [Place<'a>],
}

impl Excerpt {
    /// The view of `source` that shows `labels` in at most `width` cells (gutter included), and the labels in it.
    /// `name` is the file name to show, already safe to print. Of an `escaped` document its blocks are shown in the place
    /// of the lines of the source. Takes time linear in the length of the labelled lines up to the labels, and of an
    /// escaped document.
    pub fn new<'a>(
        source: &Source,
        escaped: Option<&Document>,
        name: &str,
        labels: impl IntoIterator<Item = &'a Label>,
        width: usize,
    ) -> (Excerpt, Vec<ViewLabel<()>>) {
        let place = |label| match escaped {
            None => place(source, label),
            Some(document) => visible_place(source, document, label),
        };
        let text = escaped.map_or(&source.text, |document| &document.text);
        let mut places: Vec<_> = labels.into_iter().map(place).collect();
        places.sort_by_key(|p| (p.range.start, p.range.end));
        let last = places.iter().map(|p| p.line).max();
        let digits = last.map_or(1, |line| line.to_string().len());
        // the gutter: line number, space, border, space
        let room = width.saturating_sub(digits + 3).max(NARROWEST);

        let mut view = Excerpt {
            name: name.to_owned(),
            text: String::new(),
            lines: Vec::new(),
            columns: Vec::new(),
        };
        let mut shown = Vec::new();
        for places in places.chunk_by(|a, b| a.whole == b.whole) {
            let Some(Place { line, whole, .. }) = places.first() else {
                continue;
            };
            for piece in pieces(text, whole, places, room) {
                view.push(text, whole, *line, &piece, room, &mut shown);
            }
        }
        (view, shown)
    }

    fn push(
        &mut self,
        text: &str,
        whole: &Range<usize>,
        number: usize,
        piece: &Piece<'_, '_>,
        room: usize,
        shown: &mut Vec<ViewLabel<()>>,
    ) {
        let index = match self.lines.last() {
            None => number,
            Some(last) if number <= last.number + 1 => last.index + 1,
            Some(last) => last.index + 3,
        };
        if !self.lines.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        // where the ends of the labels are in the view
        let mut marks: Vec<(usize, usize)> = piece
            .places
            .iter()
            .flat_map(|p| [p.range.start, p.range.end])
            .map(|at| (at.clamp(piece.range.start, piece.range.end), 0))
            .collect();
        marks.sort_unstable();
        marks.dedup();
        let mut pending = marks.iter_mut().peekable();

        if piece.range.start > whole.start {
            self.text.push(CUT);
        }
        let mut column = 0;
        let body = text.get(piece.range.clone()).unwrap_or_default();
        for (at, c) in body.char_indices() {
            while let Some(mark) = pending.next_if(|m| m.0 <= piece.range.start + at) {
                mark.1 = self.text.len();
            }
            let before = self.text.len();
            match c {
                '\u{b}' => self.text.push(' '), // a line break inside a paragraph of a document
                '\t' => (0..TAB - column % TAB).for_each(|_| self.text.push(' ')),
                '\u{fe0e}' | '\u{fe0f}' => {} // terminals disagree on the width of what they select
                c if escape::is_unsafe(c) => escape::push_visible(&mut self.text, c),
                c => self.text.push(c),
            }
            column += self.text.get(before..).map_or(0, UnicodeWidthStr::width);
        }
        for mark in pending {
            mark.1 = self.text.len();
        }
        if piece.range.end < whole.end {
            self.text.push(CUT);
        }

        let view_of = |at: usize| {
            let at = at.clamp(piece.range.start, piece.range.end);
            let found = marks.binary_search_by_key(&at, |m| m.0);
            found.ok().and_then(|i| marks.get(i)).map_or(start, |m| m.1)
        };
        let rightmost = piece.places.iter().map(|p| p.range.end).max();
        for place in piece.places {
            let range = view_of(place.range.start)..view_of(place.range.end);
            let style = if place.label.primary {
                LabelStyle::Primary
            } else {
                LabelStyle::Secondary
            };
            let until = self.text.get(start..range.end).map_or(0, cells_of);
            if Some(place.range.end) == rightmost && until + 1 + place.message > room {
                // A silent twin makes codespan hang the message below the label instead of to its right.
                shown.push(ViewLabel::new(style, (), range.clone()));
            }
            self.columns.push((range.start, place.column));
            let message = escape::text(&place.label.message).into_owned();
            shown.push(ViewLabel::new(style, (), range).with_message(message));
        }
        self.lines.push(Line {
            index,
            number,
            range: start..self.text.len(),
        });
    }

    /// The highest line number shown.
    pub fn last_number(&self) -> usize {
        self.lines.iter().map(|l| l.number).max().unwrap_or(1)
    }

    fn line(&self, index: usize) -> Result<&Line, Error> {
        let found = self.lines.binary_search_by_key(&index, |l| l.index);
        let found = found.ok().and_then(|i| self.lines.get(i));
        found.ok_or(Error::LineTooLarge {
            given: index,
            max: self.lines.last().map_or(0, |l| l.index),
        })
    }
}

impl<'a> Files<'a> for Excerpt {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte: usize) -> Result<usize, Error> {
        let after = self.lines.partition_point(|l| l.range.start <= byte);
        let line = after.checked_sub(1).and_then(|i| self.lines.get(i));
        line.map(|l| l.index).ok_or(Error::IndexTooLarge {
            given: byte,
            max: self.text.len(),
        })
    }

    fn line_number(&'a self, (): (), index: usize) -> Result<usize, Error> {
        self.line(index).map(|l| l.number)
    }

    fn column_number(&'a self, (): (), _index: usize, byte: usize) -> Result<usize, Error> {
        let label = self.columns.iter().find(|(at, _)| *at == byte);
        Ok(label.map_or(1, |(_, column)| *column))
    }

    fn line_range(&'a self, (): (), index: usize) -> Result<Range<usize>, Error> {
        self.line(index).map(|l| l.range.clone())
    }
}

/// Where a label stands; what does not fit the source is clamped to it.
fn place<'a>(source: &Source, label: &'a Label) -> Place<'a> {
    let text = &source.text;
    let start = floor(text, label.span.start);
    let position = source.position(start);
    let line = source.lines().line_range(text, position.line);
    at(label, position, text, line, start..label.span.end)
}

/// The same in the visible text of a document.
fn visible_place<'a>(source: &Source, document: &Document, label: &'a Label) -> Place<'a> {
    let text = &document.text;
    let span = document.visible_span(label.span).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.start..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = after.find('\n').map_or(text.len(), |at| span.start + at);
    let position = source.position(label.span.start);
    at(label, position, text, start..end, span.start..span.end)
}

fn at<'a>(
    label: &'a Label,
    position: Position,
    text: &str,
    whole: Range<usize>,
    range: Range<usize>,
) -> Place<'a> {
    let start = floor(text, range.start).min(whole.end);
    let end = floor(text, range.end).clamp(start, whole.end);
    Place {
        label,
        line: position.line,
        column: position.column,
        whole,
        range: start..end,
        message: cells_of(&label.message),
    }
}

/// Cuts a line into the pieces that show its labels, each at most `room` cells wide.
fn pieces<'p, 'a>(
    text: &str,
    whole: &Range<usize>,
    places: &'p [Place<'a>],
    room: usize,
) -> Vec<Piece<'p, 'a>> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let (bytes, _) = forward(part(whole.clone()), room);
    // a message hangs below the start of its label at worst; one that is too long anyway is not worth a cut
    let hangs = |p: &Place<'_>, from: usize| {
        from == p.range.start
            || p.message > room
            || cells_of(part(from..p.range.start)) + p.message <= room
    };
    if bytes == whole.len() && places.iter().all(|p| hangs(p, whole.start)) {
        let range = whole.clone();
        return vec![Piece { range, places }];
    }

    let mut groups: Vec<&'p [Place<'a>]> = Vec::new();
    let mut rest = places;
    while let Some(first) = rest.first() {
        let (from, mut end) = (first.range.start, first.range.end);
        let near = |to: usize, cells: usize| forward(part(from..to), cells).0 == to - from;
        let count = rest
            .iter()
            .take_while(|p| {
                // labels that overlap belong together, even where the end of one is cut off
                let overlaps = p.range.start < end && near(p.range.start, room / 2);
                let fits = near(p.range.end, room.saturating_sub(2 + CONTEXT));
                let together = p.range.start == from || ((overlaps || fits) && hangs(p, from));
                end = end.max(if together { p.range.end } else { 0 });
                together
            })
            .count();
        let (group, others) = rest.split_at(count);
        groups.push(group);
        rest = others;
    }

    let mut pieces: Vec<Piece<'p, 'a>> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let next = groups.get(i + 1).and_then(|g| g.first());
        let floor = pieces.last().map_or(whole.start, |p| p.range.end);
        let ceiling = next.map_or(whole.end, |p| p.range.start);
        let from = group.first().map_or(floor, |p| p.range.start).max(floor);
        let to = group.iter().map(|p| p.range.end).max();
        let to = to.unwrap_or(from).clamp(from, ceiling.max(from));

        let (core, used) = forward(part(from..to), room - 2);
        let core_end = from + core;
        let left = room - 2 - used;
        // cells before the core that leave room for the messages
        let most = group
            .iter()
            .map(|p| {
                let offset = cells_of(part(from..p.range.start.min(core_end)));
                room.saturating_sub(1 + offset + p.message)
            })
            .min()
            .unwrap_or(left);
        let (_, mut before) = backward(part(floor..from), most.min(left * 2 / 5));
        let (mut bytes_after, after) = forward(part(core_end..ceiling), left - before);
        let (bytes_before, more) = backward(part(floor..from), most.min(left - after));
        if more < before {
            before = more;
            bytes_after = forward(part(core_end..ceiling), left - before).0;
        }
        let mut range = from - bytes_before..core_end + bytes_after;
        if core_end < to {
            range.end = core_end;
        }
        snap(text, &mut range, whole, from, core_end);
        pieces.push(Piece {
            range,
            places: group,
        });
    }
    pieces
}

/// Moves the ends of a piece inwards to the nearest gap between words, never into its core `from..to`.
fn snap(text: &str, range: &mut Range<usize>, whole: &Range<usize>, from: usize, to: usize) {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    if range.start > whole.start {
        let near = floor(text, range.start.saturating_add(SNAP).min(from));
        if !part(whole.start..range.start).ends_with(char::is_whitespace)
            && let Some(gap) = part(range.start..near).find(char::is_whitespace)
        {
            range.start += gap;
        }
        range.start = from - part(range.start..from).trim_start().len();
    }
    if range.end < whole.end {
        let near = floor(text, range.end.saturating_sub(SNAP).max(to));
        if !part(range.end..whole.end).starts_with(char::is_whitespace)
            && let Some(gap) = part(near..range.end).rfind(char::is_whitespace)
        {
            range.end = near + gap;
        }
        range.end = to + part(to..range.end).trim_end().len();
    }
}

/// The last character boundary of `text` at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Bytes and cells of the longest prefix that takes at most `budget` cells.
fn forward(text: &str, budget: usize) -> (usize, usize) {
    walk(text.chars(), budget)
}

/// Bytes and cells of the longest suffix that takes at most `budget` cells.
fn backward(text: &str, budget: usize) -> (usize, usize) {
    walk(text.chars().rev(), budget)
}

fn walk(chars: impl Iterator<Item = char>, budget: usize) -> (usize, usize) {
    let (mut bytes, mut cells) = (0, 0);
    // characters without a width do not count as cells: bound their number as well
    for c in chars.take(4 * budget + 16) {
        let next = cells + cells_of_char(c);
        if next > budget {
            break;
        }
        cells = next;
        bytes += c.len_utf8();
    }
    (bytes, cells)
}

/// Cells that a character takes in a view at most.
fn cells_of_char(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{fe0e}' | '\u{fe0f}' => 0,
        '\0'..='\x1f' | '\x7f' => 1,
        c if escape::is_unsafe(c) => match u32::from(c) {
            0..=0xffff => "‹U+0000›".chars().count(),
            _ => "‹U+E0000›".chars().count(),
        },
        c => c.width().unwrap_or(0),
    }
}

fn cells_of(text: &str) -> usize {
    text.chars().map(cells_of_char).sum()
}
