//! Titles to roles: a title is cut into units, its head is found, and the levels beside that say the rungs.

mod heads;
mod leaders;
mod levels;
mod near;
mod ranked;
mod short;
mod units;

use super::Rungs;
use super::vocabulary::Vocabulary;
use crate::span::Span;
use heads::Scan;
pub use levels::TitleIssue;
use units::read;

/// A title mapped to a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMatch {
    /// Role id, such as `product/vp`.
    pub role: String,
    /// Function, such as `product`.
    pub function: String,
    /// Rungs that this title stands on (the role's own, narrowed or widened by modifiers such as II, III, "Senior").
    pub rungs: Rungs,
    /// The part of the title that says so, as bytes of the title.
    pub span: Span,
    /// What is odd about it.
    pub issue: Option<TitleIssue>,
}

/// Maps a title. `function` is the function of the vocabulary; `None` where the title has no head of its own.
pub(super) fn match_title(title: &str, function: &str, v: &Vocabulary) -> Option<TitleMatch> {
    let units = read(title, v);
    let scan = Scan { units: &units, v };
    let heads = scan.heads();
    let at = heads.iter().position(|h| !scan.is_another_job(h))?;
    let verdict = levels::weigh(&units, heads.get(at..)?, title, v)?;
    Some(TitleMatch {
        role: verdict.role,
        function: function.to_owned(),
        rungs: verdict.rungs,
        span: verdict.span,
        issue: verdict.issue,
    })
}
