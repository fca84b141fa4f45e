//! Titles that name a role, made from the words of its function: the other way round than [`Catalogue::match_title`].

use super::{Catalogue, Role};
use crate::rule_file::Placed;
use std::collections::BTreeMap;

/// Words of a level or leader that are tried.
const WORDS: usize = 2;
/// Titles of a role that are given.
const TITLES: usize = 8;

impl Catalogue {
    /// Titles that [`Catalogue::match_title`] maps to this role, the commonest words first, in small letters.
    pub fn titles_of(&self, role: &Role) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for title in self.candidates(role) {
            let names_it = || self.match_title(&title).is_some_and(|m| m.role == role.id);
            if titles.len() < TITLES && !titles.contains(&title) && names_it() {
                titles.push(title);
            }
        }
        titles
    }

    /// Whether such a title is known.
    pub fn is_named(&self, role: &Role) -> bool {
        !self.titles_of(role).is_empty()
    }

    fn candidates(&self, role: &Role) -> Vec<String> {
        let mut found = vec![role.name.to_lowercase()];
        let Some(function) = self.function(&role.function) else {
            return found;
        };
        let (vocabulary, words) = (&function.vocabulary, &function.vocabulary.titles);
        let Some(noun) = words.nouns.first() else {
            return found;
        };
        let keys = |table: &BTreeMap<String, Placed<String>>| -> Vec<String> {
            let of_role = table.iter().filter(|(_, id)| *id.get_ref() == role.id);
            of_role.map(|(key, _)| key.clone()).collect()
        };
        for (table, heads) in [
            (&words.manager, &words.manager_words),
            (&words.owner, &words.owner_words),
        ] {
            let Some(head) = heads.first() else { continue };
            for key in keys(table) {
                if key == "plain" {
                    found.push(format!("{noun} {head}"));
                }
                for level in vocabulary.levels.iter().filter(|l| l.key == key) {
                    let words = level.words.iter().take(WORDS);
                    found.extend(words.map(|word| format!("{word} {noun} {head}")));
                }
                for between in words.between.iter().filter(|b| b.key == key) {
                    let end = if between.complete { "" } else { head };
                    let words = between.words.iter().take(WORDS);
                    let title = |word| format!("{noun} {word} {end}").trim_end().to_owned();
                    found.extend(words.map(title));
                }
            }
        }
        for key in keys(&words.leader) {
            for leader in vocabulary.leaders.iter().filter(|l| l.key == key) {
                for word in leader.words.iter().take(WORDS) {
                    found.push(format!("{word} of {noun}"));
                    found.push(format!("{noun} {word}"));
                }
            }
        }
        // short forms for whatever role they are
        let short = words.short.iter().flat_map(|s| s.words.iter().take(WORDS));
        found.extend(short.cloned());
        found
    }
}
