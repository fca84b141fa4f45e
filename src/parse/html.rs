//! The HTML that stands in Markdown: tags dropped, lists, headings, breaks and strong text kept, comments apart.

use std::ops::Range;

use super::BlockKind;
use super::flow::Flow;
use super::outline::{Outline, Place};

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
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "header",
    "hr",
    "html",
    "main",
    "nav",
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
/// Elements whose text nobody sees.
const HIDDEN: &[&str] = &["script", "style", "template", "head"];

/// A piece of HTML; ranges are bytes of the text it was read from.
#[derive(Debug, PartialEq, Eq)]
enum Token {
    Text(Range<usize>),
    Tag(Tag),
    /// The inside of a comment.
    Comment(Range<usize>),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
struct Tag {
    /// Name in lower case.
    name: String,
    closing: bool,
}

impl Tag {
    fn is_strong(&self) -> bool {
        matches!(self.name.as_str(), "b" | "strong")
    }
    /// Level of `h1` to `h6`.
    fn heading(&self) -> Option<u8> {
        let level = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }
}

/// Cuts HTML into pieces. A `<` that begins no tag is text; a comment that does not end goes on to the end.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// No tag ends after here.
    open: bool,
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let start = self.at;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        if let Some(inside) = rest.strip_prefix("<!--") {
            let len = inside.find("-->");
            self.at = len.map_or(self.text.len(), |len| start + 4 + len + 3);
            return Some(Token::Comment(
                start + 4..len.map_or(self.text.len(), |len| start + 4 + len),
            ));
        }
        if let Some(body) = rest.strip_prefix('<')
            && body.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c))
            && let Some(len) = self.tag_end(body)
        {
            self.at = start + 1 + len + 1;
            let closing = body.starts_with('/');
            let name = body.trim_start_matches('/');
            let end = name
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(name.len());
            let name = name
                .get(..end.min(32))
                .unwrap_or_default()
                .to_ascii_lowercase();
            return Some(Token::Tag(Tag { name, closing }));
        }
        let skip = usize::from(rest.starts_with('<'));
        let len = rest
            .get(skip..)
            .and_then(|r| r.find('<'))
            .map_or(rest.len(), |len| len + skip);
        self.at = start + len;
        Some(Token::Text(start..start + len))
    }
}

impl Tokens<'_> {
    /// Where the tag that `body` begins with is closed; looks no further once nothing is.
    fn tag_end(&mut self, body: &str) -> Option<usize> {
        let end = if self.open { None } else { body.find('>') };
        self.open = end.is_none();
        end
    }
}

fn tokens(text: &str) -> Tokens<'_> {
    Tokens {
        text,
        at: 0,
        open: false,
    }
}

/// One tag or comment inside a paragraph of Markdown. Returns the bytes of `html` that are the inside of a comment.
pub(super) fn inline(html: &str, flow: &mut Flow) -> Option<Range<usize>> {
    match tokens(html).next()? {
        Token::Comment(inside) => return Some(inside),
        Token::Tag(tag) if tag.is_strong() && tag.closing => flow.close_strong(),
        Token::Tag(tag) if tag.is_strong() => flow.open_strong(),
        Token::Tag(tag)
            if tag.name == "br" || tag.name == "li" || BLOCKS.contains(&tag.name.as_str()) =>
        {
            flow.push_break(true);
        }
        _ => {}
    }
    None
}

/// A block of HTML. `raw` is its text as written.
pub(super) fn block(raw: &Flow, outline: &mut Outline<'_>, place: Place) {
    let mut block = Block {
        outline,
        flow: Flow::default(),
        kind: Kind::Paragraph,
        place,
        lists: 0,
    };
    let mut hidden: Option<String> = None;
    for token in tokens(raw.text()) {
        match (token, &hidden) {
            (Token::Tag(tag), Some(name)) if tag.closing && tag.name == *name => hidden = None,
            (_, Some(_)) => {}
            (Token::Tag(tag), None) if HIDDEN.contains(&tag.name.as_str()) && !tag.closing => {
                hidden = Some(tag.name)
            }
            (Token::Tag(tag), None) => block.tag(&tag),
            (Token::Text(range), None) => text(raw, range, &mut block.flow),
            (Token::Comment(range), None) => {
                block.flush(Kind::Comment);
                block.flow.copy(raw, &range);
                block.flush(Kind::Paragraph);
            }
        }
    }
    block.flush(Kind::Paragraph);
}

