//! Postings in JSON Lines: the lines that hold some, and the way back to the bytes of the file.

use jdlint::parse::{Format, Postings, postings};
use jdlint::source::Source;
use jdlint::span::Span;
use serde_json::json;

fn read(text: &str) -> Postings {
    postings(&Source::from_text("a.jsonl", text), Format::JsonLines)
}

#[test]
fn every_line_leads_back_to_its_own_bytes() {
    let line = |i: usize| {
        json!({"title": format!("Head {i}"), "content": format!("<p>Ä\n{i} &amp; \"all\"</p>")})
            .to_string()
    };
    let lines: Vec<_> = (0..4).map(line).collect();
    for end in ["\n", "\r\n", "\n\n", "\r"] {
        let text = lines.join(end);
        let found = read(&text);
        assert_eq!(found.problem(), None);
        assert_eq!(found.documents.len(), 4);
        for (i, document) in found.documents.iter().enumerate() {
            let line = text.find(&lines[i]).unwrap();
            let written = |words: &str| {
                let at = document.text.find(words).unwrap();
                document.source_span(Span::new(at, at + words.len()))
            };
            let title = written(&format!("Head {i}"));
            let all = written("& \"all\"");
            assert!(line < all.start && title.end <= line + lines[i].len());
            assert_eq!(&text[title.start..title.end], format!("Head {i}"));
            assert_eq!(&text[all.start..all.end], r#"&amp; \"all\""#);
        }
    }
}

#[test]
fn a_line_has_any_shape_and_its_place_is_its_index() {
    let posting = json!({"title": "VP", "id": 7, "content": "Own it."});
    let linked = json!({"@type": "JobPosting", "title": "VP", "description": "Own it."});
    let text = format!(
        "\n{posting}\n{linked}\n{}\n",
        json!({"jobs": [posting, posting]})
    );
    let found = read(&text);
    let pointers: Vec<_> = found
        .documents
        .iter()
        .map(|d| d.address.as_ref().unwrap().pointer.as_str())
        .collect();
    assert_eq!(pointers, ["/1", "/2", "/3/jobs/0", "/3/jobs/1"]);
    assert_eq!(found.problem(), None);
}

#[test]
fn hostile_lines_are_read_in_bounds() {
    let deep = "[".repeat(100_000);
    let posting = json!({"title": "VP", "content": "Own it."}).to_string();
    for hostile in [
        &deep,
        &format!("{deep}{}", "]".repeat(100_000)),
        &"\"".repeat(50_001),
        &"{}\n".repeat(50_000),
        &"x\n".repeat(50_000),
        "\u{2028}",
        "\0",
        "// comment",
        "{\"title\": \"VP\", \"content\": \"Own",
    ] {
        let found = read(&format!("{hostile}\n{posting}"));
        assert_eq!(found.documents.len(), 1);
    }
    assert!(read("").problem().is_some() && read("").documents.is_empty());
    // one side of a line break in a string is no JSON, and neither is the other
    let found = read(&posting.replace("Own ", "Own\n"));
    assert!(found.documents.is_empty());
    assert!(
        found
            .problem()
            .unwrap()
            .ends_with("1 further line is not checked either")
    );
}
