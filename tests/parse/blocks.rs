//! Sources and the blocks that a reader sees in them.

use super::{assert_blocks, blocks, document, written};
use jdlint::parse::Format;

#[test]
fn markdown_blocks() {
    let cases: &[(&str, &[&str])] = &[
        ("", &[]),
        (
            "# VP of Product\n\nOwn it.\n",
            &["h1: VP of Product", "p: Own it."],
        ),
        (
            "VP of Product\n===\n\nAbout us\n---\n",
            &["h1: VP of Product", "h2: About us"],
        ),
        (
            "## [Head of Product](https://a.b/c_d) {#head}\n",
            &["h2: Head of Product"],
        ),
        (
            "##Role Summary:\nOwn the roadmap.\n",
            &["h2: Role Summary:", "p: Own the roadmap."],
        ),
        ("#1 in our market\n", &["p: #1 in our market"]),
        (
            "- Own\n  - Lead\n    1. Hire\n- Ship\n",
            &["li0: Own", "li1: Lead", "li2: Hire", "li0: Ship"],
        ),
        ("- [ ] Own\n- [x] Lead\n", &["li0: Own", "li0: Lead"]),
        (
            "- Own the roadmap\n  and the backlog\n",
            &["li0: Own the roadmap and the backlog"],
        ),
        ("- Own\n\n  More of it.\n", &["li0: Own", "p: More of it."]),
        (
            "> Grade: 10\n> Section: Product\n",
            &["p: Grade: 10", "p: Section: Product"],
        ),
        (
            "| Title | VP |\n|---|---|\n| Team | *ten* `PMs` |\n",
            &["td0,0: Title", "td0,1: VP", "td1,0: Team", "td1,1: ten PMs"],
        ),
        (
            "Own ![a chart](x.png)the ~~old~~ plan\n",
            &["p: Own the old plan"],
        ),
        ("A<br>B<br/>C<BR />D  \nE\\\nF\n", &["p: A\nB\nC\nD\nE\nF"]),
        (
            "Own it <!-- jdlint-ignore JD101 --> all\n",
            &["p: Own it  all", "comment: jdlint-ignore JD101"],
        ),
        (
            "<!--\nhidden\n-->\n\nSeen\n",
            &["comment: hidden", "p: Seen"],
        ),
        (
            "<h2>About</h2>\n<ul>\n<li>Own &amp; <b>lead</b></li>\n<li><p>Hire</p></li>\n</ul>\n<p>End\nof it</p>\n",
            &["h2: About", "li0: Own & lead", "li0: Hire", "p: End of it"],
        ),
        (
            "<div>\n<style>p { a: b }</style>5 < 6\n</div>\n",
            &["p: 5 < 6"],
        ),
        (
            "    Lead the team\n    Own the plan\n",
            &["p: Lead the team", "p: Own the plan"],
        ),
        ("```\n- Lead\n\n- Own\n```\n", &["li0: Lead", "li0: Own"]),
        (
            "{% if a %}\nOwn [it]({% link x y.md %})\n{% endif %}\n",
            &["p: Own it"],
        ),
        (
            "{% comment %}\nhidden {% x %}\n{% endcomment %}\nSeen\n",
            &["p: Seen"],
        ),
        ("{% open\n", &["p: {% open"]),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::Markdown, text, expected);
        // the same with CRLF: visible breaks are line feeds all the same
        let crlf = text.replace('\n', "\r\n");
        assert_blocks(Format::Markdown, &crlf, expected);
    }
}

#[test]
fn modules_and_comments_of_mdx_are_no_text() {
    let text = "---\ntitle: VP\n---\n\nimport Apply from '../apply.js'\nimport {\n  Card,\n} from \"cards\"\n\n\
                export const meta = { team: 1 }\n\n<Card wide>\n\n## Duties\n\n{/* import them\n\nlater */}\n\n- Own it\n\n\
                import and export of goods\n\n<Apply />\n</Card>\n";
    let expected = [
        "meta title: VP",
        "h2: Duties",
        "li0: Own it",
        "p: import and export of goods",
    ];
    assert_blocks(Format::Markdown, text, &expected);
    assert_blocks(Format::Markdown, &text.replace('\n', "\r\n"), &expected);
}

