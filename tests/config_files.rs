//! What is made from the table of keys: the schemas, the file of `config init`, docs/configuration.md, docs/packs.md. The schemas
//! and the readers judge the same files, tests/data/config and tests/data/pack: the readers here, the schemas in tests/consumers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where its preparation fails, and reads and writes files"
)]

mod common;
#[path = "config_files/pack.rs"]
mod pack;
#[path = "config_files/reference.rs"]
mod reference;

use common::{Run, Sandbox, generated, page_of_template, root};
use jdlint::config::keys::{KEYS, Key, TABLES, purpose, sentence};
use jdlint::config::{Choice, Overrides, Resolver, Text, header, parse};
use jdlint::rules::Rules;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

/// Standard output of a run that must go well.
fn printed(run: Run) -> String {
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    run.stdout
}

#[test]
fn the_committed_schema_is_what_is_printed() {
    let text = printed(Sandbox::new().run(&["config", "schema"]));
    generated("docs/jdlint.schema.json", &text, "config_files");
}

#[test]
fn the_schema_knows_every_rule_with_its_options() {
    let schema = Sandbox::new().run(&["config", "schema"]).json();
    let rules = &Rules::builtin().unwrap().checks.rules;
    let selectors = schema["$defs"]["selector"]["enum"].as_array().unwrap();
    for rule in rules {
        for name in [&rule.code, &rule.slug] {
            let place = &schema["properties"]["rules"]["properties"][name]["$ref"];
            assert_eq!(place, &format!("#/$defs/{}", rule.code));
            assert!(selectors.contains(&name.as_str().into()), "{name}");
        }
        let keys = &schema["$defs"][&rule.code]["properties"];
        let known = 2 + rule.options().count();
        assert_eq!(keys.as_object().unwrap().len(), known, "{}", rule.code);
        for (option, value) in rule.options() {
            let default = keys[option]["default"].as_f64().unwrap();
            assert!((default - f64::from(value)).abs() < 1e-4, "{option}");
        }
    }
    for name in ["all", "scope", "JD", "JD1", "JD40"] {
        assert!(selectors.contains(&name.into()), "{name}");
    }
}

