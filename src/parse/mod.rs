//! Source text to documents: one file per input format.
//!
//! Formats (`markdown`, `text`, `html`, with `front_matter` for what Markdown embeds) read their markup into a
//! `flow`, the visible text of one paragraph. `outline` makes blocks of flows, by what `lines` look like.

mod align;
mod document;
mod flow;
mod front_matter;
mod html;
mod lines;
mod markdown;
mod outline;
mod templates;
mod text;

pub use document::{Block, BlockKind, Builder, Document};

use crate::source::Source;

/// An input format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown (CommonMark with tables), optionally with YAML or TOML front matter.
    Markdown,
    /// Plain text with the bullets and headings people type.
    Text,
    /// An HTML page.
    Html,
}

impl Format {
    /// Format of a file by its extension (any case); `None` where jdlint does not read it.
    pub fn from_path(path: &str) -> Option<Format> {
        let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "mdown" | "mkd" => Some(Format::Markdown),
            "txt" | "text" => Some(Format::Text),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            _ => None,
        }
    }
}

/// Parses a source. A source can hold several postings (a board export), so this gives a list; Markdown, plain text and
/// HTML always give one document.
pub fn parse(source: &Source, format: Format) -> Vec<Document> {
    vec![match format {
        Format::Markdown => markdown::parse(&source.text),
        Format::Text => text::parse(&source.text),
        Format::Html => html::parse(&source.text),
    }]
}
