//! The configuration file through the real binary: where it is found, what it says, what is wrong with it.

use crate::common::{POSTING, Run, Sandbox};

fn config(text: impl AsRef<[u8]>) -> Run {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    sandbox.write("jdlint.toml", text);
    sandbox.run::<&str>(&[])
}

/// The message of a broken configuration.
fn broken(text: &str) -> String {
    let run = config(text);
    assert_eq!(run.status, 2, "{run:?}");
    assert_eq!(
        run.stdout, "",
        "nothing is linted with settings that are not understood"
    );
    run.stderr
}

#[test]
fn every_mistake_is_told_with_its_place() {
    insta::assert_snapshot!(broken(
        r#"selct = ["JD103"]
ignore = ["JD103", "all-executive-scop", "JD999"]
min-severity = "warn"
min-confidence = 1.5
exclude = "drafts"

[org]
sze = "small"
size = "smal"
synonyms = [["VP of Product"]]
has = ["vp", "cpoo", "Head of Product", "product/cpo"]

[rules.no-titel]
severity = "error"

[rules.JD401]
severity = "loud"
level = 3

[rules]
JD103 = "off"
"#
    ));
}

#[test]
fn wrong_types_are_told_with_their_place() {
    insta::assert_snapshot!(broken(
        r#"select = "JD103"
ignore = ["JD103", 7]
min-severity = 2
min-confidence = "high"
exclude = [true]
rules = []
org = { size = ["small"], has = "vp", industry = 1979-05-27, synonyms = ["vp"] }
"#
    ));
}

#[test]
fn syntax_errors_are_told_with_their_place() {
    insta::assert_snapshot!(broken("select = [\"JD103\"\nignore = []\n"));
    insta::assert_snapshot!(broken("[org]\nsize = \"small\"\nsize = \"large\"\n"));
    insta::assert_snapshot!(broken("min-severity = warning\n"));
}

#[test]
fn an_invalid_glob_is_told_with_its_place() {
    insta::assert_snapshot!(broken("exclude = [\"drafts/\", \"{a,b\"]\n"));
}

#[test]
fn hostile_text_does_not_reach_the_terminal() {
    let message = broken("\"\\u001b[31mred\\nline\" = 1\n\"\u{202e}kcab\" = 2\n");
    assert!(!message.contains(['\u{1b}', '\u{202e}']), "{message:?}");
    assert_eq!(message.matches("error: ").count(), 2, "{message}");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let message = broken(&format!(
        "exclude = [{}3, {}]\n",
        "\"x\", ".repeat(4_000),
        "\"y\", ".repeat(4_000)
    ));
    assert!(message.len() < 2_000, "{} bytes", message.len());
    assert!(message.contains("--> jdlint.toml:1:20012\n"), "{message}");
    assert!(message.contains("\"x\", 3, \"y\""), "{message}");
}

#[test]
fn many_mistakes_are_counted() {
    let text: String = (0..30_000).map(|i| format!("k{i} = 1\n")).collect();
    let message = broken(&text);
    assert_eq!(message.matches("error: unknown key").count(), 20);
    assert!(
        message.ends_with("error: jdlint.toml: and 29980 more mistakes\n"),
        "{message}"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let message = broken(&format!("exclude = {}\n", "[".repeat(100_000)));
    assert!(message.starts_with("error: not valid TOML: "), "{message}");
}

#[test]
fn a_file_that_is_no_configuration_is_refused() {
    let run = config(vec![b'#'; 1_000_001]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: jdlint.toml: larger than the limit of 1000000 bytes for a configuration file\n"
    );
    let run = config(b"ignore = []\n# caf\xe9\n");
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: jdlint.toml: not valid UTF-8 at byte 17\n"
    );
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    for (path, message) in [
        ("gone.toml", "no such file or folder"),
        (".", "is a folder"),
    ] {
        let run = sandbox.run(&["--config", path]);
        assert_eq!(run.status, 2);
        assert_eq!(run.stderr, format!("error: {path}: {message}\n"));
    }
}

#[test]
fn the_nearest_file_upwards_counts_alone() {
    let sandbox = Sandbox::with(&[
        (
            "jdlint.toml",
            "min-confidence = 0.25\nignore = [\"JD401\"]\n",
        ),
        ("a/.jdlint.toml", "min-confidence = 0.5\n"),
        ("a/b/c.md", POSTING),
        ("d/jdlint.toml", "min-confidence = 0.75\n"),
        ("d/.jdlint.toml", "min-confidence = 1\n"),
        ("e/c.md", POSTING),
    ]);
    let shown = |folder: &str, args: &[&str]| {
        let run = sandbox.run_in(folder, &[&["config", "show"], args].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
        let table: toml::Table = run.stdout.parse().unwrap();
        (table["min-confidence"].as_float(), run.stdout)
    };
    assert_eq!(shown(".", &[]).0, Some(0.25));
    assert_eq!(shown("e", &[]).0, Some(0.25));
    let (confidence, text) = shown("a/b", &[]);
    assert_eq!(confidence, Some(0.5));
    assert!(!text.contains("JD401"), "{text}");
    assert_eq!(shown("d", &[]).0, Some(0.75));
    assert_eq!(shown("a", &["--isolated"]).0, Some(0.0));
    assert_eq!(shown("a", &["--config", "../d/.jdlint.toml"]).0, Some(1.0));
    assert!(shown(".", &[]).1.starts_with("# from jdlint.toml\n"));
}

#[test]
fn what_is_shown_is_itself_a_configuration_that_says_the_same() {
    let sandbox = Sandbox::with(&[(
        "jdlint.toml",
        r#"select = ["scope", "JD2", "no-title"]
ignore = ["all-executive-scope"]
min-severity = "warning"
min-confidence = 0.7
exclude = ["drafts/", "*.tmp.md"]

[org]
size = "small"
industry = "finance"
has = ["VP of Product", "product/head", "CPO"]
synonyms = [["VP of Product", "Head of Product"]]

[rules.JD401]
severity = "off"

[rules.scope-above-title]
severity = "error"
"#,
    )]);
    let first = sandbox.run(&["config", "show"]);
    assert_eq!(first.status, 0, "{first:?}");
    insta::assert_snapshot!(first.stdout);
    sandbox.write("jdlint.toml", &first.stdout);
    let second = sandbox.run(&["config", "show"]);
    let values = |run: &Run| run.stdout.parse::<toml::Table>().unwrap();
    assert_eq!(values(&second), values(&first));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_read() {
    let run = config("\u{feff}ignore = []\r\nmin-severity = \"warning\"\r\n");
    assert_ne!(run.status, 2, "{run:?}");
}
