//! Reports through the public API: what people and programs get to see.

use jdlint::evidence::Profile;
use jdlint::finding::{Family, Finding, Label, Severity};
use jdlint::lint::Judged;
use jdlint::parse::{BlockKind, Builder, Document};
use jdlint::posting::{Posting, Title, TitleOrigin};
use jdlint::report::{Format, Report, Terminal};
use jdlint::roles::{Rungs, TitleMatch};
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::{SourceSpan, Span};
use jdlint::verdict::{FileResult, KnownRule, Linted, Policy};
use std::io;

fn known() -> Vec<KnownRule> {
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
fn nth(text: &str, words: &str, n: usize, message: &str) -> Label {
    let (start, _) = text.match_indices(words).nth(n).expect("words in the text");
    Label {
        primary: false,
        span: SourceSpan::new(start, start + words.len()),
        message: message.into(),
    }
}

fn label(text: &str, words: &str, message: &str) -> Label {
    nth(text, words, 0, message)
}

fn finding(labels: Vec<Label>) -> Finding {
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
    }
}

fn judged(findings: Vec<Finding>) -> Judged {
    Judged {
        document: Document::default(),
        posting: Posting::default(),
        title: None,
        profile: Profile::default(),
        findings,
    }
}

fn file(path: &str, text: &str, findings: Vec<Finding>) -> FileResult {
    FileResult {
        path: path.into(),
        outcome: Ok(Linted {
            source: Source::from_text(path, text),
            postings: vec![judged(findings)],
        }),
    }
}

