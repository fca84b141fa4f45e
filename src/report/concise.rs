//! `--format concise`: one line a finding, which editors and terminals make clickable.

use super::human::LONGEST_TEXT;
use super::statistics::{self, Counts};
use super::{Group, Terminal, escape, paint, summary};
use crate::finding::Severity;
use crate::verdict::Summary;
use std::io;

pub(super) fn write_file(
    (file, findings): &Group<'_>,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    paint::with_color(out, terminal.color, |out| {
        let path = escape::name(&file.path);
        if let Err(error) = &file.outcome {
            write!(out, "{path}: ")?;
            paint::write(out, &paint::severity(Severity::Error), "error")?;
            writeln!(out, ": {}", escape::clipped(error, LONGEST_TEXT))?;
        }
        for shown in findings {
            let finding = shown.finding;
            write!(out, "{path}{}: ", shown.place())?;
            let code = format!(
                "{}[{}]",
                shown.severity.as_str(),
                escape::name(&finding.code)
            );
            paint::write(out, &paint::severity(shown.severity), &code)?;
            writeln!(out, " {}: {}", escape::name(&finding.rule), shown.message())?;
        }
        Ok(())
    })
}

pub(super) fn write_end(
    summary: &Summary,
    counts: Option<&Counts>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let statistics = counts.map(statistics::lines).unwrap_or_default();
    let summary = summary::lines(summary);
    let mut lines = statistics.iter().chain(&summary);
    lines.try_for_each(|line| writeln!(out, "{line}"))
}
