//! Postings in YAML: the shapes of JSON, scalars of every style with their way back, several documents.

use super::kind;
use jdlint::parse::{Document, Format, parse, postings};
use jdlint::source::Source;
use jdlint::span::Span;
use proptest::prelude::*;

fn documents(text: &str) -> Vec<Document> {
    let documents = parse(&Source::from_text("a.yaml", text), Format::Yaml);
    for document in &documents {
        for (at, c) in document.text.char_indices() {
            let span = document.source_span(Span::new(at, at + c.len_utf8()));
            let written = text.get(span.start..span.end);
            assert!(written.is_some(), "{span:?} of {text:?}");
            // a heading that only a key says stands nowhere
            let written = written.filter(|w| c.is_ascii_alphanumeric() && !w.is_empty());
            assert!(
                written.is_none_or(|w| w == c.to_string() || w.starts_with(['&', '\\'])),
                "{c:?} is {written:?} in {text:?}"
            );
        }
    }
    documents
}

fn blocks(document: &Document) -> Vec<String> {
    let line = |block| format!("{}: {}", kind(block), document.block_text(block));
    document.blocks.iter().map(line).collect()
}

#[test]
fn scalars_of_every_style_are_read() {
    let text = "\
role: 'Head of Product''s \"team\"'
summary: \"Own R\\u0026D,\\n\\n  and \\
  more\"
description: |2
    ## About

    Own the plan.
    - Lead
      - Hire
responsibilities:
- Ship the
  plan
- >-
  Measure
  it
qualifications: Ten years &amp; more
benefits: ~
";
    let found = documents(text);
    assert_eq!(
        blocks(&found[0]),
        [
            "h1: Head of Product's \"team\"",
            "p: Own R&D,",
            "p: and more",
            "h2: About",
            "p: Own the plan.",
            "li0: Lead",
            "li1: Hire",
            "h2: Responsibilities",
            "li0: Ship the plan",
            "li0: Measure it",
            "h2: Qualifications",
            "p: Ten years & more",
        ]
    );
    let written = |words: &str| {
        let start = found[0].text.find(words).unwrap();
        let span = found[0].source_span(Span::new(start, start + words.len()));
        &text[span.start..span.end]
    };
    assert_eq!(written("Product's \"team"), "Product''s \"team");
    assert_eq!(written("R&D"), "R\\u0026D");
    assert_eq!(written("Ship the plan"), "Ship the\n  plan");
    assert_eq!(written("Hire"), "Hire");
    for value in [
        "!x Own it",
        "&a # why\n  'Own it'",
        "!x &a |\n  Own it",
        "&a !x >-\n  Own\n  it",
    ] {
        let found = documents(&format!("title: VP\nduties: {value}\n"));
        assert_eq!(blocks(&found[0])[2], "p: Own it", "{value}");
    }
}

#[test]
fn letters_in_a_directive_shift_nothing() {
    for before in ["%é 1.2\n---\n", "%YAML\u{fffd} 1.2\n---\n"] {
        let text = format!("{before}title: VP\nrequirements:\n- Own \"it\"\n");
        let found = documents(&text);
        assert_eq!(
            blocks(&found[0]),
            ["h1: VP", "h2: Requirements", "li0: Own \"it\""],
            "{text}"
        );
    }
}

#[test]
fn each_posting_has_its_address() {
    let posting = |id: &str| format!("title: VP\nid: {id}\nduties: [Own it, Lead]\n");
    let addresses = |text: &str| -> Vec<(String, Option<String>)> {
        let address = |d: Document| d.address.map(|a| (a.pointer, a.id)).unwrap_or_default();
        documents(text).into_iter().map(address).collect()
    };
    assert_eq!(addresses(&posting("a"))[0].1.as_deref(), Some("a"));
    let several = format!("---\n{}---\nother: 1\n---\n{}", posting("7"), posting("b"));
    assert_eq!(
        addresses(&several),
        [
            ("/0".to_owned(), Some("7".to_owned())),
            ("/2".to_owned(), Some("b".to_owned()))
        ]
    );
    let board = "jobs:\n- title: CPO\n  content: <p>Own it</p>\n";
    assert_eq!(addresses(board), [("/jobs/0".to_owned(), None)]);
}

#[test]
fn postings_are_found_in_lists_by_team_or_place() {
    let text = "north:\n# none\nsouth:\n- title: VP\n  Required-Skills: Tact\n- title: CPO\n  duties: [Own it]\n\
                west:\n- title: Head\n  JobDescription: Own it all\n";
    let found = documents(text);
    let pointers: Vec<_> = found
        .iter()
        .map(|d| d.address.as_ref().unwrap().pointer.as_str())
        .collect();
    assert_eq!(pointers, ["/south/0", "/south/1", "/west/0"]);
    assert_eq!(blocks(&found[0]), ["h1: VP", "h2: Requirements", "p: Tact"]);
    assert_eq!(blocks(&found[2]), ["h1: Head", "p: Own it all"]);
}

#[test]
fn what_holds_no_posting_says_why() {
    let reason = |text: &str| {
        postings(&Source::from_text("a.yaml", text), Format::Yaml)
            .problem()
            .unwrap()
    };
    for text in [
        "",
        "# nothing\n",
        "VP of Product",
        "5",
        "- a\n- b\n",
        "title: API\ndescription: All calls\nversion: 1\n",
        "title: 5\nrequirements: [a]\n",
        "title: VP\nrequirements: 5\n",
        "? [title, VP]\n: requirements\n",
        "a: &a [x]\ntitle: *a\nrequirements: *a\n",
    ] {
        assert!(reason(text).contains("no posting"), "{text}");
    }
    let broken = reason("title: VP\nduties: [a\nb: }\n");
    assert!(
        broken.starts_with("not valid YAML: ") && broken.contains(" at line "),
        "{broken}"
    );
}

#[test]
fn hostile_files_are_read_in_bounds() {
    for open in [
        "[", "{a: ", "- ", "? ", "!a ", "&a ", "- - ", "\"", "|\n ", "%", "*a ", "\t",
    ] {
        documents(&open.repeat(50_000));
        documents(&format!("title: VP\nduties: {}", open.repeat(50_000)));
    }
    let deep = "- ".repeat(5000) + "a";
    let reason = postings(&Source::from_text("a.yaml", &deep), Format::Yaml)
        .problem()
        .unwrap();
    assert!(reason.contains("levels"), "{reason}");
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for i in 1..40 {
        bomb.push_str(&format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1));
    }
    bomb.push_str("title: VP\nduties: *a39\nrequirements: [Own it]\n");
    let found = documents(&bomb);
    assert_eq!(
        blocks(&found[0]),
        ["h1: VP", "h2: Requirements", "li0: Own it"]
    );
}

/// Pieces that YAML is made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Zé🚀 ]{0,8}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\n  ",
            "\n\n",
            "- ",
            ": ",
            "# ",
            "|\n  ",
            ">\n  ",
            "'",
            "''",
            "\"",
            "\\n",
            "\\u0041",
            "\\\n",
            "[",
            "]",
            ", ",
            "&amp;",
            "<p>",
            "\nrequirements:\n- ",
            "\ndescription: ",
            "\n---\ntitle: a\n",
            "*a",
            "&a ",
            "!x ",
            "\t",
            "\u{feff}",
            "\u{85}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_yaml_keeps_its_way_back(text in pieces()) {
        documents(&text);
        for style in ["", "'", "\"", "|\n  ", ">\n  "] {
            documents(&format!("title: VP\nduties: {style}{text}"));
        }
    }
}
