//! Which configuration holds for which file, through the real binary: the nearest one, what it extends, the environment,
//! arguments.

use crate::common::{POSTING, Run, Sandbox};

/// A posting that asks an associate for eight years: JD201, a warning, certain.
const YEARS: &str = "# Associate Product Manager\n\n## Requirements\n\n\
    - 8 years of experience in product management\n";

/// Codes of the findings that are shown, with the paths of their files.
fn findings(run: &Run) -> Vec<(String, String)> {
    let json = run.json();
    let text = |f: &serde_json::Value, key: &str| f[key].as_str().unwrap().to_owned();
    let all = json["findings"].as_array().unwrap().iter();
    all.map(|f| (text(f, "path"), text(f, "code"))).collect()
}

/// Paths of the files for which JD201 is shown.
fn flagged(sandbox: &Sandbox, folder: &str, args: &[&str]) -> Vec<String> {
    let run = sandbox.run_in(folder, &[&["--format", "json"], args].concat());
    assert!(run.status <= 1, "{run:?}");
    let found = findings(&run).into_iter();
    found
        .filter(|(_, code)| code == "JD201")
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn each_file_has_the_settings_of_the_nearest_file_above_it() {
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", "ignore = [\"JD201\"]\n"),
        ("a.md", YEARS),
        ("sub/jdlint.toml", "min-severity = \"info\"\n"),
        ("sub/b.md", YEARS),
        ("sub/deep/c.md", YEARS),
        (
            "sub/deep/.jdlint.toml",
            "[rules.JD201]\nseverity = \"off\"\n",
        ),
        ("sub/other/d.md", YEARS),
    ]);
    let found = flagged(&sandbox, ".", &[]);
    assert_eq!(found, ["sub/b.md", "sub/other/d.md"]);
    assert_eq!(
        flagged(&sandbox, ".", &["--isolated"]).len(),
        4,
        "no file counts"
    );
    let one = ["--config", "sub/deep/.jdlint.toml"];
    assert_eq!(flagged(&sandbox, ".", &one), [""; 0], "one for all");
}

#[test]
fn the_current_folder_does_not_matter() {
    let sandbox = Sandbox::with(&[
        ("a/jdlint.toml", "ignore = [\"JD201\"]\n"),
        ("a/x.md", YEARS),
        ("b/y.md", YEARS),
        ("c/jdlint.toml", "exclude = [\"*\"]\nselect = [\"JD1\"]\n"),
    ]);
    assert_eq!(flagged(&sandbox, ".", &["a/x.md", "b/y.md"]), ["b/y.md"]);
    let from_c = ["../a/x.md", "../b/y.md"];
    assert_eq!(flagged(&sandbox, "c", &from_c), ["../b/y.md"]);
    let absolute = sandbox.path().join("a/x.md");
    let absolute = absolute.to_str().unwrap();
    assert_eq!(flagged(&sandbox, "c", &[absolute]), [""; 0]);
}

#[test]
fn excludes_are_those_of_the_nearest_file() {
    let sandbox = Sandbox::with(&[
        ("jdlint.toml", "exclude = [\"drafts/\", \"x.md\"]\n"),
        ("drafts/a.md", POSTING),
        ("x.md", POSTING),
        ("sub/jdlint.toml", "exclude = [\"y.md\"]\n"),
        ("sub/x.md", POSTING),
        ("sub/y.md", POSTING),
        ("sub/drafts/b.md", POSTING),
    ]);
    let linted = sandbox.linted::<&str>(&[]);
    assert_eq!(linted, ["sub/drafts/b.md", "sub/x.md"]);
    let forced = sandbox.linted(&["--force-exclude", "x.md", "sub/x.md", "sub/y.md"]);
    assert_eq!(forced, ["sub/x.md"]);
}

