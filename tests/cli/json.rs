//! Several postings in one file, through the real binary: which files are read, and how each posting is told apart.

use crate::common::{POSTING, Sandbox, posting};
use serde_json::{Value, json};

fn board(ids: &[u32]) -> String {
    let jobs: Vec<_> = ids.iter().map(|id| posting(json!(id))).collect();
    serde_json::to_string_pretty(&json!({ "jobs": jobs })).unwrap()
}

const YEARS: [&str; 2] = ["--select", "JD201"];

fn run(sandbox: &Sandbox, args: &[&str]) -> crate::common::Run {
    sandbox.run(&[&YEARS, args].concat())
}

#[test]
fn json_without_postings_is_left_out_in_folders_and_an_error_where_it_is_named() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("jobs.json", &board(&[127])),
        (
            "package.json",
            "{\"name\": \"app\", \"description\": \"An app\"}",
        ),
        ("tsconfig.json", "{ // strict\n \"strict\": true }"),
        ("only/data.json", "[1, 2]"),
    ]);
    let found = sandbox.run(&["--fail-on", "never"]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    assert_eq!(sandbox.linted::<&str>(&[]), ["a.md", "jobs.json"]);
    assert_eq!(sandbox.run(&["only"]).status, 3);

    let named = sandbox.run(&[
        "--fail-on",
        "never",
        "package.json",
        "tsconfig.json",
        "a.md",
    ]);
    assert_eq!(named.status, 2);
    assert!(
        named
            .stderr
            .contains("package.json: holds no posting in a shape"),
        "{named:?}"
    );
    assert!(
        named
            .stderr
            .contains("tsconfig.json: not valid JSON: key must be a string at line 1"),
        "{named:?}"
    );
    assert!(named.stdout.contains("1 file: "), "{named:?}");
}

#[test]
fn yaml_without_postings_is_left_out_in_folders_and_an_error_where_it_is_named() {
    let sandbox = Sandbox::with(&[
        (
            "a.yaml",
            "title: VP of Product\nresponsibilities:\n- Groom the backlog\n",
        ),
        ("ci.yml", "name: CI\non: [push]\n"),
        ("template.yml", "{{ if x }}\n a: }\n"),
        (
            "api.yaml",
            "info:\n  title: API\n  description: All calls\n",
        ),
    ]);
    let found = sandbox.run(&["--fail-on", "never"]);
    assert_eq!((found.status, found.stderr.as_str()), (0, ""));
    assert_eq!(sandbox.linted::<&str>(&[]), ["a.yaml"]);
    let named = sandbox.run(&["--fail-on", "never", "ci.yml", "template.yml", "a.yaml"]);
    assert_eq!(named.status, 2);
    for expected in [
        "ci.yml: holds no posting in a shape",
        "template.yml: not valid YAML: ",
    ] {
        assert!(named.stderr.contains(expected), "{named:?}");
    }
    assert!(named.stdout.contains("1 file: "), "{named:?}");
}

#[test]
fn json_that_is_too_large_is_a_warning_in_folders() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("big.json", &format!("[\"{}\"]", "x".repeat(1 << 20))),
    ]);
    let found = sandbox.run(&["--max-file-size", "1", "--fail-on", "never"]);
    assert_eq!(found.status, 0);
    assert!(
        found
            .stderr
            .starts_with("warning: big.json: larger than the limit of 1 MB"),
        "{found:?}"
    );
    let named = sandbox.run(&["--max-file-size", "1", "big.json"]);
    assert_eq!(named.status, 2);
}

#[test]
fn each_posting_is_told_apart() {
    let sandbox = Sandbox::with(&[("jobs.json", &board(&[127, 128])), ("a.md", POSTING)]);
    let report = run(&sandbox, &["--format", "json"]).json();
    let file = |i: usize| &report["files"][i]["posting"];
    assert_eq!(report["files"].as_array().unwrap().len(), 3);
    assert_eq!(*file(0), Value::Null);
    assert_eq!(*file(1), json!({"pointer": "/jobs/0", "id": "127"}));
    assert_eq!(*file(2), json!({"pointer": "/jobs/1", "id": "128"}));
    assert_eq!(report["findings"].as_array().unwrap().len(), 2);
    assert_eq!(report["findings"][1]["posting"], *file(2));
    assert_eq!(report["summary"]["files"], 2);
    assert_eq!(report["summary"]["postings"], 3);
    // keys are added at the end alone, and not where there is nothing to tell apart
    assert!(report["files"][0].get("posting").is_none());
    let (a, b) = (
        &report["findings"][0]["fingerprint"],
        &report["findings"][1]["fingerprint"],
    );
    assert_ne!(a, b);

    let concise = run(&sandbox, &["--format", "concise"]).stdout;
    let lines: Vec<_> = concise.lines().collect();
    assert!(
        lines[0].starts_with("jobs.json:4:48: warning[JD201] "),
        "{concise}"
    );
    assert!(
        lines[0].ends_with(" (posting 127)") && lines[1].ends_with(" (posting 128)"),
        "{concise}"
    );
    assert_eq!(lines[2], "2 files with 3 postings: 2 warnings");
    let human = run(&sandbox, &[]).stdout;
    assert!(human.contains("jobs.json:4:48 (posting 127)\n"), "{human}");

    let sarif: Value = serde_json::from_str(&run(&sandbox, &["--format", "sarif"]).stdout).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"][1]["locations"][0]["logicalLocations"],
        json!([{"name": "128", "fullyQualifiedName": "/jobs/1", "kind": "object"}])
    );
    let lines: Vec<Value> = run(&sandbox, &["--format", "jsonl"])
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let types: Vec<_> = lines.iter().map(|l| l["type"].as_str().unwrap()).collect();
    assert_eq!(
        types,
        ["file", "file", "finding", "file", "finding", "summary"]
    );
    for format in ["github", "gitlab", "checkstyle", "rdjson", "markdown"] {
        let report = run(&sandbox, &["--format", format]).stdout;
        assert!(
            report.contains("(posting 127)") && report.contains("(posting 128)"),
            "{format}: {report}"
        );
    }
}

