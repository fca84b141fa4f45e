//! Markdown, by pulldown-cmark, with exact byte ranges.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::align::{Escapes, align};
use super::flow::Flow;
use super::front_matter::{self, FrontMatter};
use super::outline::{Outline, Place};
use super::{BlockKind, Document, Shapes, html, lines, modules, templates, text};
use crate::span::SourceSpan;

/// Block quotes and lists inside each other that are read as such. Deeper ones cost the parser a step for each level
/// and line, and no posting has them: such a text is read as plain text.
const MAX_NESTING: usize = 64;
/// Columns of indentation before a list marker that stand for more than [`MAX_NESTING`] levels.
const MAX_INDENT: usize = 4 * MAX_NESTING;

pub(super) fn parse(source: &str, shapes: &Shapes) -> Document {
    if let Some(line) = too_deep(source) {
        let mut document = text::parse(source);
        let what = format!(
            "lists and quotes are nested deeper than {MAX_NESTING} levels; read as plain text"
        );
        document.problems.push((line, what));
        return document;
    }
    let masked = modules::mask(templates::mask(source));
    let lines = lines::with_line_feeds(&masked);
    let source = lines.as_ref();
    let mut outline = Outline::new(source);
    let FrontMatter { end: base, fields } = front_matter::read(source, &mut outline, shapes);
    let body = source.get(base..).unwrap_or_default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader {
        source,
        outline,
        flow: Flow::default(),
        target: Target::Paragraph,
        comments: Vec::new(),
        lists: 0,
        items: Vec::new(),
        images: 0,
        row: 0,
        column: 0,
    };
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, base + range.start..base + range.end);
    }
    reader.flush();
    fields.around(reader.outline.finish(false))
}

