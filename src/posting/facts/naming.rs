//! The title that the body gives itself, and postings for several levels.

use super::rules::Tag;
use super::{Fact, FactKind, Reading};
use crate::parse::{BlockKind, Document};
use crate::posting::Known;
use crate::posting::{Section, Title};
use crate::roles::Rungs;
use crate::span::Span;
use std::collections::BTreeSet;

/// How far behind "as our" the title can begin, in bytes ("a highly motivated and talented …").
const NEAR: usize = 60;
/// How much text is searched, in bytes.
const WINDOW: usize = 160;
/// Longest heading that is a title, in words.
const TITLE_WORDS: usize = 8;

pub(super) fn read(reading: &Reading<'_>, out: &mut Vec<Fact>) {
    for hit in reading.hits(Tag::SeveralLevels) {
        out.push(Fact {
            kind: FactKind::SeveralLevels,
            span: reading.span(hit.first, hit.last),
        });
    }
    for hit in reading.hits(Tag::OwnTitle) {
        out.extend(own_title(reading, hit.first, hit.last));
    }
}

fn own_title(reading: &Reading<'_>, first: usize, last: usize) -> Option<Fact> {
    let text = &reading.document.text;
    let lead = reading.span(first, last);
    let mut end = reading.unit.span.end.min(lead.end + WINDOW);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    let window = text.get(lead.end..end)?;
    let mention = reading.known.roles.mentions(window).into_iter().next()?;
    let before = window.get(..mention.span.start)?;
    let named = mention.span.of(window);
    let rules = &reading.facts().own_title;
    let words = || before.split_whitespace().map(|w| w.to_lowercase());
    // "a Mid/Senior Product Manager": only one of the levels was known
    let clear = mention.span.start <= NEAR
        && !before.trim_end().ends_with('/')
        && !before.contains(['.', ';', ':', '('])
        && !words().any(|w| rules.breaks.contains(w.trim_matches(',')));
    let generic = rules.generic.iter().any(|g| named.eq_ignore_ascii_case(g));
    if generic
        || mention.plural
        || mention.boss.top
        || !clear
        || reading.known.roles.match_title(named).is_none()
    {
        return None;
    }
    let after = window
        .get(mention.span.end..)
        .unwrap_or_default()
        .to_lowercase();
    // "an AVP Product Manager": only a part of the title was known
    let next = after.split(|c: char| !c.is_alphanumeric()).nth(1);
    if after.starts_with(' ') && next.is_some_and(|w| rules.longer.contains(w)) {
        return None;
    }
    let lead_words = lead.of(text).to_lowercase();
    let addressed = rules.addressed.iter().any(|w| {
        let whole = reading.unit.span.of(text).to_lowercase();
        whole
            .get(mention.span.end..)
            .unwrap_or(&whole)
            .contains(w.as_str())
    });
    let holds = if rules.openings.iter().any(|o| lead_words.trim() == o) {
        // "As a VP of Product, you …"
        addressed
    } else if rules.articles.contains(lead_words.trim()) {
        // "The product manager will own …"
        before.trim().is_empty()
            && rules
                .duties
                .iter()
                .any(|d| after.trim_start().starts_with(d.as_str()))
    } else {
        true
    };
    holds.then(|| Fact {
        kind: FactKind::OwnTitle(mention.boss.text.clone()),
        span: Span::new(mention.span.start + lead.end, mention.span.end + lead.end),
    })
}

/// Several headings that name roles on different rungs: a ladder in one document.
pub(super) fn several_levels(
    document: &Document,
    title: Option<&Title>,
    sections: &[Section],
    known: Known<'_>,
    out: &mut Vec<Fact>,
) {
    let own = title.and_then(|t| known.roles.match_title(&t.text));
    let mut rungs: Option<Rungs> = own.map(|m| m.rungs);
    let sections = sections.iter().filter(|s| s.by_heading);
    let known_sections: BTreeSet<Span> = sections.filter_map(|s| s.heading).collect();
    for block in &document.blocks {
        if !matches!(block.kind, BlockKind::Heading(_)) {
            continue;
        }
        let text = document.block_text(block);
        let heads_known_section = known_sections.contains(&block.span);
        let lead_in = text.trim_end().ends_with(':');
        if lead_in || heads_known_section || text.split_whitespace().count() > TITLE_WORDS {
            continue;
        }
        let Some(found) = known.roles.match_title(text) else {
            continue;
        };
        // "Associate PM", not "Provide product management leadership"
        if found.span.start > 0 {
            continue;
        }
        match rungs {
            None => rungs = Some(found.rungs),
            Some(known) if known.distance_above(found.rungs) != 0 => {
                out.push(Fact {
                    kind: FactKind::SeveralLevels,
                    span: block.span,
                });
                return;
            }
            Some(_) => {}
        }
    }
}
