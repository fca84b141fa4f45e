//! What is peculiar to Windows: backslashes, drives, globs that no shell expands, and names that a team shares with others.

use crate::common::{POSTING, Sandbox};

/// Asks for far more years than an associate has.
const MISMATCH: &str = "# Associate Product Manager\r\n\r\n## Requirements\r\n\r\n- 8 years of experience in product management\r\n";

fn postings() -> Sandbox {
    Sandbox::with(&[
        (
            "jdlint.toml",
            "select = [\"JD201\"]\nexclude = [\"drafts/\"]\n",
        ),
        ("postings/a.md", MISMATCH),
        ("postings/b/c.md", MISMATCH),
        ("drafts/d.md", MISMATCH),
    ])
}

#[test]
fn reports_have_slashes_however_paths_were_given() {
    let sandbox = postings();
    let expected = ["postings/a.md", "postings/b/c.md"];
    for paths in [
        &["postings"][..],
        &[".\\postings\\"],
        &["postings\\a.md", "postings\\b"],
        &[
            "postings\\b\\..\\a.md",
            "postings/a.md",
            "postings\\b\\c.md",
        ],
    ] {
        let run = sandbox.run(&[&["--format", "json"], paths].concat());
        let found: Vec<String> = run.paths();
        let ends = found
            .iter()
            .zip(expected)
            .all(|(f, e)| f.ends_with(&e[9..]));
        assert!(ends && found.len() == 2, "{found:?}");
        assert!(!run.stdout.contains("\\\\"), "{}", run.stdout);
    }
    let whole = sandbox.path().join("postings").join("a.md");
    let run = sandbox.run(&[whole.to_str().unwrap(), "--format", "sarif"]);
    assert!(run.stdout.contains("\"uri\": \"file:///"), "{}", run.stdout);
}

#[test]
fn globs_are_expanded() {
    let sandbox = postings();
    assert_eq!(sandbox.linted(&["postings\\*.md"]), ["postings/a.md"]);
    let run = sandbox.run(&["postings\\*.txt"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.starts_with("error: postings/*.txt: "));
    assert!(!run.stderr.contains(".\n"), "{}", run.stderr);
}

#[test]
fn a_baseline_is_the_same_as_elsewhere() {
    let sandbox = postings();
    let run = sandbox.run(&["baseline", "write", ".\\postings"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let baseline = sandbox.read("jdlint-baseline.json");
    assert!(
        baseline.contains("\"path\":\"postings/b/c.md\""),
        "{baseline}"
    );
    assert!(
        !baseline.contains('\\') && !baseline.contains('\r'),
        "{baseline}"
    );
    for (folder, path) in [
        (".", "postings\\b"),
        ("postings", "b\\c.md"),
        ("drafts", "..\\postings"),
    ] {
        let run = sandbox.run_in(folder, &[path]);
        assert_eq!(run.status, 0, "{}", run.stdout);
    }
    std::fs::remove_file(sandbox.path().join("postings/a.md")).unwrap();
    let run = sandbox.run(&["baseline", "prune"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(
        !sandbox
            .read("jdlint-baseline.json")
            .contains("postings/a.md")
    );
}

#[test]
fn globs_of_the_configuration_are_written_with_slashes_alone() {
    let sandbox = postings();
    sandbox.write(
        "jdlint.toml",
        "select = [\"JD201\"]\n[per-file-ignores]\n\"postings/b/*.md\" = [\"JD201\"]\n",
    );
    let run = sandbox.run(&["--format", "concise", "postings\\b"]);
    assert_eq!(run.status, 0, "{}", run.stdout);
    let stdin = [
        "--stdin-filename",
        "postings\\b\\new.md",
        "--format",
        "json",
        "-",
    ];
    let run = sandbox.run_with_stdin(&stdin, MISMATCH.as_bytes());
    assert_eq!(
        (run.status, run.paths()),
        (0, vec!["postings/b/new.md".to_owned()])
    );
}

#[test]
fn messages_name_files_as_people_write_them() {
    let sandbox = postings();
    sandbox.write("jdlint.toml", "selekt = []\n");
    sandbox.write("postings/e.md", POSTING);
    let run = sandbox.run_in("postings", &["e.md"]);
    assert_eq!(run.status, 2);
    assert!(run.stderr.contains("/jdlint.toml:1:1"), "{}", run.stderr);
    assert!(!run.stderr.contains('\\'), "{}", run.stderr);
}