#[test]
fn standard_input_has_the_settings_of_its_name() {
    let sandbox = Sandbox::with(&[("a/jdlint.toml", "ignore = [\"JD201\"]\n")]);
    let run = |args: &[&str]| {
        let args = [&["--format", "json"], args, &["-"]].concat();
        findings(&sandbox.run_with_stdin(&args, YEARS.as_bytes())).len()
    };
    assert_eq!(run(&[]), run(&["--stdin-filename", "b/x.md"]));
    assert_eq!(run(&["--stdin-filename", "a/x.md"]) + 1, run(&[]));
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_settings_of_the_file_itself() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::with(&[
        ("real/jdlint.toml", "ignore = [\"JD201\"]\n"),
        ("real/x.md", YEARS),
        ("shared/base.toml", "ignore = [\"JD201\"]\n"),
        ("linked/y.md", YEARS),
        ("broken/z.md", YEARS),
    ]);
    let at = |path: &str| sandbox.path().join(path);
    symlink(at("real/x.md"), at("link.md")).unwrap();
    symlink("../shared/base.toml", at("linked/jdlint.toml")).unwrap();
    assert_eq!(flagged(&sandbox, ".", &["link.md"]), [""; 0]);
    assert_eq!(flagged(&sandbox, ".", &["linked"]), [""; 0]);
    symlink("nowhere.toml", at("broken/jdlint.toml")).unwrap();
    let run = sandbox.run(&["broken"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: broken/jdlint.toml: no such file or folder\n"
    );
}

#[cfg(unix)]
#[test]
fn a_configuration_that_cannot_be_read_is_told() {
    let sandbox = Sandbox::with(&[("jdlint.toml", ""), ("a.md", POSTING)]);
    if crate::common::permissions_are_ignored(&sandbox) {
        return;
    }
    crate::common::forbid(&sandbox.path().join("jdlint.toml"));
    let run = sandbox.run::<&str>(&[]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: jdlint.toml: permission denied\n");
}

#[test]
fn files_under_another_configuration_are_linted_beside_a_broken_one() {
    let sandbox = Sandbox::with(&[
        ("bad/jdlint.toml", "selct = []\n"),
        ("bad/a.md", YEARS),
        ("bad/b.md", YEARS),
        ("good/c.md", YEARS),
    ]);
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(run.status, 2);
    let found = findings(&run);
    assert!(
        found.iter().all(|(path, _)| path == "good/c.md"),
        "{found:?}"
    );
    assert!(found.iter().any(|(_, code)| code == "JD201"), "{found:?}");
    assert_eq!(run.json()["summary"]["unreadable"], 2);
    insta::assert_snapshot!(run.stderr);
    let run = sandbox.run(&["inspect", "--format", "json"]);
    assert_eq!(run.status, 2);
    assert!(run.stdout.contains("good/c.md") && !run.stdout.contains("bad/"));
    let run = sandbox.run(&["bad"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
}

#[test]
fn a_file_lies_over_the_one_that_it_extends() {
    let sandbox = Sandbox::with(&[
        (
            "base.toml",
            "ignore = [\"JD105\"]\nselect = [\"all\"]\nmin-confidence = 0.2\nexclude = [\"old/\"]\n\
             [org]\nsize = \"small\"\nhas = [\"vp\"]\n\
             [rules.JD101]\nseverity = \"info\"\nrungs = 3\n\
             [per-file-ignores]\n\"a.md\" = [\"JD1\"]\n",
        ),
        (
            "team/jdlint.toml",
            "extends = \"../base.toml\"\nignore = [\"JD106\"]\n\
             [org]\nhas = [\"cpo\"]\n\
             [rules.scope-above-title]\nseverity = \"error\"\n\
             [per-file-ignores]\n\"b.md\" = [\"JD2\"]\n",
        ),
    ]);
    insta::assert_snapshot!(sandbox.run(&["config", "show", "team"]).stdout);
}

#[test]
fn globs_are_relative_to_the_file_that_states_them() {
    let sandbox = Sandbox::with(&[
        (
            "base.toml",
            "exclude = [\"/drafts/\"]\n[per-file-ignores]\n\"/sub/x.md\" = [\"JD201\"]\n\
             \"y.md\" = [\"JD2\"]\n",
        ),
        ("sub/jdlint.toml", "extends = \"../base.toml\"\n"),
        ("sub/x.md", YEARS),
        ("sub/y.md", YEARS),
        ("sub/z.md", YEARS),
        ("sub/drafts/w.md", YEARS),
    ]);
    let found = flagged(&sandbox, ".", &[]);
    assert_eq!(found, ["sub/drafts/w.md", "sub/z.md"]);
}

#[test]
fn what_cannot_be_extended_is_told_with_its_place() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("gone/jdlint.toml", "extends = \"nope.toml\"\n"),
        ("folder/jdlint.toml", "extends = \"..\"\n"),
        ("self/jdlint.toml", "extends = \"jdlint.toml\"\n"),
        ("cycle/jdlint.toml", "extends = \"a.toml\"\n"),
        ("cycle/a.toml", "extends = \"./b.toml\"\n"),
        ("cycle/b.toml", "extends = \"../cycle/a.toml\"\n"),
        ("bad/jdlint.toml", "extends = \"base.toml\"\n"),
        ("bad/base.toml", "ignore = [\"JD999\"]\n"),
    ]);
    for case in ["gone", "folder", "self", "cycle", "bad"] {
        sandbox.write(&format!("{case}/a.md"), POSTING);
        let run = sandbox.run(&[case]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{case}");
        insta::assert_snapshot!(case, run.stderr);
    }
}

#[test]
fn a_chain_that_is_too_long_is_refused() {
    let sandbox = Sandbox::with(&[("a.md", POSTING), ("jdlint.toml", "extends = \"0.toml\"\n")]);
    for i in 0..14 {
        let text = format!("extends = \"{}.toml\"\n", i + 1);
        sandbox.write(&format!("{i}.toml"), text);
    }
    sandbox.write("14.toml", "");
    assert_ne!(sandbox.run::<&str>(&[]).status, 2, "sixteen are fine");
    sandbox.write("14.toml", "extends = \"15.toml\"\n");
    sandbox.write("15.toml", "");
    let run = sandbox.run::<&str>(&[]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .starts_with("error: more than 16 files extend each other\n --> 14.toml:1:11\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn arguments_win_over_the_environment_and_that_over_the_file() {
    let mut sandbox = Sandbox::with(&[
        ("a.md", YEARS),
        (
            "jdlint.toml",
            "min-severity = \"info\"\nmin-confidence = 0.1\nselect = [\"JD1\"]\nignore = [\"JD105\"]\n",
        ),
    ]);
    let show = |sandbox: &Sandbox, args: &[&str]| {
        let run = sandbox.run(&[&["config", "show"], args].concat());
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        run.stdout
    };
    sandbox.set("JDLINT_MIN_SEVERITY", "warning");
    sandbox.set("JDLINT_MIN_CONFIDENCE", "0.2");
    sandbox.set("JDLINT_SELECT", "JD2,JD4");
    sandbox.set("JDLINT_IGNORE", "JD202");
    insta::assert_snapshot!("environment", show(&sandbox, &[]));
    let args = [
        "--min-severity",
        "error",
        "--ignore",
        "JD203",
        "--select",
        "fact",
    ];
    insta::assert_snapshot!("arguments", show(&sandbox, &args));
    let run = sandbox.run(&["--format", "json"]);
    assert_eq!(findings(&run), [("a.md".to_owned(), "JD201".to_owned())]);
    assert_eq!(
        findings(&sandbox.run(&["--format", "json", "--min-severity", "error"])),
        []
    );
}

#[test]
fn the_environment_names_the_file_the_format_and_what_fails() {
    let mut sandbox = Sandbox::with(&[
        ("a.md", YEARS),
        ("jdlint.toml", "ignore = [\"all\"]\n"),
        ("other.toml", "select = [\"JD201\"]\n"),
    ]);
    assert_eq!(sandbox.run::<&str>(&[]).status, 0);
    sandbox.set("JDLINT_CONFIG", "other.toml");
    sandbox.set("JDLINT_FORMAT", "json");
    assert_eq!(sandbox.run::<&str>(&[]).status, 1);
    assert_eq!(findings(&sandbox.run::<&str>(&[])).len(), 1);
    sandbox.set("JDLINT_FAIL_ON", "never");
    assert_eq!(sandbox.run::<&str>(&[]).status, 0);
    assert_eq!(sandbox.run(&["--fail-on", "info"]).status, 1);
    let run = sandbox.run(&["--config", "jdlint.toml", "--format", "concise"]);
    assert!(!run.stdout.contains("JD201"), "{run:?}");
    sandbox.set("JDLINT_CONFIG", "gone.toml");
    assert_eq!(sandbox.run::<&str>(&[]).status, 2);
    assert_eq!(sandbox.run(&["--isolated"]).status, 0, "--isolated wins");
    // commands that do not check are not disturbed
    assert_eq!(sandbox.run(&["rules", "list"]).status, 0);
    assert_eq!(sandbox.run(&["explain", "JD101"]).status, 0);
}

#[test]
fn empty_variables_count_as_none_and_wrong_ones_are_refused() {
    let variables = [
        "BASELINE",
        "CONFIG",
        "SELECT",
        "IGNORE",
        "MIN_SEVERITY",
        "MIN_CONFIDENCE",
        "FAIL_ON",
        "FORMAT",
    ];
    let mut sandbox = Sandbox::with(&[("a.md", POSTING)]);
    let plain = sandbox.run::<&str>(&[]);
    for name in variables {
        sandbox.set(&format!("JDLINT_{name}"), "");
    }
    assert_eq!(sandbox.run::<&str>(&[]), plain);
    for name in variables {
        let name = format!("JDLINT_{name}");
        sandbox.set(&name, "no\u{1b}[31mnsense");
        let run = sandbox.run::<&str>(&[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{name}");
        assert!(!run.stderr.contains('\u{1b}'), "{name}: {:?}", run.stderr);
        sandbox.set(&name, "");
    }
}

#[test]
fn a_rule_has_its_own_confidence_and_options() {
    let sandbox = Sandbox::with(&[("a.md", YEARS)]);
    let shown = |rule: &str| {
        sandbox.write("jdlint.toml", format!("[rules.years-vs-title]\n{rule}\n"));
        flagged(&sandbox, ".", &[]).len()
    };
    assert_eq!(shown(""), 1);
    assert_eq!(
        shown("too-many-0 = 9"),
        0,
        "eight years are fine for an associate"
    );
    assert_eq!(shown("too-many-0 = 8"), 1);
    assert_eq!(shown("min-confidence = 1"), 0);
    assert_eq!(shown("severity = \"off\""), 0);
    sandbox.write(
        "jdlint.toml",
        "min-confidence = 1\n[rules.JD201]\nmin-confidence = 0.5\n",
    );
    assert_eq!(flagged(&sandbox, ".", &[]).len(), 1, "the rule's own wins");
}

#[test]
fn options_that_do_not_exist_or_do_not_fit_are_told() {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        (
            "jdlint.toml",
            "[rules.JD101]\nrugns = 3\nrungs = 7.5\nlabels = 2.5\nerror-rungs = \"four\"\nleader-rung = -1\n\
             [rules.JD103]\nshare = 80\nrungs = 2\n\
             [rules.scope-above-title]\nrungs = 2\n\
             [rules.JD104]\nleast = nan\nshare = nan\n\
             [per-file-ignores]\n\"{a\" = [\"JD101\"]\n\"b\" = \"JD101\"\n\"c\" = [\"JD777\"]\n",
        ),
    ]);
    let run = sandbox.run::<&str>(&[]);
    assert_eq!(run.status, 2);
    insta::assert_snapshot!(run.stderr);
}

#[test]
fn lists_and_globs_without_end_are_refused() {
    let sandbox = Sandbox::with(&[("a.md", POSTING)]);
    for text in [
        format!("exclude = [{}]\n", "\"x\",".repeat(10_001)),
        format!("exclude = [\"{}\"]\n", "{a,b}*".repeat(20_000)),
        format!("exclude = [\"{}\"]\n", "{".repeat(100_000)),
        format!("[per-file-ignores]\n\"{}\" = []\n", "[a-z]".repeat(100_000)),
        (0..1_001).fold("[per-file-ignores]\n".to_owned(), |text, i| {
            format!("{text}\"{i}\" = [\"JD1\"]\n")
        }),
    ] {
        sandbox.write("jdlint.toml", &text);
        let run = sandbox.run::<&str>(&[]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{:.60}", text);
        assert!(
            run.stderr.len() < 2_000,
            "{:.60}: {:.300}",
            text,
            run.stderr
        );
    }
}
