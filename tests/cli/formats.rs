//! `--format`, `--statistics` and `--output` with the formats for other programs, through the real binary.

use crate::common::{POSTING, Run, Sandbox};
use jdlint::report::Format;
use serde_json::Value;

/// Asks for far more years than an associate has: JD201, a warning.
const MISMATCH: &str = "\
# Associate Product Manager

## Responsibilities

- Write user stories for one squad.
- Help with user interviews.

## Requirements

- At least 8 years of product management experience.
";

fn formats() -> impl Iterator<Item = String> {
    Format::all().iter().map(|format| format.name())
}

fn sandbox() -> Sandbox {
    Sandbox::with(&[("a.md", MISMATCH), ("clean.md", POSTING)])
}

fn run(sandbox: &Sandbox, format: &str, args: &[&str]) -> Run {
    let all = [&["--select", "JD201", "--format", format], args].concat();
    sandbox.run(&all)
}

#[test]
fn every_format_tells_the_finding_and_gives_the_same_status() {
    let sandbox = sandbox();
    for format in formats() {
        let format = format.as_str();
        let out = run(&sandbox, format, &[]);
        assert_eq!((out.status, out.stderr.as_str()), (1, ""), "{format}");
        assert!(out.stdout.contains("JD201"), "{format}: {}", out.stdout);
        // a file gets the same
        let to_file = run(&sandbox, format, &["--output", "report"]);
        assert_eq!((to_file.status, to_file.stdout.as_str()), (1, ""));
        assert_eq!(sandbox.read("report"), out.stdout, "{format}");
        std::fs::remove_file(sandbox.path().join("report")).unwrap();
    }
}

#[test]
fn what_could_not_be_read_is_told_once_to_people_and_to_programs() {
    let sandbox = sandbox();
    for format in formats() {
        let format = format.as_str();
        let out = run(&sandbox, format, &["a.md", "gone.md"]);
        assert_eq!(out.status, 2, "{format}");
        assert_eq!(out.stderr, "error: gone.md: no such file or folder\n");
        // the JSON contract counts such files; a code quality report has no place for them
        let silent = matches!(format, "human" | "concise" | "json" | "jsonl" | "gitlab");
        assert_eq!(
            out.stdout.contains("gone"),
            !silent,
            "{format}: {}",
            out.stdout
        );
        assert!(out.stdout.contains("JD201"), "{format}: {}", out.stdout);
    }
}

#[test]
fn junit_knows_clean_files_and_what_fails_the_run() {
    let sandbox = sandbox();
    let counts = |args: &[&str]| {
        let out = run(&sandbox, "junit", args).stdout;
        assert!(
            out.contains("name=\"clean.md\" file=\"clean.md\"/>"),
            "{out}"
        );
        let (_, counts) = out.split_once("<testsuite name=\"jdlint\" ").unwrap();
        counts.split_once(" skipped").unwrap().0.to_owned()
    };
    assert_eq!(counts(&[]), "tests=\"2\" failures=\"1\" errors=\"0\"");
    assert_eq!(
        counts(&["--fail-on", "error"]),
        "tests=\"2\" failures=\"0\" errors=\"0\""
    );
}

#[test]
fn sarif_tells_the_exit_status() {
    let sandbox = sandbox();
    sandbox.write("jdlint.toml", "exclude = [\"a.md\"]\n");
    for args in [
        &["clean.md"][..],
        &["a.md"],
        &["a.md", "--fail-on", "never"],
        &["a.md", "gone.md"],
        &["a.md", "--force-exclude"],
    ] {
        let out = run(&sandbox, "sarif", args);
        let invocation = &out.json()["runs"][0]["invocations"][0];
        assert_eq!(invocation["exitCode"], out.status, "{args:?}");
        assert_eq!(
            invocation["executionSuccessful"],
            out.status < 2,
            "{args:?}"
        );
    }
}