/// The first line that opens more quotes and lists than are read.
fn too_deep(source: &str) -> Option<SourceSpan> {
    let mut at = 0;
    for line in lines::split(source) {
        let (mut markers, mut indent) = (0usize, 0usize);
        let mut bytes = line.bytes().peekable();
        while let Some(byte) = bytes.next() {
            let spaced = bytes.peek().is_some_and(u8::is_ascii_whitespace);
            match byte {
                b' ' => indent += 1,
                b'\t' => indent += 4,
                b'>' => markers += 1,
                b'-' | b'*' | b'+' | b'.' | b')' if spaced => markers += 1,
                b'0'..=b'9' => {}
                _ => break,
            }
        }
        if markers > MAX_NESTING || markers > 0 && indent > MAX_INDENT {
            return Some(SourceSpan::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    None
}

/// What the text that is being read becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Paragraph,
    Heading(u8),
    Cell,
    /// The lines of a code block: a posting that was indented by accident.
    Code,
    Html,
}

struct Reader<'s> {
    source: &'s str,
    outline: Outline<'s>,
    flow: Flow,
    target: Target,
    /// Comments inside the paragraph that is being read: they follow it.
    comments: Vec<Range<usize>>,
    /// Open lists.
    lists: usize,
    /// Open items: whether the item's first text is still to come.
    items: Vec<bool>,
    /// Open images, whose text is not read.
    images: usize,
    row: usize,
    column: usize,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) if self.target == Target::Code => self.code_lines(&text, &range),
            Event::Text(text) if self.images == 0 => self.text(&text, &range),
            Event::Code(code) if self.images == 0 => self.code(&code, &range),
            Event::Html(text) => self.raw(&text, &range),
            Event::InlineHtml(text) => {
                if let Some(inside) = html::inline(&text, &mut self.flow) {
                    self.comments
                        .push(range.start + inside.start..range.start + inside.end);
                }
            }
            Event::SoftBreak if self.images == 0 => self.flow.push_break(false),
            Event::HardBreak if self.images == 0 => self.flow.push_break(true),
            Event::Rule => self.begin(Target::Paragraph),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::BlockQuote(_) => self.begin(Target::Paragraph),
            Tag::Heading { level, .. } => self.begin(Target::Heading(rank(*level))),
            Tag::CodeBlock(_) => self.begin(Target::Code),
            Tag::HtmlBlock => self.begin(Target::Html),
            Tag::List(_) => {
                self.begin(Target::Paragraph);
                self.lists += 1;
            }
            Tag::Item => {
                self.begin(Target::Paragraph);
                self.items.push(true);
            }
            Tag::Table(_) => {
                self.begin(Target::Paragraph);
                self.row = 0;
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => self.begin(Target::Cell),
            Tag::Strong => self.flow.open_strong(),
            Tag::Image { .. } => self.images += 1,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.flow.close_strong(),
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link => {}
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::TableCell => {
                self.begin(Target::Paragraph);
                self.column += 1;
            }
            TagEnd::Item => {
                self.begin(Target::Paragraph);
                self.items.pop();
            }
            TagEnd::List(_) => {
                self.begin(Target::Paragraph);
                self.lists = self.lists.saturating_sub(1);
            }
            _ => self.begin(Target::Paragraph),
        }
    }

    /// Emits what was read; what comes now is `target`.
    fn begin(&mut self, target: Target) {
        self.flush();
        self.target = target;
    }

    fn flush(&mut self) {
        let mut flow = std::mem::take(&mut self.flow);
        if !flow.is_blank() {
            match self.target {
                Target::Paragraph | Target::Code => {
                    let place = self.place();
                    self.outline.paragraph(&flow, place);
                }
                Target::Html => {
                    let place = self.place();
                    html::block(&flow, &mut self.outline, place);
                }
                Target::Heading(level) => self.outline.block(BlockKind::Heading(level), &flow),
                Target::Cell => {
                    let (row, column) = (self.row, self.column);
                    self.outline
                        .block(BlockKind::TableCell { row, column }, &flow);
                }
            }
        }
        // its memory serves the next paragraph
        flow.clear();
        self.flow = flow;
        for inside in std::mem::take(&mut self.comments) {
            let mut flow = Flow::default();
            let text = self.source.get(inside.clone()).unwrap_or_default();
            flow.push(text, SourceSpan::new(inside.start, inside.end));
            self.outline.comment(&flow);
        }
    }

    fn place(&mut self) -> Place {
        let depth = u8::try_from(self.lists.saturating_sub(1)).unwrap_or(u8::MAX);
        match self.items.last_mut().map(std::mem::take) {
            None => Place::Body,
            Some(true) => Place::Item { depth },
            Some(false) => Place::ItemRest { depth },
        }
    }

    /// Text of the source, or an entity.
    fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        let source = SourceSpan::new(range.start, range.end);
        if self.source.get(range.clone()) == Some(text) {
            self.flow.push(text, source);
        } else {
            self.flow.replace(text, source);
        }
    }

    /// A code span: its text without the backticks.
    fn code(&mut self, code: &CowStr<'_>, range: &Range<usize>) {
        let raw = self.source.get(range.clone()).unwrap_or_default();
        let ticks = raw.bytes().take_while(|b| *b == b'`').count();
        let inside = raw
            .get(ticks..raw.len().saturating_sub(ticks))
            .unwrap_or_default();
        let before = self.flow.len();
        align(
            &mut self.flow,
            code,
            inside,
            range.start + ticks,
            Escapes::None,
        );
        if self.flow.len() == before {
            self.text(code, range);
        }
    }

    /// HTML as written; the parser makes line feeds of its line breaks.
    fn raw(&mut self, text: &str, range: &Range<usize>) {
        let source = SourceSpan::new(range.start, range.end);
        match self.source.get(range.clone()) {
            Some(written) if written.trim_end() == text.trim_end() => {
                self.flow.push(written, source)
            }
            _ => self.flow.replace(text, source),
        }
    }

    fn code_lines(&mut self, text: &str, range: &Range<usize>) {
        let Some(written) = self
            .source
            .get(range.clone())
            .filter(|w| w.trim_end() == text.trim_end())
        else {
            self.flow
                .replace(text, SourceSpan::new(range.start, range.end));
            return;
        };
        let text = written;
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let body = line.trim_end();
            if body.is_empty() {
                // a blank line ends a paragraph
                self.flush();
            }
            self.flow.push(body, SourceSpan::new(at, at + body.len()));
            if line.len() > body.len() {
                self.flow.push_break(false);
            }
            at += line.len();
        }
    }
}

fn rank(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
