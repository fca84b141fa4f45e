//! Files with findings, built by hand, and what the reports make of them.

use jdlint::evidence::Profile;
use jdlint::finding::{Family, Finding, Label, Severity};
use jdlint::lint::Judged;
use jdlint::parse::Document;
use jdlint::posting::Posting;
use jdlint::report::{Format, Report, Terminal};
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::SourceSpan;
use jdlint::verdict::{FailOn, FileResult, KnownRule, Policy, Verdict};

pub fn known() -> Vec<KnownRule> {
    [
        ("JD101", "scope-above-title", Family::Scope, true),
        ("JD103", "all-executive-scope", Family::Scope, true),
        ("JD201", "years-vs-title", Family::Fact, true),
        ("JD404", "unknown-role", Family::Document, false),
    ]
    .map(|(code, slug, family, on_by_default)| KnownRule {
        code: code.into(),
        slug: slug.into(),
        family,
        on_by_default,
    })
    .into()
}

/// A label on the `nth` (from 0) place where `words` stand in `text`.
pub fn nth(text: &str, words: &str, n: usize, message: &str) -> Label {
    let (start, _) = text.match_indices(words).nth(n).expect("words in the text");
    Label {
        primary: false,
        span: SourceSpan::new(start, start + words.len()),
        message: message.into(),
    }
}

pub fn label(text: &str, words: &str, message: &str) -> Label {
    nth(text, words, 0, message)
}

pub fn finding(labels: Vec<Label>) -> Finding {
    let mut labels = labels;
    if let Some(first) = labels.first_mut() {
        first.primary = true;
    }
    Finding {
        code: "JD103".into(),
        rule: "all-executive-scope".into(),
        family: Family::Scope,
        severity: Severity::Warning,
        confidence: 0.9,
        message: "the title says VP, every duty is the work of a chief product officer".into(),
        labels,
        notes: vec![],
        help: None,
        sources: vec!["seed:31".into()],
        fingerprint: "00112233445566aa".into(),
        suppression: None,
    }
}

pub fn judged(findings: Vec<Finding>) -> Judged {
    Judged {
        document: Document::default(),
        posting: Posting::default(),
        title: None,
        profile: Profile::default(),
        findings,
    }
}

pub fn file(path: &str, text: &str, findings: Vec<Finding>) -> FileResult {
    FileResult::linted(Source::from_text(path, text), vec![judged(findings)])
}

/// A report with the built-in rules, as the command line makes it.
pub fn report<'a>(files: &'a [FileResult], verdict: &'a Verdict) -> Report<'a> {
    Report {
        files,
        verdict,
        rules: &Rules::builtin().unwrap().checks.rules,
        fail_on: FailOn::Warning,
        exit_code: verdict.summary.exit_code(FailOn::Warning),
        statistics: false,
    }
}

pub fn render(
    files: &[FileResult],
    format: Format,
    terminal: Terminal,
    settings: &Settings,
) -> String {
    let verdict = Policy::new(settings, &known()).unwrap().judge(files);
    let mut out = Vec::new();
    report(files, &verdict)
        .write(format, terminal, &mut out)
        .unwrap();
    String::from_utf8(out).unwrap()
}

pub fn human(files: &[FileResult]) -> String {
    render(
        files,
        Format::Human,
        Terminal::default(),
        &Settings::default(),
    )
}

pub fn human_at(width: usize, files: &[FileResult]) -> String {
    let terminal = Terminal {
        width,
        color: false,
    };
    render(files, Format::Human, terminal, &Settings::default())
}

/// Cells that a character takes.
pub fn cells(c: char) -> usize {
    use unicode_width::UnicodeWidthChar;
    c.width().unwrap_or(0)
}

/// The words above every run of carets of one kind (`^` or `-`), by terminal cell.
pub fn words_above(out: &str, caret: char) -> Vec<String> {
    let lines: Vec<&str> = out.lines().collect();
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let [Some((number, code)), Some((gutter, marks))] =
            [pair[0], pair[1]].map(|l| l.split_once("│ "))
        else {
            continue;
        };
        let is_number = number.trim().parse::<usize>().is_ok();
        if !is_number || !gutter.trim().is_empty() || !marks.trim_start().starts_with(caret) {
            continue;
        }
        let from = marks.chars().take_while(|c| *c == ' ').count();
        let to = from
            + marks
                .trim_start()
                .chars()
                .take_while(|c| *c == caret)
                .count();
        let mut at = 0;
        let mut words = String::new();
        for c in code.chars() {
            if from <= at && at < to {
                words.push(c);
            }
            at += cells(c);
        }
        found.push(words);
    }
    found
}
