//! Reports: one file per output format.
//!
//! Everything that comes from a posting or a file name is untrusted and goes through [`escape`] before it is
//! printed. Reports write to any [`io::Write`] and hand its errors back, a broken pipe too.

mod checkstyle;
mod concise;
pub mod escape;
mod excerpt;
mod github;
mod gitlab;
mod human;
pub(crate) mod inert;
pub mod inspect;
mod json;
mod jsonl;
mod junit;
mod link;
mod markdown;
pub mod page;
mod paint;
mod rdjson;
mod sarif;
mod serialize;
mod statistics;
mod stream;
mod summary;
pub(crate) mod words;
mod wrap;

use excerpt::Excerpt;
pub use stream::Stream;

use crate::checks::RuleMeta;
use crate::finding::{Finding, Label, Severity};
use crate::lint::Judged;
use crate::parse::{Address, Document};
use crate::source::{Position, Source};
use crate::span::SourceSpan;
use crate::verdict::{Decision, FailOn, FileResult, Verdict};
use clap::ValueEnum;
use std::cmp::Reverse;
use std::io;

/// An output format. What is said of each here is what `--help` and the documentation say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// Excerpts with the reasons and the way out, for people
    #[default]
    Human,
    /// One line for each finding
    Concise,
    /// One JSON document, for programs
    Json,
    /// The same as JSON objects, one a line, as postings are judged; the summary comes last
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions, the worst first
    Github,
    /// Code quality report of a merge request of GitLab
    Gitlab,
    /// JUnit XML: each file is a test, which fails where a finding fails the run
    Junit,
    /// Checkstyle XML, for review tools
    Checkstyle,
    /// Reviewdog, one JSON document
    Rdjson,
    /// Reviewdog, one JSON object a line
    Rdjsonl,
    /// Counts and a table of the worst 50 findings, for a job summary or a comment
    Markdown,
}

/// What a format tells of the files that have nothing to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clean {
    /// Nothing.
    Nothing,
    /// That they were checked.
    Path,
    /// What was understood of them.
    Understood,
}

impl Format {
    /// All of them, in the order of the documentation.
    pub fn all() -> &'static [Format] {
        Format::value_variants()
    }

    /// As `--format` takes it.
    pub fn name(self) -> String {
        let value = self.to_possible_value();
        value.map_or(String::new(), |v| v.get_name().to_owned())
    }

    /// What it tells of files without findings.
    pub fn clean_files(self) -> Clean {
        match self {
            Format::Json | Format::Jsonl => Clean::Understood,
            Format::Junit => Clean::Path,
            _ => Clean::Nothing,
        }
    }

    /// Whether it can be written while postings are judged: by [`Stream`].
    pub fn is_stream(self) -> bool {
        matches!(
            self,
            Format::Human | Format::Concise | Format::Jsonl | Format::Rdjsonl
        )
    }

    /// Whether it shows lines of postings.
    pub fn quotes(self) -> bool {
        self == Format::Human
    }

    /// Whether it has a place for [`Report::statistics`]; the others leave them out.
    pub fn has_statistics(self) -> bool {
        matches!(
            self,
            Format::Human | Format::Concise | Format::Json | Format::Jsonl | Format::Markdown
        )
    }

    /// Whether a reader of this format alone must learn from it which files could not be read. People see that on
    /// standard error, and the JSON formats count them.
    pub fn tells_unreadable(self) -> bool {
        !matches!(self, Format::Human | Format::Concise)
    }
}

/// Code points of the name of a posting that are shown.
const LONGEST_NAME: usize = 80;

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
    /// All rules, for formats that describe them.
    pub rules: &'a [RuleMeta],
    /// From which severity on a finding fails the run, for formats that say of every file whether it passed.
    pub fail_on: FailOn,
    /// The exit status that follows.
    pub exit_code: u8,
    /// Whether to count the findings by rule, where the format has a place for it.
    pub statistics: bool,
}

/// A file with its findings that are shown.
type Group<'a> = (&'a FileResult, Vec<Shown<'a>>);

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
            Format::Human | Format::Concise | Format::Jsonl | Format::Rdjsonl => {
                stream::write(self, format, terminal, out)
            }
            Format::Json => json::write(self, out),
            Format::Sarif => sarif::write(self, out),
            Format::Github => github::write(self, out),
            Format::Gitlab => gitlab::write(self, out),
            Format::Junit => junit::write(self, out),
            Format::Checkstyle => checkstyle::write(self, out),
            Format::Rdjson => rdjson::write(self, out),
            Format::Markdown => markdown::write(self, out),
        }
    }

    /// Files with the findings that are shown, sorted by path, the findings by position and code.
    fn sorted(&self) -> Vec<Group<'a>> {
        let files = self.files.iter().zip(&self.verdict.decisions);
        let mut files: Vec<_> = files
            .map(|(file, decisions)| (file, by_place(file, decisions)))
            .collect();
        files.sort_by_key(|(file, _)| &file.path);
        files
    }
}