/// The files of a folder of tests/data, by path.
fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = root().join("tests/data").join(folder);
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = paths
        .map(|path| (path.clone(), fs::read_to_string(path).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn the_reader_accepts_and_refuses_the_files_that_the_schema_does() {
    let rules = Rules::builtin().unwrap();
    let mistakes = |text: &str| parse(&Arc::new(Text::loose("jdlint.toml", text)), rules).1;
    for (path, text) in files("config/good") {
        assert_eq!(mistakes(&text), [], "{}", path.display());
    }
    for (path, _) in files("config/bad") {
        let choice = Choice::File(path.clone());
        let resolver = Resolver::new(choice, Overrides::default(), rules);
        let refused = resolver.here().is_err();
        assert!(refused, "{} is accepted", path.display());
    }
}

/// Whether a value is set for a key, given by its parts.
fn sets(value: &toml::Value, parts: &[&str]) -> bool {
    let Some((first, rest)) = parts.split_first() else {
        return true;
    };
    match value {
        toml::Value::Array(items) => items.iter().any(|item| sets(item, parts)),
        toml::Value::Table(table) => table.iter().any(|(name, value)| {
            let any = first.chars().all(|c| c.is_ascii_uppercase());
            let known = ["severity", "min-confidence"];
            let named = if any {
                !known.contains(&name.as_str())
            } else {
                name == first
            };
            named && sets(value, rest)
        }),
        _ => false,
    }
}

#[test]
fn every_key_has_a_good_and_a_bad_file() {
    for folder in ["good", "bad"] {
        let values: Vec<toml::Value> = files(&format!("config/{folder}"))
            .iter()
            .map(|(_, text)| toml::Value::Table(text.parse().unwrap()))
            .collect();
        for key in KEYS {
            let path = key.path();
            let parts: Vec<&str> = path.split('.').collect();
            let set = values.iter().any(|value| sets(value, &parts));
            assert!(set, "no {folder} file sets {path}");
        }
    }
}

/// The file of `config init` with every key set.
fn uncommented(text: &str) -> String {
    let lines = text.lines().map(|line| match line.strip_prefix('#') {
        Some(setting) if !setting.starts_with(' ') && !setting.is_empty() => setting,
        _ => line,
    });
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_new_file_says_what_holds_without_it_and_all_of_it_can_be_set() {
    let sandbox = Sandbox::with(&[("sub/a.md", common::POSTING)]);
    let without = printed(sandbox.run(&["config", "show", "--isolated"]));
    let told = printed(sandbox.run(&["config", "init", "sub"]));
    assert_eq!(told, "wrote `sub/jdlint.toml`\n");
    let text = sandbox.read("sub/jdlint.toml");
    let with = printed(sandbox.run(&["config", "show", "sub"]));
    let values = |shown: &str| shown.parse::<toml::Table>().unwrap();
    assert_eq!(values(&with), values(&without));

    let set = uncommented(&text);
    let value = toml::Value::Table(set.parse().unwrap());
    for key in KEYS.iter().filter(|key| key.table != "titles.TITLE") {
        let path = key.path();
        let parts: Vec<&str> = path.split('.').collect();
        assert!(sets(&value, &parts), "{path} is not in the new file");
    }
    sandbox.write("sub/jdlint.toml", &set);
    // what its examples name
    sandbox.write("jdlint.toml", "");
    sandbox.write("sub/known.json", "{\"version\": 1, \"findings\": []}\n");
    let run = sandbox.run_in("sub", &["--format", "json"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    let shown = printed(sandbox.run(&["config", "show", "sub"]));
    assert!(!shown.contains("# default"), "{shown}");
    let value = toml::Value::Table(shown.parse().unwrap());
    // what a file extends is shown as what holds
    let shown_keys = KEYS.iter().filter(|key| key.name != "extends");
    for key in shown_keys.filter(|key| key.table != "titles.TITLE") {
        let path = key.path();
        let parts: Vec<&str> = path.split('.').collect();
        assert!(sets(&value, &parts), "{path} is not shown: {shown}");
    }
}

#[test]
fn titles_and_roles_are_shown_as_they_are_set() {
    let config = "[titles]\n\"Guild Captain\" = { rungs = [3, 4], function = \"product\" }\n\
        [[roles]]\nid = \"product/coach\"\nname = \"Product Coach\"\nrungs = [3, 5]\n\
        claims = [{ dimension = \"mentoring\", standing = \"core\", hedge = \"firm\", source = \"us\", text = \"x\" }]\n";
    let sandbox = Sandbox::with(&[("jdlint.toml", config)]);
    let shown = printed(sandbox.run(&["config", "show"]));
    assert!(shown.contains("# jdlint.toml:3"), "{shown}");
    let (shown, set): (toml::Table, toml::Table) =
        (shown.parse().unwrap(), config.parse().unwrap());
    for key in ["titles", "roles"] {
        assert_eq!(shown[key], set[key]);
    }
}

#[test]
fn a_file_that_exists_is_left_as_it_is() {
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", "ignore = [\"JD1\"]\n"),
        ("b/.jdlint.toml", ""),
    ]);
    let run = sandbox.run(&["config", "init"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_eq!(run.stderr, "error: `jdlint.toml` exists already\n");
    assert_eq!(sandbox.read("jdlint.toml"), "ignore = [\"JD1\"]\n");
    let run = sandbox.run(&["config", "init", "b"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: `b/.jdlint.toml` exists, `b/jdlint.toml` would take its place\n"
    );
    let run = sandbox.run(&["config", "init", "gone/jdlint.toml"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: cannot write `gone/jdlint.toml`: no such file or folder\n"
    );
    // Windows allows no controls in names
    let name = if cfg!(windows) {
        "\u{202e}"
    } else {
        "\u{1b}[31m"
    };
    let run = sandbox.run(&["config", "init", &format!("b/{name}.toml")]);
    assert_eq!(run.status, 0);
    assert!(!run.stdout.contains(name), "{run:?}");
    let left: Vec<_> = fs::read_dir(sandbox.path().join("b")).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing temporary is left: {left:?}");
}

#[cfg(unix)]
#[test]
fn a_link_to_nowhere_is_not_followed() {
    let sandbox = Sandbox::new();
    std::os::unix::fs::symlink("elsewhere.toml", sandbox.path().join("jdlint.toml")).unwrap();
    let run = sandbox.run(&["config", "init"]);
    assert_eq!(run.status, 2);
    assert!(!sandbox.path().join("elsewhere.toml").exists());
}

fn key_tables() -> String {
    let mut text = String::new();
    for table in std::iter::once("").chain(TABLES.iter().map(|(name, _)| *name)) {
        let keys: Vec<&Key> = KEYS.iter().filter(|key| key.table == table).collect();
        if keys.is_empty() {
            continue;
        }
        let mut head = String::new();
        if !table.is_empty() {
            let _ = write!(text, "\n### `{table}`\n\n{}\n\n", sentence(purpose(table)));
            head = header(table);
        }
        text.push_str(&reference::part(&head, &keys, true));
    }
    text
}

fn option_table() -> String {
    let checks = &Rules::builtin().unwrap().checks;
    let mut text = "| rule | option | default | value |\n| --- | --- | --- | --- |\n".to_owned();
    for rule in &checks.rules {
        for (name, default) in rule.options() {
            let range = checks.common.range(name).unwrap();
            let whole = if range.whole { ", whole" } else { "" };
            let _ = writeln!(
                text,
                "| {} | `{name}` | {default} | {}, {} to {}{whole} |",
                rule.code, range.says, range.least, range.most
            );
        }
    }
    text
}

#[test]
fn the_reference_is_what_the_keys_and_rules_say() {
    let parts = [("keys", key_tables()), ("options", option_table())];
    let sources = "the keys and the rules";
    let text = page_of_template("configuration.md", sources, "config_files", &parts);
    generated("docs/configuration.md", &text, "config_files");
}

#[test]
fn the_examples_of_readme_are_valid() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let rules = Rules::builtin().unwrap();
    let blocks: Vec<&str> = readme
        .split("```toml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    assert!(!blocks.is_empty());
    for block in blocks {
        let (_, mistakes) = parse(&Arc::new(Text::loose("README.md", block)), rules);
        assert_eq!(mistakes, [], "{block}");
    }
}
