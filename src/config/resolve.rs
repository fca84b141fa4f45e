//! Which configuration holds for a file: the nearest one above it, what that one extends, and what lies on top.

use super::budget::Budget;
use super::error::{ConfigError, Mistake};
use super::layer::Layer;
use super::mistakes::Mistakes;
use super::pack;
use super::read::parse;
use super::text::{Placed, Text};
use crate::finding::Severity;
use crate::parse::mapping::Mapping;
use crate::rules::Rules;
use crate::settings::Settings;
use crate::verdict::Policy;
use crate::walk::{Exclude, display, io_message};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Names of the configuration file, the first one wins in a folder that has both.
pub const FILE_NAMES: [&str; 2] = ["jdlint.toml", ".jdlint.toml"];

/// Files that can build on each other through `extends`.
pub const MAX_CHAIN: usize = 16;

/// Which file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    /// For each linted file the nearest one from its folder upwards, if there is one.
    Discover,
    /// This one for all files.
    File(PathBuf),
    /// None.
    Isolated,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Nobody set it.
    Default,
    /// A configuration file: its path, the line from 1.
    File(String, usize),
    /// An environment variable.
    Variable(&'static str),
    /// An argument.
    Argument(&'static str),
}

impl Origin {
    /// The place of a value of a file.
    pub fn of<T>(placed: &Placed<T>) -> Origin {
        Origin::File(placed.text.path.clone(), placed.line())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File(path, line) => write!(f, "{path}:{line}"),
            Origin::Variable(name) => write!(f, "environment: {name}"),
            Origin::Argument(name) => write!(f, "argument: {name}"),
        }
    }
}

/// What lies on top of every configuration file: arguments, or environment variables where there are none. The rules that
/// it names must exist.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overrides {
    /// In place of `select`.
    pub select: Option<(Vec<String>, Origin)>,
    /// On top of `ignore`.
    pub ignore: Option<(Vec<String>, Origin)>,
    /// In place of `min-severity`.
    pub min_severity: Option<(Severity, Origin)>,
    /// In place of `min-confidence`.
    pub min_confidence: Option<(f32, Origin)>,
    /// `--report-unused`, where it is given.
    pub report_unused: Option<Origin>,
    /// In place of `baseline`; relative to the current folder.
    pub baseline: Option<(PathBuf, Origin)>,
}

/// A configuration that is valid, ready to be used.
#[derive(Debug)]
pub struct Config {
    /// The file, as messages name it; `None` where there is none.
    pub path: Option<String>,
    /// What it and the files that it extends say.
    pub layer: Layer,
    /// That, with overrides on top and defaults below.
    pub settings: Settings,
    /// The rules with their options.
    pub rules: Rules,
    /// `exclude`.
    pub exclude: Exclude,
    /// How postings stand in data, where `[json]` says so.
    mapping: Option<Mapping>,
    policy: Policy,
    per_file: Vec<(Exclude, Vec<String>)>,
}

impl Config {
    /// How postings stand in data, where `[json]` says so.
    pub(crate) fn mapping(&self) -> Option<&Mapping> {
        self.mapping.as_ref()
    }

    /// What decides on the findings of a file (absolute path, links resolved).
    pub fn policy(&self, path: &Path) -> Cow<'_, Policy> {
        let mut ignored = self
            .per_file
            .iter()
            .filter(|(globs, _)| globs.matches_or_parent(path, false))
            .flat_map(|(_, rules)| rules)
            .peekable();
        if ignored.peek().is_none() {
            return Cow::Borrowed(&self.policy);
        }
        let mut settings = self.settings.clone();
        settings.ignore.extend(ignored.cloned());
        // the names have been checked
        match Policy::new(&settings, &self.rules.checks.known()) {
            Ok(policy) => Cow::Owned(policy),
            Err(_) => Cow::Borrowed(&self.policy),
        }
    }
}

/// A configuration, or what is wrong with it.
pub type Governing = Result<Arc<Config>, Arc<ConfigError>>;

/// Finds and reads configurations, each once.
#[derive(Debug)]
pub struct Resolver {
    choice: Choice,
    overrides: Overrides,
    rules: &'static Rules,
    here: PathBuf,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    /// The one that holds where no folder has one, or for all files.
    fallback: Option<Governing>,
    folders: HashMap<PathBuf, Governing>,
    errors: Vec<Arc<ConfigError>>,
    budget: Budget,
    /// Rules by what they are made from: many configurations have the same ones.
    rules: HashMap<Vec<String>, Rules>,
}