#[test]
fn typed_headings_in_markdown() {
    let cases: &[(&str, &[&str])] = &[
        ("**What you do**\n\nOwn.\n", &["h6: What you do", "p: Own."]),
        (
            "**What you do:**\n- Own\n",
            &["h6: What you do:", "li0: Own"],
        ),
        (
            "**What you do**:\n- Own\n",
            &["h6: What you do:", "li0: Own"],
        ),
        ("**Travel**  \nA tenth.\n", &["h6: Travel", "p: A tenth."]),
        ("**Travel**\nA tenth.\n", &["h6: Travel", "p: A tenth."]),
        (
            "**Own the roadmap.** You decide.\n",
            &["p: Own the roadmap. You decide."],
        ),
        ("**Location: Remote**\n", &["p: Location: Remote"]),
        (
            "RESPONSIBILITIES\n\nOwn.\n",
            &["h6: RESPONSIBILITIES", "p: Own."],
        ),
        (
            "BASIC SKILLS AND FORMAL EDUCATION (SQL and/or PYTHON)\n\nOwn.\n",
            &[
                "h6: BASIC SKILLS AND FORMAL EDUCATION (SQL and/or PYTHON)",
                "p: Own.",
            ],
        ),
        ("You will:\n\n- Own\n", &["h6: You will:", "li0: Own"]),
        ("Requirements\n\n- Own\n", &["h6: Requirements", "li0: Own"]),
        (
            "For example:\n\nOwn it.\n",
            &["p: For example:", "p: Own it."],
        ),
        ("Skills:\nSQL\nR\n", &["h6: Skills:", "p: SQL", "p: R"]),
        (
            "- Own\nREQUIREMENTS\n- Five years\n",
            &["li0: Own", "h6: REQUIREMENTS", "li0: Five years"],
        ),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::Markdown, text, expected);
    }
}

#[test]
fn unusual_bullets_are_items_in_both_formats() {
    let bullets = [
        "•", "●", "·", "–", "—", "▪", "◦", "‣", "✅", "✔️", "\\-", "\\*", "o", "→",
    ];
    for bullet in bullets {
        let text = format!("{bullet} Own the plan\n{bullet} Lead the team\n");
        for format in [Format::Markdown, Format::Text] {
            assert_blocks(format, &text, &["li0: Own the plan", "li0: Lead the team"]);
        }
    }
    for text in [
        "•Own\n•Lead\n",
        "🚀 Own\n🧭 Lead\n",
        "(a) Own\n(b) Lead\n",
        "(ii) Own\n(iv) Lead\n",
    ] {
        for format in [Format::Markdown, Format::Text] {
            assert_blocks(format, text, &["li0: Own", "li0: Lead"]);
        }
    }
    // one emoji is no list
    assert_blocks(Format::Markdown, "🚀 We ship\n", &["p: 🚀 We ship"]);
    // an item of its own bullet and a typed one
    assert_blocks(Format::Markdown, "- • Own\n", &["li0: Own"]);
    assert_blocks(
        Format::Markdown,
        "• Own\no Plan\n• Lead\n",
        &["li0: Own", "li1: Plan", "li0: Lead"],
    );
}

#[test]
fn text_blocks() {
    let cases: &[(&str, &[&str])] = &[
        (
            "VP of Product\n=====\nOwn it.\n",
            &["h1: VP of Product", "p: Own it."],
        ),
        (
            "Team\n----\n\n_____\nOwn it.\n",
            &["h2: Team", "p: Own it."],
        ),
        (
            "## Team\n**Scope**\n__Scope__:\nOwn it.\n",
            &["h2: Team", "h6: Scope", "h6: Scope:", "p: Own it."],
        ),
        ("ABOUT US\nWe ship.\n", &["h6: ABOUT US", "p: We ship."]),
        (
            "Responsibilities:\n\nOwn it.\n",
            &["h6: Responsibilities:", "p: Own it."],
        ),
        (
            "Responsibilities\n- Own\n",
            &["h6: Responsibilities", "li0: Own"],
        ),
        (
            "- Own\n  - Lead\n    * Hire\n+ Ship\n",
            &["li0: Own", "li1: Lead", "li2: Hire", "li0: Ship"],
        ),
        (
            "1. Own\n2) Lead\n10. Hire\n",
            &["li0: Own", "li0: Lead", "li0: Hire"],
        ),
        ("-Own\n-Lead\n", &["li0: Own", "li0: Lead"]),
        ("2014. A good year\n", &["p: 2014. A good year"]),
        ("•\nOwn the plan\n", &["li0: Own the plan"]),
        (
            "• Own the plan\n  Across teams\n",
            &["li0: Own the plan Across teams"],
        ),
        (
            "• Own the plan\nand the team\n",
            &["li0: Own the plan and the team"],
        ),
        (
            "● own the plan and its\n\nbudget\n",
            &["li0: own the plan and its budget"],
        ),
        (
            "● Own the plan.\n\nbudget\n",
            &["li0: Own the plan.", "p: budget"],
        ),
        (
            "• Own\nRequirements\n• Five years\n",
            &["li0: Own", "h6: Requirements", "li0: Five years"],
        ),
        (
            "Title:\tVP of Product\nTeam:\tten\n",
            &["p: Title:\tVP of Product", "p: Team:\tten"],
        ),
        ("a\rb\r\rc\n", &["p: a", "p: b", "p: c"]),
    ];
    for (text, expected) in cases {
        assert_blocks(Format::Text, text, expected);
        let crlf = text.replace("\r", "\n").replace('\n', "\r\n");
        assert_blocks(Format::Text, &crlf, expected);
    }
}

