//! Sections, by heading and, where there is none, by content.

use super::Title;
use crate::lexicon::Lexed;
use crate::parse::{BlockKind, Document};
use crate::rules::Rules;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionKind {
    /// What the person does.
    Responsibilities,
    /// What the person must bring.
    Requirements,
    /// What is nice to have.
    Preferred,
    /// Company, team, and the introduction of the role.
    About,
    /// Pay, benefits, perks, equal opportunity.
    Benefits,
    /// How to apply, the hiring process.
    Process,
    /// Cannot be told.
    Unknown,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What it is about.
    pub kind: SectionKind,
    /// Its heading, where it has one.
    pub heading: Option<Span>,
    /// Its range in the visible text, heading included.
    pub span: Span,
    /// Whether the heading said so (otherwise the content did).
    pub by_heading: bool,
}

pub(super) fn find(
    document: &Document,
    _lexed: &Lexed,
    _title: Option<&Title>,
    _rules: &Rules,
) -> Vec<Section> {
    // SKELETON: to be replaced
    let mut sections: Vec<Section> = Vec::new();
    for block in &document.blocks {
        match block.kind {
            BlockKind::Heading(n) if n > 1 => {
                let text = document.block_text(block).to_lowercase();
                let kind = if text.contains("respons") || text.contains("do") {
                    SectionKind::Responsibilities
                } else if text.contains("require") || text.contains("bring") {
                    SectionKind::Requirements
                } else {
                    SectionKind::Unknown
                };
                sections.push(Section {
                    kind,
                    heading: Some(block.span),
                    span: block.span,
                    by_heading: true,
                });
            }
            BlockKind::Heading(_) | BlockKind::Meta(_) | BlockKind::Comment => {}
            _ => match sections.last_mut() {
                Some(s) => s.span.end = block.span.end,
                None => sections.push(Section {
                    kind: SectionKind::About,
                    heading: None,
                    span: block.span,
                    by_heading: false,
                }),
            },
        }
    }
    sections
}
