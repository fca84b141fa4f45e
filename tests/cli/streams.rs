//! Streams of postings through the real binary: blocks that are judged as they come, in bounded memory, until they end or
//! somebody ends them.

use crate::common::{Run, Sandbox, posting};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::thread;
#[cfg(unix)]
use std::{io::Read, process::Command};

const TITLES: [&str; 3] = [
    "Associate Product Manager",
    "Junior Product Manager – \u{6f22}\u{5b57}",
    "Baker",
];

/// So many postings, with so much beside them that nobody reads, are several blocks.
const POSTINGS: usize = 120;
const PADDING: usize = 4_000;

/// Lines with postings; one in three is flagged by JD201, some are broken.
fn lines() -> String {
    let line = |id: usize| {
        if id % 50 == 49 {
            return "{\"title\": \"broken\n".to_owned();
        }
        let mut posting = posting(json!(id));
        posting["title"] = json!(TITLES[id % 3]);
        posting["note"] = json!("\u{e9}".repeat(PADDING / 2));
        format!("{posting}\n")
    };
    (0..POSTINGS).map(line).collect()
}

/// A table with the same postings, some rows without a title.
fn table() -> String {
    let row = |id: usize| {
        let title = if id % 50 == 49 { "" } else { TITLES[id % 3] };
        let note = "\u{e9}\n".repeat(PADDING / 3);
        format!(
            "{id},\"{note}\",{title},\"<ul>\n<li>8 years of \"\"hands-on\"\" experience in product management</li></ul>\"\r\n"
        )
    };
    let rows: String = (0..POSTINGS).map(row).collect();
    format!("Job ID,Note,Title,Description\r\n{rows}")
}

fn utf_16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect()
}

#[test]
fn blocks_are_reported_as_the_whole_is() {
    for (name, text, first) in [
        ("jobs.jsonl", lines(), "line 50 column 17"),
        ("jobs.csv", table(), "the row at line 65"),
    ] {
        assert!(text.len() > 400_000, "several blocks");
        // what is in UTF-16 is read as a whole
        let blocks = Sandbox::with(&[(name, &text)]);
        let whole = Sandbox::new();
        whole.write(name, utf_16(&text));
        let both = |args: &[&str]| -> (Run, Run) { (blocks.run(args), whole.run(args)) };
        for format in [
            "human",
            "concise",
            "github",
            "junit",
            "markdown",
            "gitlab",
            "checkstyle",
            "rdjsonl",
        ] {
            let (found, expected) = both(&["--format", format, name]);
            assert_eq!(found, expected, "{format}");
            assert_eq!(found.status, 2);
            assert!(found.stderr.contains(first), "{}", found.stderr);
            assert!(found.stderr.contains("1 further"), "{}", found.stderr);
        }
        let statistics = [
            "--format",
            "concise",
            "--statistics",
            "--select",
            "JD201,JD404",
        ];
        let (found, expected) = both(&[&statistics[..], &[name]].concat());
        assert_eq!(found, expected);
        assert!(found.stdout.contains("warning  JD201"), "{}", found.stdout);

        // bytes of the file are others there
        let (found, expected) = both(&["--format", "json", name]);
        let (mut found, mut expected) = (found.json(), expected.json());
        for finding in found["findings"].as_array().unwrap() {
            let label = &finding["labels"][0];
            let at = |key: &str| usize::try_from(label[key].as_u64().unwrap()).unwrap();
            let (before, marked) = (&text[..at("start")], &text[at("start")..at("end")]);
            let line_start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
            assert_eq!(before[line_start..].chars().count() + 1, at("column"));
            assert!(!marked.contains('\n') && !marked.is_empty(), "{marked}");
        }
        drop_bytes(&mut found);
        drop_bytes(&mut expected);
        assert_eq!(found, expected);

        // the lines are those of the whole, posting by posting
        let jsonl = blocks.run(&["--format", "jsonl", name]).stdout;
        let mut pieces: Vec<Value> = jsonl
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        pieces.iter_mut().for_each(drop_bytes);
        let of = |kind: &str| -> Vec<Value> {
            let mut pieces: Vec<Value> = pieces
                .iter()
                .filter(|p| p["type"] == kind)
                .cloned()
                .collect();
            pieces
                .iter_mut()
                .for_each(|p| drop(p.as_object_mut().unwrap().remove("type")));
            pieces
        };
        assert_eq!(json!(of("file")), found["files"]);
        assert_eq!(json!(of("finding")), found["findings"]);
        let last = &of("summary")[0];
        assert_eq!(last["postings"], found["summary"]["postings"]);
        let mut posting = Value::Null;
        for piece in &pieces {
            match piece["type"].as_str().unwrap() {
                "file" => posting = piece["posting"].clone(),
                "finding" => assert_eq!(piece["posting"], posting),
                _ => {}
            }
        }
    }
}

