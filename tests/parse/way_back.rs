//! Every visible character leads back to its source, for any source, hostile ones included.

use super::{assert_blocks, assert_holds, assert_written, document, written};
use jdlint::parse::{Format, parse};
use jdlint::source::Source;
use jdlint::span::Span;
use proptest::prelude::*;

/// Formats whose source is text and always one document.
const SINGLE: [Format; 5] = [
    Format::Markdown,
    Format::Text,
    Format::Html,
    Format::AsciiDoc,
    Format::Rst,
];

#[test]
fn aliases_are_not_expanded() {
    let mut text = "---\na0: &a0 [x, x]\n".to_owned();
    for i in 1..40 {
        text.push_str(&format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1));
    }
    text.push_str("title: VP\n---\n");
    assert_blocks(
        Format::Markdown,
        &text,
        &["meta a0: x", "meta a0: x", "meta title: VP"],
    );
}

#[test]
fn a_tag_or_an_anchor_is_no_part_of_a_value() {
    for property in ["!role", "!role &a", "&a"] {
        for value in ["VP of Product", "\"VP of Product\"", "'VP of Product'"] {
            let source =
                format!("---\nlist: [x, {property} {value}]\ntitle: {property} {value}\n---\n");
            assert_holds(&document(Format::Markdown, &source), &source);
            let found = written(Format::Markdown, &source, "VP of Product");
            assert_eq!(found, "VP of Product", "of {source:?}");
        }
    }
}

#[test]
fn spans_lead_back_to_the_source() {
    let cases = [
        (
            "Research &amp; development\n",
            "Research & development",
            "Research &amp; development",
        ),
        ("Research &amp; development\n", "development", "development"),
        (
            "Sales \\& marketing\n",
            "Sales & marketing",
            "Sales \\& marketing",
        ),
        ("own &acE;&nGt; all\n", "all", "all"),
        (
            "Own the **product** [road*map*](https://a.b) now\n",
            "product roadmap",
            "product** [road*map",
        ),
        ("Own `the plan` now\n", "the plan now", "the plan` now"),
        ("> Own `the\n> plan` now\n", "plan now", "plan` now"),
        ("- Own the\r\n  plan\r\n", "the plan", "the\r\n  plan"),
        ("> Own the\n> plan\n", "the plan", "the\n> plan"),
        ("Führe das Bäckerei\u{2011}Team\n", "Bäckerei", "Bäckerei"),
        ("| a | b \\| c |\n|---|---|\n", "b | c", "b \\| c"),
        (
            "<p>Own &lt;all&gt; <b>plans</b></p>\n",
            "<all> plans",
            "&lt;all&gt; <b>plans",
        ),
        ("> <p>Own\n> plans</p>\n", "Own plans", "Own\n> plans"),
        ("x<br>y\n", "x\ny", "x<br>y"),
    ];
    assert_written(Format::Markdown, &cases);
    assert_eq!(
        written(Format::Text, "\\- Own the\r\n  plan", "the plan"),
        "the\r\n  plan"
    );
}

#[test]
fn strong_ranges() {
    let strong = |text: &str| -> Vec<String> {
        let document = document(Format::Markdown, text);
        assert_holds(&document, text);
        document
            .strong
            .iter()
            .map(|s| s.of(&document.text).to_owned())
            .collect()
    };
    assert_eq!(
        strong("**Own the roadmap.** You __will__.\n"),
        ["Own the roadmap.", "will"]
    );
    assert_eq!(strong("- Own the **plan\n  and** team\n"), ["plan and"]);
    assert_eq!(
        strong("<p><b>Own</b> it</p>\n\na <strong>b</strong>\n"),
        ["Own", "b"]
    );
    assert_eq!(strong("***a** b*\n"), ["a"]);
    assert_eq!(strong("**a __b__ c**\n"), ["a b c"]);
}

