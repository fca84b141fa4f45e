//! Arguments and environment variables, and the texts of `--help`.
#![allow(
    clippy::disallowed_methods,
    reason = "the command line sees arguments and the environment"
)]

use crate::config;
use crate::finding::Severity;
use crate::report::Format;
use crate::verdict::FailOn;
use crate::walk;
use anstream::ColorChoice;
use clap::builder::NonEmptyStringValueParser;
use clap::{ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsStr;
use std::path::PathBuf;

/// Bytes in the unit of `--max-file-size`.
pub(super) const MB: u64 = 1024 * 1024;

// Environment variables. An argument wins over its variable, an empty variable counts as none.
const CONFIG: &str = "JDLINT_CONFIG";
pub(super) const SELECT: &str = "JDLINT_SELECT";
pub(super) const IGNORE: &str = "JDLINT_IGNORE";
pub(super) const MIN_SEVERITY: &str = "JDLINT_MIN_SEVERITY";
pub(super) const MIN_CONFIDENCE: &str = "JDLINT_MIN_CONFIDENCE";
const BASELINE: &str = "JDLINT_BASELINE";
const FAIL_ON: &str = "JDLINT_FAIL_ON";
const FORMAT: &str = "JDLINT_FORMAT";

const ABOUT: &str = "Check job descriptions: does the title match the responsibilities?";

const LONG_ABOUT: &str = "\
Check job descriptions: does the title match the responsibilities?

jdlint reads Markdown, plain text, HTML and Word files and exports of job boards, compares the title of each posting with what the posting says the person \
will do, and shows where the two do not fit: a VP of Product with nothing but executive strategy, an associate who \
needs eight years of experience. Everything happens on this machine; nothing is sent anywhere.";

const AFTER_HELP: &str = "\
Examples:
  jdlint                              check all postings below the current folder
  jdlint postings/ vp-product.md      check a folder and a file
  jdlint --format concise postings/   one line for each finding
  jdlint --format sarif -o out.sarif  a report for code scanning
  pbpaste | jdlint -                  check what comes in on standard input
  jdlint inspect vp-product.md        show what was understood of a posting
  jdlint explain JD103                what a rule means, and the way out
  jdlint baseline write               take the findings of today as known

Exit status:
  0  nothing at or above --fail-on was found
  1  something was found
  2  wrong arguments or configuration, or a file could not be read in full (the others are still checked)
  3  there was no file to check

`check` may be left out. A folder that is called like a command can be given as ./inspect.";

/// All arguments.
#[derive(Debug, Parser)]
#[command(
    name = "jdlint",
    version,
    about = ABOUT,
    long_about = LONG_ABOUT,
    after_help = AFTER_HELP,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckArgs,
}

impl Cli {
    /// Parses the arguments of the process; also gives the matches of the innermost subcommand.
    pub(super) fn read() -> Result<(Cli, ArgMatches), clap::Error> {
        let mut command = without_empty_variables(Cli::command());
        let mut matches = command.try_get_matches_from_mut(std::env::args_os())?;
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
            Command::Completions(_) | Command::Man(_) => ColorArgs { color: Color::Auto },
        };
        match color.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) rules: SelectionArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineArgs,
    #[command(flatten)]
    pub(super) report: ReportArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

/// What is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(super) struct InputArgs {
    /// Files and folders to read, `-` is standard input [default: the current folder]
    ///
    /// Folders are searched for Markdown (.md), plain text (.txt), AsciiDoc (.adoc), reStructuredText (.rst), HTML (.html)
    /// and Word (.docx) files, and for JSON (.json, .jsonl), YAML (.yaml) and tables (.csv) that hold postings. What
    /// .gitignore, .ignore and .jdlintignore leave out is not read, nor are hidden files and symbolic links. A file that is named here is
    /// always read.
    #[arg(value_name = "PATHS", help_heading = None)]
    pub(super) paths: Vec<PathBuf>,

    /// What to call standard input
    ///
    /// The name stands in the report, and its extension says how text is read; a Word document is told by its content.
    /// Without it the name is `-`, and the text is read as Markdown, or as HTML where it begins as a page does.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub(super) stdin_filename: Option<String>,

    /// Leave out excluded files even where they are named
    ///
    /// For programs that pass every changed file by name, such as pre-commit.
    #[arg(long)]
    pub(super) force_exclude: bool,

    /// Refuse files that are larger than this, in MB
    #[arg(long, value_name = "MB", default_value_t = walk::MAX_BYTES / MB, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub(super) max_file_size: u64,

    /// Number of files to read at the same time, 0 is one for each processor core
    ///
    /// The output is the same at any number.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
    pub(super) threads: u16,
}

