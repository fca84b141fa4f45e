//! Baselines through the real binary: an old repository becomes quiet, what is new in it is told, what was put right goes.

mod hygiene;
mod places;

use crate::common::{Run, Sandbox};
use std::fs;

const BASELINE: &str = "jdlint-baseline.json";

const AREAS: [&str; 8] = [
    "Bus Timetables",
    "Seed Catalogue",
    "Wallpaper",
    "Ferry Tickets",
    "Reading App",
    "Tool Library",
    "Choir Planner",
    "Cable Cars",
];
const TASKS: [&str; 7] = [
    "Take notes in interviews with customers",
    "Help the squad with day-to-day tasks",
    "Write the tickets for small fixes of one feature",
    "Learn how product decisions are made",
    "Prepare the weekly test with users",
    "Keep the release notes of one feature in order",
    "Assist the senior product manager with the backlog",
];

/// An old posting, number 0 to 39: five titles, eight areas, two layouts; three in five have something wrong.
fn old_posting(number: usize) -> String {
    let area = AREAS[number % AREAS.len()];
    let (title, wrong) = match number % 5 {
        0 => (
            "Associate Product Manager",
            "8 years of experience in product management",
        ),
        1 => (
            "Junior Product Manager",
            "Nine years of experience in product management",
        ),
        2 => (
            "Associate Product Manager",
            "A first year of work, in whatever trade",
        ),
        3 => (
            "Product Manager",
            "3 years of experience in product management",
        ),
        _ => (
            "Junior Product Manager",
            "10+ years of experience in product management",
        ),
    };
    let glyph = if number.is_multiple_of(2) { "-" } else { "*" };
    let tasks: String = (0..4)
        .map(|k| format!("{glyph} {}\n", TASKS[(number + 2 * k) % TASKS.len()]))
        .collect();
    match number % 3 {
        0 => format!(
            "# {title}, {area}\n\n## What you will do\n\n{tasks}\n## What you bring\n\n{glyph} {wrong}\n"
        ),
        1 => format!(
            "---\ntitle: {title}, {area}\n---\n\n## Your tasks\n\n{tasks}\n## Your profile\n\n{glyph} {wrong}\n"
        ),
        _ => format!(
            "{title}, {area}\n=====\n\n**Requirements**\n\n{glyph} {wrong}\n\n**Responsibilities**\n\n{tasks}\n"
        ),
    }
}

/// A posting with one thing wrong: its boss.
const NEW: &str = "\
# Product Manager, Night Trains

## What you will do

- Own the backlog of one squad and order it with engineers and designers
- Talk with travellers each week and bring what you learn to the team
- Write clear specifications for the booking flow
- Prioritise the feedback of customers for the next release with the squad
- Write user stories for the squad and refine the backlog with it

You report to an Associate Product Manager.
";

fn old_repository() -> Sandbox {
    let sandbox = Sandbox::new();
    for number in 0..40 {
        sandbox.write(&format!("postings/{number:02}.md"), old_posting(number));
    }
    sandbox
}

/// Path and code of every finding that is shown.
fn shown(run: &Run) -> Vec<(String, String)> {
    let json = run.json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = json["findings"].as_array().unwrap().iter();
    findings
        .map(|f| (text(&f["path"]), text(&f["code"])))
        .collect()
}

fn check(sandbox: &Sandbox) -> Run {
    sandbox.run(&["--format", "json"])
}

fn entries(sandbox: &Sandbox) -> Vec<serde_json::Value> {
    let json: serde_json::Value = serde_json::from_str(&sandbox.read(BASELINE)).unwrap();
    json["findings"].as_array().unwrap().clone()
}

/// Entries that are no longer needed, as the summary counts them.
fn stale(run: &Run) -> u64 {
    run.json()["summary"]["stale_baseline_entries"]
        .as_u64()
        .unwrap()
}

