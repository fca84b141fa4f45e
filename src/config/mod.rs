//! The configuration file: where it is, what it says, and what is wrong with it.
//!
//! `jdlint.toml` or `.jdlint.toml` is looked for in the current folder and then in each folder above it; the first one
//! found counts alone. `--config` names another one, `--isolated` reads none.
#![allow(
    clippy::disallowed_methods,
    reason = "this module finds and reads the configuration file"
)]

mod error;
mod names;
mod schema;

pub use error::{ConfigError, Mistake};
pub use names::{check_rule, check_selector, known_rules, most_alike, nearest, short};
pub use schema::{FileConfig, KEYS, Placed, parse};

use crate::rules::Rules;
use crate::settings::Settings;
use crate::walk::{Exclude, io_message};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

/// Names of the configuration file, the first one wins in a folder that has both.
pub const FILE_NAMES: [&str; 2] = ["jdlint.toml", ".jdlint.toml"];

/// Size limit of a configuration file in bytes.
pub const MAX_BYTES: u64 = 1_000_000;

/// Which file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// The nearest one from the current folder upwards, if there is one.
    Discover,
    /// This one.
    File(PathBuf),
    /// None.
    Isolated,
}

/// A configuration that was read and is valid.
#[derive(Debug, Default)]
pub struct Config {
    /// The file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// What it says.
    pub file: FileConfig,
    /// Its `exclude` globs, relative to its folder.
    pub exclude: Exclude,
}

impl Config {
    /// The settings that the file makes, with defaults for what it does not say.
    pub fn settings(&self) -> Settings {
        let file = &self.file;
        Settings {
            org: file.org.clone(),
            select: file.select.clone(),
            ignore: file.ignore.clone(),
            severity: file.severity.clone(),
            min_severity: file.min_severity,
            min_confidence: file.min_confidence.unwrap_or_default(),
            report_unused: file.report_unused,
        }
    }
}

/// Finds, reads and validates the configuration.
///
/// # Errors
///
/// Where the file cannot be read, is larger than [`MAX_BYTES`], or holds a mistake; all mistakes of a file are told.
pub fn load(choice: &Choice, rules: &Rules) -> Result<Config, ConfigError> {
    let path = match choice {
        Choice::Isolated => None,
        Choice::File(path) => Some(path.clone()),
        Choice::Discover => discover(),
    };
    let Some(path) = path else {
        return Ok(Config::default());
    };
    let shown = path.to_string_lossy().into_owned();
    let text = read(&path).map_err(|message| ConfigError::unreadable(&shown, message))?;
    let (file, mut mistakes) = parse(&text, rules);
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let globs: Vec<String> = file.exclude.iter().map(|g| g.value.clone()).collect();
    let exclude = Exclude::new(folder, &globs).unwrap_or_else(|(index, message)| {
        mistakes.push(Mistake {
            message: format!("not a valid glob: {message}"),
            span: file.exclude.get(index).map(|g| g.span.clone()),
            help: None,
        });
        Exclude::default()
    });
    if mistakes.is_empty() {
        Ok(Config {
            path: Some(path),
            file,
            exclude,
        })
    } else {
        Err(ConfigError::new(&shown, text, mistakes))
    }
}

fn discover() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    for (depth, folder) in here.ancestors().enumerate() {
        for name in FILE_NAMES {
            if folder.join(name).is_file() {
                // the short name reads better for a file of the current folder
                return Some(match depth {
                    0 => PathBuf::from(name),
                    _ => folder.join(name),
                });
            }
        }
    }
    None
}

fn read(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|f| f.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|e| io_message(&e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(format!(
            "larger than the limit of {MAX_BYTES} bytes for a configuration file"
        ));
    }
    let text = String::from_utf8(bytes)
        .map_err(|e| format!("not valid UTF-8 at byte {}", e.utf8_error().valid_up_to()))?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}
