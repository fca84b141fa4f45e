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
mod progress;
mod reduce;
mod room;
mod rules;
mod status;
mod stop;

use crate::config::ConfigError;
use crate::rule_file::RulesError;
use args::{Cli, Command};
use clap::CommandFactory;
use status::{BROKEN, CLEAN, FOUND, INTERRUPTED, NO_INPUT};
use std::process::ExitCode;

pub use status::STATUSES;

/// Why a command ends without a result: messages for standard error, and the exit status.
#[derive(Debug)]
pub(crate) struct Failure {
    messages: Vec<String>,
    status: u8,
}

impl Failure {
    /// `message` must be safe for a terminal: parts of unknown origin go through [`message::quote`].
    fn new(message: impl Into<String>) -> Self {
        Failure::all(vec![message.into()])
    }

    /// All of these went wrong.
    fn all(messages: Vec<String>) -> Self {
        Failure {
            messages,
            status: BROKEN,
        }
    }

    /// Ctrl-C was pressed.
    fn interrupted(message: &str) -> Self {
        Failure {
            messages: vec![message.to_owned()],
            status: INTERRUPTED,
        }
    }
}

impl From<&ConfigError> for Failure {
    fn from(error: &ConfigError) -> Self {
        Failure::all(error.reports())
    }
}

impl From<RulesError> for Failure {
    fn from(error: RulesError) -> Self {
        Failure::new(error.to_string())
    }
}

/// The command line as it is parsed: for manual pages, completions and documentation.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command line. The exit status is one of [`STATUSES`].
pub fn main() -> ExitCode {
    let (cli, matches) = match Cli::read() {
        Ok(read) => read,
        Err(e) => {
            // help and version come this way, too; a closed pipe is no error
            if !e.use_stderr() {
                let _ = e.print();
                return ExitCode::from(CLEAN);
            }
            message::usage(&e.to_string());
            return ExitCode::from(BROKEN);
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
        for text in &failure.messages {
            message::error(text);
        }
        failure.status
    }))
}
