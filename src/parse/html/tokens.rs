//! HTML cut into tags, text and comments, by html5gum: the tokenizer of the HTML standard, with byte positions.

use super::sheet;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use html5gum::emitters::default::{DefaultEmitter, StartTag};
use html5gum::{HtmlString, Spanned, Tokenizer};

/// Elements without content: they have no end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose text nobody reads as a part of the page; those of the storage format of Confluence begin with `ac:`.
const UNSEEN: &[&str] = &[
    "ac:parameter",
    "ac:task-id",
    "ac:task-status",
    "audio",
    "button",
    "canvas",
    "datalist",
    "footer",
    "iframe",
    "math",
    "nav",
    "noscript",
    "object",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
];

/// Elements whose text stands out as a heading does.
const STRONG: &[&str] = &["b", "strong", "u"];

/// Whether elements of this name are there to let text stand out.
pub(super) fn is_strong(name: &str) -> bool {
    STRONG.contains(&name)
}

/// A piece of HTML; ranges are bytes of the text it was read from.
#[derive(Debug)]
pub(super) enum Token {
    /// Text as written.
    Text(Range<usize>),
    Open(Tag),
    /// Name of an end tag.
    Close(String),
    /// The inside of a comment.
    Comment(Range<usize>),
}

/// A start tag.
#[derive(Debug)]
pub(super) struct Tag {
    /// Name in lower case.
    pub(super) name: String,
    attributes: BTreeMap<HtmlString, Spanned<HtmlString, usize>>,
}

impl Tag {
    fn new(tag: StartTag<usize>) -> Tag {
        Tag {
            name: name(&tag.name),
            attributes: tag.attributes,
        }
    }

    /// The value of an attribute, entities decoded.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let value = self.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value))
    }

    fn says(&self, name: &str, value: &str) -> bool {
        let written = self.attribute(name);
        written.is_some_and(|written| written.trim().eq_ignore_ascii_case(value))
    }

    /// Declarations of the style attribute, lower case, without white space.
    fn style(&self) -> String {
        let style = self.attribute("style").unwrap_or_default();
        style.split_whitespace().collect::<String>().to_lowercase()
    }

    /// Whether the element has no content.
    pub(super) fn is_void(&self) -> bool {
        VOID.contains(&self.name.as_str())
    }

    /// Whether the element, which has content, is not shown, or is no part of the text of the page.
    pub(super) fn is_unseen(&self) -> bool {
        if self.is_void() {
            return false;
        }
        let style = self.style();
        UNSEEN.contains(&self.name.as_str())
            || self.attributes.contains_key(b"hidden".as_slice())
            || self.says("aria-hidden", "true")
            || self.says("role", "navigation")
            || (self.name == "dialog" && !self.attributes.contains_key(b"open".as_slice()))
            || style.contains("display:none")
            || style.contains("visibility:hidden")
    }

    /// Whether the text of the element stands out: by its style, and where that says nothing by its class, of those
    /// that are bold, or its name.
    pub(super) fn is_strong(&self, bold: &HashSet<String>) -> bool {
        sheet::is_bold(&self.style()).unwrap_or_else(|| {
            is_strong(&self.name) || self.names("class", |name| bold.contains(name))
        })
    }

    /// Whether this is what the page is about.
    pub(super) fn is_main(&self) -> bool {
        self.name == "main" || self.says("role", "main")
    }

    /// Whether this is a script of JSON-LD.
    pub(super) fn is_linked_data(&self) -> bool {
        self.name == "script" && self.says("type", "application/ld+json")
    }

    /// Whether one of the words of an attribute is, or as an address ends in, one that `is` accepts.
    pub(super) fn names(&self, attribute: &str, is: impl Fn(&str) -> bool) -> bool {
        let value = self.attribute(attribute).unwrap_or_default();
        let mut words = value.split_ascii_whitespace();
        words.any(|word| word.rsplit('/').next().is_some_and(&is))
    }
}

fn name(name: &HtmlString) -> String {
    String::from_utf8_lossy(name).to_ascii_lowercase()
}

/// Level of `h1` to `h6`.
pub(super) fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// Cuts HTML into pieces, one after the other.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(text, emitter).filter_map(|token| {
        let Ok(token) = token;
        Some(match token {
            html5gum::Token::String(text) => Token::Text(text.span.start..text.span.end),
            html5gum::Token::StartTag(tag) => Token::Open(Tag::new(tag)),
            html5gum::Token::EndTag(tag) => Token::Close(name(&tag.name)),
            html5gum::Token::Comment(comment) => {
                let (start, end) = (comment.span.start, comment.span.end);
                let inside = text.get(start..end)?.strip_prefix("<!--")?;
                let len = inside.strip_suffix("-->").map_or(inside.len(), str::len);
                Token::Comment(start + 4..start + 4 + len)
            }
            html5gum::Token::Doctype(_) | html5gum::Token::Error(_) => return None,
        })
    })
}

/// The text that the character reference at the start of `text` stands for, and its length in bytes.
pub(super) fn reference(text: &str) -> Option<(String, usize)> {
    let name = text.strip_prefix('&')?;
    let word = |b: &u8| b.is_ascii_alphanumeric() || *b == b'#';
    // the longest name has 31 letters
    let letters = name.bytes().take_while(word).take(32).count();
    let end = 1 + letters + usize::from(name.as_bytes().get(letters) == Some(&b';'));
    let written = text.get(..end).filter(|_| letters > 0)?;
    let decoded = Tokenizer::new(written).find_map(|token| match token {
        Ok(html5gum::Token::String(text)) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    })?;
    (decoded != written).then_some((decoded, end))
}

/// An element that is open, and how many of its name are open inside of it.
#[derive(Debug)]
pub(super) struct Region {
    name: String,
    inside: usize,
}

impl Region {
    /// The element that `tag` opens.
    pub(super) fn new(tag: &Tag) -> Region {
        Region {
            name: tag.name.clone(),
            inside: 0,
        }
    }

    /// Takes notice of a token inside; whether it closes the element.
    pub(super) fn closes(&mut self, token: &Token) -> bool {
        match token {
            Token::Open(tag) if tag.name == self.name => self.inside += 1,
            Token::Close(name) if *name == self.name => match self.inside.checked_sub(1) {
                Some(inside) => self.inside = inside,
                None => return true,
            },
            _ => {}
        }
        false
    }
}
