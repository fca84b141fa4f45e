//! `inspect` pages through the public API.

use jdlint::evidence::{Profile, Signal, SignalCue, Vote};
use jdlint::lint::Judged;
use jdlint::parse::{BlockKind, Builder};
use jdlint::posting::{
    Fact, FactKind, Posting, Section, SectionKind, Statement, Subject, Title, TitleOrigin, YearsOf,
};
use jdlint::report::inspect::Understood;
use jdlint::report::{Terminal, escape, inspect};
use jdlint::roles::{
    Boss, Catalogue, Claim, Dimension, DimensionInfo, DimensionKind, Hedge, Role, Rung, Rungs,
    Standing, TitleMatch,
};
use jdlint::source::Source;
use jdlint::span::{SourceSpan, Span};
use jdlint::verdict::FileResult;
use std::io;
use std::sync::Arc;

fn role(id: &str, name: &str, rungs: Rungs) -> Role {
    Role {
        id: id.into(),
        function: "product".into(),
        name: name.into(),
        rungs,
        may_span: Rungs::new(rungs.lo.saturating_sub(1), rungs.hi),
        small: Some(Rungs::new(3, 7)),
        finance: None,
        beside: None,
        years: [10, 20],
        manages: "managers".into(),
        reports_to: vec!["product/cpo".into(), "ceo".into()],
        summary: "Runs the product function from day to day: the procedures that all teams follow, what they ship and when, and the people who lead them.".into(),
        claims: vec![],
    }
}

fn roles() -> Catalogue {
    let mut roles = Catalogue::default();
    let rung = |name: &str| Rung {
        name: name.into(),
        scope: String::new(),
        people: String::new(),
        years: [0, 0],
        reports_to: String::new(),
    };
    roles.ladder.rungs = [
        "Associate Product Manager",
        "Junior Product Manager",
        "Product Manager",
        "Senior Product Manager",
        "Lead or Group Product Manager",
        "Director of Product",
        "VP of Product",
        "Chief Product Officer",
    ]
    .map(rung)
    .into();
    roles.ladder.dimensions = vec![DimensionInfo {
        id: Dimension::Feature,
        label: "one feature or product".into(),
        kind: DimensionKind::Execution,
    }];
    let vp = role("product/vp", "VP of Product", Rungs::new(6, 6));
    let cpo = role("product/cpo", "Chief Product Officer", Rungs::new(7, 7));
    roles.roles = vec![vp, cpo];
    let claim = |dimension, standing, hedge, source: &str, text: &str| Claim {
        dimension,
        standing,
        hedge,
        source: source.into(),
        text: text.into(),
    };
    roles.roles[0].claims = vec![
        claim(
            Dimension::Process,
            Standing::Core,
            Hedge::Firm,
            "seed:31",
            "a VP builds procedures for the whole product team",
        ),
        claim(
            Dimension::Budget,
            Standing::Shared,
            Hedge::May,
            "seed:44",
            "some VPs hold a budget; where they do, it is the budget of the product function and not that of the company",
        ),
        claim(
            Dimension::Market,
            Standing::Foreign,
            Hedge::Likely,
            "market",
            "the markets are chosen above",
        ),
    ];
    roles
}

const TEXT: &str = "\
# VP of Product

We make scales.

## What you will do

