//! How far a run is, through the real binary and a pseudo-terminal; and what is not understood of a posting, as warnings.

use crate::common::{POSTING, Sandbox, posting};
use serde_json::json;

#[test]
fn what_is_no_terminal_shows_no_progress() {
    let stream: String = (0..50)
        .map(|id| format!("{}\n", posting(json!(id))))
        .collect();
    let sandbox = Sandbox::with(&[("a.jsonl", &stream), ("b.md", POSTING)]);
    for progress in ["auto", "always", "never"] {
        let run = sandbox.run(&["--progress", progress, "a.jsonl", "b.md"]);
        assert_eq!((run.status, run.stderr.as_str()), (1, ""), "{progress}");
    }
}

/// What a run writes to a terminal that is its standard error alone, or its standard output as well; none where there is no
/// `script`.
#[cfg(unix)]
fn on_terminal(sandbox: &Sandbox, args: &str, variables: &[(&str, &str)]) -> Option<String> {
    use std::process::{Command, Stdio};
    let binary = env!("CARGO_BIN_EXE_jdlint");
    let run = Command::new("script")
        .args(["-qec", &format!("'{binary}' {args}"), "/dev/null"])
        .env_clear()
        .env("HOME", sandbox.path())
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("TERM", "xterm")
        .envs(variables.iter().copied())
        .current_dir(sandbox.path())
        .stdin(Stdio::null())
        .output();
    match run {
        Ok(run) => Some(String::from_utf8(run.stdout).unwrap()),
        Err(_) => {
            println!("not tested: there is no `script`");
            None
        }
    }
}

#[cfg(unix)]
#[test]
fn a_terminal_shows_progress_and_nothing_is_left_of_it() {
    let stream: String = (0..3000)
        .map(|id| format!("{}\n", posting(json!(id))))
        .collect();
    let hostile = "\u{1b}]0;owned\u{7}.md";
    let sandbox = Sandbox::with(&[("a.jsonl", &stream), ("b.md", POSTING), (hostile, POSTING)]);
    let line_cleared = "\u{1b}[2K";
    for (args, shown) in [
        ("a.jsonl", "KiB/"),
        ("a.jsonl b.md", "/2 files, "),
        ("- --stdin-filename x.jsonl < a.jsonl", " KiB ("),
    ] {
        let args = format!("--progress always --format jsonl -o report {args}");
        let Some(seen) = on_terminal(&sandbox, &args, &[]) else {
            return;
        };
        assert!(seen.contains(shown), "{args}: {seen:?}");
        let (_, after) = seen.rsplit_once("postings").unwrap();
        assert!(after.contains(line_cleared), "{args}: {seen:?}");
    }
    // a report on the same terminal is whole
    let args = "--progress always --color never --format concise a.jsonl";
    let seen = on_terminal(&sandbox, args, &[]).unwrap();
    for id in [0, 1500, 2999] {
        assert!(seen.contains(&format!("(posting {id})\r\n")), "{id}");
    }
    let summary = seen.lines().last().unwrap();
    assert!(summary.contains("3000"), "{summary:?}");
    // names of files are not shown
    let args = format!("--progress always -o report '{hostile}' b.md");
    assert!(!on_terminal(&sandbox, &args, &[]).unwrap().contains("owned"));
}

#[cfg(unix)]
#[test]
fn progress_is_not_shown_where_it_is_of_no_use() {
    let sandbox = Sandbox::with(&[("a.md", POSTING), ("b.md", POSTING)]);
    for (progress, variables) in [
        ("never", vec![]),
        // soon done
        ("auto", vec![]),
        ("auto", vec![("CI", "true")]),
        ("auto", vec![("TERM", "dumb")]),
    ] {
        let args = format!("--progress {progress} -o report .");
        let Some(seen) = on_terminal(&sandbox, &args, &variables) else {
            return;
        };
        assert_eq!(seen, "", "{progress} {variables:?}");
    }
}

#[test]
fn what_is_not_understood_of_a_posting_is_a_warning() {
    let broken = format!("---\ntitle: [\n---\n\n{POSTING}");
    let comment =
        "= Product Manager\n\n== Responsibilities\n\n* Own the backlog.\n\n////\nnever closed\n";
    let hostile = format!("+++\ntitle = \"\u{1b}[31m\n::error::x\n+++\n\n{POSTING}");
    let sandbox = Sandbox::with(&[("a.md", &broken), ("b.adoc", comment), ("c.md", &hostile)]);
    for paths in [vec!["."], vec!["a.md", "b.adoc", "c.md"]] {
        let run = sandbox.run(&[vec!["--format", "concise"], paths].concat());
        assert_eq!(run.status, 0, "{run:?}");
        let lines: Vec<_> = run.stderr.lines().collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(
            lines[0].starts_with("warning: a.md: line 2: front matter is not valid YAML"),
            "{lines:?}"
        );
        assert_eq!(
            lines[1],
            "warning: b.adoc: line 7: the comment that begins here has no end"
        );
        assert!(
            lines[2].starts_with("warning: c.md: line 2: front matter is not valid TOML"),
            "{lines:?}"
        );
        assert!(!run.stderr.contains('\u{1b}'));
    }
}