#[test]
fn an_old_repository_is_quiet_and_what_is_new_in_it_is_told() {
    let sandbox = old_repository();
    let before = check(&sandbox);
    assert_eq!(before.status, 1);
    let old = shown(&before);
    assert!(old.len() >= 24, "{old:?}");

    // what is known is recorded
    let written = sandbox.run(&["baseline", "write"]);
    assert_eq!((written.status, written.stderr.as_str()), (0, ""));
    assert_eq!(
        written.stdout.lines().count(),
        1,
        "one line says what was done: {written:?}"
    );
    assert!(
        written
            .stdout
            .starts_with(&format!("recorded {} findings", old.len()))
    );
    let recorded = sandbox.read(BASELINE);

    // … and hidden, and counted
    let quiet = check(&sandbox);
    assert_eq!((quiet.status, shown(&quiet)), (0, vec![]));
    assert_eq!(quiet.json()["summary"]["hidden"]["baselined"], old.len());
    assert_eq!(stale(&quiet), 0);
    let summary = sandbox.run(&["."]).stdout;
    assert!(summary.contains("hidden (in the baseline)"), "{summary}");

    // a new bad posting fails, with exactly its finding
    sandbox.write("postings/new.md", NEW);
    let failed = check(&sandbox);
    assert_eq!(failed.status, 1);
    assert_eq!(
        shown(&failed),
        [("postings/new.md".to_owned(), "JD204".to_owned())]
    );

    // it passes once it is put right
    sandbox.write(
        "postings/new.md",
        NEW.replace("an Associate Product Manager", "the Director of Product"),
    );
    let passed = check(&sandbox);
    assert_eq!((passed.status, shown(&passed)), (0, vec![]));

    // an old one is put right: quiet, and the entry is no longer needed
    sandbox.write(
        "postings/05.md",
        old_posting(5).replace("8 years", "1 year"),
    );
    let fixed = check(&sandbox);
    assert_eq!((fixed.status, shown(&fixed)), (0, vec![]));
    let gone = stale(&fixed);
    assert!(gone >= 1);
    assert_eq!(sandbox.read(BASELINE), recorded, "checking writes nothing");
    let asked = sandbox.run(&["--format", "json", "--report-unused"]);
    assert_eq!(asked.status, 1);
    assert_eq!(
        shown(&asked),
        vec![(BASELINE.to_owned(), "JD903".to_owned()); usize::try_from(gone).unwrap()]
    );
    assert!(
        !asked.paths().contains(&BASELINE.to_owned()),
        "it is no posting"
    );

    // pruning takes it out and nothing else
    let pruned = sandbox.run(&["baseline", "prune"]);
    assert_eq!(pruned.status, 0, "{pruned:?}");
    let after = sandbox.read(BASELINE);
    assert!(recorded.contains("postings/05.md") && !after.contains("postings/05.md"));
    let kept: Vec<&str> = recorded.lines().filter(|l| !l.contains("/05.md")).collect();
    assert_eq!(after.lines().collect::<Vec<_>>(), kept);
    let last = check(&sandbox);
    assert_eq!((last.status, stale(&last)), (0, 0));

    // the old fault comes back: it is new
    sandbox.write("postings/05.md", old_posting(5));
    let back = check(&sandbox);
    assert_eq!(back.status, 1);
    assert!(!shown(&back).is_empty() && shown(&back).iter().all(|(p, _)| p == "postings/05.md"));
}

#[test]
fn the_file_is_the_same_at_any_number_of_threads_and_holds_no_place() {
    let sandbox = old_repository();
    let mut written = Vec::new();
    for threads in ["1", "2", "7"] {
        sandbox.run(&["baseline", "write", "--threads", threads]);
        written.push(sandbox.read(BASELINE));
        fs::remove_file(sandbox.path().join(BASELINE)).unwrap();
    }
    assert_eq!(written[0], written[1]);
    assert_eq!(written[0], written[2]);
    let lines: Vec<&str> = written[0].lines().filter(|l| l.contains("path")).collect();
    assert!(lines.is_sorted() && lines.len() >= 24, "{lines:?}");
    assert!(!written[0].contains("line") && !written[0].contains(sandbox.path().to_str().unwrap()));
}

/// A posting of an associate who needs many years, and the findings in it.
fn with_findings() -> Sandbox {
    let sandbox = Sandbox::with(&[("postings/a.md", &old_posting(0))]);
    assert_eq!(check(&sandbox).status, 1);
    sandbox.run(&["baseline", "write"]);
    assert_eq!(check(&sandbox).status, 0);
    sandbox
}

#[test]
fn findings_survive_other_lines_bullets_breaks_and_quotation_marks() {
    let sandbox = Sandbox::new();
    let old = "# Associate Product Manager, Reader's Corner\n\n## Your tasks\n\n\
               - Take notes in interviews with customers\n- Help the squad with day-to-day tasks\n\n\
               ## Your profile\n\n- 8 years of experience in product management\n";
    sandbox.write("a.md", old);
    sandbox.run(&["baseline", "write"]);
    assert!(entries(&sandbox).iter().any(|e| e["rule"] == "JD201"));
    for new in [
        format!("<!-- a note of people-ops -->\n\n{old}\n\nWe read a lot.\n"),
        old.replace("- ", "\u{2022} ")
            .replace("Reader's", "Reader\u{2019}s"),
        old.replace("- ", "* ").replace(
            "8 years of experience in",
            "8  years of **experience**\n  in",
        ),
        old.replace('\n', "\r\n"),
        "Associate Product Manager, READER'S CORNER\n=======\n\n**Your profile**\n\n\
         + 8 years of experience in product management\n\n**Your tasks**\n\n\
         + Help the squad with day-to-day tasks\n+ Take notes in interviews with customers\n"
            .to_owned(),
    ] {
        sandbox.write("a.md", &new);
        let run = check(&sandbox);
        assert_eq!(
            (run.status, shown(&run), stale(&run)),
            (0, vec![], 0),
            "{new}"
        );
    }
}

