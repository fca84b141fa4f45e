//! Which files are linted, through the real binary.

use crate::common::{BELOW_A_FILE, POSTING, Sandbox};

#[test]
fn folders_are_searched_for_markdown_and_text_in_path_order() {
    let sandbox = Sandbox::with(&[
        ("b.md", POSTING),
        ("a/z.txt", POSTING),
        ("a/Y.MD", POSTING),
        ("a-b.markdown", POSTING),
        ("c.Html", "<h1>Product Manager</h1><p>Own one backlog."),
        ("notes.pdf", POSTING),
        ("README", POSTING),
        ("é.md", POSTING),
    ]);
    // bytewise: `-` sorts before `/`
    let expected = [
        "a-b.markdown",
        "a/Y.MD",
        "a/z.txt",
        "b.md",
        "c.Html",
        "é.md",
    ];
    assert_eq!(sandbox.linted::<&str>(&[]), expected);
    assert_eq!(sandbox.linted(&["."]), expected);
    assert_eq!(sandbox.linted(&["./a/.."])[0], "a/../a-b.markdown");
}

#[test]
fn ignore_files_hold_outside_of_git() {
    let sandbox = Sandbox::with(&[
        (".gitignore", "drafts/\n*.tmp.md\n"),
        (".jdlintignore", "legal.md\n"),
        ("a.md", POSTING),
        ("b.tmp.md", POSTING),
        ("drafts/c.md", POSTING),
        ("legal.md", POSTING),
        ("sub/.jdlintignore", "!../legal.md\nd.md\n"),
        ("sub/d.md", POSTING),
        ("sub/e.md", POSTING),
    ]);
    assert_eq!(sandbox.linted(&["."]), ["a.md", "sub/e.md"]);
    // ignore files of folders above count as well
    assert_eq!(
        sandbox.run_in("sub", &["--format", "json"]).paths(),
        ["e.md"]
    );
}

#[test]
fn an_ignore_file_that_is_not_valid_gives_a_warning() {
    let sandbox = Sandbox::with(&[(".jdlintignore", "{a\n"), ("a.md", POSTING)]);
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(run.paths(), ["a.md"]);
    assert!(
        run.stderr.starts_with("warning: .jdlintignore: line 1: "),
        "{run:?}"
    );
}

#[test]
fn hidden_files_are_left_out() {
    let sandbox = Sandbox::with(&[
        (".hidden.md", POSTING),
        (".github/a.md", POSTING),
        ("a.md", POSTING),
    ]);
    assert_eq!(sandbox.linted(&["."]), ["a.md"]);
    assert_eq!(sandbox.linted(&[".github"]), [".github/a.md"]);
}

#[test]
fn a_named_file_is_always_linted() {
    let sandbox = Sandbox::with(&[
        (".gitignore", "ignored.md\nbuild/\n"),
        ("jdlint.toml", "exclude = [\"excluded.md\"]\n"),
        ("ignored.md", POSTING),
        ("excluded.md", POSTING),
        (".hidden.md", POSTING),
        ("build/a.md", POSTING),
        ("posting.rst", POSTING),
        ("POSTING", POSTING),
    ]);
    let names = [
        ".hidden.md",
        "POSTING",
        "build/a.md",
        "excluded.md",
        "ignored.md",
        "posting.rst",
    ];
    assert_eq!(sandbox.linted(&names), names);
    // Markdown by content: the heading is the title
    let json = sandbox.run(&["--format", "json", "POSTING"]).json();
    assert_eq!(json["files"][0]["title"]["text"], "Product Manager");
}