#[test]
fn excerpts_show_the_text_and_not_its_escapes() {
    let content = "&lt;p&gt;We bake.&lt;/p&gt;&lt;p&gt;R&amp;amp;D asks for \u{1b}[31m 8 years of experience in product management.&lt;/p&gt;";
    let text = json!([{"content": content, "id": 3, "requisition_id": "R", "title": "Associate Product Manager"}]);
    let sandbox = Sandbox::with(&[("jobs.json", &text.to_string())]);
    let human = run(&sandbox, &[]).stdout;
    let lines: Vec<_> = human.lines().collect();
    assert!(lines[1].ends_with("jobs.json:1:82 (posting 3)"), "{human}");
    assert!(lines.contains(&"1 │ Associate Product Manager"), "{human}");
    assert!(
        human.contains("1 │ R&D asks for ␛[31m 8 years of experience in product management."),
        "{human}"
    );
    assert!(
        !human.contains("&lt;") && !human.contains("We bake"),
        "{human}"
    );
    // narrower than the statement: what is labelled stays
    let long = json!([{"title": "Associate Product Manager", "id": 3, "requisition_id": "R", "content":
        format!("<p>{} we ask for 8 years of experience in product management.</p>", "Bread and cakes, ".repeat(2_000))}]);
    sandbox.write("jobs.json", long.to_string());
    let human = run(&sandbox, &[]).stdout;
    assert!(
        human.contains("8 years of experience in product management"),
        "{human}"
    );
    assert!(
        human.lines().all(|line| line.chars().count() <= 110),
        "{human}"
    );
}

#[test]
fn junit_has_a_case_for_each_posting() {
    let clean = json!({"jobs": [posting(json!(1)), {"id": 2, "requisition_id": "R", "title": "Product Manager", "content": "Own it."}]});
    let sandbox = Sandbox::with(&[("jobs.json", &clean.to_string()), ("a.md", POSTING)]);
    let junit = run(&sandbox, &["--format", "junit"]).stdout;
    assert!(
        junit.contains("tests=\"3\" failures=\"1\" errors=\"0\""),
        "{junit}"
    );
    assert!(
        junit.contains("name=\"jobs.json (posting 2)\" file=\"jobs.json\"/>"),
        "{junit}"
    );
    assert!(junit.contains("name=\"a.md\" file=\"a.md\"/>"), "{junit}");
}

#[test]
fn a_baseline_knows_postings_by_their_names() {
    let sandbox = Sandbox::with(&[("jobs.json", &board(&[127, 128]))]);
    assert_eq!(sandbox.run(&["baseline", "write"]).status, 0);
    assert_eq!(run(&sandbox, &[]).status, 0);
    // another posting in front changes the place of the others
    sandbox.write("jobs.json", board(&[9, 127, 128]));
    let report = run(&sandbox, &["--format", "json"]);
    assert_eq!(report.status, 1);
    let findings = report.json()["findings"].clone();
    assert_eq!(findings.as_array().unwrap().len(), 1);
    assert_eq!(findings[0]["posting"]["id"], "9");
}

#[test]
fn names_of_postings_are_untrusted() {
    let id = "\u{1b}[31m\n::error::x\u{202e}<&\"";
    let text = json!({"jobs": [posting(json!(id))]}).to_string();
    let sandbox = Sandbox::with(&[("jobs.json", &text)]);
    for format in [
        "human",
        "concise",
        "github",
        "gitlab",
        "junit",
        "checkstyle",
        "rdjson",
        "markdown",
        "sarif",
        "json",
    ] {
        let report = run(&sandbox, &["--format", format]).stdout;
        assert!(
            !report.contains(['\u{1b}', '\u{202e}']),
            "{format}: {report:?}"
        );
        assert!(!report.contains("\n::error::x"), "{format}: {report:?}");
    }
    let xml = run(&sandbox, &["--format", "junit"]).stdout;
    assert!(xml.contains("&lt;&amp;&quot;)\" file="), "{xml}");
    let inspected = sandbox.run(&["inspect", "jobs.json"]).stdout;
    assert!(!inspected.contains(['\u{1b}', '\u{202e}']), "{inspected:?}");
}