#[test]
fn wrapped_lines_are_joined_and_statements_are_not() {
    let wrapped = "We make planning software for people who run\n\
                   kitchens, and we would like somebody to run our\n\
                   product team. You report to the chief executive\n\
                   Anna and sit in London. The team is six people.\n";
    let statements = "Define the plan for payments with the team of engineers\n\
                      Lead the integration with vendors\n\
                      Work with other teams across the company on its finances\n\
                      Five years of experience\n";
    for format in [Format::Markdown, Format::Text] {
        assert_eq!(
            blocks(format, wrapped),
            [format!("p: {}", wrapped.trim_end().replace('\n', " "))]
        );
        let lines: Vec<String> = statements
            .lines()
            .map(|line| format!("p: {line}"))
            .collect();
        assert_eq!(blocks(format, statements), lines);
        // short lines in a wrapped text stand for themselves
        let mixed = format!("{wrapped}\nPlace: London\nGrade: 10\n");
        assert_eq!(
            blocks(format, &mixed)[1..],
            ["p: Place: London", "p: Grade: 10"]
        );
    }
    // a word that ends nothing, and a name below it
    for format in [Format::Markdown, Format::Text] {
        let name = "You report to the\nSenior Product Manager.\nPlace: Oslo and\nBergen\n";
        let expected = [
            "p: You report to the Senior Product Manager.",
            "p: Place: Oslo and Bergen",
        ];
        assert_eq!(blocks(format, name), expected);
        let item = "- You work with our\nDirector of Product\n- Own it\n";
        let expected = ["li0: You work with our Director of Product", "li0: Own it"];
        assert_eq!(blocks(format, item), expected);
    }
    // a label in bold begins a line of its own, whatever the width
    let bold = format!("{wrapped}\n**Team:** six people who work on payments\n**Place:** London\n");
    assert_eq!(blocks(Format::Markdown, &bold)[2], "p: Place: London");
}

#[test]
fn a_posting_pasted_into_one_line_is_cut_at_its_bullets() {
    let text = "About the role We make planning software for kitchens. Responsibilities • Own the plan \
                of the payments area • Lead the team of six people with the chief of engineering • Hire";
    for format in [Format::Markdown, Format::Text] {
        assert_blocks(
            format,
            text,
            &[
                "p: About the role We make planning software for kitchens. Responsibilities",
                "li0: Own the plan of the payments area",
                "li0: Lead the team of six people with the chief of engineering",
                "li0: Hire",
            ],
        );
    }
    // separators are no bullets
    let text = "VP of Product • London • Full time";
    assert_blocks(Format::Text, text, &[&format!("p: {text}")]);
}

