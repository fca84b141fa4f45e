//! The built-in rule data of `rules/`, loaded once.

use crate::checks::Rulebook;
use crate::roles::Catalogue;
use std::fmt;
use std::sync::OnceLock;

/// A rule file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError {
    /// File under `rules/`.
    pub file: String,
    /// What is wrong, with line and column where known.
    pub message: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}", self.file, self.message)
    }
}

impl std::error::Error for RulesError {}

/// Everything that `rules/` says.
#[derive(Debug, Default)]
pub struct Rules {
    /// Role definitions.
    pub roles: Catalogue,
    /// Metadata and wording of the checks.
    pub checks: Rulebook,
}

impl Rules {
    /// The rules built into jdlint, loaded at the first call.
    pub fn builtin() -> Result<&'static Rules, RulesError> {
        static RULES: OnceLock<Result<Rules, RulesError>> = OnceLock::new();
        RULES
            .get_or_init(Rules::load)
            .as_ref()
            .map_err(Clone::clone)
    }

    fn load() -> Result<Rules, RulesError> {
        Ok(Rules {
            roles: Catalogue::default(),
            checks: Rulebook::load()?,
        }) // SKELETON: grows with the modules
    }
}