#[test]
fn force_exclude_holds_for_named_files_and_folders() {
    let sandbox = Sandbox::with(&[
        (".gitignore", "ignored.md\nbuild/\n"),
        (".jdlintignore", "legal/*.md\n"),
        ("jdlint.toml", "exclude = [\"old/\"]\n"),
        ("ignored.md", POSTING),
        (".hidden.md", POSTING),
        ("build/deep/a.md", POSTING),
        ("legal/b.md", POSTING),
        ("old/2019/c.md", POSTING),
        ("kept.md", POSTING),
        ("kept.rst", POSTING),
    ]);
    let names = [
        "--force-exclude",
        "ignored.md",
        ".hidden.md",
        "build/deep/a.md",
        "build",
        "legal/b.md",
        "./legal/../legal/b.md",
        "old/2019/c.md",
        "old/2019",
        "kept.md",
        "kept.rst",
    ];
    assert_eq!(sandbox.linted(&names), ["kept.md", "kept.rst"]);
    // everything named is excluded: nothing to do, and no mistake
    let run = sandbox.run(&["--force-exclude", "ignored.md"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    // a missing file is a mistake all the same
    assert_eq!(sandbox.run(&["--force-exclude", "missing.md"]).status, 2);
}

#[test]
fn exclude_globs_are_relative_to_the_configuration_file() {
    let sandbox = Sandbox::with(&[
        (
            "jdlint.toml",
            "exclude = [\"/a.md\", \"templates/\", \"**/*-old.md\", \"!keep-old.md\"]\n",
        ),
        ("a.md", POSTING),
        ("sub/a.md", POSTING),
        ("sub/templates/t.md", POSTING),
        ("sub/b-old.md", POSTING),
        ("sub/keep-old.md", POSTING),
    ]);
    assert_eq!(sandbox.linted(&["."]), ["sub/a.md", "sub/keep-old.md"]);
    assert_eq!(
        sandbox.run_in("sub", &["--format", "json"]).paths(),
        ["a.md", "keep-old.md"]
    );
    assert_eq!(
        sandbox.run_in("sub", &["--format", "json", ".."]).paths(),
        ["../sub/a.md", "../sub/keep-old.md"]
    );
}

#[test]
fn a_file_is_linted_once() {
    let sandbox = Sandbox::with(&[("a/b.md", POSTING), ("a/c.md", POSTING)]);
    let expected = ["a/b.md", "a/c.md"];
    assert_eq!(sandbox.linted(&["a", ".", "a/b.md", "./a/b.md"]), expected);
    let absolute = sandbox.path().join("a/b.md");
    assert_eq!(
        sandbox.linted(&["a".as_ref(), absolute.as_os_str()]),
        expected
    );
}

#[test]
#[cfg(unix)]
fn links_are_not_followed_but_a_named_link_is_read() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::with(&[("real/a.md", POSTING), ("other/b.md", POSTING)]);
    symlink("a.md", sandbox.path().join("real/link.md")).unwrap();
    symlink("..", sandbox.path().join("real/loop")).unwrap();
    symlink("../other", sandbox.path().join("real/folder")).unwrap();
    symlink("nowhere", sandbox.path().join("real/dangling.md")).unwrap();
    assert_eq!(sandbox.linted(&["real"]), ["real/a.md"]);
    assert_eq!(sandbox.linted(&["real/link.md"]), ["real/link.md"]);
    assert_eq!(sandbox.linted(&["real/link.md", "real"]), ["real/link.md"]);
    assert_eq!(sandbox.linted(&["real/folder"]), ["real/folder/b.md"]);
    let run = sandbox.run(&["real/dangling.md"]);
    assert_eq!(run.status, 2, "{run:?}");
    // a link to itself
    symlink("self.md", sandbox.path().join("self.md")).unwrap();
    let run = sandbox.run(&["self.md", "real/a.md", "--format", "json"]);
    assert_eq!((run.status, run.paths()), (2, vec!["real/a.md".to_owned()]));
}

#[test]
#[cfg(unix)]
fn what_cannot_be_read_is_told_and_the_others_are_linted() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("locked.md", POSTING),
        ("locked/b.md", POSTING),
        ("z.md", POSTING),
    ]);
    if crate::common::permissions_are_ignored(&sandbox) {
        println!("not tested: file permissions do not stop this user");
        return;
    }
    let (file, folder) = (
        sandbox.path().join("locked.md"),
        sandbox.path().join("locked"),
    );
    crate::common::forbid(&file);
    crate::common::forbid(&folder);
    let run = sandbox.run(&["--format", "json", "."]);
    crate::common::allow(&file);
    crate::common::allow(&folder);
    assert_eq!(run.paths(), ["a.md", "z.md"]);
    assert_eq!(
        run.stderr,
        "error: locked: permission denied\nerror: locked.md: permission denied\n"
    );
    assert_eq!(run.status, 2);
}

#[test]
fn a_missing_path_is_told_and_the_others_are_linted() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    let run = sandbox.run(&["--format", "json", "zzz", "a.md", "a.md/b.md", "b/c.md"]);
    assert_eq!(run.paths(), ["a.md"]);
    assert_eq!(
        run.stderr,
        format!(
            "error: a.md/b.md: {BELOW_A_FILE}\n\
             error: b/c.md: no such file or folder\n\
             error: zzz: no such file or folder\n"
        )
    );
    assert_eq!(run.status, 2);
    assert_eq!(run.json()["summary"]["unreadable"], 3);
}

#[test]
fn no_file_to_check_is_status_3() {
    let sandbox = Sandbox::with(&[("data.csv", "a,b\n"), ("empty/.keep", "")]);
    for args in [&[][..], &["."], &["empty"], &["empty", "."]] {
        let run = sandbox.run(args);
        assert_eq!(run.status, 3, "{run:?}");
        assert_eq!(run.stdout, "");
        assert!(
            run.stderr.starts_with("error: no file to check in "),
            "{run:?}"
        );
        assert!(run.stderr.contains("\nhelp: "), "{run:?}");
    }
}

#[test]
fn an_empty_file_gives_a_warning() {
    let sandbox = Sandbox::with(&[("a.md", ""), ("b.md", POSTING)]);
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(run.stderr, "warning: a.md: the file is empty\n");
    assert_eq!(run.paths(), ["b.md"]);
    assert_ne!(run.status, 2);
    let run = sandbox.run_with_stdin(&["-"], b"");
    assert!(
        run.stderr
            .starts_with("warning: -: standard input is empty\n"),
        "{run:?}"
    );
    assert_eq!(run.status, 3);
}

