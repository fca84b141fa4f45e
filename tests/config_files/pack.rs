//! The keys of rule packs: docs/pack.schema.json and docs/packs.md are made from them, and they are the keys that are read.

use crate::common::{Sandbox, generated, page_of_template};
use crate::{files, printed, reference};
use jdlint::config::keys::{Key, PACK, Shape, keys_of, pack_keys, sample, sentence};
use jdlint::config::{ConfigError, Pack, Text};
use jdlint::rules::Rules;
use std::collections::BTreeSet;
use std::fmt::Write;
use toml::{Table, Value};

fn read(text: &str) -> Result<Pack, ConfigError> {
    Pack::parse(Text::loose("pack.toml", text), Rules::builtin().unwrap())
}

/// A whole pack, in which every key is set to its example: the keys of a table, and those of the tables in it.
fn whole(table: &str) -> Table {
    let mut set = Table::new();
    for key in keys_of(table) {
        let value = match key.shape {
            Shape::Table(of) => Value::Table(whole(of)),
            Shape::Tables("pack.rung") => Value::Array(vec![Value::Table(whole("pack.rung")); 8]),
            // roles are read as in a configuration, which has tests of its own
            Shape::Tables("roles") => {
                let role =
                    |id: &str| format!("id = \"design/{id}\"\nname = \"X\"\nrungs = [3, 3]\n");
                let roles = ["manager", "head"].map(|id| role(id).parse::<Table>().unwrap());
                Value::Array(roles.map(Value::Table).into())
            }
            Shape::Tables(of) => Value::Array(vec![Value::Table(whole(of))]),
            _ => key.example_value().unwrap(),
        };
        set.insert(sample(key.name).trim_matches('"').to_owned(), value);
    }
    // an example has a text or a file
    if table == "pack.example" {
        set.remove("file");
    }
    set
}

/// Tables of packs, the outer ones first, each with the key that it is the value of.
fn tables() -> Vec<(&'static str, &'static Key)> {
    let table = |key: &'static Key| match key.shape {
        Shape::Table(of) | Shape::Tables(of) if of.starts_with(PACK) => Some((of, key)),
        _ => None,
    };
    pack_keys().filter_map(table).collect()
}

/// Gives every table that has the place of `of` a key that does not exist.
fn spoil(at: &str, of: &str, table: &mut Table) {
    if at == of {
        table.insert("zzz".to_owned(), true.into());
        return;
    }
    for key in keys_of(at) {
        let (Shape::Table(below) | Shape::Tables(below)) = key.shape else {
            continue;
        };
        match table.get_mut(&sample(key.name)) {
            Some(Value::Table(inner)) => spoil(below, of, inner),
            Some(Value::Array(items)) => {
                for item in items.iter_mut().filter_map(Value::as_table_mut) {
                    spoil(below, of, item);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn the_keys_of_packs_are_those_that_are_read() {
    let pack = whole(PACK);
    let text = pack.to_string();
    read(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
    for (table, _) in tables() {
        let wanted: BTreeSet<&str> = keys_of(table).map(|key| key.name).collect();
        let any = |name: &&str| name.chars().all(|c| c.is_ascii_uppercase());
        if wanted.iter().any(any) {
            continue;
        }
        let mut spoilt = pack.clone();
        spoil(PACK, table, &mut spoilt);
        let told = read(&spoilt.to_string()).unwrap_err().to_string();
        let told = told.lines().next().unwrap();
        let (_, known) = told
            .split_once("unknown field `zzz`, expected ")
            .expect(told);
        let known: BTreeSet<&str> = known.split('`').skip(1).step_by(2).collect();
        assert_eq!(known, wanted, "{table}");
    }
    let told = read(&format!("zzz = 1\n{text}")).unwrap_err().to_string();
    assert!(told.contains("unknown key `zzz`"), "{told}");
}

#[test]
fn what_a_pack_needs_is_needed() {
    let pack = whole(PACK);
    let mut needed = 0;
    for key in keys_of(PACK).filter(|key| key.required) {
        let mut without = pack.clone();
        without.remove(key.name);
        assert!(read(&without.to_string()).is_err(), "{}", key.name);
        needed += 1;
    }
    assert_eq!(needed, 3);
}

#[test]
fn the_committed_schema_of_packs_is_what_is_printed() {
    let text = printed(Sandbox::new().run(&["rules", "schema"]));
    generated("docs/pack.schema.json", &text, "config_files");
}

#[test]
fn packs_are_accepted_and_refused_as_the_schema_does() {
    for (path, text) in files("pack/good") {
        let mistake = read(&text).err().map(|e| e.to_string());
        assert_eq!(mistake, None, "{}", path.display());
    }
    for (path, text) in files("pack/bad") {
        assert!(read(&text).is_err(), "{} is accepted", path.display());
    }
    assert!(files("pack/good").len() > 1 && files("pack/bad").len() > 20);
}

/// The line that begins a table of a pack.
fn header(key: &Key) -> String {
    let path = key.path();
    let parts: Vec<String> = path.split('.').skip(1).map(sample).collect();
    match key.shape {
        Shape::Tables(_) => format!("[[{}]]", parts.join(".")),
        _ => format!("[{}]", parts.join(".")),
    }
}

#[test]
fn the_reference_of_packs_is_what_the_keys_say() {
    let top: Vec<&Key> = keys_of(PACK).collect();
    let mut text = reference::part("", &top, false);
    for (table, of) in tables() {
        let keys: Vec<&Key> = keys_of(table).collect();
        let path = of.path();
        let name = path.trim_start_matches("pack.");
        let meaning = sentence(of.meaning);
        let _ = write!(text, "\n### `{name}`\n\n{meaning}\n\n");
        text.push_str(&reference::part(&header(of), &keys, false));
    }
    let page = page_of_template(
        "packs.md",
        "the keys of packs",
        "config_files",
        &[("keys", text)],
    );
    generated("docs/packs.md", &page, "config_files");
}