#[test]
fn hostile_input_is_read_in_bounds() {
    let deep = ">".repeat(10_000) + " a\n" + &"b\n".repeat(1000);
    assert_eq!(document(Format::Markdown, &deep).problems.len(), 1);
    let deep = "- ".repeat(10_000) + "a\n";
    assert_eq!(document(Format::Markdown, &deep).problems.len(), 1);
    let unit = [
        "[", "*", "*a ", "a_ ", "http:", "<<", ":a:", "+-", "= ", "|===\n", "::\n", ".. ", "<",
        "`", "![", "<!--", "<a ", "|", "&", "[a](", "{%", "a**b", "<!", "• ", "{{<",
    ];
    for unit in unit {
        let text = unit.repeat(20_000);
        for format in SINGLE {
            document(format, &text);
        }
        document(Format::Markdown, &format!("<div>\n{text}\n"));
        document(Format::Markdown, &format!("---\na: {text}\n---\n"));
    }
    for open in ["[", "{a: ", "- ", "? ", "!a ", "&a "] {
        document(
            Format::Markdown,
            &format!("---\na: {}\n---\n", open.repeat(20_000)),
        );
        document(
            Format::Markdown,
            &format!("+++\na = {}\n+++\n", open.repeat(20_000)),
        );
    }
    let lines = "Own the plan\n".repeat(20_000);
    assert_eq!(document(Format::Markdown, &lines).blocks.len(), 20_000);
    assert_eq!(document(Format::Text, &lines).blocks.len(), 20_000);
}

#[test]
fn utf16_spans_lead_back_to_the_file() {
    let text = "- Own 🚀 plan\n";
    let bytes: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let source = Source::from_bytes("p", bytes.clone()).unwrap();
    let document = parse(&source, Format::Markdown).remove(0);
    let at = document.text.find("plan").unwrap();
    let span = document.source_span(Span::new(at, at + 4));
    let file = source.file_offset(span.start)..source.file_offset(span.end);
    let expected: Vec<u8> = "plan".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(bytes[file], expected);
}

/// Pieces that markup is made of, to find what plain random text does not.
fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Zé🚀 ]{0,12}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "  \n",
            "# ",
            "- ",
            "* ",
            "> ",
            "1. ",
            "    ",
            "\t",
            "**",
            "_",
            "`",
            "``",
            "~~",
            "|",
            "|---|---|\n",
            "[a](b)",
            "![a](b)",
            "<br>",
            "<b>",
            "</b>",
            "<p>",
            "<li>",
            "</ul>",
            "<h2>",
            "<!-- x -->",
            "<!--",
            "<style>",
            "<td>",
            "</table>",
            "<pre>",
            "<span style='font-weight: 700'>",
            "<div hidden>",
            "<main>",
            "<title>",
            "<h1 class=\"a>b\">",
            "&lt",
            "&copyright;",
            "&#x41;",
            "&amp;",
            "&acE;",
            "&nbsp;",
            "&#0;",
            "\\-",
            "\\",
            "• ",
            "●",
            "o ",
            "— ",
            "---\n",
            "+++\n",
            "===\n",
            "title: ",
            "a = ",
            "\"",
            "'",
            "{% x %}",
            "{{< y >}}",
            ":",
            ".",
            "NAME",
            "<",
            "```\n",
            "|\n ",
            ">\n ",
            "\u{a0}",
            "\u{2028}",
            "\u{0}",
            "\u{200d}",
            "✅\u{fe0f} ",
            "(a) ",
            "|===\n",
            "////\n",
            "// ",
            "== ",
            "** ",
            "+\n",
            "::",
            "https://a.b[",
            "link:a[b]",
            "<<",
            ">>",
            ".. ",
            "..\n",
            ".. note:: ",
            ":a: ",
            "====  ===\n",
            "+--+--+\n",
            "`a <b>`_",
            ":r:`a`",
            "_ ",
            "\u{85}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_markup_keeps_its_way_back(text in markup()) {
        for format in SINGLE {
            assert_holds(&document(format, &text), &text);
        }
    }

    #[test]
    fn any_front_matter_keeps_its_way_back(text in markup()) {
        for fence in ["---", "+++"] {
            let text = format!("{fence}\n{text}\n{fence}\n{text}");
            assert_holds(&document(Format::Markdown, &text), &text);
        }
    }

    #[test]
    fn any_text_keeps_its_way_back(text in any::<String>()) {
        for format in SINGLE {
            assert_holds(&document(format, &text), &text);
        }
    }

    #[test]
    fn plain_words_survive_as_they_are(words in prop::collection::vec("[a-z]{2,9}", 1..60)) {
        let text = words.join(" ");
        for format in SINGLE {
            let document = document(format, &text);
            prop_assert_eq!(&document.text, &text);
            let span = document.source_span(Span::new(0, text.len()));
            prop_assert_eq!((span.start, span.end), (0, text.len()));
        }
    }
}
