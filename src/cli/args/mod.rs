//! Arguments and environment variables, and the texts of `--help`: the whole command line here, the options that commands
//! share and the arguments of each command in files of their own. An argument wins over its variable, an empty variable counts
//! as none.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line sees arguments and the environment"
)]

mod commands;
mod config;
mod input;
mod report;
mod selection;

pub(super) use commands::{
    BaselineCommand, BaselineCommandArgs, BaselineInputArgs, CheckArgs, CompletionsArgs,
    ConfigCommand, ConfigCommandArgs, ConfigInitArgs, ConfigShowArgs, ExplainArgs,
    ExplainFormatArg, InspectArgs, InspectFormatArg, ManArgs, RulesArgs, RulesCommand,
    RulesNewArgs, RulesTestArgs,
};
pub(super) use input::{InputArgs, MB, ProgressArg};
pub(super) use report::ReportArgs;
pub(super) use selection::{
    BaselineArgs, IGNORE, MIN_CONFIDENCE, MIN_SEVERITY, SELECT, SelectionArgs,
};

use super::status::STATUSES;
use anstream::ColorChoice;
use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use report::ColorArgs;
use std::ffi::OsStr;

const ABOUT: &str = "Check job descriptions: does the title match the responsibilities?";

const LONG_ABOUT: &str = "\
Check job descriptions: does the title match the responsibilities?

jdlint reads Markdown, plain text, HTML and Word files and exports of job boards, compares the title of each posting with what the posting says the person \
will do, and shows where the two do not fit: a VP of Product with nothing but executive strategy, an associate who \
needs eight years of experience. Everything happens on this machine; nothing is sent anywhere.";

const EXAMPLES: &str = "\
Examples:
  jdlint                              check all postings below the current folder
  jdlint postings/ vp-product.md      check a folder and a file
  jdlint --format concise postings/   one line for each finding
  jdlint --format sarif -o out.sarif  a report for code scanning
  pbpaste | jdlint -                  check what comes in on standard input
  jdlint inspect vp-product.md        show what was understood of a posting
  jdlint explain JD103                what a rule means, and the way out
  jdlint baseline write               take the findings of today as known";

const NAMES: &str =
    "`check` may be left out. A folder that is called like a command can be given as ./inspect.";

/// What stands below the options.
fn after_help() -> String {
    let statuses = STATUSES.map(|(status, meaning)| format!("  {status}  {meaning}"));
    let statuses = statuses.join("\n");
    format!("{EXAMPLES}\n\nExit status:\n{statuses}\n\n{NAMES}")
}

/// All arguments.
#[derive(Debug, Parser)]
#[command(
    name = "jdlint",
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = after_help(),
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub check: CheckArgs,
}

impl Cli {
    /// Parses the arguments of the process, globs expanded where the shell of Windows leaves that to programs; also gives the matches of the innermost subcommand.
    pub(super) fn read() -> Result<(Cli, ArgMatches), clap::Error> {
        let mut command = without_empty_variables(Cli::command());
        let mut matches = command.try_get_matches_from_mut(wild::args_os())?;
        let cli = Cli::from_arg_matches(&matches).map_err(|e| e.format(&mut command))?;
        while let Some((_, inner)) = matches.remove_subcommand() {
            matches = inner;
        }
        Ok((cli, matches))
    }
}

/// Where a variable is set to nothing, as workflow files do, its argument has its default.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    command
        .mut_args(|arg| {
            if arg.get_env().is_some_and(empty) {
                arg.env(None)
            } else {
                arg
            }
        })
        .mut_subcommands(without_empty_variables)
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check postings; this is what jdlint does where no command is given
    #[command(
        after_help = "Examples:\n  jdlint check postings/\n  jdlint check --select scope --fail-on error ."
    )]
    Check(CheckArgs),
    /// Show what was understood of postings: title, role, sections, evidence
    #[command(
        after_help = "Examples:\n  jdlint inspect vp-product.md\n  jdlint inspect --format json postings/"
    )]
    Inspect(InspectArgs),
    /// Explain a rule or a role
    #[command(
        after_help = "Examples:\n  jdlint explain JD103\n  jdlint explain all-executive-scope\n  jdlint explain product/vp\n  jdlint explain --format markdown engineering/cto"
    )]
    Explain(ExplainArgs),
    /// Show the rules, and make and test rule packs
    Rules(RulesArgs),
    /// Show the configuration, begin one, or print its schema
    Config(ConfigCommandArgs),
    /// Take the findings of today as known, so that only new ones count
    Baseline(BaselineCommandArgs),
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  jdlint completions bash > ~/.local/share/bash-completion/completions/jdlint"
    )]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(
        after_help = "Examples:\n  jdlint man | man -l -\n  jdlint man ~/.local/share/man/man1"
    )]
    Man(ManArgs),
}

impl Command {
    /// The choice of `--color`.
    pub(super) fn color(&self) -> ColorChoice {
        let color = match self {
            Command::Check(a) => a.color,
            Command::Inspect(a) => a.color,
            Command::Explain(a) => a.color,
            Command::Rules(a) => a.color,
            Command::Config(a) => a.color,
            Command::Baseline(a) => a.color,
            Command::Completions(_) | Command::Man(_) => ColorArgs::default(),
        };
        color.choice()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keys::KEYS;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_table_of_keys_names_arguments_and_variables_that_exist() {
        let mut command = Cli::command();
        let help = command.render_long_help().to_string();
        let named = |text: &&str| !text.is_empty();
        let keys = KEYS.iter();
        for name in keys
            .flat_map(|key| [key.argument, key.variable])
            .filter(named)
        {
            let name = name.split(' ').next().unwrap();
            assert!(
                help.split([' ', '\n', ']']).any(|word| word == name),
                "{name}"
            );
        }
    }
}
