//! The one place that decides which findings are shown, at which severity, and which exit status follows.
//!
//! Pure: findings and settings in, decisions out. Reports print what the verdict kept and say what it hid.

mod policy;
mod summary;

pub use crate::selector::{KnownRule, UnknownRule};
pub use policy::Policy;
pub use summary::{Counted, FailOn, HiddenCounts, Summary, abstains};

use crate::finding::{Finding, Severity};
use crate::lint::Judged;
use crate::parse::Address;
use crate::source::Source;

/// One input, linted or not.
#[derive(Debug, Clone)]
pub struct FileResult {
    /// Path as given or found.
    pub path: String,
    /// What was found, or why the file could not be read.
    pub outcome: Result<Linted, String>,
}

/// A file that was linted.
#[derive(Debug, Clone)]
pub struct Linted {
    /// The decoded file.
    pub source: Source,
    /// Its postings.
    pub postings: Vec<Judged>,
    /// What was found in a file that holds no postings: a baseline.
    pub findings: Vec<Finding>,
}

impl FileResult {
    /// A file that was linted, with its postings.
    pub fn linted(source: Source, postings: Vec<Judged>) -> FileResult {
        FileResult {
            path: source.path.clone(),
            outcome: Ok(Linted {
                source,
                postings,
                findings: Vec::new(),
            }),
        }
    }

    /// A file that holds no postings, with what was found in it: a baseline.
    pub fn without_postings(source: Source, findings: Vec<Finding>) -> FileResult {
        FileResult {
            path: source.path.clone(),
            outcome: Ok(Linted {
                source,
                postings: Vec::new(),
                findings,
            }),
        }
    }

    /// All findings of the file, posting by posting.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.of_postings().map(|(_, finding)| finding)
    }

    /// Addresses of the postings, where the source can hold several.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        let postings = self.outcome.iter().flat_map(|linted| &linted.postings);
        postings.filter_map(|judged| judged.document.address.as_ref())
    }

    /// All findings of the file, posting by posting, each with its posting, where it is about one.
    pub fn of_postings(&self) -> impl Iterator<Item = (Option<&Judged>, &Finding)> {
        self.outcome.iter().flat_map(|linted| {
            let postings = linted.postings.iter().flat_map(|judged| {
                let findings = judged.findings.iter();
                findings.map(move |finding| (Some(judged), finding))
            });
            postings.chain(linted.findings.iter().map(|finding| (None, finding)))
        })
    }
}

/// Why a finding is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hidden {
    /// The rule is off unless it is asked for, and nobody did.
    OffByDefault,
    /// The rule is ignored, not among the selected ones, or has the severity "off".
    Ignored,
    /// A comment in the file suppresses it.
    Suppressed,
    /// The baseline knows it.
    Baselined,
    /// Less severe than asked for.
    BelowSeverity,
    /// Less sure than asked for.
    BelowConfidence,
}

/// What becomes of one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Severity after overrides: reports use this one, not the finding's own.
    pub severity: Severity,
    /// Why it is not shown; `None` where it is.
    pub hidden: Option<Hidden>,
}

impl Decision {
    /// Whether its rule is on and nothing that people wrote down hides the finding, whatever the thresholds are: the
    /// findings that a baseline is made of.
    pub fn is_new(self) -> bool {
        match self.hidden {
            None | Some(Hidden::BelowSeverity | Hidden::BelowConfidence) => true,
            Some(
                Hidden::OffByDefault | Hidden::Ignored | Hidden::Suppressed | Hidden::Baselined,
            ) => false,
        }
    }
}

/// All decisions of a run.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// For every file, in the order given: one decision for each of [`FileResult::findings`], in that order.
    pub decisions: Vec<Vec<Decision>>,
    /// Counts.
    pub summary: Summary,
}
