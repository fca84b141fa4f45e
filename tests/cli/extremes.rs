//! Files that are huge, endless, many, deep in folders or change while they are read, through the real binary.
#![cfg(unix)]

use crate::common::{POSTING, Sandbox};
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Runs `command` with so many bytes of address space; none where the system cannot limit them.
fn limited(sandbox: &Sandbox, bytes: u64, args: &[&str]) -> Option<std::process::Output> {
    let plain = sandbox.command(args);
    let found = Command::new("prlimit").arg("--version").output();
    if !found.is_ok_and(|o| o.status.success()) {
        println!("not tested: there is no prlimit");
        return None;
    }
    let mut command = Command::new("prlimit");
    command
        .arg(format!("--as={bytes}"))
        .arg(plain.get_program())
        .args(args)
        .current_dir(sandbox.path())
        .env("NO_COLOR", "1");
    Some(command.output().unwrap())
}

const MB: u64 = 1024 * 1024;

#[test]
fn a_file_beyond_the_limit_is_refused_without_being_read() {
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    // a terabyte of nothing, which takes no room on the disk
    let huge = File::create(sandbox.path().join("huge.md")).unwrap();
    if huge.set_len(1 << 40).is_err() {
        println!("not tested: the file system has no such files");
        return;
    }
    let args = ["--format", "json", "huge.md", "z.md"];
    let Some(out) = limited(&sandbox, 512 * MB, &args) else {
        return;
    };
    let told = String::from_utf8(out.stderr).unwrap();
    assert_eq!(
        told,
        "error: huge.md: larger than the limit of 4 MB; --max-file-size raises it\n"
    );
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8(out.stdout).unwrap().contains("z.md"));
}

#[test]
fn what_never_ends_is_read_up_to_the_limit() {
    if File::open("/dev/zero").is_err() {
        println!("not tested: there is no /dev/zero");
        return;
    }
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    let run = sandbox.run(&[
        "--format",
        "json",
        "--max-file-size",
        "1",
        "/dev/zero",
        "z.md",
    ]);
    assert_eq!(run.paths(), ["z.md"]);
    assert_eq!(
        run.stderr,
        "error: /dev/zero: larger than the limit of 1 MB; --max-file-size raises it\n"
    );
}

#[test]
fn one_line_of_many_megabytes_is_read_in_bounded_memory() {
    let sandbox = Sandbox::new();
    // white space costs little, so that an unoptimised build is done soon
    let mut line = vec![b' '; 8 * 1024 * 1024];
    line.extend_from_slice(b"Own the roadmap.");
    let mut text = b"# Product Manager\n\n- Own the backlog.".to_vec();
    text.append(&mut line);
    sandbox.write("line.txt", text);
    let args = ["--format", "json", "--max-file-size", "9", "line.txt"];
    // the command itself takes some 50 MB of it
    let Some(out) = limited(&sandbox, 200 * MB, &args) else {
        return;
    };
    assert!(out.status.code().is_some_and(|c| c < 2), "{out:?}");
    assert!(String::from_utf8(out.stdout).unwrap().contains("line.txt"));
}

#[test]
fn ten_thousand_files_are_linted_in_bounded_memory() {
    let sandbox = Sandbox::new();
    for folder in 0..100 {
        for file in 0..100 {
            sandbox.write(&format!("{folder:02}/{file:02}.md"), "# Chef\n\n- Cook.\n");
        }
    }
    let Some(out) = limited(&sandbox, 512 * MB, &["--format", "json"]) else {
        return;
    };
    assert!(out.status.code().is_some_and(|c| c < 2));
    let report: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), 10_000);
    assert!(files.is_sorted_by_key(|f| f["path"].as_str().unwrap()));
}

#[test]
fn folders_deep_inside_each_other_are_walked() {
    let sandbox = Sandbox::new();
    let deep = "d/".repeat(900);
    sandbox.write(&format!("{deep}a.md"), POSTING);
    assert_eq!(sandbox.linted(&["."]), [format!("{deep}a.md")]);
}

#[test]
fn a_file_that_shrinks_and_grows_while_it_is_read_harms_no_other() {
    let sandbox = Sandbox::with(&[("a.md", POSTING), ("z.md", POSTING)]);
    let path = sandbox.path().join("a.md");
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                let file = OpenOptions::new().write(true).open(&path).unwrap();
                file.set_len(0).unwrap();
                file.set_len(900_000).unwrap();
                (&file).write_all(POSTING.as_bytes()).unwrap();
            }
        });
        for _ in 0..20 {
            let run = sandbox.run(&["--format", "json", "."]);
            assert!(run.paths().contains(&"z.md".to_owned()), "{run:?}");
            assert!(run.status < 2, "{run:?}");
            let told = ["the file is empty", "not text"];
            let expected = |line: &str| told.iter().any(|t| line.contains(t));
            assert!(run.stderr.lines().all(expected), "{run:?}");
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn files_that_come_and_go_during_a_walk_harm_no_other() {
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    let (path, over) = (sandbox.path().join("a"), AtomicBool::new(false));
    thread::scope(|scope| {
        scope.spawn(|| {
            while !over.load(Ordering::Relaxed) {
                fs::create_dir(&path).unwrap();
                fs::write(path.join("a.md"), POSTING).unwrap();
                fs::remove_dir_all(&path).unwrap();
            }
        });
        for _ in 0..20 {
            let run = sandbox.run(&["--format", "json", "."]);
            assert!(run.paths().contains(&"z.md".to_owned()), "{run:?}");
            let told = ["no such file or folder", "the file is empty"];
            let expected = |line: &str| told.iter().any(|t| line.ends_with(t));
            assert!(run.stderr.lines().all(expected), "{run:?}");
        }
        over.store(true, Ordering::Relaxed);
    });
}
