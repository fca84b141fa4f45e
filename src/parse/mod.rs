//! Source text to documents: one file per input format.
//!
//! Formats (`markdown`, `text`, `html` and others, with `front_matter` for what Markdown embeds) read their markup into a
//! `flow`, the visible text of one paragraph. `outline` makes blocks of flows, by what `lines` look like; `page` and
//! `inline` are what AsciiDoc and reStructuredText share.

mod align;
mod asciidoc;
mod comments;
mod data;
mod document;
mod flow;
mod front_matter;
mod html;
mod inline;
mod lines;
pub mod mapping;
mod markdown;
mod modules;
pub mod names;
mod outline;
mod page;
mod rst;
pub mod stream;
mod table;
mod templates;
mod text;
mod word;
mod words;
mod wrap;
mod yaml;

pub(crate) use data::Shapes;
pub use document::{Address, Block, BlockKind, Builder, Document};
pub(crate) use outline::TYPED;

use crate::source::Source;
use mapping::Mapping;

/// What is said of a source, or a line of one, in which no posting is found.
pub(crate) const NO_POSTING: &str = "holds no posting in a shape that jdlint knows";

/// An input format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown (CommonMark with tables), optionally with YAML or TOML front matter.
    Markdown,
    /// Plain text with the bullets and headings people type.
    Text,
    /// AsciiDoc.
    AsciiDoc,
    /// reStructuredText.
    Rst,
    /// An HTML page.
    Html,
    /// JSON that holds postings: an export of a job board or of an applicant tracking system, JSON-LD.
    Json,
    /// A JSON value on every line (JSON Lines, NDJSON), each with postings as in [`Format::Json`].
    JsonLines,
    /// A table (CSV, TSV) with a posting in every row.
    Table,
    /// YAML that holds postings, of the same shapes as in JSON.
    Yaml,
    /// A Word document (.docx), whose text and layout the source holds.
    Word,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 10] = [
        Format::Markdown,
        Format::Text,
        Format::AsciiDoc,
        Format::Rst,
        Format::Html,
        Format::Json,
        Format::JsonLines,
        Format::Table,
        Format::Yaml,
        Format::Word,
    ];

    /// Format of a file by its extension (any case); `None` where jdlint does not read it.
    pub fn from_path(path: &str) -> Option<Format> {
        let (_, extension) = path.rsplit('/').next()?.rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "mdown" | "mkd" => Some(Format::Markdown),
            "txt" | "text" => Some(Format::Text),
            "adoc" | "asciidoc" => Some(Format::AsciiDoc),
            "rst" => Some(Format::Rst),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "json" | "jsonld" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::JsonLines),
            "csv" | "tsv" => Some(Format::Table),
            "yaml" | "yml" => Some(Format::Yaml),
            "docx" | "docm" | "dotx" | "dotm" => Some(Format::Word),
            _ => None,
        }
    }

    /// Whether a file of this format is a stream of records, which is read in parts: [`stream::Stream`].
    pub fn is_stream(self) -> bool {
        matches!(self, Format::JsonLines | Format::Table)
    }

    /// Whether most files of this format hold something else than postings: those are passed over in folders.
    pub fn is_for_any_data(self) -> bool {
        matches!(
            self,
            Format::Json | Format::JsonLines | Format::Yaml | Format::Table
        )
    }
}

/// What a source holds.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// The postings, in order.
    pub documents: Vec<Document>,
    /// What is left out.
    pub problems: Problems,
}

impl Postings {
    /// None, for this reason, in parts that are called so.
    fn none(part: &'static str, why: String) -> Postings {
        let mut problems = Problems::of(part);
        problems.add(why);
        Postings {
            documents: Vec::new(),
            problems,
        }
    }

    fn whole(documents: Vec<Document>) -> Postings {
        Postings {
            documents,
            problems: Problems::default(),
        }
    }

    /// Why there are none, or what of the source is left out, as the end of a sentence that begins with the file.
    pub fn problem(&self) -> Option<String> {
        let nothing = || self.documents.is_empty().then(|| NO_POSTING.to_owned());
        self.problems.told().or_else(nothing)
    }
}

/// What is wrong with a source, or with parts of it that are read one by one.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    first: Option<String>,
    further: usize,
    /// What a part is called.
    part: &'static str,
}

impl Problems {
    /// Those of parts that are called so: none yet.
    fn of(part: &'static str) -> Problems {
        Problems {
            part,
            ..Problems::default()
        }
    }

    fn add(&mut self, problem: String) {
        match self.first {
            None => self.first = Some(problem),
            Some(_) => self.further += 1,
        }
    }

    /// Adds those of what follows in the same source.
    pub(crate) fn append(&mut self, later: Problems) {
        match (&self.first, later.first) {
            (None, first) => {
                self.first = first;
                self.further = later.further;
                self.part = later.part;
            }
            (Some(_), Some(_)) => self.further += 1 + later.further,
            (Some(_), None) => {}
        }
    }

    /// The first problem, and how many more parts have one.
    pub(crate) fn told(&self) -> Option<String> {
        let (first, part) = (self.first.as_ref()?, self.part);
        Some(match self.further {
            0 => first.clone(),
            1 => format!("{first}; 1 further {part} is not checked either"),
            n => format!("{first}; {n} further {part}s are not checked either"),
        })
    }
}

/// The postings of a source: several where it can hold several (a board export); light markup, plain text and Word documents
/// always give one. Of what [`postings`] has a problem with nothing is said.
pub fn parse(source: &Source, format: Format) -> Vec<Document> {
    postings(source, format).documents
}

/// Parses a source, and tells what of it holds no posting.
pub fn postings(source: &Source, format: Format) -> Postings {
    postings_as(source, format, Data::default())
}

/// How postings stand in data: JSON, YAML and tables.
#[derive(Debug, Clone, Copy, Default)]
pub struct Data<'m> {
    /// The company's own shape, which comes before those that jdlint knows.
    pub mapping: Option<&'m Mapping>,
    /// The file was found in a folder, where most data is something else: what looks like a posting needs a sign that it is
    /// one, beside a title and a text.
    pub found: bool,
}

/// As [`postings`], of data in which postings stand as `data` says.
pub fn postings_as(source: &Source, format: Format, data: Data<'_>) -> Postings {
    let found = shapes(data).and_then(|shapes| read(source, format, shapes));
    found.unwrap_or_else(|problem| Postings::none("", problem))
}

/// The shapes that postings have in data.
fn shapes(data: Data<'_>) -> Result<&Shapes, String> {
    match data.mapping {
        Some(mapping) => Ok(mapping.shapes(data.found)),
        None => Shapes::of(data.found).map_err(|error| error.to_string()),
    }
}

fn read(source: &Source, format: Format, shapes: &Shapes) -> Result<Postings, String> {
    let text = &source.text;
    Ok(Postings::whole(match format {
        Format::Markdown => vec![markdown::parse(text, shapes)],
        Format::Text => vec![text::parse(text)],
        Format::AsciiDoc => vec![asciidoc::parse(text)],
        Format::Rst => vec![rst::parse(text)],
        Format::Word => vec![word::parse(source)],
        Format::Html => html::documents(&templates::mask(text), shapes),
        Format::Json => {
            data::json(text, 0, shapes).map_err(|error| format!("{}: {error}", data::BROKEN))?
        }
        Format::Yaml => data::yaml(text, shapes)?,
        Format::JsonLines => return Ok(data::lines(source, shapes)),
        Format::Table => return table::parse(source, shapes.table()),
    }))
}
