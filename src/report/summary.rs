//! What a run came to, in words: what was found, what was hidden, and what could not be judged.

use super::words::count;
use crate::verdict::{HiddenCounts, Summary};

/// The lines of the summary, the headline first. Plain text without line breaks.
pub fn lines(summary: &Summary) -> Vec<String> {
    let mut lines = vec![headline(summary)];
    if summary.not_judged > 0 {
        lines.push(format!(
            "{} could not be judged (too little was recognised, or several levels at once)",
            count(summary.not_judged, "posting")
        ));
    }
    if summary.unknown_role > 0 {
        lines.push(format!(
            "{} with a title that no role definition covers",
            count(summary.unknown_role, "file")
        ));
    }
    if let Some(hidden) = hidden(&summary.hidden) {
        lines.push(hidden);
    }
    if summary.stale_baseline_entries > 0 {
        lines.push(format!(
            "{} of the baseline no longer needed (`jdlint baseline prune` takes them out)",
            match summary.stale_baseline_entries {
                1 => "1 entry".to_owned(),
                n => format!("{n} entries"),
            }
        ));
    }
    if summary.unreadable > 0 {
        lines.push(format!(
            "{} could not be read in full",
            count(summary.unreadable, "file")
        ));
    }
    if summary.left_out > 0 {
        lines.push(format!(
            "{} left out of this report, which is larger than --max-report-size",
            count(summary.left_out, "finding")
        ));
    }
    lines
}

fn headline(summary: &Summary) -> String {
    let mut files = count(summary.files, "file");
    if summary.postings > summary.files {
        files.push_str(&format!(" with {}", count(summary.postings, "posting")));
    }
    let found: Vec<_> = [
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.infos, "info"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .map(|(n, noun)| count(n, noun))
    .collect();
    if summary.files == 0 {
        "no file was checked".to_owned()
    } else if !found.is_empty() {
        format!("{files}: {}", found.join(", "))
    } else if summary.postings > 0 && summary.not_judged == summary.postings {
        format!("{files}: no findings, but nothing could be judged either")
    } else {
        format!("{files}: no findings")
    }
}

/// Findings of rules that are off by default are not spoken of: nobody hid them.
fn hidden(hidden: &HiddenCounts) -> Option<String> {
    let reasons: Vec<_> = [
        (hidden.ignored, "of rules that are off"),
        (hidden.suppressed, "suppressed in the file"),
        (hidden.baselined, "in the baseline"),
        (hidden.min_severity, "below --min-severity"),
        (hidden.min_confidence, "below --min-confidence"),
    ]
    .into_iter()
    .filter(|(n, _)| *n > 0)
    .collect();
    let total: usize = reasons.iter().map(|(n, _)| n).sum();
    let findings = count(total, "finding");
    match reasons.as_slice() {
        [] => None,
        [(_, reason)] => Some(format!("{findings} hidden ({reason})")),
        several => {
            let parts: Vec<_> = several
                .iter()
                .map(|(n, why)| format!("{n} {why}"))
                .collect();
            Some(format!("{findings} hidden ({})", parts.join(", ")))
        }
    }
}
