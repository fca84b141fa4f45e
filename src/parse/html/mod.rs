//! HTML: a page, a part of one, or what stands of it in Markdown. Tags dropped, headings, lists, tables, breaks and strong
//! text kept, comments apart; what a page does not show, and what it shows on every page, is left out.

mod tokens;

use std::ops::Range;

use super::flow::Flow;
use super::outline::{Outline, Place};
use super::{BlockKind, Document, Shapes, data};
use crate::span::SourceSpan;
use tokens::{Region, Tag, Token, heading, tokens};

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
/// Elements whose text stands out as a heading does.
const STRONG: &[&str] = &["b", "strong", "u"];

/// The postings of a page: what it says of them to programs, as JSON-LD, and without that what a visitor reads.
pub(super) fn documents(source: &str, shapes: &Shapes) -> Vec<Document> {
    let (page, Hidden { scripts, comments }) = Page::of(source, shapes);
    let linked = shapes.linked_data();
    let mut found: Vec<Vec<Document>> = scripts
        .into_iter()
        .filter_map(|script| {
            let text = source.get(script.clone())?;
            // a broken script is no mistake of the posting
            data::json(text, script.start, &linked).ok()
        })
        .filter(|postings| !postings.is_empty())
        .collect();
    match found.as_mut_slice() {
        [] => return vec![fragment_of(source, page)],
        [postings] if postings.len() == 1 => {
            for posting in postings {
                posting.address = None;
                posting.append(comments_of(source, &comments));
            }
        }
        [_] => {}
        several => {
            for (i, postings) in several.iter_mut().enumerate() {
                let addresses = postings.iter_mut().filter_map(|p| p.address.as_mut());
                addresses.for_each(|a| a.pointer = format!("/{i}{}", a.pointer));
            }
        }
    }
    found.into_iter().flatten().collect()
}

/// A part of a page.
pub(super) fn fragment(source: &str) -> Document {
    fragment_of(source, Page::default())
}

fn fragment_of(source: &str, page: Page<'_>) -> Document {
    let mut raw = Flow::default();
    raw.push(source, SourceSpan::new(0, source.len()));
    // white space in HTML says nothing of how the text is laid out
    let mut outline = Outline::new("");
    read(&raw, &mut outline, Place::Body, page);
    outline.finish(false)
}

fn comments_of(source: &str, comments: &[Range<usize>]) -> Document {
    let mut outline = Outline::new("");
    for inside in comments {
        let mut flow = Flow::default();
        let text = source.get(inside.clone()).unwrap_or_default();
        flow.push(text, SourceSpan::new(inside.start, inside.end));
        outline.comment(&flow);
    }
    outline.finish(false)
}

/// A block of HTML in another format. `raw` is its text as written.
pub(super) fn block(raw: &Flow, outline: &mut Outline<'_>, place: Place) {
    read(raw, outline, place, Page::default());
}

/// One tag or comment inside a paragraph of Markdown. Returns the bytes of `html` that are the inside of a comment.
pub(super) fn inline(html: &str, flow: &mut Flow) -> Option<Range<usize>> {
    let breaks = |name: &str| name == "li" || BLOCKS.contains(&name) || heading(name).is_some();
    match tokens(html).next()? {
        Token::Comment(inside) => return Some(inside),
        Token::Close(name) if STRONG.contains(&name.as_str()) => flow.close_strong(),
        Token::Open(tag) if STRONG.contains(&tag.name.as_str()) => flow.open_strong(),
        Token::Open(tag) if tag.name == "br" || breaks(&tag.name) => flow.push_break(true),
        Token::Close(name) if breaks(&name) => flow.push_break(true),
        _ => {}
    }
    None
}

/// Whether a text has a tag.
pub(super) fn has_tag(text: &str) -> bool {
    text.match_indices('<').any(|(at, _)| {
        let tag = text.get(at + 1..).unwrap_or_default();
        let name = tag.strip_prefix('/').unwrap_or(tag);
        name.starts_with(|c: char| c.is_ascii_alphabetic())
    }) && text.contains('>')
}

/// A text with its character references decoded.
pub(super) fn decoded(raw: &Flow) -> Flow {
    let mut flow = Flow::default();
    let mut at = 0;
    while let Some(rest) = raw.text().get(at..).filter(|rest| !rest.is_empty()) {
        at += match tokens::reference(rest) {
            Some((decoded, len)) => {
                flow.replace(&decoded, raw.source(&(at..at + len)));
                len
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let after = rest.get(first..).unwrap_or_default();
                let len = after.find('&').map_or(rest.len(), |len| first + len);
                flow.copy(raw, &(at..at + len));
                len
            }
        };
    }
    flow
}

/// What must be known of a page before it is read.
#[derive(Debug, Clone, Copy, Default)]
struct Page<'s> {
    /// Which parts of it are read, where it says so.
    parts: Parts<'s>,
    /// There is a title in these parts.
    heading: bool,
    /// The title of the page stands for the heading that it does not have.
    title: bool,
}

/// Which parts of a page are read.
#[derive(Debug, Clone, Copy, Default)]
enum Parts<'s> {
    #[default]
    All,
    /// The main part.
    Main,
    /// What microdata says is a posting.
    Items(&'s Shapes),
}

