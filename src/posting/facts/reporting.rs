//! Whom the person reports to.

use super::rules::Tag;
use super::{Fact, FactKind, Reading};
use crate::posting::Known;
use crate::roles::Mention;
use crate::span::Span;

/// How far behind "reports to" the title can begin, in bytes.
const NEAR: usize = 48;
/// How much text behind "reports to" is searched, in bytes.
const WINDOW: usize = 160;

pub(super) fn read(reading: &Reading<'_>, out: &mut Vec<Fact>) {
    for hit in reading.hits(Tag::ReportsTo) {
        let from = reading.span(hit.first, hit.last);
        let rest = Span::new(from.end, reading.unit.span.end.max(from.end));
        if let Some(mention) = boss(&reading.document.text, rest, reading.known) {
            out.push(Fact {
                kind: FactKind::ReportsTo(mention.boss),
                span: Span::new(from.start, mention.span.end),
            });
        }
    }
}

/// The title of a boss at the start of a range; its span is of `text`.
pub(super) fn boss(text: &str, range: Span, known: Known<'_>) -> Option<Mention> {
    let mut end = range.end.min(range.start + WINDOW);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let window = text.get(range.start..end)?;
    let mut mention = known.roles.mentions(window).into_iter().next()?;
    let before = window.get(..mention.span.start)?;
    let alternatives = &known.posting.facts.reporting.alternatives;
    // a new clause or a verb's object in between: the title belongs to something else
    let clear = mention.span.start <= NEAR
        && !before.contains(['.', ';', ',', '\u{2022}'])
        && before.split_whitespace().count() <= 5
        && !before.split_whitespace().any(|w| alternatives.contains(w));
    if mention.plural || !clear {
        return None;
    }
    mention.span = Span::new(
        mention.span.start + range.start,
        mention.span.end + range.start,
    );
    Some(mention)
}
