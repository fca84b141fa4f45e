//! The configuration file that `config init` writes: every key with its meaning, commented out.

use super::keys::{KEYS, Key, Shape, TABLES, purpose, sample, sentence};

/// What stands at its top.
const HEAD: &str = "\
# Configuration of jdlint.
#
# Every key stands here with its default, or with an example where nothing is set by default. Take away the `#` before
# those that you want to set. `jdlint config show` tells what holds, `jdlint rules list` shows the rules.
#
# Editors complete and check this file by its schema, which `jdlint config schema > jdlint.schema.json` writes, where
# its first line is
# #:schema ./jdlint.schema.json
";

/// The text of the file. A line that begins with `#` and no space behind it is TOML that is commented out.
pub fn initial() -> String {
    let mut text = HEAD.to_owned();
    entries("", &mut text);
    for (table, _) in TABLES {
        let written = |key: &Key| key.table == *table;
        if KEYS.iter().any(written) && shape(table) != Some(Shape::Title) {
            let purpose = sentence(purpose(table));
            text.push_str(&format!("\n# {purpose}\n#{}\n", header(table)));
            entries(table, &mut text);
        }
    }
    text
}

/// The shape of the key that has the name of a table, where one has.
fn shape(table: &str) -> Option<Shape> {
    let key = KEYS.iter().find(|key| key.path() == table);
    key.map(|key| key.shape)
}

/// The line that begins a table.
pub fn header(table: &str) -> String {
    let parts: Vec<String> = table.split('.').map(sample).collect();
    let name = parts.join(".");
    match shape(table) {
        Some(Shape::Tables(_)) => format!("[[{name}]]"),
        _ => format!("[{name}]"),
    }
}

fn entries(table: &str, text: &mut String) {
    let keys = KEYS.iter().filter(|key| key.table == table);
    // tables have a part of their own
    for key in keys.filter(|key| !matches!(key.shape, Shape::Tables(_))) {
        let meaning = sentence(key.meaning);
        let words = match key.shape {
            Shape::Choice(words) => format!(" One of {}.", list(words)),
            _ => String::new(),
        };
        let name = sample(key.name);
        let line = match key.default {
            "" => format!("{name} = {} # an example", key.example),
            default => format!("{name} = {default}"),
        };
        text.push_str(&format!("\n# {meaning}{words}\n#{line}\n"));
    }
}

fn list(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    quoted.join(", ")
}
