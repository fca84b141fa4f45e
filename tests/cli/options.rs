//! Options, subcommands and exit statuses, through the real binary.

use crate::common::{BELOW_A_FILE, POSTING, Run, Sandbox};
use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

/// Asks for far more years than an associate has: JD201, a warning.
const MISMATCH: &str = "\
# Associate Product Manager

## Responsibilities

- Write user stories for one squad.
- Help with user interviews.

## Requirements

- At least 8 years of product management experience.
";

fn sandbox() -> Sandbox {
    Sandbox::with(&[("a.md", MISMATCH)])
}

fn codes(run: &Run) -> Vec<String> {
    let json = run.json();
    let findings = json["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|f| f["code"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn check_is_the_default() {
    let sandbox = sandbox();
    let run = sandbox.run(&["a.md"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stdout.contains("JD201"), "{run:?}");
    assert_eq!(run.stderr, "");
    for args in [&["check", "a.md"][..], &["check"], &[], &["."]] {
        assert_eq!(sandbox.run(args), run, "{args:?}");
    }
}

#[test]
fn a_folder_called_like_a_command_can_be_named() {
    let sandbox = Sandbox::with(&[("inspect/a.md", POSTING), ("explain/b.md", POSTING)]);
    assert_eq!(sandbox.linted(&["./inspect"]), ["inspect/a.md"]);
    let run = sandbox.run(&["check", "--format", "json", "inspect", "explain"]);
    assert_eq!(run.paths(), ["explain/b.md", "inspect/a.md"]);
}

#[test]
fn a_command_after_an_option_is_hinted_at() {
    let run = sandbox().run(&["--color", "never", "inspect", "a.md"]);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: inspect: no such file or folder\n\
         help: a command comes before all options: jdlint inspect …\n"
    );
}

#[test]
fn inspect_shows_what_was_understood() {
    let sandbox = sandbox();
    let run = sandbox.run(&["inspect", "a.md"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("Associate Product Manager"), "{run:?}");
    let run = sandbox.run(&["inspect", "--format", "json", "a.md", "gone.md"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: gone.md: no such file or folder\n");
    assert_eq!(run.json()["postings"].as_array().map(Vec::len), Some(1));
    let run = sandbox.run_with_stdin(&["inspect", "-"], MISMATCH.as_bytes());
    assert!(run.stdout.contains("Associate Product Manager"), "{run:?}");
    assert_eq!(Sandbox::new().run(&["inspect"]).status, 3);
}

#[test]
fn explain_knows_rules_and_roles_by_all_their_names() {
    let sandbox = Sandbox::new();
    let explain = |name: &str| sandbox.run(&["explain", name]);
    let rule = explain("JD201");
    assert_eq!((rule.status, rule.stderr.as_str()), (0, ""));
    assert!(rule.stdout.contains("years-vs-title"), "{rule:?}");
    assert_eq!(explain("jd201"), rule);
    assert_eq!(explain("years-vs-title"), rule);
    let role = explain("product/vp");
    assert_eq!((role.status, role.stderr.as_str()), (0, ""));
    assert_eq!(explain("vp"), role);
    assert_eq!(explain("VP of Product"), role);
    for (name, near) in [
        ("years-vs-titel", "`years-vs-title`"),
        ("product/vpp", "`product/vp`"),
    ] {
        let run = explain(name);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""));
        assert!(
            run.stderr
                .starts_with(&format!("error: no rule or role is called `{name}`"))
        );
        assert!(run.stderr.contains(near), "{run:?}");
    }
    assert_eq!(explain("").status, 2);
    assert_eq!(explain(&"x".repeat(100_000)).status, 2);
}

#[test]
fn rules_list_shows_every_rule_on_a_line() {
    let run = Sandbox::new().run(&["rules", "list"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let codes: Vec<&str> = run.stdout.lines().map(|l| &l[..5]).collect();
    assert!(codes.contains(&"JD201"));
    assert!(codes.is_sorted(), "{codes:?}");
    let line = run.stdout.lines().find(|l| l.starts_with("JD404")).unwrap();
    let words: Vec<&str> = line.split_whitespace().take(4).collect();
    assert_eq!(words, ["JD404", "unknown-role", "document", "off"]);
}

#[test]
fn formats() {
    let sandbox = sandbox();
    let run = |format| sandbox.run(&["--select", "JD201", "--format", format]);
    let json = run("json").json();
    assert_eq!(json["schema_version"], 1);
    assert_eq!(json["findings"][0]["code"], "JD201");
    let concise = run("concise").stdout;
    assert!(concise.starts_with("a.md:"), "{concise}");
    let human = run("human").stdout;
    assert!(human.contains("a.md:"), "{human}");
    let unknown = run("sarifff");
    assert_eq!((unknown.status, unknown.stdout.as_str()), (2, ""));
    assert!(
        unknown.stderr.starts_with("error: invalid value"),
        "{unknown:?}"
    );
}

#[test]
fn select_and_ignore() {
    let sandbox = sandbox();
    let run = |args: &[&str]| sandbox.run(&[&["--format", "json"], args].concat());
    for name in [
        "JD201",
        "jd201",
        "years-vs-title",
        "fact",
        "JD2",
        "all",
        "JD103,JD201",
    ] {
        assert!(
            codes(&run(&["--select", name])).contains(&"JD201".to_owned()),
            "{name}"
        );
        assert!(
            !codes(&run(&["--ignore", name])).contains(&"JD201".to_owned()),
            "{name}"
        );
    }
    assert_eq!(codes(&run(&["--select", "JD201"])), ["JD201"]);
    assert_eq!(codes(&run(&["--select", "JD103"])), [] as [&str; 0]);
    let run = run(&["--select", "fact", "--ignore", "JD201"]);
    assert_eq!(run.status, 0);
    assert_eq!(
        run.json()["summary"]["hidden"]["ignored"]
            .as_u64()
            .map(|n| n > 0),
        Some(true)
    );
}

#[test]
fn unknown_rules_are_refused_with_the_nearest_name() {
    let sandbox = sandbox();
    let run = sandbox.run(&["--select", "years-vs-titel,JD1", "--ignore", "zzz"]);
    assert_eq!((run.status, run.stdout.as_str()), (2, ""));
    assert_eq!(
        run.stderr,
        "error: unknown rule `years-vs-titel`, did you mean `years-vs-title`?\n\
         error: unknown rule `zzz`; `jdlint rules list` shows the rules\n"
    );
    assert_eq!(sandbox.run(&["--select", ""]).status, 2);
}

#[test]
fn options_go_before_the_configuration() {
    let sandbox = sandbox();
    sandbox.write(
        "jdlint.toml",
        "select = [\"JD4\"]\nignore = [\"JD403\"]\nmin-severity = \"error\"\n",
    );
    let run = |args: &[&str]| codes(&sandbox.run(&[&["--format", "json"], args].concat()));
    let none: [&str; 0] = [];
    assert_eq!(run(&[]), none);
    assert_eq!(
        run(&["--select", "JD201"]),
        none,
        "min-severity of the file still holds"
    );
    assert_eq!(
        run(&["--select", "JD201", "--min-severity", "warning"]),
        ["JD201"]
    );
    assert_eq!(run(&["--select", "JD201", "--isolated"]), ["JD201"]);
    assert_eq!(
        run(&["--select", "JD403,JD201", "--min-severity", "info"]),
        ["JD201"],
        "ignore adds up"
    );
    sandbox.write(
        "other.toml",
        "[rules.years-vs-title]\nseverity = \"error\"\n",
    );
    let json = sandbox
        .run(&[
            "--format",
            "json",
            "--select",
            "JD201",
            "--config",
            "other.toml",
        ])
        .json();
    assert_eq!(json["findings"][0]["severity"], "error");
    sandbox.write("other.toml", "[rules.JD201]\nseverity = \"off\"\n");
    assert_eq!(run(&["--select", "JD201", "--config", "other.toml"]), none);
}

#[test]
fn severity_confidence_and_exit_status() {
    let sandbox = sandbox();
    let status = |args: &[&str]| sandbox.run(&[&["--select", "JD201"], args].concat()).status;
    assert_eq!(status(&[]), 1);
    assert_eq!(status(&["--fail-on", "warning"]), 1);
    assert_eq!(status(&["--fail-on", "info"]), 1);
    assert_eq!(status(&["--fail-on", "error"]), 0);
    assert_eq!(status(&["--fail-on", "never"]), 0);
    assert_eq!(status(&["--min-severity", "warning"]), 1);
    assert_eq!(status(&["--min-severity", "error"]), 0);
    assert_eq!(status(&["--min-confidence", "0.5"]), 1);
    assert_eq!(status(&["--min-confidence", "1"]), 0);
    assert_eq!(
        status(&["--fail-on", "never", "gone.md"]),
        2,
        "never is about findings"
    );
    for wrong in ["1.1", "-1", "NaN", "inf", "", "high"] {
        assert_eq!(
            status(&[&format!("--min-confidence={wrong}")]),
            2,
            "{wrong}"
        );
    }
}

#[test]
fn wrong_arguments_are_status_2() {
    let sandbox = sandbox();
    for args in [
        &["--no-such-option"][..],
        &["--threads", "-1"],
        &["--threads", "many"],
        &["--max-file-size", "0"],
        &["--config", "a.toml", "--isolated"],
        &["--fail-on", "sometimes"],
        &["explain"],
        &["rules"],
        &["rules", "lst"],
        &["config"],
        &["completions", "tcl"],
    ] {
        let run = sandbox.run(args);
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (2, ""),
            "{args:?} {run:?}"
        );
        assert_ne!(run.stderr, "");
    }
}

#[test]
fn help_tells_what_a_newcomer_needs() {
    let sandbox = Sandbox::new();
    for args in [&["--help"][..], &["-h"], &["help"]] {
        let run = sandbox.run(args);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        for part in [
            "Examples:",
            "Exit status:",
            "jdlint explain JD103",
            "--fail-on",
            "Commands:",
        ] {
            assert!(run.stdout.contains(part), "{part}: {}", run.stdout);
        }
        assert!(run.stdout.lines().all(|l| l.chars().count() <= 100));
    }
    for command in [
        "check",
        "inspect",
        "explain",
        "rules",
        "config",
        "completions",
    ] {
        let run = sandbox.run(&[command, "--help"]);
        assert_eq!(run.status, 0, "{run:?}");
        assert!(run.stdout.contains("Usage: jdlint"), "{run:?}");
    }
    let run = sandbox.run(&["--version"]);
    assert_eq!(
        run.stdout,
        format!("jdlint {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[test]
fn output_goes_to_a_file_whole_or_not_at_all() {
    let sandbox = sandbox();
    let expected = sandbox.run(&["--format", "concise"]).stdout;
    let args = ["--format", "concise", "--output", "report.out"];
    let run = sandbox.run(&args);
    assert_eq!(
        (run.status, run.stdout.as_str(), run.stderr.as_str()),
        (1, "", "")
    );
    assert_eq!(sandbox.read("report.out"), expected);
    // it takes the place of an older one, and nothing is left beside it
    sandbox.write("report.out", "x".repeat(100_000));
    sandbox.run(&args);
    assert_eq!(sandbox.read("report.out"), expected);
    let mut names: Vec<_> = std::fs::read_dir(sandbox.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(names, ["a.md", "report.out"]);
    // wrong arguments leave it alone
    assert_eq!(
        sandbox
            .run(&["--output", "report.out", "--select", "JD999"])
            .status,
        2
    );
    assert_eq!(sandbox.read("report.out"), expected);
}

#[test]
fn no_report_takes_the_place_of_a_posting_that_is_checked() {
    let sandbox = sandbox();
    let posting = sandbox.read("a.md");
    std::fs::create_dir(sandbox.path().join("x")).unwrap();
    for args in [
        ["--output", "a.md", "a.md"],
        ["--output", "x/../a.md", "./a.md"],
    ] {
        let run = sandbox.run(&args);
        let told = "it is one of the files to check\n";
        assert!(run.status == 2 && run.stderr.ends_with(told), "{run:?}");
        assert_eq!(sandbox.read("a.md"), posting);
    }
}

#[test]
fn output_that_cannot_be_written_is_status_2() {
    let sandbox = sandbox();
    std::fs::create_dir(sandbox.path().join("folder")).unwrap();
    for (path, message) in [
        ("gone/report.out", "no such file or folder"),
        ("folder", "is a folder"),
        ("a.md/report.out", BELOW_A_FILE),
    ] {
        let run = sandbox.run(&["--output", path, "a.md"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert_eq!(
            run.stderr,
            format!("error: cannot write `{path}`: {message}\n")
        );
    }
}

#[test]
#[cfg(unix)]
fn output_to_a_link_or_a_device() {
    let sandbox = sandbox();
    sandbox.write("real.out", "");
    std::os::unix::fs::symlink("real.out", sandbox.path().join("link.out")).unwrap();
    assert_eq!(sandbox.run(&["--output", "link.out", "a.md"]).status, 1);
    assert!(sandbox.path().join("link.out").is_symlink());
    assert!(sandbox.read("real.out").contains("JD201"));
    assert_eq!(sandbox.run(&["--output", "/dev/null", "a.md"]).status, 1);
}

#[test]
fn colours() {
    let mut sandbox = sandbox();
    sandbox.unset("NO_COLOR");
    let colored = |sandbox: &Sandbox, args: &[&str]| {
        let run = sandbox.run(&[args, &["a.md", "gone.md"]].concat());
        (run.stdout.contains('\u{1b}'), run.stderr.contains('\u{1b}'))
    };
    assert_eq!(colored(&sandbox, &[]), (false, false), "no terminal");
    assert_eq!(colored(&sandbox, &["--color", "always"]), (true, true));
    assert_eq!(colored(&sandbox, &["--color", "never"]), (false, false));
    sandbox.set("CLICOLOR_FORCE", "1");
    assert_eq!(colored(&sandbox, &[]), (true, true));
    assert_eq!(colored(&sandbox, &["--color", "never"]), (false, false));
    sandbox.unset("CLICOLOR_FORCE");
    sandbox.set("NO_COLOR", "1");
    assert_eq!(colored(&sandbox, &[]), (false, false));
    assert_eq!(colored(&sandbox, &["--color", "always"]), (true, true));
    // JSON has no colours
    let json = sandbox.run(&["--color", "always", "--format", "json", "a.md"]);
    assert!(!json.stdout.contains('\u{1b}'));
    // a file gets colours only where they are asked for
    sandbox.run(&["--output", "plain.out", "a.md"]);
    assert!(!sandbox.read("plain.out").contains('\u{1b}'));
}

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    let sandbox = Sandbox::new();
    for i in 0..300 {
        sandbox.write(&format!("{i}.md"), MISMATCH);
    }
    let mut child = sandbox
        .command::<&str>(&[])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    let mut stdout = BufReader::with_capacity(16, child.stdout.take().unwrap());
    stdout.read_line(&mut first).unwrap();
    drop(stdout);
    assert_ne!(first, "");
    let mut stderr = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut stderr)
        .unwrap();
    assert_eq!(
        (stderr.as_str(), child.wait().unwrap().code()),
        ("", Some(1))
    );
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let sandbox = sandbox();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else {
        println!("not tested: there is no /dev/full");
        return;
    };
    let output = sandbox.command::<&str>(&[]).stdout(full).output().unwrap();
    let run = Run::from(output);
    assert_eq!(run.status, 2);
    assert_eq!(
        run.stderr,
        "error: cannot write to standard output: no space left on device\n"
    );
}

#[test]
fn completions_know_the_options() {
    let sandbox = Sandbox::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = sandbox.run(&["completions", shell]);
        assert_eq!((run.status, run.stderr.as_str()), (0, ""));
        assert!(run.stdout.contains("min-confidence"), "{shell}");
    }
}
