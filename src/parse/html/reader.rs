//! Elements to blocks: headings, paragraphs, items of lists, cells of tables.

use super::page::{Page, Parts};
use super::text;
use super::tokens::{Region, Tag, Token, heading, is_strong, tokens};
use crate::parse::BlockKind;
use crate::parse::flow::Flow;
use crate::parse::outline::{Outline, Place};
use std::ops::Range;

/// Elements that begin and end a block.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "form",
    "header",
    "hr",
    "html",
    "legend",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// One tag or comment inside a paragraph of Markdown. Returns the bytes of `html` that are the inside of a comment.
pub(in crate::parse) fn inline(html: &str, flow: &mut Flow) -> Option<Range<usize>> {
    let breaks = |name: &str| name == "li" || BLOCKS.contains(&name) || heading(name).is_some();
    match tokens(html).next()? {
        Token::Comment(inside) => return Some(inside),
        Token::Close(name) if is_strong(&name) => flow.close_strong(),
        Token::Open(tag) if is_strong(&tag.name) => flow.open_strong(),
        Token::Open(tag) if tag.name == "br" || breaks(&tag.name) => flow.push_break(true),
        Token::Close(name) if breaks(&name) => flow.push_break(true),
        _ => {}
    }
    None
}

/// Reads a page, or a part of one, to the end of `outline`.
pub(super) fn read(raw: &Flow, outline: &mut Outline<'_>, place: Place, page: Page<'_>) {
    let mut reader = Reader {
        raw,
        outline,
        page,
        place,
        flow: Flow::default(),
        kind: Kind::Paragraph,
        comments: Vec::new(),
        lists: 0,
        item: false,
        tables: Vec::new(),
        strong: Vec::new(),
        spans: Vec::new(),
        pre: 0,
        part: None,
        unseen: None,
    };
    for token in tokens(raw.text()) {
        reader.token(token);
    }
    reader.flush(Kind::Paragraph);
}

/// What is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Item,
    Heading(u8),
    Cell { row: usize, column: usize },
}

/// An open table, or list of terms and what they mean.
#[derive(Debug, Default)]
struct Table {
    rows: usize,
    /// Cells of the last row.
    cells: usize,
}

struct Reader<'r, 'o, 's> {
    raw: &'r Flow,
    outline: &'o mut Outline<'s>,
    page: Page<'r>,
    place: Place,
    flow: Flow,
    kind: Kind,
    /// Comments inside the block that is being read: they follow it.
    comments: Vec<Range<usize>>,
    /// Open lists.
    lists: u8,
    /// An item of the innermost list is open.
    item: bool,
    tables: Vec<Table>,
    /// Open elements that are strong by their name: whether they are.
    strong: Vec<bool>,
    /// Open `span` and `font` elements: whether they are strong.
    spans: Vec<bool>,
    /// Open `pre` elements.
    pre: usize,
    /// The part that is read, where the page says which.
    part: Option<Region>,
    unseen: Option<Region>,
}

