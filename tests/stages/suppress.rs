//! Suppressions: which findings comments and front matter hide, what is said of them, and that they change nothing else.

mod formats;

use crate::common::markdown_fixtures;
use jdlint::checks::hygiene;
use jdlint::finding::Finding;
use jdlint::lint::lint;
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;

/// JD101 on the title, with a label on the executive team; JD201 on the years and JD205 on the reporting line,
/// both with a label on the title.
const APM: &str = "\
# Associate Product Manager

You report to the Chief Executive Officer.

## What you will do

- Help the squad of the reading app with notes and tests
- Be a member of the executive team
- Learn how product decisions are made

## What you bring

- 8 years of experience in product management
";

const YEARS: &str = "- 8 years";
const EXECUTIVE: &str = "- Be a member";

fn findings_in(text: &str, format: Format) -> Vec<Finding> {
    let source = Source::from_text("posting", text);
    let rules = Rules::builtin().unwrap();
    lint(&source, format, rules, &Settings::default())
        .into_iter()
        .flat_map(|judged| judged.findings)
        .collect()
}

fn findings(text: &str) -> Vec<Finding> {
    findings_in(text, Format::Markdown)
}

fn codes<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<&'a str> {
    findings.into_iter().map(|f| f.code.as_str()).collect()
}

/// Codes of the findings that are suppressed.
fn suppressed(text: &str) -> Vec<String> {
    let found = findings(text);
    let suppressed = found.iter().filter(|f| f.suppression.is_some());
    codes(suppressed).into_iter().map(str::to_owned).collect()
}

/// Code and message of what is said of suppressions.
fn said(text: &str) -> Vec<String> {
    let found = findings(text);
    let said = found.iter().filter(|f| f.code.starts_with(hygiene::CODES));
    said.map(|f| format!("{}: {}", f.code, f.message)).collect()
}

/// The posting with `line`, and a blank line, in front of the first line that begins with `before`.
fn above(before: &str, line: &str) -> String {
    APM.replacen(before, &format!("{line}\n\n{before}"), 1)
}

/// Codes of the findings of [`APM`] with a label on the line that begins with `start`.
fn labelled_on(start: &str) -> Vec<String> {
    let begin = APM.find(start).unwrap();
    let end = begin + APM[begin..].find('\n').unwrap();
    let on = |f: &&Finding| {
        f.labels
            .iter()
            .any(|l| (begin..end).contains(&l.span.start))
    };
    let found = findings(APM);
    let found = found.iter().filter(on);
    found.map(|f| f.code.clone()).collect()
}

const ALL: [&str; 3] = ["JD101", "JD201", "JD205"];
const NONE: [&str; 0] = [];

#[test]
fn the_posting_has_the_findings_that_the_tests_speak_of() {
    let found = findings(APM);
    let found = codes(&found);
    for code in ALL {
        assert_eq!(found.iter().filter(|c| **c == code).count(), 1, "{found:?}");
    }
    assert_eq!(suppressed(APM), NONE);
}

#[test]
fn a_next_line_covers_any_label_in_the_next_block_and_no_other() {
    let next = "<!-- jdlint-disable-next-line -->";
    for (line, code) in [
        (YEARS, "JD201"),
        (EXECUTIVE, "JD101"),
        ("You report", "JD205"),
    ] {
        let labelled = labelled_on(line);
        assert!(labelled.iter().any(|c| c == code), "{line}: {labelled:?}");
        assert_eq!(suppressed(&above(line, next)), labelled, "{line}");
        let named = next.replace(" -->", &format!(" {code} -->"));
        assert_eq!(suppressed(&above(line, &named)), [code]);
    }
    assert_eq!(labelled_on("- Help"), NONE);
    assert_eq!(suppressed(&above("- Help", next)), NONE);
    // what names the title is labelled there
    let all = suppressed(&above("# Associate", next));
    assert!(
        ALL.iter().all(|code| all.iter().any(|c| c == code)),
        "{all:?}"
    );
    // one comment above another, and no blank line
    let two = "<!-- jdlint-disable-next-line JD101 -->\n<!-- jdlint-disable-next-line JD201 -->";
    assert_eq!(suppressed(&above(EXECUTIVE, two)), ["JD101"]);
    let close = APM.replace(YEARS, &format!("{next}\n{YEARS}"));
    assert_eq!(suppressed(&close), labelled_on(YEARS));
}

