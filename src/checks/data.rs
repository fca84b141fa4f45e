//! The rule files, built in.

use crate::rule_file::{RuleFile, builtin};

/// Words that all checks share.
pub(super) const COMMON: RuleFile<'static> = builtin!("checks/common.toml");

/// The files of the rules, as the build lists them: all of `rules/checks/JD*.toml`.
pub(super) const RULES: &[RuleFile<'static>] = include!(concat!(env!("OUT_DIR"), "/checks.rs"));
