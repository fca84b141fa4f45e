//! Source text to documents: one file per input format.
//!
//! Formats (`markdown`, `text`, `html`, with `front_matter` for what Markdown embeds) read their markup into a
//! `flow`, the visible text of one paragraph. `outline` makes blocks of flows, by what `lines` look like.

mod align;
mod document;
mod flow;
mod front_matter;
mod html;
mod json;
mod lines;
mod markdown;
mod outline;
mod templates;
mod text;
mod word;

pub use document::{Address, Block, BlockKind, Builder, Document};
pub(crate) use json::Shapes;

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
    /// JSON that holds postings: an export of a job board or of an applicant tracking system, JSON-LD.
    Json,
    /// A Word document (.docx), whose text and layout the source holds.
    Word,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 5] = [
        Format::Markdown,
        Format::Text,
        Format::Html,
        Format::Json,
        Format::Word,
    ];

    /// Format of a file by its extension (any case); `None` where jdlint does not read it.
    pub fn from_path(path: &str) -> Option<Format> {
        let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "mdown" | "mkd" => Some(Format::Markdown),
            "txt" | "text" => Some(Format::Text),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "json" | "jsonld" => Some(Format::Json),
            "docx" | "docm" => Some(Format::Word),
            _ => None,
        }
    }
}

/// Parses a source. A source can hold several postings (a board export), so this gives a list; Markdown and plain
/// text and Word documents always give one document. Empty where [`postings`] has a reason to give none.
pub fn parse(source: &Source, format: Format) -> Vec<Document> {
    postings(source, format).unwrap_or_default()
}

/// As [`parse`].
///
/// # Errors
///
/// Why a source holds no posting, as the end of a sentence that begins with the file.
pub fn postings(source: &Source, format: Format) -> Result<Vec<Document>, String> {
    let text = &source.text;
    let shapes = || Shapes::builtin().map_err(|error| error.to_string());
    Ok(vec![match format {
        Format::Markdown => markdown::parse(text),
        Format::Text => text::parse(text),
        Format::Word => word::parse(source),
        Format::Html => return Ok(html::documents(text, shapes()?)),
        Format::Json => {
            let postings = json::documents(text, 0, shapes()?)?;
            if postings.is_empty() {
                return Err("holds no posting in a shape that jdlint knows".to_owned());
            }
            return Ok(postings);
        }
    }])
}
