//! The rule files, built in.

use crate::rule_file::{RuleFile, builtin};

/// Words that all checks share.
pub(super) const COMMON: RuleFile<'static> = builtin!("checks/common.toml");

/// The files of the rules.
pub(super) const RULES: &[RuleFile<'static>] = &[
    builtin!("checks/JD101.toml"),
    builtin!("checks/JD102.toml"),
    builtin!("checks/JD103.toml"),
    builtin!("checks/JD104.toml"),
    builtin!("checks/JD105.toml"),
    builtin!("checks/JD106.toml"),
    builtin!("checks/JD107.toml"),
    builtin!("checks/JD108.toml"),
    builtin!("checks/JD201.toml"),
    builtin!("checks/JD202.toml"),
    builtin!("checks/JD203.toml"),
    builtin!("checks/JD204.toml"),
    builtin!("checks/JD205.toml"),
    builtin!("checks/JD206.toml"),
    builtin!("checks/JD207.toml"),
    builtin!("checks/JD208.toml"),
    builtin!("checks/JD401.toml"),
    builtin!("checks/JD402.toml"),
    builtin!("checks/JD403.toml"),
    builtin!("checks/JD404.toml"),
    builtin!("checks/JD901.toml"),
    builtin!("checks/JD902.toml"),
    builtin!("checks/JD903.toml"),
];