#[test]
fn a_binary_file_is_an_error_where_it_is_named_and_else_a_warning() {
    let sandbox = Sandbox::with(&[("b.md", POSTING)]);
    sandbox.write("a.md", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0");
    let run = sandbox.run(&["--format", "json", "."]);
    assert_eq!(run.paths(), ["b.md"]);
    assert!(
        run.stderr.starts_with("warning: a.md: not text: "),
        "{run:?}"
    );
    assert_ne!(run.status, 2);
    let run = sandbox.run(&["--format", "json", "a.md", "b.md"]);
    assert_eq!(run.paths(), ["b.md"]);
    assert!(run.stderr.starts_with("error: a.md: not text: "), "{run:?}");
    assert_eq!(run.status, 2);
}

#[test]
fn a_file_above_the_size_limit_is_refused() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    sandbox.write("big.md", format!("{POSTING}{}", " ".repeat(1024 * 1024)));
    let run = sandbox.run(&["--format", "json", "--max-file-size", "1"]);
    assert_eq!(run.paths(), ["a.md"]);
    assert_eq!(
        run.stderr,
        "error: big.md: larger than the limit of 1 MB; --max-file-size raises it\n"
    );
    assert_eq!(run.status, 2);
    assert_eq!(
        sandbox.linted(&["--max-file-size", "2"]),
        ["a.md", "big.md"]
    );
    // standard input has no size that could be asked for
    let run = sandbox.run_with_stdin(&["--max-file-size", "1", "-"], &vec![b'a'; 1024 * 1024 + 1]);
    assert!(
        run.stderr
            .starts_with("error: -: larger than the limit of 1 MB"),
        "{run:?}"
    );
    assert_eq!(run.status, 2);
}

#[test]
fn standard_input_has_the_name_that_it_is_given() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    let run = sandbox.run_with_stdin(&["--format", "json", "-"], POSTING.as_bytes());
    assert_eq!(run.paths(), ["-"]);
    assert_eq!(run.json()["files"][0]["title"]["text"], "Product Manager");
    let args = [
        "--format",
        "json",
        "--stdin-filename",
        "jobs/pm.md",
        "-",
        "a.md",
    ];
    let run = sandbox.run_with_stdin(&args, POSTING.as_bytes());
    assert_eq!(run.paths(), ["a.md", "jobs/pm.md"]);
    let page = " <!DOCTYPE html>\n<title>x</title><h1>VP of Product</h1>";
    let run = sandbox.run_with_stdin(&["--format", "json", "-"], page.as_bytes());
    assert_eq!(run.json()["files"][0]["title"]["text"], "VP of Product");
    let run = sandbox.run_with_stdin(&["--format", "json", "-", "-"], POSTING.as_bytes());
    assert_eq!(run.paths(), ["-"]);
}

#[test]
fn a_file_called_dash_is_not_standard_input() {
    let sandbox = Sandbox::with(&[("-", POSTING), ("-x.md", POSTING)]);
    assert_eq!(sandbox.linted(&["./-", "./-x.md"]), ["./-", "./-x.md"]);
    assert_eq!(sandbox.linted(&["--", "-x.md"]), ["./-x.md"]);
    assert_eq!(sandbox.linted(&["."]), ["./-x.md"]);
}

#[test]
#[cfg(unix)]
fn a_pipe_is_read_where_it_is_named_and_else_left_alone() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    let pipe = sandbox.path().join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|s| s.success()) {
        println!("not tested: there is no mkfifo");
        return;
    }
    assert_eq!(sandbox.linted(&["."]), ["a.md"]);
    let writer = std::thread::spawn(move || std::fs::write(pipe, POSTING));
    assert_eq!(sandbox.linted(&["pipe.md"]), ["pipe.md"]);
    writer.join().unwrap().unwrap();
}

#[test]
fn the_output_is_the_same_at_any_number_of_threads() {
    let sandbox = Sandbox::new();
    for i in 0..100 {
        let text = format!(
            "# Associate Product Manager {i}\n\n- Set the strategy of area {i}.\n\n8+ years needed.\n"
        );
        sandbox.write(&format!("d{}/p{i}.md", i % 7), text);
    }
    sandbox.write("d3/empty.md", "");
    sandbox.write("d5/binary.md", b"\0\x01\x02\0");
    for format in ["human", "concise", "json"] {
        let run =
            |threads: &str| sandbox.run(&["--format", format, "--threads", threads, ".", "gone"]);
        let one = run("1");
        assert_eq!(one.status, 2);
        assert!(one.stdout.contains("100"), "all files are counted: {one:?}");
        for threads in ["2", "16"] {
            assert_eq!(run(threads), one, "{format} {threads}");
        }
    }
}
