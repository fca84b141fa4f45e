//! Sections, by heading and, where there is none, by content.

use super::content::{self, Ballot, Item, Votes};
use super::headings::Meaning;
use super::phrases::{trim, trim_matches};
use super::{PostingRules, Title, sentences};
use crate::parse::{Block, BlockKind, Document};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What the person does.
    Responsibilities,
    /// What the person must bring.
    Requirements,
    /// What is nice to have.
    Preferred,
    /// Company, team, and the introduction of the role.
    About,
    /// Pay, benefits, perks, equal opportunity.
    Benefits,
    /// How to apply, the hiring process.
    Process,
    /// Cannot be told.
    Unknown,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its heading, where it has one.
    pub heading: Option<Span>,
    /// Its range in the visible text, heading included.
    pub span: Span,
    /// Whether the heading said so (otherwise the content did).
    pub by_heading: bool,
}

/// Level of headings that are no heading blocks: label lines and headings inside running text.
const LABEL_LEVEL: u8 = 7;
/// Longest paragraph that is a label, in bytes.
const LABEL_BYTES: usize = 70;
/// Bullets that make a list.
const LIST: usize = 3;
/// Paragraphs shorter than this, in bytes, have no headings inside.
const INLINE_BYTES: usize = 200;

/// A heading or a piece of text, in order.
#[derive(Debug)]
enum Piece<'d> {
    Heading {
        span: Span,
        level: u8,
        meaning: Option<Meaning>,
    },
    Text {
        span: Span,
        block: &'d Block,
    },
}

pub(super) fn find(
    document: &Document,
    title: Option<&Title>,
    rules: &PostingRules,
) -> Vec<Section> {
    let pieces = pieces(document, title, rules);
    let ballot = Ballot::new(&document.text, rules);
    let told = pieces.iter().any(|p| {
        matches!(
            p,
            Piece::Heading {
                meaning: Some(Meaning::Kind(SectionKind::Responsibilities)),
                ..
            }
        )
    });
    let mut sections = Vec::new();
    // known headings that still rule, from the highest to the lowest
    let mut ruling: Vec<(u8, Meaning)> = Vec::new();
    let mut at = 0;
    let mut before_any = true;
    while at < pieces.len() {
        let mut heading = None;
        let mut unknown = false;
        if let Some(Piece::Heading {
            span,
            level,
            meaning,
        }) = pieces.get(at)
        {
            heading = Some(*span);
            ruling.retain(|(l, _)| l < level);
            match meaning {
                Some(meaning) => ruling.push((*level, *meaning)),
                None => unknown = ruling.is_empty(),
            }
            before_any = false;
            at += 1;
        }
        let first = at;
        while matches!(pieces.get(at), Some(Piece::Text { .. })) {
            at += 1;
        }
        let body = pieces.get(first..at).unwrap_or_default();
        let meaning = ruling.last().map(|(_, m)| *m);
        let mut prior = Votes::default();
        match meaning {
            Some(Meaning::Kind(kind)) if kind != SectionKind::Unknown => {
                sections.extend(by_heading(kind, heading, body));
                continue;
            }
            Some(Meaning::Role) if told => {
                // the list of an introduction can be the duties all the same
                prior.add(SectionKind::About, 1.5);
            }
            Some(Meaning::Role) => prior.add(SectionKind::Responsibilities, 0.8),
            _ if before_any && told => prior.add(SectionKind::About, 1.5),
            _ => {
                if let (true, Some(span)) = (unknown, heading) {
                    let votes = ballot.votes(span).winner();
                    prior.add(votes, 0.7);
                }
            }
        }
        let introduction = matches!(meaning, Some(Meaning::Role));
        let mut found = by_content(document, rules, body, &ballot, &prior, introduction && told);
        if introduction {
            for section in &mut found {
                if section.kind == SectionKind::Unknown {
                    section.kind = SectionKind::About;
                }
            }
        }
        if let Some(heading) = heading {
            match found.first_mut() {
                Some(first) => {
                    first.heading = Some(heading);
                    first.span.start = heading.start;
                    first.by_heading = introduction && first.kind == SectionKind::About;
                }
                None => found.push(Section {
                    kind: meaning.map_or(SectionKind::Unknown, Meaning::kind),
                    heading: Some(heading),
                    span: heading,
                    by_heading: meaning.is_some(),
                }),
            }
        }
        sections.extend(found);
    }
    by_elimination(&mut sections, document, rules);
    sections
}

