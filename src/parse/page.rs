//! What the readers of AsciiDoc and reStructuredText share: lines are gathered, and become blocks without their marks.

use std::ops::Range;

use super::flow::Flow;
use super::inline::{self, Syntax};
use super::lines::Line;
use super::outline::{Outline, Place};
use super::{BlockKind, Document, html};
use crate::span::SourceSpan;

/// A document that is being read.
pub(super) struct Page<'s> {
    source: &'s str,
    outline: Outline<'s>,
    syntax: &'static Syntax,
    /// The lines of the paragraph that is being read, and whether a reader sees the break after each.
    run: Vec<(Line<'s>, bool)>,
    /// Where the paragraph stands.
    place: Place,
    /// Comments among its lines, which follow it.
    comments: Vec<Range<usize>>,
}

impl<'s> Page<'s> {
    pub(super) fn new(source: &'s str, syntax: &'static Syntax) -> Self {
        Page {
            source,
            outline: Outline::new(source),
            syntax,
            run: Vec::new(),
            place: Place::Body,
            comments: Vec::new(),
        }
    }

    /// Whether no paragraph is being read.
    pub(super) fn is_between(&self) -> bool {
        self.run.is_empty()
    }

    /// Whether what is read next belongs to an item of a list.
    pub(super) fn is_inside_item(&self) -> bool {
        self.place != Place::Body
    }

    /// Adds a line to the paragraph. `hard`: a reader sees the break after it.
    pub(super) fn push(&mut self, line: Line<'s>, hard: bool) {
        if !line.text.is_empty() {
            self.run.push((line, hard));
        }
    }

    /// Ends the paragraph; the next one stands at `place`.
    pub(super) fn begin(&mut self, place: Place) {
        let flow = self.flow(&self.run);
        if !flow.is_blank() {
            self.outline.paragraph(&flow, self.place);
        }
        self.run.clear();
        for inside in std::mem::take(&mut self.comments) {
            self.comment_block(inside);
        }
        self.place = place;
    }

    /// The only line of the paragraph, which is taken: what comes below it says that it is something else.
    pub(super) fn take_line(&mut self) -> Option<Line<'s>> {
        match *self.run.as_slice() {
            [(line, _)] => {
                self.run.clear();
                Some(line)
            }
            _ => None,
        }
    }

    /// The only line of the paragraph.
    pub(super) fn only_line(&self) -> Option<Line<'s>> {
        match *self.run.as_slice() {
            [(line, _)] => Some(line),
            _ => None,
        }
    }

    /// A block that is one for sure, after the paragraph.
    pub(super) fn block(&mut self, kind: BlockKind, lines: &[Line<'s>]) {
        self.begin(Place::Body);
        let lines: Vec<_> = lines.iter().map(|line| (*line, false)).collect();
        let flow = self.flow(&lines);
        if !flow.is_blank() {
            self.outline.block(kind, &flow);
        }
    }

    /// The inside of a comment, at these bytes of the source. Among the lines of a paragraph it does not end it.
    pub(super) fn comment(&mut self, inside: Range<usize>) {
        if self.is_between() {
            self.comment_block(inside);
        } else {
            self.comments.push(inside);
        }
    }

    fn comment_block(&mut self, inside: Range<usize>) {
        let text = self.source.get(inside.clone()).unwrap_or_default();
        let mut flow = Flow::default();
        flow.push(text, SourceSpan::new(inside.start, inside.end));
        if !flow.is_blank() {
            self.outline.comment(&flow);
        }
    }

    /// Notes what could not be understood.
    pub(super) fn problem(&mut self, span: SourceSpan, what: &str) {
        self.outline.builder.problem(span, what.to_owned());
    }

    fn flow(&self, lines: &[(Line<'s>, bool)]) -> Flow {
        let mut raw = Flow::default();
        let mut hard = false;
        for (i, (line, hard_after)) in lines.iter().enumerate() {
            if i > 0 {
                raw.push_break(hard);
            }
            hard = *hard_after;
            let mut text = Flow::default();
            text.push(line.text, SourceSpan::new(line.start, line.end()));
            if self.syntax.references {
                text = html::decoded(&text);
            }
            raw.copy(&text, &(0..text.len()));
        }
        let mut flow = Flow::default();
        inline::read(&raw, self.syntax, &mut flow);
        flow
    }

    pub(super) fn finish(mut self) -> Document {
        self.begin(Place::Body);
        self.outline.finish(true)
    }
}
