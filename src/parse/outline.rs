//! Paragraphs to blocks: tells list items, typed headings, wrapped lines and lines that stand for themselves apart.
//! Shared by all formats whose paragraphs people type by hand.

use std::ops::Range;

use super::flow::{Flow, FlowLine};
use super::lines::{self, Marker};
use super::{Block, BlockKind, Builder, Document, words, wrap};
use crate::span::SourceSpan;

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Not in a list.
    Body,
    /// The first paragraph of a list item that the format itself marks.
    Item {
        /// Nesting depth from 0.
        depth: u8,
    },
    /// A later paragraph of such an item.
    ItemRest {
        /// Nesting depth from 0.
        depth: u8,
    },
}

/// Longest cell of a table that is a value, in bytes.
const CELL_MAX: usize = 400;
/// A heading level for lines that are headings by their looks alone.
pub(crate) const TYPED: u8 = 6;

/// Builds the blocks of a document from paragraphs.
pub(super) struct Outline<'s> {
    source: &'s str,
    pub(super) builder: Builder,
    /// Width that the source is wrapped at, in code points.
    wrap: Option<usize>,
    /// Indentation and rank of the typed bullets around the last one, outermost first.
    bullets: Vec<(usize, u8)>,
    /// The open block is a typed list item whose sentence has not come to an end.
    unfinished: bool,
}

/// What a line is by its looks.
#[derive(Debug, Clone, Copy)]
enum Look {
    Text,
    Bullet(Marker),
    Heading {
        level: u8,
        /// Bytes of markup before the text.
        skip: usize,
    },
}

