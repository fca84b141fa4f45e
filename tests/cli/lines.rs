//! JSON Lines through the real binary: which lines are checked, how each posting is told apart, and what is said of lines
//! that hold none.

use crate::common::{POSTING, Sandbox, posting};
use serde_json::{Value, json};

const YEARS: [&str; 2] = ["--select", "JD201"];

fn run(sandbox: &Sandbox, args: &[&str]) -> crate::common::Run {
    sandbox.run(&[&YEARS, args].concat())
}

fn line(id: Value) -> String {
    posting(id).to_string()
}

/// Column of the years in a line.
fn column(line: &str) -> usize {
    line.find("8 years").unwrap() + 1
}

#[test]
fn each_line_is_a_posting_of_its_own() {
    let (named, unnamed) = (line(json!(127)), line(json!(null)));
    let several = json!([posting(json!(1)), posting(json!(null))]).to_string();
    let text = format!("{named}\n\n{unnamed}\n  \t\n{several}");
    let sandbox = Sandbox::with(&[("jobs.jsonl", &text), ("same.NDJSON", &text)]);
    let report = run(&sandbox, &["--format", "json", "jobs.jsonl"]);
    assert_eq!((report.status, report.stderr.as_str()), (1, ""));
    let report = report.json();
    let found: Vec<_> = report["findings"].as_array().unwrap().iter().collect();
    let place = |finding: &Value| {
        let label = &finding["labels"][0];
        (finding["posting"].clone(), label["start"].as_u64().unwrap())
    };
    let starts: Vec<_> = text
        .match_indices("8 years")
        .map(|(at, _)| at as u64)
        .collect();
    let addresses = [
        json!({"pointer": "/0", "id": "127"}),
        json!({"pointer": "/2", "id": null}),
        json!({"pointer": "/4/0", "id": "1"}),
        json!({"pointer": "/4/1", "id": null}),
    ];
    let expected: Vec<_> = addresses.into_iter().zip(starts).collect();
    assert_eq!(found.into_iter().map(place).collect::<Vec<_>>(), expected);
    assert_eq!(report["summary"]["postings"], 4);

    let concise = run(&sandbox, &["--format", "concise", "jobs.jsonl"]).stdout;
    let lines: Vec<_> = concise.lines().collect();
    let at =
        |line: usize, text: &str| format!("jobs.jsonl:{line}:{}: warning[JD201] ", column(text));
    assert!(
        lines[0].starts_with(&at(1, &named)) && lines[0].ends_with(" (posting 127)"),
        "{concise}"
    );
    assert!(
        lines[1].starts_with(&at(3, &unnamed)) && lines[1].ends_with(" (posting /2)"),
        "{concise}"
    );
    // however the file is called, where it comes from, and how its lines end
    let other = run(&sandbox, &["--format", "concise", "same.NDJSON"]).stdout;
    assert_eq!(other, concise.replace("jobs.jsonl", "same.NDJSON"));
    let args = [
        &YEARS[..],
        &["--format", "concise", "--stdin-filename", "jobs.jsonl", "-"],
    ]
    .concat();
    for input in [
        text.clone(),
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}\n"),
    ] {
        assert_eq!(
            sandbox.run_with_stdin(&args, input.as_bytes()).stdout,
            concise
        );
    }
}

#[test]
fn lines_that_hold_no_posting_are_told_and_the_others_checked() {
    let (first, last) = (line(json!(1)), line(json!(2)));
    let broken = first.split_at(40).0;
    let text = format!("{first}\n{broken}\n{{\"name\": \"app\"}}\nnull\n{last}\n");
    let sandbox = Sandbox::with(&[("in/jobs.jsonl", &text)]);
    let message = "in/jobs.jsonl: not valid JSON: EOF while parsing a string at line 2 column 40; 2 further lines are not checked either\n";

    let named = run(&sandbox, &["--format", "concise", "in/jobs.jsonl"]);
    assert_eq!(named.status, 2);
    assert_eq!(named.stderr, format!("error: {message}"));
    assert!(named.stdout.contains("jobs.jsonl:1:") && named.stdout.contains("jobs.jsonl:5:"));
    assert!(
        named
            .stdout
            .contains("1 file with 2 postings: 2 warnings\n"),
        "{named:?}"
    );
    assert!(
        named.stdout.ends_with("1 file could not be read in full\n"),
        "{named:?}"
    );

    let found = run(&sandbox, &["--format", "concise"]);
    assert_eq!(found.status, 1);
    assert_eq!(found.stderr, format!("warning: {message}"));
    assert!(
        found
            .stdout
            .contains("1 file with 2 postings: 2 warnings\n"),
        "{found:?}"
    );
    assert!(!found.stdout.contains("could not be read"), "{found:?}");

    // reports that stand alone have both
    let junit = run(&sandbox, &["--format", "junit", "in/jobs.jsonl"]).stdout;
    assert!(
        junit.contains("tests=\"3\" failures=\"2\" errors=\"1\""),
        "{junit}"
    );
    let sarif = run(&sandbox, &["--format", "sarif", "in/jobs.jsonl"]).json();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 2);
    let invocation = &sarif["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notifications = invocation["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notifications.len(), 1, "{invocation}");

    let inspected = sandbox.run(&["inspect", "in/jobs.jsonl"]);
    assert_eq!(
        (inspected.status, &inspected.stderr),
        (2, &format!("error: {message}"))
    );
    assert!(
        inspected.stdout.contains("\n1\n") && inspected.stdout.contains("\n2\n"),
        "{inspected:?}"
    );

    for (text, expected) in [
        (
            format!("{first}\n{{\"name\": \"app\"}}"),
            "line 2 holds no posting in a shape that jdlint knows\n",
        ),
        (
            format!("\n\n{broken}\n{first}\nnull"),
            "at line 3 column 40; 1 further line is not checked either\n",
        ),
        // JSON that is no JSON Lines
        (
            serde_json::to_string_pretty(&posting(json!(1))).unwrap(),
            "at line 1 column 1; 5 further lines are not checked either\n",
        ),
    ] {
        sandbox.write("in/jobs.jsonl", &text);
        let named = run(&sandbox, &["in/jobs.jsonl"]);
        assert_eq!(named.status, 2);
        assert!(named.stderr.ends_with(expected), "{named:?}");
    }
}

