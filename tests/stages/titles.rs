//! Titles and what they map to, through the public API.

use jdlint::roles::{Catalogue, Rungs, TitleIssue};
use jdlint::rules::Rules;
use jdlint::settings::{Org, OrgSize};
use proptest::prelude::*;

fn catalogue() -> &'static Catalogue {
    &Rules::builtin().unwrap().roles
}

/// Rows of `data/titles.tsv`: title, role id or `-`, rungs `lo-hi`, issue (`two-rungs`, `several-levels` or nothing).
fn rows() -> Vec<(usize, Vec<&'static str>)> {
    include_str!("../data/titles.tsv")
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(n, l)| (n + 1, l.split('\t').collect()))
        .collect()
}

fn read(title: &str) -> (String, String, &'static str) {
    match catalogue().match_title(title) {
        None => ("-".to_owned(), String::new(), ""),
        Some(m) => {
            let issue = match m.issue {
                None => "",
                Some(TitleIssue::TwoRungs(..)) => "two-rungs",
                Some(TitleIssue::SeveralLevels) => "several-levels",
            };
            (m.role, format!("{}-{}", m.rungs.lo, m.rungs.hi), issue)
        }
    }
}

#[test]
fn every_listed_title_maps_as_listed() {
    let mut wrong = Vec::new();
    for (line, row) in rows() {
        let cell = |i: usize| row.get(i).copied().unwrap_or("").trim();
        let title = row[0];
        let (role, rungs, issue) = read(title);
        if (role.as_str(), rungs.as_str(), issue) != (cell(1), cell(2), cell(3)) {
            wrong.push(format!(
                "titles.tsv:{line}: {title:?}: {role} {rungs} {issue}, expected {} {} {}",
                cell(1),
                cell(2),
                cell(3)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_list_is_long_enough_to_mean_something() {
    let rows = rows();
    let none = rows.iter().filter(|(_, r)| r.get(1) == Some(&"-")).count();
    assert!(
        rows.len() >= 420 && none >= 130,
        "{} titles, {none} unmapped",
        rows.len()
    );
    let mut titles: Vec<&str> = rows.iter().map(|(_, r)| r[0]).collect();
    titles.sort_unstable();
    titles.dedup();
    assert_eq!(titles.len(), rows.len(), "a title is listed twice");
}

#[test]
fn every_span_is_the_phrase_that_bears_the_level() {
    for (title, phrase) in [
        (
            "Northwind: Senior Product Manager, Payments (m/w/d)",
            "Senior Product Manager",
        ),
        ("VP, Product", "VP, Product"),
        (
            "Product Management, Director of",
            "Product Management, Director of",
        ),
        ("Product Manager II - Search", "Product Manager II"),
        ("Product Manager (Junior)", "Product Manager (Junior"),
        ("Wanted: Head of Product & Design", "Head of Product"),
        (
            "Chief Product and Technology Officer",
            "Chief Product and Technology Officer",
        ),
        ("Product Manager - Vice President", "Product Manager"),
        ("Ünïcode 🚀 Lead Product Owner 🚀", "Lead Product Owner"),
        ("PM or Senior PM", "PM or Senior PM"),
    ] {
        let found = catalogue().match_title(title).unwrap();
        assert_eq!(found.span.of(title), phrase, "{title}");
        assert_eq!(found.function, "product");
    }
}

#[test]
fn an_ambiguous_title_names_both_phrases_as_they_stand() {
    for (title, one, other) in [
        ("Junior/Senior PM", "Junior", "Senior"),
        ("LEAD Associate Product Manager", "LEAD", "Associate"),
        (
            "Senior Product Manager (Internship)",
            "Senior",
            "Internship",
        ),
    ] {
        let issue = catalogue().match_title(title).unwrap().issue;
        assert_eq!(
            issue,
            Some(TitleIssue::TwoRungs(one.into(), other.into())),
            "{title}"
        );
    }
}

#[test]
fn case_padding_and_markup_change_nothing() {
    for (_, row) in rows() {
        let title = row[0];
        let expected = read(title);
        let padded = format!("  **{title}**  ");
        assert_eq!(read(&padded), expected, "{padded}");
        let upper = title.to_uppercase();
        if upper.to_lowercase() == title.to_lowercase() && !title.contains('&') {
            assert_eq!(read(&upper), expected, "{upper}");
        }
    }
}

#[test]
fn org_moves_rungs_as_the_definitions_say() {
    let adjusted = |title: &str, org: &Org| {
        let found = catalogue().match_title(title).unwrap();
        catalogue().adjust(found, org).rungs
    };
    let plain = Org::default();
    for title in [
        "VP of Product",
        "Head of Product",
        "Product Manager",
        "Chief Product Officer",
    ] {
        assert_eq!(
            adjusted(title, &plain),
            catalogue().match_title(title).unwrap().rungs
        );
    }
    let both = Org {
        has: vec!["vp".into(), "head".into()],
        ..Org::default()
    };
    assert_eq!(adjusted("VP of Product", &both), Rungs::new(6, 6));
    assert_eq!(adjusted("Head of Product", &both), Rungs::new(6, 7));
    let one = Org {
        has: vec!["head".into(), "cpo".into()],
        ..Org::default()
    };
    assert_eq!(adjusted("Head of Product", &one), Rungs::new(5, 7));

    let bank = Org {
        industry: Some("Finance".into()),
        ..Org::default()
    };
    assert_eq!(adjusted("VP, Product", &bank), Rungs::new(3, 5));
    assert_eq!(adjusted("AVP, Product", &bank), Rungs::new(3, 5));
    assert_eq!(
        adjusted("Assistant Vice President, Product Management", &bank),
        Rungs::new(3, 5)
    );
    assert_eq!(adjusted("Senior Product Manager", &bank), Rungs::new(3, 3));

    let small = Org {
        size: OrgSize::Small,
        ..Org::default()
    };
    assert_eq!(adjusted("Product Manager", &small), Rungs::new(2, 4));
    assert_eq!(adjusted("VP of Product", &small), Rungs::new(3, 6));
    assert_eq!(adjusted("Director of Product", &small), Rungs::new(2, 5));
    assert_eq!(adjusted("Head of Product", &small), Rungs::new(2, 7));
    for size in [OrgSize::Medium, OrgSize::Large] {
        let org = Org {
            size,
            ..Org::default()
        };
        assert_eq!(adjusted("Head of Product", &org), Rungs::new(5, 7));
    }

    let same = Org {
        synonyms: Some(vec![vec![
            "Director of Product".into(),
            "product/vp".into(),
        ]]),
        ..Org::default()
    };
    assert_eq!(adjusted("VP of Product", &same), Rungs::new(5, 6));
    assert_eq!(adjusted("Director, Product", &same), Rungs::new(5, 6));
    assert_eq!(adjusted("Product Manager", &same), Rungs::new(2, 2));
    let nonsense = Org {
        synonyms: Some(vec![vec!["".into(), "warlock".into()]]),
        has: vec!["?".into()],
        ..Org::default()
    };
    assert_eq!(adjusted("VP of Product", &nonsense), Rungs::new(6, 6));
}

#[test]
fn hostile_titles_neither_panic_nor_map() {
    let long = "Senior ".repeat(2_000);
    let mut titles: Vec<String> = [
        "",
        " ",
        "\u{0}",
        "-",
        "/",
        "((((",
        "))))",
        "&amp",
        "&amp;",
        "&;&;",
        "&#8211;",
        "I",
        "II/III",
        "of of of",
        "of product",
        "chief officer",
        "\u{202e}reganaM tcudorP",
        "Product\u{200b}ion",
        "\u{fe0f}",
        "product product product",
        "/ product /",
        "(product",
        "product)",
        "🚀🚀",
    ]
    .map(str::to_owned)
    .into();
    titles.extend([
        long.clone(),
        "/".repeat(10_000),
        "(".repeat(10_000),
        "&".repeat(10_000),
        "product ".repeat(1_500),
        "of ".repeat(4_000),
        "é".repeat(5_000),
        format!("{long}clerk"),
    ]);
    for title in &titles {
        let found = catalogue().match_title(title);
        assert!(found.is_none(), "{:.60}: {found:?}", title);
        catalogue().mentions(title);
    }
    let crowded = format!("{}Product Manager", "Senior ".repeat(100));
    assert_eq!(
        catalogue().match_title(&crowded).unwrap().rungs,
        Rungs::new(3, 3)
    );
}

#[test]
fn invisible_characters_hide_no_title() {
    for title in [
        "Product\u{200b} Manager",
        "Pro\u{ad}duct Man\u{200d}ager",
        "\u{feff}Product Manager",
        "Product\u{a0}Manager",
        "\u{202d}Product Manager\u{202c}",
    ] {
        assert_eq!(
            read(title),
            ("product/pm".into(), "2-2".into(), ""),
            "{title:?}"
        );
    }
}

/// Text made of the words and separators of titles, where a grammar breaks first.
fn title_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "product",
        "Products",
        "manager",
        "owner",
        "management",
        "Senior",
        "junior",
        "Associate",
        "lead",
        "VP",
        "head",
        "of",
        "director",
        "Chief",
        "officer",
        "intern",
        "II",
        "3",
        "/",
        " / ",
        "&",
        " & ",
        ",",
        " - ",
        "–",
        "(",
        ")",
        " or ",
        " to ",
        "PM",
        "CPO",
        "marketing",
        "engineer",
        "&amp;",
        "é",
        "🚀",
        ":",
        "group",
        "\u{200b}",
        " ",
    ]);
    prop::collection::vec(piece, 0..14).prop_map(|v| v.join(" "))
}

fn assert_sound(title: &str) -> Result<(), TestCaseError> {
    if let Some(found) = catalogue().match_title(title) {
        prop_assert!(
            title
                .get(found.span.start..found.span.end)
                .is_some_and(|t| !t.is_empty())
        );
        prop_assert!(found.rungs.lo <= found.rungs.hi && found.rungs.hi <= 7);
        prop_assert!(catalogue().get(&found.role).is_some());
        if let Some(TitleIssue::TwoRungs(a, b)) = &found.issue {
            prop_assert!(title.contains(a.as_str()) && title.contains(b.as_str()));
        }
    }
    let mut free = 0;
    for mention in catalogue().mentions(title) {
        prop_assert!(mention.span.start >= free && !mention.span.is_empty());
        prop_assert_eq!(mention.span.of(title), mention.boss.text.as_str());
        free = mention.span.end;
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read_soundly(title in any::<String>()) {
        assert_sound(&title)?;
    }

    #[test]
    fn any_title_is_read_soundly(title in title_like()) {
        assert_sound(&title)?;
    }
}

/// A line for whoever runs the test with its output shown.
#[allow(clippy::print_stdout, reason = "a test may print")]
fn say(line: &str) {
    println!("{line}");
}

/// Titles of real postings, where the corpus is at hand: `level` is what a title claims.
#[test]
#[allow(clippy::disallowed_methods, reason = "a test may look for its corpus")]
fn real_titles_map_to_the_level_that_they_claim() {
    let Some(folder) = std::env::var_os("JDLINT_CORPUS") else {
        say("JDLINT_CORPUS is not set: no real titles to read");
        return;
    };
    let lines = |name: &str| -> Vec<serde_json::Value> {
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join(name)).unwrap();
        text.lines()
            .map(|l| serde_json::from_str(l).unwrap())
            .collect()
    };
    let ranks = [
        ("apm", 0),
        ("junior", 1),
        ("pm", 2),
        ("senior", 3),
        ("lead", 4),
        ("director", 5),
        ("vp", 6),
        ("head", 6),
        ("cpo", 7),
    ];
    let rank = |level: &str| ranks.iter().find(|(l, _)| *l == level).unwrap().1;
    let product = lines("dev-product.jsonl");
    let wrong: Vec<String> = product
        .iter()
        .filter_map(|row| {
            let (title, level) = (
                row["title"].as_str().unwrap(),
                row["level"].as_str().unwrap(),
            );
            let found = catalogue().match_title(title);
            let right = found
                .as_ref()
                .is_some_and(|m| m.rungs.contains(rank(level)));
            (!right).then(|| format!("{level}: {title}: {found:?}"))
        })
        .collect();
    let control = lines("dev-control.jsonl");
    let mapped: Vec<&str> = control
        .iter()
        .filter_map(|row| row["title"].as_str())
        .filter(|t| catalogue().match_title(t).is_some())
        .collect();
    say(&format!(
        "{} of {} product titles wrong, {} of {} others mapped",
        wrong.len(),
        product.len(),
        mapped.len(),
        control.len()
    ));
    assert!(wrong.len() * 50 <= product.len(), "{}", wrong.join("\n"));
    assert!(mapped.len() * 200 <= control.len(), "{}", mapped.join("\n"));
}
