//! `--format gitlab`: a code quality report, which GitLab shows beside a merge request.

use super::{Report, escape, serialize};
use crate::finding::Severity;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut issues = Vec::new();
    for (file, findings) in report.sorted() {
        // GitLab merges issues of one fingerprint, also those of two files or two places with the same words
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        for shown in findings {
            let finding = shown.finding;
            let nth = seen.entry(&finding.fingerprint).or_default();
            *nth += 1;
            let (start, end) = shown.range(shown.span());
            issues.push(Issue {
                description: format!("{}{}", escape::text(&finding.message), shown.posting()),
                check_name: &finding.code,
                fingerprint: format!("{}-{nth}-{}", finding.fingerprint, file.path),
                severity: severity(shown.severity),
                location: Location {
                    path: &file.path,
                    lines: Lines {
                        begin: start.line,
                        end: end.line,
                    },
                },
            });
        }
    }
    serialize::pretty(&issues, out)
}

/// GitLab knows `critical` and `blocker`, too: no posting is that bad.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "minor",
        Severity::Error => "major",
    }
}
