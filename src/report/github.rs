//! `--format github`: workflow commands, which GitHub Actions shows as annotations of a pull request.
//!
//! The runner takes every line that begins with `::` for a command, whoever wrote it. So a finding is one line here,
//! and what comes from a posting stands in its data or in a property, escaped as the runner unescapes it.

use super::{Report, Shown, escape, human, summary, worst_first};
use crate::finding::Severity;
use std::io;

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    for (file, _) in &sorted {
        if let Err(error) = &file.outcome {
            let error = escape::clipped(error, human::LONGEST_TEXT);
            let path = property(&escape::name(&file.path));
            writeln!(out, "::error file={path},title=jdlint::{}", data(&error))?;
        }
    }
    // GitHub shows ten annotations of a kind for each step
    for shown in worst_first(&sorted) {
        command(shown, out)?;
    }
    for line in summary::lines(&report.verdict.summary) {
        writeln!(out, "{line}")?;
    }
    out.flush()
}

fn command(shown: &Shown<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let kind = match shown.severity {
        Severity::Info => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let (start, end) = shown.range(shown.span());
    let path = property(&escape::name(shown.path));
    write!(out, "::{kind} file={path}")?;
    let paragraph = shown.paragraph(shown.span());
    if paragraph.is_none() {
        write!(out, ",line={}", start.line)?;
    }
    // GitHub takes columns on one line only
    if paragraph.is_some() {
        // nothing of the file is a line: the annotation stands at the file, the message says where
    } else if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    } else {
        write!(out, ",endLine={}", end.line)?;
    }
    let title = format!("{} {}", shown.finding.code, shown.finding.rule);
    writeln!(
        out,
        ",title={}::{}",
        property(&escape::name(&title)),
        data(&shown.placed_lines())
    )
}

/// What stands behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
