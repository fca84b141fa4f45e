//! Postings in JSON: which objects are some, what is read of them, and the way back to the bytes of the file.

use super::kind;
use jdlint::parse::{Data, Document, Format, parse, postings, postings_as};
use jdlint::source::Source;
use jdlint::span::Span;
use proptest::prelude::*;
use serde_json::{Value, json};

fn documents(text: &str) -> Vec<Document> {
    parse(&Source::from_text("a.json", text), Format::Json)
}

fn blocks(document: &Document) -> Vec<String> {
    let line = |block| format!("{}: {}", kind(block), document.block_text(block));
    document.blocks.iter().map(line).collect()
}

/// Pointer and id of each posting.
fn addresses(text: &str) -> Vec<(String, Option<String>)> {
    let address = |d: Document| d.address.map(|a| (a.pointer, a.id)).unwrap_or_default();
    documents(text).into_iter().map(address).collect()
}

/// What stands in the source for `words` of the visible text.
#[track_caller]
fn written<'s>(source: &'s str, words: &str) -> &'s str {
    let document = documents(source).remove(0);
    let start = document.text.find(words).unwrap();
    let span = document.source_span(Span::new(start, start + words.len()));
    &source[span.start..span.end]
}

/// A letter or digit stands in the source as it is, or as an escape or a character reference.
fn assert_leads_back(document: &Document, source: &str) {
    for (at, c) in document.text.char_indices() {
        let span = document.source_span(Span::new(at, at + c.len_utf8()));
        let written = source.get(span.start..span.end);
        assert!(written.is_some(), "{span:?} of {source:?}");
        if c.is_ascii_alphanumeric() {
            let written = written.unwrap();
            assert!(
                written == c.to_string() || written.starts_with(['&', '\\']),
                "{c:?} is {written:?} in {source:?}"
            );
        }
    }
}

#[test]
fn html_escaped_html_and_plain_text_are_told_apart() {
    let expected = ["h1: VP & Head", "h2: Duties", "li0: Own R&D", "li0: Lead"];
    let html = "<h2>Duties</h2><ul><li>Own R&amp;D</li><li>Lead</li></ul>";
    let escaped = html
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    for content in [html, &escaped] {
        for title in ["VP & Head", "VP &amp; Head", " VP\n&\tHead "] {
            let text = json!({"title": title, "content": content}).to_string();
            assert_eq!(blocks(&documents(&text)[0]), expected, "{text}");
        }
    }
    let plain = json!({"title": "VP", "content": "DUTIES\n\n- Own a & b, p < 5\n- Lead"});
    assert_eq!(
        blocks(&documents(&plain.to_string())[0]),
        ["h1: VP", "h6: DUTIES", "li0: Own a & b, p < 5", "li0: Lead"]
    );
}

#[test]
fn escapes_lead_back_to_the_bytes_of_the_file() {
    let text = r#"{"title": "VP\u0020of Product",
        "content": "<p>Own \"the\"\nplan<\/p>\r\n\u003cp\u003eShip \ud83d\ude80 it \ud83d now \ude80\u003c/p>&#233;"}"#;
    assert_eq!(
        blocks(&documents(text)[0]),
        [
            "h1: VP of Product",
            "p: Own \"the\" plan",
            "p: Ship 🚀 it \u{fffd} now \u{fffd}",
            "p: é"
        ]
    );
    for (words, expected) in [
        ("VP of", r"VP\u0020of"),
        ("\"the\" plan", r#"\"the\"\nplan"#),
        ("🚀 it", r"\ud83d\ude80 it"),
        ("\u{fffd} now", r"\ud83d now"),
        ("é", "&#233;"),
    ] {
        assert_eq!(written(text, words), expected);
    }
    let twice =
        r#"{"title": "VP", "content": "&lt;p&gt;R&amp;amp;D \u0026amp;amp; all&lt;/p&gt;"}"#;
    assert_eq!(written(twice, "R&D"), "R&amp;amp;D");
    assert_eq!(written(twice, "& all"), r"\u0026amp;amp; all");
}

#[test]
fn postings_have_a_place_and_a_name() {
    let posting = |id: serde_json::Value| json!({"title": "VP", "id": id, "content": "Own it."});
    let several = json!({"jobs": [posting(json!(127)), {"title": "no text"}, posting(json!("b/1")), posting(json!(null))]});
    let name = |name: &str| Some(name.to_owned());
    assert_eq!(
        addresses(&several.to_string()),
        [
            ("/jobs/0".into(), name("127")),
            ("/jobs/2".into(), name("b/1")),
            ("/jobs/3".into(), None)
        ]
    );
    assert_eq!(
        addresses(&posting(json!(7)).to_string()),
        [(String::new(), name("7"))]
    );
    // one that has neither is the file
    assert_eq!(documents(&posting(json!("")).to_string())[0].address, None);
    let graph = json!({"@graph": [{"@type": "Organization"}, {
        "@type": "http://schema.org/JobPosting", "title": "VP", "description": "Own it.", "identifier": "x"
    }]});
    assert_eq!(
        addresses(&graph.to_string()),
        [("/@graph/1".into(), name("x"))]
    );
}