#[test]
fn files_without_any_posting_are_left_out_in_folders_and_an_error_where_they_are_named() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        (
            "log.jsonl",
            "{\"level\": \"info\"}\n{\"level\": \"warn\"}\n",
        ),
        ("broken.ndjson", "{\"level\": \n"),
        ("blank.jsonl", "\n \n"),
        ("big.jsonl", &format!("\"{}\"\n{{}}\n", "x".repeat(1 << 20))),
    ]);
    let found = sandbox.run(&["--fail-on", "never"]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    assert_eq!(sandbox.linted::<&str>(&[]), ["a.md"]);
    // only what is too large is told
    let found = sandbox.run(&["--fail-on", "never", "--max-file-size", "1"]);
    assert_eq!(found.status, 0);
    assert!(
        found
            .stderr
            .starts_with("warning: big.jsonl: line 1 is larger than the limit of 1 MB"),
        "{found:?}"
    );

    for (name, expected) in [
        (
            "log.jsonl",
            "line 1 holds no posting in a shape that jdlint knows; 1 further line is",
        ),
        (
            "broken.ndjson",
            "not valid JSON: EOF while parsing a value at line 1 column 10",
        ),
        (
            "blank.jsonl",
            "holds no posting in a shape that jdlint knows",
        ),
    ] {
        let named = sandbox.run(&["--fail-on", "never", name, "a.md"]);
        assert_eq!(named.status, 2);
        assert!(
            named
                .stderr
                .starts_with(&format!("error: {name}: {expected}")),
            "{named:?}"
        );
        assert!(named.stdout.contains("1 file: "), "{named:?}");
    }
}

#[test]
fn many_lines_are_checked_alone() {
    let count = 10_000;
    let clean = |id: usize| {
        json!({"id": id, "requisition_id": "R", "title": "Product Manager", "content": "<p>Own it.</p>"}).to_string()
    };
    let mut lines: Vec<_> = (1..count).map(clean).collect();
    lines.push(line(json!("last")));
    let sandbox = Sandbox::with(&[("jobs.jsonl", &lines.join("\n"))]);
    let report = run(&sandbox, &["--format", "concise"]);
    assert_eq!((report.status, report.stderr.as_str()), (1, ""));
    let told: Vec<_> = report.stdout.lines().collect();
    let column = column(&lines[count - 1]);
    assert!(
        told[0].starts_with(&format!("jobs.jsonl:10000:{column}: ")),
        "{told:?}"
    );
    assert_eq!(told[1], "1 file with 10000 postings: 1 warning");
}

#[test]
fn a_baseline_survives_lines_in_front_and_lines_that_are_broken() {
    let (a, b) = (line(json!(127)), line(json!(128)));
    let sandbox = Sandbox::with(&[("jobs.jsonl", &format!("{a}\n{b}\n"))]);
    assert_eq!(sandbox.run(&["baseline", "write"]).status, 0);
    assert_eq!(run(&sandbox, &[]).status, 0);
    sandbox.write("jobs.jsonl", format!("{}\n{a}\n{b}\n", line(json!(9))));
    let report = run(&sandbox, &["--format", "json"]);
    assert_eq!(report.status, 1);
    let findings = report.json()["findings"].clone();
    assert_eq!(findings.as_array().unwrap().len(), 1);
    assert_eq!(findings[0]["posting"]["id"], "9");
    // renamed as well, and with a line that no longer is one
    std::fs::remove_file(sandbox.path().join("jobs.jsonl")).unwrap();
    sandbox.write("all.jsonl", format!("{{\n{b}\n{a}\n"));
    let report = run(&sandbox, &["--format", "junit", "all.jsonl"]);
    assert_eq!(report.status, 2);
    assert!(
        report
            .stdout
            .contains("tests=\"3\" failures=\"0\" errors=\"1\""),
        "{report:?}"
    );
}

#[test]
fn lines_are_untrusted() {
    let text = format!("\u{1b}[31m\n{}\n::error::x\n\"\u{202e}", line(json!(1)));
    let sandbox = Sandbox::with(&[("jobs.jsonl", &text)]);
    for format in ["human", "github", "junit", "sarif"] {
        let report = run(&sandbox, &["--format", format, "jobs.jsonl"]);
        assert_eq!(report.status, 2);
        for told in [&report.stdout, &report.stderr] {
            assert!(!told.contains(['\u{1b}', '\u{202e}']), "{format}: {told:?}");
            assert!(!told.contains("\n::error::x"), "{format}: {told:?}");
        }
    }
    // half of a character and bytes that are none: the other lines are checked
    let mut bytes = b"{\"title\": \"\xc3\xff\"\n".to_vec();
    bytes.extend(line(json!(2)).bytes());
    sandbox.write("jobs.jsonl", &bytes);
    let report = run(&sandbox, &["--format", "concise", "jobs.jsonl"]);
    assert!(report.stdout.contains("jobs.jsonl:2:"), "{report:?}");
}
