//! `jdlint rules test` and `jdlint rules new`, end to end through the real binary.

use crate::common::{Run, Sandbox};
use std::fs;
use std::path::{Path, PathBuf};

/// A pack with a role on rung 2 that nothing is wrong with.
fn pack() -> String {
    let run = Sandbox::new().run(&["rules", "new", "design"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    run.stdout
}

/// A test of the pack with this put in place of that.
fn changed(from: &str, to: &str) -> Run {
    let pack = pack();
    assert!(pack.contains(from), "{from}");
    let sandbox = Sandbox::with(&[("design.toml", &pack.replacen(from, to, 1))]);
    sandbox.run(&["rules", "test", "design.toml"])
}

fn engineering() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/engineering")
}

#[test]
fn the_engineering_pack_does_what_its_examples_say() {
    let mut command = Sandbox::new().command(&["rules", "test"]);
    command.current_dir(engineering());
    let run = Run::from(command.output().unwrap());
    assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
    assert_eq!(run.stdout, "1 pack: 8 examples, all as expected\n");
    // every posting of the folder is an example, but for the one that a title of the configuration is about
    let pack = fs::read_to_string(engineering().join("engineering.toml")).unwrap();
    for entry in fs::read_dir(engineering().join("postings")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let named = pack.contains(&format!("file = \"postings/{name}\""));
        assert!(named || name.starts_with("own-title-"), "{name}");
    }
}

#[test]
fn a_new_pack_passes_its_test_and_is_linted_with() {
    for function in [
        "design",
        "data-science",
        "marketing",
        "data-science-2",
        "quantum-biology",
        "3d-design",
    ] {
        let sandbox = Sandbox::new();
        let file = format!("{function}.toml");
        let run = sandbox.run(&["rules", "new", function, "--output", &file]);
        assert_eq!(
            (run.status, run.stdout.as_str(), run.stderr.as_str()),
            (0, "", "")
        );
        sandbox.write("jdlint.toml", format!("packs = [\"{file}\"]\n"));
        let run = sandbox.run(&["rules", "test"]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""), "{run:?}");
        assert_eq!(run.stdout, "1 pack: 2 examples, all as expected\n");
        let title = function.replace('-', " ");
        sandbox.write(
            "a.md",
            format!("# Director of {title}\n\nReports to: Junior {title} Manager\n"),
        );
        let json = sandbox.run(&["--format", "json", "a.md"]).json();
        assert_eq!(
            json["files"][0]["role"]["id"],
            format!("{function}/director")
        );
        let codes = json["findings"].as_array().unwrap();
        assert!(codes.iter().any(|f| f["code"] == "JD204"), "{json}");
    }
}

