//! `--format json`, version 1: for programs. Keys, their order and their meaning are a contract; new keys may be
//! added at the end of an object, nothing else changes within a version.
//!
//! `start` and `end` are byte offsets in the file, the end exclusive. `line` and `column` start at 1; columns count
//! Unicode code points.

use super::serialize::{self, Each};
use super::statistics::{Counts, Row};
use super::{Report, Shown};
use crate::evidence::Profile;
use crate::finding::{Family, Label, Severity};
use crate::lint::Judged;
use crate::parse::Address;
use crate::roles::{Rungs, TitleMatch};
use crate::source::Source;
use crate::verdict::{FileResult, Summary, abstains};
use serde::Serialize;
use std::io;

/// Version of the output.
pub(super) const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'a, Files, Findings> {
    schema_version: u32,
    tool: Tool,
    files: Files,
    findings: Findings,
    summary: Totals<'a>,
}

/// The summary, and the statistics where they are asked for.
#[derive(Serialize)]
pub(super) struct Totals<'a> {
    #[serde(flatten)]
    summary: &'a Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    statistics: Option<Vec<&'a Row>>,
}

impl<'a> Totals<'a> {
    pub(super) fn of(summary: &'a Summary, statistics: Option<&'a Counts>) -> Totals<'a> {
        Totals {
            summary,
            statistics: statistics.map(Counts::rows),
        }
    }
}

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(super) fn this() -> Self {
        Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// A posting of a linted file: there is one for each, and mostly a file has one.
#[derive(Serialize)]
pub(super) struct File<'a> {
    path: &'a str,
    title: Option<Title<'a>>,
    role: Option<Role<'a>>,
    inferred: Option<Inferred>,
    statements: usize,
    recognized: usize,
    /// Where the source can hold several.
    #[serde(skip_serializing_if = "Option::is_none")]
    posting: Option<&'a Address>,
    /// What lines and offsets count where they are not those of the file: of a document they are those of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    line_unit: Option<&'static str>,
}

/// `start` and `end` are null where the title is the file's name.
#[derive(Serialize)]
pub(super) struct Title<'a> {
    text: &'a str,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Role<'a> {
    id: &'a str,
    function: &'a str,
    rungs: Rungs,
}

#[derive(Serialize)]
pub(super) struct Inferred {
    level: f64,
    rungs: Rungs,
    confidence: f64,
}

impl<'a> Role<'a> {
    pub(super) fn of(title: &'a TitleMatch) -> Role<'a> {
        Role {
            id: &title.role,
            function: &title.function,
            rungs: title.rungs,
        }
    }
}

impl Inferred {
    /// `None` where the profile has no interval.
    pub(super) fn of(profile: &Profile) -> Option<Inferred> {
        profile.interval.map(|rungs| Inferred {
            level: round(profile.level),
            rungs,
            confidence: round(profile.confidence),
        })
    }
}

#[derive(Serialize)]
pub(super) struct Finding<'a> {
    code: &'a str,
    rule: &'a str,
    family: Family,
    severity: Severity,
    confidence: f64,
    path: &'a str,
    message: &'a str,
    labels: Vec<Mark<'a>>,
    notes: &'a [String],
    help: Option<&'a str>,
    sources: &'a [String],
    fingerprint: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    posting: Option<&'a Address>,
}

#[derive(Serialize)]
struct Mark<'a> {
    primary: bool,
    start: usize,
    end: usize,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    let statistics = report.statistics.then(|| Counts::of(&sorted));
    let output = Output {
        schema_version: VERSION,
        tool: Tool::this(),
        files: Each(|| sorted.iter().flat_map(|(f, _)| postings(f))),
        findings: Each(|| sorted.iter().flat_map(|(_, f)| f).map(finding)),
        summary: Totals::of(&report.verdict.summary, statistics.as_ref()),
    };
    serialize::pretty(&output, out)
}

/// Nothing for a file without a posting, which was not linted: a baseline.
fn postings(file: &FileResult) -> impl Iterator<Item = File<'_>> {
    file.outcome.iter().flat_map(|linted| {
        let postings = linted.postings.iter();
        postings.map(|judged| posting(&file.path, &linted.source, judged))
    })
}

pub(super) fn posting<'a>(path: &'a str, source: &Source, judged: &'a Judged) -> File<'a> {
    File {
        path,
        title: title(source, judged),
        role: judged.title.as_ref().map(Role::of),
        inferred: match abstains(judged) {
            true => None,
            false => Inferred::of(&judged.profile),
        },
        statements: judged.profile.statements,
        recognized: judged.profile.recognized,
        posting: judged.document.address.as_ref(),
        line_unit: source.layout().map(|_| source.line_name()),
    }
}

fn title<'a>(source: &Source, judged: &'a Judged) -> Option<Title<'a>> {
    let title = judged.posting.title.as_ref()?;
    let span = title.span.map(|s| judged.document.source_span(s));
    Some(Title {
        text: &title.text,
        start: span.map(|s| source.file_offset(s.start)),
        end: span.map(|s| source.file_offset(s.end)),
    })
}

pub(super) fn finding<'a>(shown: &Shown<'a>) -> Finding<'a> {
    let finding = shown.finding;
    Finding {
        code: &finding.code,
        rule: &finding.rule,
        family: finding.family,
        severity: shown.severity,
        confidence: round(finding.confidence),
        path: shown.path,
        message: &finding.message,
        labels: finding.labels.iter().map(|l| mark(shown, l)).collect(),
        notes: &finding.notes,
        help: finding.help.as_deref(),
        sources: &finding.sources,
        fingerprint: &finding.fingerprint,
        posting: shown.address,
    }
}

fn mark<'a>(shown: &Shown<'a>, label: &'a Label) -> Mark<'a> {
    let source = shown.source;
    let (from, to) = shown.range(label.span);
    Mark {
        primary: label.primary,
        start: source.file_offset(label.span.start),
        end: source.file_offset(label.span.end),
        line: from.line,
        column: from.column,
        end_line: to.line,
        end_column: to.column,
        message: &label.message,
    }
}

/// Two decimals.
pub(super) fn round(value: f32) -> f64 {
    (f64::from(value) * 100.0).round() / 100.0
}