impl Resolver {
    /// A resolver that has read nothing yet.
    pub fn new(choice: Choice, overrides: Overrides, rules: &'static Rules) -> Resolver {
        let here = fs::canonicalize(".").unwrap_or_default();
        Resolver {
            choice,
            overrides,
            rules,
            here,
            known: Mutex::default(),
        }
    }

    /// The configuration for what stands beside a file: absolute path, links resolved. A path that is not absolute (a
    /// pipe) counts as a file of the current folder.
    ///
    /// # Errors
    ///
    /// Where a file of the configuration cannot be read, is too large, or holds a mistake; all mistakes of the first such
    /// file are told.
    pub fn beside(&self, path: &Path) -> Governing {
        self.folder(path.parent().unwrap_or(path))
    }

    /// The configuration for the files of a folder; see [`Self::beside`].
    pub fn folder(&self, folder: &Path) -> Governing {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = if folder.is_absolute() {
            folder
        } else {
            self.here.as_path()
        };
        let mut asked = Vec::new();
        let mut found = None;
        if self.choice == Choice::Discover {
            for folder in folder.ancestors() {
                if let Some(governing) = known.folders.get(folder) {
                    found = Some(governing.clone());
                    break;
                }
                asked.push(folder);
                if let Some(path) = file_in(folder) {
                    found = Some(self.load(&path, self.shown(&path), &mut known));
                    break;
                }
            }
        }
        let governing = found.unwrap_or_else(|| self.fallback(&mut known));
        for folder in asked {
            known.folders.insert(folder.to_owned(), governing.clone());
        }
        governing
    }

    /// The configuration for the current folder; see [`Self::beside`].
    pub fn here(&self) -> Governing {
        self.folder(&self.here)
    }

    /// Which file is read.
    pub fn choice(&self) -> &Choice {
        &self.choice
    }

    /// What lies on top of every configuration.
    pub fn overrides(&self) -> &Overrides {
        &self.overrides
    }

