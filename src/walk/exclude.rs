//! What excludes and ignore files leave out.

use super::{builder, ignores, paths::or_here};
use ignore::IncrementalIgnore;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Gives the globs that hold for what stands in a folder (absolute, links resolved).
#[derive(Clone)]
pub struct Excludes(Arc<dyn Fn(&Path) -> Exclude + Send + Sync>);

impl Excludes {
    /// What `find` gives for a folder.
    pub fn new(find: impl Fn(&Path) -> Exclude + Send + Sync + 'static) -> Self {
        Excludes(Arc::new(find))
    }

    /// The globs for what stands beside `path`.
    pub(super) fn beside(&self, path: &Path) -> Exclude {
        (self.0)(path.parent().unwrap_or(path))
    }
}

impl Default for Excludes {
    fn default() -> Self {
        Excludes::new(|_| Exclude::default())
    }
}

impl fmt::Debug for Excludes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Excludes")
    }
}

/// Globs that exclude files, with the meaning of `.gitignore` lines, relative to a folder.
#[derive(Debug, Clone)]
pub struct Exclude(Arc<Gitignore>);

impl Default for Exclude {
    fn default() -> Self {
        Exclude(Arc::new(Gitignore::empty()))
    }
}

impl Exclude {
    /// Globs relative to `root`. Fails with the index of the first glob that is not valid, and what is wrong with it.
    pub fn new(root: &Path, globs: &[String]) -> Result<Exclude, (usize, String)> {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let mut builder = GitignoreBuilder::new(root);
        for (index, glob) in globs.iter().enumerate() {
            builder
                .add_line(None, glob)
                .map_err(|e| (index, e.to_string()))?;
        }
        let matcher = builder
            .build()
            .map_err(|e| (globs.len().saturating_sub(1), e.to_string()))?;
        Ok(Exclude(Arc::new(matcher)))
    }

    /// Whether this very path (absolute, links resolved) is excluded; its parents are not looked at.
    pub(super) fn matches(&self, path: &Path, is_dir: bool) -> bool {
        path.starts_with(self.0.path()) && self.0.matched(path, is_dir).is_ignore()
    }

    /// Whether this path or one of its parents below the root of the globs is excluded.
    pub fn matches_or_parent(&self, path: &Path, is_dir: bool) -> bool {
        path.starts_with(self.0.path())
            && self.0.matched_path_or_any_parents(path, is_dir).is_ignore()
    }
}

/// Whether excludes, ignore files or the rule on hidden files leave out a path that was given by name. Ignore files
/// count from the current folder down, and for paths outside of it in the folder of the path.
pub(super) struct ForceExclude<'a> {
    excludes: &'a Excludes,
    here: PathBuf,
    /// What the ignore files of the current folder say; read when it is first asked for.
    matchers: Option<Vec<IncrementalIgnore>>,
}

impl<'a> ForceExclude<'a> {
    pub(super) fn new(excludes: &'a Excludes) -> Self {
        ForceExclude {
            excludes,
            here: fs::canonicalize(".").unwrap_or_default(),
            matchers: None,
        }
    }

    /// Whether it is left out.
    ///
    /// # Errors
    ///
    /// Why that is not known: ignore files that are not read.
    pub(super) fn excludes(&mut self, path: &Path, is_dir: bool) -> Result<bool, String> {
        // the name itself is not resolved: a link is excluded by its own name
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(false);
        };
        let Ok(parent) = fs::canonicalize(or_here(parent)) else {
            return Ok(false);
        };
        if let Some(why) = ignores::refused(&parent) {
            return Err(why);
        }
        let full = parent.join(name);
        let ignored_by = |matchers: &mut [IncrementalIgnore], below: &Path| {
            matchers
                .iter_mut()
                .any(|m| m.matched(below, is_dir).is_ignore())
        };
        let ignored = match full.strip_prefix(&self.here) {
            Ok(below) => {
                let here = &self.here;
                let matchers = &mut self.matchers;
                ignored_by(
                    matchers.get_or_insert_with(|| builder(here).build_matchers()),
                    below,
                )
            }
            Err(_) => ignored_by(&mut builder(&parent).build_matchers(), Path::new(name)),
        };
        Ok(ignored || self.excludes.beside(&full).matches_or_parent(&full, is_dir))
    }
}
