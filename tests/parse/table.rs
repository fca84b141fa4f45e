//! Postings in tables: the columns that hold them, and the way back to the bytes of the file.

use super::kind;
use jdlint::parse::{Document, Format, Postings, postings};
use jdlint::source::Source;
use jdlint::span::Span;
use proptest::prelude::*;

fn read(text: &str) -> Postings {
    postings(&Source::from_text("a.csv", text), Format::Table)
}

fn blocks(document: &Document) -> Vec<String> {
    let line = |block| format!("{}: {}", kind(block), document.block_text(block));
    document.blocks.iter().map(line).collect()
}

#[track_caller]
fn written<'s>(document: &Document, source: &'s str, words: &str) -> &'s str {
    let start = document.text.find(words).unwrap();
    let span = document.source_span(Span::new(start, start + words.len()));
    &source[span.start..span.end]
}

#[test]
fn columns_are_found_by_name_whatever_is_between_them() {
    for (delimiter, header) in [
        (",", "ID,Job_Title,Requirements,Location,DESCRIPTION"),
        (
            ";",
            "id;\"job-title\";requirements;\"location, city\";Description",
        ),
        ("\t", "Id\t Job  Title \tRequirements\t\tdescription"),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let row = ["7", "VP", "Ten years", "Bern", "Own it"].join(delimiter);
            let text = [header, &row, "", &row].join(end);
            let found = read(&text);
            assert_eq!(found.problem(), None, "{text:?}");
            assert_eq!(found.documents.len(), 2, "{text:?}");
            for (i, document) in found.documents.iter().enumerate() {
                assert_eq!(
                    blocks(document),
                    ["h1: VP", "p: Own it", "h2: Requirements", "p: Ten years"]
                );
                assert_eq!(written(document, &text, "Own it"), "Own it");
                let address = document.address.as_ref().unwrap();
                assert_eq!(
                    (address.pointer.as_str(), address.name()),
                    (&*format!("/{i}"), "7")
                );
            }
        }
    }
    for header in [
        "",
        "title",
        "title,price",
        "description,id",
        "\"title,description\"",
    ] {
        let found = read(&format!("{header}\nVP,Own it\n"));
        assert!(found.documents.is_empty());
        assert!(
            found.problem().unwrap().starts_with("has no columns"),
            "{header}"
        );
    }
}

#[test]
fn columns_are_called_as_people_write_them() {
    for header in [
        "JobTitle,JobDescription,RequiredSkills",
        "job title,JD,Required Skills",
    ] {
        let found = read(&format!("{header}\nVP,Own it,Tact\n"));
        assert_eq!(
            blocks(&found.documents[0]),
            ["h1: VP", "p: Own it", "h2: Requirements", "p: Tact"]
        );
    }
}

#[test]
fn quoted_fields_lead_back() {
    let text = "title,description\n\"VP \"\"B2B\"\", Growth\",\"<p class=\"\"x\"\">Own \"\"it\"\",\n\nall &amp; now</p>\"\nHead 5\" of,plain \"\"x\n";
    let found = read(text);
    assert_eq!(found.problem(), None);
    let [first, second] = found.documents.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(
        blocks(first),
        ["h1: VP \"B2B\", Growth", "p: Own \"it\", all & now"]
    );
    assert_eq!(
        written(first, text, "\"B2B\", Growth"),
        "\"\"B2B\"\", Growth"
    );
    assert_eq!(
        written(first, text, "\"it\", all & now"),
        "\"\"it\"\",\n\nall &amp; now"
    );
    assert_eq!(blocks(second), ["h1: Head 5\" of", "p: plain \"\"x"]);
    assert_eq!(written(second, text, "5\" of"), "5\" of");
    assert_eq!(written(second, text, "\"\"x"), "\"\"x");
}

#[test]
fn text_behind_a_closing_quotation_mark_leads_back() {
    let text =
        "title,description\n\"VP\" of,\"Own \"\"it\"\" \"now, \"soon\"\nVP,\"a\"\"b\"c\"\"d\n";
    let found = read(text);
    let [first, second] = found.documents.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(blocks(first), ["h1: VP of", "p: Own \"it\" now"]);
    assert_eq!(written(first, text, "VP"), "VP");
    assert_eq!(written(first, text, "of"), "of");
    assert_eq!(written(first, text, "\"it\""), "\"\"it\"\"");
    assert_eq!(written(first, text, "now"), "now");
    assert_eq!(blocks(second), ["h1: VP", "p: a\"bc\"\"d"]);
    assert_eq!(written(second, text, "bc\"\"d"), "b\"c\"\"d");
}

#[test]
fn rows_that_hold_no_posting_are_told() {
    let told = |rows: &str| {
        let found = read(&format!("title,description\n{rows}"));
        (found.documents.len(), found.problem().unwrap_or_default())
    };
    assert_eq!(told("VP,Own it\n,\n , \n"), (1, String::new()));
    assert_eq!(
        told("VP,\"Own\n it\"\nVP,\n,Own\nVP\n"),
        (
            1,
            "the row at line 4 lacks a title or a text; 2 further rows are not checked either"
                .to_owned()
        )
    );
    assert_eq!(
        told("VP,Own it\nVP,\"Own it\nVP,Lead\n"),
        (1, "a quotation mark of line 3 is not closed".to_owned())
    );
}

#[test]
fn hostile_tables_are_read_in_bounds() {
    for rows in [
        &"\"".repeat(50_001),
        &",".repeat(100_000),
        &"\"\",".repeat(50_000),
        &"a\"b".repeat(50_000),
        &"\n\r".repeat(50_000),
        "\"a\"b,\"c\"d",
        "\"a\"\"\"b,c",
        "VP,\"",
        "\0,\u{2028}",
    ] {
        read(&format!("title,description\n{rows}"));
        read(rows);
    }
    let many = "VP,\"Own \"\"it\"\"\"\n".repeat(10_000);
    assert_eq!(
        read(&format!("title,description\n{many}")).documents.len(),
        10_000
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_field_leads_back(
        fields in prop::collection::vec(("[a-z \"\n,;é🚀]{0,12}", any::<bool>()), 1..12),
    ) {
        // quoted where it must be
        let written: Vec<_> = fields.iter().map(|(field, quoted)| {
            match *quoted || field.starts_with('"') || field.contains([',', '\n']) {
                true => format!("\"{}\"", field.replace('"', "\"\"")),
                false => field.clone(),
            }
        }).collect();
        let rows: String = written.iter().map(|field| format!("VP,{field}\n")).collect();
        let text = format!("title,description\n{rows}");
        let found = read(&text);
        let expected = fields.iter().filter(|(field, _)| !field.trim().is_empty()).count();
        prop_assert_eq!(found.documents.len(), expected);
        for document in found.documents {
            for (at, c) in document.text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                let span = document.source_span(Span::new(at, at + c.len_utf8()));
                prop_assert_eq!(text.get(span.start..span.end), Some(&*c.to_string()));
            }
        }
    }
}