#[test]
fn parts_that_only_a_name_tells_have_that_as_a_heading() {
    let text = json!({"@type": "JobPosting", "title": "VP", "description": "<p>We bake.</p>",
        "responsibilities": ["Own it", "Lead &amp; ship"], "skills": "", "jobBenefits": 5})
    .to_string();
    let document = documents(&text).remove(0);
    assert_eq!(
        blocks(&document),
        [
            "h1: VP",
            "p: We bake.",
            "h2: Responsibilities",
            "li0: Own it",
            "li0: Lead & ship"
        ]
    );
    let heading = document.source_span(document.blocks[2].span);
    assert!(
        text[heading.start..].starts_with("[\"Own it\""),
        "{heading:?}"
    );
}

#[test]
fn months_of_experience_are_said_as_a_person_says_them() {
    let posting = |experience: serde_json::Value| {
        let text = json!({"@type": "JobPosting", "title": "VP", "description": "<p>We bake.</p>",
            "experienceRequirements": experience, "hiringOrganization": {"name": "Lead the company"}});
        text.to_string()
    };
    let typed = |months: serde_json::Value| {
        posting(
            json!({"@type": "OccupationalExperienceRequirements", "monthsOfExperience": months}),
        )
    };
    let said = [
        "h1: VP",
        "p: We bake.",
        "h2: Requirements",
        "li0: 60 months of experience",
    ];
    for months in [json!(60), json!("60")] {
        let text = typed(months);
        assert_eq!(blocks(&documents(&text)[0]), said);
        assert!(written(&text, "60 months").contains("60"));
    }
    assert_eq!(written(&typed(json!(60)), "months of experience"), "60");
    for none in [json!("many"), json!(null), json!([]), json!({}), json!("")] {
        assert_eq!(blocks(&documents(&typed(none))[0]), said[..2]);
    }
    let years = posting(json!("Five years"));
    assert_eq!(blocks(&documents(&years)[0])[3], "p: Five years");
}

#[test]
fn of_a_name_that_stands_twice_the_last_one_counts() {
    let text = r#"{"title": "VP", "content": "Old.", "title": "CPO", "content": "New."}"#;
    assert_eq!(blocks(&documents(text)[0]), ["h1: CPO", "p: New."]);
}

#[test]
fn members_are_called_as_people_write_them() {
    let text = r#"{"Job-Title": "VP", "jobTitle": "Head", "keyResponsibilities": ["Own it"], "niceToHave": ["Tact"]}"#;
    assert_eq!(
        blocks(&documents(text)[0]),
        [
            "h1: Head",
            "h2: Responsibilities",
            "li0: Own it",
            "h2: Nice to have",
            "li0: Tact"
        ]
    );
    // the name that is written exactly so comes first
    let text = r#"{"Title": "Head", "title": "VP", "TITLE": "CPO", "duties": "Own it"}"#;
    assert_eq!(blocks(&documents(text)[0])[0], "h1: VP");
}

#[test]
fn of_several_places_of_a_text_the_first_counts_that_is_written() {
    let lever = |rest: Value| {
        let mut posting =
            json!({"text": "VP", "descriptionPlain": "Own it", "additionalPlain": "Be you"});
        let members = posting.as_object_mut().unwrap();
        members.extend(rest.as_object().unwrap().clone());
        blocks(&documents(&json!([posting]).to_string())[0])
    };
    let plain = ["h1: VP", "p: Own it", "p: Be you"];
    assert_eq!(lever(json!({})), plain);
    assert_eq!(
        lever(json!({"lists": [], "description": " ", "additional": ""})),
        plain
    );
    assert_eq!(
        lever(
            json!({"description": "<p>Lead it</p>", "lists": [{"text": "Duties", "content": "<li>Hire</li>"}]})
        ),
        [
            "h1: VP",
            "p: Lead it",
            "h2: Duties",
            "li0: Hire",
            "p: Be you"
        ]
    );
    let widget =
        json!({"jobs": [{"title": "VP", "shortcode": "A1", "description": "<p>Own it</p>"}]});
    assert_eq!(
        blocks(&documents(&widget.to_string())[0]),
        ["h1: VP", "p: Own it"]
    );
}