/// Takes out what counts bytes of the file.
fn drop_bytes(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("start");
            members.remove("end");
            members.values_mut().for_each(drop_bytes);
        }
        Value::Array(elements) => elements.iter_mut().for_each(drop_bytes),
        _ => {}
    }
}

#[test]
fn a_baseline_knows_the_findings_of_all_blocks_and_forgets_none_that_may_be_there() {
    let text = lines();
    let sandbox = Sandbox::with(&[("jobs.jsonl", &text)]);
    // the file is read in part: the lines that are broken are not
    let write = ["baseline", "write", "jobs.jsonl"];
    assert_eq!(sandbox.run(&write).status, 2);
    let known = sandbox.run(&["--format", "jsonl", "jobs.jsonl"]);
    let summary: Value = serde_json::from_str(known.stdout.lines().last().unwrap()).unwrap();
    assert_eq!(summary["warnings"], 0, "{summary}");
    assert!(
        summary["hidden"]["baselined"].as_u64().unwrap() > 50,
        "{summary}"
    );

    // a posting that is broken now may still have its finding
    let recorded = sandbox.read("jdlint-baseline.json");
    let (first, rest) = text.split_once('\n').unwrap();
    sandbox.write(
        "jobs.jsonl",
        format!("{}\n{rest}", &first[..first.len() - 1]),
    );
    let pruned = sandbox.run(&["baseline", "prune", "jobs.jsonl"]);
    assert_eq!(
        pruned.stdout,
        "all findings in `jdlint-baseline.json` still occur\n"
    );
    assert_eq!(sandbox.run(&write).status, 2);
    assert_eq!(sandbox.read("jdlint-baseline.json"), recorded);
    let stale = sandbox.run(&["--report-unused", "--format", "concise", "jobs.jsonl"]);
    assert!(!stale.stdout.contains("JD903"), "{}", stale.stdout);

    // where all of it is read, what is gone is gone
    let whole: String = rest
        .lines()
        .filter(|l| l.ends_with('}'))
        .map(|l| format!("{l}\n"))
        .collect();
    sandbox.write("jobs.jsonl", whole);
    let pruned = sandbox.run(&["baseline", "prune", "jobs.jsonl"]);
    assert_eq!(pruned.status, 0);
    assert!(pruned.stdout.starts_with("took 2 findings"), "{pruned:?}");
}

