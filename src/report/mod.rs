//! Reports: one file per output format.
//!
//! Everything that comes from a posting or a file name is untrusted and goes through [`escape`] before it is
//! printed. Reports write to any [`io::Write`] and hand its errors back, a broken pipe too.

mod concise;
pub mod escape;
mod excerpt;
pub mod explain;
mod human;
pub mod inspect;
mod json;
mod paint;
mod summary;
mod words;
mod wrap;

use excerpt::Excerpt;

use crate::finding::{Finding, Label, Severity};
use crate::source::{Position, Source};
use crate::verdict::{FileResult, Verdict};
use std::io;

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Annotated excerpts, for people.
    #[default]
    Human,
    /// One line a finding.
    Concise,
    /// One JSON object, version 1.
    Json,
}

/// What the output goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terminal {
    /// Columns; text is wrapped and excerpts are cropped to them.
    pub width: usize,
    /// Whether to write ANSI colours.
    pub color: bool,
}

impl Default for Terminal {
    /// What is assumed where the output is no terminal: 100 columns, no colours.
    fn default() -> Self {
        Terminal {
            width: 100,
            color: false,
        }
    }
}

/// A run: every file and what the verdict says of it.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The files, in any order.
    pub files: &'a [FileResult],
    /// Decisions in the order of `files`.
    pub verdict: &'a Verdict,
}

impl<'a> Report<'a> {
    /// Writes the whole run in `format`: files sorted by path, their findings by position.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(
        &self,
        format: Format,
        terminal: Terminal,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        match format {
            Format::Human => human::write(self, terminal, out),
            Format::Concise => concise::write(self, terminal, out),
            Format::Json => json::write(self, out),
        }
    }

    /// Files with the findings that are shown, sorted by path, the findings by position and code.
    fn sorted(&self) -> Vec<(&'a FileResult, Vec<Shown<'a>>)> {
        let mut files: Vec<_> = self
            .files
            .iter()
            .zip(&self.verdict.decisions)
            .map(|(file, decisions)| {
                let Ok(linted) = &file.outcome else {
                    return (file, Vec::new());
                };
                let mut shown: Vec<_> = file
                    .findings()
                    .zip(decisions)
                    .filter(|(_, decision)| decision.hidden.is_none())
                    .map(|(finding, decision)| Shown {
                        source: &linted.source,
                        path: &file.path,
                        finding,
                        severity: decision.severity,
                    })
                    .collect();
                shown.sort_by_key(|s| (s.start(), &s.finding.code));
                (file, shown)
            })
            .collect();
        files.sort_by_key(|(file, _)| &file.path);
        files
    }
}

/// A finding that is shown.
struct Shown<'a> {
    source: &'a Source,
    path: &'a str,
    finding: &'a Finding,
    /// After overrides.
    severity: Severity,
}

impl Shown<'_> {
    fn primary(&self) -> Option<&Label> {
        let labels = &self.finding.labels;
        labels.iter().find(|l| l.primary).or(labels.first())
    }

    /// First byte of the primary label in the source text.
    fn start(&self) -> usize {
        self.primary().map_or(0, |l| l.span.start)
    }

    fn position(&self) -> Position {
        self.source.position(self.start())
    }
}