/// The postings of a file, and what is no posting (a baseline), each with its findings that are shown by position and code.
fn by_posting<'a>(
    file: &'a FileResult,
    decisions: &[Decision],
) -> Vec<(Option<&'a Judged>, Vec<Shown<'a>>)> {
    let Ok(linted) = &file.outcome else {
        return Vec::new();
    };
    let mut decisions = decisions.iter();
    let mut shown = |judged: Option<&'a Judged>, findings: &'a [Finding]| {
        let decided = findings.iter().zip(decisions.by_ref());
        let mut shown: Vec<_> = decided
            .filter(|(_, decision)| decision.hidden.is_none())
            .map(|(finding, decision)| Shown {
                source: &linted.source,
                path: &file.path,
                address: judged.and_then(|j| j.document.address.as_ref()),
                escaped: judged.map(|j| &j.document).filter(|d| d.escaped),
                finding,
                severity: decision.severity,
            })
            .collect();
        shown.sort_by_key(|s| (s.start(), &s.finding.code));
        (judged, shown)
    };
    let postings = linted.postings.iter();
    let mut all: Vec<_> = postings.map(|j| shown(Some(j), &j.findings)).collect();
    if !linted.findings.is_empty() {
        all.push(shown(None, &linted.findings));
    }
    all
}

/// The findings of a file that are shown, by position and code.
fn by_place<'a>(file: &'a FileResult, decisions: &[Decision]) -> Vec<Shown<'a>> {
    let postings = by_posting(file, decisions).into_iter();
    let mut shown: Vec<_> = postings.flat_map(|(_, shown)| shown).collect();
    shown.sort_by_key(|s| (s.start(), &s.finding.code));
    shown
}

/// The findings of all files, the worst first, then in the order of the files: for readers that stop early.
fn worst_first<'r, 'a>(sorted: &'r [Group<'a>]) -> Vec<&'r Shown<'a>> {
    let mut all: Vec<_> = sorted.iter().flat_map(|(_, findings)| findings).collect();
    all.sort_by_key(|shown| Reverse(shown.severity));
    all
}

/// Which posting of a file it is, in words, after a space.
fn posting(address: &Address) -> String {
    format!(
        " (posting {})",
        escape::clipped(address.name(), LONGEST_NAME)
    )
}

/// A finding that is shown.
#[derive(Clone, Copy)]
struct Shown<'a> {
    source: &'a Source,
    path: &'a str,
    /// Of the posting, where the source can hold several.
    address: Option<&'a Address>,
    /// What stands escaped in the source.
    escaped: Option<&'a Document>,
    finding: &'a Finding,
    /// After overrides.
    severity: Severity,
}

impl<'a> Shown<'a> {
    /// Index of the primary label.
    fn primary(&self) -> usize {
        let labels = &self.finding.labels;
        labels.iter().position(|l| l.primary).unwrap_or(0)
    }

    /// The primary label's bytes of the source text; the start of the file where there is no label.
    fn span(&self) -> SourceSpan {
        let label = self.finding.labels.get(self.primary());
        label.map_or(SourceSpan::default(), |l| l.span)
    }

    /// The labels beside the primary one.
    fn reasons(&self) -> impl Iterator<Item = &'a Label> {
        let primary = self.primary();
        let labels = self.finding.labels.iter().enumerate();
        labels.filter(move |(i, _)| *i != primary).map(|(_, l)| l)
    }

    fn start(&self) -> usize {
        self.span().start
    }

    fn position(&self) -> Position {
        self.source.position(self.start())
    }

    /// The place as people read it, to stand behind the path: `:12:3`, or `: paragraph 12` in a document without lines.
    fn place(&self) -> String {
        match self.paragraph(self.span()) {
            Some(paragraph) => format!(": {paragraph}"),
            None => {
                let at = self.position();
                format!(":{}:{}", at.line, at.column)
            }
        }
    }

    /// `paragraph 12` where a stretch stands in a document without lines.
    fn paragraph(&self, span: SourceSpan) -> Option<String> {
        self.source.layout()?;
        let line = self.source.position(span.start).line;
        Some(format!("{} {line}", self.source.line_name()))
    }

    /// [`Self::lines`] as one text, which begins with the paragraph in a document without lines: for formats that cannot
    /// point at it.
    fn placed_lines(&self) -> String {
        let place = self.paragraph(self.span());
        let lead = place.map_or(String::new(), |place| format!("{place}: "));
        lead + &self.lines().join("\n")
    }

    /// Where a stretch begins and ends; the end is exclusive.
    fn range(&self, span: SourceSpan) -> (Position, Position) {
        let start = self.source.position(span.start);
        let end = self.source.position(span.end.max(span.start));
        (start, end)
    }

    /// Which posting of the file it is, in words, after a space; empty where there is one alone.
    fn posting(&self) -> String {
        self.address.map(posting).unwrap_or_default()
    }

    /// The message, and which posting it is about.
    fn message(&self) -> String {
        let message = escape::clipped(&self.finding.message, human::LONGEST_TEXT);
        format!("{message}{}", self.posting())
    }

    /// Message, notes and help as lines of plain text, each cut to a length that people read; not escaped for any
    /// medium, but without line breaks and invisible characters.
    fn lines(&self) -> Vec<String> {
        let finding = self.finding;
        let line = |text: &String| escape::clipped(text, human::LONGEST_TEXT).into_owned();
        let mut lines = vec![self.message()];
        lines.extend(finding.notes.iter().map(line));
        lines.extend(finding.help.iter().map(|h| format!("help: {}", line(h))));
        lines
    }
}