impl<'s> Outline<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Outline {
            source,
            builder: Builder::new(),
            wrap: wrap::width(source),
            bullets: Vec::new(),
            unfinished: false,
        }
    }

    /// A block that is one for sure (a heading of the format, a table cell, a value): its lines are joined. A cell that
    /// is a text lays out the page: it is a paragraph.
    pub(super) fn block(&mut self, kind: BlockKind, flow: &Flow) {
        if matches!(kind, BlockKind::TableCell { .. }) && flow.len() > CELL_MAX {
            return self.paragraph(flow, Place::Body);
        }
        if matches!(kind, BlockKind::Heading(_)) {
            self.bullets.clear();
        }
        self.unfinished = false;
        self.builder.open(kind);
        let lines: Vec<FlowLine> = flow.lines().collect();
        for (i, line) in lines.iter().enumerate() {
            if i > 0 {
                self.join(flow, &lines, i);
            }
            flow.emit(&line.range, &mut self.builder);
        }
    }

    /// The inside of a comment, as it stands.
    pub(super) fn comment(&mut self, flow: &Flow) {
        self.unfinished = false;
        self.builder.open(BlockKind::Comment);
        let text = flow.text();
        let start = text.len() - text.trim_start().len();
        flow.emit(&(start..start + text.trim().len()), &mut self.builder);
    }

    /// A paragraph, whose lines decide what it holds.
    pub(super) fn paragraph(&mut self, flow: &Flow, place: Place) {
        let lines = split_flat_lists(flow);
        let looks = self.looks(flow, &lines, place);
        let mut start = 0;
        for next in 1..=lines.len() {
            if next == lines.len() || self.splits(flow, &lines, &looks, next, start, place) {
                self.group(flow, &lines, &looks, start..next, place);
                start = next;
            }
        }
    }

    fn looks(&self, flow: &Flow, lines: &[FlowLine], place: Place) -> Vec<Look> {
        let emoji = |i: Option<usize>| {
            i.and_then(|i| marker(flow, lines, i))
                .is_some_and(|m| m.emoji)
        };
        (0..lines.len())
            .map(|i| match marker(flow, lines, i) {
                Some(m) if !m.emoji || emoji(i.checked_sub(1)) || emoji(Some(i + 1)) => {
                    Look::Bullet(m)
                }
                _ => self.text_look(flow, lines, i, place),
            })
            .collect()
    }

    /// Text or a typed heading.
    fn text_look(&self, flow: &Flow, lines: &[FlowLine], i: usize, place: Place) -> Look {
        let Some(line) = lines.get(i) else {
            return Look::Text;
        };
        let text = flow.slice(&line.range);
        if let Some((level, skip)) = lines::hash_heading(text) {
            return Look::Heading { level, skip };
        }
        // an item's own text is no heading; a line at the margin below it, which Markdown counts to the item, may be
        if place != Place::Body && (i == 0 || self.indent(flow, line) > 0) {
            return Look::Text;
        }
        let colon = text.trim_end_matches(':').len();
        let bold = line.range.start..line.range.start + colon;
        let strong = flow.is_strong(&line.range) || flow.is_strong(&bold);
        let goes_on = i > 0 && self.wraps(flow, lines, i - 1);
        let heading = (strong && lines::is_strong_heading(text))
            || !goes_on
                && (lines::is_caps(text)
                    || lines::is_label(text)
                        && lines.len() > i + 1
                        && (marker(flow, lines, i + 1).is_some() || !self.wraps(flow, lines, i))
                    || place != Place::Body && lines::is_label(text));
        if heading {
            Look::Heading {
                level: TYPED,
                skip: 0,
            }
        } else {
            Look::Text
        }
    }

    /// Whether line `next` begins a block of its own; the block before it began at line `start`.
    fn splits(
        &self,
        flow: &Flow,
        lines: &[FlowLine],
        looks: &[Look],
        next: usize,
        start: usize,
        place: Place,
    ) -> bool {
        let (Some(line), Some(first), Some(before)) =
            (lines.get(next), lines.get(start), lines.get(next - 1))
        else {
            return true;
        };
        if !matches!(looks.get(next), Some(Look::Text)) || flow.starts_with_label(&line.range) {
            return true;
        }
        // the heading of the list that follows in the same paragraph
        let (text, list) = (flow.slice(&line.range), looks.get(next + 1));
        let parted = line.hard || lines::ends_clause(flow.slice(&before.range));
        if parted && matches!(list, Some(Look::Bullet(_))) && lines::is_bare_heading(text) {
            return true;
        }
        match looks.get(start) {
            // a heading is one line
            Some(Look::Heading { .. }) | None => true,
            Some(Look::Bullet(marker)) => {
                let alone = before.range.len() <= marker.len && next - 1 == start;
                let deeper = self.indent(flow, line) > self.indent(flow, first);
                let inside = place != Place::Body;
                !(line.hard || alone || deeper || inside || self.wraps(flow, lines, next - 1))
            }
            Some(Look::Text) => {
                let inside = place != Place::Body;
                !(line.hard || inside || self.wraps(flow, lines, next - 1))
            }
        }
    }

    /// Whether the break after line `i` is mere wrapping: the first word of the next line had no room left on this
    /// one, or the sentence goes on, in lower case or after a word that ends none.
    fn wraps(&self, flow: &Flow, lines: &[FlowLine], i: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(i), lines.get(i + 1)) else {
            return false;
        };
        let (text, following) = (flow.slice(&line.range), flow.slice(&next.range));
        if text.contains('\t') || following.contains('\t') {
            return false;
        }
        if words::is_unfinished(text) {
            return true;
        }
        if lines::starts_lower(following) && !lines::ends_clause(text) {
            // unless all of the paragraph is like that and nothing says it is wrapped: statements in lower case
            let first = lines.first().map_or("", |l| flow.slice(&l.range));
            return self.wrap.is_some() || !lines::starts_lower(first);
        }
        let Some(wrap) = self.wrap else {
            return false;
        };
        let source = flow.source(&line.range);
        if source.end - source.start > 4 * *wrap::WRAP.end() {
            return false;
        }
        let written = self
            .source
            .get(source.start..source.end)
            .unwrap_or_default();
        let width = self.indent(flow, line) + written.chars().count();
        let word = self.source.get(flow.source(&next.range).start..);
        let word = word
            .unwrap_or_default()
            .chars()
            .take_while(|c| !c.is_whitespace());
        // proportional type has no exact width; a line that ends no clause is given some slack
        let room = if lines::ends_clause(text) {
            wrap
        } else {
            wrap - wrap / 8
        };
        width <= *wrap::WRAP.end() && width + 1 + word.take(wrap).count() > room
    }

    /// Columns of white space before a line in the source; 0 where something else stands there.
    fn indent(&self, flow: &Flow, line: &FlowLine) -> usize {
        let start = flow.source(&line.range).start;
        let before = self.source.as_bytes().get(..start).unwrap_or_default();
        let mut columns = 0;
        // deeper than this is no indentation of a list
        for byte in before.iter().rev().take(200) {
            match byte {
                b' ' => columns += 1,
                b'\t' => columns += 4,
                b'\n' | b'\r' => return columns,
                _ => return 0,
            }
        }
        columns
    }

    /// Emits the lines of one block.
    fn group(
        &mut self,
        flow: &Flow,
        lines: &[FlowLine],
        looks: &[Look],
        group: Range<usize>,
        place: Place,
    ) {
        let (Some(first), Some(look)) = (lines.get(group.start), looks.get(group.start)) else {
            return;
        };
        let opens_item = group.start == 0;
        let skip = match *look {
            Look::Heading { level, skip } => {
                self.bullets.clear();
                self.builder.open(BlockKind::Heading(level));
                skip
            }
            Look::Bullet(marker) => {
                let depth = match place {
                    // the format's bullet and a typed one are one bullet
                    Place::Item { depth } if opens_item => depth,
                    Place::Item { depth } | Place::ItemRest { depth } => self
                        .bullet_depth(self.indent(flow, first), marker.rank)
                        .saturating_add(depth)
                        .saturating_add(1),
                    Place::Body => self.bullet_depth(self.indent(flow, first), marker.rank),
                };
                self.builder.open(BlockKind::ListItem { depth });
                marker.len
            }
            Look::Text => {
                let text = flow.slice(&first.range);
                match place {
                    Place::Item { depth } if opens_item => {
                        self.builder.open(BlockKind::ListItem { depth })
                    }
                    Place::Body if opens_item && self.unfinished && lines::starts_lower(text) => {
                        let gap = SourceSpan::new(
                            self.builder.source_end(),
                            flow.source(&first.range).start,
                        );
                        self.builder.replace(" ", gap);
                    }
                    _ => {
                        if place == Place::Body {
                            self.bullets.clear();
                        }
                        self.builder.open(BlockKind::Paragraph);
                    }
                }
                0
            }
        };
        let mut last = "";
        for i in group.clone() {
            let Some(line) = lines.get(i) else { continue };
            let mut range = line.range.clone();
            if i == group.start {
                range.start = (range.start + skip).min(range.end);
            }
            // a bullet alone on its line: its text begins on the next one
            let empty = i == group.start + 1 && first.range.len() <= skip;
            if i > group.start && !empty {
                self.join(flow, lines, i);
            }
            flow.emit(&range, &mut self.builder);
            last = flow.slice(&range);
        }
        self.unfinished = matches!(self.builder.open_kind(), Some(BlockKind::ListItem { .. }))
            && place == Place::Body
            && !lines::ends_item(last);
    }

    /// A line break inside a block: a line feed that a reader sees, or the space of a wrapped line.
    fn join(&mut self, flow: &Flow, lines: &[FlowLine], i: usize) {
        let (Some(before), Some(after)) =
            (i.checked_sub(1).and_then(|i| lines.get(i)), lines.get(i))
        else {
            return;
        };
        let (start, end) = (before.range.end, after.range.start);
        let gap = SourceSpan::new(
            flow.source(&before.range).end,
            flow.source(&after.range).start,
        );
        self.builder
            .replace(if after.hard { "\n" } else { " " }, gap);
        if flow.strong_across(start, end) {
            self.builder.strong_goes_on();
        }
    }

    /// Depth of a typed bullet among those before it.
    fn bullet_depth(&mut self, indent: usize, rank: u8) -> u8 {
        let here = (indent, rank);
        self.bullets.retain(|outer| *outer < here);
        self.bullets.push(here);
        u8::try_from(self.bullets.len() - 1).unwrap_or(u8::MAX)
    }

    /// The document. `label_above_text`: whether `Label:` is a heading above any block, not a list alone.
    pub(super) fn finish(self, label_above_text: bool) -> Document {
        let mut document = self.builder.finish();
        let mut headings = Vec::new();
        let visible = |(_, block): &(usize, &Block)| block.kind != BlockKind::Comment;
        let blocks: Vec<_> = document.blocks.iter().enumerate().filter(visible).collect();
        for pair in blocks.windows(2) {
            if let [(i, block), (_, next)] = *pair
                && block.kind == BlockKind::Paragraph
            {
                let text = document.block_text(block);
                let list = matches!(next.kind, BlockKind::ListItem { .. });
                let label = lines::is_label(text)
                    && (list || label_above_text && next.kind == BlockKind::Paragraph);
                if label || list && lines::is_bare_heading(text) {
                    headings.push(i);
                }
            }
        }
        for i in headings {
            if let Some(block) = document.blocks.get_mut(i) {
                block.kind = BlockKind::Heading(TYPED);
            }
        }
        document
    }
}

/// The bullet or number that line `i` starts with.
fn marker(flow: &Flow, lines: &[FlowLine], i: usize) -> Option<Marker> {
    lines::marker(flow.slice(&lines.get(i)?.range))
}

/// The lines of a flow, those that hold a whole list cut at its bullets.
fn split_flat_lists(flow: &Flow) -> Vec<FlowLine> {
    let mut lines = Vec::new();
    for line in flow.lines() {
        let mut start = line.range.start;
        for at in lines::flat_list(flow.slice(&line.range)) {
            let cut = line.range.start + at;
            let body = flow.slice(&(start..cut)).trim_end().len();
            if body > 0 {
                lines.push(FlowLine {
                    range: start..start + body,
                    hard: line.hard,
                });
            }
            start = cut;
        }
        lines.push(FlowLine {
            range: start..line.range.end,
            hard: line.hard,
        });
    }
    lines
}
