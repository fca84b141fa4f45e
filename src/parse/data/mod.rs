//! Postings in JSON and YAML: exports of job boards and applicant tracking systems, JSON-LD, files that people write.
//!
//! The text of a posting is decoded (escapes of the format, HTML that is escaped once more), read by the reader of its format,
//! and then led back to the bytes of the source.

mod json;
mod lines;
mod shapes;
mod toml;
mod yaml;

use super::document::Address;
use super::flow::Flow;
use super::names::same;
use super::outline::Outline;
use super::yaml::Tree;
use super::{Block, BlockKind, Document, html, text};
use crate::span::SourceSpan;
use json::Json;
use shapes::{Part, Shape};

pub(super) use lines::lines;
pub(super) use shapes::check_pointer;
pub(crate) use shapes::{Shapes, Table};
pub(super) use toml::{Toml, inside_quotes};
pub(super) use yaml::Yaml;

/// What is said of text that is no JSON.
pub(super) const BROKEN: &str = "not valid JSON";

/// Characters of the name of a posting that are kept.
pub(super) const LONGEST_ID: usize = 200;

/// A value of JSON or YAML.
pub(super) trait Value: Copy {
    /// What its members are called by.
    type Name: AsRef<str>;
    /// Its strings stand in the source with escapes, of which a reader sees more than of the text.
    const ESCAPED: bool;

    /// First byte in the source.
    fn start(&self) -> usize;
    /// The members of an object; of a name that stands twice the last one counts. Empty for other values.
    fn members(&self) -> Vec<(Self::Name, Self)>;
    /// The elements of an array, if it is one.
    fn elements(&self) -> Option<Vec<Self>>;
    /// A string, decoded, each character with its way back.
    fn string(&self) -> Option<Flow>;
    /// A string or a number as text.
    fn scalar(&self) -> Option<String>;
}

/// The postings of one JSON value, which stands at byte `at` of the source: a whole file, or a part of it. Empty where it
/// holds none.
///
/// # Errors
/// Why it is no JSON, with line and column within `text`.
pub(super) fn json(text: &str, at: usize, shapes: &Shapes) -> serde_json::Result<Vec<Document>> {
    let found = documents(Json::new(text, at)?, shapes).into_iter();
    Ok(found.map(|(_, document)| document).collect())
}

/// The postings of a file in YAML. Several documents in it are read as an array of them.
///
/// # Errors
/// Why it is no YAML.
pub(super) fn yaml(text: &str, shapes: &Shapes) -> Result<Vec<Document>, String> {
    let tree =
        Tree::read(text).map_err(|broken| format!("{} at line {}", broken.what, broken.line))?;
    let mut found = documents(Yaml::root(&tree), shapes);
    comments(&tree, &mut found);
    Ok(found.into_iter().map(|(_, document)| document).collect())
}

/// Gives each comment that speaks to jdlint to the posting that it stands in or below, the first one else.
fn comments(tree: &Tree<'_>, found: &mut [(usize, Document)]) {
    for inside in tree.directives() {
        let at = found.partition_point(|(start, _)| *start <= inside.start);
        if let Some((_, document)) = found.get_mut(at.saturating_sub(1)) {
            let mut flow = Flow::default();
            let text = tree.source.get(inside.clone()).unwrap_or_default();
            flow.push(text, SourceSpan::new(inside.start, inside.end));
            let mut outline = Outline::new("");
            outline.comment(&flow);
            document.append(outline.finish(false));
        }
    }
}

/// The postings in a value, each with the byte where it begins.
fn documents<V: Value>(value: V, shapes: &Shapes) -> Vec<(usize, Document)> {
    for shape in &shapes.shape {
        for place in &shape.at {
            let postings = place.find_all(value);
            let mut postings = postings
                .into_iter()
                .filter(|(_, p)| shape.fits(*p))
                .peekable();
            if postings.peek().is_some() {
                let document = |(pointer, posting): (_, V)| {
                    (posting.start(), document(posting, pointer, shape))
                };
                return postings.map(document).collect();
            }
        }
    }
    Vec::new()
}

fn document<V: Value>(posting: V, pointer: String, shape: &Shape) -> Document {
    let mut whole = Document::default();
    if let Some(title) = shape.title.find(posting).and_then(|title| title.string()) {
        whole.append(heading(&title));
    }
    for part in &shape.part {
        match &part.each {
            None => add(posting, part, &mut whole),
            Some(each) => {
                let elements = each.find(posting).and_then(|list| list.elements());
                for element in elements.unwrap_or_default() {
                    add(element, part, &mut whole);
                }
            }
        }
    }
    let id = shape.id.iter().find_map(|id| id.find(posting)?.scalar());
    let id = id.map(|id| id.chars().take(LONGEST_ID).collect());
    whole.address = Address::new(pointer, id);
    whole.escaped = V::ESCAPED;
    whole
}

