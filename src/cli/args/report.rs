//! How findings are shown, and where.

use crate::report::Format;
use anstream::ColorChoice;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const FORMAT: &str = "JDLINT_FORMAT";

/// How findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct ReportArgs {
    /// How to show findings
    #[arg(long, env = FORMAT, hide_env_values = true, value_name = "FORMAT", value_enum, default_value_t)]
    pub(in crate::cli) format: Format,

    /// Write the report to a file instead of standard output
    ///
    /// The file is written whole or not at all.
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Count the findings by rule
    ///
    /// They stand before the summary of human, concise and markdown, and in the summary of json and jsonl. The other
    /// formats have no place for them and are refused.
    #[arg(long)]
    pub statistics: bool,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct ColorArgs {
    /// When to use colours; the variables NO_COLOR and CLICOLOR_FORCE count, too
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
}

impl ColorArgs {
    /// The choice as the terminal library knows it.
    pub(in crate::cli) fn choice(self) -> ColorChoice {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
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
