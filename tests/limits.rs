//! The limits that SECURITY.md promises are those of the code, and what is beyond them is refused as it says.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where its preparation fails, and reads files of the repository"
)]

mod common;

use common::{POSTING, Sandbox};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The value of `const NAME` in a source file: a number, or numbers with `*` or `<<` between them.
fn constant(file: &str, name: &str) -> u64 {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let code = fs::read_to_string(path).unwrap_or_else(|e| panic!("{file}: {e}"));
    let (_, rest) = code
        .split_once(&format!("const {name}: "))
        .unwrap_or_else(|| panic!("no {name} in {file}"));
    let (_, rest) = rest.split_once(" = ").unwrap();
    let (value, _) = rest.split_once(';').unwrap();
    let number = |text: &str| -> u64 { text.trim().replace('_', "").parse().unwrap() };
    match value.split_once("<<") {
        Some((number_, bits)) => number(number_) << number(bits),
        None => value.split('*').map(number).product(),
    }
}

#[test]
fn the_table_of_limits_says_what_the_code_says() {
    let page = include_str!("../SECURITY.md");
    let (_, table) = page.split_once("\n## Limits\n").unwrap();
    let (table, _) = table.split_once("\n## ").unwrap();
    let rows = table.lines().filter(|l| l.contains("` in `src/"));
    let mut count = 0;
    for row in rows {
        count += 1;
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [_, value, set_by, beyond] = cells.as_slice() else {
            panic!("{row}");
        };
        let mut code = set_by.split('`').skip(1).step_by(2);
        let (name, file) = (code.next().unwrap(), code.next().unwrap());
        assert_eq!(value.parse(), Ok(constant(file, name)), "{row}");
        assert!(!beyond.is_empty(), "{row}");
    }
    assert!(count > 20, "{count} rows");
}

/// Asserts that a configuration, with a rule pack beside it, is refused with these words.
#[track_caller]
fn refused(configuration: &str, pack: &str, words: &str) {
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", configuration),
        ("pack.toml", pack),
        ("a.md", POSTING),
    ]);
    let run = sandbox.run(&["a.md"]);
    assert_eq!(run.status, 2, "{words}: {run:?}");
    assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    assert!(run.stderr.len() < 40_000, "{words}: {}", run.stderr.len());
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(", ")
}

#[test]
fn a_configuration_beyond_its_limits_is_refused() {
    let globs = list(10_001, |i| format!("\"{i}\""));
    refused(
        &format!("exclude = [{globs}]\n"),
        "",
        "`exclude` has 10001 entries, more than the limit of 10000",
    );
    let long = "x".repeat(1_001);
    refused(
        &format!("exclude = [\"{long}\"]\n"),
        "",
        "a glob longer than the limit of 1000 bytes",
    );
    let globs = list(100, |i| format!("\"{}{i}\"", "*a".repeat(400)));
    let too_much = "globs of more than 65536 bytes together, the limit";
    refused(&format!("exclude = [{globs}]\n"), "", too_much);
    let globs = list(100, |i| {
        format!("\"{}{i}\" = [\"JD1\"]\n", "*a".repeat(400))
    });
    let globs = globs.replace("\n, ", "\n");
    refused(&format!("[per-file-ignores]\n{globs}"), "", too_much);
    let mut titles = String::from("[titles]\n");
    for i in 0..1_001 {
        writeln!(titles, "\"Title {i}\" = \"product/pm\"").unwrap();
    }
    refused(
        &titles,
        "",
        "`titles` has 1001 entries, more than the limit of 1000",
    );
    let packs = list(17, |_| "\"missing.toml\"".to_owned());
    refused(
        &format!("packs = [{packs}]\n"),
        "function = \"x\"\n",
        "more than 16 rule packs",
    );
    let mut mistakes = String::new();
    for i in 0..30 {
        writeln!(mistakes, "key-{i} = 1").unwrap();
    }
    refused(&mistakes, "", "and 10 more mistakes");
}

