//! Findings: what jdlint reports.

use crate::span::SourceSpan;
use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be looked at.
    Warning,
    /// Is wrong.
    Error,
}

impl Severity {
    /// `info`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Rule family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// The profile against the title.
    Scope,
    /// An explicit fact against the title.
    Fact,
    /// Postings against each other.
    Corpus,
    /// The document itself.
    Document,
    /// Suppressions, baselines.
    Hygiene,
}

impl Family {
    /// The family as the JSON output names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Family::Scope => "scope",
            Family::Fact => "fact",
            Family::Corpus => "corpus",
            Family::Document => "document",
            Family::Hygiene => "hygiene",
        }
    }
}

/// A labelled stretch of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Whether this is where the finding stands (exactly one label is).
    pub primary: bool,
    /// Bytes of the decoded source text.
    pub span: SourceSpan,
    /// What the stretch says, in a few words; one line.
    pub message: String,
}

/// What in a posting asks not to show a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    /// The inside of the comment, or the value in the front matter: bytes of the decoded source text.
    pub span: SourceSpan,
    /// Why, in the words of the author.
    pub reason: Option<String>,
}

/// One finding. Texts are plain text and can hold words of the posting: reports sanitise and escape them.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// `JD103`.
    pub code: String,
    /// `all-executive-scope`.
    pub rule: String,
    /// Family of the rule.
    pub family: Family,
    /// How bad it is.
    pub severity: Severity,
    /// How sure jdlint is, 0 to 1.
    pub confidence: f32,
    /// One lower-case sentence without a full stop.
    pub message: String,
    /// Labels, the primary one first. Never empty.
    pub labels: Vec<Label>,
    /// The evidence.
    pub notes: Vec<String>,
    /// The way out.
    pub help: Option<String>,
    /// Source claims: `seed:31`.
    pub sources: Vec<String>,
    /// Stable across moved lines: a hash of the rule, the title and the labelled words, 16 hexadecimal digits.
    pub fingerprint: String,
    /// What in the posting suppresses it; the verdict decides what follows.
    pub suppression: Option<Suppression>,
}
