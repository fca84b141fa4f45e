//! What a whole run holds in memory, through the real binary: several large files at once, and reports that are kept until the end.

use crate::common::{POSTING, Run, Sandbox, posting};
use serde_json::{Value, json};

/// A text that takes far more memory than it has bytes.
fn dense() -> String {
    "a\n".repeat(60_000)
}

#[cfg(unix)]
#[test]
fn many_large_files_take_no_more_memory_than_a_few() {
    use std::process::Command;
    let found = Command::new("prlimit").arg("--version").output();
    if !found.is_ok_and(|o| o.status.success()) {
        println!("not tested: there is no prlimit");
        return;
    }
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    for file in 0..10 {
        sandbox.write(&format!("{file}.txt"), dense());
    }
    let plain = sandbox.command(&["--threads", "10", "--format", "json", "."]);
    let mut limited = Command::new("prlimit");
    // the command and its threads take some 70 MB of it; ten files at once would take 170 MB more
    limited
        .arg(format!("--data={}", 180 << 20))
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(sandbox.path());
    let run = Run::from(limited.output().unwrap());
    assert!(run.status < 2 && run.stderr.is_empty(), "{run:?}");
    assert_eq!(run.paths().len(), 11);
}

#[test]
fn the_report_is_the_same_at_any_number_of_threads_where_files_wait_for_room() {
    let sandbox = Sandbox::with(&[("0.md", POSTING), ("z.md", POSTING)]);
    let large = format!(
        "# VP of Product\n\n## Requirements\n\n- 1 year of experience\n{}",
        dense()
    );
    for file in 1..3 {
        sandbox.write(&format!("{file}.txt"), &large);
        sandbox.write(&format!("{file}.md"), POSTING);
    }
    let runs = ["1", "4"].map(|n| sandbox.run(&["--threads", n, "."]));
    assert_eq!(runs[0], runs[1]);
    assert!(runs[0].stdout.contains("2.txt"), "{:?}", runs[0]);
}

/// More postings than a report of one megabyte has room for; each is flagged.
fn stream() -> String {
    (0..1500)
        .map(|id| format!("{}\n", posting(json!(id))))
        .collect()
}

#[test]
fn a_report_beyond_the_limit_ends_and_says_so() {
    let text = stream();
    let sandbox = Sandbox::with(&[("a.jsonl", &text), ("b.md", POSTING)]);
    let whole = sandbox.run(&["--format", "json", "a.jsonl", "b.md"]);
    assert_eq!((whole.status, whole.stderr.as_str()), (1, ""));
    let whole = whole.json();
    let all = whole["findings"].as_array().unwrap();
    for format in [
        "json",
        "sarif",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "github",
        "markdown",
    ] {
        let args = [
            "--max-report-size",
            "1",
            "--format",
            format,
            "a.jsonl",
            "b.md",
        ];
        let run = sandbox.run(&args);
        assert_eq!(run.status, 2, "{format}");
        let told = "error: the report is larger than the limit of 1 MB, and ends before ";
        assert!(run.stderr.starts_with(told), "{format}: {}", run.stderr);
        let ways =
            "--max-report-size raises it, and human, concise, jsonl, rdjsonl have no such limit";
        assert!(run.stderr.contains(ways), "{format}: {}", run.stderr);
        if format == "json" {
            let report = run.json();
            let findings = report["findings"].as_array().unwrap();
            assert!(!findings.is_empty() && findings.len() < all.len());
            assert_eq!(
                findings[..],
                all[..findings.len()],
                "the first ones, in order"
            );
            let summary = &report["summary"];
            let left_out = all.len() - findings.len();
            assert_eq!(summary["left_out"], left_out);
            assert_eq!(summary["warnings"], whole["summary"]["warnings"]);
            assert!(
                run.stderr
                    .contains(&format!("before {left_out} findings of "))
            );
        }
        if format == "sarif" {
            let invocation = &run.json()["runs"][0]["invocations"][0];
            assert_eq!(invocation["executionSuccessful"], Value::Bool(false));
        }
        if format == "markdown" || format == "github" {
            assert!(run.stdout.contains(" left out of this report"), "{format}");
        }
    }
}

#[test]
fn a_report_that_is_written_as_postings_are_judged_has_no_limit() {
    let sandbox = Sandbox::with(&[("a.jsonl", &stream())]);
    for format in ["human", "concise", "jsonl", "rdjsonl"] {
        let limited = sandbox.run(&["--max-report-size", "1", "--format", format, "a.jsonl"]);
        assert_eq!(
            (limited.status, limited.stderr.as_str()),
            (1, ""),
            "{format}"
        );
        assert!(limited.stdout.contains("1499"), "{format}");
    }
}