/// Where nothing reads as duties, the last list above the requirements whose section nothing tells is the duties.
fn by_elimination(sections: &mut [Section], document: &Document, rules: &PostingRules) {
    let is = |kind| move |section: &Section| section.kind == kind;
    if sections.iter().any(is(SectionKind::Responsibilities)) {
        return;
    }
    let asks = |s: &Section| s.kind == SectionKind::Requirements && s.by_heading;
    let Some(first) = sections.iter().position(asks) else {
        return;
    };
    let introduces =
        |heading: &Span| rules.headings.meaning(heading.of(&document.text)) == Some(Meaning::Role);
    let untold = |section: &&mut Section| match section.kind {
        SectionKind::Unknown => section.heading.is_some(),
        SectionKind::About => section.heading.as_ref().is_some_and(introduces),
        _ => false,
    };
    let is_bullet = |b: &&Block| matches!(b.kind, BlockKind::ListItem { .. });
    let bullets = |span: Span| {
        // blocks are in order, and a section begins and ends with one
        let before = document
            .blocks
            .partition_point(|b| b.span.start < span.start);
        let from = document.blocks.get(before..).unwrap_or_default().iter();
        from.take_while(|b| b.span.end <= span.end)
            .filter(is_bullet)
            .count()
    };
    let above = sections.get_mut(..first).unwrap_or_default();
    let list = above
        .iter_mut()
        .rev()
        .filter(untold)
        .find(|s| bullets(s.span) >= LIST);
    if let Some(list) = list {
        list.kind = SectionKind::Responsibilities;
        list.by_heading = false;
    }
}

fn by_heading(kind: SectionKind, heading: Option<Span>, body: &[Piece<'_>]) -> Option<Section> {
    let span = |p: &Piece<'_>| match p {
        Piece::Heading { span, .. } | Piece::Text { span, .. } => *span,
    };
    let first = heading.or_else(|| body.first().map(span))?;
    let last = body.last().map(span).or(heading)?;
    Some(Section {
        kind,
        heading,
        span: Span::new(first.start, last.end.max(first.end)),
        by_heading: true,
    })
}

/// Sections of text whose heading does not tell.
fn by_content(
    document: &Document,
    rules: &PostingRules,
    body: &[Piece<'_>],
    ballot: &Ballot<'_>,
    prior: &Votes,
    only_lists: bool,
) -> Vec<Section> {
    let mut items: Vec<Item> = Vec::new();
    let mut announced: Vec<Option<SectionKind>> = Vec::new();
    let mut in_list = false;
    let mut lead_in: Option<SectionKind> = None;
    for piece in body {
        let Piece::Text { span, block } = piece else {
            continue;
        };
        match block.kind {
            BlockKind::ListItem { .. } | BlockKind::TableCell { .. } => {
                if !in_list {
                    announced.push(lead_in);
                    in_list = true;
                }
                items.push(Item {
                    span: *span,
                    list: Some(announced.len() - 1),
                });
            }
            _ => {
                in_list = false;
                let text = span.of(&document.text).trim_end();
                lead_in = text
                    .ends_with(':')
                    .then(|| {
                        let sentence = text.rsplit(['.', '!', '?', '\n']).next().unwrap_or(text);
                        rules.headings.lead_in(sentence)
                    })
                    .flatten()
                    .map(Meaning::kind);
                for sentence in sentences::split(&document.text, *span, &rules.statements) {
                    for part in sentences::split_flat(
                        &document.text,
                        sentence,
                        &rules.statements,
                        &rules.starts,
                    ) {
                        items.push(Item {
                            span: part,
                            list: None,
                        });
                    }
                }
            }
        }
    }
    let mut sections = content::attribute(&items, ballot, prior, |list| {
        announced.get(list).copied().flatten()
    });
    if only_lists {
        // the prose of an introduction stays one
        sections = regroup(&items, sections);
    }
    sections
}

/// Prose becomes [`SectionKind::About`] where it was taken for duties; lists keep what their content says.
fn regroup(items: &[Item], found: Vec<Section>) -> Vec<Section> {
    let mut out: Vec<Section> = Vec::new();
    let mut at = 0;
    for section in found {
        while let Some(item) = items.get(at).filter(|i| section.span.contains(i.span)) {
            let kind = match (item.list, section.kind) {
                (None, SectionKind::Responsibilities | SectionKind::Unknown) => SectionKind::About,
                (_, kind) => kind,
            };
            match out.last_mut() {
                Some(last) if last.kind == kind => last.span.end = item.span.end,
                _ => out.push(Section {
                    kind,
                    heading: None,
                    span: item.span,
                    by_heading: false,
                }),
            }
            at += 1;
        }
    }
    out
}

/// Headings and text in order, the title and what is no text of the posting left out.
fn pieces<'d>(
    document: &'d Document,
    title: Option<&Title>,
    rules: &PostingRules,
) -> Vec<Piece<'d>> {
    let text = &document.text;
    let title_span = title.and_then(Title::line);
    let mut out = Vec::new();
    for (i, block) in document.blocks.iter().enumerate() {
        if matches!(block.kind, BlockKind::Meta(_) | BlockKind::Comment) {
            continue;
        }
        let own = block.span.of(text);
        if title_span.is_some_and(|t| block.span.contains(t)) && own.len() < 2 * LABEL_BYTES + 60 {
            continue;
        }
        match block.kind {
            BlockKind::Heading(level) => out.push(Piece::Heading {
                span: block.span,
                level,
                meaning: rules.headings.meaning(own),
            }),
            BlockKind::TableCell { column: 0, row } => {
                // a cell that heads its row or column
                let more = document.blocks.get(i + 1).is_some_and(
                    |b| matches!(b.kind, BlockKind::TableCell { row: r, column } if r == row && column > 0),
                );
                match rules.headings.exact(own) {
                    Some(meaning) if more || own.len() <= LABEL_BYTES => out.push(Piece::Heading {
                        span: block.span,
                        level: LABEL_LEVEL,
                        meaning: Some(meaning),
                    }),
                    _ => out.push(Piece::Text {
                        span: block.span,
                        block,
                    }),
                }
            }
            BlockKind::Paragraph => paragraph(document, block, rules, &mut out),
            BlockKind::ListItem { .. } => out.push(match item_heading(document, i, rules) {
                Some(meaning) => Piece::Heading {
                    span: block.span,
                    level: LABEL_LEVEL,
                    meaning: Some(meaning),
                },
                None => Piece::Text {
                    span: block.span,
                    block,
                },
            }),
            _ => out.push(Piece::Text {
                span: block.span,
                block,
            }),
        }
    }
    out
}

