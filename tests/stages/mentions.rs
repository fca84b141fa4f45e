//! Titles in running text, through the public API.

use jdlint::roles::{Catalogue, Mention};
use jdlint::rules::Rules;

fn catalogue() -> &'static Catalogue {
    &Rules::builtin().unwrap().roles
}

fn mentions(text: &str) -> Vec<Mention> {
    catalogue().mentions(text)
}

/// Text, rungs, role or nothing, plural, top of every mention.
fn read(text: &str) -> Vec<(String, [u8; 2], String, bool, bool)> {
    mentions(text)
        .into_iter()
        .map(|m| {
            let role = m.boss.role.unwrap_or_default();
            (m.boss.text, m.boss.rungs.into(), role, m.plural, m.boss.top)
        })
        .collect()
}

#[test]
fn bosses_stand_on_their_rungs() {
    for (text, title, rungs, role) in [
        (
            "You will report to the VP of Engineering.",
            "VP of Engineering",
            [6, 6],
            "",
        ),
        (
            "Reports to: Vice President, Product",
            "Vice President, Product",
            [6, 6],
            "product/vp",
        ),
        (
            "reporting to the VP Product & Engineering",
            "VP Product & Engineering",
            [6, 6],
            "product/vp",
        ),
        (
            "reporting to our Head of Product",
            "Head of Product",
            [5, 7],
            "product/head",
        ),
        (
            "reporting to our head of design",
            "head of design",
            [5, 7],
            "",
        ),
        (
            "report to the Head of Sustainability",
            "Head of Sustainability",
            [5, 7],
            "",
        ),
        (
            "report to the Senior Director of Product Management",
            "Senior Director of Product Management",
            [5, 6],
            "product/senior-director",
        ),
        (
            "report to the Director, Product Marketing",
            "Director, Product Marketing",
            [5, 5],
            "",
        ),
        (
            "report to a Marketing Director",
            "Marketing Director",
            [5, 5],
            "",
        ),
        ("report to the Director", "Director", [5, 5], ""),
        (
            "report to the Group Product Manager",
            "Group Product Manager",
            [4, 4],
            "product/group",
        ),
        (
            "report to the Lead Product Manager",
            "Lead Product Manager",
            [4, 4],
            "product/lead",
        ),
        (
            "report to the Manager of Product Management",
            "Manager of Product Management",
            [4, 5],
            "product/manager",
        ),
        (
            "report to the Engineering Manager",
            "Engineering Manager",
            [3, 5],
            "",
        ),
        ("report to a project manager", "project manager", [2, 4], ""),
        (
            "report to the Senior Engineering Manager",
            "Senior Engineering Manager",
            [4, 5],
            "",
        ),
        (
            "report to a senior project manager",
            "senior project manager",
            [3, 5],
            "",
        ),
        (
            "report to the Principal Pricing Manager",
            "Principal Pricing Manager",
            [4, 5],
            "",
        ),
        (
            "report to an assistant marketing manager",
            "assistant marketing manager",
            [0, 2],
            "",
        ),
        ("report to the team lead", "team lead", [3, 5], ""),
        (
            "report to the Principal Engineer",
            "Principal Engineer",
            [4, 4],
            "",
        ),
        (
            "report to the SVP Product",
            "SVP Product",
            [6, 7],
            "product/svp",
        ),
        (
            "report to a Sr. Product Manager",
            "Sr. Product Manager",
            [3, 3],
            "product/senior",
        ),
        (
            "report to the Chief Revenue Officer",
            "Chief Revenue Officer",
            [7, 7],
            "",
        ),
        (
            "report to the Chief Product Officer",
            "Chief Product Officer",
            [7, 7],
            "product/cpo",
        ),
        ("report to the CTO", "CTO", [7, 7], ""),
        ("report to the PM", "PM", [2, 2], "product/pm"),
        (
            "report to a Product Owner",
            "Product Owner",
            [2, 2],
            "product/owner",
        ),
        (
            "report to the Senior Manager, Analytics",
            "Senior Manager, Analytics",
            [4, 5],
            "",
        ),
    ] {
        let found = read(text);
        let expected = (title.to_owned(), rungs, role.to_owned(), false, false);
        assert_eq!(found, [expected], "{text}");
    }
}

#[test]
fn the_top_is_marked() {
    for text in [
        "the CEO",
        "our founders",
        "a co-founder",
        "the board of directors",
        "The Board",
        "the President",
        "the Managing Director",
        "the chief executive officer",
        "the business owner",
    ] {
        let found = mentions(text);
        assert_eq!(found.len(), 1, "{text}");
        assert!(found[0].boss.top, "{text}");
        assert_eq!(<[u8; 2]>::from(found[0].boss.rungs), [7, 7], "{text}");
    }
    assert!(
        mentions("the CFO and the VP of Sales")
            .iter()
            .all(|m| !m.boss.top)
    );
}

#[test]
fn plurals_are_told_from_bosses() {
    let text = "You manage three product managers, two Senior Product Managers, PMs, APMs and POs, engineering managers, directors and heads of product.";
    let found = read(text);
    let titles: Vec<&str> = found.iter().map(|m| m.0.as_str()).collect();
    assert_eq!(
        titles,
        [
            "product managers",
            "Senior Product Managers",
            "PMs",
            "APMs",
            "POs",
            "engineering managers",
            "directors",
            "heads of product"
        ]
    );
    assert!(found.iter().all(|m| m.3), "{found:?}");
    assert_eq!(found[1].2, "product/senior");
    assert_eq!(found[3].2, "product/apm");
}

#[test]
fn words_that_only_look_like_titles_are_left_alone() {
    for text in [
        "your line manager",
        "the hiring manager",
        "a manager",
        "thought leader",
        "a market leader",
        "you lead engineers",
        "from 2 PM to 10:30 PM",
        "pm and po and apm",
        "the development of management skills",
        "job board",
        "onboarding",
        "head of household",
        "ownership of the backlog",
        "owner of the backlog",
        "directory",
        "a leading team",
        "preside over",
        "misleader",
        "superdirectors",
        "staff meetings",
        "principal balance",
        "chief of staff",
        "chiefly",
        "ceoship",
        "password manager",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn mentions_come_in_order_with_exact_spans() {
    let text =
        "Á la carte: the Co‑op’s CEO, a Product Lead – and (Director of Product).\nVP of Product";
    let found = mentions(text);
    let titles: Vec<&str> = found.iter().map(|m| m.span.of(text)).collect();
    assert_eq!(
        titles,
        [
            "CEO",
            "Product Lead",
            "Director of Product",
            "VP of Product"
        ]
    );
}

#[test]
fn long_hostile_text_is_read_to_its_end() {
    for piece in [
        "senior ",
        "director of ",
        "head of ",
        "chief ",
        "of the ",
        "product ",
        "PM",
        "é-",
        "\u{a0}",
        "product manager of product ",
    ] {
        let mut text = piece.repeat(4_000);
        text.push_str("\n\nYou report to the CEO.");
        let found = mentions(&text);
        assert!(found.last().is_some_and(|m| m.boss.top), "{piece:?}");
    }
}
