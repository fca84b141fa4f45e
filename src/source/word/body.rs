//! The text of a Word document: paragraphs in reading order, and what each is.

use super::super::{Layout, Mark};
use super::styles::{ListProperty, Look, Styles};
use super::xml::{self, Node, Tag};
use crate::span::Span;

/// Elements whose inside no reader sees: text that a tracked change took out, what stands for a drawing in older
/// programs, codes of fields, formulas, readings above words, properties as they were before a change.
const UNSEEN: &[&str] = &[
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "oMath",
    "rt",
    "pPrChange",
    "rPrChange",
];
/// Longest label of a table row that reads as the heading of what stands beside it, in code points.
const LABEL_MAX: usize = 70;
/// Level of such a heading.
const LABEL_LEVEL: u8 = 6;
/// What is said of a text that Word reads from another file of the archive: a web page, mostly.
const EMBEDDED: &str =
    "its text is embedded as a file of another format; open it in Word and save it";
/// A line break inside a paragraph, see [`Layout`].
const BREAK: char = '\u{b}';

/// The text of the main part, one paragraph a line, without empty ones.
pub(super) fn read(xml: &str, styles: &Styles) -> Result<(String, Layout), String> {
    let mut body = Body {
        styles,
        text: String::new(),
        starts: Vec::new(),
        layout: Layout::default(),
        paragraphs: Vec::new(),
        carried: None,
        tables: Vec::new(),
        unseen: 0,
        placeholder: false,
        embedded: false,
    };
    xml::walk(xml, |node| body.node(node))?;
    if body.embedded {
        return Err(EMBEDDED.to_owned());
    }
    if let Some(rest) = body.carried.take() {
        body.emit(&rest);
    }
    Ok((body.text, body.layout))
}

struct Body<'s> {
    styles: &'s Styles,
    text: String,
    /// Bytes of the text where its lines begin.
    starts: Vec<usize>,
    layout: Layout,
    /// Open paragraphs: a text box stands inside one.
    paragraphs: Vec<Paragraph>,
    /// A paragraph whose end a tracked change took out: it goes on in the next one.
    carried: Option<Paragraph>,
    tables: Vec<Table>,
    /// Open elements from the outermost unseen one on.
    unseen: usize,
    /// The content control that is open shows its hint ("Click here to enter text").
    placeholder: bool,
    /// A part of the text stands in the archive as a file of another format.
    embedded: bool,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    strong: Vec<Span>,
    look: Look,
    list: ListProperty,
    /// Outline level of its own.
    outline: Option<u8>,
    in_properties: bool,
    end_deleted: bool,
    /// Inside of a link, which is underlined without standing out.
    linked: bool,
    run: Option<Run>,
}

#[derive(Clone, Copy)]
struct Run {
    bold: bool,
    capitals: bool,
    underlined: bool,
    hidden: bool,
    /// In the properties of the run.
    in_properties: bool,
}

impl Run {
    /// Whether its text stands out.
    fn is_strong(&self) -> bool {
        self.bold || self.capitals || self.underlined
    }
}

#[derive(Default)]
struct Table {
    row: usize,
    /// Lines of the cells of the row.
    cells: Vec<std::ops::Range<usize>>,
}

