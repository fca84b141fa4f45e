//! `--statistics`: how often each rule has something to say.

use super::{Group, escape};
use crate::finding::Severity;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Findings of one rule at one severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row<'a> {
    pub(super) code: &'a str,
    pub(super) rule: &'a str,
    pub(super) severity: Severity,
    /// Findings shown.
    pub(super) count: usize,
    /// Files that they stand in.
    pub(super) files: usize,
}

/// One row for each rule and severity that was found, the most frequent first.
pub(super) fn rows<'a>(sorted: &[Group<'a>]) -> Vec<Row<'a>> {
    let mut rows: BTreeMap<(&str, Reverse<Severity>), Row<'a>> = BTreeMap::new();
    for (_, findings) in sorted {
        let mut seen = Vec::new();
        for shown in findings {
            let finding = shown.finding;
            let key = (finding.code.as_str(), Reverse(shown.severity));
            let row = rows.entry(key).or_insert(Row {
                code: &finding.code,
                rule: &finding.rule,
                severity: shown.severity,
                count: 0,
                files: 0,
            });
            row.count += 1;
            if !seen.contains(&key) {
                seen.push(key);
                row.files += 1;
            }
        }
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    rows.sort_by_key(|row| Reverse(row.count));
    rows
}

/// The rows as lines of a table for people.
pub(super) fn lines(sorted: &[Group<'_>]) -> Vec<String> {
    let rows = rows(sorted);
    let widest = |text: fn(&Row<'_>) -> usize| rows.iter().map(text).max().unwrap_or(0);
    let (counts, names) = (
        widest(|r| r.count.to_string().len()),
        widest(|r| escape::name(r.rule).chars().count()),
    );
    rows.iter()
        .map(|row| {
            format!(
                "{:counts$}  {:7}  {}  {:names$}  in {}",
                row.count,
                row.severity.as_str(),
                escape::name(row.code),
                escape::name(row.rule),
                super::words::count(row.files, "file")
            )
        })
        .collect()
}
