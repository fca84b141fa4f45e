//! Plain text: bullets, typed headings, paragraphs.

use super::flow::Flow;
use super::lines::{self, Line, Lines};
use super::outline::{Outline, Place};
use super::{BlockKind, Document};
use crate::span::SourceSpan;

pub(super) fn parse(source: &str) -> Document {
    let mut outline = Outline::new(source);
    let mut run = Run::default();
    for line in Lines::of(source) {
        let Line { text, start, .. } = line;
        if text.is_empty() {
            paragraph(&mut outline, &mut run);
        } else if let Some(inside) = lines::directive(text) {
            let span = SourceSpan::new(start + inside.start, start + inside.end);
            run.comments
                .push((text.get(inside).unwrap_or_default(), span));
        } else if let Some(level) = underline(text) {
            // the line above is a heading; without one the line is a rule
            let heading = run.lines.pop();
            paragraph(&mut outline, &mut run);
            if let Some(heading) = heading {
                outline.block(BlockKind::Heading(level), &flow(&[heading]));
            }
        } else {
            run.lines.push(line);
        }
    }
    paragraph(&mut outline, &mut run);
    outline.finish(true)
}

/// Lines without a blank one between.
#[derive(Debug, Default)]
struct Run<'s> {
    lines: Vec<Line<'s>>,
    /// Comments among them, which follow them.
    comments: Vec<(&'s str, SourceSpan)>,
}

/// Level of the heading above a line of `=` or `-`; other rules (`***`, `___`) count as `-`.
fn underline(text: &str) -> Option<u8> {
    let first = text.chars().next().filter(|c| "=-_*~—–─═".contains(*c))?;
    let all = text.len() >= 3 && text.chars().all(|c| c == first);
    all.then_some(if first == '=' || first == '═' { 1 } else { 2 })
}

/// Emits a run of lines.
fn paragraph(outline: &mut Outline<'_>, run: &mut Run<'_>) {
    outline.paragraph(&flow(&run.lines), Place::Body);
    for (text, source) in run.comments.drain(..) {
        let mut flow = Flow::default();
        flow.push(text, source);
        outline.comment(&flow);
    }
    run.lines.clear();
}

fn flow(lines: &[Line<'_>]) -> Flow {
    let mut flow = Flow::default();
    for (i, line) in lines.iter().enumerate() {
        if i > 0 {
            flow.push_break(false);
        }
        let (text, start) = (line.text, line.start);
        // a line in the strong markup of Markdown
        let bold = ["**", "__"].into_iter().find_map(|mark| {
            let (inside, colon) = match text.strip_prefix(mark)?.strip_suffix(mark) {
                Some(inside) => (inside, ""),
                None => (
                    text.strip_prefix(mark)?
                        .strip_suffix(':')?
                        .strip_suffix(mark)?,
                    ":",
                ),
            };
            (!inside.contains(mark) && lines::is_strong_heading(inside)).then_some((inside, colon))
        });
        if let Some((inside, colon)) = bold {
            let end = start + 2 + inside.len();
            flow.open_strong();
            flow.push(inside, SourceSpan::new(start + 2, end));
            flow.close_strong();
            flow.push(colon, SourceSpan::new(end + 2, end + 2 + colon.len()));
        } else {
            flow.push(text, SourceSpan::new(start, start + text.len()));
        }
    }
    flow
}
