//! A parsed document: blocks of visible text that know where in the source they come from.

use serde::Serialize;

use super::flow::Flow;
use crate::span::{SourceSpan, Span};

/// Where a posting stands in a source that can hold several, and what it is called there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// JSON pointer (RFC 6901) to the posting; empty for the whole source.
    pub pointer: String,
    /// What the source calls it.
    pub id: Option<String>,
}

impl Address {
    /// `None` for a source that is a posting and does not name it: there is nothing to tell apart.
    pub fn new(pointer: String, id: Option<String>) -> Option<Address> {
        let id = id.filter(|id| !id.is_empty());
        (!pointer.is_empty() || id.is_some()).then_some(Address { pointer, id })
    }

    /// What people call the posting: its id, or where it has none its place. Words of the source, not sanitised.
    pub fn name(&self) -> &str {
        self.id.as_deref().unwrap_or(&self.pointer)
    }
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A front matter value; the key in lower case, nested keys joined by dots.
    Meta(String),
    /// A heading of level 1 to 6. Bold-only, ALL-CAPS and `Label:` lines that stand as headings are level 6.
    Heading(u8),
    /// A paragraph, or one line of it where the lines stand for themselves (a posting without bullets, a
    /// line a statement).
    Paragraph,
    /// A list item; depth starts at 0.
    ListItem {
        /// Nesting depth from 0.
        depth: u8,
    },
    /// A table cell.
    TableCell {
        /// Row from 0, the head row included.
        row: usize,
        /// Column from 0.
        column: usize,
    },
    /// An HTML comment (its inside); carries no evidence, only suppressions.
    Comment,
}

/// One block of visible text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its range in [`Document::text`].
    pub span: Span,
}

/// A stretch of visible text and the source bytes it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Segment {
    text: Span,
    source: SourceSpan,
    /// Byte for byte; otherwise (an entity, an escape, a joined line) the stretch is one piece.
    exact: bool,
}

impl Segment {
    /// The part of it inside of `line`.
    fn cut(self, line: Span) -> Segment {
        let text = Span::new(
            self.text.start.max(line.start),
            self.text.end.min(line.end).max(self.text.start),
        );
        let source = match self.exact {
            true => SourceSpan::new(
                self.source.start + (text.start - self.text.start),
                self.source.start + (text.end - self.text.start),
            ),
            false => self.source,
        };
        Segment {
            text,
            source,
            ..self
        }
    }

    /// The same where what stands at byte `from` of the text is at byte `to`.
    fn moved(self, from: usize, to: usize) -> Segment {
        let at = |byte: usize| to + (byte - from);
        Segment {
            text: Span::new(at(self.text.start), at(self.text.end)),
            ..self
        }
    }
}

/// A parsed document. `text` is what a reader sees (no markup, entities decoded, escapes resolved), blocks separated
/// by line feeds; a line feed inside a block is a break that a reader sees (hard break, `<br>`).
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Visible text of all blocks.
    pub text: String,
    /// Blocks in source order.
    pub blocks: Vec<Block>,
    /// Ranges of strong emphasis in `text`, in order.
    pub strong: Vec<Span>,
    /// Byte ranges of the source that could not be understood, with what was wrong (broken front matter).
    pub problems: Vec<(SourceSpan, String)>,
    /// Where the posting stands in a source that can hold several.
    pub address: Option<Address>,
    /// The text stands in the source as a string with escapes, of which a reader sees more than of the text: excerpts
    /// show the text.
    pub escaped: bool,
    segments: Vec<Segment>,
}

impl Document {
    /// The text of a block.
    pub fn block_text(&self, block: &Block) -> &str {
        block.span.of(&self.text)
    }

