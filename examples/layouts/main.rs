//! Writes docs/layouts.md: what is found in the postings of a corpus by their layout, whether the same postings in other
//! formats, written with other programs, get the same findings, and what is found in files as their owners keep them. Needs
//! pandoc and Python, and uses whatever else `written/write.py` finds.
//!
//! ```text
//! cargo run --release --example layouts -- --product postings.jsonl [--control others.jsonl] [--general general.jsonl]
//!     [--written FOLDER] [--original FOLDER] [--write docs/layouts.md]
//! ```
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods
)]

#[path = "../common/mod.rs"]
mod common;
mod formats;
mod originals;

use common::page::{Page, table};
use common::{Row, argument, read};
use jdlint::lint::study;
use jdlint::parse::Format;
use jdlint::posting::{SectionKind, TitleOrigin};
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use std::collections::BTreeMap;

/// A line this long, in code points, that is half of a posting is the posting run together.
const RUN_ON: usize = 800;
/// Postings of other functions that are written with other programs.
const OTHERS: usize = 200;
/// Bullets that make a list.
const LIST: usize = 3;
/// Statements that are about as many as a verdict needs.
const FEW: usize = 5;
const DUTIES: SectionKind = SectionKind::Responsibilities;

fn main() {
    let rules = Rules::builtin().unwrap();
    let mut page = Page::default();
    let mut rows = Vec::new();
    let mut twins = Vec::new();
    for (name, of) in [
        ("--product", "product"),
        ("--control", "other functions"),
        ("--general", "other functions, one list"),
    ] {
        let postings: Vec<Row> = argument(name).map(|path| read(&path)).unwrap_or_default();
        rows.extend(layouts(&postings, of, rules));
        let most = match name {
            "--product" => postings.len(),
            "--control" => OTHERS,
            _ => 0,
        };
        if most > 0 {
            page.put(&name.replace("--", "twins_"), most.min(postings.len()));
        }
        twins.extend(postings.into_iter().take(most));
    }
    page.put("formats", formats::table(&twins, rules));
    let head = [
        "postings of",
        "layout",
        "postings",
        "title stated",
        "named by the text",
        "duties",
        "five statements",
    ];
    page.put("layouts", table(&head, rows));
    let originals = argument("--original").map(|folder| originals::rows(&folder, rules));
    let (files, rows) = originals.unwrap_or_default();
    page.put("files", files);
    page.put("originals", rows);
    page.finish(include_str!("page.md"));
}

/// The layout of a text as it came, told without the reader that is measured.
fn layout(text: &str) -> &'static str {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let longest = lines().map(|line| line.chars().count()).max().unwrap_or(0);
    if longest > RUN_ON && 2 * longest > text.chars().count() {
        return "one line holds most of it";
    }
    let heading = |line: &str| line.starts_with('#');
    let bold = |line: &str| line.starts_with("**") && line.trim_end_matches(':').ends_with("**");
    let bullet = |line: &&str| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
        numbered
            || line.starts_with(['•', '●', '▪', '·'])
            || ["- ", "* ", "+ ", "– "].iter().any(|b| line.starts_with(b))
    };
    let list = lines().filter(bullet).count() >= LIST;
    match (lines().any(heading), lines().any(bold), list) {
        (true, _, true) => "headings and lists",
        (true, _, false) => "headings, no lists",
        (false, true, true) => "bold lines and lists",
        (false, true, false) => "bold lines, no lists",
        (false, false, true) => "lists alone",
        (false, false, false) => "lines and paragraphs alone",
    }
}

/// A row for each layout and one for all, with the postings in which each thing is found.
fn layouts(postings: &[Row], of: &str, rules: &Rules) -> Vec<Vec<String>> {
    let mut counts: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    let mut all = [0; 5];
    for row in postings {
        // a name that says nothing of the title
        let source = Source::from_text("posting.md", &row.text);
        let judged = study(&source, Format::Markdown, rules, &Settings::default());
        let posting = &judged.first().expect("one document").posting;
        let origin = posting.title.as_ref().map(|title| title.origin);
        let statements = posting.statements.iter().filter(|s| s.section == DUTIES);
        let found = [
            true,
            origin.is_some_and(|origin| origin != TitleOrigin::Text),
            origin == Some(TitleOrigin::Text),
            posting.sections.iter().any(|s| s.kind == DUTIES),
            statements.count() >= FEW,
        ];
        let counts = counts.entry(layout(&row.text)).or_default();
        for ((count, all), found) in counts.iter_mut().zip(&mut all).zip(found) {
            *count += usize::from(found);
            *all += usize::from(found);
        }
    }
    let rows = counts.into_iter().chain([("all", all)]);
    let cells = |counts: [usize; 5]| counts.map(|count| count.to_string());
    rows.map(|(layout, counts)| {
        let mut row = vec![of.to_owned(), layout.to_owned()];
        row.extend(cells(counts));
        row
    })
    .collect()
}
