//! Parsing: what a reader sees as blocks, and the way back from every byte of it to the source.

// helpers outside of test functions fail a test by panicking as well
#![allow(clippy::unwrap_used, clippy::panic)]

mod blocks;
#[path = "../soundness/document.rs"]
mod document;
mod html;
mod json;
mod light;
mod lines;
mod streams;
mod table;
mod way_back;
mod yaml;

use document::assert_holds;
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

/// Cases of a source, words of its visible text, and what the source has for them.
fn assert_written(format: Format, cases: &[(&str, &str, &str)]) {
    for (source, words, expected) in cases {
        assert_eq!(written(format, source, words), *expected, "of {source:?}");
        assert_holds(&document(format, source), source);
    }
}
