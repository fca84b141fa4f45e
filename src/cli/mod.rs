//! Arguments and subcommands.

use std::process::ExitCode;

/// Runs the command line; the exit status is that of DESIGN section 5.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}
