//! `jdlint config`: the settings that hold for a folder or file.

use super::args::{ConfigCommand, ConfigCommandArgs, ConfigShowArgs};
use super::{CLEAN, Failure, message, output};
use crate::config::{Config, Resolver, Shown, shown};
use crate::report::escape;
use crate::rules::Rules;
use crate::walk::{beside, io_message};
use clap::ArgMatches;
use std::fs;
use std::path::Path;

/// Widest entry that still has what comes behind it in a column.
const WIDEST: usize = 60;

pub(super) fn run(args: &ConfigCommandArgs, matches: &ArgMatches) -> Result<u8, Failure> {
    let text = match &args.command {
        ConfigCommand::Show(args) => show(args, matches)?,
    };
    output::write(None, |_, out| out.write_all(text.as_bytes()))?;
    Ok(CLEAN)
}

fn show(args: &ConfigShowArgs, matches: &ArgMatches) -> Result<String, Failure> {
    let rules = Rules::builtin()?;
    let overrides = args.rules.overrides(matches, rules)?;
    let resolver = Resolver::new(args.config.choice(), overrides.clone(), rules);
    let path = args.path.as_deref().unwrap_or(Path::new("."));
    let metadata = fs::metadata(path).map_err(|e| {
        let path = message::quote(&path.to_string_lossy());
        Failure::new(format!("{path}: {}", io_message(&e)))
    })?;
    let resolved = fs::canonicalize(path).unwrap_or_else(|_| beside(path));
    let governing = if metadata.is_dir() {
        resolver.folder(&resolved)
    } else {
        resolver.beside(&resolved)
    };
    let config = governing.map_err(|error| Failure::from(&*error))?;
    Ok(page(&config, &shown(&config, &overrides)))
}

fn page(config: &Config, values: &[Shown]) -> String {
    let entries: Vec<(String, String)> = values
        .iter()
        .map(|shown| {
            let entry = format!("{} = {}", shown.key, shown.value);
            let origins: Vec<String> = shown.origins.iter().map(ToString::to_string).collect();
            (entry, origins.join(", "))
        })
        .collect();
    let widths = entries.iter().map(|(entry, _)| entry.chars().count());
    let width = widths.filter(|w| *w <= WIDEST).max().unwrap_or(0);
    let mut page = format!("# {}\n", origin(config));
    for (entry, origin) in entries {
        let line = format!("{entry:width$}  # {origin}");
        page.push_str(&escape::name(&line));
        page.push('\n');
    }
    page
}

fn origin(config: &Config) -> String {
    match &config.path {
        Some(path) => format!("from {}", escape::name(path)),
        None => "no configuration file".to_owned(),
    }
}
