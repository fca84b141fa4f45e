//! The verdict rests on what a posting says, not on the order of its bullets or on how they are drawn.

#![allow(clippy::unwrap_used, clippy::panic, clippy::disallowed_methods)] // helpers outside #[test] functions; fixtures are files

mod common;

use common::markdown_fixtures;
use jdlint::lint::lint;
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;

/// Rule, severity and confidence of every finding.
fn verdict(text: &str) -> Vec<String> {
    let source = Source::from_text("posting.md", text);
    let rules = Rules::builtin().unwrap();
    let mut found: Vec<String> = lint(&source, Format::Markdown, rules, &Settings::default())
        .iter()
        .flat_map(|judged| &judged.findings)
        .map(|f| format!("{} {} {:.2}", f.code, f.severity.as_str(), f.confidence))
        .collect();
    found.sort();
    found
}

/// The bullet that a line begins with, of the plain kind: not indented, one glyph and a space.
fn bullet(line: &str) -> Option<&str> {
    line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))
}

/// The text with every plain bullet drawn as `glyph`.
fn redrawn(text: &str, glyph: &str) -> String {
    let lines = text
        .lines()
        .map(|line| bullet(line).map_or(line.to_owned(), |rest| format!("{glyph} {rest}")));
    lines.collect::<Vec<_>>().join("\n")
}

/// The text with every run of plain bullets in reverse order.
fn reversed(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    for run in lines.chunk_by_mut(|a, b| bullet(a).is_some() == bullet(b).is_some()) {
        if run.first().is_some_and(|line| bullet(line).is_some()) {
            run.reverse();
        }
    }
    lines.join("\n")
}

/// Postings whose verdict `change` changes; `least` must be changed in their text, lest the test says nothing.
fn differing(least: usize, change: impl Fn(&str) -> String) -> Vec<String> {
    let (mut changed, mut wrong) = (0, Vec::new());
    for path in markdown_fixtures() {
        let text = std::fs::read_to_string(&path).unwrap();
        let other = change(&text);
        if other.trim_end() == text.trim_end() {
            continue;
        }
        changed += 1;
        let (before, after) = (verdict(&text), verdict(&other));
        if before != after {
            wrong.push(format!("{}: {before:?} became {after:?}", path.display()));
        }
    }
    assert!(changed >= least, "only {changed} postings changed");
    wrong
}

#[test]
fn the_order_of_bullets_changes_no_verdict() {
    let wrong = differing(50, reversed);
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_glyph_of_bullets_changes_no_verdict() {
    // most postings are written with the first: few change for it
    for (glyph, least) in [
        ("-", 1),
        ("*", 50),
        ("+", 50),
        ("\u{2022}", 50),
        ("\u{25cf}", 50),
        ("\u{b7}", 50),
        ("\u{2013}", 50),
    ] {
        let wrong = differing(least, |text| redrawn(text, glyph));
        assert!(wrong.is_empty(), "{glyph}: {wrong:#?}");
    }
}