/// Parts of the text of a posting that stand in fields beside its text.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// What the fields that are read as parts are called.
    names: Vec<String>,
    /// Parts without a heading, which begin the text.
    before: Document,
    /// Parts below a heading, which end it.
    after: Document,
}

impl Fields {
    /// The parts in a value that is front matter.
    pub(super) fn of<V: Value>(value: V, shapes: &Shapes) -> Fields {
        let mut fields = Fields::default();
        for part in shapes.by_hand().flat_map(|shape| &shape.part) {
            let whole = match part.called {
                None => &mut fields.before,
                Some(_) => &mut fields.after,
            };
            let blocks = whole.blocks.len();
            add(value, part, whole);
            if whole.blocks.len() > blocks {
                fields.names.extend(part.text.names());
            }
        }
        fields
    }

    /// Whether the field of this name is read as a part.
    pub(super) fn hold(&self, name: &str) -> bool {
        self.names.iter().any(|part| same(part, name))
    }

    /// The parts were read from `text`, which stands at byte `at` of the source.
    pub(super) fn lead_back(&mut self, text: &str, at: usize) {
        if self.names.is_empty() {
            return;
        }
        let mut map = Flow::default();
        map.push(text, SourceSpan::new(at, at + text.len()));
        self.before.lead_back(&map);
        self.after.lead_back(&map);
    }

    /// The whole posting, whose text is `body`.
    pub(super) fn around(self, body: Document) -> Document {
        if self.names.is_empty() {
            return body;
        }
        let mut whole = self.before;
        whole.append(body);
        whole.append(self.after);
        whole
    }
}

/// Adds one part of the text of a posting.
fn add<V: Value>(holder: V, part: &Part, whole: &mut Document) {
    let Some(value) = part.text.find_written(holder) else {
        return;
    };
    let said = |says: &String| said(says, value);
    let body = match value.elements() {
        None if part.says.is_some() => match part.says.as_ref().and_then(said) {
            Some(sentence) => as_items(body(sentence)),
            None => return,
        },
        Some(elements) => {
            let strings = elements.iter().filter_map(V::string);
            let mut list = Document::default();
            strings.for_each(|string| list.append(as_items(body(string))));
            list
        }
        None => match value.string() {
            Some(string) => body(string),
            None => return,
        },
    };
    let written = part.heading.as_ref().and_then(|h| h.find(holder)?.string());
    let called = part.called.as_deref();
    section(
        written.or_else(|| called.map(|called| name(called, value.start()))),
        body,
        whole,
    );
}

/// A number as a person says it: all of it stands where the number does.
fn said<V: Value>(says: &str, value: V) -> Option<Flow> {
    let number = value
        .scalar()
        .filter(|number| number.parse::<f64>().is_ok())?;
    let (before, after) = says.split_once("{}")?;
    let at = match value.string() {
        Some(text) => text.source(&(0..text.len())),
        None => SourceSpan::new(value.start(), value.start() + number.len()),
    };
    let mut flow = Flow::default();
    flow.replace(before, at);
    flow.replace(&number, at);
    flow.replace(after, at);
    Some(flow)
}

/// A heading that stands for the name of what begins at byte `at` of the source.
pub(super) fn name(called: &str, at: usize) -> Flow {
    let mut name = Flow::default();
    name.replace(called, SourceSpan::new(at, at));
    name
}

/// Adds a part of the text, if there is any, below its heading.
pub(super) fn section(title: Option<Flow>, body: Document, whole: &mut Document) {
    if body.blocks.is_empty() {
        return;
    }
    if let Some(title) = title {
        whole.append(level_two(heading(&title)));
    }
    whole.append(body);
}

/// A text of the posting: HTML, which may be escaped once more, or plain text.
pub(super) fn body(string: Flow) -> Document {
    // without a tag the references are those of the text, or of the tags
    let string = match string.text().contains('<') {
        true => string,
        false => html::decoded(&string),
    };
    let text = string.text();
    let mut document = match html::has_tag(text) {
        true => html::fragment(text),
        false => text::parse(text),
    };
    document.lead_back(&string);
    document
}

/// A heading of the first level.
pub(super) fn heading(string: &Flow) -> Document {
    let mut outline = Outline::new("");
    let mut flow = Flow::default();
    html::text(string, 0..string.len(), false, &mut flow);
    outline.block(BlockKind::Heading(1), &flow);
    outline.finish(false)
}

fn level_two(mut document: Document) -> Document {
    retype(&mut document.blocks, BlockKind::Heading(2));
    document
}

/// Each paragraph is an item of a list.
fn as_items(mut document: Document) -> Document {
    retype(&mut document.blocks, BlockKind::ListItem { depth: 0 });
    document
}

fn retype(blocks: &mut [Block], kind: BlockKind) {
    for block in blocks {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_)) {
            block.kind = kind.clone();
        }
    }
}
