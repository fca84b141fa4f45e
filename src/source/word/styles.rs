//! Styles of a Word document: which are headings, lists, bold or hidden, by themselves or by what they are based on.

use super::xml::{self, Node};
use std::collections::HashMap;

/// Steps from a style to the ones that it is based on; a longer way, or a circle, ends there.
const MAX_STEPS: usize = 32;
/// The outline level of body text; 0 to 8 are headings.
const BODY_LEVEL: u8 = 9;

/// What a style makes of a paragraph or a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Look {
    /// Heading level from 1.
    pub(super) heading: Option<u8>,
    /// Depth of the list item from 0.
    pub(super) list: Option<u8>,
    pub(super) bold: bool,
    /// Shown in capitals.
    pub(super) capitals: bool,
    pub(super) hidden: bool,
    /// An entry of a table of contents, which repeats a heading.
    pub(super) contents: bool,
}

/// A style as it is written down.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<u8>,
    list: ListProperty,
    bold: Option<bool>,
    capitals: Option<bool>,
    hidden: Option<bool>,
}

/// The numbering of a paragraph or style: `numId` 0 takes a list away.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ListProperty {
    pub(super) listed: Option<bool>,
    pub(super) level: Option<u8>,
}

impl ListProperty {
    /// Takes in an element of `numPr`.
    pub(super) fn read(&mut self, tag: &xml::Tag<'_>) {
        match tag.name() {
            "numId" => self.listed = Some(tag.value().is_some_and(|id| id.trim() != "0")),
            "ilvl" => self.level = tag.number(),
            _ => {}
        }
    }
}

/// All styles by their identifier.
#[derive(Debug, Default)]
pub(super) struct Styles {
    looks: HashMap<String, Look>,
    /// Of a paragraph that names no style.
    pub(super) plain: Look,
}

impl Styles {
    /// Reads the part of the styles.
    pub(super) fn read(xml: &str) -> Result<Styles, String> {
        let mut styles: HashMap<String, Style> = HashMap::new();
        let mut open: Option<(String, Style)> = None;
        let mut default = None;
        xml::walk(xml, |node| match node {
            Node::Open(tag) if tag.name() == "style" => {
                let id = tag.attr("styleId").unwrap_or_default();
                let is_default = tag.attr("default").is_some_and(|d| d == "1" || d == "true");
                if is_default && tag.attr("type").is_some_and(|t| t == "paragraph") {
                    default = Some(id.clone());
                }
                open = Some((id, Style::default()));
            }
            Node::Open(tag) => {
                if let Some((_, style)) = &mut open {
                    style.property(&tag);
                }
            }
            Node::Close("style") => styles.extend(open.take()),
            Node::Close(_) | Node::Text(_) => {}
        })?;
        let looks: HashMap<_, _> = styles
            .keys()
            .map(|id| (id.clone(), resolve(&styles, id)))
            .collect();
        let plain = default.and_then(|id| looks.get(&id).copied());
        Ok(Styles {
            looks,
            plain: plain.unwrap_or_default(),
        })
    }

    /// What the style of this identifier makes; `None` where there is none.
    pub(super) fn look(&self, id: &str) -> Option<Look> {
        self.looks.get(id).copied()
    }
}

impl Style {
    fn property(&mut self, tag: &xml::Tag<'_>) {
        match tag.name() {
            "name" => self.name = tag.value().unwrap_or_default().to_lowercase(),
            "basedOn" => self.based_on = tag.value(),
            "outlineLvl" => self.outline = tag.number(),
            "b" => self.bold = Some(tag.is_on()),
            "caps" | "smallCaps" => self.capitals = Some(tag.is_on()),
            "vanish" => self.hidden = Some(tag.is_on()),
            _ => self.list.read(tag),
        }
    }

    /// The heading level that the style gives itself; `Some(None)` where it says that it is none. Word keeps the
    /// English names of its own styles in every language.
    fn heading(&self) -> Option<Option<u8>> {
        if self.name == "title" {
            return Some(Some(1));
        }
        if self.outline == Some(BODY_LEVEL) {
            return Some(None);
        }
        let named = self.name.strip_prefix("heading ");
        let named = named.and_then(|n| n.trim().parse().ok());
        let level = named.or(self.outline.map(|level| level.saturating_add(1)));
        level.map(|level: u8| Some(level.clamp(1, 6)))
    }

    /// The depth that the name of one of Word's list styles says, as in "List Bullet 2".
    fn named_list(&self) -> Option<u8> {
        let rest = ["list bullet", "list number"]
            .iter()
            .find_map(|name| self.name.strip_prefix(name))?;
        match rest.trim() {
            "" => Some(0),
            n => n.parse::<u8>().ok().map(|n| n.saturating_sub(1)),
        }
    }
}

fn resolve(styles: &HashMap<String, Style>, id: &str) -> Look {
    let mut chain = Vec::new();
    let mut next = styles.get(id);
    while let Some(style) = next.filter(|_| chain.len() < MAX_STEPS) {
        chain.push(style);
        next = style.based_on.as_ref().and_then(|id| styles.get(id));
    }
    let first = |property: fn(&Style) -> Option<bool>| chain.iter().find_map(|s| property(s));
    let listed = first(|s| s.list.listed.or(s.named_list().map(|_| true)));
    let level = chain
        .iter()
        .find_map(|s| s.list.level.or_else(|| s.named_list()));
    Look {
        heading: chain.iter().find_map(|s| s.heading()).flatten(),
        list: (listed == Some(true)).then(|| level.unwrap_or(0)),
        bold: first(|s| s.bold).unwrap_or(false),
        capitals: first(|s| s.capitals).unwrap_or(false),
        hidden: first(|s| s.hidden).unwrap_or(false),
        contents: chain
            .iter()
            .any(|s| s.name.starts_with("toc ") && !s.name.ends_with("heading")),
    }
}
