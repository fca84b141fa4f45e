//! `--format junit`: one test case a file, or a posting where a file can hold several. A case fails where a finding fails the run (`--fail-on`); what else was
//! found stands in its output.

use super::escape::{self, xml};
use super::{Group, Report, Shown};
use crate::verdict::{FailOn, FileResult};
use std::collections::HashMap;
use std::fmt::Write;
use std::io;

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    let cases: Vec<_> = sorted.iter().flat_map(cases).collect();
    let unreadable = sorted.iter().filter(|(f, _)| f.outcome.is_err()).count();
    let fails = |case: &&Case<'_>| {
        let mut findings = case.findings.iter();
        findings.any(|s| report.fail_on.includes(s.severity))
    };
    let failed = cases.iter().filter(fails).count();
    let counts = format!(
        "name=\"jdlint\" tests=\"{}\" failures=\"{failed}\" errors=\"{unreadable}\"",
        cases.len()
    );
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites {counts}>")?;
    writeln!(out, "  <testsuite {counts} skipped=\"0\">")?;
    for case in &cases {
        write_case(case, report.fail_on, out)?;
    }
    writeln!(out, "  </testsuite>")?;
    writeln!(out, "</testsuites>")?;
    out.flush()
}

/// A file, or one of its postings.
struct Case<'a> {
    file: &'a FileResult,
    /// Which posting, after a space.
    posting: String,
    findings: Vec<&'a Shown<'a>>,
}

/// The cases of a file.
fn cases<'a>((file, findings): &'a Group<'a>) -> Vec<Case<'a>> {
    let mut by_place: HashMap<&str, Vec<&Shown<'_>>> = HashMap::new();
    for shown in findings {
        let place = shown.address.map_or("", |address| &address.pointer);
        by_place.entry(place).or_default().push(shown);
    }
    let mut case = |place: &str, posting| Case {
        file,
        posting,
        findings: by_place.remove(place).unwrap_or_default(),
    };
    let postings = file.addresses();
    let postings = postings.map(|address| case(&address.pointer, super::posting(address)));
    let cases: Vec<_> = postings.collect();
    match cases.is_empty() {
        true => vec![case("", String::new())],
        false => cases,
    }
}

fn write_case(case: &Case<'_>, fail_on: FailOn, out: &mut dyn io::Write) -> io::Result<()> {
    let Case {
        file,
        posting,
        findings,
    } = case;
    let path = xml(&file.path);
    let posting = xml(posting);
    write!(
        out,
        "    <testcase classname=\"jdlint\" name=\"{path}{posting}\" file=\"{path}\""
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
        let lines: Vec<_> = shown.lines().iter().map(|line| xml(line)).collect();
        // writing to a string cannot fail
        let _ = writeln!(
            text,
            "{}[{}] {}{}: {}",
            shown.severity.as_str(),
            xml(&shown.finding.code),
            xml(shown.path),
            shown.place(),
            lines.join("\n- ")
        );
    }
    text
}
