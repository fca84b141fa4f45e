//! The XML of a document's parts: elements by local name, text with references resolved, bounded depth.

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Open elements at most; nested tables of real documents come to a few dozen.
const MAX_DEPTH: usize = 1_000;

/// What stands in a part, in order.
pub(super) enum Node<'n> {
    /// A start tag; an empty element is followed by its end at once.
    Open(Tag<'n>),
    /// The end of an element, by its local name.
    Close(&'n str),
    /// Characters between tags.
    Text(&'n str),
}

/// A start tag.
pub(super) struct Tag<'n>(&'n BytesStart<'n>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }
    /// An attribute by its name without the prefix.
    pub(super) fn attr(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        // looking for duplicates takes time that grows with the square of their number
        let attributes = attributes.with_checks(false);
        let found = attributes
            .flatten()
            .find(|a| a.key.local_name().into_inner() == name)?;
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        value.ok().map(|v| v.into_owned())
    }
    /// The attribute `val`.
    pub(super) fn value(&self) -> Option<String> {
        self.attr("val")
    }
    /// The attribute `val` as a small number.
    pub(super) fn number(&self) -> Option<u8> {
        self.value()?.trim().parse().ok()
    }
    /// Whether a property that is on or off is on: it is where it says nothing.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.value().as_deref(), Some("0" | "false" | "off"))
    }
}

/// Gives each node of `xml` to `each`; an error is the end of a sentence.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Node<'_>)) -> Result<(), String> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        let event = reader.read_event();
        match event.map_err(|_| "its XML is broken".to_owned())? {
            Event::Start(tag) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(format!("its XML is nested deeper than {MAX_DEPTH}"));
                }
                each(Node::Open(Tag(&tag)));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                each(Node::Close(tag.local_name().into_inner()));
            }
            Event::Text(text) => each(Node::Text(&text.xml10_content())),
            Event::CData(text) => each(Node::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let unknown = || "its XML uses entities".to_owned();
                match reference.resolve_char_ref().map_err(|_| unknown())? {
                    Some(c) => each(Node::Text(c.encode_utf8(&mut [0; 4]))),
                    None => {
                        let name = reference.xml10_content();
                        each(Node::Text(resolve_xml_entity(&name).ok_or_else(unknown)?));
                    }
                }
            }
            Event::DocType(_) => return Err("its XML declares a document type".to_owned()),
            Event::Eof if depth > 0 => return Err("its XML ends early".to_owned()),
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The local name of the outermost element.
pub(super) fn root(xml: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event();
        match event.map_err(|_| "its XML is broken".to_owned())? {
            Event::Start(tag) | Event::Empty(tag) => {
                return Ok(tag.local_name().into_inner().to_owned());
            }
            Event::DocType(_) => return Err("its XML declares a document type".to_owned()),
            Event::Eof => return Err("its XML is empty".to_owned()),
            _ => {}
        }
    }
}
