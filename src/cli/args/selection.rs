//! Which findings are shown, which are known, and which make the exit status 1.

use crate::config;
use crate::finding::Severity;
use crate::verdict::FailOn;
use clap::builder::{NonEmptyStringValueParser, PossibleValue};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(in crate::cli) const SELECT: &str = "JDLINT_SELECT";
pub(in crate::cli) const IGNORE: &str = "JDLINT_IGNORE";
pub(in crate::cli) const MIN_SEVERITY: &str = "JDLINT_MIN_SEVERITY";
pub(in crate::cli) const MIN_CONFIDENCE: &str = "JDLINT_MIN_CONFIDENCE";
const BASELINE: &str = "JDLINT_BASELINE";
const FAIL_ON: &str = "JDLINT_FAIL_ON";

/// Which findings are shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(in crate::cli) struct SelectionArgs {
    /// Use these rules alone
    ///
    /// A rule is named by its code (JD103), its name (all-executive-scope), its family (scope, fact, document, hygiene) or
    /// the beginning of codes (JD1). This takes the place of `select` in the configuration.
    #[arg(long, env = SELECT, hide_env_values = true, value_name = "RULE,...", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    pub select: Vec<String>,

    /// Do not use these rules
    ///
    /// This comes on top of `ignore` in the configuration, and wins over --select.
    #[arg(long, env = IGNORE, hide_env_values = true, value_name = "RULE,...", value_delimiter = ',', value_parser = NonEmptyStringValueParser::new())]
    pub ignore: Vec<String>,

    /// Hide findings below this severity
    #[arg(long, env = MIN_SEVERITY, hide_env_values = true, value_name = "SEVERITY")]
    pub min_severity: Option<Severity>,

    /// Hide findings that jdlint is less sure of, from 0 to 1
    #[arg(long, env = MIN_CONFIDENCE, hide_env_values = true, value_name = "NUMBER", value_parser = confidence)]
    pub min_confidence: Option<f32>,

    /// Report suppressions that suppress nothing, and baseline entries that no longer occur
    ///
    /// They are warnings then (JD901, JD903); without this option they are not told, and the summary counts the entries.
    #[arg(long)]
    pub report_unused: bool,

    /// Lowest severity that makes the exit status 1
    #[arg(long, env = FAIL_ON, hide_env_values = true, value_name = "SEVERITY", value_enum, default_value_t)]
    pub fail_on: FailOn,
}

/// Which findings are known.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(in crate::cli) struct BaselineArgs {
    #[command(flatten)]
    pub file: BaselineFileArgs,

    /// Take no finding as known
    #[arg(long, conflicts_with = "baseline")]
    pub no_baseline: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(in crate::cli) struct BaselineFileArgs {
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
    pub(in crate::cli) fn named(&self) -> Option<(PathBuf, config::Origin)> {
        if let Some(file) = &self.baseline {
            return Some((file.clone(), config::Origin::Argument("--baseline")));
        }
        let variable = std::env::var_os(BASELINE).filter(|path| !path.is_empty());
        variable.map(|file| (file.into(), config::Origin::Variable(BASELINE)))
    }
}

impl ValueEnum for Severity {
    fn value_variants<'a>() -> &'a [Severity] {
        &[Severity::Info, Severity::Warning, Severity::Error]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()))
    }
}

impl ValueEnum for FailOn {
    fn value_variants<'a>() -> &'a [FailOn] {
        &[FailOn::Error, FailOn::Warning, FailOn::Info, FailOn::Never]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, help) = match self {
            FailOn::Error => ("error", "Errors"),
            FailOn::Warning => ("warning", "Warnings and errors"),
            FailOn::Info => ("info", "Everything"),
            FailOn::Never => ("never", "Nothing: the status is 0 whatever is found"),
        };
        Some(PossibleValue::new(name).help(help))
    }
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse::<f32>() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("not a number from 0 to 1".to_owned()),
    }
}