    /// Source bytes of a range of visible text. Always inside the source, on character boundaries, in order.
    pub fn source_span(&self, span: Span) -> SourceSpan {
        // first segment that ends after the start, last one that begins before the end
        let first = self.segments.partition_point(|s| s.text.end <= span.start);
        let last = self
            .segments
            .partition_point(|s| s.text.start < span.end.max(span.start + 1));
        let start = match self.segments.get(first) {
            Some(s) if s.text.start <= span.start => Self::within(s, span.start, false),
            Some(s) => s.source.start,
            None => self.segments.last().map_or(0, |s| s.source.end),
        };
        let end = match last.checked_sub(1).and_then(|i| self.segments.get(i)) {
            Some(s) if span.end < s.text.end => Self::within(s, span.end, true),
            Some(s) => s.source.end,
            None => start,
        };
        SourceSpan {
            start,
            end: end.max(start),
        }
    }

    /// The visible text that comes from a range of the source, from its first part to its last one; `None` where no part of
    /// it is visible. Takes time linear in the length of the document.
    pub fn visible_span(&self, source: SourceSpan) -> Option<Span> {
        let inside = |s: &&Segment| s.source.start < source.end && source.start < s.source.end;
        let mut segments = self.segments.iter().filter(inside);
        let first = segments.next()?;
        let last = segments.next_back().unwrap_or(first);
        let after = |s: &Segment, at: usize| s.text.start + at.saturating_sub(s.source.start);
        let start = match first.exact {
            true => after(first, source.start),
            false => first.text.start,
        };
        let end = match last.exact {
            true => after(last, source.end).min(last.text.end),
            false => last.text.end,
        };
        Some(Span::new(start, end.max(start)))
    }

    /// Keeps of the text only the lines that hold some of `spans`; gives where a stretch of these lines is now. Blocks and
    /// emphasis are not kept.
    pub(crate) fn keep_lines(&mut self, spans: &[Span]) -> impl Fn(Span) -> Span + use<> {
        let text = &self.text;
        let line = |span: &Span| {
            let before = text.get(..span.start).and_then(|t| t.rfind('\n'));
            let after = text.get(span.end..).and_then(|t| t.find('\n'));
            let end = after.map_or(text.len(), |at| span.end + at);
            Span::new(before.map_or(0, |at| at + 1), end)
        };
        let mut lines: Vec<Span> = spans.iter().map(line).collect();
        lines.sort_unstable();
        lines.dedup_by(|next, last| {
            let joined = next.start <= last.end;
            last.end = last.end.max(if joined { next.end } else { 0 });
            joined
        });
        let (mut kept, mut segments, mut moves) = (String::new(), Vec::new(), Vec::new());
        for line in lines {
            if !kept.is_empty() {
                kept.push('\n');
            }
            let to = kept.len();
            kept.push_str(line.of(text));
            moves.push((line, to));
            let first = self.segments.partition_point(|s| s.text.end <= line.start);
            let inside = self.segments.iter().skip(first);
            let inside = inside.take_while(|s| s.text.start < line.end);
            segments.extend(inside.map(|s| s.cut(line).moved(line.start, to)));
        }
        let (address, escaped) = (self.address.take(), self.escaped);
        *self = Document {
            text: kept,
            address,
            escaped,
            segments,
            ..Document::default()
        };
        move |span| {
            let after = moves.partition_point(|(line, _)| line.start <= span.start);
            let of = after.checked_sub(1).and_then(|i| moves.get(i));
            let moved = of.map(|(line, to)| {
                let at = |byte: usize| to + (byte.min(line.end).max(line.start) - line.start);
                Span::new(at(span.start), at(span.end))
            });
            moved.unwrap_or_default()
        }
    }

    /// Appends another document of the same source, which keeps its own address for itself.
    pub(super) fn append(&mut self, other: Document) {
        if !self.text.is_empty() && !other.text.is_empty() {
            self.text.push('\n');
        }
        let by = self.text.len();
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        self.text.push_str(&other.text);
        self.blocks
            .extend(other.blocks.into_iter().map(|block| Block {
                span: moved(block.span),
                kind: block.kind,
            }));
        self.strong.extend(other.strong.into_iter().map(moved));
        self.problems.extend(other.problems);
        self.segments
            .extend(other.segments.into_iter().map(|segment| Segment {
                text: moved(segment.text),
                ..segment
            }));
    }

