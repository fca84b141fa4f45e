//! YAML as a tree of its values with their places: of front matter, and of files that hold postings.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle};

use super::align::Escapes;
use super::comments;
use crate::source::LineIndex;

/// Values of one text that are read at most: far more than any board has, and they take memory.
const MAX_VALUES: usize = 1 << 20;
/// Levels of nesting that are read at most: the parser takes time for each of them.
const MAX_LEVELS: usize = 1000;
/// Open brackets and braces that the parser counts at most; beyond it says [`TOO_MANY_BRACKETS`].
const MAX_BRACKETS: usize = 255;
const TOO_MANY_BRACKETS: &str = "recursion limit exceeded";

/// The values of a YAML text. Aliases are never expanded.
pub(super) struct Tree<'s> {
    pub(super) source: &'s str,
    nodes: Vec<Node>,
}

/// A value. Others are named by their index in the tree.
pub(super) enum Node {
    Scalar(Scalar),
    Mapping {
        /// First byte of the text.
        start: usize,
        members: Vec<(String, usize)>,
    },
    Sequence {
        /// First byte of the text.
        start: usize,
        elements: Vec<usize>,
    },
    Alias,
}

/// A scalar and where it is written.
pub(super) struct Scalar {
    pub(super) text: String,
    /// Bytes of the text, quotes left out.
    pub(super) range: Range<usize>,
    pub(super) escapes: Escapes,
    /// Without quotes, so that it can be a number or nothing.
    pub(super) plain: bool,
}

/// Why a text is no YAML that is read.
pub(super) struct Broken {
    pub(super) what: String,
    /// From 1.
    pub(super) line: usize,
}

/// An open mapping or sequence.
struct Level {
    node: usize,
    /// The key whose value comes next.
    key: Option<String>,
}

