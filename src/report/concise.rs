//! `--format concise`: one line a finding, which editors and terminals make clickable.

use super::human::LONGEST_TEXT;
use super::{Report, Terminal, escape, paint, statistics, summary};
use crate::finding::Severity;
use std::io;

pub(super) fn write(
    report: &Report<'_>,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    paint::with_color(out, terminal.color, |out| {
        let sorted = report.sorted();
        for (file, findings) in &sorted {
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
        }
        if report.statistics {
            for line in statistics::lines(&sorted) {
                writeln!(out, "{line}")?;
            }
        }
        for line in summary::lines(&report.verdict.summary) {
            writeln!(out, "{line}")?;
        }
        out.flush()
    })
}
