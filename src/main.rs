//! The `jdlint` command: everything lives in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    jdlint::cli::main()
}
