//! Postings and file names that are out of the ordinary, through the real binary.

use crate::common::{POSTING, Run, Sandbox};

/// Nothing of a run may reach the terminal that moves the cursor, reorders text or hides.
fn assert_safe(run: &Run) {
    for text in [&run.stdout, &run.stderr] {
        let unsafe_char = text
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(unsafe_char, None, "{run:?}");
    }
}

#[test]
#[cfg(unix)]
fn file_names_are_shown_safely() {
    let sandbox = Sandbox::new();
    let names = [
        "a\nerror: b.md",
        "\u{1b}[31mred.md",
        "\u{202e}dm.exe.md",
        "-rf.md",
        "$(touch pwned).md",
        "tab\t.md",
    ];
    for name in names {
        sandbox.write(name, "no title here\n");
        sandbox.write(&format!("empty/{name}"), "");
    }
    for format in ["human", "concise", "json"] {
        let run = sandbox.run(&["--format", format, ".", "\u{1b}]0;gone\u{7}", "a\rb"]);
        assert_safe(&run);
        assert_eq!(run.status, 2, "{run:?}");
        // each message is one line
        for line in run.stderr.lines() {
            assert!(
                line.starts_with("error: ") || line.starts_with("warning: "),
                "{run:?}"
            );
        }
        assert_eq!(run.stderr.lines().count(), names.len() + 2, "{run:?}");
    }
    assert_eq!(sandbox.linted(&["."]).len(), names.len());
    assert_safe(&sandbox.run(&["inspect", "."]));
}

#[test]
fn arguments_are_shown_safely() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    for arguments in [
        ["explain", "\u{1b}[31m", "--isolated"],
        ["--select", "\u{1b}[31m\u{202e}", "."],
        ["--output", "no\u{1b}/such/folder", "."],
        ["--config", "no\u{1b}such.toml", "."],
        ["--fail-on", "\u{1b}[31m\u{202e}\n::error::x", "."],
        ["--\u{1b}[31m\u{7}\n::error::x", ".", "."],
    ] {
        let run = sandbox.run(&arguments);
        assert_eq!(run.status, 2, "{run:?}");
        assert_safe(&run);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_that_is_not_utf8_is_linted_with_a_warning() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let sandbox = Sandbox::with(&[("b.md", POSTING)]);
    let name = OsStr::from_bytes(b"a\xff.md");
    std::fs::write(sandbox.path().join(name), POSTING).unwrap();
    for args in [
        &["--format".as_ref(), "json".as_ref()][..],
        &["--format".as_ref(), "json".as_ref(), name, "b.md".as_ref()],
    ] {
        let run = sandbox.run::<&OsStr>(args);
        assert_eq!(run.paths(), ["a\u{fffd}.md", "b.md"]);
        assert!(
            run.stderr
                .starts_with("warning: a\u{fffd}.md: the file name is not valid UTF-8"),
            "{run:?}"
        );
        assert_ne!(run.status, 2);
    }
}

#[test]
fn long_postings_are_read() {
    let sandbox = Sandbox::new();
    let lines: String = (0..100_000).map(|i| format!("- Do {i}\n")).collect();
    sandbox.write(
        "lines.md",
        format!("# Product Manager\n\n## Responsibilities\n\n{lines}"),
    );
    let line = format!("{} ", "x".repeat(999)).repeat(5_000);
    sandbox.write("line.md", format!("# Product Manager\n\n{line}\n"));
    let run = sandbox.run(&["--format", "human", "--max-file-size", "8"]);
    assert!(run.status < 2, "{}", run.stderr);
    assert!(run.stdout.contains("2 files"), "{}", run.stdout);
    assert!(run.stdout.len() < 100_000, "{} bytes", run.stdout.len());
}

#[test]
fn a_file_of_50_mb_is_read() {
    let sandbox = Sandbox::new();
    // lines of blanks cost little, so that an unoptimised build is done soon
    let blanks = format!("{}\n", " ".repeat(65_535)).repeat(50 * 16);
    sandbox.write("a.md", format!("# Product Manager\n\n{blanks}\n- Do it.\n"));
    let run = sandbox.run(&["--format", "json", "--max-file-size", "64"]);
    assert!(run.status < 2, "{run:?}");
    assert_eq!(run.json()["files"][0]["title"]["text"], "Product Manager");
}

