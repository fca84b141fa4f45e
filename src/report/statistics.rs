//! `--statistics`: how often each rule has something to say.

use super::{Group, Shown, escape};
use crate::finding::Severity;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Findings of one rule at one severity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    pub(super) code: String,
    pub(super) rule: String,
    pub(super) severity: Severity,
    /// Findings shown.
    pub(super) count: usize,
    /// Files that they stand in.
    pub(super) files: usize,
    /// The last one of these files.
    #[serde(skip)]
    path: String,
}

/// Counts findings as they come, those of a file one after the other.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<(String, Reverse<Severity>), Row>);

impl Counts {
    pub(super) fn of(sorted: &[Group<'_>]) -> Counts {
        let mut counts = Counts::default();
        let shown = sorted.iter().flat_map(|(_, findings)| findings);
        shown.for_each(|shown| counts.add(shown));
        counts
    }

    pub(super) fn add(&mut self, shown: &Shown<'_>) {
        let finding = shown.finding;
        let key = (finding.code.clone(), Reverse(shown.severity));
        let row = self.0.entry(key).or_insert_with(|| Row {
            code: finding.code.clone(),
            rule: finding.rule.clone(),
            severity: shown.severity,
            count: 0,
            files: 0,
            path: String::new(),
        });
        row.count += 1;
        if row.files == 0 || row.path != shown.path {
            row.files += 1;
            shown.path.clone_into(&mut row.path);
        }
    }

    /// One row for each rule and severity that was found, the most frequent first.
    pub(super) fn rows(&self) -> Vec<&Row> {
        let mut rows: Vec<_> = self.0.values().collect();
        rows.sort_by_key(|row| Reverse(row.count));
        rows
    }
}

/// The rows as lines of a table for people.
pub(super) fn lines(counted: &Counts) -> Vec<String> {
    let rows = counted.rows();
    let widest = |text: fn(&Row) -> usize| rows.iter().map(|row| text(row)).max().unwrap_or(0);
    let (counts, names) = (
        widest(|r| r.count.to_string().len()),
        widest(|r| escape::name(&r.rule).chars().count()),
    );
    rows.iter()
        .map(|row| {
            format!(
                "{:counts$}  {:7}  {}  {:names$}  in {}",
                row.count,
                row.severity.as_str(),
                escape::name(&row.code),
                escape::name(&row.rule),
                super::words::count(row.files, "file")
            )
        })
        .collect()
}
