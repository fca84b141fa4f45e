//! What is read: files and folders, standard input, limits.

use crate::walk;
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const MAX_FILE: &str = "JDLINT_MAX_FILE_SIZE";

/// Bytes in the unit of `--max-file-size`.
pub(in crate::cli) const MB: u64 = 1024 * 1024;

/// What is read.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(in crate::cli) struct InputArgs {
    /// Files and folders to read, `-` is standard input [default: the current folder]
    ///
    /// Folders are searched for Markdown (.md), plain text (.txt), AsciiDoc (.adoc), reStructuredText (.rst), HTML (.html)
    /// and Word (.docx) files, and for JSON (.json, .jsonl), YAML (.yaml) and tables (.csv) that hold postings. What
    /// .gitignore, .ignore and .jdlintignore leave out is not read, nor are hidden files and symbolic links. A file that is named here is
    /// always read.
    #[arg(value_name = "PATHS", help_heading = None)]
    pub paths: Vec<PathBuf>,

    /// What to call standard input
    ///
    /// The name stands in the report, and its extension says how text is read; a Word document is told by its content.
    /// Without it the name is `-`, and the text is read as Markdown, or as HTML where it begins as a page does.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub stdin_filename: Option<String>,

    /// Leave out excluded files even where they are named
    ///
    /// For programs that pass every changed file by name, such as pre-commit.
    #[arg(long)]
    pub force_exclude: bool,

    /// Refuse files that are larger than this, in MB
    ///
    /// Also refused are texts with more than one mark or line break for every 12 bytes of it. So no file takes more than
    /// 200 MB of memory at the default; larger ones may take 50 times their size.
    /// JSON Lines and tables are read in blocks and may have any size: there it is the limit of a line or row. Of a Word
    /// document what counts is what its text unpacks to, no more than twice this; with its pictures it may have 6 times this.
    #[arg(long, env = MAX_FILE, hide_env_values = true, value_name = "MB", default_value_t = walk::MAX_BYTES / MB, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_file_size: u64,

    /// Number of files to read at the same time, 0 is one for each processor core
    ///
    /// The output is the same at any number.
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u16).range(..=1024))]
    pub threads: u16,

    /// When to show how far the run is, on standard error
    ///
    /// Only ever on a terminal. `auto` waits for half a second, and shows nothing where CI is set or TERM is dumb.
    #[arg(long, value_name = "WHEN", value_enum, default_value_t)]
    pub progress: ProgressArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(in crate::cli) enum ProgressArg {
    /// On a terminal, where the run takes a while
    #[default]
    Auto,
    /// On every terminal, at once
    Always,
    /// Never
    Never,
}
