//! `Label: value` lines, two-cell rows and front matter that state a fact.

use super::reporting;
use super::rules::Labels;
use super::{Fact, FactKind};
use crate::parse::{Block, BlockKind, Document};
use crate::posting::Known;
use crate::posting::phrases::{collapse, trim, trim_matches};
use crate::span::Span;

pub(super) fn read(document: &Document, known: Known<'_>, out: &mut Vec<Fact>) {
    let text = &document.text;
    let blocks = &document.blocks;
    for (i, block) in blocks.iter().enumerate() {
        match &block.kind {
            BlockKind::Comment => {}
            BlockKind::Meta(key) => {
                let key = key.replace(['_', '-'], " ");
                claim(document, known, &key, block.span, block.span, out);
            }
            _ => {
                let mut at = block.span.start;
                for line in block.span.of(text).split('\n') {
                    let span = Span::new(at, at + line.len());
                    at += line.len() + 1;
                    if let Some((label, value)) = pair(text, span) {
                        claim(
                            document,
                            known,
                            label.of(text),
                            Span::new(label.start, value.end),
                            value,
                            out,
                        );
                    } else if let Some(next) = blocks.get(i + 1).filter(|n| follows(block, n)) {
                        let label = span.of(text);
                        if label.len() < LONGEST {
                            let whole = Span::new(span.start, next.span.end);
                            claim(document, known, label, whole, next.span, out);
                        }
                    }
                }
            }
        }
    }
}

/// Longest label, in bytes.
const LONGEST: usize = 60;

/// Label and value of a line with a colon or a question mark.
fn pair(text: &str, line: Span) -> Option<(Span, Span)> {
    let inside = line.of(text);
    let (at, colon) = inside
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| matches!(c, ':' | '\u{ff1a}' | '?'))?;
    let label = trim(text, Span::new(line.start, line.start + at));
    let value = trim(
        text,
        Span::new(line.start + at + colon.len_utf8(), line.end),
    );
    (!label.is_empty() && !value.is_empty()).then_some((label, value))
}

/// Whether `next` holds the value of the label `block`: a cell of the same row, or the text under a heading.
fn follows(block: &Block, next: &Block) -> bool {
    match (&block.kind, &next.kind) {
        (
            BlockKind::TableCell { row: a, column: 0 },
            BlockKind::TableCell { row: b, column: 1 },
        ) => a == b,
        (BlockKind::Heading(_), BlockKind::Paragraph | BlockKind::ListItem { .. }) => true,
        _ => false,
    }
}

fn claim(
    document: &Document,
    known: Known<'_>,
    label: &str,
    whole: Span,
    value: Span,
    out: &mut Vec<Fact>,
) {
    let labels: &Labels = &known.posting.facts.labels;
    if !labels.reports_to.can_end(label) && !labels.people.can_end(label) {
        return;
    }
    let label = collapse(label).to_lowercase();
    let label = label.trim_matches(|c: char| !c.is_alphanumeric());
    let text = &document.text;
    // "Designation of the post to which the holder normally reports to": the end decides
    let leads_in = |before: &str| {
        let last = before.strip_suffix(' ').and_then(|b| b.rsplit(' ').next());
        last.is_some_and(|word| labels.lead_in.iter().any(|l| l == word))
    };
    let is = |list: &[String]| {
        list.iter()
            .any(|l| label == l || label.strip_suffix(l.as_str()).is_some_and(leads_in))
    };
    if is(labels.reports_to.phrases()) {
        if let Some(mention) = reporting::boss(text, value, known) {
            out.push(Fact {
                kind: FactKind::ReportsTo(mention.boss),
                span: Span::new(whole.start, mention.span.end),
            });
        }
    } else if is(labels.people.phrases()) {
        let first_line = value.of(text).split('\n').next().unwrap_or_default();
        let value = trim_matches(
            text,
            Span::new(value.start, value.start + first_line.len()),
            |c| !c.is_alphanumeric(),
        );
        let said = collapse(value.of(text)).to_lowercase();
        let first = said.split([' ', ',', '.', '(']).next().unwrap_or_default();
        let has = |list: &[String]| list.iter().any(|w| w == first || *w == said);
        let count = numbers(&said).filter(|_| !is(&labels.uncounted));
        let named = || is(&labels.named) && !known.roles.mentions(value.of(text)).is_empty();
        let kind = if has(&labels.no) {
            FactKind::ManagesNobody
        } else if count.is_some() || has(&labels.yes) || named() {
            FactKind::ManagesPeople {
                count,
                managers: false,
            }
        } else {
            return;
        };
        out.push(Fact {
            kind,
            span: Span::new(whole.start, value.end),
        });
    }
}

/// One number or a range at the start of a value: "4", "4-6 product managers".
fn numbers(value: &str) -> Option<(u32, u32)> {
    let mut parts = value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|p| !p.is_empty());
    if !value.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let low: u32 = parts.next()?.parse().ok()?;
    let high = parts
        .next()
        .and_then(|p| p.parse().ok())
        .filter(|h| *h >= low && *h < 10_000)
        .unwrap_or(low);
    (low > 0 && low < 10_000).then_some((low, high))
}
