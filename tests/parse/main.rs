//! Parsing: what a reader sees as blocks, and the way back from every byte of it to the source.

// helpers outside of test functions fail a test by panicking as well
#![allow(clippy::unwrap_used, clippy::panic)]

mod blocks;
mod html;
mod json;
mod way_back;

use jdlint::parse::{Block, BlockKind, Document, Format, parse};
use jdlint::source::Source;
use jdlint::span::Span;

fn document(format: Format, text: &str) -> Document {
    let mut documents = parse(&Source::from_text("posting", text), format);
    assert_eq!(documents.len(), 1);
    documents.remove(0)
}

fn kind(block: &Block) -> String {
    match &block.kind {
        BlockKind::Meta(key) => format!("meta {key}"),
        BlockKind::Heading(level) => format!("h{level}"),
        BlockKind::Paragraph => "p".to_owned(),
        BlockKind::ListItem { depth } => format!("li{depth}"),
        BlockKind::TableCell { row, column } => format!("td{row},{column}"),
        BlockKind::Comment => "comment".to_owned(),
    }
}

/// `kind: text` of each block.
fn blocks(format: Format, text: &str) -> Vec<String> {
    let document = document(format, text);
    assert_holds(&document, text);
    let line = |block: &Block| format!("{}: {}", kind(block), document.block_text(block));
    document.blocks.iter().map(line).collect()
}

#[track_caller]
fn assert_blocks(format: Format, text: &str, expected: &[&str]) {
    assert_eq!(blocks(format, text), expected, "of {text:?}");
}

/// What holds for any document of any source.
fn assert_holds(document: &Document, source: &str) {
    let mut end = 0;
    for block in &document.blocks {
        let span = block.span;
        assert!(
            span.start >= end && span.start < span.end,
            "blocks in order, none empty"
        );
        assert!(
            document.text.get(span.start..span.end).is_some(),
            "on boundaries"
        );
        end = span.end;
        let mut before = document
            .source_span(Span::new(span.start, span.start))
            .start;
        for (at, c) in document.block_text(block).char_indices() {
            let start = span.start + at;
            let bytes = document.source_span(Span::new(start, start + c.len_utf8()));
            assert!(bytes.start >= before, "source in order inside a block");
            before = bytes.start;
            let written = source.get(bytes.start..bytes.end);
            assert!(written.is_some(), "{bytes:?} of {source:?}");
            // letters and digits stand there as they are, or as an entity or an escape
            if c.is_ascii_alphanumeric() {
                let written = written.unwrap();
                assert!(
                    written == c.to_string() || written.starts_with(['&', '\\']),
                    "{c:?} is {written:?}"
                );
            }
        }
    }
    for pair in document.strong.windows(2) {
        assert!(pair[0].end <= pair[1].start, "strong ranges in order");
    }
    for span in &document.strong {
        assert!(
            document
                .text
                .get(span.start..span.end)
                .is_some_and(|s| !s.is_empty())
        );
    }
    for (span, what) in &document.problems {
        assert!(source.get(span.start..span.end).is_some() && !what.is_empty());
    }
}

/// Source bytes of the first `words` in the visible text.
fn written<'s>(format: Format, source: &'s str, words: &str) -> &'s str {
    let document = document(format, source);
    let start = document
        .text
        .find(words)
        .unwrap_or_else(|| panic!("{words:?} in {:?}", document.text));
    let span = document.source_span(Span::new(start, start + words.len()));
    &source[span.start..span.end]
}
