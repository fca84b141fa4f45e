//! Reports through the public API: what people and programs get to see.

#![allow(clippy::unwrap_used, clippy::expect_used)] // helpers of tests fail loudly

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

/// Cells that a character takes.
fn cells(c: char) -> usize {
    use unicode_width::UnicodeWidthChar;
    c.width().unwrap_or(0)
}

/// The words above every run of carets of one kind (`^` or `-`), by terminal cell.
fn words_above(out: &str, caret: char) -> Vec<String> {
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
    assert_eq!(words_above(&out, '^'), ["Product Manager"]);
    assert_eq!(
        words_above(&out, '-'),
        [
            "own the profit and loss of the division",
            "sit on the executive team"
        ]
    );
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
    assert_eq!(words_above(&out, '^'), ["VP of Product"]);
    assert_eq!(words_above(&out, '-'), ["vision 日本語", "runs"]);
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
fn labels_that_share_a_line() {
    let text = "# Head of Product\n\nYou set the vision, own the budget and hire the team.\n\nYou own the strategy and the strategy of the whole company, and the rest of what there is to say.\n";
    let finding = finding(vec![
        label(text, "Head of Product", "rungs 5 to 7"),
        label(text, "set the vision", "vision"),
        label(text, "own the budget", "budget: rung 6"),
        label(text, "hire the team", "recruiting"),
        label(
            text,
            "own the strategy and the strategy of the whole company",
            "company strategy",
        ),
        label(text, "own the strategy", "strategy"),
        nth(text, "the strategy", 1, "strategy again"),
    ]);
    let out = human_at(70, &[file("h.md", text, vec![finding])]);
    insta::assert_snapshot!(out);
    assert!(out.lines().all(|l| !l.ends_with(' ')), "{out}");
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

#[test]
fn the_summary_says_what_silence_means() {
    let quiet = |abstains: bool| {
        let mut file = file("a.md", "", vec![]);
        if let Ok(linted) = &mut file.outcome {
            linted.postings[0].profile.abstains = abstains;
        }
        file
    };
    assert_eq!(human(&[]), "no file was checked\n");
    assert_eq!(human(&[quiet(false)]), "1 file: no findings\n");
    assert_eq!(
        human(&[quiet(false), quiet(true)]),
        "2 files: no findings\n  1 posting could not be judged (too few recognised statements)\n"
    );
    assert_eq!(
        human(&[quiet(true), quiet(true)]),
        "2 files: no findings, but nothing could be judged either\n  \
         2 postings could not be judged (too few recognised statements)\n"
    );
}

#[test]
fn a_line_of_five_megabytes_is_cropped() {
    let half = "lorem ipsum 日本 ".repeat(150_000);
    let text = format!("{half}own the P&L of the group {half}");
    assert!(text.len() > 5_000_000);
    let column = half.chars().count() + 1;
    let files = [file(
        "big.txt",
        &text,
        vec![finding(vec![label(
            &text,
            "own the P&L of the group",
            "profit",
        )])],
    )];
    let out = human(&files);
    assert!(out.len() < 1_000, "{} bytes", out.len());
    assert!(out.contains(&format!("big.txt:1:{column}\n")));
    assert_eq!(words_above(&out, '^'), ["own the P&L of the group"]);
    let source_line = out.lines().nth(3).unwrap();
    assert!(source_line.starts_with("1 │ …") && source_line.ends_with('…'));
    assert!(source_line.chars().map(cells).sum::<usize>() <= 100);

    // the whole line as one label, and characters that take no cell
    for text in [text, "e".to_owned() + &"\u{301}".repeat(1_000_000)] {
        let mut whole = label("x", "x", "everything");
        whole.span = SourceSpan::new(0, text.len());
        let out = human(&[file("big.txt", &text, vec![finding(vec![whole])])]);
        assert!(out.len() < 4_000, "{} bytes", out.len());
    }
}

#[test]
fn edges_of_a_file() {
    let at = |text: &str, start, end| {
        let mut label = label("x", "x", "here");
        label.span = SourceSpan::new(start, end);
        human(&[file("x.md", text, vec![finding(vec![label])])])
    };
    for (text, start, end, place) in [
        ("", 0, 0, "x.md:1:1"),
        ("", 7, 9, "x.md:1:1"),
        ("abc", 3, 3, "x.md:1:4"),
        ("abc\n", 3, 4, "x.md:1:4"),
        ("abc\n", 4, 4, "x.md:2:1"),
        ("日本", 1, 2, "x.md:1:1"),
        ("abc", 1, usize::MAX, "x.md:1:2"),
        ("a\r\nb\r\n", 3, 4, "x.md:2:1"),
    ] {
        let out = at(text, start, end);
        assert!(
            out.contains(&format!("{place}\n")),
            "{text:?} {start}..{end}\n{out}"
        );
        assert!(out.contains("^ here"), "{text:?} {start}..{end}\n{out}");
        assert!(!out.contains('\r'));
    }
    // no label at all
    let out = human(&[file("x.md", "abc\n", vec![finding(vec![])])]);
    assert!(out.contains("x.md:1:1\n"), "{out}");
}

#[test]
fn a_label_over_several_lines_ends_with_its_first_line() {
    for text in ["Own the\nvision\n", "Own the\r\nvision\r\n"] {
        let mut both = label(text, "the", "two lines");
        both.span.end = text.len();
        let out = human(&[file("x.md", text, vec![finding(vec![both])])]);
        assert_eq!(words_above(&out, '^'), ["the"]);
        assert!(!out.contains("vision"), "{out}");
    }
}

#[test]
fn more_labels_than_anyone_reads_are_counted() {
    let text = "own it\n".repeat(5_000);
    let labels = (0..5_000)
        .map(|i| Label {
            primary: false,
            span: SourceSpan::new(i * 7, i * 7 + 3),
            message: String::new(),
        })
        .collect();
    let out = human(&[file("x.md", &text, vec![finding(labels)])]);
    assert!(out.lines().count() < 60);
    assert!(out.contains("and 4984 more like these"));
}

#[test]
fn colours_only_where_asked_for() {
    let text = "# VP of Product\n";
    let files = [file(
        "vp.md",
        text,
        vec![finding(vec![label(text, "VP of Product", "")])],
    )];
    for format in [Format::Human, Format::Concise] {
        let paint = |color| {
            let terminal = Terminal { width: 100, color };
            render(&files, format, terminal, &Settings::default())
        };
        assert!(!paint(false).contains('\u{1b}'));
        let colored = paint(true);
        assert!(colored.contains("\u{1b}["));
        let mut plain = String::new();
        for (i, part) in colored.split('\u{1b}').enumerate() {
            let rest = if i == 0 {
                Some(part)
            } else {
                part.split_once('m').map(|(_, rest)| rest)
            };
            plain.push_str(rest.unwrap());
        }
        assert_eq!(plain, paint(false));
    }
}

#[test]
fn json_is_the_contract() {
    let text = "# VP of Product\n\nÉ own the P&L.\n";
    let mut builder = Builder::new();
    builder.open(BlockKind::Heading(1));
    builder.push("VP of Product", SourceSpan::new(2, 15));
    let mut finding = finding(vec![
        label(text, "VP of Product", "rung 6"),
        label(text, "own", "profit"),
    ]);
    finding.confidence = 0.899_9;
    finding.help = Some("help \u{202e}".into());
    let judged = Judged {
        document: builder.finish(),
        posting: Posting {
            title: Some(Title {
                text: "VP of Product".into(),
                span: Some(Span::new(0, 13)),
                origin: TitleOrigin::Heading,
            }),
            ..Posting::default()
        },
        title: Some(TitleMatch {
            role: "product/vp".into(),
            function: "product".into(),
            rungs: Rungs::new(6, 6),
            span: Span::new(0, 13),
            issue: None,
        }),
        profile: Profile {
            level: 5.604,
            interval: Some(Rungs::new(5, 7)),
            confidence: 0.8349,
            statements: 14,
            recognized: 9,
            ..Profile::default()
        },
        findings: vec![finding],
    };
    let source = Source::from_text("b.md", text);
    let files = [
        FileResult {
            path: "b.md".into(),
            outcome: Ok(Linted {
                source,
                postings: vec![judged],
            }),
        },
        file("a.md", "", vec![]),
        FileResult {
            path: "c.md".into(),
            outcome: Err("gone".into()),
        },
    ];
    let out = render(
        &files,
        Format::Json,
        Terminal::default(),
        &Settings::default(),
    );
    assert!(out.contains("help \\u202e"));
    insta::assert_snapshot!(out.replace(env!("CARGO_PKG_VERSION"), "VERSION"));
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(value["findings"][0]["help"], "help \u{202e}");
}

/// Fails as a closed pipe does, after some bytes.
struct Closed(usize);

impl io::Write for Closed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let n = bytes.len().min(self.0);
        self.0 -= n;
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_broken_pipe_comes_back_as_one() {
    let text = "# VP of Product\n";
    let files = [file(
        "vp.md",
        text,
        vec![finding(vec![label(text, "VP of Product", "")])],
    )];
    let verdict = Policy::new(&Settings::default(), &known())
        .unwrap()
        .judge(&files);
    let report = Report {
        files: &files,
        verdict: &verdict,
    };
    for format in [Format::Human, Format::Concise, Format::Json] {
        for room in [0, 10, 60] {
            let error = report
                .write(format, Terminal::default(), &mut Closed(room))
                .unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?} {room}");
        }
    }
}

proptest::proptest! {
    /// Whatever the text, the labels and the width: nothing panics, nothing unsafe gets out, excerpts stay in width.
    #[test]
    fn any_text_with_any_labels(
        text in r"[a-z \t\n\r\x1b日🎯é\u{301}\u{202e}]{0,400}",
        spans in proptest::collection::vec((0..500_usize, 0..120_usize), 0..6),
        width in 0..140_usize,
    ) {
        let labels = spans
            .iter()
            .map(|(start, length)| Label {
                primary: false,
                span: SourceSpan::new(*start, start + length),
                message: "m".into(),
            })
            .collect();
        let out = human_at(width, &[file("x.md", &text, vec![finding(labels)])]);
        proptest::prop_assert!(!out.chars().any(|c| c != '\n' && jdlint::report::escape::is_unsafe(c)));
        for line in out.lines() {
            if let Some((number, _)) = line.split_once('│')
                && number.trim().parse::<usize>().is_ok()
            {
                // a source line has 24 cells beside the gutter, however narrow the terminal
                let most = width.max(number.len() + 2 + 24);
                proptest::prop_assert!(line.chars().map(cells).sum::<usize>() <= most, "{}", out);
            }
        }
    }

    /// The carets of a single label stand under its words, wherever the line is cropped.
    #[test]
    fn carets_stand_under_their_words(
        before in "[a-z 日🎯\u{1b}\t]{0,300}",
        after in "[a-z 日🎯\u{1b}\t]{0,300}",
        width in 60..120_usize,
    ) {
        let text = format!("{before}Own Everything{after}");
        let out = human_at(width, &[file("x.md", &text, vec![finding(vec![label(&text, "Own Everything", "m")])])]);
        proptest::prop_assert_eq!(words_above(&out, '^'), ["Own Everything"]);
        let column = before.chars().count() + 1;
        let place = format!("x.md:1:{column}\n");
        proptest::prop_assert!(out.contains(&place));
    }
}
