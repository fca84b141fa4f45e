//! Front matter of Markdown: YAML between `---` lines, TOML between `+++` lines. Each scalar becomes a block.

use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};
use toml::de::{DeTable, DeValue};

use super::BlockKind;
use super::align::{Escapes, align};
use super::flow::Flow;
use super::outline::Outline;
use crate::span::SourceSpan;

/// Levels of nested keys that are read; what lies deeper is skipped.
const MAX_DEPTH: usize = 16;
/// Largest front matter that is read, in bytes.
const MAX_LEN: usize = 1 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Language {
    Yaml,
    Toml,
}

/// Reads front matter at the start of the source into `outline`. Returns the byte where the rest begins: 0 where
/// there is none.
pub(super) fn read(source: &str, outline: &mut Outline<'_>) -> usize {
    let Some((language, inside, end)) = find(source) else {
        return 0;
    };
    let text = source.get(inside.clone()).unwrap_or_default();
    let values = if text.len() > MAX_LEN {
        Err(format!("front matter is larger than {MAX_LEN} bytes"))
    } else {
        match language {
            Language::Yaml => yaml(text),
            Language::Toml => toml_values(text),
        }
    };
    match values {
        Ok(values) => {
            for value in values {
                let mut flow = Flow::default();
                let raw = text.get(value.range.clone()).unwrap_or_default();
                align(
                    &mut flow,
                    &value.text,
                    raw,
                    inside.start + value.range.start,
                    value.escapes,
                );
                if !flow.is_blank() {
                    outline.block(BlockKind::Meta(value.key), &flow);
                }
            }
        }
        Err(what) => outline
            .builder
            .problem(SourceSpan::new(inside.start, inside.end), what),
    }
    end
}

/// A scalar and where it is written.
struct Value {
    /// Keys joined by dots, in lower case.
    key: String,
    text: String,
    /// Bytes of the front matter, quotes left out.
    range: Range<usize>,
    escapes: Escapes,
}

/// Language, bytes between the fences, and the end of the closing fence's line.
fn find(source: &str) -> Option<(Language, Range<usize>, usize)> {
    let (language, fences): (_, &[&str]) = match source.lines().next()?.trim_end() {
        "---" => (Language::Yaml, &["---", "..."]),
        "+++" => (Language::Toml, &["+++"]),
        _ => return None,
    };
    let mut lines = source.split_inclusive('\n');
    let start = lines.next()?.len();
    let mut at = start;
    let mut first = None;
    for line in lines {
        let text = line.trim_end();
        if fences.contains(&text) {
            let named =
                first.is_none_or(|line| language == Language::Toml || looks_like_yaml(line));
            return named.then_some((language, start..at, at + line.len()));
        }
        if first.is_none() && !text.is_empty() && !text.starts_with('#') {
            first = Some(text);
        }
        at += line.len();
    }
    None
}

/// `key:`, `- item`, `{`: not the text below a thematic break.
fn looks_like_yaml(line: &str) -> bool {
    let key = line.split_once(':').map(|(key, rest)| (key.trim(), rest));
    let named = |key: &str| {
        let word = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
        !key.is_empty() && key.len() <= 80 && key.chars().all(word)
    };
    line.starts_with('{')
        || key.is_some_and(|(key, rest)| {
            named(key) && (rest.is_empty() || rest.starts_with([' ', '\t']))
        })
}

/// One open mapping or sequence of YAML.
struct Level {
    /// Length of the path of keys outside.
    outside: usize,
    mapping: bool,
    /// A mapping whose next scalar is a value.
    value_next: bool,
}

/// The scalars of a YAML text, by events: aliases are never expanded.
fn yaml(text: &str) -> Result<Vec<Value>, String> {
    let mut values = Vec::new();
    let mut path: Vec<String> = Vec::new();
    let mut levels: Vec<Level> = Vec::new();
    let mut bytes = CharBytes::new(text);
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| format!("front matter is not valid YAML: {}", error.info()))?;
        match event {
            Event::MappingStart(..) | Event::SequenceStart(..) => {
                let mapping = matches!(event, Event::MappingStart(..));
                levels.push(Level {
                    outside: path.len(),
                    mapping,
                    value_next: false,
                });
            }
            Event::MappingEnd | Event::SequenceEnd => {
                if let Some(level) = levels.pop() {
                    path.truncate(level.outside);
                }
                value_read(&mut levels, &mut path);
            }
            Event::Alias(_) => value_read(&mut levels, &mut path),
            Event::Scalar(value, style, ..) => {
                let start = bytes.at(span.start.index());
                let end = bytes.at(span.end.index()).max(start);
                match levels.last_mut() {
                    Some(level) if level.mapping && !level.value_next => {
                        level.value_next = true;
                        path.push(value.to_lowercase());
                    }
                    _ => {
                        if levels.len() <= MAX_DEPTH && !path.is_empty() {
                            values.push(yaml_scalar(&path, &value, style, text, start..end));
                        }
                        value_read(&mut levels, &mut path);
                    }
                }
            }
            _ => {}
        }
    }
    Ok(values)
}

