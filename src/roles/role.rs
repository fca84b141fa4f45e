//! What a role is: its title and rungs, whom it manages and reports to, and the claims about its scope with their sources.

use super::{Dimension, Rungs};
use serde::{Deserialize, Serialize};

/// How firmly a source states a claim; the wording in the source decides ("likely", "may", "often").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hedge {
    /// Stated without reserve.
    Firm,
    /// "likely", "generally", "often".
    Likely,
    /// "may", "might", "in some".
    May,
}

/// What a dimension is to a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Belongs to the role.
    Core,
    /// Normal beside the core.
    Shared,
    /// Belongs to other rungs.
    Foreign,
}

/// One statement of a role definition about a dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The dimension.
    pub dimension: Dimension,
    /// What it is to the role.
    pub standing: Standing,
    /// How firmly the source says so.
    pub hedge: Hedge,
    /// Where it comes from: `seed:31`, `market`, `ladder`.
    pub source: String,
    /// The clause in jdlint's own words, as a note can quote it: "a VP builds procedures for the whole product team".
    pub text: String,
}

/// A role definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// `product/vp`.
    pub id: String,
    /// `product`.
    pub function: String,
    /// The canonical title, as help texts name it: "VP of Product".
    pub name: String,
    /// The rungs this title stands on.
    pub rungs: Rungs,
    /// The rungs this title can stand for where the company is not known; the role's own where it says nothing else.
    pub may_span: Rungs,
    /// The rungs it can stand for in a small company, beside its own.
    pub small: Option<Rungs>,
    /// The rungs it stands on in a bank.
    pub finance: Option<Rungs>,
    /// The rungs it stands on where VP and Head both exist.
    pub beside: Option<Rungs>,
    /// Years of experience that postings of this role normally require, from and to.
    pub years: [u8; 2],
    /// Whether the role manages people: `none`, `optional`, `people`, `managers`.
    pub manages: String,
    /// Role ids (or `ceo`, `board`) it normally reports to.
    pub reports_to: Vec<String>,
    /// One-sentence summary for `explain`.
    pub summary: String,
    /// Scope claims.
    pub claims: Vec<Claim>,
}

impl Role {
    /// Whether this kind of work belongs to the role or is normal beside its core.
    pub fn has(&self, dimension: Dimension) -> bool {
        self.claims
            .iter()
            .any(|c| c.dimension == dimension && c.standing != Standing::Foreign)
    }
}
