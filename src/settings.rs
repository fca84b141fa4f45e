//! What a user can set that changes findings. Read by `config`, used by the core.

use crate::finding::Severity;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Size of the company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrgSize {
    /// Not told.
    #[default]
    Unknown,
    /// Roles blend into one.
    Small,
    /// Neither.
    Medium,
    /// Every rung exists.
    Large,
}

/// `[org]`: what the reader of the postings knows of the company.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
pub struct Org {
    /// Size of the company.
    pub size: OrgSize,
    /// Roles that exist (`["vp", "head", "cpo"]`); empty: not told.
    pub has: Vec<String>,
    /// Titles that mean the same here; by default VP and Head do.
    pub synonyms: Option<Vec<Vec<String>>>,
    /// `finance` makes a VP mid-level.
    pub industry: Option<String>,
}

/// What is linted and how strictly.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings {
    /// The company.
    pub org: Org,
    /// Rules (code, slug, family or `JD2` prefix) that are on; empty: all.
    pub select: Vec<String>,
    /// Rules that are off.
    pub ignore: Vec<String>,
    /// Severity by code; `None` switches the rule off.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// Findings below this severity are not shown.
    pub min_severity: Option<Severity>,
    /// Findings below this confidence (0 to 1) are not shown.
    pub min_confidence: f32,
    /// The same for single rules, by code.
    pub rule_confidence: BTreeMap<String, f32>,
    /// Whether suppressions and baseline entries that nothing needs are findings (JD901, JD903).
    pub report_unused: bool,
}
