//! What must be known of a page before it is read: which parts say what the posting is, and what it tells programs.

use super::sheet;
use super::tokens::{Region, Tag, Token, tokens};
use crate::parse::Shapes;
use std::collections::HashSet;
use std::ops::Range;

/// What must be known of a page before it is read.
#[derive(Debug, Clone, Default)]
pub(super) struct Page<'s> {
    /// Which parts of it are read, where it says so.
    pub parts: Parts<'s>,
    /// There is a title in these parts.
    pub heading: bool,
    /// The title of the page stands for the heading that it does not have.
    pub title: bool,
    /// Classes that its style sheets make bold.
    pub bold: HashSet<String>,
}

/// Which parts of a page are read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Parts<'s> {
    #[default]
    All,
    /// The main part.
    Main,
    /// What microdata says is a posting.
    Items(&'s Shapes),
}

impl Parts<'_> {
    /// Whether an element is such a part.
    pub(super) fn begins_with(self, tag: &Tag) -> bool {
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
pub(super) struct Hidden {
    /// The insides of scripts of JSON-LD.
    pub scripts: Vec<Range<usize>>,
    /// The insides of comments.
    pub comments: Vec<Range<usize>>,
}

impl<'s> Page<'s> {
    pub(super) fn of(source: &str, shapes: &'s Shapes) -> (Page<'s>, Hidden) {
        let mut hidden = Hidden::default();
        let (mut main, mut posting, mut part, mut heading) = (false, false, false, [false; 2]);
        let (mut title, mut inside): (bool, Option<Region>) = (true, None);
        let (mut script, mut style) = (false, false);
        let mut bold = HashSet::new();
        for token in tokens(source) {
            if inside.as_mut().is_some_and(|inside| inside.closes(&token)) {
                inside = None;
            }
            let was_script = std::mem::take(&mut script);
            let was_style = std::mem::take(&mut style);
            match token {
                Token::Text(range) if was_style => {
                    let sheet = source.get(range).unwrap_or_default();
                    bold.extend(sheet::bold_classes(sheet).map(str::to_owned));
                }
                Token::Text(range) if was_script => hidden.scripts.push(range),
                Token::Comment(range) => hidden.comments.push(range),
                Token::Open(tag) => {
                    script = tag.is_linked_data();
                    style = tag.name == "style";
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
            bold,
        };
        (page, hidden)
    }
}
