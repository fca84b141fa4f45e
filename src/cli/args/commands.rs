//! The arguments of each subcommand.

use super::config::ConfigArgs;
use super::input::InputArgs;
use super::report::{ColorArgs, ReportArgs};
use super::selection::{BaselineArgs, BaselineFileArgs, SelectionArgs};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub rules: SelectionArgs,
    #[command(flatten)]
    pub baseline: BaselineArgs,
    #[command(flatten)]
    pub report: ReportArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct InspectArgs {
    #[command(flatten)]
    pub input: InputArgs,
    /// How to show it
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        help_heading = "Output"
    )]
    pub format: InspectFormatArg,
    #[command(flatten)]
    pub config: ConfigArgs,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    /// Code or name of a rule (JD103, all-executive-scope), or a role (product/vp)
    ///
    /// Roles of the rule packs that the configuration of the current folder names are known, too.
    #[arg(value_name = "RULE|ROLE")]
    pub name: String,
    /// How to show it
    #[arg(
        long,
        value_name = "FORMAT",
        value_enum,
        default_value_t,
        help_heading = "Output"
    )]
    pub format: ExplainFormatArg,
    #[command(flatten)]
    pub config: ConfigArgs,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RulesArgs {
    #[command(subcommand)]
    pub command: RulesCommand,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum RulesCommand {
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
    /// Print the JSON Schema of rule packs, for editors and other programs
    ///
    /// A TOML editor uses it where the first line of the pack is `#:schema ./pack.schema.json`.
    #[command(after_help = "Example:\n  jdlint rules schema > pack.schema.json")]
    Schema,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RulesTestArgs {
    /// Rule packs, or folders whose configuration names some [default: the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct RulesNewArgs {
    /// The function: small letters, with digits and hyphens among them
    #[arg(value_name = "FUNCTION")]
    pub function: String,
    /// Write the pack to a new file instead of standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigCommandArgs {
    #[command(subcommand)]
    pub command: ConfigCommand,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ConfigCommand {
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
pub(in crate::cli) struct ConfigShowArgs {
    /// The folder or file [default: the current folder]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
    #[command(flatten)]
    pub rules: SelectionArgs,
    #[command(flatten)]
    pub baseline: BaselineFileArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConfigInitArgs {
    /// The file to write, or the folder to write jdlint.toml to [default: the current folder]
    #[arg(value_name = "PATH")]
    pub path: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BaselineCommandArgs {
    #[command(subcommand)]
    pub command: BaselineCommand,
    #[command(flatten)]
    pub color: ColorArgs,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BaselineCommand {
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
pub(in crate::cli) struct BaselineInputArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub file: BaselineFileArgs,
    #[command(flatten)]
    pub config: ConfigArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// Write the page of each command to this folder instead
    #[arg(value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum InspectFormatArg {
    /// For people
    #[default]
    Text,
    /// One JSON document, for programs
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum ExplainFormatArg {
    /// For people
    #[default]
    Text,
    /// A page of documentation
    Markdown,
}
