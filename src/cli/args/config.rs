//! Which configuration file is read.

use crate::config;
use clap::Args;
use std::path::PathBuf;

const CONFIG: &str = "JDLINT_CONFIG";

#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(in crate::cli) struct ConfigArgs {
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
    pub(in crate::cli) fn choice(&self) -> config::Choice {
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
