//! Which baseline is read: the nearest one, the one that an argument or the configuration names.

use super::*;

#[test]
fn the_nearest_baseline_up_to_the_top_of_the_project_is_read() {
    let sandbox = with_findings();
    assert_eq!(sandbox.run_in("postings", &["a.md"]).status, 0);
    assert_eq!(sandbox.run(&["--no-baseline"]).status, 1);
    assert_eq!(sandbox.run(&["--isolated"]).status, 1);
    let name = sandbox.path().join(BASELINE);
    let name = name.to_str().unwrap();
    assert_eq!(sandbox.run(&["--isolated", "--baseline", name]).status, 0);
    let text = old_posting(0);
    let stdin = |name: &str| {
        sandbox
            .run_with_stdin(&["-", "--stdin-filename", name], text.as_bytes())
            .status
    };
    assert_eq!(
        stdin("postings/a.md"),
        0,
        "an editor gives text on standard input"
    );
    assert_eq!(stdin("postings/other.md"), 1);
    sandbox.write("postings/jdlint.toml", "");
    assert_eq!(
        sandbox.run_in("postings", &["a.md"]).status,
        1,
        "another project"
    );
    fs::remove_file(sandbox.path().join("postings/jdlint.toml")).unwrap();
    fs::create_dir(sandbox.path().join("postings/.git")).unwrap();
    assert_eq!(
        sandbox.run_in("postings", &["a.md"]).status,
        1,
        "another project"
    );
}

#[test]
fn a_baseline_elsewhere_has_paths_relative_to_its_folder() {
    let sandbox = Sandbox::with(&[("postings/a.md", &old_posting(0))]);
    sandbox.write("postings/x", "");
    let file = ["--baseline", "postings/known.json"];
    let written = sandbox.run(&[["baseline", "write"], file].concat());
    assert_eq!(written.status, 0, "{written:?}");
    assert!(
        sandbox
            .read("postings/known.json")
            .contains("\"path\":\"a.md\"")
    );
    assert_eq!(sandbox.run(&file).status, 0);
    assert_eq!(
        sandbox
            .run_in("postings", &["--baseline", "known.json", "."])
            .status,
        0
    );
    sandbox.write("b.md", old_posting(1));
    let outside = sandbox.run(&[["baseline", "write"], file].concat());
    assert_eq!(outside.status, 2);
    assert!(
        outside.stderr.contains("`b.md` does not lie below"),
        "{outside:?}"
    );
    assert!(
        sandbox
            .run(&["baseline", "write", "-"])
            .stderr
            .contains("standard input")
    );
}

/// How many findings of JD201 are shown for a run in a folder.
fn shown_in(sandbox: &Sandbox, folder: &str, args: &[&str]) -> usize {
    let args = [&["--format", "json", "--select", "JD201"], args].concat();
    let run = sandbox.run_in(folder, &args);
    assert!(run.status <= 1, "{run:?}");
    run.json()["findings"].as_array().unwrap().len()
}

#[test]
fn the_configuration_names_the_baseline() {
    let mut sandbox = Sandbox::with(&[
        ("base.toml", "baseline = \"known/jds.json\"\n"),
        ("team/jdlint.toml", "extends = \"../base.toml\"\n"),
        ("team/a.md", &old_posting(0)),
        ("known/keep.txt", ""),
    ]);
    let missing = sandbox.run_in("team", &[] as &[&str]);
    assert_eq!((missing.status, missing.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(missing.stderr.replace(sandbox.path().to_str().unwrap(), ""));

    // paths in a baseline do not lead out of its folder
    sandbox.write("base.toml", "baseline = \"jds.json\"\n");
    let written = sandbox.run_in("team", &["baseline", "write"]);
    assert_eq!(written.status, 0, "{written:?}");
    assert!(sandbox.read("jds.json").contains("team/a.md"));
    assert_eq!(shown_in(&sandbox, "team", &[]), 0);
    assert_eq!(shown_in(&sandbox, "team", &["--no-baseline"]), 1);
    assert_eq!(shown_in(&sandbox, "team", &["--isolated"]), 1);
    let one = ["--config", "team/jdlint.toml", "team"];
    assert_eq!(shown_in(&sandbox, ".", &one), 0, "relative to the file");

    sandbox.write("none.json", "{\"version\": 1, \"findings\": []}\n");
    assert_eq!(
        shown_in(&sandbox, "team", &["--baseline", "../none.json"]),
        1
    );
    sandbox.set("JDLINT_BASELINE", "../none.json");
    assert_eq!(
        shown_in(&sandbox, "team", &[]),
        1,
        "the variable wins over the file"
    );
    let show = sandbox.run_in("team", &["config", "show"]).stdout;
    assert!(show.contains("environment: JDLINT_BASELINE"), "{show}");
    let argument = ["--baseline", "../jds.json"];
    assert_eq!(
        shown_in(&sandbox, "team", &argument),
        0,
        "the argument over both"
    );
    assert_eq!(shown_in(&sandbox, "team", &["--no-baseline"]), 1);
}

#[test]
fn a_baseline_that_another_folder_names_is_told_and_not_used() {
    let sandbox = Sandbox::with(&[
        ("team/jdlint.toml", "baseline = \"known.json\"\n"),
        ("team/a.md", &old_posting(0)),
    ]);
    assert_eq!(sandbox.run_in("team", &["baseline", "write"]).status, 0);
    assert_eq!(shown_in(&sandbox, "team", &[]), 0);
    assert_eq!(shown_in(&sandbox, ".", &[]), 1);
    let run = sandbox.run(&["--format", "concise"]);
    assert_eq!(
        run.stderr,
        "warning: the baseline `known.json` that `team/jdlint.toml` names is not used; the configuration of the \
         current folder says which one is\n"
    );
    assert_eq!(sandbox.run(&["--no-baseline"]).stderr, "");
}