/// The value of a key has been read: what follows in the mapping is a key again.
fn value_read(levels: &mut [Level], path: &mut Vec<String>) {
    if let Some(level) = levels.last_mut()
        && level.mapping
    {
        // a mapping or sequence as a key has no name
        if !std::mem::take(&mut level.value_next) {
            level.value_next = true;
            path.push(String::new());
        } else {
            path.pop();
        }
    }
}

fn yaml_scalar(
    path: &[String],
    value: &str,
    style: ScalarStyle,
    text: &str,
    range: Range<usize>,
) -> Value {
    let raw = text.get(range.clone()).unwrap_or_default();
    // tags and anchors before the value, with which no value begins
    let mut bare = raw;
    while bare.starts_with(['!', '&']) {
        let end = bare.find(char::is_whitespace).unwrap_or(bare.len());
        bare = bare.get(end..).unwrap_or_default().trim_start();
    }
    let range = range.start + (raw.len() - bare.len())..range.end;
    let raw = bare;
    let (escapes, inside) = match style {
        ScalarStyle::SingleQuoted => (Escapes::Doubled, unquoted(raw, range, 1)),
        ScalarStyle::DoubleQuoted => (Escapes::Backslash, unquoted(raw, range, 1)),
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let header = if raw.starts_with(['|', '>']) {
                raw.find('\n').unwrap_or(0)
            } else {
                0
            };
            (Escapes::None, range.start + header..range.end)
        }
        ScalarStyle::Plain => (Escapes::None, range),
    };
    Value {
        key: path.join("."),
        text: value.to_owned(),
        range: inside,
        escapes,
    }
}

/// The range without `quotes` quotation marks on each side.
fn unquoted(raw: &str, range: Range<usize>, quotes: usize) -> Range<usize> {
    let closed = raw.len() >= 2 * quotes && raw.ends_with(['"', '\'']);
    let start = (range.start + quotes).min(range.end);
    start..if closed {
        range.end - quotes
    } else {
        range.end
    }
}

/// The scalars of a TOML text in source order.
fn toml_values(text: &str) -> Result<Vec<Value>, String> {
    let table = DeTable::parse(text)
        .map_err(|error| format!("front matter is not valid TOML: {}", error.message()))?;
    let mut values = Vec::new();
    toml_table(table.get_ref(), "", text, MAX_DEPTH, &mut values);
    values.sort_by_key(|value| value.range.start);
    Ok(values)
}

fn toml_table(table: &DeTable<'_>, path: &str, text: &str, depth: usize, values: &mut Vec<Value>) {
    for (key, value) in table {
        let key = key.get_ref().to_lowercase();
        let key = if path.is_empty() {
            key
        } else {
            format!("{path}.{key}")
        };
        toml_value(value.get_ref(), value.span(), &key, text, depth, values);
    }
}

fn toml_value(
    value: &DeValue<'_>,
    range: Range<usize>,
    key: &str,
    text: &str,
    depth: usize,
    values: &mut Vec<Value>,
) {
    let Some(depth) = depth.checked_sub(1) else {
        return;
    };
    let raw = text.get(range.clone()).unwrap_or_default();
    let (value, range, escapes) = match value {
        DeValue::Table(table) => return toml_table(table, key, text, depth, values),
        DeValue::Array(array) => {
            for item in array.iter() {
                toml_value(item.get_ref(), item.span(), key, text, depth, values);
            }
            return;
        }
        DeValue::String(string) => {
            let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
                3
            } else {
                1
            };
            let escapes = if raw.starts_with('"') {
                Escapes::Backslash
            } else {
                Escapes::None
            };
            (string.to_string(), unquoted(raw, range, quotes), escapes)
        }
        _ => (raw.to_owned(), range, Escapes::None),
    };
    values.push(Value {
        key: key.to_owned(),
        text: value,
        range,
        escapes,
    });
}

/// Byte offsets of characters that are asked for mostly in rising order.
struct CharBytes<'t> {
    text: &'t str,
    char: usize,
    byte: usize,
}

impl<'t> CharBytes<'t> {
    fn new(text: &'t str) -> Self {
        CharBytes {
            text,
            char: 0,
            byte: 0,
        }
    }
    /// Byte where character `index` begins.
    fn at(&mut self, index: usize) -> usize {
        if index < self.char {
            // a span that overlaps the one before: walk back to it
            let before = self.text.get(..self.byte).unwrap_or_default();
            let back = before.chars().rev().take(self.char - index);
            self.byte -= back.map(char::len_utf8).sum::<usize>();
            self.char = index;
            return self.byte;
        }
        let after = self.text.get(self.byte..).unwrap_or_default();
        let on = after.chars().take(index - self.char);
        self.byte += on.map(char::len_utf8).sum::<usize>();
        self.char = index;
        self.byte
    }
}
