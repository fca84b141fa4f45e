//! Checks: posting and profile against the role. One file per check; wording and metadata live in `rules/checks/`.

use crate::evidence::Profile;
use crate::finding::{Finding, Label};
use crate::parse::Document;
use crate::posting::Posting;
use crate::roles::{Role, TitleMatch};
use crate::rules::Rules;
use crate::settings::Org;
use crate::span::Span;

/// Everything a check can look at.
pub struct Context<'a> {
    /// The document.
    pub document: &'a Document,
    /// The posting.
    pub posting: &'a Posting,
    /// The title mapped to a role, after `[org]` was applied.
    pub title: Option<&'a TitleMatch>,
    /// That role.
    pub role: Option<&'a Role>,
    /// What the posting says.
    pub profile: &'a Profile,
    /// The company.
    pub org: &'a Org,
    /// All rules.
    pub rules: &'a Rules,
}

impl Context<'_> {
    /// A label on visible text.
    pub fn label(&self, primary: bool, span: Span, message: impl Into<String>) -> Label {
        Label {
            primary,
            span: self.document.source_span(span),
            message: message.into(),
        }
    }
}

/// Runs every check; findings in the order of their codes.
pub fn run(_context: &Context<'_>) -> Vec<Finding> {
    Vec::new() // SKELETON: to be replaced
}