/// What an item means that is a heading with a number before it: a known one, bold, and nothing else.
fn item_heading(document: &Document, i: usize, rules: &PostingRules) -> Option<Meaning> {
    let text = &document.text;
    let known = |block: &Block| {
        let own = block.span.of(text);
        let short = own.len() <= LABEL_BYTES;
        short.then(|| rules.headings.exact(own)).flatten()
    };
    let block = document.blocks.get(i)?;
    let meaning = known(block)?;
    let own = trim_matches(text, block.span, |c| !c.is_alphanumeric());
    let first = document.strong.partition_point(|s| s.end <= own.start);
    let strong = document.strong.get(first).is_some_and(|s| s.contains(own));
    // a list of headings is a table of contents
    let next = document.blocks.get(i + 1)?;
    let contents = next.kind == block.kind && known(next).is_some();
    (strong && !contents).then_some(meaning)
}

/// A paragraph: a label, a strong lead-in and its text, a text with headings inside, or text.
fn paragraph<'d>(
    document: &'d Document,
    block: &'d Block,
    rules: &PostingRules,
    out: &mut Vec<Piece<'d>>,
) {
    let text = &document.text;
    let span = trim(text, block.span);
    let own = span.of(text);
    let label = |meaning, span| Piece::Heading {
        span,
        level: LABEL_LEVEL,
        meaning: Some(meaning),
    };
    if own.len() <= LABEL_BYTES
        && let Some(meaning) = rules.headings.exact(own)
    {
        out.push(label(meaning, span));
        return;
    }
    if own.ends_with(':')
        && own.len() <= 2 * LABEL_BYTES
        && !own.contains('\n')
        && let Some(meaning) = rules.headings.lead_in(own)
    {
        out.push(label(meaning, span));
        return;
    }
    let mut start = span.start;
    // strong lead-in: the emphasis begins the paragraph and is a known heading
    let strong = document
        .strong
        .iter()
        .skip(document.strong.partition_point(|s| s.end <= span.start))
        .take_while(|s| s.start < span.end);
    let mut heads: Vec<(Span, Meaning)> = strong
        .filter(|s| s.len() <= LABEL_BYTES)
        .filter_map(|s| {
            let begins = s.start == span.start || text.get(..s.start)?.ends_with('\n');
            let meaning = rules.headings.exact(s.of(text))?;
            begins.then_some((*s, meaning))
        })
        .collect();
    if own.len() >= INLINE_BYTES {
        heads.extend(
            rules
                .headings
                .inline(own)
                .into_iter()
                .map(|(s, m)| (Span::new(s.start + span.start, s.end + span.start), m)),
        );
        heads.sort_by_key(|(s, _)| s.start);
    }
    for (head, meaning) in heads {
        if head.start < start {
            continue;
        }
        let before = trim(text, Span::new(start, head.start));
        if !before.is_empty() {
            out.push(Piece::Text {
                span: before,
                block,
            });
        }
        out.push(label(meaning, head));
        let rest = Span::new(head.end, span.end);
        start = trim_matches(text, rest, |c| c.is_whitespace() || matches!(c, ':' | '?')).start;
    }
    let rest = trim(text, Span::new(start.min(span.end), span.end));
    if !rest.is_empty() {
        out.push(Piece::Text { span: rest, block });
    }
}
