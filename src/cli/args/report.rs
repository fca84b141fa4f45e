//! How findings are shown, and where.

use super::input::MB;
use crate::report::Format;
use anstream::ColorChoice;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const FORMAT: &str = "JDLINT_FORMAT";
const MAX_REPORT_SIZE: &str = "JDLINT_MAX_REPORT_SIZE";

/// Default limit on what is kept for a report, in MB (mebibytes): more than code scanning of GitHub takes.
const MAX_REPORT: u64 = 64;

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

    /// End a report that is larger than this, in MB of memory
    ///
    /// human, concise, jsonl and rdjsonl are written as postings are judged and have no limit. The other formats are written in
    /// the end: what they tell of is kept until then. What has no room is counted, and the exit status is 2.
    #[arg(long, env = MAX_REPORT_SIZE, hide_env_values = true, value_name = "MB", default_value_t = MAX_REPORT, value_parser = clap::value_parser!(u64).range(1..=65536))]
    pub max_report_size: u64,

    /// Count the findings by rule
    ///
    /// They stand before the summary of human, concise and markdown, and in the summary of json and jsonl. The other
    /// formats have no place for them and are refused.
    #[arg(long)]
    pub statistics: bool,
}

impl ReportArgs {
    /// The limit on what is kept for a report, in bytes.
    pub(in crate::cli) fn max_report_bytes(&self) -> usize {
        usize::try_from(self.max_report_size * MB).unwrap_or(usize::MAX)
    }
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
