//! The part of a source that a finding shows: only the labelled lines, sanitised, and cropped to the width.
//!
//! Of a posting that is a string with escapes in its source, its own text is shown.
//!
//! `codespan-reporting` prints lines whole and raw. The view built here holds what may be printed and still knows
//! the true line and column of everything in it. A line with labels far apart is shown in several pieces.

mod crop;

use super::escape;
use crate::finding::Label;
use crate::parse::Document;
use crate::source::{Position, Source};
use codespan_reporting::diagnostic::{Label as ViewLabel, LabelStyle};
use codespan_reporting::files::{Error, Files};
use crop::{Piece, cells_of, floor, pieces};
use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Cells of a tab stop.
const TAB: usize = 4;
/// Stands for text that was cut off; one cell.
const CUT: char = '…';
/// A piece of a line is never narrower than this many cells, however narrow the terminal.
const NARROWEST: usize = 24;

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
    let span = label.span;
    let (line, start) = source.quote(span.start);
    let end = start + span.end.saturating_sub(span.start);
    let position = source.position(span.start);
    at(label, position, &source.text, line, start..end)
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
