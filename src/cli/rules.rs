//! `jdlint rules list`: all rules in one table.

use super::args::RulesArgs;
use super::{CLEAN, Failure};

pub(super) fn run(_args: &RulesArgs) -> Result<u8, Failure> {
    Ok(CLEAN) // SKELETON
}
