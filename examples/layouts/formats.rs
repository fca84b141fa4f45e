//! Postings written in other formats: what is found of them there, beside what is found in Markdown.

use super::common::{Row, page};
use jdlint::finding::Severity;
use jdlint::lint::{Judged, lint};
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use std::io::Write;
use std::process::{Command, Stdio};

/// Levels that differ by less, in rungs, are the same: the length of the text is a part of the evidence.
const NEAR: f32 = 0.1;

/// Each format, and the file of a posting that pandoc, or a program that exports its HTML, makes.
type Writer = fn(&str, &str) -> Vec<u8>;
const FORMATS: [(&str, Format, Writer); 7] = [
    ("HTML", Format::Html, |title, body| {
        pandoc(&headed(title, body), "html")
    }),
    ("Word", Format::Word, |title, body| {
        pandoc(&headed(title, body), "docx")
    }),
    ("AsciiDoc", Format::AsciiDoc, |title, body| {
        pandoc(&headed(title, body), "asciidoctor")
    }),
    ("reStructuredText", Format::Rst, |title, body| {
        pandoc(&headed(title, body), "rst")
    }),
    ("JSON", Format::Json, |title, body| export(title, body)),
    // JSON is YAML
    ("YAML", Format::Yaml, |title, body| export(title, body)),
    ("CSV", Format::Table, |title, body| {
        let field = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let html = String::from_utf8(pandoc(body, "html")).unwrap();
        format!("Title,Description\n{},{}\n", field(title), field(&html)).into_bytes()
    }),
];

fn headed(title: &str, body: &str) -> String {
    format!("# {title}\n\n{body}\n")
}

fn export(title: &str, body: &str) -> Vec<u8> {
    let html = String::from_utf8(pandoc(body, "html")).unwrap();
    serde_json::json!({"title": title, "content": html})
        .to_string()
        .into_bytes()
}

fn pandoc(markdown: &str, to: &str) -> Vec<u8> {
    let mut command = Command::new("pandoc");
    command.args([
        "--from", "gfm", "--wrap", "preserve", "--to", to, "--output", "-",
    ]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pandoc");
    let mut input = child.stdin.take().unwrap();
    let text = markdown.to_owned();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "pandoc --to {to}");
    output.stdout
}

fn judge(bytes: Vec<u8>, format: Format, rules: &Rules) -> Vec<Judged> {
    let source = Source::from_bytes("posting", bytes).unwrap();
    lint(&source, format, rules, &Settings::default())
}

/// Code and severity of each finding, sorted.
fn findings(judged: &Judged) -> Vec<(&str, Severity)> {
    let mut found: Vec<_> = judged
        .findings
        .iter()
        .map(|f| (f.code.as_str(), f.severity))
        .collect();
    found.sort_unstable();
    found
}

/// A row for each format: postings with the same title, the same findings and the same level as in Markdown.
pub fn table(postings: &[Row], rules: &Rules) -> String {
    let mut counts = [[0usize; 3]; FORMATS.len()];
    for row in postings {
        let body = row.body();
        let markdown = judge(
            headed(&row.title, &body).into_bytes(),
            Format::Markdown,
            rules,
        );
        let markdown = markdown.first().expect("one document");
        for ((_, format, write), counts) in FORMATS.iter().zip(&mut counts) {
            let there = judge(write(&row.title, &body), *format, rules);
            let [there] = there.as_slice() else { continue };
            let role = |judged: &Judged| judged.title.as_ref().map(|t| t.role.clone());
            let same = [
                role(there) == role(markdown),
                findings(there) == findings(markdown),
                (there.profile.level - markdown.profile.level).abs() < NEAR,
            ];
            counts
                .iter_mut()
                .zip(same)
                .for_each(|(count, same)| *count += usize::from(same));
        }
    }
    let rows = FORMATS.iter().zip(counts).map(|((name, ..), counts)| {
        let mut row = vec![(*name).to_owned(), postings.len().to_string()];
        row.extend(counts.map(|count| count.to_string()));
        row
    });
    page::table(
        &[
            "format",
            "postings",
            "same role",
            "same findings",
            "same level",
        ],
        rows,
    )
}
