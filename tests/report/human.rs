//! Reports through the public API: what people and programs get to see.

use crate::support::*;
use jdlint::evidence::Profile;
use jdlint::finding::Severity;
use jdlint::lint::Judged;
use jdlint::parse::{BlockKind, Builder};
use jdlint::posting::{Posting, Title, TitleOrigin};
use jdlint::report::{Format, Terminal};
use jdlint::roles::{Rungs, TitleMatch};
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::{SourceSpan, Span};
use jdlint::verdict::{FileResult, Policy};

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
    for &format in Format::all() {
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
        "2 files: no findings\n  1 posting could not be judged (too little was recognised, or several levels at once)\n"
    );
    assert_eq!(
        human(&[quiet(true), quiet(true)]),
        "2 files: no findings, but nothing could be judged either\n  \
         2 postings could not be judged (too little was recognised, or several levels at once)\n"
    );
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
        FileResult::linted(source, vec![judged]),
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
