//! AsciiDoc and reStructuredText.

use super::{assert_blocks, document, written};
use jdlint::parse::Format;

#[test]
fn asciidoc_blocks() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (
            "= VP of Product\n:title: Head of Product\n:toc:\n\nOwn it.\n",
            &[
                "h1: VP of Product",
                "meta title: Head of Product",
                "p: Own it.",
            ],
        ),
        (
            "VP of Product\n=============\n\nAbout us\n--------\nOwn it.\n",
            &["h1: VP of Product", "h2: About us", "p: Own it."],
        ),
        // a block of its own, not a heading
        (
            "Own the roadmap\n----\nx\n----\n",
            &["p: Own the roadmap", "p: x"],
        ),
        (
            "* Own\n** Lead\n*** Hire\n* Ship\n\n. One\n.. Two\n- Three\n",
            &[
                "li0: Own",
                "li1: Lead",
                "li2: Hire",
                "li0: Ship",
                "li1: One",
                "li2: Two",
                "li3: Three",
            ],
        ),
        (
            "* Own the roadmap\nand the *backlog*\n+\nMore of it.\n\nText.\n\n* Next\n",
            &[
                "li0: Own the roadmap and the backlog",
                "p: More of it.",
                "p: Text.",
                "li0: Next",
            ],
        ),
        ("* [x] Own\n* [ ] Lead\n", &["li0: Own", "li0: Lead"]),
        ("1. Own\n2. Lead\n", &["li0: Own", "li0: Lead"]),
        (
            "Own // not a comment\n// jdlint-disable JD101\nLead.\n",
            &[
                "p: Own // not a comment",
                "p: Lead.",
                "comment: jdlint-disable JD101",
            ],
        ),
        (
            "////\nhidden\n\n* as well\n////\nSeen\n",
            &["comment: hidden\n\n* as well", "p: Seen"],
        ),
        (
            "[.lead]\n.What you will do\n* Own\n\nimage::plan.png[The plan]\nifdef::x[]\n",
            &["h6: What you will do", "li0: Own"],
        ),
        (
            "Reports to:: the CEO\nDuties::\n* Own\n",
            &[
                "td0,0: Reports to",
                "td0,1: the CEO",
                "h6: Duties",
                "li0: Own",
            ],
        ),
        (
            "|===\n|Title |VP\n\n2+|Team of\nten \\| more\n|===\nEnd\n",
            &[
                "td0,0: Title",
                "td0,1: VP",
                "td1,0: Team of ten \\| more",
                "p: End",
            ],
        ),
        (
            "[cols=\"1,2*\"]\n|===\n|a\n|b\n|c\n|d\n|===\n",
            &["td0,0: a", "td0,1: b", "td0,2: c", "td1,0: d"],
        ),
        ("Own +\nLead\n", &["p: Own\nLead"]),
        (
            "\"Own\"\n\n'''\n\n<<<\n\nLead\n",
            &["p: \"Own\"", "p: Lead"],
        ),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::AsciiDoc, text, expected);
        let crlf = text.replace('\n', "\r\n");
        if !text.contains("////") {
            assert_blocks(Format::AsciiDoc, &crlf, expected);
        }
    }
}

#[test]
fn asciidoc_marks_are_not_shown() {
    let cases = [
        ("*Own* the _plan_ & `x*y*`", "Own the plan & x*y*"),
        (
            "O**w**n, 2 * 3 * 4, snake_case_name",
            "Own, 2 * 3 * 4, snake_case_name",
        ),
        ("*Own _the_ plan*, all", "Own the plan, all"),
        ("*Own the\nplan* and go", "Own the plan and go"),
        ("See https://a.b/c_d_e[the *plan*^] now", "See the plan now"),
        (
            "link:x.html[Plan,window=_blank], mailto:a@b.c[]",
            "Plan, mailto:a@b.c",
        ),
        ("<<duties>> and <<x,the duties>>", "duties and the duties"),
        (
            "Own image:i.png[An icon]it footnote:[Not now.]all",
            "Own it all",
        ),
        ("\\*Own* it, *not closed", "*Own* it, *not closed"),
        ("R&amp;D &#8212; all", "R&D — all"),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::AsciiDoc, text, &[&format!("p: {expected}")]);
    }
    assert_eq!(
        written(
            Format::AsciiDoc,
            "Own the *product* https://a.b[road**map**]",
            "product roadmap"
        ),
        "product* https://a.b[road**map"
    );
}