impl<'s> Tree<'s> {
    /// Reads a text; the documents in it are the elements of the first value, which is a sequence.
    ///
    /// # Errors
    /// Where it is no YAML, has too many values or is nested too deep.
    pub(super) fn read(source: &'s str) -> Result<Tree<'s>, Broken> {
        let documents = Node::Sequence {
            start: 0,
            elements: Vec::new(),
        };
        let mut tree = Tree {
            source,
            nodes: vec![documents],
        };
        let mut levels = vec![Level { node: 0, key: None }];
        let mut places = Places::new(source);
        for event in Parser::new_from_str(source) {
            let (event, span) = event.map_err(|error| Broken {
                what: match error.info() {
                    TOO_MANY_BRACKETS => {
                        format!("YAML nested deeper than {MAX_BRACKETS} brackets")
                    }
                    info => format!("not valid YAML: {info}"),
                },
                line: error.marker().line(),
            })?;
            let mut start = || places.at(span.start);
            let (node, opens) = match event {
                Event::MappingStart(..) => {
                    let (start, members) = (start(), Vec::new());
                    (Node::Mapping { start, members }, true)
                }
                Event::SequenceStart(..) => {
                    let (start, elements) = (start(), Vec::new());
                    (Node::Sequence { start, elements }, true)
                }
                Event::Alias(_) => (Node::Alias, false),
                Event::Scalar(value, style, anchor, tag) => {
                    let start = start();
                    let end = places.at(span.end).max(start);
                    let range = match anchor > 0 || tag.is_some() {
                        true => below_properties(source, start..end, style),
                        false => start..end,
                    };
                    (Node::Scalar(scalar(&value, style, source, range)), false)
                }
                Event::MappingEnd | Event::SequenceEnd => {
                    levels.pop();
                    continue;
                }
                _ => continue,
            };
            let index = tree.nodes.len();
            tree.nodes.push(node);
            tree.attach(&mut levels, index);
            if opens {
                levels.push(Level {
                    node: index,
                    key: None,
                });
            }
            let beyond = match (tree.nodes.len() > MAX_VALUES, levels.len() > MAX_LEVELS) {
                (true, _) => Some(format!("YAML with more than {MAX_VALUES} values")),
                (_, true) => Some(format!("YAML nested deeper than {MAX_LEVELS} levels")),
                _ => None,
            };
            if let Some(what) = beyond {
                let line = span.start.line();
                return Err(Broken { what, line });
            }
        }
        Ok(tree)
    }

    /// Makes a value an element of the open sequence, or the next key or value of the open mapping.
    fn attach(&mut self, levels: &mut [Level], index: usize) {
        let Some(level) = levels.last_mut() else {
            return;
        };
        let name = match self.nodes.get(index) {
            Some(Node::Scalar(scalar)) => scalar.text.clone(),
            // a mapping, a sequence or an alias as a key has no name
            _ => String::new(),
        };
        match self.nodes.get_mut(level.node) {
            Some(Node::Sequence { elements, .. }) => elements.push(index),
            Some(Node::Mapping { members, .. }) => match level.key.take() {
                Some(key) => members.push((key, index)),
                None => level.key = Some(name),
            },
            _ => {}
        }
    }

    /// The insides of comments that speak to jdlint, as bytes of the text.
    pub(super) fn directives(&self) -> Vec<Range<usize>> {
        let ranges = self.nodes.iter().filter_map(|node| match node {
            Node::Scalar(scalar) => Some(scalar.range.clone()),
            _ => None,
        });
        comments::directives(self.source, &ranges.collect::<Vec<_>>())
    }

    pub(super) fn node(&self, index: usize) -> &Node {
        self.nodes.get(index).unwrap_or(&Node::Alias)
    }

    /// The only document, or the sequence of all.
    pub(super) fn root(&self) -> usize {
        match self.node(0) {
            Node::Sequence { elements, .. } => match *elements.as_slice() {
                [only] => only,
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The scalars below keys, in order, each with its keys in lower case joined by dots. What is nested deeper than
    /// `depth` levels is left out.
    pub(super) fn scalars(&self, depth: usize) -> Vec<(String, &Scalar)> {
        let mut scalars = Vec::new();
        self.add_scalars(self.root(), "", depth, &mut scalars);
        scalars
    }

    fn add_scalars<'t>(
        &'t self,
        index: usize,
        path: &str,
        depth: usize,
        scalars: &mut Vec<(String, &'t Scalar)>,
    ) {
        let inside = depth.checked_sub(1);
        match (self.node(index), inside) {
            (Node::Scalar(scalar), _) if !path.is_empty() => {
                scalars.push((path.to_owned(), scalar))
            }
            (Node::Mapping { members, .. }, Some(depth)) => {
                for (key, value) in members {
                    let key = key.to_lowercase();
                    let path = match path.is_empty() {
                        true => key,
                        false => format!("{path}.{key}"),
                    };
                    self.add_scalars(*value, &path, depth, scalars);
                }
            }
            (Node::Sequence { elements, .. }, Some(depth)) => {
                for element in elements {
                    self.add_scalars(*element, path, depth, scalars);
                }
            }
            _ => {}
        }
    }
}

/// The range of a scalar without the tag and the anchor before it, of a block scalar also without its header.
fn below_properties(source: &str, range: Range<usize>, style: ScalarStyle) -> Range<usize> {
    let raw = source.get(range.clone()).unwrap_or_default();
    let below = |text: &str| text.find(['\n', '\r']).unwrap_or(text.len());
    let mut rest = raw.trim_start();
    while rest.starts_with(['!', '&', '#']) {
        let len = match rest.starts_with('#') {
            true => below(rest),
            false => rest.find(char::is_whitespace).unwrap_or(rest.len()),
        };
        rest = rest.get(len..).unwrap_or_default().trim_start();
    }
    if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded) {
        rest = rest.get(below(rest)..).unwrap_or_default();
    }
    range.end - rest.len()..range.end
}

fn scalar(value: &str, style: ScalarStyle, source: &str, range: Range<usize>) -> Scalar {
    let raw = source.get(range.clone()).unwrap_or_default();
    let (escapes, inside) = match style {
        ScalarStyle::SingleQuoted => (Escapes::Doubled, unquoted(raw, range, 1)),
        ScalarStyle::DoubleQuoted => (Escapes::Backslash, unquoted(raw, range, 1)),
        // of a block scalar with text the range begins below its header
        _ => (Escapes::None, range),
    };
    Scalar {
        text: value.to_owned(),
        range: inside,
        escapes,
        plain: style == ScalarStyle::Plain,
    }
}

/// The range without `quotes` quotation marks on each side.
pub(super) fn unquoted(raw: &str, range: Range<usize>, quotes: usize) -> Range<usize> {
    let closed = raw.len() >= 2 * quotes && raw.ends_with(['"', '\'']);
    let start = (range.start + quotes).min(range.end);
    start..if closed {
        range.end - quotes
    } else {
        range.end
    }
}

/// Bytes where the marks of the parser stand, which are asked for mostly in rising order. Lines and columns are gone by:
/// what the parser counts from the start of the text is off below directives with letters beyond ASCII.
struct Places<'t> {
    text: &'t str,
    lines: LineIndex,
    /// The last place: line (from 1), column (from 0, code points) and byte.
    last: (usize, usize, usize),
}

impl<'t> Places<'t> {
    fn new(text: &'t str) -> Self {
        let lines = LineIndex::new(text);
        let last = (0, 0, 0);
        Places { text, lines, last }
    }
    /// Byte of a mark.
    fn at(&mut self, mark: Marker) -> usize {
        let (line, column) = (mark.line(), mark.col());
        if line != self.last.0 {
            let start = self.lines.line_range(self.text, line).start;
            let rest = self.text.get(start..).unwrap_or_default();
            // a byte order mark is in no column
            let start = start + (rest.len() - rest.trim_start_matches('\u{feff}').len());
            self.last = (line, 0, start);
        }
        let (_, known, byte) = self.last;
        let (before, after) = self.text.split_at_checked(byte).unwrap_or_default();
        let byte = match column.checked_sub(known) {
            Some(on) => byte + after.chars().take(on).map(char::len_utf8).sum::<usize>(),
            // a span that overlaps the one before: walk back to it
            None => {
                let back = before.chars().rev().take(known - column);
                byte - back.map(char::len_utf8).sum::<usize>()
            }
        };
        self.last = (line, column, byte);
        byte
    }
}