#[test]
fn a_new_pack_is_refused_where_it_cannot_be() {
    let sandbox = Sandbox::with(&[("design.toml", "mine")]);
    for args in [
        &["rules", "new", "product"][..],
        &["rules", "new", "A b"],
        &["rules", "new", "\u{1b}[31m"],
        &["rules", "new", ""],
        &["rules", "new", "5"],
        &["rules", "new", "-"],
        &["rules", "new", "design", "--output", "design.toml"],
    ] {
        let run = sandbox.run(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
        assert!(!run.stderr.contains('\u{1b}'), "{:?}", run.stderr);
    }
    assert_eq!(sandbox.read("design.toml"), "mine");
    // "people manager" is a level, not a function
    let run = sandbox.run(&["rules", "new", "people"]);
    assert_eq!(run.status, 0);
    assert!(
        run.stderr
            .starts_with("warning: no title names the role people/"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_differs_is_told_with_its_line() {
    for (name, from, to) in [
        (
            "other_rule",
            "\"reporting-line-inverted\"",
            "\"JD101\", \"JD204\"",
        ),
        ("no_rule", "flagged = [\"reporting-line-inverted\"]\n", ""),
        (
            "other_role",
            "role = \"design/manager\"",
            "role = \"design/vp\"",
        ),
        ("no_role", "role = \"design/manager\"", "role = \"none\""),
        ("known_role", "# Design Manager\n", "# Pastry Chef\n"),
        (
            "nameless_role",
            "head = \"design/vp\"",
            "head = \"design/chief\"",
        ),
        (
            "silent_cue",
            "Write briefs for the agencies",
            "Talk with the agencies",
        ),
        (
            "title",
            "title = \"A manager at the usual work\"",
            "title = \"\\u001b[31m\\u202eA manager\"\nflagged = [\"JD101\"]",
        ),
    ] {
        let run = match name {
            // no title is left that names it
            "nameless_role" => {
                let pack = pack()
                    .replacen("vp = \"design/vp\"\n", "", 1)
                    .replacen(from, to, 1);
                let sandbox = Sandbox::with(&[("design.toml", &pack)]);
                sandbox.run(&["rules", "test", "design.toml"])
            }
            _ => changed(from, to),
        };
        assert_eq!(run.stderr, "", "{name}");
        assert_eq!(
            run.status,
            i32::from(name != "silent_cue"),
            "{name}: {run:?}"
        );
        assert!(
            !run.stdout.contains(['\u{1b}', '\u{202e}']),
            "{:?}",
            run.stdout
        );
        insta::assert_snapshot!(name, run.stdout);
    }
}

#[test]
fn examples_that_cannot_be_run() {
    for (name, from, to, status) in [
        (
            "unknown_rule",
            "\"reporting-line-inverted\"",
            "\"reporting-line-inverse\"",
            2,
        ),
        (
            "unknown_role",
            "role = \"design/manager\"",
            "role = \"design/managr\"",
            2,
        ),
        (
            "unknown_key",
            "title = \"A manager",
            "titel = \"A manager",
            2,
        ),
        (
            "both",
            "title = \"A manager",
            "file = \"a.md\"\ntitle = \"A manager",
            2,
        ),
        ("no_array", "[[example]]", "[example]", 2),
        (
            "gone",
            "title = \"A manager",
            "file = \"gone.md\"\n[[example]]\ntitle = \"A manager",
            1,
        ),
        (
            "folder",
            "title = \"A manager",
            "file = \".\"\n[[example]]\ntitle = \"A manager",
            1,
        ),
    ] {
        let run = changed(from, to);
        assert_eq!(run.status, status, "{name}: {run:?}");
        insta::assert_snapshot!(format!("broken_{name}"), run.stdout + &run.stderr);
    }
}

#[test]
fn one_broken_pack_does_not_hide_the_others() {
    let sandbox = Sandbox::with(&[("bad.toml", "function = 1\n"), ("good.toml", &pack())]);
    let run = sandbox.run(&["rules", "test", "bad.toml", "good.toml"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stdout, "1 pack: 2 examples, all as expected\n");
    assert!(
        run.stderr.starts_with("error: ") && run.stderr.contains("bad.toml"),
        "{run:?}"
    );
}

#[test]
fn without_a_pack_there_is_nothing_to_test() {
    let sandbox = Sandbox::new();
    for args in [
        &["rules", "test"][..],
        &["rules", "test", "gone.toml"],
        &["rules", "test", "."],
    ] {
        let run = sandbox.run(args);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{args:?}");
        assert!(run.stderr.starts_with("error: "), "{}", run.stderr);
    }
}

#[test]
fn a_posting_beside_the_pack_is_an_example_whatever_the_configuration_says() {
    let example = "\n[[example]]\nfile = \"postings/a.md\"\nrole = \"design/manager\"\nflagged = [\"JD201\"]\n";
    let sandbox = Sandbox::with(&[
        ("packs/design.toml", &(pack() + example)),
        (
            "packs/postings/a.md",
            "# Design Manager\n\n## Responsibilities\n\n- Write briefs\n- Own the backlog of one squad\n\
             - Fix small mistakes\n- Write user stories\n- Plan the sprint with one team\n\n\
             ## Requirements\n\n- 12 years of experience\n",
        ),
        (
            "jdlint.toml",
            "packs = [\"packs/design.toml\"]\nignore = [\"JD201\", \"JD204\"]\n",
        ),
    ]);
    let run = sandbox.run(&["rules", "test"]);
    // what is found there beside the years depends on the weights; the years are found
    assert!(run.stdout.contains("3 examples"), "{run:?}");
    assert!(
        run.status == 0 || run.stdout.contains("found JD101, JD201"),
        "{run:?}"
    );
}
