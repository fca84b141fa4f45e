//! `--format rdjson` and `rdjsonl`: the Reviewdog Diagnostic Format. Columns count bytes of UTF-8 from 1, the end is
//! exclusive.

use super::serialize::{self, Each};
use super::{Group, Report, Shown, escape, link};
use crate::finding::Severity;
use crate::source::Position;
use crate::verdict::FileResult;
use serde::Serialize;
use std::io;

#[derive(Serialize)]
struct Output<Diagnostics> {
    source: Tool,
    diagnostics: Diagnostics,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

const TOOL: Tool = Tool {
    name: env!("CARGO_PKG_NAME"),
};

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Tool,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Code<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    let output = Output {
        source: TOOL,
        diagnostics: Each(|| sorted.iter().flat_map(diagnostics)),
    };
    serialize::pretty(&output, out)
}

pub(super) fn write_lines(findings: &[Shown<'_>], out: &mut dyn io::Write) -> io::Result<()> {
    let mut diagnostics = findings.iter().map(diagnostic);
    diagnostics.try_for_each(|diagnostic| serialize::line(&diagnostic, out))
}

/// A line where the file could not be read.
pub(super) fn write_unreadable(file: &FileResult, out: &mut dyn io::Write) -> io::Result<()> {
    match unreadable(file) {
        Some(diagnostic) => serialize::line(&diagnostic, out),
        None => Ok(()),
    }
}

/// Why a file could not be read, or what was found in it.
fn diagnostics<'r, 'a>((file, findings): &'r Group<'a>) -> impl Iterator<Item = Diagnostic<'r>> {
    unreadable(file)
        .into_iter()
        .chain(findings.iter().map(diagnostic))
}

fn unreadable(file: &FileResult) -> Option<Diagnostic<'_>> {
    file.outcome.as_ref().err().map(|error| Diagnostic {
        message: escape::text(error).into_owned(),
        location: Location {
            path: &file.path,
            range: None,
        },
        severity: severity(Severity::Error),
        source: TOOL,
        code: None,
    })
}

fn diagnostic<'r>(shown: &'r Shown<'_>) -> Diagnostic<'r> {
    let (start, end) = shown.range(shown.span());
    let paragraph = shown.paragraph(shown.span());
    Diagnostic {
        message: shown.placed_lines(),
        location: Location {
            path: shown.path,
            range: paragraph.is_none().then(|| Range {
                start: place(start),
                end: place(end),
            }),
        },
        severity: severity(shown.severity),
        source: TOOL,
        code: Some(Code {
            value: &shown.finding.code,
            url: link::to_rule(&shown.finding.code),
        }),
    }
}

fn place(position: Position) -> Place {
    Place {
        line: position.line,
        column: position.byte_column,
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "INFO",
        Severity::Warning => "WARNING",
        Severity::Error => "ERROR",
    }
}