#[test]
fn a_next_line_covers_a_bullet_that_is_wrapped_and_the_row_of_a_table() {
    let wrapped = APM.replace(
        EXECUTIVE,
        "<!-- jdlint-disable-next-line JD101 -->\n- Keep your calendar in order and\n  be a member",
    );
    assert_eq!(suppressed(&wrapped), ["JD101"]);
    let table = APM.replace(
        "- 8 years of experience in product management\n",
        "<!-- jdlint-disable-next-line JD201 -->\n\n| a | b |\n| --- | --- |\n\
         | experience | 8 years of experience in product management |\n",
    );
    assert_eq!(suppressed(&table), NONE, "the next row is the head");
    let head = "<!-- jdlint-disable-next-line JD201 -->\n\n\
                | Years | 8 years of experience in product management |\n| --- | --- |\n| a | b |\n";
    let table = APM.replace("- 8 years of experience in product management\n", head);
    assert_eq!(suppressed(&table), ["JD201"]);
}

#[test]
fn a_comment_beside_a_bullet_covers_it() {
    let beside = APM.replace(
        "executive team\n",
        "executive team <!-- jdlint-disable-line JD101 -- so it is -->\n",
    );
    assert_eq!(suppressed(&beside), ["JD101"]);
    assert_eq!(said(&beside), NONE);
    let alone = above(EXECUTIVE, "<!-- jdlint-disable-line JD101 -->");
    assert_eq!(suppressed(&alone), NONE);
    // the comment goes on below
    let broken = beside.replace(" so it is -->", "\n  so it is -->");
    assert_eq!(suppressed(&broken), ["JD101"], "{broken}");
    assert_eq!(said(&broken), NONE);
}

fn hygiene_code(finding: &Finding) -> bool {
    finding.code.starts_with(hygiene::CODES)
}

#[test]
fn a_block_lasts_from_disable_to_enable_by_the_primary_label() {
    let disable = "<!-- jdlint-disable -->";
    let title = &findings(APM)[0].labels[0].span;
    assert!(title.start < 30, "a label on the title: {title:?}");
    let primary_below: Vec<String> = findings(APM)
        .iter()
        .filter(|f| f.labels[0].span.start > 30)
        .map(|f| f.code.clone())
        .collect();
    assert!(!primary_below.is_empty());
    assert_eq!(suppressed(&above("You report", disable)), primary_below);
    let whole = findings(APM).len();
    assert_eq!(suppressed(&above("# Associate", disable)).len(), whole);
    let ended =
        above("# Associate", disable).replace("You report", "<!-- jdlint-enable -->\n\nYou report");
    assert_eq!(suppressed(&ended).len(), whole - primary_below.len());
    // one rule is enabled again
    let text =
        above("# Associate", disable).replace("# Ass", "<!-- jdlint-enable JD201 -->\n\n# Ass");
    assert!(!suppressed(&text).contains(&"JD201".to_owned()));
    assert_eq!(suppressed(&text).len(), whole - 1);
}

#[test]
fn a_block_above_all_text_holds_for_the_front_matter() {
    let body = APM.replace("# Associate Product Manager\n", "<!-- jdlint-disable -->\n");
    let text = format!("---\ntitle: Associate Product Manager\n---\n{body}");
    let found = findings(&text);
    assert!(
        found.iter().any(|f| f.labels[0].span.start < 40),
        "{found:?}"
    );
    assert_eq!(suppressed(&text).len(), found.len());
}

#[test]
fn a_file_is_covered_by_comment_and_by_front_matter() {
    let whole = findings(APM).len();
    let end = format!("{APM}\n<!-- jdlint-disable-file -->\n");
    assert_eq!(suppressed(&end).len(), whole);
    for front in [
        "---\njdlint: {ignore: [JD201, executive-line, JD101]}\n---\n",
        "---\njdlint:\n  ignore:\n    - jd201\n    - scope-above-title\n---\n",
        "---\njdlint:\n  ignore: JD201, JD101\n---\n",
        "+++\n[jdlint]\nignore = [\"JD201\", \"Scope-Above-Title\"]\n+++\n",
    ] {
        let text = format!("{front}{APM}");
        let found = suppressed(&text);
        assert!(found.contains(&"JD201".to_owned()), "{front}: {found:?}");
        assert!(found.contains(&"JD101".to_owned()), "{front}: {found:?}");
        assert!(!found.contains(&"JD205".to_owned()), "{front}: {found:?}");
    }
    let family = above("You report", "<!-- jdlint-disable-file fact -->");
    let found = suppressed(&family);
    assert!(
        found.iter().all(|c| c.starts_with("JD2")) && found.len() >= 2,
        "{found:?}"
    );
}

