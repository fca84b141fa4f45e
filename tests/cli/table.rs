//! Tables through the real binary: which are read, and how the posting of each row is told apart.

use crate::common::{POSTING, Run, Sandbox};

const HEADER: &str = "job id,title,description\n";

fn row(id: &str) -> String {
    format!(
        "{id},Associate Product Manager,\"<ul><li>8 years of \"\"hands-on\"\" experience in product management</li></ul>\"\n"
    )
}

fn run(sandbox: &Sandbox, args: &[&str]) -> Run {
    sandbox.run(&[&["--select", "JD201", "--format", "concise"], args].concat())
}

#[test]
fn each_row_is_a_posting_of_its_own() {
    let text = [HEADER, &row("127"), &row("")].concat();
    let sandbox = Sandbox::with(&[("jobs.csv", &text)]);
    let report = run(&sandbox, &[]);
    assert_eq!((report.status, report.stderr.as_str()), (1, ""));
    let column = |id| row(id).find("8 years").unwrap() + 1;
    let lines: Vec<_> = report.stdout.lines().collect();
    let at = |line, id| format!("jobs.csv:{line}:{}: warning[JD201] ", column(id));
    assert!(
        lines[0].starts_with(&at(2, "127")) && lines[0].ends_with(" (posting 127)"),
        "{report:?}"
    );
    assert!(
        lines[1].starts_with(&at(3, "")) && lines[1].ends_with(" (posting /1)"),
        "{report:?}"
    );
    // a line break and a mark that begin the file, tabs, standard input
    let args = [
        "--select",
        "JD201",
        "--format",
        "concise",
        "--stdin-filename",
        "jobs.csv",
        "-",
    ];
    for input in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        text.replace(',', "\t"),
    ] {
        assert_eq!(
            sandbox.run_with_stdin(&args, input.as_bytes()).stdout,
            report.stdout
        );
    }
}

#[test]
fn other_tables_are_left_out_in_folders_and_an_error_where_they_are_named() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("data.csv", "name,price\nbread,3\n"),
        (
            "in/jobs.csv",
            &[HEADER, &row("1"), "2,Product Manager,\n", &row("3")].concat(),
        ),
    ]);
    assert_eq!(sandbox.linted::<&str>(&["data.csv", "a.md"]), ["a.md"]);
    let message = "in/jobs.csv: the row at line 3 lacks a title or a text\n";
    let found = run(&sandbox, &[]);
    assert_eq!(
        (found.status, found.stderr),
        (1, format!("warning: {message}"))
    );
    let named = run(&sandbox, &["in/jobs.csv"]);
    assert_eq!(
        (named.status, named.stderr),
        (2, format!("error: {message}"))
    );
    assert!(
        named
            .stdout
            .contains("1 file with 2 postings: 2 warnings\n"),
        "{}",
        named.stdout
    );
    let named = run(&sandbox, &["data.csv"]);
    assert_eq!(named.status, 2);
    assert_eq!(
        named.stderr,
        "error: data.csv: has no columns for the title and the text of postings\n"
    );
}

#[test]
fn a_baseline_survives_a_row_in_front() {
    let sandbox = Sandbox::with(&[("jobs.csv", &[HEADER, &row("1")].concat())]);
    assert_eq!(sandbox.run(&["baseline", "write"]).status, 0);
    sandbox.write("jobs.csv", [HEADER, &row("9"), &row("1")].concat());
    let report = run(&sandbox, &[]);
    assert_eq!(report.status, 1);
    assert!(
        report.stdout.contains("jobs.csv:2:") && !report.stdout.contains("jobs.csv:3:"),
        "{report:?}"
    );
}

#[test]
fn in_a_folder_a_table_needs_a_column_that_only_postings_have() {
    let products = "SKU,Title,Description,Price,Location\n7,Associate Product Manager,\"<ul><li>8 years of experience in product management</li></ul>\",9,A7\n";
    let sandbox = Sandbox::with(&[("products.csv", products), ("a.md", POSTING)]);
    let walked = run(&sandbox, &["."]);
    assert_eq!((walked.status, walked.stderr.as_str()), (0, ""));
    assert!(walked.stdout.starts_with("1 file: "), "{walked:?}");
    // one that is named is meant
    let named = run(&sandbox, &["products.csv"]);
    assert_eq!(named.status, 1);
    assert!(named.stdout.contains("products.csv:2:"), "{named:?}");
    // and so is one with such a column
    for column in ["Requirements", "job_type", "Employment Type"] {
        sandbox.write("products.csv", products.replace("Price", column));
        assert_eq!(run(&sandbox, &["."]).status, 1, "{column}");
    }
}

#[test]
fn in_a_folder_json_needs_a_sign_that_it_is_a_posting() {
    let duties = "<ul><li>8 years of experience in product management</li></ul>";
    let page = format!(r#"[{{"title": "Associate Product Manager", "content": "{duties}"}}]"#);
    let course = format!(
        r#"{{"title": "Associate Product Manager", "description": "x", "requirements": "{duties}"}}"#
    );
    let sign = |json: &str, sign: &str| json.replacen('{', &format!("{{{sign}, "), 1);
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    for (json, with) in [
        (&page, sign(&page, r#""location": {"name": "Oslo"}"#)),
        (&course, sign(&course, r#""department": "Product""#)),
        (&course, sign(&course, r#""responsibilities": ["Own it"]"#)),
    ] {
        for name in ["a.json", "a.jsonl", "a.yaml"] {
            let sandbox_file = |text: &str| sandbox.write(name, text);
            sandbox_file(json);
            let walked = run(&sandbox, &["."]);
            assert_eq!(
                (walked.status, walked.stderr.as_str()),
                (0, ""),
                "{name}: {json}"
            );
            assert_eq!(run(&sandbox, &[name]).status, 1, "{name}: {json}");
            let file = sandbox_file(&with);
            assert_eq!(run(&sandbox, &["."]).status, 1, "{name}: {with}");
            std::fs::remove_file(file).unwrap();
        }
    }
}
