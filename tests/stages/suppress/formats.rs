//! Comments of each format suppress.

use super::*;

#[test]
fn comments_of_yaml_suppress() {
    const YAML: &str = "\
title: Associate Product Manager
id: a7
responsibilities:
  - Help the squad of the reading app with notes and tests
requirements:
  - 8 years of experience in product management
  - 'Be # jdlint-disable-file'
  - Be#jdlint-disable-file
";
    let line = "experience in product management";
    let front = |yaml: &str| format!("---\n{yaml}---\n");
    for (directive, place) in [
        ("-next-line JD201", "  - 8 years"),
        ("-line JD201", line),
        ("-file JD201", "title"),
        ("-file JD201", "  - 'Be"),
        (" JD201", "requirements"),
    ] {
        let comment = format!("# jdlint-disable{directive} -- agreed");
        let text = match directive.starts_with("-line") {
            true => YAML.replace(line, &format!("{line} {comment}")),
            false => YAML.replace(place, &format!("{comment}\n{place}")),
        };
        for (text, format) in [
            (text.clone(), Format::Yaml),
            (front(&text), Format::Markdown),
        ] {
            let found = findings_in(&text, format);
            assert!(codes(&found).contains(&"JD201"), "{text}");
            for finding in &found {
                let hidden = finding.suppression.is_some();
                assert_eq!(
                    hidden,
                    finding.code == "JD201",
                    "{} in {text}",
                    finding.code
                );
                assert!(!hygiene_code(finding), "{} in {text}", finding.code);
            }
        }
    }
    // each posting has its own
    let several = YAML
        .replace("title", "- title")
        .replace("\n  ", "\n    ")
        .replace("\nid", "\n  id");
    let several = several.replace("\nre", "\n  re");
    let text = format!(
        "{several}# jdlint-disable-file JD201\n{}",
        several.replace("a7", "b8")
    );
    let found = findings_in(&text, Format::Yaml);
    let of_years: Vec<bool> = found
        .iter()
        .filter(|finding| finding.code == "JD201")
        .map(|finding| finding.suppression.is_some())
        .collect();
    assert_eq!(of_years, [true, false]);
}

#[test]
fn comments_of_asciidoc_and_restructuredtext_suppress() {
    let posting = |comment: &str| {
        format!(
            "Associate Product Manager\n=========================\n\n* Learn the craft\n* Take notes\n\n\
             What you bring\n--------------\n\n{comment}* 8 years of experience in product management\n"
        )
    };
    let cases = [
        (
            Format::AsciiDoc,
            "// jdlint-disable-next-line JD201 -- agreed\n",
        ),
        (Format::AsciiDoc, "////\njdlint-disable-file JD201\n////\n"),
        (
            Format::Rst,
            ".. jdlint-disable-next-line JD201 -- agreed\n\n",
        ),
        (Format::Rst, "..\n   jdlint-disable-file JD201\n\n"),
    ];
    for (format, comment) in cases {
        let without = findings_in(&posting(""), format);
        assert!(codes(&without).contains(&"JD201"), "{without:?}");
        let found = findings_in(&posting(comment), format);
        assert_eq!(codes(&found), codes(&without), "{comment}");
        for (now, before) in found.iter().zip(&without) {
            assert_eq!(now.fingerprint, before.fingerprint);
            assert_eq!(now.suppression.is_some(), now.code == "JD201", "{comment}");
        }
    }
}

#[test]
fn plain_text_has_comments_of_a_line_of_their_own() {
    let plain = "Associate Product Manager\n\nWhat you will do:\n\n- Learn the craft\n- Take notes\n\n\
                 What you bring:\nCOMMENT\n- 8 years of experience in product management\n";
    let at = |comment: &str| {
        let found = findings_in(&plain.replace("COMMENT\n", comment), Format::Text);
        let (hygiene, others): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|f| f.code.starts_with("JD9"));
        assert!(hygiene.is_empty(), "{hygiene:?}");
        others
    };
    let without = at("");
    assert!(codes(&without).contains(&"JD201"));
    for comment in [
        "# jdlint-disable-next-line JD201 -- agreed\n",
        "  <!-- jdlint-disable-next-line years-vs-title -->  \r\n",
        "#jdlint-disable-file JD201\n",
    ] {
        let found = at(comment);
        assert_eq!(codes(&found), codes(&without), "{comment}");
        for (now, before) in found.iter().zip(&without) {
            assert_eq!(now.fingerprint, before.fingerprint);
            assert_eq!(now.suppression.is_some(), now.code == "JD201", "{comment}");
        }
    }
    let first = findings_in(
        "# jdlint-disable-file\nProduct Manager\n\n- Learn\n",
        Format::Text,
    );
    assert!(!codes(&first).contains(&"JD401"), "{first:?}");
}

#[test]
fn comments_of_a_page_suppress() {
    let page = "<h1>Associate Product Manager</h1>\n<h2>Requirements</h2>\n<ul>\nCOMMENT\n\
                <li>8 years of experience in product management</li>\n</ul>";
    let without = findings_in(&page.replace("COMMENT", ""), Format::Html);
    assert!(codes(&without).contains(&"JD201"));
    let comment = "<!-- jdlint-disable-next-line JD201 -- agreed -->";
    let found = findings_in(&page.replace("COMMENT", comment), Format::Html);
    assert_eq!(codes(&found), codes(&without));
    for now in &found {
        assert_eq!(now.suppression.is_some(), now.code == "JD201");
    }
}
