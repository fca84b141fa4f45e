//! What is wrong with the files of one configuration, gathered over all of them.

use super::error::{ConfigError, Mistake};
use super::layer::Layer;
use super::text::{Placed, Text};
use super::values::did_you_mean;
use crate::parse::mapping::Mapping;
use crate::rules::Rules;
use crate::selector::nearest;
use crate::walk::Exclude;
use std::sync::Arc;

/// Longest glob in bytes.
const MAX_GLOB: usize = 1_000;
/// Bytes of all globs of a configuration together. Each takes up to 600 bytes of memory.
const MAX_GLOBS: usize = 64 * 1024;

/// Mistakes of the files of a configuration, with the files that they stand in.
#[derive(Default)]
pub(super) struct Mistakes(Vec<(Arc<Text>, Mistake)>);

impl Mistakes {
    /// Adds the mistakes of one file.
    pub(super) fn of(&mut self, text: &Arc<Text>, mistakes: Vec<Mistake>) {
        let placed = mistakes.into_iter().map(|m| (Arc::clone(text), m));
        self.0.extend(placed);
    }

    /// Whether there are none so far.
    pub(super) fn none(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn add<T>(&mut self, place: &Placed<T>, message: String, help: Option<String>) {
        let mistake = Mistake::at(place, message, help);
        self.0.push((Arc::clone(&place.text), mistake));
    }

    /// Checks the roles that `[org]` names; gives those of `has` by the last part of their ids.
    pub(super) fn roles(&mut self, layer: &Layer, rules: &Rules) -> Vec<String> {
        let named = layer.org.has.iter().flat_map(|has| &has.value);
        let has = named.filter_map(|role| self.role(role, rules)).collect();
        let groups = layer.org.synonyms.iter().flat_map(|groups| &groups.value);
        for title in groups.flatten() {
            self.role(title, rules);
        }
        has
    }

    /// The last part of the id of the role that `word` names: an id (`product/vp`), its last part, or a title.
    fn role(&mut self, word: &Placed<String>, rules: &Rules) -> Option<String> {
        let found = rules.roles.named(&word.value);
        if found.is_none() {
            let all = rules.roles.roles.iter();
            let names = all.flat_map(|r| [short(&r.id), r.name.as_str()]);
            let help = did_you_mean(nearest(&word.value, names));
            self.add(word, format!("unknown role `{}`", word.value), help);
        }
        found.map(|role| short(&role.id).to_owned())
    }

    /// What `[json]` says; `None` where it says nothing.
    pub(super) fn mapping(&mut self, layer: &Layer) -> Option<Mapping> {
        let first = layer.json.values().next()?;
        let pointers = layer.json.iter();
        let pointers = pointers.map(|(key, pointer)| (key.as_str(), pointer.value.as_str()));
        match Mapping::new(pointers) {
            Ok(mapping) => Some(mapping),
            Err(message) => {
                self.add(first, format!("`json` {message}"), None);
                None
            }
        }
    }

    /// Checks that there are not too many globs to make something of them.
    pub(super) fn few_globs(&mut self, layer: &Layer) -> bool {
        let few = layer.glob_bytes() <= MAX_GLOBS;
        if !few {
            let message = format!("globs of more than {MAX_GLOBS} bytes together, the limit");
            let ignores = layer.per_file_ignores.values().next();
            match (&layer.exclude, ignores) {
                (Some(exclude), _) => self.add(exclude, message, None),
                (None, Some(ignores)) => self.add(ignores, message, None),
                (None, None) => {}
            }
        }
        few
    }

    /// Globs of one file, relative to its folder.
    pub(super) fn globs(&mut self, globs: &[Placed<String>]) -> Exclude {
        let Some(first) = globs.first() else {
            return Exclude::default();
        };
        if let Some(long) = globs.iter().find(|g| g.value.len() > MAX_GLOB) {
            let message = format!("a glob longer than the limit of {MAX_GLOB} bytes");
            self.add(long, message, None);
            return Exclude::default();
        }
        let texts: Vec<String> = globs.iter().map(|g| g.value.clone()).collect();
        Exclude::new(&first.text.folder, &texts).unwrap_or_else(|(index, message)| {
            let glob = globs.get(index).unwrap_or(first);
            self.add(glob, format!("not a valid glob: {message}"), None);
            Exclude::default()
        })
    }

    /// The mistakes of the first file that has some.
    pub(super) fn told(self) -> Result<(), ConfigError> {
        let Some((text, _)) = self.0.first() else {
            return Ok(());
        };
        let text = Arc::clone(text);
        let of_text = self.0.into_iter().filter(|(t, _)| Arc::ptr_eq(t, &text));
        let mistakes = of_text.map(|(_, mistake)| mistake).collect();
        Err(ConfigError::new(text, mistakes))
    }
}

/// The last part of a role id: `vp` of `product/vp`.
fn short(role: &str) -> &str {
    role.rsplit('/').next().unwrap_or(role)
}
