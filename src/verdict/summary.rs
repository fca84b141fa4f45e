//! What a run came to: counts of what is shown and hidden, and the exit status that follows.

use super::{Decision, FileResult, Hidden};
use crate::finding::Severity;
use crate::lint::Judged;
use serde::{Deserialize, Serialize};

/// Code of the rule that says that a posting holds too little evidence.
const CANNOT_JUDGE: &str = "JD403";

/// Counts of findings that are not shown, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct HiddenCounts {
    /// Of rules that are off by default.
    pub off_by_default: usize,
    /// Of rules that are ignored or not selected.
    pub ignored: usize,
    /// Suppressed in the file.
    pub suppressed: usize,
    /// Known to the baseline.
    pub baselined: usize,
    /// Below the least severity.
    pub min_severity: usize,
    /// Below the least confidence.
    pub min_confidence: usize,
}

impl HiddenCounts {
    fn of(&mut self, reason: Hidden) -> &mut usize {
        match reason {
            Hidden::OffByDefault => &mut self.off_by_default,
            Hidden::Ignored => &mut self.ignored,
            Hidden::Suppressed => &mut self.suppressed,
            Hidden::Baselined => &mut self.baselined,
            Hidden::BelowSeverity => &mut self.min_severity,
            Hidden::BelowConfidence => &mut self.min_confidence,
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Postings in them.
    pub postings: usize,
    /// Errors shown.
    pub errors: usize,
    /// Warnings shown.
    pub warnings: usize,
    /// Infos shown.
    pub infos: usize,
    /// Findings that are not shown.
    pub hidden: HiddenCounts,
    /// Postings of whose scope nothing can be said: too little was recognised, or they speak of several levels at once.
    pub not_judged: usize,
    /// Files with a posting whose title no role definition covers.
    pub unknown_role: usize,
    /// Files that could not be read, or not all of them.
    pub unreadable: usize,
    /// Entries of the baseline that record more findings than occur.
    pub stale_baseline_entries: usize,
    /// Findings shown for which the report has no room.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: usize,
}

fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// For what a file was counted whose parts come one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    linted: bool,
    unknown_role: bool,
}

impl Summary {
    /// Counts one file and the decisions on its findings.
    pub fn add(&mut self, file: &FileResult, decisions: &[Decision]) {
        self.add_part(file, decisions, &mut Counted::default());
    }

    /// Counts a part of a file; `counted` begins as its default and is kept for the next part.
    pub fn add_part(&mut self, part: &FileResult, decisions: &[Decision], counted: &mut Counted) {
        match &part.outcome {
            Err(_) => self.unreadable += 1,
            Ok(linted) => {
                self.files += usize::from(!counted.linted);
                counted.linted = true;
                self.postings += linted.postings.len();
                self.not_judged += linted.postings.iter().filter(|p| abstains(p)).count();
                let unknown = |p: &Judged| p.posting.title.is_some() && p.title.is_none();
                if !counted.unknown_role && linted.postings.iter().any(unknown) {
                    self.unknown_role += 1;
                    counted.unknown_role = true;
                }
            }
        }
        self.count(decisions);
    }

    /// Counts findings of what is no file with postings.
    pub fn count(&mut self, decisions: &[Decision]) {
        for decision in decisions {
            *self.of(*decision) += 1;
        }
    }

    /// Hides a finding that has been counted.
    pub fn hide(&mut self, decision: &mut Decision, reason: Hidden) {
        *self.of(*decision) -= 1;
        decision.hidden = Some(reason);
        *self.of(*decision) += 1;
    }

    fn of(&mut self, decision: Decision) -> &mut usize {
        match (decision.hidden, decision.severity) {
            (Some(reason), _) => self.hidden.of(reason),
            (None, Severity::Error) => &mut self.errors,
            (None, Severity::Warning) => &mut self.warnings,
            (None, Severity::Info) => &mut self.infos,
        }
    }

    /// Number of findings shown.
    pub fn shown(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The exit status: 3 where there was no input file, 2 where one could not be read, 1 where something at or
    /// above `fail_on` is shown, else 0.
    pub fn exit_code(&self, fail_on: FailOn) -> u8 {
        let failing = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Info, self.infos),
        ]
        .into_iter()
        .any(|(severity, count)| count > 0 && fail_on.includes(severity));
        if self.unreadable > 0 {
            2
        } else if self.files == 0 {
            3
        } else {
            u8::from(failing)
        }
    }
}

/// Whether jdlint says nothing about the scope of a posting.
pub fn abstains(judged: &Judged) -> bool {
    judged.profile.abstains || judged.findings.iter().any(|f| f.code == CANNOT_JUDGE)
}

/// From which severity on a finding fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Every finding.
    Info,
    /// None.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes() {
        let mut summary = Summary::default();
        assert_eq!(summary.exit_code(FailOn::Warning), 3);
        summary.unreadable = 1;
        assert_eq!(summary.exit_code(FailOn::Never), 2);
        summary = Summary {
            files: 1,
            infos: 1,
            ..Summary::default()
        };
        let all = [FailOn::Error, FailOn::Warning, FailOn::Info, FailOn::Never];
        assert_eq!(all.map(|f| summary.exit_code(f)), [0, 0, 1, 0]);
        summary.warnings = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [0, 1, 1, 0]);
        summary.errors = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [1, 1, 1, 0]);
        summary.unreadable = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [2; 4]);
    }
}
