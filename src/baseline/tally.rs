//! Which known findings occur again: file by file, and in the end over all files.

use super::{Baseline, Entry};
use crate::checks::{Rulebook, hygiene};
use crate::finding::Finding;
use std::collections::HashMap;
use std::ops::Range;

/// The known findings of one file that have not been met yet.
#[derive(Debug, Clone)]
pub struct Quota {
    /// Entries of the file.
    entries: Range<usize>,
    /// How often each was met.
    met: Vec<u32>,
    /// Whether each is about a rule that is on.
    on: Vec<bool>,
}

impl Quota {
    /// All known findings of the file at `path`, relative to the folder of the baseline; none where it has no path there.
    /// `is_on` says of the code of a rule whether its findings are looked for: where they are not nothing is known of the
    /// entry.
    pub fn new(baseline: &Baseline, path: Option<&str>, is_on: impl Fn(&str) -> bool) -> Quota {
        let entries = path.map_or(0..0, |path| baseline.of(path));
        let rules = baseline.entries.get(entries.clone()).unwrap_or_default();
        Quota {
            met: vec![0; rules.len()],
            on: rules.iter().map(|e| is_on(&e.rule)).collect(),
            entries,
        }
    }

    /// Whether a finding is known. Of several of one kind so many are as the baseline records.
    pub fn take(&mut self, baseline: &Baseline, finding: &Finding) -> bool {
        let entries = baseline.entries.get(self.entries.clone());
        let kind = (finding.code.as_str(), finding.fingerprint.as_str());
        let found = entries
            .unwrap_or_default()
            .binary_search_by(|e| (e.rule.as_str(), e.fingerprint.as_str()).cmp(&kind));
        let Ok(index) = found else { return false };
        let most = baseline.entries.get(self.entries.start + index);
        match (self.met.get_mut(index), most) {
            (Some(met), Some(entry)) if *met < entry.count => {
                *met += 1;
                true
            }
            _ => false,
        }
    }
}

/// What is known of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Its file was not checked, or its rule is off.
    Unknown,
    /// Its file was checked.
    Checked,
    /// Its file is gone.
    Gone,
}

/// The known findings of a run. The result does not depend on the order in which files come.
#[derive(Debug)]
pub struct Tally<'b> {
    baseline: &'b Baseline,
    met: Vec<u32>,
    status: Vec<Status>,
    /// New findings as far as their own file goes, with their file and their place among its findings.
    new: Vec<(String, usize, String, String)>,
}

impl<'b> Tally<'b> {
    /// Nothing is known of any entry.
    pub fn new(baseline: &'b Baseline) -> Self {
        Tally {
            baseline,
            met: vec![0; baseline.entries.len()],
            status: vec![Status::Unknown; baseline.entries.len()],
            new: Vec::new(),
        }
    }

    /// A file was checked; `whole` says whether all of it was: of entries that do not occur in a part nothing is known.
    pub fn file(&mut self, quota: &Quota, whole: bool) {
        let counts = quota.met.iter().zip(&quota.on);
        for (index, (met, on)) in quota.entries.clone().zip(counts) {
            if let Some(count) = self.met.get_mut(index) {
                *count += met;
            }
            if let (true, Some(status)) = (*on && whole, self.status.get_mut(index)) {
                *status = Status::Checked;
            }
        }
    }

    /// The finding at `index` of the file called `path` is not known there.
    pub fn new_finding(&mut self, quota: &Quota, path: &str, index: usize, finding: &Finding) {
        // a file that the baseline knows was not renamed
        if quota.entries.is_empty() && !self.baseline.entries.is_empty() {
            let (rule, fingerprint) = (finding.code.clone(), finding.fingerprint.clone());
            self.new.push((path.to_owned(), index, rule, fingerprint));
        }
    }

    /// All files were checked; `exists` says of the path of an entry whether there is such a file. Returns the new
    /// findings, by path and index, that are known from a file that is gone: it was renamed.
    pub fn settle(&mut self, exists: impl Fn(&str) -> bool) -> Vec<(String, usize)> {
        let mut left: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        let mut last = ("", true);
        for (index, entry) in self.baseline.entries.iter().enumerate().rev() {
            let (Some(status), Some(met)) = (self.status.get_mut(index), self.met.get(index))
            else {
                continue;
            };
            if *status == Status::Unknown {
                if last.0 != entry.path {
                    last = (&entry.path, exists(&entry.path));
                }
                if !last.1 {
                    *status = Status::Gone;
                }
            }
            if *status == Status::Gone && *met < entry.count {
                let kind = (entry.rule.as_str(), entry.fingerprint.as_str());
                left.entry(kind).or_default().push(index);
            }
        }
        let mut new = std::mem::take(&mut self.new);
        new.sort_unstable();
        let mut known = Vec::new();
        for (path, finding, rule, fingerprint) in &new {
            let Some(entries) = left.get_mut(&(rule.as_str(), fingerprint.as_str())) else {
                continue;
            };
            let Some(&entry) = entries.last() else {
                continue;
            };
            if let (Some(met), Some(of)) =
                (self.met.get_mut(entry), self.baseline.entries.get(entry))
            {
                *met += 1;
                if *met == of.count {
                    entries.pop();
                }
                known.push((path.clone(), *finding));
            }
        }
        known
    }

    /// Entries that record more than occurs as findings in the text of the baseline, by path, rule and fingerprint.
    pub fn findings(&self, book: &Rulebook) -> Vec<Finding> {
        let mut stale = hygiene::Findings::new(book);
        for (index, entry) in self.baseline.entries.iter().enumerate() {
            let found = self.found(index, entry);
            if found < entry.count {
                let stale_entry = hygiene::Stale {
                    rule: &entry.rule,
                    path: &entry.path,
                    fingerprint: &entry.fingerprint,
                    recorded: entry.count,
                    found,
                };
                stale.stale(&stale_entry, self.baseline.place(index));
            }
        }
        stale.found
    }

    /// The baseline without what no longer occurs.
    pub fn pruned(&self) -> Baseline {
        let entries = self.baseline.entries.iter().enumerate();
        Baseline::new(entries.map(|(index, entry)| Entry {
            count: self.found(index, entry),
            ..entry.clone()
        }))
    }

    /// How many findings of an entry occur; all where nothing is known of it.
    fn found(&self, index: usize, entry: &Entry) -> u32 {
        match self.status.get(index) {
            Some(Status::Checked | Status::Gone) => self.met.get(index).copied().unwrap_or(0),
            Some(Status::Unknown) | None => entry.count,
        }
    }
}