/// Which findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct SelectionArgs {
    /// Use these rules alone
    ///
    /// A rule is named by its code (JD103), its name (all-executive-scope), its family (scope, fact, document, hygiene) or
    /// the beginning of codes (JD1). This takes the place of `select` in the configuration.
    #[arg(long, env = SELECT, hide_env_values = true, value_name = "RULE,...", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    pub(super) select: Vec<String>,

    /// Do not use these rules
    ///
    /// This comes on top of `ignore` in the configuration, and wins over --select.
    #[arg(long, env = IGNORE, hide_env_values = true, value_name = "RULE,...", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    pub(super) ignore: Vec<String>,

    /// Hide findings below this severity
    #[arg(long, env = MIN_SEVERITY, hide_env_values = true, value_name = "SEVERITY")]
    pub(super) min_severity: Option<SeverityArg>,

    /// Hide findings that jdlint is less sure of, from 0 to 1
    #[arg(long, env = MIN_CONFIDENCE, hide_env_values = true, value_name = "NUMBER", value_parser = confidence)]
    pub(super) min_confidence: Option<f32>,

    /// Report suppressions that suppress nothing, and baseline entries that no longer occur
    ///
    /// They are warnings then (JD901, JD903); without this option they are not told, and the summary counts the entries.
    #[arg(long)]
    pub(super) report_unused: bool,

    /// Lowest severity that makes the exit status 1
    #[arg(long, env = FAIL_ON, hide_env_values = true, value_name = "SEVERITY", value_enum, default_value_t)]
    pub(super) fail_on: FailOnArg,
}

/// Which findings are known.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) file: BaselineFileArgs,

    /// Take no finding as known
    #[arg(long, conflicts_with = "baseline")]
    pub(super) no_baseline: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(super) struct BaselineFileArgs {
    /// The file of known findings [env: JDLINT_BASELINE]
    ///
    /// Without this option it is the one that `baseline` in the configuration of the current folder names, or else
    /// jdlint-baseline.json of the current folder or the nearest folder above it, up to the one that holds the
    /// configuration file or .git. `jdlint baseline write` makes the file.
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
}

impl BaselineFileArgs {
    /// The file, where it is named, and whether an argument or a variable does. The variable is read here: an argument,
    /// also --no-baseline, wins over it.
    pub(super) fn named(&self) -> Option<(PathBuf, config::Origin)> {
        if let Some(file) = &self.baseline {
            return Some((file.clone(), config::Origin::Argument("--baseline")));
        }
        let variable = std::env::var_os(BASELINE).filter(|path| !path.is_empty());
        variable.map(|file| (file.into(), config::Origin::Variable(BASELINE)))
    }
}

/// How findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ReportArgs {
    /// How to show findings
    #[arg(long, env = FORMAT, hide_env_values = true, value_name = "FORMAT", value_enum, default_value_t)]
    pub(super) format: FormatArg,

    /// Write the report to a file instead of standard output
    ///
    /// The file is written whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,

    /// Count the findings by rule
    ///
    /// They stand before the summary of human, concise and markdown, and in the summary of json and jsonl. The other
    /// formats have no place for them and are refused.
    #[arg(long)]
    pub(super) statistics: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ConfigArgs {
    /// Read this configuration file for all files [env: JDLINT_CONFIG]
    ///
    /// Without this option the nearest jdlint.toml or .jdlint.toml counts for each file: that of its folder, or else of
    /// the nearest folder above.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    isolated: bool,
}

impl ConfigArgs {
    /// Which configuration file is read. The variable is read here: an argument, also --isolated, wins over it.
    pub(super) fn choice(&self) -> config::Choice {
        if self.isolated {
            return config::Choice::Isolated;
        }
        let variable = || std::env::var_os(CONFIG).filter(|path| !path.is_empty());
        match self.config.clone().or_else(|| variable().map(Into::into)) {
            Some(path) => config::Choice::File(path),
            None => config::Choice::Discover,
        }
    }
}

#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct ColorArgs {
    /// When to use colours; the variables NO_COLOR and CLICOLOR_FORCE count, too
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

#[derive(Debug, Args)]
pub(super) struct InspectArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    /// How to show it
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        help_heading = "Output"
    )]
    pub(super) format: InspectFormatArg,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// Code or name of a rule (JD103, all-executive-scope), or a role (product/vp)
    ///
    /// Roles of the rule packs that the configuration of the current folder names are known, too.
    #[arg(value_name = "RULE|ROLE")]
    pub(super) name: String,
    /// How to show it
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        help_heading = "Output"
    )]
    pub(super) format: ExplainFormatArg,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    pub(super) command: RulesCommand,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum RulesCommand {
    /// List all rules: code, name, family, severity, and what each says
    List,
    /// Run the examples of rule packs
    ///
    /// Each pack is tested alone beside the built-in rules, without the settings of any configuration. An example fails where
    /// other rules are shown, or its title names another role, than it says; a pack fails, too, where no title names a role.
    /// Cues that no example shows are warnings. The exit status is 1 where something fails, 2 where a pack cannot be used.
    #[command(after_help = "Examples:\n  jdlint rules test\n  jdlint rules test engineering.toml")]
    Test(RulesTestArgs),
    /// Begin a rule pack for another function: roles, titles, a cue, examples
    #[command(
        after_help = "Examples:\n  jdlint rules new design\n  jdlint rules new data-science --output data-science.toml"
    )]
    New(RulesNewArgs),
}

