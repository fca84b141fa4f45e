//! `jdlint config`: the settings that hold for a folder or file, a file to begin with, the schema of such a file.
#![allow(
    clippy::disallowed_methods,
    reason = "this module looks at the paths that it is given"
)]

use super::args::{ConfigCommand, ConfigCommandArgs, ConfigInitArgs, ConfigShowArgs};
use super::{CLEAN, Failure, message, output};
use crate::config::{Config, FILE_NAMES, Resolver, Shown, initial, schema, shown};
use crate::report::escape;
use crate::rules::Rules;
use crate::walk::{beside, display, io_message};
use clap::ArgMatches;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

/// Widest entry that still has what comes behind it in a column.
const WIDEST: usize = 60;

pub(super) fn run(args: &ConfigCommandArgs, matches: &ArgMatches) -> Result<u8, Failure> {
    let text = match &args.command {
        ConfigCommand::Show(args) => show(args, matches)?,
        ConfigCommand::Init(args) => init(args)?,
        ConfigCommand::Schema => format!("{:#}\n", schema(Rules::builtin()?)),
    };
    output::write(None, |_, out| out.write_all(text.as_bytes()))?;
    Ok(CLEAN)
}

fn show(args: &ConfigShowArgs, matches: &ArgMatches) -> Result<String, Failure> {
    let rules = Rules::builtin()?;
    let mut overrides = args.rules.overrides(matches, rules)?;
    overrides.baseline = args.baseline.named();
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

/// Writes a file to begin with; one that exists is left as it is, and so is one that the new one would hide.
fn init(args: &ConfigInitArgs) -> Result<String, Failure> {
    let [name, hidden] = FILE_NAMES;
    let given = args.path.as_deref().unwrap_or(Path::new("."));
    let file = match given.is_dir() {
        true => given.join(name),
        false => given.to_owned(),
    };
    let shown = |path: &Path| message::quote(&display(path));
    let beside = file.with_file_name(hidden);
    if file.ends_with(name) && beside.symlink_metadata().is_ok() {
        return Err(Failure::new(format!(
            "{} exists, {} would take its place",
            shown(&beside),
            shown(&file)
        )));
    }
    output::create(&file, initial().as_bytes()).map_err(|e| {
        Failure::new(match e.kind() {
            ErrorKind::AlreadyExists => format!("{} exists already", shown(&file)),
            _ => format!("cannot write {}: {}", shown(&file), io_message(&e)),
        })
    })?;
    Ok(format!("wrote {}\n", shown(&file)))
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
