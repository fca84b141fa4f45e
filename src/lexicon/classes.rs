//! Named classes of words.

use super::pattern::{self, Node, PatternError};
use super::{WordId, Words, inflect};
use serde::Deserialize;
use std::collections::BTreeMap;

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

/// Members that a class may have, those of included classes and all inflections counted.
const MOST_MEMBERS: usize = 20_000;

impl ClassFile {
    /// Number of words of all classes, as they are written.
    pub fn words(&self) -> usize {
        let words = |c: &Class| c.verbs.len() + c.nouns.len() + c.words.len() + c.include.len();
        self.class.values().map(words).sum()
    }
}

/// Those classes of `file` that are `wanted`, each with its members, and classes that they include.
pub(super) fn read<'f>(
    file: &'f ClassFile,
    wanted: impl Fn(&str) -> bool,
    words: &mut Words,
) -> Result<BTreeMap<&'f str, Members>, PatternError> {
    let mut members = BTreeMap::new();
    for name in file.class.keys().filter(|name| wanted(name)) {
        collect(file, name, &mut members, words, 0)?;
    }
    Ok(members)
}

/// Members of a class: single words, and phrases.
#[derive(Debug, Default)]
pub(super) struct Members {
    words: Vec<WordId>,
    phrases: Vec<Vec<Node>>,
}

impl Members {
    fn add(&mut self, member: &str, words: &mut Words) {
        if member.bytes().all(|b| b.is_ascii_alphanumeric()) && !member.is_empty() {
            return self.words.push(words.intern(member));
        }
        let mut parts = pattern::split_words(member);
        match (parts.next(), parts.next()) {
            (Some(word), None) => self.words.push(words.intern(word)),
            _ => self.phrases.push(pattern::literal(member, words)),
        }
    }

    pub fn node(self) -> Node {
        pattern::any_of(self.words, self.phrases)
    }
}

/// Adds the members of class `name` to `done`, those of the classes that it includes first.
fn collect<'f>(
    file: &'f ClassFile,
    name: &'f str,
    done: &mut BTreeMap<&'f str, Members>,
    words: &mut Words,
    depth: usize,
) -> Result<(), PatternError> {
    if done.contains_key(name) {
        return Ok(());
    }
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
    let mut members = Members::default();
    for verb in &class.verbs {
        inflect_phrase(verb, inflect::verb, |m| members.add(m, words));
    }
    for noun in &class.nouns {
        last_word(noun, inflect::noun, |m| members.add(m, words));
    }
    for word in &class.words {
        members.add(word, words);
    }
    for other in &class.include {
        collect(file, other, done, words, depth + 1)?;
        if let Some(included) = done.get(other.as_str()) {
            members.words.extend(&included.words);
            members.phrases.extend(included.phrases.iter().cloned());
        }
    }
    if members.words.len() + members.phrases.len() > MOST_MEMBERS {
        return Err(PatternError {
            message: format!("class `{name}` has more than {MOST_MEMBERS} members"),
        });
    }
    done.insert(name, members);
    Ok(())
}

/// Verbs are whole specs: "lead led" is one verb with an irregular past, so phrasal verbs are written "build+out".
fn inflect_phrase(spec: &str, forms: fn(&str) -> Vec<String>, mut member: impl FnMut(&str)) {
    match spec.split_once('+') {
        Some((verb, tail)) => forms(verb)
            .iter()
            .for_each(|f| member(&[f, tail].join(" "))),
        None => forms(spec).iter().for_each(|f| member(f)),
    }
}

/// In a noun of several words the last one is inflected ("product manager").
fn last_word(phrase: &str, forms: fn(&str) -> Vec<String>, mut member: impl FnMut(&str)) {
    match phrase.rsplit_once(' ') {
        Some((head, last)) => forms(last)
            .iter()
            .for_each(|f| member(&[head, f].join(" "))),
        None => forms(phrase).iter().for_each(|f| member(f)),
    }
}
