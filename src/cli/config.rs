//! `jdlint config show`: the settings that hold here.

use super::args::{ConfigArgs, ConfigCommand, ConfigCommandArgs};
use super::{CLEAN, Failure, output};
use crate::config::{self, Config};
use crate::finding::Severity;
use crate::report::escape;
use crate::rules::Rules;
use crate::settings::Org;
use serde::Serialize;
use std::collections::BTreeMap;

/// The resolved settings, shaped like the configuration file.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Shown<'a> {
    select: &'a [String],
    ignore: &'a [String],
    min_severity: Severity,
    min_confidence: f64,
    report_unused: bool,
    exclude: Vec<&'a str>,
    org: &'a Org,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    rules: BTreeMap<&'a str, Rule>,
}

#[derive(Serialize)]
struct Rule {
    severity: &'static str,
}

pub(super) fn run(args: &ConfigCommandArgs) -> Result<u8, Failure> {
    let ConfigCommand::Show(args) = &args.command;
    let text = show(args)?;
    output::write(None, |_, out| out.write_all(text.as_bytes()))?;
    Ok(CLEAN)
}

fn show(args: &ConfigArgs) -> Result<String, Failure> {
    let config = config::load(&args.choice(), Rules::builtin()?)?;
    let settings = config.settings();
    let shown = Shown {
        select: &settings.select,
        ignore: &settings.ignore,
        min_severity: settings.min_severity.unwrap_or(Severity::Info),
        min_confidence: (f64::from(settings.min_confidence) * 1000.0).round() / 1000.0,
        report_unused: settings.report_unused,
        exclude: config
            .file
            .exclude
            .iter()
            .map(|g| g.value.as_str())
            .collect(),
        org: &settings.org,
        rules: settings
            .severity
            .iter()
            .map(|(name, severity)| {
                let severity = severity.map_or("off", Severity::as_str);
                (name.as_str(), Rule { severity })
            })
            .collect(),
    };
    let body = toml::to_string(&shown)
        .map_err(|e| Failure::new(format!("cannot show the settings: {e}")))?;
    Ok(format!("# {}\n{}", origin(&config), visible(&body)))
}

fn origin(config: &Config) -> String {
    match &config.path {
        Some(path) => format!("from {}", escape::name(&path.to_string_lossy())),
        None => "no configuration file: the defaults".to_owned(),
    }
}

/// TOML escapes controls but not other invisible characters; lines stay.
fn visible(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{}\n", escape::name(line)),
            None => escape::name(line).into_owned(),
        })
        .collect()
}
