//! jdlint opens no network connection: none of what it is built from could, and the running command asks for none.

use crate::common::{POSTING, Sandbox};
use std::process::Command;

/// Runs that between them read, configure, report, explain and write.
const RUNS: [&[&str]; 8] = [
    &["check", "--format", "human", "."],
    &["check", "--format", "sarif", "--output", "out.sarif", "."],
    &["inspect", "."],
    &["explain", "JD101"],
    &["config", "show"],
    &["config", "schema"],
    &["rules", "list"],
    &["baseline", "write"],
];

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[
        ("a.md", POSTING),
        ("https:/example.com/b.md", POSTING),
        ("jdlint.toml", "min-severity = \"info\"\n"),
    ]);
    // what would lead programs that know a network to one
    let link = "---\nlogo: https://example.com/logo.png\n---\n# VP of Product\n\n![x](http://example.com/x.png)\n";
    sandbox.write("link.md", link);
    sandbox
}

/// The command behind a program that watches or confines it.
fn under(program: &str, options: &[&str], sandbox: &Sandbox, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(options)
        .arg(env!("CARGO_BIN_EXE_jdlint"))
        .args(args)
        .current_dir(sandbox.path());
    command
}

/// Whether a program can do its work here at all.
fn works(program: &str, options: &[&str]) -> bool {
    let tried = Command::new(program).args(options).arg("true").output();
    tried.is_ok_and(|o| o.status.success())
}

#[test]
fn no_system_call_of_the_network_is_made() {
    let options = [
        "-f",
        "-qq",
        "-e",
        "trace=%network",
        "-e",
        "signal=none",
        "-o",
        "trace",
    ];
    let sandbox = sandbox();
    let probe = sandbox.path().join("probe");
    if !works(
        "strace",
        &["-f", "-o", probe.to_str().unwrap(), "-e", "trace=%network"],
    ) {
        println!("not tested: strace does not work here");
        return;
    }
    for args in RUNS {
        let out = under("strace", &options, &sandbox, args).output().unwrap();
        assert!(
            out.status.code().is_some_and(|c| c < 2),
            "{args:?}: {out:?}"
        );
        // exits are told as `+++`
        let calls = sandbox.read("trace");
        let made: Vec<&str> = calls.lines().filter(|l| l.contains('(')).collect();
        assert!(made.is_empty(), "{args:?}: {made:?}");
    }
}

#[test]
fn without_a_network_everything_is_the_same() {
    let options = ["--user", "--map-root-user", "--net"];
    if !works("unshare", &options) {
        println!("not tested: unshare does not work here");
        return;
    }
    for args in RUNS {
        let [with, without] = [sandbox(), sandbox()];
        let plain = with.command(args).output().unwrap();
        let confined = under("unshare", &options, &without, args)
            .env_clear()
            .env("HOME", without.path())
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        assert_eq!(plain.status.code(), confined.status.code(), "{args:?}");
        assert_eq!(plain.stdout, confined.stdout, "{args:?}");
        assert_eq!(plain.stderr, confined.stderr, "{args:?}");
    }
}