#[test]
fn a_renamed_stream_is_known_in_every_format() {
    let sandbox = Sandbox::with(&[("jobs.csv", &table().replace("\",,\"", "\",Baker,\""))]);
    assert_eq!(sandbox.run(&["baseline", "write"]).status, 0);
    std::fs::rename(
        sandbox.path().join("jobs.csv"),
        sandbox.path().join("all.csv"),
    )
    .unwrap();
    for format in ["concise", "jsonl", "json"] {
        let run = sandbox.run(&["--format", format, "--min-severity", "warning"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{format}");
        assert!(!run.stdout.contains("JD201"), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn memory_does_not_grow_with_the_stream() {
    let found = Command::new("prlimit").arg("--version").output();
    if !found.is_ok_and(|o| o.status.success()) {
        println!("not tested: there is no prlimit");
        return;
    }
    let sandbox = Sandbox::new();
    let plain = sandbox.command(&[
        "--threads",
        "2",
        "--format",
        "concise",
        "--stdin-filename",
        "a.jsonl",
        "-",
    ]);
    let mut child = Command::new("prlimit")
        .arg(format!("--as={}", 200 << 20))
        .arg(plain.get_program())
        .args(plain.get_args())
        .current_dir(sandbox.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let writer = thread::spawn(move || {
        // far more than the limit of a file, and than memory; white space costs little
        let blank = format!("{}\n", " ".repeat(100_000)).repeat(10);
        for id in 0..150 {
            stdin.write_all(blank.as_bytes()).unwrap();
            writeln!(stdin, "{}", posting(json!(id))).unwrap();
        }
    });
    let run = Run::from(child.wait_with_output().unwrap());
    writer.join().unwrap();
    assert_eq!((run.status, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.contains("a.jsonl:1650:"), "{}", run.stdout);
    assert!(
        run.stdout.contains("1 file with 150 postings"),
        "{}",
        run.stdout
    );
}

/// jdlint reading JSON Lines from a pipe and writing them to one.
fn piped(sandbox: &Sandbox) -> (Child, ChildStdin, BufReader<ChildStdout>) {
    let args = [
        "--threads",
        "2",
        "--select",
        "JD201",
        "--format",
        "jsonl",
        "--stdin-filename",
        "a.jsonl",
        "-",
    ];
    let mut child = sandbox
        .command(&args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    (child, stdin, stdout)
}

fn next_line(stdout: &mut BufReader<ChildStdout>) -> Value {
    let mut line = String::new();
    stdout.read_line(&mut line).unwrap();
    serde_json::from_str(&line).unwrap()
}

#[test]
fn a_posting_is_reported_before_the_next_one_is_there() {
    let sandbox = Sandbox::new();
    let (child, mut stdin, mut stdout) = piped(&sandbox);
    for id in 0..3 {
        writeln!(stdin, "{}", posting(json!(id))).unwrap();
        let file = next_line(&mut stdout);
        assert_eq!(
            (&file["type"], &file["posting"]["id"]),
            (&json!("file"), &json!(id.to_string()))
        );
        assert_eq!(next_line(&mut stdout)["type"], "finding");
    }
    drop(stdin);
    assert_eq!(next_line(&mut stdout)["postings"], 3);
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1));
}

#[test]
fn a_reader_that_stops_ends_an_endless_stream_quietly() {
    let sandbox = Sandbox::new();
    let (child, stdin, mut stdout) = piped(&sandbox);
    let writer = endless(stdin);
    next_line(&mut stdout);
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(1));
}

/// Writes postings until nobody reads them.
fn endless(mut stdin: ChildStdin) -> thread::JoinHandle<()> {
    thread::spawn(move || {
        let line = format!("{}\n", posting(json!(1)));
        while stdin.write_all(line.as_bytes()).is_ok() {}
    })
}

#[cfg(unix)]
fn interrupt(child: &Child) {
    signal(child, "-INT");
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let status = Command::new("kill")
        .args([name, &child.id().to_string()])
        .status();
    assert!(status.unwrap().success());
}

/// What it says on standard error until it ends.
#[cfg(unix)]
fn told(child: &mut Child) -> String {
    let mut told = String::new();
    let mut pipe = child.stderr.take().unwrap();
    pipe.read_to_string(&mut told).unwrap();
    told
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_a_run_with_what_was_done() {
    ended_by("-INT");
}

#[cfg(unix)]
#[test]
fn a_service_that_asks_it_to_end_gets_what_was_done() {
    ended_by("-TERM");
}

#[cfg(unix)]
fn ended_by(name: &str) {
    let sandbox = Sandbox::new();
    let (mut child, stdin, mut stdout) = piped(&sandbox);
    let writer = endless(stdin);
    next_line(&mut stdout);
    signal(&child, name);
    let lines: Vec<Value> = stdout
        .lines()
        .map(|l| serde_json::from_str(&l.unwrap()).unwrap())
        .collect();
    writer.join().unwrap();
    let told = told(&mut child);
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let summary = lines.last().unwrap();
    assert_eq!(summary["type"], "summary");
    let files = 1 + lines.iter().filter(|l| l["type"] == "file").count();
    assert_eq!(summary["postings"], files);
    let postings = if files == 1 { "posting" } else { "postings" };
    assert_eq!(told, format!("warning: stopped after {files} {postings}\n"));
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_ends_the_process() {
    let sandbox = Sandbox::new();
    let (mut child, mut stdin, mut stdout) = piped(&sandbox);
    writeln!(stdin, "{}", posting(json!(1))).unwrap();
    next_line(&mut stdout);
    // the stream goes on, but nothing comes
    let mut rest = String::new();
    interrupt(&child);
    while child.try_wait().unwrap().is_none() {
        interrupt(&child);
        thread::yield_now();
    }
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!rest.contains("summary"), "{rest}");
    drop(stdin);
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_a_baseline_as_it_is() {
    let sandbox = Sandbox::with(&[("a.md", crate::common::POSTING)]);
    let fifo = sandbox.path().join("jobs.jsonl");
    assert!(
        Command::new("mkfifo")
            .arg(&fifo)
            .status()
            .unwrap()
            .success()
    );
    let mut child = sandbox
        .command(&["baseline", "write", "a.md", "jobs.jsonl"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = std::fs::OpenOptions::new().write(true).open(&fifo).unwrap();
    let line = format!("{}\n", posting(json!(1))).repeat(400);
    // some blocks are judged before so much is taken
    for _ in 0..10 {
        pipe.write_all(line.as_bytes()).unwrap();
    }
    interrupt(&child);
    while pipe.write_all(line.as_bytes()).is_ok() {}
    let status = child.wait().unwrap();
    let told = told(&mut child);
    assert_eq!(
        (status.code(), told.as_str()),
        (Some(130), "error: stopped; the baseline is as it was\n")
    );
    assert!(!sandbox.path().join("jdlint-baseline.json").exists());
}

#[test]
fn a_stream_that_cannot_be_read_to_its_end_is_an_error_where_postings_stood_before() {
    let line = |id: usize| format!("{}\n", posting(json!(id)));
    let good: String = (0..2_000).map(line).collect();
    let long = format!("{good}{{\"title\": \"{}\"}}\n{good}", "x".repeat(5 << 20));
    for (broken, words) in [
        (
            format!("{good}\0\n{good}"),
            "holds NUL bytes, so it is not a text file; what follows line ",
        ),
        (
            long,
            "line 2001 is larger than the limit of 4 MB, and what follows is not read",
        ),
    ] {
        let sandbox = Sandbox::with(&[("a.jsonl", &broken), ("z.md", crate::common::POSTING)]);
        let run = sandbox.run(&["--select", "JD201", "--format", "concise", "."]);
        assert_eq!(run.status, 2, "{}", run.stderr);
        assert!(run.stderr.starts_with("error: a.jsonl: "), "{}", run.stderr);
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert!(run.stdout.contains("(posting 1000)"));
        // without a posting before it is something else
        sandbox.write("a.jsonl", "\0");
        assert!(sandbox.run(&["--format", "concise", "."]).status < 2);
    }
}

/// A run that writes a report to a file, whole or not at all, is ended while it does.
#[cfg(unix)]
#[test]
fn a_run_that_is_asked_to_end_leaves_a_whole_report_and_nothing_beside_it() {
    let sandbox = Sandbox::new();
    let mut child = sandbox
        .command(&[
            "--format",
            "jsonl",
            "-o",
            "report",
            "--stdin-filename",
            "a.jsonl",
            "-",
        ])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let writer = endless(child.stdin.take().unwrap());
    let names = || -> Vec<_> {
        let entries = std::fs::read_dir(sandbox.path()).unwrap();
        let names = entries.map(|e| e.unwrap().file_name().into_string().unwrap());
        names.collect()
    };
    while names().is_empty() {
        thread::yield_now();
    }
    signal(&child, "-TERM");
    writer.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(names(), ["report"]);
    let report = sandbox.read("report");
    let last: Value = serde_json::from_str(report.lines().last().unwrap()).unwrap();
    assert_eq!(last["type"], "summary");
}