impl Reader<'_, '_, '_> {
    fn token(&mut self, token: Token) {
        if let Some(unseen) = &mut self.unseen {
            if unseen.closes(&token) {
                self.unseen = None;
            }
            return;
        }
        if self.part.as_mut().is_some_and(|part| part.closes(&token)) {
            self.flush(Kind::Paragraph);
            self.part = None;
        }
        match token {
            Token::Text(range) => text(self.raw, range, self.pre > 0, &mut self.flow),
            Token::Comment(inside) => self.comments.push(inside),
            Token::Close(name) => self.close(&name),
            Token::Open(tag) if tag.name == "title" && self.page.title => {
                self.page.title = false;
                self.flush(Kind::Heading(1));
            }
            Token::Open(tag) if tag.is_unseen() => self.unseen = Some(Region::new(&tag)),
            Token::Open(tag) => self.open(&tag),
        }
    }

    fn open(&mut self, tag: &Tag) {
        if self.part.is_none() && self.page.parts.begins_with(tag) && !tag.is_void() {
            self.flush(Kind::Paragraph);
            self.part = Some(Region::new(tag));
            self.element(tag);
            if let Parts::Items(shapes) = self.page.parts
                && tag.names("itemprop", |name| shapes.is_title(name))
            {
                self.kind = Kind::Heading(1);
            }
        } else {
            self.element(tag);
        }
    }

    fn element(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if let Some(level) = heading(name) {
            return self.flush(Kind::Heading(level));
        }
        match name {
            "br" => self.flow.push_break(true),
            "span" | "font" => {
                let strong = self.begin_strong(tag);
                self.spans.push(strong);
            }
            "li" => {
                self.flush(Kind::Item);
                self.begin_strong(tag);
                self.item = true;
            }
            "td" | "th" | "dt" | "dd" => {
                if self.tables.is_empty() {
                    self.tables.push(Table::default());
                }
                let mut cell = (0, 0);
                if let Some(table) = self.tables.last_mut() {
                    if name == "dt" || table.rows == 0 {
                        *table = Table {
                            rows: table.rows + 1,
                            cells: 0,
                        };
                    }
                    cell = (table.rows - 1, table.cells);
                    table.cells += 1;
                }
                let (row, column) = cell;
                self.flush(Kind::Cell { row, column });
                self.begin_strong(tag);
            }
            _ if is_strong(name) => {
                let strong = self.begin_strong(tag);
                self.strong.push(strong);
            }
            _ if BLOCKS.contains(&name) => {
                // `<li><p>` is one item
                let outer = matches!(self.kind, Kind::Item | Kind::Cell { .. });
                let kind = self.kind;
                self.flush(if outer && self.flow.is_blank() {
                    kind
                } else {
                    Kind::Paragraph
                });
                self.begin_strong(tag);
                match name {
                    "ul" | "ol" => {
                        self.lists = self.lists.saturating_add(1);
                        self.item = false;
                    }
                    "table" | "dl" => self.tables.push(Table::default()),
                    "tr" => {
                        if let Some(table) = self.tables.last_mut() {
                            *table = Table {
                                rows: table.rows + 1,
                                cells: 0,
                            };
                        }
                    }
                    "pre" => self.pre += 1,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// An element begins; whether its text stands out.
    fn begin_strong(&mut self, tag: &Tag) -> bool {
        let strong = tag.is_strong(&self.page.bold);
        if strong {
            self.flow.open_strong();
        }
        strong
    }

    /// An element ends that stood out, or did not.
    fn end_strong(&mut self, strong: Option<bool>) {
        if strong == Some(true) {
            self.flow.close_strong();
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "span" | "font" => {
                let strong = self.spans.pop();
                self.end_strong(strong);
            }
            _ if is_strong(name) => {
                let strong = self.strong.pop();
                self.end_strong(strong);
            }
            _ if name == "li"
                || name == "title"
                || BLOCKS.contains(&name)
                || heading(name).is_some() =>
            {
                self.flush(Kind::Paragraph);
                match name {
                    "li" => self.item = false,
                    "ul" | "ol" => {
                        self.lists = self.lists.saturating_sub(1);
                        // what follows an inner list belongs to the item around it
                        self.item = self.lists > 0;
                    }
                    "table" | "dl" => {
                        self.tables.pop();
                    }
                    "pre" => self.pre = self.pre.saturating_sub(1),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// Emits what was read; `next` is what comes now.
    fn flush(&mut self, next: Kind) {
        let mut flow = std::mem::take(&mut self.flow);
        flow.end_strong();
        let kind = std::mem::replace(&mut self.kind, next);
        if !flow.is_blank() && self.is_read(kind) {
            self.emit(kind, &flow);
        }
        for inside in std::mem::take(&mut self.comments) {
            let mut flow = Flow::default();
            flow.copy(self.raw, &inside);
            if !flow.is_blank() {
                self.outline.comment(&flow);
            }
        }
    }

    /// Outside of the parts that are read only the heading counts, where these have none.
    fn is_read(&self, kind: Kind) -> bool {
        let inside = matches!(self.page.parts, Parts::All) || self.part.is_some();
        inside || (kind == Kind::Heading(1) && !self.page.heading)
    }

    fn emit(&mut self, kind: Kind, flow: &Flow) {
        let depth = self.lists.saturating_sub(1);
        match kind {
            Kind::Item => self.outline.paragraph(flow, Place::Item { depth }),
            Kind::Heading(level) => self.outline.block(BlockKind::Heading(level), flow),
            // a cell of several lines is there for the looks of the page
            Kind::Cell { row, column } if flow.lines().count() == 1 => {
                self.outline
                    .block(BlockKind::TableCell { row, column }, flow);
            }
            Kind::Paragraph if self.item => self.outline.paragraph(flow, Place::ItemRest { depth }),
            Kind::Paragraph | Kind::Cell { .. } => self.outline.paragraph(flow, self.place),
        }
    }
}
