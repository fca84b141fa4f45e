//! The pages on rules and roles: in `docs/`, and as `jdlint explain` shows them; manual pages; the page on CI.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test stops where its preparation fails, and reads and writes files"
)]

#[path = "docs/ci.rs"]
mod ci;
mod common;
#[path = "docs/shown.rs"]
mod shown;

use common::{Sandbox, root};
use jdlint::docs;
use jdlint::rules::Rules;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const PACK: &str = include_str!("../fixtures/engineering/engineering.toml");
const CONFIG: &str = "packs = [\"engineering.toml\"]\n";

fn folder() -> PathBuf {
    root().join("docs")
}

/// Files below `docs/rules` and `docs/roles`, by path.
fn on_disk() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder().join("rules"), folder().join("roles")];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(fs::read_dir(path).unwrap().map(|e| e.unwrap().path()));
        } else if let Ok(text) = fs::read_to_string(&path) {
            let name = path.strip_prefix(folder()).unwrap();
            found.insert(name.to_str().unwrap().replace('\\', "/"), text);
        }
    }
    found
}

#[test]
fn the_generated_pages_are_those_of_the_data() {
    let wanted: BTreeMap<String, String> =
        docs::files(Rules::builtin().unwrap()).into_iter().collect();
    if std::env::var_os("JDLINT_BLESS").is_some() {
        for path in on_disk().keys().filter(|path| !wanted.contains_key(*path)) {
            fs::remove_file(folder().join(path)).unwrap();
        }
        for (path, text) in &wanted {
            let path = folder().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let found = on_disk();
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&found), names(&wanted), "JDLINT_BLESS=1 rewrites");
    for (path, text) in &wanted {
        assert!(
            found.get(path) == Some(text),
            "docs/{path} is stale; `JDLINT_BLESS=1 cargo test --test docs` rewrites it"
        );
    }
}

#[test]
fn links_between_pages_lead_to_pages() {
    let pages: BTreeMap<String, String> =
        docs::files(Rules::builtin().unwrap()).into_iter().collect();
    let mut links = 0;
    for (path, text) in &pages {
        let below = Path::new(path).parent().unwrap();
        // a link of the page itself; what an example says is in a fence
        for part in text.split("](").skip(1) {
            let to = part.split(')').next().unwrap();
            let to = below.join(to).to_str().unwrap().replace('\\', "/");
            assert!(pages.contains_key(&to), "{path}: {to}");
            links += 1;
        }
    }
    assert!(links > 100, "{links}");
}