impl Parts<'_> {
    /// Whether an element is such a part.
    fn begins_with(self, tag: &Tag) -> bool {
        match self {
            Parts::All => false,
            Parts::Main => tag.is_main(),
            Parts::Items(shapes) => {
                tag.names("itemprop", |n| shapes.is_title(n) || shapes.is_part(n))
            }
        }
    }
}

/// What stands in a page beside the text that a visitor reads; ranges of bytes.
#[derive(Debug, Default)]
struct Hidden {
    /// The insides of scripts of JSON-LD.
    scripts: Vec<Range<usize>>,
    /// The insides of comments.
    comments: Vec<Range<usize>>,
}

impl<'s> Page<'s> {
    fn of(source: &str, shapes: &'s Shapes) -> (Page<'s>, Hidden) {
        let mut hidden = Hidden::default();
        let (mut main, mut posting, mut part, mut heading) = (false, false, false, [false; 2]);
        let (mut title, mut inside): (bool, Option<Region>) = (true, None);
        let mut script = false;
        for token in tokens(source) {
            if inside.as_mut().is_some_and(|inside| inside.closes(&token)) {
                inside = None;
            }
            let was_script = std::mem::take(&mut script);
            match token {
                Token::Text(range) if was_script => hidden.scripts.push(range),
                Token::Comment(range) => hidden.comments.push(range),
                Token::Open(tag) => {
                    script = tag.is_linked_data();
                    if tag.name == "h1" {
                        title = false;
                        heading[0] |= inside.is_some();
                    }
                    if inside.is_none() && tag.is_main() {
                        main = true;
                        inside = Some(Region::new(&tag));
                    }
                    posting |= tag.names("itemtype", |name| shapes.has_type(name));
                    part |= posting && tag.names("itemprop", |name| shapes.is_part(name));
                    // a `meta` element has no text
                    heading[1] |=
                        tag.name != "meta" && tag.names("itemprop", |name| shapes.is_title(name));
                }
                _ => {}
            }
        }
        let (parts, heading) = match (part, main) {
            (true, _) => (Parts::Items(shapes), heading[1]),
            (false, true) => (Parts::Main, heading[0]),
            (false, false) => (Parts::All, false),
        };
        let page = Page {
            parts,
            heading,
            title: title && !(part && heading),
        };
        (page, hidden)
    }
}

fn read(raw: &Flow, outline: &mut Outline<'_>, place: Place, page: Page<'_>) {
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
        bold: Vec::new(),
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
    /// Open `span` and `font` elements: whether they are bold.
    bold: Vec<bool>,
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
                let bold = tag.is_bold();
                if bold {
                    self.flow.open_strong();
                }
                self.bold.push(bold);
            }
            "li" => {
                self.flush(Kind::Item);
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
            }
            _ if STRONG.contains(&name) => self.flow.open_strong(),
            _ if BLOCKS.contains(&name) => {
                // `<li><p>` is one item
                let outer = matches!(self.kind, Kind::Item | Kind::Cell { .. });
                let kind = self.kind;
                self.flush(if outer && self.flow.is_blank() {
                    kind
                } else {
                    Kind::Paragraph
                });
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

    fn close(&mut self, name: &str) {
        match name {
            "span" | "font" => {
                let bold = self.bold.pop();
                if bold == Some(true) {
                    self.flow.close_strong();
                }
            }
            _ if STRONG.contains(&name) => self.flow.close_strong(),
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
        let flow = std::mem::take(&mut self.flow);
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
            Kind::Cell { row, column } if flow.lines().len() == 1 => {
                self.outline
                    .block(BlockKind::TableCell { row, column }, flow);
            }
            Kind::Paragraph if self.item => self.outline.paragraph(flow, Place::ItemRest { depth }),
            Kind::Paragraph | Kind::Cell { .. } => self.outline.paragraph(flow, self.place),
        }
    }
}

/// Appends text of HTML: character references are decoded, and white space is one space, or in a `pre` element a line
/// break where it has one.
pub(super) fn text(raw: &Flow, range: Range<usize>, pre: bool, flow: &mut Flow) {
    let space = |c: char| c.is_ascii_whitespace();
    let mut at = range.start;
    let mut rest = raw.slice(&range);
    while !rest.is_empty() {
        let blank = rest.len() - rest.trim_start_matches(space).len();
        let reference = tokens::reference(rest);
        let len = match &reference {
            _ if blank > 0 => {
                let run = rest.get(..blank).unwrap_or_default();
                if pre && run.contains(['\n', '\r']) {
                    flow.push_break(false);
                } else if run == " " {
                    flow.copy(raw, &(at..at + blank));
                } else {
                    flow.replace(" ", raw.source(&(at..at + blank)));
                }
                blank
            }
            Some((decoded, len)) => {
                let decoded = if decoded.chars().all(space) {
                    " "
                } else {
                    decoded
                };
                flow.replace(decoded, raw.source(&(at..at + len)));
                *len
            }
            None => {
                let mut after = rest.char_indices().skip(1);
                let end = after.find(|(_, c)| space(*c) || *c == '&');
                let len = end.map_or(rest.len(), |(end, _)| end);
                flow.copy(raw, &(at..at + len));
                len
            }
        };
        at += len;
        rest = rest.get(len..).unwrap_or_default();
    }
}