#[test]
fn odd_bytes_do_not_stop_the_run() {
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(POSTING.encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    sandbox.write("utf16.md", utf16);
    sandbox.write("bom.md", format!("\u{feff}{POSTING}"));
    sandbox.write(
        "latin1.md",
        b"# Product Manager\n\n- Run the caf\xe9 app.\n",
    );
    sandbox.write("cr.md", POSTING.replace('\n', "\r"));
    sandbox.write("zero.md", b"# Product\0Manager\n\n- a\0b\n");
    sandbox.write(
        "garbage.md",
        (0..=255).cycle().take(4096).collect::<Vec<u8>>(),
    );
    let run = sandbox.run(&["--format", "json"]);
    assert!(run.status < 2, "{run:?}");
    let json = run.json();
    let title = |path: &str| {
        let files = json["files"].as_array().unwrap();
        let file = files.iter().find(|f| f["path"] == path).unwrap();
        file["title"]["text"].as_str().unwrap().to_owned()
    };
    for path in ["utf16.md", "bom.md", "latin1.md", "z.md"] {
        assert_eq!(title(path), "Product Manager", "{path}");
    }
    assert!(
        run.stderr.contains("warning: garbage.md: not text: "),
        "{run:?}"
    );
    assert!(
        run.stderr.contains("warning: zero.md: not text: "),
        "{run:?}"
    );
}

#[test]
fn deep_nesting_does_not_stop_the_run() {
    let sandbox = Sandbox::new();
    for (name, unit) in [
        ("quotes", ">"),
        ("brackets", "["),
        ("stars", "*"),
        ("links", "[a]("),
        ("lists", "- "),
    ] {
        sandbox.write(
            &format!("{name}.md"),
            format!("# Product Manager\n\n{}\n", unit.repeat(50_000)),
        );
    }
    sandbox.write(
        "yaml.md",
        format!("---\na: {}\n---\n# Product Manager\n", "[".repeat(50_000)),
    );
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(run.paths().len(), 6, "{}", run.stderr);
    assert!(run.status < 2, "{}", run.stderr);
}

#[test]
fn ignore_files_beyond_their_limit_leave_out_their_folder_alone() {
    let lines = "*a\n".repeat(45_000);
    let sandbox = Sandbox::with(&[
        ("a/.gitignore", &lines),
        ("a/a.md", POSTING),
        ("a/b/b.md", POSTING),
        // together with that above it
        ("c/.ignore", &lines[..69_999]),
        ("c/c.md", POSTING),
        ("c/d/.jdlintignore", &lines[..69_999]),
        ("c/d/d.md", POSTING),
        ("z.md", POSTING),
    ]);
    let why =
        "not checked: the ignore files in it and above it have more than 131072 bytes, the limit";
    let run = sandbox.run(&["--format", "json", "."]);
    assert_eq!(run.paths(), ["c/c.md", "z.md"]);
    assert_eq!(run.stderr, format!("error: a: {why}\nerror: c/d: {why}\n"));
    assert_eq!(run.status, 2);
    // a folder that is named, and a file that ignore files may leave out
    let run = sandbox.run(&[
        "--format",
        "json",
        "--force-exclude",
        "a/b",
        "a/a.md",
        "z.md",
    ]);
    assert_eq!(run.paths(), ["z.md"]);
    assert_eq!(
        run.stderr,
        format!("error: a/a.md: {why}\nerror: a/b: {why}\n")
    );
    // a file that is named is read whatever they say
    assert_eq!(sandbox.linted(&["a/a.md"]), ["a/a.md"]);
}

#[test]
#[cfg(unix)]
fn ignore_files_that_never_end_are_not_read() {
    let sandbox = Sandbox::with(&[("a/a.md", POSTING), ("z.md", POSTING)]);
    for name in [".gitignore", ".ignore", ".jdlintignore"] {
        let link = sandbox.path().join("a").join(name);
        std::os::unix::fs::symlink("/dev/zero", &link).unwrap();
        let run = sandbox.run(&["--format", "json", "."]);
        assert_eq!(run.paths(), ["z.md"]);
        let told = format!("error: a: not checked: {name} in it or above it is no regular file\n");
        assert_eq!((run.status, run.stderr), (2, told));
        std::fs::remove_file(link).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_baseline_that_a_configuration_names_is_a_file() {
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", "baseline = \"/dev/zero\"\n"),
        ("a.md", POSTING),
    ]);
    let run = sandbox.run(&["a.md"]);
    assert_eq!(run.status, 2, "{run:?}");
    assert!(
        run.stderr.contains("`/dev/zero`: is no regular file"),
        "{run:?}"
    );
}
