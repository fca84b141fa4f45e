//! `--format junit`: one test case a file. A file fails where a finding fails the run (`--fail-on`); what else was
//! found stands in its output.

use super::escape::{self, xml};
use super::{Group, Report, Shown};
use crate::verdict::FailOn;
use std::fmt::Write;
use std::io;

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    let unreadable = sorted.iter().filter(|(f, _)| f.outcome.is_err()).count();
    let failed = sorted
        .iter()
        .filter(|(_, findings)| findings.iter().any(|s| report.fail_on.includes(s.severity)))
        .count();
    let counts = format!(
        "name=\"jdlint\" tests=\"{}\" failures=\"{failed}\" errors=\"{unreadable}\"",
        sorted.len()
    );
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites {counts}>")?;
    writeln!(out, "  <testsuite {counts} skipped=\"0\">")?;
    for group in &sorted {
        case(group, report.fail_on, out)?;
    }
    writeln!(out, "  </testsuite>")?;
    writeln!(out, "</testsuites>")?;
    out.flush()
}

fn case((file, findings): &Group<'_>, fail_on: FailOn, out: &mut dyn io::Write) -> io::Result<()> {
    let path = xml(&file.path);
    write!(
        out,
        "    <testcase classname=\"jdlint\" name=\"{path}\" file=\"{path}\""
    )?;
    if file.outcome.is_ok() && findings.is_empty() {
        return writeln!(out, "/>");
    }
    writeln!(out, ">")?;
    if let Err(error) = &file.outcome {
        let message = xml(&escape::text(error));
        writeln!(
            out,
            "      <error type=\"unreadable\" message=\"{message}\"/>"
        )?;
    }
    let (failing, others): (Vec<&Shown<'_>>, Vec<&Shown<'_>>) = findings
        .iter()
        .partition(|shown| fail_on.includes(shown.severity));
    // most readers look at the first failure of a case only: one tells all
    if let Some(worst) = failing.iter().rev().max_by_key(|s| s.severity) {
        let message = match failing.len() {
            1 => escape::text(&worst.finding.message).into_owned(),
            n => format!(
                "{} (and {} more)",
                escape::text(&worst.finding.message),
                n - 1
            ),
        };
        writeln!(
            out,
            "      <failure type=\"{}\" message=\"{}\">{}</failure>",
            xml(&worst.finding.code),
            xml(&message),
            listing(&failing)
        )?;
    }
    if !others.is_empty() {
        writeln!(out, "      <system-out>{}</system-out>", listing(&others))?;
    }
    writeln!(out, "    </testcase>")
}

/// The findings as escaped text: a line for each, and its notes below.
fn listing(findings: &[&Shown<'_>]) -> String {
    let mut text = String::new();
    for shown in findings {
        let at = shown.position();
        let lines: Vec<_> = shown.lines().iter().map(|line| xml(line)).collect();
        // writing to a string cannot fail
        let _ = writeln!(
            text,
            "{}[{}] {}:{}:{}: {}",
            shown.severity.as_str(),
            xml(&shown.finding.code),
            xml(shown.path),
            at.line,
            at.column,
            lines.join("\n- ")
        );
    }
    text
}