#[test]
fn reasons_are_kept_and_name_no_rule() {
    for dash in ["--", "\u{2013}", "\u{2014}"] {
        let comment = format!("<!-- jdlint-disable-file JD201 {dash} agreed,  with\n the CEO -->");
        let found = findings(&above("You report", &comment));
        let years = found.iter().find(|f| f.code == "JD201").unwrap();
        let suppression = years.suppression.as_ref().unwrap();
        assert_eq!(suppression.reason.as_deref(), Some("agreed, with the CEO"));
        assert_eq!(
            codes(&found)
                .iter()
                .filter(|c| c.starts_with("JD9"))
                .count(),
            0
        );
    }
    let bare = findings(&above(
        "You report",
        "<!-- jdlint-disable-file JD201 -- -->",
    ));
    let years = bare.iter().find(|f| f.code == "JD201").unwrap();
    assert_eq!(years.suppression.as_ref().unwrap().reason, None);
}

#[test]
fn what_suppresses_nothing_is_said() {
    let unused = |before: &str, comment: &str| said(&above(before, comment));
    assert_eq!(
        unused("- Help", "<!-- jdlint-disable-next-line -->"),
        ["JD901: `jdlint-disable-next-line` suppresses nothing"]
    );
    assert_eq!(
        unused(YEARS, "<!-- jdlint-disable-next-line JD201, JD202 -->"),
        ["JD901: `jdlint-disable-next-line` suppresses nothing of JD202"]
    );
    assert_eq!(
        unused(YEARS, "<!-- jdlint-disable-next-line JD203, JD202 -->"),
        ["JD901: `jdlint-disable-next-line` suppresses nothing"]
    );
    assert_eq!(
        unused(YEARS, "<!-- jdlint-enable JD201 -->"),
        ["JD901: `jdlint-enable` ends no suppression"]
    );
    // the nearest one is the one that is used
    assert_eq!(
        unused(
            YEARS,
            "<!-- jdlint-disable-file JD201 -->\n<!-- jdlint-disable-next-line JD201 -->"
        ),
        ["JD901: `jdlint-disable-file` suppresses nothing"]
    );
    let text = format!("{APM}\n<!-- jdlint-disable-next-line -->\n");
    assert_eq!(
        said(&text),
        ["JD901: `jdlint-disable-next-line` suppresses nothing"]
    );
    let front = format!("---\njdlint: {{ignore: [JD203]}}\n---\n{APM}");
    assert_eq!(said(&front), ["JD901: `jdlint.ignore` suppresses nothing"]);
    let pair =
        above("# Associate", "<!-- jdlint-disable JD2 -->") + "\n<!-- jdlint-enable JD201 -->\n";
    assert_eq!(said(&pair), NONE);
}

#[test]
fn what_does_not_exist_is_said_and_suppresses_nothing() {
    let comment = "<!-- jdlint-disable-file JD120, JD201, year-vs-title -->";
    let text = above("You report", comment);
    assert_eq!(suppressed(&text), ["JD201"]);
    let found = findings(&text);
    let unknown = found.iter().find(|f| f.code == "JD902").unwrap();
    assert_eq!(
        unknown.message,
        "unknown rule `JD120` in `jdlint-disable-file`"
    );
    let labels: Vec<_> = unknown
        .labels
        .iter()
        .map(|l| (&text[l.span.start..l.span.end], l.message.as_str()))
        .collect();
    assert_eq!(
        labels,
        [
            ("JD120", "did you mean `JD102`?"),
            ("year-vs-title", "did you mean `years-vs-title`?")
        ]
    );
    // a name that nobody has is not "no name", which would mean all
    assert_eq!(
        suppressed(&above("You report", "<!-- jdlint-disable-file JD999 -->")),
        NONE
    );
    assert_eq!(
        said(&above("You report", "<!-- jdlint-disabel-file JD201 -->")),
        ["JD902: unknown directive `jdlint-disabel-file`"]
    );
    assert_eq!(
        said(&format!("---\njdlint: {{ingore: [JD201]}}\n---\n{APM}")),
        ["JD902: unknown directive `jdlint.ingore`"]
    );
}

