//! One posting in every format: what is found and how it is judged does not depend on the format. A file put into
//! `fixtures/formats/` is one more twin.

use jdlint::lint::{Judged, lint};
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::Span;
use std::path::PathBuf;

/// The twins, the Markdown one first.
fn twins() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort_by_key(|path| (path.extension().is_none_or(|e| e != "md"), path.clone()));
    paths
}

fn judge(path: &PathBuf) -> (Source, Vec<Judged>) {
    let name = path.to_str().unwrap();
    let format = Format::from_path(name).expect(name);
    let source = Source::from_bytes("posting", std::fs::read(path).unwrap()).unwrap();
    let judged = lint(
        &source,
        format,
        Rules::builtin().unwrap(),
        &Settings::default(),
    );
    (source, judged)
}

/// The words of the visible text that stand at a range of the source.
fn words(judged: &Judged, start: usize, end: usize) -> String {
    let mut text = String::new();
    for (at, c) in judged.document.text.char_indices() {
        let source = judged
            .document
            .source_span(Span::new(at, at + c.len_utf8()));
        if start <= source.start && source.end <= end && source.start < source.end {
            text.push(c);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rule, severity and labelled words of each finding, sorted.
fn found(judged: &Judged) -> Vec<String> {
    let mut found: Vec<_> = judged
        .findings
        .iter()
        .map(|finding| {
            let labels = finding.labels.iter();
            let labels: Vec<_> = labels
                .map(|l| words(judged, l.span.start, l.span.end))
                .collect();
            format!("{} {:?} {labels:?}", finding.code, finding.severity)
        })
        .collect();
    found.sort();
    found
}

#[test]
fn twins_are_judged_alike() {
    let twins = twins();
    let (_, markdown) = judge(&twins[0]);
    let expected = found(&markdown[0]);
    // there is something to lose
    assert!(
        expected.iter().any(|f| f.starts_with("JD102")),
        "{expected:#?}"
    );
    assert!(
        expected.iter().any(|f| f.starts_with("JD201")),
        "{expected:#?}"
    );
    assert!(
        expected.iter().any(|f| f.starts_with("JD204")),
        "{expected:#?}"
    );
    assert!(twins.len() > 2);
    for path in &twins {
        let (_, judged) = judge(path);
        assert!(!judged.is_empty(), "{path:?} holds no posting");
        for judged in &judged {
            assert_eq!(found(judged), expected, "{path:?}");
            // the length of the text, a part of the evidence, differs by a few characters
            let level = (judged.profile.level, markdown[0].profile.level);
            assert!((level.0 - level.1).abs() < 0.01, "{level:?} {path:?}");
            assert_eq!(
                judged.profile.interval, markdown[0].profile.interval,
                "{path:?}"
            );
            assert_eq!(
                judged.posting.statements.len(),
                markdown[0].posting.statements.len(),
                "{path:?}"
            );
        }
    }
}