#[test]
fn more_of_a_kind_than_recorded_are_new() {
    let sandbox = with_findings();
    let recorded = sandbox.read(BASELINE);
    assert!(recorded.contains("\"count\":1"));
    // the same finding twice is recorded as two; one that goes is told, one that comes is new
    sandbox.write(BASELINE, recorded.replace("\"count\":1", "\"count\":2"));
    let fewer = sandbox.run(&["--report-unused"]);
    assert_eq!(fewer.status, 1);
    assert!(
        fewer
            .stdout
            .contains("less often in postings/a.md than recorded (1 of 2)")
    );
    let pruned = sandbox.run(&["baseline", "prune"]);
    assert_eq!(pruned.status, 0, "{pruned:?}");
    assert_eq!(sandbox.read(BASELINE), recorded);
}

#[test]
fn a_renamed_file_is_known_and_a_copy_is_not() {
    let sandbox = with_findings();
    let at = |path: &str| sandbox.path().join(path);
    fs::create_dir(at("jobs")).unwrap();
    fs::rename(at("postings/a.md"), at("jobs/b.md")).unwrap();
    let renamed = check(&sandbox);
    assert_eq!((renamed.status, stale(&renamed)), (0, 0), "{renamed:?}");
    let named = sandbox.run(&["--format", "json", "jobs/b.md"]);
    assert_eq!(named.status, 0, "{named:?}");
    fs::copy(at("jobs/b.md"), at("jobs/c.md")).unwrap();
    let copied = check(&sandbox);
    assert_eq!(copied.status, 1);
    assert!(shown(&copied).iter().all(|(path, _)| path == "jobs/c.md"));
    // the old file is there again, so that nothing was renamed
    fs::rename(at("jobs/c.md"), at("postings/a.md")).unwrap();
    let both = check(&sandbox);
    assert!(shown(&both).iter().all(|(path, _)| path == "jobs/b.md"));
    assert_eq!(
        sandbox.run(&["jobs/b.md"]).status,
        1,
        "also where the old one is not checked"
    );
    // what is recorded of a file that was put right is no licence for another one
    sandbox.write("postings/a.md", old_posting(0).replace("8 years", "1 year"));
    assert_eq!(sandbox.run(&["jobs/b.md"]).status, 1);
}

#[test]
fn a_run_over_a_part_says_nothing_of_the_rest() {
    let sandbox = old_repository();
    sandbox.run(&["baseline", "write"]);
    let all = sandbox.read(BASELINE);
    let one = sandbox.run(&["--format", "json", "--report-unused", "postings/00.md"]);
    assert_eq!((one.status, stale(&one)), (0, 0));
    let selected = sandbox.run(&["--format", "json", "--select", "JD101"]);
    assert_eq!((selected.status, stale(&selected)), (0, 0));
    let severe = sandbox.run(&["--format", "json", "--min-severity", "error"]);
    assert_eq!((severe.status, stale(&severe)), (0, 0));
    let pruned = sandbox.run(&["baseline", "prune", "postings/00.md"]);
    assert!(pruned.stdout.contains("still occur"), "{pruned:?}");
    assert_eq!(sandbox.read(BASELINE), all);
    // writing a part keeps what is known of other files, but for those that are gone
    sandbox.write(
        "postings/00.md",
        old_posting(0).replace("8 years", "1 year"),
    );
    fs::remove_file(sandbox.path().join("postings/01.md")).unwrap();
    let written = sandbox.run(&["baseline", "write", "postings/00.md"]);
    assert!(written.stdout.contains("recorded 0 findings") && written.stdout.contains("kept"));
    let kept: Vec<&str> = all
        .lines()
        .filter(|l| !l.contains("/00.md") && !l.contains("/01.md"))
        .collect();
    assert_eq!(sandbox.read(BASELINE).lines().collect::<Vec<_>>(), kept);
}

