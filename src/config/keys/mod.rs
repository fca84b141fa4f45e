//! The keys of the configuration file, in one table: the reader, the schema, `config init` and the documentation follow it.

use crate::finding::Severity;
use crate::settings::OrgSize;
use toml::Value;

mod pack;
mod table;

pub use pack::{PACK, pack_keys};
pub use table::{KEYS, TABLES};

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A number from 0 to 1.
    Share,
    /// `true` or `false`.
    Switch,
    /// A string.
    Text,
    /// A JSON pointer: empty, or steps that begin with `/`.
    Pointer,
    /// An array of strings.
    Texts,
    /// An array of rules: codes, names, families, beginnings of codes, `all`.
    Selectors,
    /// An array of arrays of strings, at least two in each.
    Groups,
    /// A number within the range of the option that the key names.
    Option,
    /// Two rungs of the ladder, the lower one first.
    Rungs,
    /// Two numbers of years, the lower one first.
    Years,
    /// A role, two rungs, or a table whose keys are those of `titles.TITLE`.
    Title,
    /// A table; its keys are those of this one.
    Table(&'static str),
    /// An array of tables; their keys are those of this one.
    Tables(&'static str),
    /// A string, for each of these names of the key.
    Named(&'static [&'static str]),
    /// An array of these words.
    Choices(&'static [&'static str]),
    /// An array of rules: codes and names.
    Rules,
    /// A kind of evidence.
    Evidence,
    /// A whole number from 0 to this one.
    Whole(u8),
    /// An array of rungs, as in [`Shape::Rungs`].
    Pairs,
    /// A function that is not built in.
    Function,
    /// An array of words of titles: small letters, up to four words in each.
    Words,
    /// An array of patterns, at least one.
    Patterns,
}

/// One key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Key {
    /// The table that it stands in, empty for the top level. A part in capitals stands for any name of that kind.
    pub table: &'static str,
    /// Its name; in capitals where it stands for any name of that kind.
    pub name: &'static str,
    /// What its value looks like.
    pub shape: Shape,
    /// Whether its table must have it.
    pub required: bool,
    /// What holds where nobody sets it, as TOML; empty where that is nothing.
    pub default: &'static str,
    /// What it means: one sentence or half of one, no full stop.
    pub meaning: &'static str,
    /// The argument that takes its place, or comes on top.
    pub argument: &'static str,
    /// The environment variable that does.
    pub variable: &'static str,
    /// A valid value, as TOML.
    pub example: &'static str,
}

/// Values of `org.size`.
pub(super) const SIZES: [(&str, OrgSize); 4] = [
    ("unknown", OrgSize::Unknown),
    ("small", OrgSize::Small),
    ("medium", OrgSize::Medium),
    ("large", OrgSize::Large),
];

/// Values of `min-severity`.
pub(super) const SEVERITIES: [(&str, Severity); 3] = [
    ("info", Severity::Info),
    ("warning", Severity::Warning),
    ("error", Severity::Error),
];

/// Values of the severity of a rule.
pub(super) const RULE_SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// Names that examples have for the parts of keys that stand for any name.
const SAMPLES: [(&str, &str); 8] = [
    ("CLASS", "tool"),
    ("DIMENSION", "strategy"),
    ("LEADER", "head"),
    ("LEVEL", "senior"),
    ("GLOB", "archive/*.md"),
    ("OPTION", "rungs"),
    ("RULE", "scope-above-title"),
    ("TITLE", "Product Ninja"),
];

/// Whether a part of a key stands for any name of its kind.
pub fn stands_for_any(part: &str) -> bool {
    !part.is_empty() && part == part.to_uppercase()
}

/// A part of a key as TOML; a part that stands for any name gives way to a name of that kind.
pub fn sample(part: &str) -> String {
    let name = SAMPLES.iter().find(|(any, _)| *any == part);
    let name = name.map_or(part, |(_, name)| name);
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    match name.chars().all(bare) {
        true => name.to_owned(),
        false => Value::from(name).to_string(),
    }
}

/// The keys of a table of the configuration or of a rule pack.
pub fn keys_of(table: &str) -> impl Iterator<Item = &'static Key> {
    KEYS.iter()
        .chain(pack_keys())
        .filter(move |key| key.table == table)
}

/// What a table is for: half a sentence, no full stop; empty for a table that has no name of its own.
pub fn purpose(table: &str) -> &'static str {
    let found = TABLES.iter().find(|(name, _)| *name == table);
    found.map_or("", |(_, purpose)| purpose)
}

impl Key {
    /// What holds where nobody sets the key; `None` where that is nothing.
    pub fn default_value(&self) -> Option<Value> {
        value(self.default)
    }

    /// A valid value.
    pub fn example_value(&self) -> Option<Value> {
        value(self.example)
    }

    /// The dotted key: its table, then its name.
    pub fn path(&self) -> String {
        join(self.table, self.name)
    }
}

/// The value that `text` is as TOML.
fn value(text: &str) -> Option<Value> {
    let mut table: toml::Table = format!("value = {text}").parse().ok()?;
    table.remove("value")
}

/// The dotted key of what stands in a table.
pub fn join(table: &str, name: &str) -> String {
    match table {
        "" => name.to_owned(),
        table => format!("{table}.{name}"),
    }
}

/// The name of `table` inside of `outer`, where it stands right in it.
pub fn name_in<'a>(outer: &str, table: &'a str) -> Option<&'a str> {
    let name = match outer {
        "" => table,
        outer => table.strip_prefix(outer)?.strip_prefix('.')?,
    };
    (!name.contains('.')).then_some(name)
}

/// Half a sentence of the table of keys as a whole one.
pub fn sentence(half: &str) -> String {
    let mut letters = half.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let mut sentence: String = first.chain(letters).collect();
    sentence.push('.');
    sentence
}

/// Names of the keys of a table and of the tables in it, in alphabetical order.
pub fn names(table: &str) -> Vec<&'static str> {
    let mut names: Vec<&str> = KEYS
        .iter()
        .filter_map(|key| {
            if key.table == table {
                return Some(key.name);
            }
            let below = if table.is_empty() {
                Some(key.table)
            } else {
                key.table.strip_prefix(table)?.strip_prefix('.')
            };
            below?.split('.').next()
        })
        .filter(|name| !name.is_empty() && !stands_for_any(name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_tables_and_keys_stand_together() {
        let top = names("");
        assert!(top.contains(&"org") && top.contains(&"select") && top.contains(&"rules"));
        assert_eq!(names("org"), ["has", "industry", "size", "synonyms"]);
        assert_eq!(names("rules.RULE"), ["min-confidence", "severity"]);
        assert_eq!(names("rules"), [""; 0], "any rule is a name there");
        assert_eq!(names("titles.TITLE"), ["function", "rungs"]);
    }

    #[test]
    fn every_key_is_complete() {
        for key in KEYS {
            let path = key.path();
            assert!(key.example_value().is_some(), "{path}: {}", key.example);
            assert_eq!(
                key.default_value().is_none(),
                key.default.is_empty(),
                "{path}"
            );
            assert!(
                !key.meaning.is_empty() && !key.meaning.ends_with('.'),
                "{path}"
            );
            assert!(
                key.table.is_empty() || !purpose(key.table).is_empty(),
                "{path}"
            );
        }
    }

    #[test]
    fn a_sample_is_a_part_of_a_key_as_toml() {
        assert_eq!(sample("min-severity"), "min-severity");
        assert_eq!(sample("RULE"), "scope-above-title");
        assert_eq!(sample("TITLE"), "\"Product Ninja\"");
    }
}
