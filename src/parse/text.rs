//! Plain text: bullets, typed headings, paragraphs.

use super::{BlockKind, Builder, Document};
use crate::span::SourceSpan;

pub(super) fn parse(source: &str) -> Document {
    // SKELETON: to be replaced
    let mut builder = Builder::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let trimmed = line.trim();
        let skip = line.len() - line.trim_start().len();
        let range = |cut: usize| SourceSpan::new(at + skip + cut, at + skip + trimmed.len());
        if let Some(rest) = trimmed.strip_prefix("- ") {
            builder.open(BlockKind::ListItem { depth: 0 });
            builder.push(rest, range(2));
        } else if trimmed.starts_with('#') {
            let rest = trimmed.trim_start_matches('#').trim_start();
            let cut = trimmed.len() - rest.len();
            let level = trimmed.bytes().take_while(|b| *b == b'#').count().min(6) as u8;
            builder.open(BlockKind::Heading(level));
            builder.push(rest, range(cut));
        } else if !trimmed.is_empty() {
            builder.open(BlockKind::Paragraph);
            builder.push(trimmed, range(0));
        }
        at += line.len();
    }
    builder.finish()
}
