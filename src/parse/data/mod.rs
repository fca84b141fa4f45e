//! Postings in JSON and YAML: exports of job boards and applicant tracking systems, JSON-LD, files that people write.
//!
//! The text of a posting is decoded (escapes of the format, HTML that is escaped once more), read by the reader of its format,
//! and then led back to the bytes of the source.

mod json;
mod lines;
mod shapes;
mod yaml;

use super::document::Address;
use super::flow::Flow;
use super::outline::Outline;
use super::yaml::Tree;
use super::{Block, BlockKind, Document, html, text};
use crate::span::SourceSpan;
use json::Json;
use shapes::{Part, Shape};
use yaml::Yaml;

pub(super) use lines::lines;
pub(crate) use shapes::{Shapes, Table};

/// What is said of text that is no JSON.
pub(super) const BROKEN: &str = "not valid JSON";

/// Characters of the name of a posting that are kept.
pub(super) const LONGEST_ID: usize = 200;

/// A value of JSON or YAML.
trait Value: Copy {
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
    Ok(documents(Json::new(text, at)?, shapes))
}

/// The postings of a file in YAML. Several documents in it are read as an array of them.
///
/// # Errors
/// Why it is no YAML.
pub(super) fn yaml(text: &str, shapes: &Shapes) -> Result<Vec<Document>, String> {
    let tree =
        Tree::read(text).map_err(|broken| format!("{} at line {}", broken.what, broken.line))?;
    Ok(documents(Yaml::root(&tree), shapes))
}

fn documents<V: Value>(value: V, shapes: &Shapes) -> Vec<Document> {
    for shape in &shapes.shape {
        for place in &shape.at {
            let postings = place.find_all(value);
            let mut postings = postings
                .into_iter()
                .filter(|(_, p)| shape.fits(*p))
                .peekable();
            if postings.peek().is_some() {
                let document = |(pointer, posting)| document(posting, pointer, shape);
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

/// Adds one part of the text of a posting.
fn add<V: Value>(holder: V, part: &Part, whole: &mut Document) {
    let Some(value) = part.text.find(holder) else {
        return;
    };
    let body = match value.elements() {
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
