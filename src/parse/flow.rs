//! The visible text of one paragraph before its lines are told apart, with its way back to the source.

use std::ops::Range;

use super::{Builder, lines};
use crate::span::{SourceSpan, Span};

/// A stretch of a flow and the source it comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) text: Span,
    pub(super) source: SourceSpan,
    /// Byte for byte; otherwise (an entity, an escape) the stretch is one piece.
    pub(super) exact: bool,
}

/// Visible text in source order. Line breaks are line feeds of `text` without a piece.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    pieces: Vec<Piece>,
    strong: Vec<Span>,
    /// Byte offsets in `text` of breaks that a reader sees (hard breaks).
    hard: Vec<usize>,
    /// How many strong elements are open, and where the outermost began.
    open: (usize, usize),
}

/// One line of a flow.
#[derive(Debug, Clone)]
pub(super) struct FlowLine {
    /// Bytes of the flow's text, surrounding white space left out.
    pub(super) range: Range<usize>,
    /// Whether the break before it is one that a reader sees.
    pub(super) hard: bool,
}

impl Flow {
    /// Takes everything out.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.strong.clear();
        self.hard.clear();
        self.open = (0, 0);
    }
    /// Appends text that stands in the source byte for byte.
    pub(super) fn push(&mut self, text: &str, source: SourceSpan) {
        self.piece(text, source, text.len() == source.end - source.start);
    }
    /// Appends text that stands for `source` as a whole.
    pub(super) fn replace(&mut self, text: &str, source: SourceSpan) {
        self.piece(text, source, false);
    }
    /// Appends a range of another flow, piece by piece.
    pub(super) fn copy(&mut self, other: &Flow, range: &Range<usize>) {
        for cut in other.cuts(range) {
            let text = other.slice(&(cut.text.start..cut.text.end));
            self.piece(text, cut.source, cut.exact);
        }
    }
    /// The pieces of a range of the text, the first and the last one cut to it.
    pub(super) fn cuts<'f>(&'f self, range: &'f Range<usize>) -> impl Iterator<Item = Piece> + 'f {
        let first = self.pieces.partition_point(|p| p.text.end <= range.start);
        let pieces = self.pieces.get(first..).unwrap_or_default();
        pieces
            .iter()
            .take_while(|p| p.text.start < range.end)
            .map(|p| p.cut(range))
    }
    /// Appends a stretch; the spaces of typesetting become plain ones, as which they read.
    fn piece(&mut self, text: &str, source: SourceSpan, exact: bool) {
        let part = |range: Range<usize>| match exact {
            true => SourceSpan::new(source.start + range.start, source.start + range.end),
            false => source,
        };
        let mut at = 0;
        let typeset = if text.is_ascii() { "" } else { text };
        for (start, space) in typeset.match_indices(is_typeset_space) {
            let end = start + space.len();
            let before = text.get(at..start).unwrap_or_default();
            self.stretch(before, part(at..start), exact);
            self.stretch(" ", part(start..end), false);
            at = end;
        }
        let rest = text.get(at..).unwrap_or_default();
        self.stretch(rest, part(at..text.len()), exact);
    }
    fn stretch(&mut self, text: &str, source: SourceSpan, exact: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        let text = Span::new(start, self.text.len());
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && (last.exact && exact)
            && (last.text.end, last.source.end) == (text.start, source.start)
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.pieces.push(Piece {
            text,
            source,
            exact,
        });
    }
    /// Appends a line break: one that a reader sees, or one of the source alone.
    pub(super) fn push_break(&mut self, hard: bool) {
        if hard {
            self.hard.push(self.text.len());
        }
        self.text.push('\n');
    }
    /// Whether the break at byte `at` of the text is one that a reader sees.
    pub(super) fn is_hard(&self, at: usize) -> bool {
        self.hard.binary_search(&at).is_ok()
    }
    /// Strong text begins here; the outermost of nested elements counts.
    pub(super) fn open_strong(&mut self) {
        if self.open.0 == 0 {
            self.open.1 = self.text.len();
        }
        self.open.0 += 1;
    }
    /// Strong text ends here.
    pub(super) fn close_strong(&mut self) {
        let (depth, start) = self.open;
        self.open.0 = depth.saturating_sub(1);
        if depth == 1 && start < self.text.len() {
            self.strong.push(Span::new(start, self.text.len()));
        }
    }
    /// Strong text ends here, however many elements are open.
    pub(super) fn end_strong(&mut self) {
        self.open.0 = self.open.0.min(1);
        self.close_strong();
    }
    pub(super) fn text(&self) -> &str {
        &self.text
    }
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
    pub(super) fn slice(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// The lines that are not blank.
    pub(super) fn lines(&self) -> impl Iterator<Item = FlowLine> {
        let (mut at, mut hard) = (0, false);
        lines::split(&self.text).filter_map(move |line| {
            let body = line.trim_start();
            let start = at + (line.len() - body.len());
            let range = start..start + body.trim_end().len();
            let found = (!range.is_empty()).then_some(FlowLine { range, hard });
            at += line.len();
            hard = hard && found.is_none() || self.is_hard(at - 1);
            found
        })
    }

    /// Source bytes of a range of the text.
    pub(super) fn source(&self, range: &Range<usize>) -> SourceSpan {
        let first = self.pieces.partition_point(|p| p.text.end <= range.start);
        let last = self.pieces.partition_point(|p| p.text.start < range.end);
        let start = self
            .pieces
            .get(first)
            .map(|p| p.cut(range).source.start)
            .or_else(|| self.pieces.last().map(|p| p.source.end))
            .unwrap_or(0);
        let end = last.checked_sub(1).and_then(|i| self.pieces.get(i));
        let end = end.map_or(start, |p| p.cut(range).source.end);
        SourceSpan::new(start, end.max(start))
    }

    /// Whether strong text covers `range` and goes not beyond it, but for the white space around.
    pub(super) fn is_strong(&self, range: &Range<usize>) -> bool {
        let index = self.strong.partition_point(|s| s.end <= range.start);
        self.strong.get(index).is_some_and(|s| {
            let inside = self.slice(&(s.start..s.end));
            let start = s.start + (inside.len() - inside.trim_start().len());
            (start, start + inside.trim().len()) == (range.start, range.end)
        })
    }

    /// Whether `range` begins with strong text that ends in a colon, or is followed by one: `**Label:** value`.
    pub(super) fn starts_with_label(&self, range: &Range<usize>) -> bool {
        let index = self.strong.partition_point(|s| s.end <= range.start);
        self.strong.get(index).is_some_and(|s| {
            let after = self.text.get(s.end..).unwrap_or_default();
            s.start == range.start
                && s.end < range.end
                && (self.slice(&(s.start..s.end)).trim_end().ends_with(':')
                    || after.starts_with(':'))
        })
    }

    /// Whether one stretch of strong text covers both sides of the break between two bytes of the text.
    pub(super) fn strong_across(&self, before: usize, after: usize) -> bool {
        let index = self.strong.partition_point(|s| s.end <= after);
        self.strong.get(index).is_some_and(|s| s.start < before)
    }

    /// Appends a range of the text to the open block, with its strong ranges.
    pub(super) fn emit(&self, range: &Range<usize>, builder: &mut Builder) {
        let base = builder.len();
        for cut in self.cuts(range) {
            let text = self.slice(&(cut.text.start..cut.text.end));
            if cut.exact {
                builder.push(text, cut.source);
            } else {
                builder.replace(text, cut.source);
            }
        }
        let first = self.strong.partition_point(|s| s.end <= range.start);
        let strong = self.strong.get(first..).unwrap_or_default();
        for span in strong.iter().take_while(|s| s.start < range.end) {
            let start = span.start.max(range.start) - range.start;
            let end = span.end.min(range.end) - range.start;
            builder.strong(Span::new(base + start, base + end));
        }
    }
}

/// Spaces that do not break or have a width of their own.
fn is_typeset_space(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace() && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}')
}

impl Piece {
    /// The part of the piece in `range`, which it touches.
    fn cut(&self, range: &Range<usize>) -> Piece {
        let start = self.text.start.max(range.start).min(self.text.end);
        let end = self.text.end.min(range.end).max(start);
        let source = if self.exact {
            SourceSpan::new(
                self.source.start + (start - self.text.start),
                self.source.start + (end - self.text.start),
            )
        } else {
            self.source
        };
        Piece {
            text: Span::new(start, end),
            source,
            exact: self.exact,
        }
    }
}