#[derive(Debug, Args)]
pub(super) struct RulesTestArgs {
    /// Rule packs, or folders whose configuration names some [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(super) struct RulesNewArgs {
    /// The function: small letters, digits and hyphens
    #[arg(value_name = "FUNCTION")]
    pub(super) function: String,
    /// Write the pack to a new file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(super) output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ConfigCommandArgs {
    #[command(subcommand)]
    pub(super) command: ConfigCommand,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    /// Show the settings that hold for a folder or file, and where each comes from
    #[command(
        after_help = "Examples:\n  jdlint config show\n  jdlint config show postings/vp-product.md"
    )]
    Show(ConfigShowArgs),
    /// Write a configuration file in which every key is commented out
    ///
    /// A file that exists is left as it is.
    #[command(after_help = "Examples:\n  jdlint config init\n  jdlint config init postings/")]
    Init(ConfigInitArgs),
    /// Print the JSON Schema of the configuration file, for editors and other programs
    ///
    /// A TOML editor uses it where the first line of jdlint.toml is `#:schema ./jdlint.schema.json`.
    #[command(after_help = "Example:\n  jdlint config schema > jdlint.schema.json")]
    Schema,
}

#[derive(Debug, Args)]
pub(super) struct ConfigShowArgs {
    /// The folder or file [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: SelectionArgs,
    #[command(flatten)]
    pub(super) baseline: BaselineFileArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(super) struct ConfigInitArgs {
    /// The file to write, or the folder to write jdlint.toml to [default: the current folder]
    #[arg(value_name = "PATH")]
    pub(super) path: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct BaselineCommandArgs {
    #[command(subcommand)]
    pub(super) command: BaselineCommand,
    #[command(flatten)]
    pub(super) color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum BaselineCommand {
    /// Record the findings of today
    ///
    /// Entries of files that exist and are not among PATHS stay as they are.
    #[command(
        after_help = "Examples:\n  jdlint baseline write\n  jdlint baseline write --baseline known.json postings/"
    )]
    Write(BaselineInputArgs),
    /// Take out what no longer occurs; nothing is added
    #[command(after_help = "Example:\n  jdlint baseline prune")]
    Prune(BaselineInputArgs),
}

#[derive(Debug, Args)]
pub(super) struct BaselineInputArgs {
    #[command(flatten)]
    pub(super) input: InputArgs,
    #[command(flatten)]
    pub(super) file: BaselineFileArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write the page of each command to this folder instead
    #[arg(value_name = "FOLDER")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Color {
    /// On a terminal
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum FormatArg {
    /// Excerpts with the reasons and the way out, for people
    #[default]
    Human,
    /// One line for each finding
    Concise,
    /// One JSON document, for programs
    Json,
    /// The same as JSON objects, one a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// Code quality report of GitLab
    Gitlab,
    /// JUnit XML, a test case for each file
    Junit,
    /// Checkstyle XML
    Checkstyle,
    /// Reviewdog, one JSON document
    Rdjson,
    /// Reviewdog, one JSON object a line
    Rdjsonl,
    /// A summary in Markdown, for a job summary or a comment
    Markdown,
}

impl From<FormatArg> for Format {
    fn from(arg: FormatArg) -> Self {
        match arg {
            FormatArg::Human => Format::Human,
            FormatArg::Concise => Format::Concise,
            FormatArg::Json => Format::Json,
            FormatArg::Jsonl => Format::Jsonl,
            FormatArg::Sarif => Format::Sarif,
            FormatArg::Github => Format::Github,
            FormatArg::Gitlab => Format::Gitlab,
            FormatArg::Junit => Format::Junit,
            FormatArg::Checkstyle => Format::Checkstyle,
            FormatArg::Rdjson => Format::Rdjson,
            FormatArg::Rdjsonl => Format::Rdjsonl,
            FormatArg::Markdown => Format::Markdown,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum InspectFormatArg {
    /// For people
    #[default]
    Text,
    /// One JSON document, for programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum ExplainFormatArg {
    /// For people
    #[default]
    Text,
    /// A page of documentation
    Markdown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SeverityArg {
    Info,
    Warning,
    Error,
}

impl From<SeverityArg> for Severity {
    fn from(arg: SeverityArg) -> Self {
        match arg {
            SeverityArg::Info => Severity::Info,
            SeverityArg::Warning => Severity::Warning,
            SeverityArg::Error => Severity::Error,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum FailOnArg {
    /// Errors
    Error,
    /// Warnings and errors
    #[default]
    Warning,
    /// Everything
    Info,
    /// Nothing: the status is 0 whatever is found
    Never,
}

impl From<FailOnArg> for FailOn {
    fn from(arg: FailOnArg) -> Self {
        match arg {
            FailOnArg::Error => FailOn::Error,
            FailOnArg::Warning => FailOn::Warning,
            FailOnArg::Info => FailOn::Info,
            FailOnArg::Never => FailOn::Never,
        }
    }
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_table_of_keys_names_arguments_and_variables_that_exist() {
        let mut command = Cli::command();
        let help = command.render_long_help().to_string();
        let named = |text: &&str| !text.is_empty();
        let keys = config::keys::KEYS.iter();
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
