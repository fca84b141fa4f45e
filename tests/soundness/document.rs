//! What holds for any document: its blocks in order, and a way back from every character to the source.

use jdlint::parse::{BlockKind, Document};
use jdlint::span::Span;

/// What holds for any document of any source.
pub fn assert_holds(document: &Document, source: &str) {
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
        // a heading that only the name of a member or of a column says stands nowhere
        let written = document.source_span(span);
        let named = matches!(block.kind, BlockKind::Heading(_)) && written.start == written.end;
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
            if c.is_ascii_alphanumeric() && !named {
                let written = written.unwrap();
                // a heading that only the key of front matter says stands nowhere
                let key = written.is_empty() && block.kind == BlockKind::Heading(2);
                assert!(
                    key || written == c.to_string() || written.starts_with(['&', '\\']),
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