#[test]
fn a_description_needs_what_only_postings_have() {
    let found = |posting: Value| {
        let text = json!([posting]).to_string();
        let source = Source::from_text("a.json", &text);
        [false, true].map(|found| {
            let data = Data {
                found,
                ..Data::default()
            };
            postings_as(&source, Format::Json, data).documents.len()
        })
    };
    let event = json!({"title": "Fair", "description": "Meet us", "location": "Bern"});
    assert_eq!(found(event.clone()), [0, 0]);
    for (sign, value) in [
        ("applyUrl", "x"),
        ("Department", "x"),
        ("salary", "x"),
        ("Job Type", "x"),
        ("requirements", "x"),
    ] {
        let mut posting = event.clone();
        posting[sign] = json!(value);
        assert_eq!(found(posting), [1, 1], "{sign}");
    }
    // what a package needs
    assert_eq!(
        found(json!({"title": "Parser", "requirements": ["serde"]})),
        [1, 0]
    );
}

#[test]
fn what_holds_no_posting_says_why() {
    let reason = |text: &str| {
        postings(&Source::from_text("a.json", text), Format::Json)
            .problem()
            .unwrap()
    };
    for text in [
        "{}",
        "[]",
        "5",
        "\"title\"",
        "null",
        r#"{"name": "app", "version": "1.0.0", "description": "An app"}"#,
        r#"{"title": "Schema", "description": "A schema", "properties": {}}"#,
        r#"{"title": 5, "content": "x"}"#,
        r#"{"title": null, "content": "x"}"#,
        r#"{"@type": "Person", "title": "VP", "description": "x"}"#,
        r#"{"jobs": {"title": "VP", "content": "x"}}"#,
    ] {
        assert!(reason(text).contains("no posting"), "{text}");
    }
    for (text, expected) in [
        ("", "EOF"),
        ("{\"a\": 1,\n // comment\n}", "line 2"),
        ("{\"title\": \"V\\P\"}", "invalid escape"),
        ("{\"title\": \"V\nP\"}", "control character"),
        ("{\"title\": \"VP\", \"content\": \"x\"} x", "trailing"),
    ] {
        let reason = reason(text);
        assert!(
            reason.starts_with("not valid JSON") && reason.contains(expected),
            "{reason}"
        );
    }
}

#[test]
fn hostile_files_are_read_in_bounds() {
    let deep = 100_000;
    let nested = "[".repeat(deep) + &"]".repeat(deep);
    let objects = "{\"jobs\":".repeat(deep) + "1" + &"}".repeat(deep);
    for text in [
        &nested,
        &objects,
        &"[".repeat(deep),
        &"{\"jobs\":[".repeat(deep),
    ] {
        assert_eq!(documents(text).len(), 0);
    }
    let with =
        |value: &str| format!("{{\"title\": \"VP\", \"content\": \"Own it.\", \"x\": {value}}}");
    assert_eq!(documents(&with(&nested)).len(), 1);
    assert_eq!(documents(&with(&objects)).len(), 1);

    let many: Vec<_> = (0..10_000)
        .map(|i| json!({"title": "VP", "id": i, "content": "<p>Own it.</p>"}))
        .collect();
    let many = documents(&json!({ "jobs": many }).to_string());
    assert_eq!(many.len(), 10_000);
    assert_eq!(many[9_999].address.as_ref().unwrap().pointer, "/jobs/9999");

    let long = "Own the plan. ".repeat(80_000);
    let document =
        documents(&json!({"title": long, "content": long, "id": long}).to_string()).remove(0);
    assert!(document.text.len() > 2_000_000);
    assert!(document.address.unwrap().name().len() <= 200);
    for unit in [
        "\\ud83d",
        "\\u0000",
        "\\n",
        "&amp;lt;",
        "&lt;",
        "<b>",
        "\\\"",
        "<!-- x -->",
    ] {
        let document = documents(&format!(
            "{{\"title\": \"VP\", \"content\": \"{}\"}}",
            unit.repeat(20_000)
        ));
        assert_eq!(document.len(), 1, "{unit}");
    }
    let names: String = (0..20_000).map(|i| format!("\"n{i}\": 1, ")).collect();
    assert_eq!(
        documents(&format!(
            "{{{names} \"title\": \"VP\", \"content\": \"x\"}}"
        ))
        .len(),
        1
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_json_leads_back(
        pieces in prop::collection::vec(prop_oneof![
            "[a-zA-Zé🚀 \n\t\"\\\\]{0,8}",
            prop::sample::select(vec!["<p>", "</li>", "<li>", "&amp;", "&lt;b&gt;", "&amp;amp;", "&#x41;", "- ", "\r\n", "<!-- a -->", "<br>"]).prop_map(str::to_owned),
        ], 0..30),
        escaped in any::<bool>(),
    ) {
        let mut text = json!({"title": "VP", "content": pieces.concat()}).to_string();
        if escaped {
            // as some exporters write it
            text = text.replace('<', "\\u003c").replace('e', "\\u0065").replace("titl\\u0065", "title").replace("cont\\u0065nt", "content");
        }
        for document in documents(&text) {
            assert_leads_back(&document, &text);
        }
    }
}
