//! Role definitions, read from `rules/roles/*.toml`.

use super::{Dimension, Rungs, TitleMatch};
use crate::span::Span;
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

/// A boss, or any title of any function found in running text, as far as the ladder can place it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boss {
    /// Text of the title.
    pub text: String,
    /// Rungs on the generic ladder; a "Director of Engineering" stands on 5, a CEO above all (7).
    pub rungs: Rungs,
    /// Role id, where a definition covers it.
    pub role: Option<String>,
    /// Whether this is the chief executive, a founder, an owner or the board.
    pub top: bool,
}

/// A title in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Where it stands in the searched text.
    pub span: Span,
    /// Whether it is a plural ("product managers").
    pub plural: bool,
    /// What it names.
    pub boss: Boss,
}

/// All role definitions.
#[derive(Debug, Clone, Default)]
pub struct Catalogue {
    /// The definitions, in ladder order.
    pub roles: Vec<Role>,
}

impl Catalogue {
    /// The role with this id.
    pub fn get(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|r| r.id == id)
    }

    /// Maps a posting's title to a role; `None` where no definition covers it.
    pub fn match_title(&self, title: &str) -> Option<TitleMatch> {
        // SKELETON: to be replaced
        let t = title.to_ascii_lowercase();
        t.contains("product manager").then(|| TitleMatch {
            role: "product/pm".into(),
            function: "product".into(),
            rungs: Rungs::new(2, 2),
            span: Span::new(0, title.len()),
            issue: None,
        })
    }

    /// Titles of any function in running text (`text`), in order, for reporting lines and mentions of other roles.
    pub fn mentions(&self, _text: &str) -> Vec<Mention> {
        Vec::new() // SKELETON: to be replaced
    }
}