- Write user stories for one squad \u{1b}[31m
- Groom the backlog every week, together with the engineers and the designers of that squad, in the planning tool
- Our platform weighs bread

## What you bring

- 3+ years of experience
- You report to the CEO
";

/// A posting built by hand: every line is a block, markup left out.
fn judged() -> Judged {
    let mut builder = Builder::new();
    let mut at = 0;
    for line in TEXT.split_inclusive('\n') {
        let body = line.trim_end().trim_start_matches(['#', '-', ' ']);
        let start = at + line.find(body).unwrap();
        if !body.is_empty() {
            builder.open(match line.split(' ').next() {
                Some("#") => BlockKind::Heading(1),
                Some("##") => BlockKind::Heading(2),
                Some("-") => BlockKind::ListItem { depth: 0 },
                _ => BlockKind::Paragraph,
            });
            builder.push(body, SourceSpan::new(start, start + body.len()));
        }
        at += line.len();
    }
    let document = builder.finish();
    let find = |words: &str| {
        let start = document.text.find(words).expect("words in the text");
        Span::new(start, start + words.len())
    };
    let block = |words: &str| {
        let start = find(words).start;
        document
            .blocks
            .iter()
            .find(|b| b.span.start == start)
            .unwrap()
            .span
    };
    let section = |kind, heading: Option<&str>, from: &str, to: &str| Section {
        kind,
        heading: heading.map(find),
        span: Span::new(find(from).start, block(to).end),
        by_heading: heading.is_some(),
    };
    let statement = |words: &str, section, subject| Statement {
        span: block(words),
        section,
        subject,
        bullet: true,
        others: None,
    };
    let signal = |statement, dimension, rungs, words: &str, says: &str, duty| Signal {
        statement,
        dimension,
        rungs,
        strength: 0.8,
        span: find(words),
        cue: Arc::new(SignalCue {
            id: "cue-id".into(),
            evidence: "none".into(),
            says: says.into(),
        }),
        duty,
    };
    use SectionKind::{About, Requirements, Responsibilities};
    let posting = Posting {
        title: None,
        titles: vec![
            Title {
                text: "VP of Product".into(),
                span: Some(find("VP of Product")),
                origin: TitleOrigin::Heading,
            },
            Title {
                text: "vp".into(),
                span: None,
                origin: TitleOrigin::FileName,
            },
        ],
        sections: vec![
            section(About, None, "We make", "We make"),
            section(
                Responsibilities,
                Some("What you will do"),
                "What you will do",
                "Our platform",
            ),
            section(
                Requirements,
                Some("What you bring"),
                "What you bring",
                "You report",
            ),
        ],
        statements: vec![
            statement("Write user", Responsibilities, Subject::Person),
            statement("Groom", Responsibilities, Subject::Person),
            statement("Our platform", About, Subject::Company),
            statement("3+ years", Requirements, Subject::Person),
        ],
        facts: vec![
            Fact {
                kind: FactKind::Years {
                    min: 3.0,
                    max: None,
                    of: YearsOf::Experience,
                    preferred: false,
                },
                span: find("3+ years of experience"),
            },
            Fact {
                kind: FactKind::ReportsTo(Boss {
                    text: "the CEO".into(),
                    rungs: Rungs::new(7, 7),
                    role: None,
                    top: true,
                }),
                span: find("report to the CEO"),
            },
        ],
    };
    let posting = Posting {
        title: posting.titles.first().cloned(),
        ..posting
    };
    let profile = Profile {
        signals: vec![
            signal(
                0,
                Dimension::Building,
                Rungs::new(1, 3),
                "user stories",
                "writes user stories",
                true,
            ),
            signal(
                0,
                Dimension::Feature,
                Rungs::new(2, 2),
                "one squad",
                "works for one squad",
                true,
            ),
            signal(
                1,
                Dimension::Building,
                Rungs::new(1, 3),
                "the backlog",
                "grooms the backlog",
                true,
            ),
            signal(
                3,
                Dimension::Autonomy,
                Rungs::new(2, 3),
                "experience",
                "has experience",
                false,
            ),
        ],
        votes: vec![
            Vote {
                evidence: "years".into(),
                says: "asks for 3 years of experience".into(),
                rungs: [-0.8, 0.2, 1.4, 1.1, 0.1, -0.5, -0.7, -0.8],
                spans: vec![find("3+ years of experience")],
            },
            Vote {
                evidence: "no-people".into(),
                says: "says nothing of people who report to the position".into(),
                rungs: [0.3, 0.3, 0.3, 0.3, 0.0, -0.3, -0.4, -0.5],
                spans: vec![],
            },
        ],
        rungs: [0.03, 0.12, 0.44, 0.31, 0.07, 0.02, 0.01, 0.0],
        level: 2.37,
        interval: Some(Rungs::new(2, 3)),
        confidence: 0.81,
        statements: 3,
        recognized: 2,
        abstains: false,
        dimensions: vec![
            (Dimension::Feature, 0.34),
            (Dimension::Building, 0.66),
            (Dimension::Market, 0.0),
        ],
        ..Profile::default()
    };
    Judged {
        document,
        posting,
        title: Some(TitleMatch {
            role: "product/vp".into(),
            function: "product".into(),
            rungs: Rungs::new(6, 6),
            span: Span::new(0, 13),
            issue: None,
        }),
        profile,
        findings: vec![],
    }
}

fn files(judged: Judged) -> Vec<Understood> {
    let source = Source::from_text("postings/vp.md", TEXT);
    understood([FileResult::linted(source, vec![judged])])
}

fn understood<const N: usize>(files: [FileResult; N]) -> Vec<Understood> {
    let roles = Arc::new(roles());
    files
        .map(|file| Understood {
            file,
            roles: Arc::clone(&roles),
        })
        .into()
}

fn page(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(
        !out.chars().any(|c| c != '\n' && escape::is_unsafe(c)),
        "{out:?}"
    );
    out
}

fn inspect_text(judged: Judged) -> String {
    page(|out| inspect::write_text(&files(judged), Terminal::default(), out))
}

#[test]
fn inspect_shows_what_was_understood() {
    let out = inspect_text(judged());
    insta::assert_snapshot!(out);
    assert!(out.lines().all(|l| l.chars().count() <= 100), "{out}");
}

#[test]
fn inspect_says_why_it_abstains() {
    let mut little = judged();
    little.profile.abstains = true;
    assert!(
        inspect_text(little.clone())
            .contains("reads like  cannot be told: too little evidence; at a guess rungs 2 to 3")
    );
    little.profile = Profile {
        statements: 3,
        ..Profile::default()
    };
    little.title = None;
    little.posting = Posting::default();
    let out = inspect_text(little);
    insta::assert_snapshot!(out);
}

#[test]
fn inspect_as_json() {
    let out = page(|out| inspect::write_json(&files(judged()), out));
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let posting = &value["postings"][0];
    assert_eq!(value["schema_version"], 1);
    assert_eq!(posting["path"], "postings/vp.md");
    assert_eq!(posting["role"]["id"], "product/vp");
    assert_eq!(posting["titles"][0]["place"]["line"], 1);
    assert_eq!(posting["titles"][1]["origin"], "file name");
    assert_eq!(posting["sections"][1]["kind"], "responsibilities");
    assert_eq!(
        posting["statements"][0]["signals"][1]["dimension"],
        "feature"
    );
    assert_eq!(posting["statements"][2]["subject"], "company");
    assert_eq!(
        posting["facts"][0]["says"],
        "asks for 3 or more years of experience"
    );
    assert_eq!(posting["profile"]["inferred"]["level"], 2.37);
    assert_eq!(posting["profile"]["rungs"][2], 0.44);
    assert_eq!(posting["profile"]["votes"][0]["places"][0]["line"], 13);
    // every place says the bytes of the file that it names
    for fact in posting["facts"].as_array().unwrap() {
        let place = &fact["place"];
        let range =
            place["start"].as_u64().unwrap() as usize..place["end"].as_u64().unwrap() as usize;
        assert_eq!(&TEXT[range], place["text"]);
    }
}

#[test]
fn inspect_of_what_cannot_be_read() {
    let files = understood([
        FileResult {
            path: "b\n.md".into(),
            outcome: Err("gone\u{7}".into()),
        },
        FileResult::linted(Source::from_text("a.jsonl", ""), vec![]),
    ]);
    let out = page(|out| inspect::write_text(&files, Terminal::default(), out));
    assert_eq!(
        out,
        "a.jsonl\n\nholds no posting\n\nb␊.md\n\ncould not be read: gone␇\n"
    );
}