#[test]
fn rst_blocks() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (
            "====\nVP\n====\n\nAbout\n=====\n\nTeam\n----\n\nMore\n====\nOwn it.\n",
            &["h1: VP", "h2: About", "h3: Team", "h2: More", "p: Own it."],
        ),
        (
            ":Title: VP of\n   Product\n:Reports to: CEO\n\nOwn.\n",
            &[
                "meta title: VP of Product",
                "meta reports to: CEO",
                "p: Own.",
            ],
        ),
        (
            "- Own the\n  plan\n\n  * Lead\n\n- Ship\n\n#. One\n#. Two\n",
            &[
                "li0: Own the plan",
                "li1: Lead",
                "li0: Ship",
                "li0: One",
                "li0: Two",
            ],
        ),
        (
            ".. jdlint-disable JD101\n\n..\n   hidden\n\n   as well\n\nSeen\n\n..\n\n   Quoted\n",
            &[
                "comment: jdlint-disable JD101",
                "comment: hidden\n\n   as well",
                "p: Seen",
                "p: Quoted",
            ],
        ),
        (
            ".. note:: Own it\n\n   all\n\n.. image:: x.png\n   :alt: Plan\n\n   Caption\n\n.. _here: https://a.b\n.. [1] Note\n\nEnd\n",
            &["p: Own it", "p: all", "p: End"],
        ),
        (
            ".. meta::\n   :title: VP\n\n.. rubric:: Duties\n   :class: x\n\n* Own\n",
            &["meta title: VP", "h6: Duties", "li0: Own"],
        ),
        ("| Own\n| Lead\n", &["p: Own\nLead"]),
        (
            "Own::\n\n   all\n\n::\n\n   it\n",
            &["h6: Own:", "p: all", "p: it"],
        ),
        (
            "======  =====\nTitle   Grade\n======  =====\nVP of   10\nGröße   11\n        more\n======  =====\n\nEnd\n",
            &[
                "td0,0: Title",
                "td0,1: Grade",
                "td1,0: VP of",
                "td1,1: 10",
                "td2,0: Größe",
                "td2,1: 11 more",
                "p: End",
            ],
        ),
        (
            "+-------+------+\n| Title | VP   |\n+=======+======+\n| Größe | ten  |\n|       | PMs  |\n+-------+------+\n| all of them  |\n+-------+------+\nEnd\n",
            &[
                "td0,0: Title",
                "td0,1: VP",
                "td1,0: Größe",
                "td1,1: ten PMs",
                "td2,0: all of them",
                "p: End",
            ],
        ),
        ("Own\n\n----\n\nLead\n", &["p: Own", "p: Lead"]),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::Rst, text, expected);
    }
}

#[test]
fn what_rst_tells_a_site_generator_counts_as_fields() {
    assert_blocks(
        Format::Rst,
        ".. title: VP of Product\n.. slug: vp\n.. jdlint-disable JD201\n\nWe bake.\n\n.. title: Head of Product\n",
        &[
            "meta title: VP of Product",
            "meta slug: vp",
            "comment: jdlint-disable JD201",
            "p: We bake.",
            "comment: title: Head of Product",
        ],
    );
}

#[test]
fn rst_marks_are_not_shown() {
    let cases = [
        ("**Own** the *plan* & ``x*y*``", "Own the plan & x*y*"),
        ("2 * 3 * 4, snake_case_name", "2 * 3 * 4, snake_case_name"),
        (
            "See `the plan <https://a.b/c_d>`__ and `more`_, Python_.",
            "See the plan and more, Python.",
        ),
        (
            "`<https://a.b>`_ :ref:`the plan` `as is`",
            "https://a.b the plan as is",
        ),
        (
            "Own [1]_ it \\*all\\* *re*\\ structured",
            "Own  it *all* restructured",
        ),
        ("R&amp;D", "R&amp;D"),
        ("**not closed, `nor this", "**not closed, `nor this"),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::Rst, text, &[&format!("p: {expected}")]);
    }
    assert_eq!(
        written(
            Format::Rst,
            "Own the **product** `roadmap <x>`_",
            "product roadmap"
        ),
        "product** `roadmap"
    );
}

#[test]
fn an_open_comment_is_named() {
    let document = document(Format::AsciiDoc, "= VP\n\n////\nOwn it\n");
    assert_eq!(document.text, "VP");
    assert_eq!(document.problems.len(), 1);
}
