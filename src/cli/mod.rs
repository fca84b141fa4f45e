//! The command line: arguments, one file per subcommand, messages and the exit status.

mod args;
mod baseline;
mod check;
mod completions;
mod config;
mod explain;
mod input;
mod inspect;
mod man;
mod message;
mod output;
mod overrides;
mod pool;
mod rules;

use crate::config::ConfigError;
use crate::rule_file::RulesError;
use args::{Cli, Command};
use std::process::ExitCode;

/// Nothing at or above `--fail-on`.
const CLEAN: u8 = 0;
/// Something is not as it should be.
const FOUND: u8 = 1;
/// Wrong arguments, configuration or rules, or a file that could not be read.
const BROKEN: u8 = 2;
/// No file to lint.
const NO_INPUT: u8 = 3;

/// Why a command ends without a result: messages for standard error; the exit status is [`BROKEN`].
#[derive(Debug)]
pub(crate) struct Failure(Vec<String>);

impl Failure {
    /// `message` must be safe for a terminal: parts of unknown origin go through [`message::quote`].
    fn new(message: impl Into<String>) -> Self {
        Failure(vec![message.into()])
    }
}

impl From<&ConfigError> for Failure {
    fn from(error: &ConfigError) -> Self {
        Failure(error.reports())
    }
}

impl From<RulesError> for Failure {
    fn from(error: RulesError) -> Self {
        Failure::new(error.to_string())
    }
}

/// Runs the command line. The exit status is 0 (nothing at or above `--fail-on`), 1 (something), 2 (wrong arguments,
/// configuration or rules, or a file that could not be read) or 3 (no file to lint).
pub fn main() -> ExitCode {
    let (cli, matches) = match Cli::read() {
        Ok(read) => read,
        Err(e) => {
            // help and version come this way, too; a closed pipe is no error
            let _ = e.print();
            return ExitCode::from(if e.use_stderr() { BROKEN } else { CLEAN });
        }
    };
    let command = cli.command.unwrap_or(Command::Check(cli.check));
    command.color().write_global();
    let result = match command {
        Command::Check(args) => check::run(&args, &matches),
        Command::Inspect(args) => inspect::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Config(args) => config::run(&args, &matches),
        Command::Baseline(args) => baseline::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    ExitCode::from(result.unwrap_or_else(|failure| {
        for text in failure.0 {
            message::error(&text);
        }
        BROKEN
    }))
}