/// What is being read in a block of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Item,
    Heading(u8),
    Comment,
}

struct Block<'o, 's> {
    outline: &'o mut Outline<'s>,
    flow: Flow,
    kind: Kind,
    place: Place,
    /// Open lists.
    lists: u8,
}

impl Block<'_, '_> {
    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.as_str();
        if name == "br" {
            self.flow.push_break(true);
        } else if tag.is_strong() {
            if tag.closing {
                self.flow.close_strong();
            } else {
                self.flow.open_strong();
            }
        } else if let Some(level) = tag.heading() {
            self.flush(if tag.closing {
                Kind::Paragraph
            } else {
                Kind::Heading(level)
            });
        } else if name == "li" {
            self.flush(if tag.closing {
                Kind::Paragraph
            } else {
                Kind::Item
            });
        } else if BLOCKS.contains(&name) {
            // `<li><p>` is one item
            let item = self.kind == Kind::Item && self.flow.is_blank() && !tag.closing;
            self.flush(if item { Kind::Item } else { Kind::Paragraph });
            if matches!(name, "ul" | "ol") {
                let lists = self.lists;
                self.lists = if tag.closing {
                    lists.saturating_sub(1)
                } else {
                    lists.saturating_add(1)
                };
            }
        }
    }

    /// Emits what was read; `next` is what comes now.
    fn flush(&mut self, next: Kind) {
        let flow = std::mem::take(&mut self.flow);
        let depth = self.lists.saturating_sub(1);
        match std::mem::replace(&mut self.kind, next) {
            _ if flow.is_blank() => {}
            Kind::Paragraph => self.outline.paragraph(&flow, self.place),
            Kind::Item => self.outline.paragraph(&flow, Place::Item { depth }),
            Kind::Heading(level) => self.outline.block(BlockKind::Heading(level), &flow),
            Kind::Comment => self.outline.comment(&flow),
        }
    }
}

/// Appends text of HTML: line breaks are spaces, entities are decoded.
fn text(raw: &Flow, range: Range<usize>, flow: &mut Flow) {
    let mut at = range.start;
    let push = |flow: &mut Flow, part: &str, at: usize| {
        let range = at..at + part.len();
        if part.contains(['\n', '\r']) {
            flow.replace(" ", raw.source(&range));
        } else {
            flow.copy(raw, &range);
        }
    };
    // stretches without line breaks and entities, and those between
    let mut rest = raw.slice(&range);
    while !rest.is_empty() {
        let len = rest.find(['\n', '\r', '&']).unwrap_or(rest.len());
        if len > 0 {
            push(flow, rest.get(..len).unwrap_or_default(), at);
            (rest, at) = (rest.get(len..).unwrap_or_default(), at + len);
            continue;
        }
        if let Some((decoded, len)) = entity(rest) {
            flow.replace(&decoded, raw.source(&(at..at + len)));
            (rest, at) = (rest.get(len..).unwrap_or_default(), at + len);
            continue;
        }
        let len = (rest.len() - rest.trim_start().len()).max(1);
        push(flow, rest.get(..len).unwrap_or_default(), at);
        (rest, at) = (rest.get(len..).unwrap_or_default(), at + len);
    }
}

/// The text and the length of the entity that `text` begins with, by the table of the Markdown parser.
fn entity(text: &str) -> Option<(String, usize)> {
    let name = text.strip_prefix('&')?;
    let letters = name
        .bytes()
        .take_while(|b| b.is_ascii_alphanumeric() || *b == b'#')
        .take(33)
        .count();
    let len = 1 + letters + 1;
    let written = text
        .get(..len)
        .filter(|written| written.ends_with(';') && letters > 0)?;
    let mut decoded = String::new();
    for event in pulldown_cmark::Parser::new(written) {
        if let pulldown_cmark::Event::Text(part) = event {
            decoded.push_str(&part);
        }
    }
    (decoded != written && !decoded.is_empty()).then_some((decoded, len))
}
