//! Markdown, by pulldown-cmark, with exact byte ranges.

use super::{Document, text};

pub(super) fn parse(source: &str) -> Document {
    // SKELETON: to be replaced
    text::parse(source)
}