#[test]
fn explain_shows_the_page_that_docs_has() {
    let sandbox = Sandbox::new();
    let pages: BTreeMap<String, String> =
        docs::files(Rules::builtin().unwrap()).into_iter().collect();
    for (name, path) in [
        ("JD103", "rules/JD103.md"),
        ("JD903", "rules/JD903.md"),
        ("product/vp", "roles/product/vp.md"),
    ] {
        let run = sandbox.run(&["explain", "--format", "markdown", name]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert_eq!(run.stdout, pages[path]);
    }
}

#[test]
fn every_flagged_example_shows_what_is_printed() {
    let rules = Rules::builtin().unwrap();
    let known = fs::read_to_string(folder().join("../fixtures/known.toml")).unwrap();
    for rule in &rules.checks.rules {
        let page = docs::rule(rule, rules, Default::default()).markdown();
        let wrong = known.contains(&format!("rules/checks/{}.toml", rule.code));
        let printed = format!("[{}]: ", rule.code);
        assert!(page.contains(&printed) || wrong, "{}: {page}", rule.code);
    }
}

#[test]
fn a_rule_and_a_role_in_a_terminal() {
    let sandbox = Sandbox::new();
    let explain = |name: &str| sandbox.run(&["explain", name]).stdout;
    insta::assert_snapshot!("rule", explain("JD103"));
    insta::assert_snapshot!("role", explain("product/vp"));
    for name in ["JD103", "JD201", "product/head"] {
        let out = explain(name);
        let long = out
            .lines()
            .find(|l| l.chars().count() > 100 && !l.starts_with("  │"));
        assert_eq!(long, None, "{name}");
    }
}

#[test]
fn roles_of_a_pack_are_explained_where_the_configuration_names_it() {
    let sandbox = Sandbox::with(&[("engineering.toml", PACK)]);
    let explain = || sandbox.run(&["explain", "engineering/cto"]);
    let unknown = explain();
    assert_eq!((unknown.status, unknown.stdout.as_str()), (2, ""));
    sandbox.write("jdlint.toml", CONFIG);
    let run = explain();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(
        !run.stdout.to_lowercase().contains("product"),
        "{}",
        run.stdout
    );
    insta::assert_snapshot!("pack_role", run.stdout);
    let isolated = sandbox.run(&["explain", "--isolated", "engineering/cto"]);
    assert_eq!(isolated.status, 2);
    sandbox.write("elsewhere/x.md", "");
    let named = ["explain", "--config", "../jdlint.toml", "engineering/cto"];
    assert_eq!(sandbox.run_in("elsewhere", &named).stdout, run.stdout);
}

#[test]
fn a_rule_is_explained_whatever_is_wrong_with_the_configuration() {
    let sandbox = Sandbox::with(&[("jdlint.toml", "packs = [\"gone.toml\"]\n")]);
    assert_eq!(sandbox.run(&["explain", "JD103"]).status, 0);
    let run = sandbox.run(&["explain", "product/vp"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("gone.toml"), "{}", run.stderr);
}

#[test]
fn texts_of_a_pack_are_harmless_in_both_forms() {
    let hostile =
        "a CTO \\u001b[31m sets\\u202e <script> [x](http://x) ``` the technology strategy";
    let from = "a CTO sets the technology strategy of the company";
    assert!(PACK.contains(from));
    let sandbox = Sandbox::with(&[
        ("engineering.toml", &PACK.replace(from, hostile)),
        ("jdlint.toml", CONFIG),
    ]);
    for format in ["text", "markdown"] {
        let run = sandbox.run(&["explain", "--format", format, "engineering/cto"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(
            !run.stdout.contains(['\u{1b}', '\u{202e}']),
            "{}",
            run.stdout
        );
        if format == "markdown" {
            assert!(!run.stdout.contains("<script>"), "{}", run.stdout);
            assert!(!run.stdout.contains("[x]("), "{}", run.stdout);
        }
    }
}

#[test]
fn inspect_names_the_rungs_of_the_ladder_of_each_posting() {
    let posting = |title: &str| format!("# {title}\n\n## Responsibilities\n\n- Own the budget\n");
    let sandbox = Sandbox::with(&[("engineering.toml", PACK), ("jdlint.toml", CONFIG)]);
    sandbox.write("a.md", posting("Director of Engineering"));
    sandbox.write("b.md", posting("Director of Product"));
    let run = sandbox.run(&["inspect", "a.md", "b.md"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let (a, b) = run.stdout.split_once("\nb.md\n").unwrap();
    assert!(
        a.contains("role        Director of Engineering (engineering/director)"),
        "{a}"
    );
    assert!(a.contains("3 Senior Software Engineer ") && !a.contains("Senior Product Manager"));
    assert!(b.contains("3 Senior Product Manager ") && !b.contains("Senior Software Engineer"));
}

#[test]
fn every_role_is_named_by_a_title() {
    let roles = &Rules::builtin().unwrap().roles;
    for role in &roles.roles {
        let titles = roles.titles_of(role);
        assert!(!titles.is_empty(), "{}", role.id);
        for title in titles {
            assert_eq!(roles.match_title(&title).unwrap().role, role.id, "{title}");
        }
    }
}

#[test]
fn manual_pages_tell_all_commands_and_options() {
    let sandbox = Sandbox::new();
    let run = sandbox.run(&["man"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains(".TH jdlint 1"), "{}", run.stdout);
    for words in ["fail\\-on", "jdlint\\-inspect(1)", "Exit status"] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let run = sandbox.run(&["man", "man1"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
    let pages = fs::read_dir(sandbox.path().join("man1")).unwrap();
    let mut pages: Vec<PathBuf> = pages.map(|e| e.unwrap().path()).collect();
    pages.sort();
    let names: Vec<&str> = pages
        .iter()
        .map(|p| p.file_name().unwrap().to_str().unwrap())
        .collect();
    for name in [
        "jdlint.1",
        "jdlint-check.1",
        "jdlint-rules-list.1",
        "jdlint-baseline-write.1",
    ] {
        assert!(names.contains(&name), "{names:?}");
    }
    for page in pages {
        // the formatter warns of what it does not understand
        let mut groff = std::process::Command::new("groff");
        groff.args(["-man", "-Tutf8", "-ww", "-z"]).arg(&page);
        if let Ok(output) = groff.output() {
            let warnings = String::from_utf8_lossy(&output.stderr);
            assert_eq!(warnings, "", "{}", page.display());
        }
    }
    sandbox.write("file", "");
    let run = sandbox.run(&["man", "file/below"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .starts_with("error: cannot write to `file/below`"),
        "{}",
        run.stderr
    );
}
