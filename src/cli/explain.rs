//! `jdlint explain`: a rule or a role, in full.

use super::args::ExplainArgs;
use super::{CLEAN, Failure};

pub(super) fn run(_args: &ExplainArgs) -> Result<u8, Failure> {
    Ok(CLEAN) // SKELETON
}