    /// The configurations so far that are valid, each once, by the path of their file.
    pub fn configs(&self) -> Vec<Arc<Config>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let all = known.folders.values().chain(&known.fallback).flatten();
        let mut configs: Vec<Arc<Config>> = all.cloned().collect();
        configs.sort_by(|a, b| a.path.cmp(&b.path));
        configs.dedup_by(|a, b| Arc::ptr_eq(a, b));
        configs
    }

    /// What was wrong with configurations so far, in the order in which they were met.
    pub fn errors(&self) -> Vec<Arc<ConfigError>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.errors.clone()
    }

    fn fallback(&self, known: &mut Known) -> Governing {
        if let Some(fallback) = &known.fallback {
            return fallback.clone();
        }
        let fallback = match &self.choice {
            Choice::File(path) => self.load(path, display(path), known),
            Choice::Isolated | Choice::Discover => {
                let (layer, mistakes) = (Layer::default(), Mistakes::default());
                note(
                    self.assemble(None, layer, mistakes, &mut known.rules),
                    known,
                )
            }
        };
        known.fallback = Some(fallback.clone());
        fallback
    }

    fn load(&self, path: &Path, shown: String, known: &mut Known) -> Governing {
        let mut mistakes = Mistakes::default();
        let config = self
            .chain(path, shown.clone(), &mut mistakes)
            .and_then(|(layer, bytes)| {
                let shared = known.rules.contains_key(&layer.rules_from());
                let added = known.budget.add(&layer, bytes, shared);
                added.map_err(|message| ConfigError::unreadable(&shown, message))?;
                self.assemble(Some(shown), layer, mistakes, &mut known.rules)
            });
        note(config, known)
    }

    /// How messages name a file that was found: relative to the current folder where it stands there or below.
    fn shown(&self, path: &Path) -> String {
        let short = path.strip_prefix(&self.here).unwrap_or(path);
        display(short)
    }

    /// The file, on top of those that it extends, and how many bytes they have. What is wrong inside of a file goes to
    /// `mistakes`, and is left out.
    fn chain(
        &self,
        path: &Path,
        shown: String,
        mistakes: &mut Mistakes,
    ) -> Result<(Layer, usize), ConfigError> {
        let text = Text::read(path, shown.clone())
            .map_err(|message| ConfigError::unreadable(&shown, message))?;
        let mut seen = vec![fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())];
        let mut bytes = text.content.len();
        let mut layer = read(text, self.rules, mistakes);
        while let Some(extends) = layer.extends.take() {
            let refuse = |message: String| {
                let mistake = Mistake::at(&extends, message, None);
                ConfigError::new(Arc::clone(&extends.text), vec![mistake])
            };
            let cannot =
                |message: String| refuse(format!("cannot extend `{}`: {message}", extends.value));
            let (file, shown) = extends.text.file(&extends.value).map_err(cannot)?;
            let real = fs::canonicalize(&file).map_err(|e| cannot(io_message(&e)))?;
            if seen.contains(&real) {
                return Err(refuse(format!(
                    "`{}` extends itself through this line",
                    extends.value
                )));
            }
            seen.push(real);
            if seen.len() > MAX_CHAIN {
                return Err(refuse(format!(
                    "more than {MAX_CHAIN} files extend each other"
                )));
            }
            let text = Text::read(&file, shown).map_err(cannot)?;
            bytes += text.content.len();
            let base = read(text, self.rules, mistakes);
            let further = base.extends.clone();
            layer = layer.over(base);
            layer.extends = further;
        }
        Ok((layer, bytes))
    }

    fn assemble(
        &self,
        path: Option<String>,
        layer: Layer,
        mut mistakes: Mistakes,
        shared: &mut HashMap<Vec<String>, Rules>,
    ) -> Result<Config, ConfigError> {
        let mut settings = layer.settings();
        let from = layer.rules_from();
        let mut rules = match shared.get(&from) {
            Some(rules) => rules.clone(),
            None => {
                let rules = pack::extend(self.rules, &layer, &mut mistakes);
                if mistakes.none() {
                    shared.insert(from, rules.clone());
                }
                rules
            }
        };
        let options = layer.options();
        if !options.is_empty() {
            rules.checks = Arc::new(rules.checks.with_options(&options));
        }
        if mistakes.none() || layer.packs.is_none() {
            // the roles of a broken pack are not known
            settings.org.has = mistakes.roles(&layer, &rules);
        }
        let few = mistakes.few_globs(&layer);
        let exclude = match &layer.exclude {
            Some(globs) if few => mistakes.globs(&globs.value),
            _ => Exclude::default(),
        };
        let per_file = layer
            .per_file_ignores
            .iter()
            .filter(|_| few)
            .map(|(glob, ignored)| {
                let glob = Placed {
                    value: glob.clone(),
                    span: ignored.span.clone(),
                    text: Arc::clone(&ignored.text),
                };
                let globs = mistakes.globs(std::slice::from_ref(&glob));
                (globs, ignored.value.clone())
            })
            .collect();
        let mapping = mistakes.mapping(&layer);
        mistakes.told()?;

        if let Some((select, _)) = &self.overrides.select {
            settings.select.clone_from(select);
        }
        if let Some((ignore, _)) = &self.overrides.ignore {
            settings.ignore.extend_from_slice(ignore);
        }
        if let Some((severity, _)) = &self.overrides.min_severity {
            settings.min_severity = Some(*severity);
        }
        if let Some((confidence, _)) = &self.overrides.min_confidence {
            settings.min_confidence = *confidence;
        }
        settings.report_unused |= self.overrides.report_unused.is_some();
        // the names of the files were checked where they were read, those on top before
        let policy = Policy::new(&settings, &rules.checks.known()).map_err(|unknown| {
            let names: Vec<String> = unknown.iter().map(ToString::to_string).collect();
            ConfigError::unreadable(path.as_deref().unwrap_or("configuration"), names.join(", "))
        })?;
        Ok(Config {
            path,
            layer,
            settings,
            rules,
            exclude,
            mapping,
            policy,
            per_file,
        })
    }
}

fn note(config: Result<Config, ConfigError>, known: &mut Known) -> Governing {
    config.map(Arc::new).map_err(|error| {
        let error = Arc::new(error);
        known.errors.push(Arc::clone(&error));
        error
    })
}

/// The configuration file of a folder, if it has one: a file, or a link that is one or leads nowhere.
fn file_in(folder: &Path) -> Option<PathBuf> {
    FILE_NAMES
        .iter()
        .map(|name| folder.join(name))
        .find(|path| match fs::symlink_metadata(path) {
            Ok(found) if found.is_symlink() => match fs::metadata(path) {
                Ok(target) => target.is_file(),
                Err(_) => true,
            },
            Ok(found) => found.is_file(),
            // a folder that cannot be looked into holds no file that can be linted
            Err(_) => false,
        })
}

/// The layer of one file; what is wrong in it goes to `mistakes`.
fn read(text: Text, rules: &Rules, mistakes: &mut Mistakes) -> Layer {
    let text = Arc::new(text);
    let (layer, found) = parse(&text, rules);
    mistakes.of(&text, found);
    layer
}