    /// The document was read from the text of `map`: now it comes from where that text does.
    pub(super) fn lead_back(&mut self, map: &Flow) {
        let mut segments = Vec::with_capacity(self.segments.len());
        for segment in &self.segments {
            let range = segment.source.start..segment.source.end;
            if segment.exact {
                segments.extend(map.cuts(&range).map(|cut| {
                    let at = |byte: usize| segment.text.start + (byte - range.start);
                    Segment {
                        text: Span::new(at(cut.text.start), at(cut.text.end)),
                        source: cut.source,
                        exact: cut.exact,
                    }
                }));
            } else {
                segments.push(Segment {
                    source: map.source(&range),
                    ..*segment
                });
            }
        }
        self.segments = segments;
        for (span, _) in &mut self.problems {
            *span = map.source(&(span.start..span.end));
        }
    }

    fn within(segment: &Segment, at: usize, end: bool) -> usize {
        let (text, source) = (segment.text, segment.source);
        if segment.exact {
            source.start + (at - text.start)
        } else if end && at > text.start {
            source.end
        } else {
            source.start
        }
    }
}

/// Builds a [`Document`]: open a block, push text with its source range, close the block.
#[derive(Debug, Default)]
pub struct Builder {
    document: Document,
    open: Option<(BlockKind, usize)>,
    strong_goes_on: bool,
}

impl Builder {
    /// An empty document.
    pub fn new() -> Self {
        Builder::default()
    }
    /// Opens a block; one that is open is closed first.
    pub fn open(&mut self, kind: BlockKind) {
        self.close();
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        self.open = Some((kind, self.document.text.len()));
    }
    /// Appends visible text that comes from `source`. Where lengths are equal the bytes correspond one to one.
    pub fn push(&mut self, text: &str, source: SourceSpan) {
        self.segment(text, source, text.len() == source.end - source.start);
    }
    /// Appends visible text that stands for `source` as one piece, whatever its length.
    pub fn replace(&mut self, text: &str, source: SourceSpan) {
        self.segment(text, source, false);
    }
    fn segment(&mut self, text: &str, source: SourceSpan, exact: bool) {
        let start = self.document.text.len();
        self.document.text.push_str(text);
        let text = Span::new(start, self.document.text.len());
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.document.segments.last_mut()
            && (last.exact && exact)
            && (last.text.end, last.source.end) == (text.start, source.start)
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.document.segments.push(Segment {
            text,
            source,
            exact,
        });
    }
    /// End of the source that the visible text so far comes from.
    pub fn source_end(&self) -> usize {
        self.document.segments.last().map_or(0, |s| s.source.end)
    }
    /// Kind of the open block.
    pub fn open_kind(&self) -> Option<&BlockKind> {
        self.open.as_ref().map(|(kind, _)| kind)
    }
    /// Length of the visible text so far.
    pub fn len(&self) -> usize {
        self.document.text.len()
    }
    /// Whether there is no visible text yet.
    pub fn is_empty(&self) -> bool {
        self.document.text.is_empty()
    }
    /// Marks visible text as strongly emphasised.
    pub fn strong(&mut self, span: Span) {
        let goes_on = std::mem::take(&mut self.strong_goes_on);
        match self.document.strong.last_mut() {
            Some(last) if goes_on => last.end = span.end,
            _ if span.is_empty() => {}
            _ => self.document.strong.push(span),
        }
    }
    /// The next strong text continues the last one, across a line break.
    pub fn strong_goes_on(&mut self) {
        self.strong_goes_on = true;
    }
    /// Notes a part of the source that could not be understood.
    pub fn problem(&mut self, source: SourceSpan, what: String) {
        self.document.problems.push((source, what));
    }
    /// Closes the open block; a block without visible text is dropped.
    pub fn close(&mut self) {
        if let Some((kind, start)) = self.open.take() {
            let span = Span::new(start, self.document.text.len());
            if !span.of(&self.document.text).trim().is_empty() {
                self.document.blocks.push(Block { kind, span });
            }
        }
    }
    /// The document.
    pub fn finish(mut self) -> Document {
        self.close();
        self.document
    }
}
