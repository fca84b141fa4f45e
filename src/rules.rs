//! The built-in rule data of `rules/`, loaded once.

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
            roles: Catalogue::builtin()?,
        }) // SKELETON: grows with the modules
    }
}

/// Reads a rule file, `text` being its content; the error names line and column (from 1, columns in code points).
pub(crate) fn parse_toml<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, RulesError> {
    toml::from_str(text).map_err(|e| {
        let message = e.message().to_owned();
        match e.span() {
            Some(span) => rules_error(file, text, span.start, &message),
            None => RulesError {
                file: file.to_owned(),
                message,
            },
        }
    })
}

/// An error at byte `at` of a rule file.
pub(crate) fn rules_error(file: &str, text: &str, at: usize, message: &str) -> RulesError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    RulesError {
        file: file.to_owned(),
        message: format!("line {line}, column {column}: {message}"),
    }
}