#[test]
fn sarif_describes_every_rule() {
    let sandbox = sandbox();
    let listed = sandbox.run(&["rules", "list"]).stdout;
    let log = run(&sandbox, "sarif", &[]).json();
    let rules = log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap();
    let described: Vec<String> = rules
        .iter()
        .map(|r| {
            format!(
                "{} {}",
                r["id"].as_str().unwrap(),
                r["name"].as_str().unwrap()
            )
        })
        .collect();
    let expected: Vec<String> = listed
        .lines()
        .map(|l| l.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(described, expected);
}

#[test]
fn jsonl_holds_a_value_on_every_line() {
    let sandbox = sandbox();
    let out = run(&sandbox, "jsonl", &[]).stdout;
    let lines: Vec<Value> = out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let heads: Vec<_> = lines.iter().map(|l| (&l["type"], &l["path"])).collect();
    let expected = [
        ("file", Value::from("a.md")),
        ("finding", "a.md".into()),
        ("file", "clean.md".into()),
        ("summary", Value::Null),
    ];
    assert_eq!(heads.len(), expected.len(), "{out}");
    for ((kind, path), expected) in heads.iter().zip(&expected) {
        assert_eq!(
            (kind.as_str(), *path),
            (Some(expected.0), &expected.1),
            "{out}"
        );
    }
}

#[test]
fn statistics_are_refused_where_there_is_no_place_for_them() {
    let sandbox = sandbox();
    for format in formats() {
        let format = format.as_str();
        let out = run(&sandbox, format, &["--statistics"]);
        if matches!(format, "human" | "concise" | "json" | "jsonl" | "markdown") {
            assert_eq!(out.status, 1, "{format}");
            let counted = [
                "1  warning  JD201",
                "\"statistics\"",
                "| JD201 years-vs-title | warning | 1 | 1 |",
            ];
            assert!(
                counted.iter().any(|c| out.stdout.contains(c)),
                "{format}: {}",
                out.stdout
            );
        } else {
            assert_eq!((out.status, out.stdout.as_str()), (2, ""), "{format}");
            let error = format!(
                "error: --statistics has no place in {format}; these have one: human, concise, json, jsonl, markdown\n"
            );
            assert_eq!(out.stderr, error);
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_in_every_format() {
    let sandbox = sandbox();
    if std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .is_err()
    {
        println!("not tested: there is no /dev/full");
        return;
    }
    for format in formats() {
        let format = format.as_str();
        let out = run(&sandbox, format, &["--output", "/dev/full"]);
        assert_eq!((out.status, out.stdout.as_str()), (2, ""), "{format}");
        assert_eq!(
            out.stderr,
            "error: cannot write `/dev/full`: no space left on device\n"
        );
    }
}

/// A posting in a pull request must not steer the workflow that lints it.
#[test]
fn no_posting_speaks_to_the_runner() {
    let title = "Associate Product Manager ##[add-mask]a ::add-mask::b";
    let words = "word ".repeat(11);
    let posting = MISMATCH
        .replace("Associate Product Manager", title)
        .replace(
            "Write",
            &format!("{words}::stop-commands::c {words} ##vso[x] {words} Write"),
        );
    let sandbox = Sandbox::with(&[("a.md", &posting), ("::add-mask::d.md", &posting)]);
    let acts = |line: &str| {
        let old = line.split("##").skip(1).any(|rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric())
                .starts_with('[')
        });
        old || line.trim_start().starts_with("::")
    };
    for format in formats().filter(|f| f != "github") {
        let out = sandbox.run(&["--format", &format, ".", "##[add-mask]e.md"]);
        assert!(out.stdout.contains("JD201"), "{format}");
        for line in out.stdout.lines().chain(out.stderr.lines()) {
            assert!(!acts(line), "{format}: {line}");
        }
    }
    let inspect = sandbox.run(&["inspect", "a.md", "::add-mask::d.md"]);
    assert!(inspect.stdout.contains("stop-commands"));
    for line in inspect.stdout.lines() {
        assert!(!acts(line), "{line}");
    }
    // its own commands, and no other
    let github = run(&sandbox, "github", &["."]).stdout;
    let commands: Vec<_> = github.lines().filter(|l| acts(l)).collect();
    assert_eq!(commands.len(), 2, "{github}");
    for command in commands {
        assert!(command.starts_with("::warning file="), "{command}");
        assert!(command.contains("line=10,col=12,"), "{command}");
    }
}