#[test]
fn findings_on_suppressions_are_suppressed_by_their_own_name_for_a_file_alone() {
    let wrong = "<!-- jdlint-disable-file JD999 -->\n\n";
    let hidden = |comment: &str| -> Vec<(String, bool)> {
        findings(&above("You report", &format!("{wrong}{comment}")))
            .into_iter()
            .filter(|f| f.code.starts_with("JD9"))
            .map(|f| (f.code, f.suppression.is_some()))
            .collect()
    };
    let is = |code: &str, hidden| (code.to_owned(), hidden);
    // all of the rules are not these, so that an unused "all" is told
    let all = "<!-- jdlint-disable-file -->";
    assert_eq!(hidden(all), [is("JD902", false)]);
    assert_eq!(
        hidden(&format!("{all}\n{all}")),
        [is("JD901", false), is("JD902", false)]
    );
    for name in ["JD902", "hygiene", "JD90", "unknown-rule-in-suppression"] {
        let found = hidden(&format!("<!-- jdlint-disable-file {name} -->"));
        assert_eq!(found, [is("JD902", true)], "{name}");
    }
    assert_eq!(
        hidden("<!-- jdlint-disable JD902 -->"),
        [is("JD901", false), is("JD902", false)]
    );
    assert_eq!(
        hidden("<!-- jdlint-disable-file JD901 -->"),
        [is("JD902", false)]
    );
}

#[test]
fn text_that_looks_like_a_directive_is_none() {
    for text in [
        "jdlint-disable-file",
        "`<!-- jdlint-disable-file -->`",
        "```\n<!-- jdlint-disable-file -->\n```",
        "<!-- please jdlint-disable-file -->",
        "\\<!-- jdlint-disable-file -->",
        "<p title=\"jdlint-disable-file\">We read.</p>",
    ] {
        assert_eq!(suppressed(&above("You report", text)), NONE, "{text}");
        assert_eq!(said(&above("You report", text)), NONE, "{text}");
    }
}

#[test]
fn hostile_comments_are_read_in_bounds() {
    let many = "<!-- jdlint-disable-next-line JD1, JD999, x -->\n".repeat(20_000);
    let names = format!(
        "<!-- jdlint-disable-file {} -->",
        "JD201x, ".repeat(200_000)
    );
    let long = format!("<!-- jdlint-{} -->", "x".repeat(1_000_000));
    let open = "<!-- jdlint-disable-file JD201 -- ".repeat(1_000);
    for text in [many, names, long, open] {
        let found = findings(&above("You report", &text));
        assert!(found.len() <= 3_000, "{}", found.len());
        for finding in found {
            assert!(finding.message.len() < 500);
        }
    }
    let odd = "<!-- jdlint-disable-file \u{202e}é, \u{1b}[31m\u{0}, JD201 -->";
    assert_eq!(suppressed(&above("You report", odd)), ["JD201"]);
}

/// What a comment must never be taken for.
const EVIDENCE: &str = "Own the vision of the company. Requires 15 years of experience in product management. \
                        Reports to the CEO, manages eight product managers, assists with day-to-day tasks";

#[test]
fn comments_are_no_evidence_and_no_title() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for path in markdown_fixtures().into_iter().step_by(3) {
        let text = std::fs::read_to_string(&path).unwrap();
        let prints = |text: &str| -> Vec<String> {
            let found = findings(text);
            let others = found.iter().filter(|f| !f.code.starts_with(hygiene::CODES));
            others
                .map(|f| format!("{} {}", f.code, f.fingerprint))
                .collect()
        };
        let before = prints(&text);
        let comment = format!("<!-- jdlint-disable-next-line JD404 -- {EVIDENCE} -->");
        let mut lines: Vec<String> = Vec::new();
        for line in text.lines() {
            // elsewhere a comment would end a paragraph, a table or the front matter
            if line.starts_with("- ") || line.starts_with('#') {
                lines.push(comment.clone());
                tried += 1;
            }
            lines.push(line.to_owned());
        }
        lines.push(comment.clone());
        let after = prints(&lines.join("\n"));
        if before != after {
            wrong.push(format!("{}: {before:?} became {after:?}", path.display()));
        }
    }
    assert!(tried > 300, "{tried}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}