impl Body<'_> {
    fn node(&mut self, node: Node<'_>) {
        match node {
            Node::Open(tag) if self.unseen > 0 || self.hides(&tag) => self.unseen += 1,
            Node::Close(_) if self.unseen > 0 => self.unseen -= 1,
            Node::Text(_) if self.unseen > 0 => {}
            Node::Open(tag) => self.open(&tag),
            Node::Close(name) => self.close(name),
            Node::Text(text) => {
                // white space between tags stands outside of runs
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.push(text);
                }
            }
        }
    }

    /// Whether an unseen element begins; notes what its mere presence says.
    fn hides(&mut self, tag: &Tag<'_>) -> bool {
        match tag.name() {
            "sdtContent" => std::mem::take(&mut self.placeholder),
            "del" => {
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && paragraph.in_properties
                {
                    paragraph.end_deleted = true;
                }
                true
            }
            name => UNSEEN.contains(&name),
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name() {
            "p" => {
                let mut paragraph = Paragraph {
                    look: self.styles.plain,
                    ..Paragraph::default()
                };
                if self.paragraphs.is_empty()
                    && let Some(before) = self.carried.take()
                {
                    (paragraph.text, paragraph.strong) = (before.text, before.strong);
                }
                self.paragraphs.push(paragraph);
            }
            "tbl" => self.tables.push(Table::default()),
            "tc" => {
                let at = self.layout.marks.len();
                if let Some(table) = self.tables.last_mut() {
                    table.cells.push(at..at);
                }
            }
            "sdtPr" => self.placeholder = false,
            "altChunk" => self.embedded = true,
            "showingPlcHdr" => self.placeholder = tag.is_on(),
            _ => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.open(tag, self.styles);
                }
            }
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    match paragraph.end_deleted && self.paragraphs.is_empty() {
                        true => self.carried = Some(paragraph),
                        false => self.emit(&paragraph),
                    }
                }
            }
            "tbl" => {
                self.tables.pop();
            }
            "tc" => {
                let at = self.layout.marks.len();
                let cell = self.tables.last_mut().and_then(|t| t.cells.last_mut());
                if let Some(cell) = cell {
                    cell.end = at;
                }
            }
            "tr" => self.row(),
            "pPr" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.in_properties = false;
                }
            }
            "rPr" => {
                let run = self.paragraphs.last_mut().and_then(|p| p.run.as_mut());
                if let Some(run) = run {
                    run.in_properties = false;
                }
            }
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = None;
                }
            }
            "hyperlink" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.linked = false;
                }
            }
            _ => {}
        }
    }

    /// A row ends: where each cell is one paragraph, it is a row of data; a label beside several paragraphs is their
    /// heading; all else is a page that was laid out with a table.
    fn row(&mut self) {
        let Some(table) = self.tables.last_mut() else {
            return;
        };
        let cells = std::mem::take(&mut table.cells);
        let row = table.row;
        table.row += 1;
        if cells.len() < 2 {
            return;
        }
        let data = cells.iter().all(|cell| cell.len() <= 1);
        for (column, cell) in cells.iter().enumerate() {
            let short = || {
                let start = self.starts.get(cell.start).copied().unwrap_or(0);
                let end = self.starts.get(cell.end).copied();
                let line = self.text.get(start..end.unwrap_or(self.text.len()));
                line.is_some_and(|line| line.trim_end().chars().count() <= LABEL_MAX)
            };
            let mark = match (data, column) {
                (true, _) => Mark::Cell { row, column },
                (false, 0) if cell.len() == 1 && short() => Mark::Heading(LABEL_LEVEL),
                _ => continue,
            };
            if let Some(old) = self.layout.marks.get_mut(cell.start)
                && cell.len() == 1
                && *old == Mark::Body
            {
                *old = mark;
            }
        }
    }

    fn emit(&mut self, paragraph: &Paragraph) {
        let body = paragraph.text.trim();
        if body.is_empty() || paragraph.look.contents {
            return;
        }
        if !self.layout.marks.is_empty() {
            self.text.push('\n');
        }
        let lead = paragraph.text.len() - paragraph.text.trim_start().len();
        let base = self.text.len();
        self.starts.push(base);
        let shifted = |at: usize| base + at.saturating_sub(lead).min(body.len());
        let strong = paragraph.strong.iter();
        let strong = strong.map(|s| Span::new(shifted(s.start), shifted(s.end)));
        self.layout.strong.extend(strong.filter(|s| !s.is_empty()));
        self.text.push_str(body);
        self.layout.marks.push(paragraph.mark());
    }
}

impl Paragraph {
    fn open(&mut self, tag: &Tag<'_>, styles: &Styles) {
        let name = tag.name();
        if self.in_properties {
            match name {
                "pStyle" => {
                    let look = tag.value().and_then(|id| styles.look(&id));
                    self.look = look.unwrap_or(self.look);
                }
                "outlineLvl" => self.outline = tag.number(),
                _ => self.list.read(tag),
            }
            return;
        }
        match (&mut self.run, name) {
            (_, "pPr") => self.in_properties = true,
            (_, "hyperlink") => self.linked = true,
            (_, "r") => {
                self.run = Some(Run {
                    bold: self.look.bold,
                    capitals: self.look.capitals,
                    underlined: false,
                    hidden: self.look.hidden,
                    in_properties: false,
                });
            }
            (Some(run), "rPr") => run.in_properties = true,
            (Some(run), _) if run.in_properties => match name {
                "rStyle" => {
                    let look = tag.value().and_then(|id| styles.look(&id));
                    let look = look.unwrap_or_default();
                    run.bold |= look.bold;
                    run.capitals |= look.capitals;
                    run.hidden |= look.hidden;
                }
                "b" => run.bold = tag.is_on(),
                "caps" | "smallCaps" => run.capitals = tag.is_on(),
                "u" => run.underlined = !self.linked && tag.value().is_none_or(|v| v != "none"),
                "vanish" => run.hidden = tag.is_on(),
                _ => {}
            },
            (Some(_), "tab" | "ptab") => self.push("\t"),
            (Some(_), "br" | "cr") => self.push("\u{b}"),
            (Some(_), "noBreakHyphen") => self.push("-"),
            (Some(_), "sym") => {
                let code = tag.attr("char");
                let code = code.and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    /// Appends text of the open run, where there is one and it is not hidden.
    fn push(&mut self, text: &str) {
        let Some(run) = self.run.filter(|run| !run.hidden) else {
            return;
        };
        let start = self.text.len();
        self.text.extend(text.chars().filter_map(|c| match c {
            '\u{ad}' => None,
            BREAK | '\t' => Some(c),
            c if c.is_control() => Some(' '),
            c => Some(c),
        }));
        let end = self.text.len();
        let blank = text.trim().is_empty();
        match self.strong.last_mut() {
            // a space between two bold words is often not bold itself
            Some(last) if last.end == start && (run.is_strong() || blank) => last.end = end,
            _ if run.is_strong() && start < end => self.strong.push(Span::new(start, end)),
            _ => {}
        }
    }

    fn mark(&self) -> Mark {
        let heading = match self.outline {
            Some(level @ 0..=8) => Some((level + 1).min(6)),
            Some(_) => None,
            None => self.look.heading,
        };
        if let Some(level) = heading {
            return Mark::Heading(level);
        }
        let depth = self.list.level.or(self.look.list).unwrap_or(0);
        match self.list.listed.unwrap_or(self.look.list.is_some()) {
            true => Mark::Item { depth },
            false => Mark::Body,
        }
    }
}