#[test]
fn front_matter_values() {
    let yaml = "---\ntitle: VP of Prodüct\nTeam:\n  Size: 10\n  lead: 'Ann''s'\ntags:\n  - one\n  - \"t\\u00e9\\\"n\"\n\
                motto: >\n  Own the\n  plan\nnote: |\n  A\n  B\n# c\nempty:\n...\n# Head\n";
    let expected = [
        "meta title: VP of Prodüct",
        "meta team.size: 10",
        "meta team.lead: Ann's",
        "meta tags: one",
        "meta tags: té\"n",
        "meta motto: Own the plan",
        "meta note: A\nB",
        "h1: Head",
    ];
    assert_blocks(Format::Markdown, yaml, &expected);
    assert_blocks(Format::Markdown, &yaml.replace('\n', "\r\n"), &expected);
    let toml = "+++\ntitle = \"VP \\\"of\\\" Product\"\nsize = 10\ntags = ['a', \"b\"]\n[team]\nlead = '''Ann\nLee'''\n\
                since = 2014-01-02\n+++\nBody\n";
    assert_blocks(
        Format::Markdown,
        toml,
        &[
            "meta title: VP \"of\" Product",
            "meta size: 10",
            "meta tags: a",
            "meta tags: b",
            "meta team.lead: Ann\nLee",
            "meta team.since: 2014-01-02",
            "p: Body",
        ],
    );
    assert_eq!(
        written(Format::Markdown, yaml, "VP of Prodüct"),
        "VP of Prodüct"
    );
    assert_eq!(written(Format::Markdown, yaml, "Ann's"), "Ann''s");
    assert_eq!(written(Format::Markdown, yaml, "té\"n"), "t\\u00e9\\\"n");
    assert_eq!(written(Format::Markdown, yaml, "the plan"), "the\n  plan");
    assert_eq!(
        written(Format::Markdown, toml, "\"of\" Product"),
        "\\\"of\\\" Product"
    );
}

#[test]
fn fields_of_front_matter_are_parts_of_the_posting() {
    let yaml = "---\ntitle: VP of Product\ndescription: We bake & sell.\nresponsibilities:\n  - Own the\n    plan\n  - 'Lead'\n\
                about: {size: 10}\ncontent: ''\nrequirements: |\n  - Ten years\n  - Spanish\n---\n## Team\n\nSix people.\n";
    let toml = "+++\ntitle = 'VP of Product'\nrequirements = \"\"\"\n- Ten years\n- Spanish\"\"\"\nresponsibilities = [\n  \
                \"Own the plan\", # why\n  'Lead',\n]\ndescription = \"We bake \\u0026 sell.\"\n[about]\nsize = 10\n+++\n## Team\n\nSix people.\n";
    for text in [yaml, toml] {
        let expected = [
            "p: We bake & sell.",
            "meta title: VP of Product",
            "meta about.size: 10",
            "h2: Team",
            "p: Six people.",
            "h2: Responsibilities",
            "li0: Own the plan",
            "li0: Lead",
            "h2: Requirements",
            "li0: Ten years",
            "li0: Spanish",
        ];
        assert_blocks(Format::Markdown, text, &expected);
        let crlf = text.replace('\n', "\r\n");
        assert_blocks(Format::Markdown, &crlf, &expected);
        assert_eq!(written(Format::Markdown, &crlf, "Spanish"), "Spanish");
    }
    assert_eq!(
        written(Format::Markdown, yaml, "Own the plan"),
        "Own the\n    plan"
    );
    assert_eq!(
        written(Format::Markdown, toml, "bake & sell"),
        "bake \\u0026 sell"
    );
    // without a body
    let alone = "---\nrole: CPO\nduties: [Own it]\n---";
    let expected = ["meta role: CPO", "h2: Responsibilities", "li0: Own it"];
    assert_blocks(Format::Markdown, alone, &expected);
}

#[test]
fn keys_of_front_matter_are_compared_as_people_write_them() {
    for key in [
        "what_you_will_do",
        "whatYouWillDo",
        "What-You-Will-Do",
        "what you will do",
    ] {
        let text = format!("---\njobTitle: VP\n{key}:\n- Own it\n---\n\nWe bake.\n");
        assert_blocks(
            Format::Markdown,
            &text,
            &[
                "meta jobtitle: VP",
                "p: We bake.",
                "h2: What you will do",
                "li0: Own it",
            ],
        );
    }
}

#[test]
fn broken_front_matter_is_a_problem_and_the_rest_is_read() {
    for text in [
        "---\ntitle: \"VP\nsize: [1\n---\n# Head\n",
        "---\ntitle: VP: of: Product\n---\n# Head\n",
        "+++\ntitle = \n+++\n# Head\n",
    ] {
        let document = document(Format::Markdown, text);
        assert_eq!(document.problems.len(), 1, "{text:?}");
        assert!(
            document.problems[0].1.contains("not valid"),
            "{:?}",
            document.problems
        );
        assert_blocks(Format::Markdown, text, &["h1: Head"]);
    }
    // a rule is no front matter, nor is a fence that never closes
    assert_blocks(Format::Markdown, "---\n\nOwn it.\n\n---\n", &["p: Own it."]);
    assert_blocks(Format::Markdown, "---\ntitle: VP\n", &["p: title: VP"]);
}
