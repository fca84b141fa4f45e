//! Checks: posting and profile against the role. One file per check; wording and metadata live in `rules/checks/`.

mod all_executive_scope;
mod ambiguous_title;
mod build;
mod cannot_judge;
mod core_scope;
mod data;
mod distance;
mod executive_line;
mod fingerprint;
mod hands_on_leader;
pub mod hygiene;
mod leader_without_team;
mod meta;
mod missing_core_scope;
mod no_responsibilities;
mod no_title;
mod reporting_line_inverted;
mod reporting_line_skip;
mod reports_for_contributor;
mod role_span;
mod scope_above_title;
mod scope_below_title;
mod statement_above_title;
mod statement_below_title;
mod template;
mod title_conflict;
mod unknown_role;
mod view;
mod years_vs_title;

pub use distance::rungs_from_title;
pub use meta::{Common, Example, ExampleKind, OptionRange, RuleMeta, Rulebook};

use crate::evidence::Profile;
use crate::finding::{Finding, Label};
use crate::parse::Document;
use crate::posting::Posting;
use crate::roles::{Catalogue, Role, TitleMatch};
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
    /// All role definitions.
    pub roles: &'a Catalogue,
    /// Metadata and wording of the rules.
    pub rulebook: &'a Rulebook,
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

/// A check and the names that it looks up in its data: loading makes sure that the data has these and no others.
struct Check {
    code: &'static str,
    options: &'static [&'static str],
    lists: &'static [&'static str],
    texts: &'static [&'static str],
    /// Slots that the check fills in its texts.
    slots: &'static [&'static str],
    run: fn(&Context<'_>, &RuleMeta) -> Vec<Finding>,
}

/// All checks, in the order of their codes.
const CHECKS: &[Check] = &[
    scope_above_title::CHECK,
    scope_below_title::CHECK,
    all_executive_scope::CHECK,
    hands_on_leader::CHECK,
    missing_core_scope::CHECK,
    role_span::CHECK,
    statement_above_title::CHECK,
    statement_below_title::CHECK,
    years_vs_title::CHECK,
    reports_for_contributor::CHECK,
    leader_without_team::CHECK,
    reporting_line_inverted::CHECK,
    reporting_line_skip::CHECK,
    title_conflict::CHECK,
    ambiguous_title::CHECK,
    executive_line::CHECK,
    no_title::CHECK,
    no_responsibilities::CHECK,
    cannot_judge::CHECK,
    unknown_role::CHECK,
    hygiene::UNUSED,
    hygiene::UNKNOWN,
    hygiene::STALE,
];

/// Runs every check; findings in the order of their codes. Rules that are off by default run as well: the verdict
/// decides what is shown.
pub fn run(context: &Context<'_>) -> Vec<Finding> {
    CHECKS
        .iter()
        .zip(&context.rulebook.rules)
        .flat_map(|(check, meta)| (check.run)(context, meta))
        .collect()
}