#[test]
fn comments_in_a_posting_suppress_there_alone() {
    let with = |id: u32, comment: &str| {
        let mut posting = posting(json!(id));
        let content = posting["content"]
            .as_str()
            .unwrap()
            .replace("<li>", &format!("{comment}<li>"));
        posting["content"] = json!(content);
        posting
    };
    for comment in [
        "<!-- jdlint-disable-next-line JD201 -->",
        "<!-- jdlint-disable-file JD201 -- agreed -->",
    ] {
        // all on one line of the file
        let text = json!({"jobs": [with(1, comment), with(2, "")]}).to_string();
        let sandbox = Sandbox::with(&[("jobs.json", &text)]);
        let report = run(&sandbox, &["--format", "json"]).json();
        assert_eq!(report["findings"].as_array().unwrap().len(), 1, "{comment}");
        assert_eq!(report["findings"][0]["posting"]["id"], "2");
        assert_eq!(report["summary"]["hidden"]["suppressed"], 1);
    }
}

/// A company's own shape, in which nothing is called as it is elsewhere.
fn odd(code: &str) -> Value {
    json!({"job": {"name": "Associate Product Manager", "code": code, "tasks": ["Help with the backlog."],
        "profile": "<ul><li>8 years of experience in product management</li></ul>"}})
}

const MAPPING: &str = "[json]\npostings = \"/teams/*/open\"\ntitle = \"/job/name\"\nid = \"/job/code\"\n\
    responsibilities = \"/job/tasks\"\nrequirements = \"/job/profile\"\n";

#[test]
fn the_configuration_says_how_postings_stand_in_the_json_of_a_company() {
    let board = json!({"teams": [{"open": [odd("A1"), odd("A2")]}, {"open": [odd("B1")]}]});
    let text = serde_json::to_string_pretty(&board).unwrap();
    let alone = json!({"teams": [{"open": odd("C1")}]}).to_string();
    let sandbox = Sandbox::with(&[
        ("a/board.json", &text),
        ("a/lines.jsonl", &format!("{alone}\n{alone}\n")),
        // a shape that is known anyway, and something else
        (
            "a/other.json",
            &crate::common::posting(json!("D1")).to_string(),
        ),
        (
            "a/package.json",
            "{\"teams\": [{\"open\": [{\"job\": {\"name\": \"x\"}}]}]}",
        ),
    ]);
    assert_eq!(sandbox.linted::<&str>(&[]), ["a/other.json"]);
    sandbox.write("a/jdlint.toml", MAPPING);
    let run = sandbox.run(&["--select", "JD201", "--format", "concise"]);
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    let mut lines = text.lines().enumerate();
    let (index, line) = lines.find(|(_, line)| line.contains("8 years")).unwrap();
    let column = line.find("8 years").unwrap() + 1;
    let first = format!("a/board.json:{}:{column}: warning[JD201]", index + 1);
    assert!(run.stdout.starts_with(&first), "{}", run.stdout);
    for id in ["A1", "A2", "B1", "C1", "D1"] {
        assert!(
            run.stdout.contains(&format!("(posting {id})")),
            "{id}: {}",
            run.stdout
        );
    }
    assert!(
        run.stdout.contains("3 files with 6 postings"),
        "{}",
        run.stdout
    );

    let inspected = sandbox.run(&["inspect", "a/board.json"]).stdout;
    assert!(
        inspected.contains("Responsibilities") && inspected.contains("Requirements"),
        "{inspected}"
    );
    let shown = sandbox.run(&["config", "show", "a"]).stdout;
    assert!(shown.contains("json.title = \"/job/name\""), "{shown}");
}

#[test]
fn a_mapping_that_cannot_be_is_told_with_its_place() {
    let sandbox = Sandbox::with(&[("a.md", crate::common::POSTING)]);
    for (text, told) in [
        (
            "[json]\ntitle = \"job\"\n",
            "`job` is no JSON pointer: it begins with `/` or is empty",
        ),
        ("[json]\ndescription = \"/text\"\n", "`json` has no `title`"),
        (
            "[json]\ntitle = \"/t\"\nid = \"/id\"\n",
            "`json` has no text beside the title, such as `description`",
        ),
        ("[json]\ntitel = \"/t\"\n", "did you mean `title`?"),
    ] {
        sandbox.write("jdlint.toml", text);
        let run = sandbox.run(&["a.md"]);
        assert_eq!(run.status, 2);
        assert!(run.stderr.contains(told), "{run:?}");
    }
    // the keys of several files count together
    sandbox.write(
        "base.toml",
        "[json]\ntitle = \"/a/name\"\ndescription = \"/a/text\"\n",
    );
    sandbox.write(
        "jdlint.toml",
        "extends = \"base.toml\"\n[json]\ntitle = \"/b\"\n",
    );
    let posting = json!({"b": "Associate Product Manager", "a": {"text": "8 years of experience in product management"}});
    sandbox.write("a.json", posting.to_string());
    let run = sandbox.run(&["--select", "JD201", "a.json"]);
    assert_eq!(run.status, 1, "{run:?}");
}