#[test]
fn what_is_switched_off_or_suppressed_is_not_recorded_and_hygiene_is() {
    let sandbox = Sandbox::with(&[
        ("a.md", &old_posting(0)),
        (
            "b.md",
            &format!("{}\n<!-- jdlint-disable-file -->\n", old_posting(1)),
        ),
        (
            "c.md",
            &format!("{}\n<!-- jdlint-disable-file JD999 -->\n", old_posting(2)),
        ),
        (
            "jdlint.toml",
            "ignore = [\"JD201\"]\nmin-severity = \"error\"\n",
        ),
    ]);
    sandbox.run(&["baseline", "write"]);
    let written = entries(&sandbox);
    assert!(
        written
            .iter()
            .all(|e| e["rule"] != "JD201" && e["path"] != "b.md"),
        "{written:?}"
    );
    // thresholds do not matter, so that a lower one stays quiet
    assert!(
        written
            .iter()
            .any(|e| e["path"] == "c.md" && e["rule"] == "JD902")
    );
    sandbox.write("jdlint.toml", "ignore = [\"JD201\"]\n");
    assert_eq!(check(&sandbox).status, 0);
}

#[test]
fn what_is_no_baseline_is_refused_with_its_place() {
    let entry = |path: &str| {
        format!(
            "{{\"path\": \"{path}\", \"rule\": \"JD101\", \"fingerprint\": \"0123456789abcdef\", \"count\": 1}}"
        )
    };
    let of = |entries: &str| format!("{{\"version\": 1, \"findings\": [\n{entries}\n]}}");
    let twice = format!("{},\n{}", entry("a.md"), entry("a.md"));
    for (text, reason) in [
        (of(&entry("/etc/hostname")), "jdlint-baseline.json:2:1"),
        (of(&entry("../../a.md")), "no plain path"),
        (of(&entry("\\u001b]0;x\\u0007/../a.md")), "no plain path"),
        (of(&twice), "jdlint-baseline.json:3:1"),
        ("{\"version\": 7, \"known\": []}".to_owned(), "version 7"),
        ("<<<<<<< ours\n".to_owned(), "jdlint-baseline.json:1:1"),
        (String::new(), "not a baseline"),
        ("[".repeat(1_000_000), "not a baseline"),
    ] {
        let sandbox = Sandbox::with(&[("a.md", &old_posting(0)), (BASELINE, &text)]);
        for args in [
            &["a.md"][..],
            &["baseline", "prune"],
            &["baseline", "write"],
        ] {
            let run = sandbox.run(args);
            assert_eq!(
                (run.status, run.stdout.as_str()),
                (2, ""),
                "{reason}: {run:?}"
            );
            assert!(run.stderr.contains(reason), "{reason}: {run:?}");
            assert!(run.stderr.len() < 2_000 && !run.stderr.contains('\u{1b}'));
        }
        assert_eq!(sandbox.read(BASELINE), text, "it is left as it is");
    }
}

#[test]
fn files_that_cannot_be_read_as_a_baseline_are_told() {
    let sandbox = Sandbox::with(&[("a.md", &old_posting(0))]);
    sandbox.write("latin.json", b"\xff\xfe\x00\xd8");
    sandbox.write("binary.json", b"\0\0\0\0");
    let huge = fs::File::create(sandbox.path().join("huge.json")).unwrap();
    huge.set_len(65 * 1024 * 1024).unwrap();
    for (file, reason) in [
        ("missing.json", "missing.json"),
        (".", "."),
        ("no/folder.json", "no"),
        ("latin.json", "latin.json"),
        ("binary.json", "not text"),
        ("huge.json", "larger than the limit of 12 MB"),
    ] {
        let run = sandbox.run(&["--baseline", file]);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (2, ""),
            "{file}: {run:?}"
        );
        assert!(run.stderr.contains(reason), "{file}: {run:?}");
    }
    let none = sandbox.run(&["baseline", "prune"]);
    assert_eq!(none.status, 2);
    assert!(
        none.stderr.contains("`jdlint baseline write` makes one"),
        "{none:?}"
    );
}

#[test]
fn a_baseline_is_no_posting_whatever_its_size() {
    let sandbox = Sandbox::with(&[("a.md", &old_posting(0))]);
    assert_eq!(sandbox.run(&["baseline", "write"]).status, 0);
    let padded = format!("{}{}", sandbox.read(BASELINE), " ".repeat(5 << 20));
    sandbox.write(BASELINE, padded);
    let run = sandbox.run(&["--format", "json", "."]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert_eq!(run.paths(), ["a.md"]);
}

#[test]
fn unreadable_files_keep_what_is_known_of_them() {
    let sandbox = with_findings();
    let recorded = sandbox.read(BASELINE);
    sandbox.write("postings/a.md", b"\0\0\0\0");
    for command in ["write", "prune"] {
        let run = sandbox.run(&["baseline", command, "postings/a.md"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert_eq!(sandbox.read(BASELINE), recorded);
    }
    let empty = Sandbox::new();
    assert_eq!(empty.run(&["baseline", "write"]).status, 3);
    assert!(!empty.path().join(BASELINE).exists());
}
