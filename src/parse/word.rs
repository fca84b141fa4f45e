//! Word documents: the paragraphs of an extracted text, with what their layout says they are.

use super::flow::Flow;
use super::outline::{Outline, Place};
use super::{BlockKind, Document, lines, text};
use crate::source::{Mark, Source};
use crate::span::{SourceSpan, Span};

/// A text without a layout is read as plain text.
pub(super) fn parse(source: &Source) -> Document {
    let Some(layout) = source.layout() else {
        return text::parse(&source.text);
    };
    let mut outline = Outline::new(&source.text);
    let mut strong = layout.strong.as_slice();
    let mut start = 0;
    for (line, mark) in source.text.split('\n').zip(&layout.marks) {
        let end = start + line.len();
        let here = strong.partition_point(|s| s.start < end);
        let (inside, after) = strong.split_at_checked(here).unwrap_or_default();
        strong = after;
        let flow = flow(line, start, inside);
        match *mark {
            Mark::Heading(level) => outline.block(BlockKind::Heading(level), &flow),
            Mark::Item { depth } => outline.paragraph(&flow, Place::Item { depth }),
            Mark::Cell { row, column } => {
                outline.block(BlockKind::TableCell { row, column }, &flow);
            }
            Mark::Body => match lines::directive(line) {
                Some(inside) => {
                    let mut comment = Flow::default();
                    comment.copy(&flow, &inside);
                    outline.comment(&comment);
                }
                None => outline.paragraph(&flow, Place::Body),
            },
        }
        start = end + 1;
    }
    outline.finish(true)
}

/// A paragraph that begins at byte `start` of the source. Bold type ends at a line break and begins again, so that each
/// line tells whether it is bold as a whole.
fn flow(paragraph: &str, start: usize, strong: &[Span]) -> Flow {
    let mut flow = Flow::default();
    let mut at = start;
    for (i, line) in paragraph.split('\u{b}').enumerate() {
        if i > 0 {
            flow.push_break(true);
        }
        let end = at + line.len();
        let push = |flow: &mut Flow, from: usize, to: usize| {
            let text = paragraph.get(from - start..to - start).unwrap_or_default();
            flow.push(text, SourceSpan::new(from, from + text.len()));
        };
        let mut done = at;
        let first = strong.partition_point(|s| s.end <= at);
        let here = strong.get(first..).unwrap_or_default();
        for span in here.iter().take_while(|s| s.start < end) {
            let from = span.start.clamp(done, end);
            let to = span.end.clamp(from, end);
            push(&mut flow, done, from);
            flow.open_strong();
            push(&mut flow, from, to);
            flow.close_strong();
            done = to;
        }
        push(&mut flow, done, end);
        at = end + 1;
    }
    flow
}
