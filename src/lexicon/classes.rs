//! Named classes of words.

use super::pattern::{self, Node, PatternError};
use super::{Words, inflect};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The content of `rules/cues/words.toml`: classes by name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Classes by name.
    pub class: BTreeMap<String, Class>,
}

/// One class of words. Members can have several words.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Class {
    /// Verbs by their base form, irregular past forms after it ("lead led"); all inflections are members.
    verbs: Vec<String>,
    /// Nouns in the singular; plurals are members too.
    nouns: Vec<String>,
    /// Words and phrases as they stand.
    words: Vec<String>,
    /// Names of classes whose members are members here.
    include: Vec<String>,
}

/// Compiled classes.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    nodes: HashMap<String, Arc<Node>>,
}

impl Classes {
    pub(super) fn compile(file: &ClassFile, words: &mut Words) -> Result<Self, PatternError> {
        let mut nodes = HashMap::new();
        for name in file.class.keys() {
            let mut members = Vec::new();
            collect(file, name, &mut members, 0)?;
            let sequences: Vec<Vec<Node>> =
                members.iter().map(|m| pattern::literal(m, words)).collect();
            nodes.insert(name.clone(), Arc::new(pattern::any_of(sequences)));
        }
        Ok(Classes { nodes })
    }

    pub(super) fn get(&self, name: &str) -> Option<&Arc<Node>> {
        self.nodes.get(name)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.nodes.keys().map(String::as_str)
    }
}

fn collect(
    file: &ClassFile,
    name: &str,
    members: &mut Vec<String>,
    depth: usize,
) -> Result<(), PatternError> {
    let Some(class) = file.class.get(name) else {
        return Err(PatternError {
            message: format!("unknown class `{name}`"),
        });
    };
    if depth > 8 {
        return Err(PatternError {
            message: format!("class `{name}` includes itself"),
        });
    }
    members.extend(
        class
            .verbs
            .iter()
            .flat_map(|v| inflect_phrase(v, inflect::verb)),
    );
    members.extend(class.nouns.iter().flat_map(|n| last_word(n, inflect::noun)));
    members.extend(class.words.iter().cloned());
    class
        .include
        .iter()
        .try_for_each(|other| collect(file, other, members, depth + 1))
}

/// Verbs are whole specs: "lead led" is one verb with an irregular past, so phrasal verbs are written "build+out".
fn inflect_phrase(spec: &str, forms: fn(&str) -> Vec<String>) -> Vec<String> {
    let (verb, tail) = spec.split_once('+').unwrap_or((spec, ""));
    forms(verb)
        .into_iter()
        .map(|f| {
            if tail.is_empty() {
                f
            } else {
                format!("{f} {tail}")
            }
        })
        .collect()
}

/// In a noun of several words the last one is inflected ("product manager").
fn last_word(phrase: &str, forms: fn(&str) -> Vec<String>) -> Vec<String> {
    match phrase.rsplit_once(' ') {
        Some((head, last)) => forms(last)
            .into_iter()
            .map(|f| format!("{head} {f}"))
            .collect(),
        None => forms(phrase),
    }
}