#[test]
fn a_rule_pack_beyond_its_limits_is_refused() {
    let whole = include_str!("../fixtures/engineering/engineering.toml");
    let with = |addition: &str, words: &str| {
        refused(
            "packs = [\"pack.toml\"]\n",
            &format!("{whole}\n{addition}\n"),
            words,
        );
    };
    let cue = |patterns: &str| {
        format!(
            "[[cue]]\nid = \"limit\"\nevidence = \"low\"\ndimension = \"building\"\nstrength = 0.7\nwhere = [\"duty\"]\nrungs = [2, 3]\nsays = \"x\"\nmatch = [{patterns}]\n"
        )
    };
    with(
        &cue(&list(2_001, |i| format!("\"word{i}\""))),
        "more than 2000 patterns in one pack",
    );
    with(
        &cue(&format!("\"{}\"", "word ".repeat(61))),
        "a pattern longer than the limit of 300 bytes",
    );
    with(&cue("\"own ..16 it\""), "a gap is `..1` to `..15`");
    let words = list(5_001, |i| format!("\"word{i}\""));
    with(
        &format!("[class.many]\nwords = [{words}]\n"),
        "more than 5000 words in classes",
    );
    let mut roles = String::new();
    for i in 0..501 {
        write!(
            roles,
            "[[role]]\nid = \"engineering/r{i}\"\nname = \"R\"\nrungs = [2, 2]\n\n"
        )
        .unwrap();
    }
    with(&roles, "roles, more than the limit of 500");
    with(
        &format!(
            "[[role]]\nid = \"engineering/long\"\nname = \"{}\"\nrungs = [2, 2]\n",
            "x".repeat(501)
        ),
        "a text of more than 500 bytes",
    );
}

#[test]
fn a_posting_beyond_its_limits_is_read_as_the_table_says() {
    let sandbox = Sandbox::new();
    let title = |name: &str, text: String| {
        sandbox.write(name, text);
        let files = sandbox.run(&["--format", "json", name]).json();
        let title = &files["files"][0]["title"]["text"];
        title.as_str().map(str::to_owned)
    };
    let filler = format!("a: {}\n", "x".repeat(1 << 20));
    let front = |filler: &str| format!("---\ntitle: VP of Product\n{filler}---\n\n{POSTING}");
    let (vp, pm) = (
        Some("VP of Product".to_owned()),
        Some("Product Manager".to_owned()),
    );
    assert_eq!(title("small.md", front("")), vp);
    assert_eq!(title("large.md", front(&filler)), pm);

    let long = |bytes: usize| format!("Title: VP of Product, {}\n", "x".repeat(bytes - 15));
    let is_long = |title: Option<String>| title.is_some_and(|t| t.len() > 100);
    assert!(is_long(title("a.txt", long(160))));
    assert!(!is_long(title("b.txt", long(161))));
}

#[test]
fn suppressions_beyond_the_limit_suppress_nothing() {
    let named = |count: usize| {
        let names = list(count - 1, |_| "JD403".to_owned());
        let sandbox = Sandbox::with(&[(
            "a.md",
            &format!(
                "<!-- jdlint-disable-file {names}, JD201 -->\n\n# Associate Product Manager\n\n\
                 ## Requirements\n\n- 9+ years of experience as a product manager\n"
            ),
        )]);
        let json = sandbox.run(&["--format", "json", "a.md"]).json();
        let found = json["findings"].as_array().unwrap();
        found.iter().any(|f| f["code"] == "JD201")
    };
    assert!(!named(1_000));
    assert!(named(1_001));
}

#[test]
fn configurations_take_bounded_memory_together() {
    let pack = include_str!("../fixtures/engineering/engineering.toml");
    let sandbox = Sandbox::with(&[("z.md", POSTING), ("pack.toml", pack)]);
    for i in 0..40 {
        sandbox.write(&format!("{i:02}/a.md"), POSTING);
        sandbox.write(
            &format!("{i:02}/jdlint.toml"),
            "packs = [\"../pack.toml\"]\n",
        );
    }
    // what all name is there once
    assert_eq!(sandbox.linted(&["."]).len(), 41);
    // each takes some 3 MB
    for i in 0..40 {
        sandbox.write(&format!("{i:02}/pack.toml"), pack);
        sandbox.write(&format!("{i:02}/jdlint.toml"), "packs = [\"pack.toml\"]\n");
    }
    let run = sandbox.run(&["--format", "json", "."]);
    let paths = run.paths();
    assert!((10..40).contains(&paths.len()), "{paths:?}");
    assert_eq!(paths.last().map(String::as_str), Some("z.md"));
    let words = "error: 39/jdlint.toml: not read: the configurations of this run take more than 64 MB of memory, the limit; \
                 check fewer folders at a time";
    assert!(
        run.stderr.lines().any(|line| line == words),
        "{}",
        run.stderr
    );
    assert_eq!(run.status, 2);
}
