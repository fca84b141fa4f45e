//! Front matter of Markdown and of pages: YAML between `---` lines, TOML between `+++` lines. Fields that hold a part of the posting are
//! read as such; each other scalar becomes a block.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::align::{Escapes, align};
use super::data::{Fields, Shapes, Toml, Yaml, inside_quotes};
use super::flow::Flow;
use super::outline::Outline;
use super::yaml::{Scalar, Tree};
use super::{BlockKind, comments};
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

/// What front matter holds beside its scalars.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// The byte of the source where the rest begins: 0 where there is no front matter.
    pub(super) end: usize,
    /// What it says of the posting in fields such as `responsibilities`.
    pub(super) fields: Fields,
}

/// Reads front matter at the start of the source into `outline`.
pub(super) fn read(source: &str, outline: &mut Outline<'_>, shapes: &Shapes) -> FrontMatter {
    let Some((language, inside, end)) = find(source) else {
        return FrontMatter::default();
    };
    let text = source.get(inside.clone()).unwrap_or_default();
    let values = if text.len() > MAX_LEN {
        Err(format!("front matter is larger than {MAX_LEN} bytes"))
    } else {
        match language {
            Language::Yaml => yaml(text, shapes),
            Language::Toml => toml_values(text, shapes),
        }
    };
    let (values, mut fields) = match values {
        Ok(read) => read,
        Err(what) => {
            let span = SourceSpan::new(inside.start, inside.end);
            outline.builder.problem(span, what);
            return FrontMatter {
                end,
                ..FrontMatter::default()
            };
        }
    };
    let ranges: Vec<_> = values.iter().map(|value| value.range.clone()).collect();
    for value in values.iter().filter(|v| !fields.hold(&v.key)) {
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
            outline.block(BlockKind::Meta(value.key.clone()), &flow);
        }
    }
    for comment in comments::directives(text, &ranges) {
        let mut flow = Flow::default();
        let at = inside.start + comment.start;
        let body = text.get(comment).unwrap_or_default();
        flow.push(body, SourceSpan::new(at, at + body.len()));
        outline.comment(&flow);
    }
    fields.lead_back(text, inside.start);
    FrontMatter { end, fields }
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

/// The scalars of a YAML text in source order, and what it says of the posting.
fn yaml(text: &str, shapes: &Shapes) -> Result<(Vec<Value>, Fields), String> {
    let tree = Tree::read(text).map_err(|broken| format!("front matter is {}", broken.what))?;
    let fields = Fields::of(Yaml::root(&tree), shapes);
    let scalars = tree.scalars(MAX_DEPTH).into_iter();
    let value = |(key, scalar): (String, &Scalar)| Value {
        key,
        text: scalar.text.clone(),
        range: scalar.range.clone(),
        escapes: scalar.escapes,
    };
    Ok((scalars.map(value).collect(), fields))
}

/// As [`yaml`], of a TOML text.
fn toml_values(text: &str, shapes: &Shapes) -> Result<(Vec<Value>, Fields), String> {
    let table = DeTable::parse(text)
        .map_err(|error| format!("front matter is not valid TOML: {}", error.message()))?;
    let mut values = Vec::new();
    toml_table(table.get_ref(), "", text, MAX_DEPTH, &mut values);
    values.sort_by_key(|value| value.range.start);
    let root = DeValue::Table(table.into_inner());
    Ok((values, Fields::of(Toml::root(text, &root), shapes)))
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
            let (inside, escapes) = inside_quotes(raw, range);
            (string.to_string(), inside, escapes)
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
