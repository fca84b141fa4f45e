//! Where the baseline is: named, stated in a configuration, or found from the current folder up.
#![allow(
    clippy::disallowed_methods,
    reason = "this module finds the baseline from the current folder up"
)]

use crate::baseline::{Baseline, FILE_NAME, MAX_BYTES};
use crate::cli::{Failure, message};
use crate::config::{self, Choice, ConfigError, Mistake, Placed, Resolver, Text};
use crate::source::Source;
use crate::walk;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Where a baseline is, or will be.
pub(super) struct Place {
    pub file: PathBuf,
    /// As messages and reports name it.
    pub name: String,
    /// Its folder, links resolved.
    pub folder: PathBuf,
    /// `baseline` in a configuration, where that names it.
    stated: Option<Placed<String>>,
}

impl Place {
    pub(super) fn new(file: PathBuf) -> Result<Place, Failure> {
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let folder = fs::canonicalize(folder).map_err(|e| {
            let folder = message::quote(&folder.to_string_lossy());
            Failure::new(format!("cannot find {folder}: {}", walk::io_message(&e)))
        })?;
        Ok(Place {
            name: walk::display(&file),
            file,
            folder,
            stated: None,
        })
    }

    /// The file that `baseline` in a configuration names.
    pub(super) fn stated(baseline: &Placed<String>) -> Result<Place, Failure> {
        let (file, name) = baseline.text.place(&baseline.value);
        Ok(Place {
            name: walk::display(Path::new(&name)),
            stated: Some(baseline.clone()),
            ..Place::new(file)?
        })
    }

    /// The file that an argument or a variable names, or else the configuration of the current folder, or else the nearest
    /// one; `None` where there is none.
    pub(super) fn find(resolver: &Resolver) -> Result<Option<Place>, Failure> {
        if let Some((file, _)) = &resolver.overrides().baseline {
            return Place::new(file.clone()).map(Some);
        }
        if let Ok(config) = resolver.here()
            && let Some(baseline) = &config.layer.baseline
        {
            return Place::stated(baseline).map(Some);
        }
        match resolver.choice() {
            Choice::Isolated => Ok(None),
            Choice::Discover | Choice::File(_) => discover().map(Place::new).transpose(),
        }
    }

    /// The path of a linted file as the baseline has it; `None` where it does not lie below the folder of the baseline.
    pub(super) fn path_of(&self, path: &str) -> Option<String> {
        let path = Path::new(path);
        let parent = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        // a link counts by its own name
        let full = fs::canonicalize(parent).ok()?.join(path.file_name()?);
        let below = full.strip_prefix(&self.folder).ok()?;
        Some(walk::display(below))
    }

    /// The file, links in its folder resolved.
    pub(super) fn resolved(&self) -> PathBuf {
        match self.file.file_name() {
            Some(name) => self.folder.join(name),
            None => self.folder.clone(),
        }
    }

    /// Whether there is a file of this path; where that cannot be told there is.
    pub(super) fn exists(&self, path: &str) -> bool {
        self.folder.join(path).try_exists().unwrap_or(true)
    }

    pub(super) fn read(&self) -> Result<(Source, Baseline), Failure> {
        let name = &self.name;
        let metadata = fs::metadata(&self.file).ok();
        // a pipe may never end: one that an argument names is meant
        if self.stated.is_some() && metadata.is_some_and(|m| !m.is_file() && !m.is_dir()) {
            return Err(Failure::from(
                &self.unreadable("is no regular file".to_owned()),
            ));
        }
        let source = walk::read_text(&self.file, name, MAX_BYTES)
            .map_err(|message| Failure::from(&self.unreadable(message)))?;
        match Baseline::parse(&source.text) {
            Ok(baseline) => Ok((source, baseline)),
            Err(error) => {
                let mistake = Mistake {
                    message: error.message,
                    span: error.span,
                    help: None,
                };
                let text = Arc::new(Text::loose(name, &source.text));
                Err(Failure::from(&ConfigError::new(text, vec![mistake])))
            }
        }
    }

    /// That the file cannot be read: at the place that names it, where that is a configuration.
    fn unreadable(&self, message: String) -> ConfigError {
        let Some(stated) = &self.stated else {
            return ConfigError::unreadable(&self.name, message);
        };
        let missing = matches!(self.file.try_exists(), Ok(false));
        let help = missing.then(|| "`jdlint baseline write` makes it".to_owned());
        let message = format!("cannot read the baseline `{}`: {message}", stated.value);
        let mistake = Mistake::at(stated, message, help);
        ConfigError::new(Arc::clone(&stated.text), vec![mistake])
    }
}

/// The nearest baseline from the current folder upwards, up to the top of the project.
fn discover() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    for (depth, folder) in here.ancestors().enumerate() {
        if folder.join(FILE_NAME).is_file() {
            // the short name reads better for a file of the current folder
            return Some(match depth {
                0 => PathBuf::from(FILE_NAME),
                _ => folder.join(FILE_NAME),
            });
        }
        let has = |name: &str| folder.join(name).exists();
        if has(".git") || config::FILE_NAMES.into_iter().any(has) {
            return None;
        }
    }
    None
}
