//! What the pages show is what happens: every command in a block of code runs, and prints what the page says that it does.

use crate::CONFIG;
use crate::PACK;
use crate::ci::{commands_of_blocks, read};
use crate::common::{POSTING, Sandbox, root};
use std::fs;

/// What stands in place of a name that is the reader's to choose.
const PLACES: [(&str, &str); 3] = [
    ("PATH", "."),
    ("FUNCTION", "design"),
    ("PACK", "engineering.toml"),
];

/// A folder with all files that the pages name.
fn sandbox() -> Sandbox {
    let sandbox = Sandbox::with(&[
        ("engineering.toml", PACK),
        ("jdlint.toml", CONFIG),
        ("vp-product.md", POSTING),
        ("vp product.md", POSTING),
        ("postings/a.md", POSTING),
    ]);
    for (name, of) in [
        ("VP of Product.docx", "fixtures/formats/vp-of-product.docx"),
        (FLAGGED, FLAGGED),
    ] {
        sandbox.write(name, fs::read(root().join(of)).unwrap());
    }
    sandbox
}

const FLAGGED: &str = "fixtures/postings/vp-product-strategy-only.md";

/// The words of a command as a shell takes them, up to where it takes over.
fn words(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in command.chars() {
        match (c, words.last_mut()) {
            ('"', _) => quoted = !quoted,
            (' ', Some(last)) if !quoted && !last.is_empty() => words.push(String::new()),
            (' ', _) if !quoted => {}
            (c, Some(last)) => last.push(c),
            _ => {}
        }
    }
    let shell = |word: &String| ["#", ">", ">>", "<", "|", "\\|"].contains(&word.as_str());
    let end = words.iter().position(shell).unwrap_or(words.len());
    words.truncate(end);
    words.retain(|word| !word.is_empty());
    words
}

#[test]
fn every_command_of_a_block_runs() {
    let mut seen = 0;
    for page in [
        "README.md",
        "docs/first-steps.md",
        "docs/configuration.md",
        "docs/packs.md",
        "docs/ci.md",
    ] {
        let sandbox = sandbox();
        for shown in commands_of_blocks(&read(page)) {
            let begun = shown.contains("config init") || shown.contains("rules new");
            if begun {
                // what a command begins is not there yet
                let _ = fs::remove_file(sandbox.path().join("jdlint.toml"));
            }
            let mut args = words(&shown);
            for arg in &mut args {
                if let Some((_, name)) = PLACES.iter().find(|(place, _)| place == arg) {
                    *arg = (*name).to_owned();
                }
            }
            let run = sandbox.run_with_stdin(&args[1..], POSTING.as_bytes());
            assert!(run.status < 2, "{page}: {shown}: {}", run.stderr);
            assert!(!run.stderr.contains("error:"), "{page}: {}", run.stderr);
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}

#[test]
fn what_a_page_says_is_printed_is() {
    let mut seen = 0;
    for page in ["README.md", "docs/first-steps.md"] {
        let text = read(page);
        for (before, after) in text
            .match_indices("\n```text\n")
            .map(|(at, fence)| (&text[..at], &text[at + fence.len()..]))
        {
            let said = before.trim_end().lines().last().unwrap();
            let command = said.split('`').nth(1).unwrap();
            let (block, _) = after.split_once("```\n").unwrap();
            let out = sandbox().run(&words(command)[1..]).stdout;
            match said.ends_with("prints:") {
                true => assert_eq!(out, block, "{page}: {command}"),
                false => assert!(out.contains(block), "{page}: {command}: {out}"),
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 2);
}