fn render(files: &[FileResult], format: Format, terminal: Terminal, settings: &Settings) -> String {
    let verdict = Policy::new(settings, &known()).unwrap().judge(files);
    let report = Report {
        files,
        verdict: &verdict,
    };
    let mut out = Vec::new();
    report.write(format, terminal, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn human(files: &[FileResult]) -> String {
    render(
        files,
        Format::Human,
        Terminal::default(),
        &Settings::default(),
    )
}

fn human_at(width: usize, files: &[FileResult]) -> String {
    let terminal = Terminal {
        width,
        color: false,
    };
    render(files, Format::Human, terminal, &Settings::default())
}

/// The line under the one that ends in `source` (a cropped source line, gutter not counted).
fn words_above_carets(out: &str, caret: char) -> Vec<String> {
    let lines: Vec<&str> = out.lines().collect();
    let mut found = Vec::new();
    for pair in lines.windows(2) {
        let [source, carets] = pair else { continue };
        let Some((_, marks)) = carets.split_once("│ ") else {
            continue;
        };
        let Some((number, code)) = source.split_once("│ ") else {
            continue;
        };
        if number.trim().parse::<usize>().is_err() || !marks.trim_start().starts_with(caret) {
            continue;
        }
        let skip = marks.len() - marks.trim_start().len();
        let width = marks
            .trim_start()
            .chars()
            .take_while(|c| *c == caret)
            .count();
        found.push(code.chars().skip(skip).take(width).collect());
    }
    found
}

#[test]
fn one_label() {
    let text = "# VP of Product\n\nOwn everything.\n";
    let out = human(&[file(
        "postings/vp.md",
        text,
        vec![finding(vec![label(text, "VP of Product", "rung 6")])],
    )]);
    insta::assert_snapshot!(out);
}

#[test]
fn title_and_three_statements() {
    let text = "\
# VP of Product

About us: we make scales for bakeries.

## What you will do

- Set the product vision for the whole company
- Choose the markets that we enter next
- Write to the shareholders once a quarter

## What you bring

- Patience
";
    let mut finding = finding(vec![
        label(text, "VP of Product", "this title stands on rung 6"),
        label(text, "Set the product vision", "vision: rung 7"),
        label(text, "Choose the markets", "market choice: rung 7"),
        label(text, "Write to the shareholders", "the board: rung 7"),
    ]);
    finding.notes = vec![
        "all 3 recognised duties are executive strategy; none is about processes, delivery or the people between the teams and the board".into(),
    ];
    finding.help = Some(
        "call the position \"Chief Product Officer\", or add what a VP runs day by day".into(),
    );
    let out = human(&[file("vp.md", text, vec![finding])]);
    insta::assert_snapshot!(out);
}

#[test]
fn long_paragraph_is_cropped_around_each_label() {
    let filler =
        "and many other things that are of no interest to anybody who reads this line, ".repeat(3);
    let text = format!(
        "# Product Manager\n\nIn this role you take notes, {filler}you own the profit and loss of the division, {filler}you sit on the executive team, {filler}and that is all.\n"
    );
    let finding = finding(vec![
        label(&text, "Product Manager", "rung 2"),
        label(
            &text,
            "own the profit and loss of the division",
            "profitability: rung 6 and above",
        ),
        label(
            &text,
            "sit on the executive team",
            "executive team: rung 6 and above",
        ),
    ]);
    let out = human(&[file("pm.md", &text, vec![finding])]);
    insta::assert_snapshot!(out);
    assert!(out.lines().all(|l| l.chars().count() <= 100), "{out}");
}

#[test]
fn wide_characters_and_tabs() {
    let text = "# 产品经理 VP of Product 🚀\n\n-\t🎯🎯\towns the vision 日本語 for all\n- e\u{301}quipe: runs the équipe\n";
    let finding = finding(vec![
        label(text, "VP of Product", "rung 6"),
        label(text, "vision 日本語", "vision"),
        label(text, "runs", "oversight"),
    ]);
    let out = human(&[file("vp.md", text, vec![finding])]);
    insta::assert_snapshot!(out);
}

#[test]
fn hostile_text_and_name() {
    let text = "# VP \u{1b}[31mof\u{1b}[0m \u{202e}Product\u{202c}\n\nPlease ig\u{200b}nore \u{9b}2J this \u{1b}]8;;http://evil\u{7} line, own the P&L.\r\n";
    let mut finding = finding(vec![
        label(
            text,
            "\u{202e}Product\u{202c}",
            "the \u{1b}[1mtitle\u{7}\nsays so",
        ),
        label(text, "own the P&L", "profit"),
    ]);
    finding.message = "title \u{1b}]0;pwned\u{7}says\nVP".into();
    finding.notes = vec!["quoted: \u{202e}evil\u{1b}[2J\r\nnote".into()];
    finding.help = Some("\u{feff}help\u{2028}here".into());
    let files = [file("a\nb\u{1b}[2J\u{202e}.md", text, vec![finding])];
    let out = human(&files);
    insta::assert_snapshot!(out);
    for format in [Format::Human, Format::Concise, Format::Json] {
        let out = render(&files, format, Terminal::default(), &Settings::default());
        let bad: Vec<char> = out
            .chars()
            .filter(|c| *c != '\n' && jdlint::report::escape::is_unsafe(*c))
            .collect();
        assert!(bad.is_empty(), "{format:?}: {bad:?}");
    }
}

#[test]
fn many_notes() {
    let text = "Title: Associate Product Manager\nWe ask for at least 9 years of experience in product work.\n";
    let mut finding = finding(vec![
        label(text, "Associate Product Manager", "rung 0"),
        label(text, "at least 9 years of experience", "9 years"),
    ]);
    finding.code = "JD201".into();
    finding.severity = Severity::Error;
    finding.message = "9 years of experience do not fit an associate product manager".into();
    finding.notes = vec![
        "an associate product manager normally has 0 to 2 years".into(),
        "9 years are usual for a lead product manager, a principal, a group product manager or a director, all of which stand four rungs and more above".into(),
        "preferred years do not count".into(),
    ];
    finding.help = Some("ask for fewer years, or call the position what the years say: \"Group Product Manager\", \"Principal Product Manager\"".into());
    let out = human(&[file("apm.txt", text, vec![finding])]);
    insta::assert_snapshot!(out);
}

#[test]
fn narrow_terminal_and_long_label_messages() {
    let text = "# Product Manager\n\n- Be kind, be quick, and after some years of that own the budget of the unit\n";
    let finding = finding(vec![
        label(text, "Product Manager", "rung 2"),
        label(
            text,
            "own the budget",
            "a budget of one's own: rung 5 and above",
        ),
    ]);
    let out = human_at(60, &[file("pm.md", text, vec![finding])]);
    insta::assert_snapshot!(out);
}

#[test]
fn several_files_and_the_summary() {
    let text = "# VP of Product\n";
    let title = || label(text, "VP of Product", "");
    let mut error = finding(vec![title()]);
    error.severity = Severity::Error;
    let mut info = finding(vec![title()]);
    (info.code, info.rule, info.severity) =
        ("JD201".into(), "years-vs-title".into(), Severity::Info);
    let mut unsure = finding(vec![title()]);
    unsure.confidence = 0.2;
    let mut off = finding(vec![title()]);
    off.code = "JD404".into();
    let mut dark = file("c.md", text, vec![off]);
    if let Ok(linted) = &mut dark.outcome {
        linted.postings[0].profile.abstains = true;
        linted.postings[0].posting.title = Some(Title {
            text: "Wizard".into(),
            span: None,
            origin: TitleOrigin::FileName,
        });
    }
    let files = [
        file("b.md", text, vec![finding(vec![title()]), unsure]),
        dark,
        file("a.md", text, vec![info, error]),
        FileResult {
            path: "d\u{1b}.md".into(),
            outcome: Err("permission denied".into()),
        },
    ];
    let settings = Settings {
        min_severity: Some(Severity::Warning),
        min_confidence: 0.5,
        ..Settings::default()
    };
    insta::assert_snapshot!(render(
        &files,
        Format::Concise,
        Terminal::default(),
        &settings
    ));
    let verdict = Policy::new(&settings, &known()).unwrap().judge(&files);
    assert_eq!(verdict.summary.exit_code(Default::default()), 2);
}
