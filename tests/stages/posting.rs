//! How postings are read, through the public API: title, sections, statements, facts. Cases are data in
//! `tests/data/posting/`.

use jdlint::lint::lint;
use jdlint::parse::{self, Document, Format};
use jdlint::posting::{self, Fact, FactKind, Posting, Subject, TitleOrigin, YearsOf};
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use jdlint::span::Span;
use proptest::prelude::*;
use serde::Deserialize;

fn read_at(path: &str, text: &str) -> (Document, Posting) {
    let rules = Rules::builtin().unwrap();
    let source = Source::from_text(path, text);
    let document = parse::parse(&source, Format::Markdown).remove(0);
    let lexed = rules.lexicon.lex(&document.text);
    let mut posting = posting::read(&document, path, &rules.posting, &rules.roles);
    posting::add_content(
        &mut posting,
        &document,
        &lexed,
        &rules.posting,
        &rules.roles,
    );
    (document, posting)
}

fn read(text: &str) -> (Document, Posting) {
    read_at("posting.md", text)
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value)
        .unwrap()
        .as_str()
        .unwrap()
        .to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Titles {
    case: Vec<TitleCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TitleCase {
    text: String,
    #[serde(default)]
    path: Option<String>,
    title: String,
    #[serde(default)]
    also: Vec<String>,
    /// Words that no title found may begin with.
    #[serde(default)]
    never: Vec<String>,
}

#[test]
fn titles_are_found_by_order_of_trust() {
    let file: Titles = toml::from_str(include_str!("../data/posting/titles.toml")).unwrap();
    for case in &file.case {
        let path = case.path.as_deref().unwrap_or("posting.md");
        let (document, posting) = read_at(path, &case.text);
        let titles: Vec<&str> = posting.titles.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(
            titles.first().copied().unwrap_or(""),
            case.title,
            "{}",
            case.text
        );
        for wrong in &case.never {
            let found = posting
                .titles
                .iter()
                .find(|t| t.text.starts_with(wrong.as_str()));
            assert!(found.is_none(), "{found:?} in {}", case.text);
        }
        for other in &case.also {
            assert!(
                titles.contains(&other.as_str()),
                "{titles:?} in {}",
                case.text
            );
        }
        for title in &posting.titles {
            if let Some(span) = title.span {
                let visible: Vec<&str> = span.of(&document.text).split_whitespace().collect();
                assert_eq!(visible.join(" "), title.text);
            }
        }
    }
}

/// Title, its origin and its role, of a posting that is judged.
fn judged_title(path: &str, text: &str) -> Option<(String, TitleOrigin, String)> {
    let rules = Rules::builtin().unwrap();
    let source = Source::from_text(path, text);
    let judged = lint(&source, Format::Markdown, rules, &Settings::default()).remove(0);
    let title = judged.posting.title?;
    let span = title.span.map_or("", |span| span.of(&judged.document.text));
    assert!(title.origin != TitleOrigin::Text || span == title.text);
    let role = judged.title.map(|t| t.role).unwrap_or_default();
    Some((title.text, title.origin, role))
}

#[test]
fn where_nothing_states_a_title_the_text_names_the_role() {
    let named = |text: &str| judged_title("index.md", text);
    let from_text =
        |title: &str, role: &str| Some((title.to_owned(), TitleOrigin::Text, role.to_owned()));
    let text =
        "Kettle makes tea. We are looking for a Director of Product in Oslo.\n\n- Own the plan\n";
    assert_eq!(
        named(text),
        from_text("Director of Product", "product/director")
    );
    // a name that says no level is short for one that does
    let text =
        "As our product manager, you own the plan.\n\nWe are hiring a Senior Product Manager.\n";
    assert_eq!(
        named(text),
        from_text("Senior Product Manager", "product/senior")
    );
    let text = "As our product manager, you own the plan.\n";
    assert_eq!(named(text), from_text("product manager", "product/pm"));
    // a file name that names no role is no better
    let text = "We are looking for a VP of Product.\n";
    let found = judged_title("kettles.md", text);
    assert_eq!(found, from_text("VP of Product", "product/vp"));
    let found = judged_title("product-owner.md", text).unwrap();
    assert_eq!(found.1, TitleOrigin::FileName);
    // a heading states it, whatever the text says
    let found = named(&format!("# Rocket Tamer\n\n{text}")).unwrap();
    assert_eq!(found.1, TitleOrigin::Heading);
    // a boss, a colleague, a reader are not the role
    for text in [
        "You report to the VP of Product.\n",
        "You work with the Director of Product and our product managers.\n",
        "Our product managers love tea.\n",
        "",
    ] {
        assert_eq!(named(text), None, "{text}");
    }
}

#[derive(Deserialize)]
struct Headings {
    kinds: std::collections::BTreeMap<String, Vec<String>>,
}

#[test]
fn headings_say_what_their_section_is_about() {
    let file: Headings = toml::from_str(include_str!("../data/posting/headings.toml")).unwrap();
    let mut cases = 0;
    for (kind, headings) in &file.kinds {
        for heading in headings {
            cases += 1;
            let text = format!("# Product Manager\n\n## {heading}\n\nTea and toast\n");
            let (document, posting) = read(&text);
            let section = posting
                .sections
                .iter()
                .find(|s| s.heading.is_some())
                .unwrap_or_else(|| panic!("no section for {heading}"));
            assert_eq!(name(section.kind), *kind, "{heading}");
            assert_eq!(
                section.heading.unwrap().of(&document.text),
                heading.replace("**", "")
            );
        }
    }
    assert!(cases >= 60, "{cases}");
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sections {
    case: Vec<SectionCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionCase {
    text: String,
    /// Start of a statement, and its section.
    want: Vec<(String, String)>,
}

#[test]
fn statements_belong_to_the_section_that_heading_or_content_says() {
    let file: Sections = toml::from_str(include_str!("../data/posting/sections.toml")).unwrap();
    for case in &file.case {
        let (document, posting) = read(&case.text);
        for (start, kind) in &case.want {
            let found = posting
                .statements
                .iter()
                .find(|s| s.span.of(&document.text).starts_with(start.as_str()))
                .unwrap_or_else(|| panic!("no statement `{start}` in {}", case.text));
            assert_eq!(name(found.section), *kind, "{start} in {}", case.text);
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Splits {
    case: Vec<SplitCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SplitCase {
    text: String,
    want: Vec<String>,
}

#[test]
fn statements_are_bullets_and_sentences() {
    let file: Splits = toml::from_str(include_str!("../data/posting/statements.toml")).unwrap();
    for case in &file.case {
        let (document, posting) = read(&format!("# Product Manager\n\n{}\n", case.text));
        let found: Vec<&str> = posting
            .statements
            .iter()
            .map(|s| s.span.of(&document.text))
            .collect();
        assert_eq!(found, case.want, "{}", case.text);
    }
    assert!(file.case.len() >= 40, "{}", file.case.len());
}

#[derive(Deserialize)]
struct Subjects {
    person: Vec<String>,
    company: Vec<String>,
    other: Vec<String>,
}

#[test]
fn statements_have_a_subject() {
    let file: Subjects = toml::from_str(include_str!("../data/posting/subjects.toml")).unwrap();
    for (list, subject) in [
        (&file.person, Subject::Person),
        (&file.company, Subject::Company),
        (&file.other, Subject::Other),
    ] {
        for text in list {
            let (_, posting) = read(&format!(
                "# Product Manager\n\n## About the role\n\n{text}\n"
            ));
            assert_eq!(posting.statements[0].subject, subject, "{text}");
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Facts {
    topic: Vec<Topic>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Topic {
    name: String,
    least: usize,
    case: Vec<FactCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactCase {
    text: String,
    /// `do` (responsibilities), `need` (requirements), `plus` (preferred), `about` (prose), `raw` (as it stands).
    #[serde(default)]
    r#in: Option<String>,
    want: Vec<String>,
}

fn render(fact: &Fact) -> (&'static str, String) {
    let whole = |n: f32| format!("{}", (n * 10.0).round() / 10.0);
    match &fact.kind {
        FactKind::Years {
            min,
            max,
            of,
            preferred,
        } => {
            let mut out = whole(*min);
            if let Some(max) = max {
                out += &format!("-{}", whole(*max));
            }
            if *of == YearsOf::Management {
                out += " managing";
            }
            if *preferred {
                out += " preferred";
            }
            ("years", out)
        }
        FactKind::ManagesPeople { count, managers } => {
            let what = if *managers { "managers" } else { "people" };
            let count = count.map_or(String::new(), |(a, b)| {
                if a == b {
                    format!(" {a}")
                } else {
                    format!(" {a}-{b}")
                }
            });
            ("people", format!("{what}{count}"))
        }
        FactKind::ManagedPeople { managers } => (
            "people",
            if *managers {
                "managed managers"
            } else {
                "managed"
            }
            .into(),
        ),
        FactKind::ManagesNobody => ("people", "nobody".into()),
        FactKind::Mentors => ("mentors", "mentors".into()),
        FactKind::ReportsTo(boss) => ("reporting", boss.text.clone()),
        FactKind::OwnTitle(title) => ("own title", title.clone()),
        FactKind::ExecutiveSeat => ("seat", "seat".into()),
        FactKind::Board => ("board", "board".into()),
        FactKind::EntryLevel => ("entry", "entry".into()),
        FactKind::FirstHire => ("first", "first".into()),
        FactKind::SmallCompany => ("small", "small".into()),
        FactKind::Pay { from, to } => ("pay", format!("{from}-{to}")),
        FactKind::SeveralLevels => ("levels", "levels".into()),
    }
}

#[test]
fn facts_are_found_where_they_are_stated_and_nowhere_else() {
    let file: Facts = toml::from_str(include_str!("../data/posting/facts.toml")).unwrap();
    let mut wrong = Vec::new();
    for topic in &file.topic {
        assert!(
            topic.case.len() >= topic.least,
            "{}: {}",
            topic.name,
            topic.case.len()
        );
        for case in &topic.case {
            let text = match case.r#in.as_deref().unwrap_or("do") {
                "do" => format!(
                    "# Product Manager\n\n## Responsibilities\n\n- {}\n",
                    case.text
                ),
                "need" => format!("# Product Manager\n\n## Requirements\n\n- {}\n", case.text),
                "plus" => format!("# Product Manager\n\n## Nice to have\n\n- {}\n", case.text),
                "about" => format!("# Product Manager\n\n## About the role\n\n{}\n", case.text),
                "raw" => case.text.clone(),
                other => panic!("{other}"),
            };
            let (_, posting) = read(&text);
            let found: Vec<String> = posting
                .facts
                .iter()
                .map(render)
                .filter(|(name, _)| *name == topic.name)
                .map(|(_, text)| text)
                .collect();
            if found != case.want {
                wrong.push(format!(
                    "{}: {found:?}, wanted {:?}: {}",
                    topic.name, case.want, case.text
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_posting_without_anything_has_nothing() {
    let (_, posting) = read("");
    assert_eq!(posting.title.map(|t| t.text), None);
    assert!(
        posting.sections.is_empty() && posting.statements.is_empty() && posting.facts.is_empty()
    );
}

fn valid(document: &Document, span: Span) -> bool {
    document.text.get(span.start..span.end).is_some()
}

fn check_spans(document: &Document, posting: &Posting) {
    for title in &posting.titles {
        assert!(title.span.is_none_or(|s| valid(document, s)));
    }
    for section in &posting.sections {
        assert!(valid(document, section.span));
        assert!(
            section
                .heading
                .is_none_or(|h| valid(document, h) && section.span.contains(h))
        );
    }
    let mut end = 0;
    for statement in &posting.statements {
        assert!(valid(document, statement.span));
        assert!(!statement.span.of(&document.text).trim().is_empty());
        assert!(end <= statement.span.start, "statements overlap");
        end = statement.span.end;
    }
    for fact in &posting.facts {
        assert!(valid(document, fact.span) && !fact.span.is_empty());
    }
}

/// Pieces that the rules look for, to be put together at random.
const PIECES: [&str; 40] = [
    "# ",
    "## ",
    "- ",
    "\n",
    "\n\n",
    " ",
    ": ",
    "; ",
    ". ",
    "**",
    "| ",
    "Product Manager",
    "Title",
    "What you'll do",
    "Requirements",
    "About the role",
    "reports to",
    "the CEO",
    "5",
    "3-5",
    "+",
    "years",
    "of experience",
    "or",
    "(",
    ")",
    "direct reports",
    "manage a team of",
    "product managers",
    "e.g.",
    "\u{2019}",
    "é\u{301}",
    "\u{1f680}",
    "$120k",
    "– $150,000",
    "you will",
    "we are",
    "as our",
    "\u{2022}",
    "---\ntitle: x\n---\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_with_valid_spans(text in "\\PC{0,300}") {
        let (document, posting) = read(&text);
        check_spans(&document, &posting);
    }

    #[test]
    fn any_mixture_of_posting_words_is_read_with_valid_spans(
        pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..80)
    ) {
        let (document, posting) = read(&pieces.concat());
        check_spans(&document, &posting);
    }
}

/// The development corpus, where it is at hand: every posting is read, and most have what a posting has.
#[test]
fn real_postings_have_a_title_and_duties() {
    let Some(folder) = std::env::var_os("JDLINT_CORPUS") else {
        eprintln!("JDLINT_CORPUS is not set: skipped");
        return;
    };
    let path = std::path::Path::new(&folder).join("dev-product.jsonl");
    let (mut all, mut titled, mut duties) = (0, 0, 0);
    for line in std::fs::read_to_string(path).unwrap().lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let title = value["title"].as_str().unwrap();
        let (document, posting) =
            read(&format!("# {title}\n\n{}", value["text"].as_str().unwrap()));
        check_spans(&document, &posting);
        all += 1;
        titled += usize::from(posting.title.is_some_and(|t| t.text == title));
        let count = posting
            .statements
            .iter()
            .filter(|s| s.section == posting::SectionKind::Responsibilities)
            .count();
        duties += usize::from(count >= 5);
    }
    assert!(titled * 100 >= all * 95, "{titled} of {all} titles");
    assert!(duties * 100 >= all * 75, "{duties} of {all} with duties");
}
