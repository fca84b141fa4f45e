//! The words of titles as files state them: `rules/roles/titles.toml` and the `[titles]` part of a function's role file.

use super::Rungs;
use crate::lexicon::WordMap;
use crate::rule_file::Placed;
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Longest entry, in words.
pub(super) const MAX_PHRASE: usize = 4;
/// Words that a function may add.
const MAX_WORDS: usize = 5_000;

/// A level before or after a head noun: "Senior", "Associate", "all levels".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Level {
    pub key: String,
    pub words: Vec<String>,
    pub rungs: Rungs,
    /// Counts directly behind the head, whatever follows: "Product Manager Intern 2026".
    #[serde(default)]
    pub tail: bool,
    /// In a part of its own it may be a corporate grade.
    #[serde(default)]
    pub grade: bool,
    /// Names more than one level.
    #[serde(default)]
    pub several: bool,
    /// Counts only next to the head noun: "Group".
    #[serde(default)]
    pub adjacent: bool,
    /// Widens the plain title and yields to any other level.
    #[serde(default)]
    pub plain: bool,
}

/// A leader: "Head of Product", "VP, Product", "Product Director".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leader {
    pub key: String,
    pub words: Vec<String>,
    pub rungs: Rungs,
    /// May follow words that the lists do not know.
    #[serde(default)]
    pub strong: bool,
    /// "Product X" is a title.
    #[serde(default)]
    pub bare: bool,
    /// Beside "Product Manager" it is a corporate grade.
    #[serde(default)]
    pub grade: bool,
    /// A title only with "of".
    #[serde(default)]
    pub needs_of: bool,
    /// A title only with "product management".
    #[serde(default)]
    pub management: bool,
    /// Rungs where it stands before "Product Manager".
    pub over: Option<Rungs>,
    /// Rungs beside "product" without "management".
    pub plain: Option<Rungs>,
}

/// What may stand between noun and "manager".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Between {
    pub words: Vec<String>,
    pub key: String,
    pub rungs: Rungs,
    /// The words hold "manager" already.
    #[serde(default)]
    pub complete: bool,
}

/// A short form: "PM", "CPO".
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Short {
    pub words: Vec<String>,
    /// Leader key.
    pub leader: Option<String>,
    /// `manager` or `owner`.
    pub head: Option<String>,
    /// Level key that the form contains.
    pub level: Option<String>,
    /// Stands for a title without more context.
    pub own: bool,
    /// Words that make other short forms doubtful do not make this one so.
    #[serde(default)]
    pub loose: bool,
    /// Words beside which it means something else.
    #[serde(default)]
    pub unless: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Compound {
    pub words: Vec<String>,
    #[serde(rename = "as")]
    pub noun: String,
}

/// `[titles]` of a role file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionTitles {
    pub nouns: Vec<String>,
    #[serde(default)]
    pub plurals: Vec<String>,
    #[serde(default)]
    pub management: Vec<String>,
    pub manager_words: Vec<String>,
    #[serde(default)]
    pub owner_words: Vec<String>,
    #[serde(default)]
    pub compounds: Vec<Compound>,
    #[serde(default)]
    pub between: Vec<Between>,
    #[serde(default)]
    pub partners: Vec<String>,
    #[serde(default)]
    pub short: Vec<Short>,
    #[serde(default)]
    pub context: Vec<String>,
    #[serde(default)]
    pub strangers: Vec<String>,
    /// False friends: phrases that name another job, beside those of all functions.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// Levels and leaders beside those of all functions; their words mean this here.
    #[serde(default)]
    pub levels: Vec<Level>,
    #[serde(default)]
    pub leaders: Vec<Leader>,
    /// Anchor words of its titles in running text, beside those of all functions.
    #[serde(default)]
    pub mention: Vec<MentionWords>,
    /// Rungs of the title without any level.
    #[serde(default = "plain_rungs")]
    pub plain: Rungs,
    #[serde(default = "numerals")]
    pub numerals: Vec<Rungs>,
    pub manager: BTreeMap<String, Placed<String>>,
    #[serde(default)]
    pub owner: BTreeMap<String, Placed<String>>,
    #[serde(default)]
    pub leader: BTreeMap<String, Placed<String>>,
}

fn plain_rungs() -> Rungs {
    Rungs { lo: 2, hi: 2 }
}

/// I to V, as the product titles count them.
fn numerals() -> Vec<Rungs> {
    [(1, 2), (2, 3), (3, 4), (4, 4), (4, 5)]
        .map(|(lo, hi)| Rungs { lo, hi })
        .into()
}

impl FunctionTitles {
    /// Words of the function: what general lists say of them does not count here.
    pub(super) fn own_words(&self) -> impl Iterator<Item = &String> {
        [
            &self.nouns,
            &self.plurals,
            &self.management,
            &self.manager_words,
            &self.owner_words,
        ]
        .into_iter()
        .chain(self.compounds.iter().map(|c| &c.words))
        .chain(self.between.iter().map(|b| &b.words))
        .chain(self.short.iter().map(|s| &s.words))
        .flatten()
    }

    /// Every word and phrase that the function adds.
    fn all_words(&self) -> impl Iterator<Item = &String> {
        self.own_words()
            .chain(&self.partners)
            .chain(&self.context)
            .chain(&self.strangers)
            .chain(&self.phrases)
            .chain(self.levels.iter().flat_map(|l| &l.words))
            .chain(self.leaders.iter().flat_map(|l| &l.words))
            .chain(self.mention.iter().flat_map(|m| &m.words))
    }

    /// What is wrong with the words of a function: the word, and one lower-case sentence. Words of rule packs have not been
    /// read by anybody yet.
    pub(super) fn mistake(&self) -> Option<(&str, String)> {
        let count = self.all_words().count();
        if count > MAX_WORDS {
            let first = self.nouns.first().map_or("", String::as_str);
            let message = format!("{count} words of titles, more than the limit of {MAX_WORDS}");
            return Some((first, message));
        }
        self.all_words().find_map(|word| {
            let words = word.split([' ', '-']).count();
            let message = if word.is_empty() || word.split(' ').any(str::is_empty) {
                "words are separated by one space, and none is empty".to_owned()
            } else if words > MAX_PHRASE {
                format!("has more than {MAX_PHRASE} words")
            } else if word.chars().any(char::is_uppercase) {
                "words of titles are written in lower case".to_owned()
            } else {
                return None;
            };
            Some((word.as_str(), message))
        })
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub neutral: Vec<String>,
    pub of: Vec<String>,
    pub functions: Vec<String>,
    pub agents: Vec<String>,
    pub strangers: Vec<String>,
    pub behind: Vec<String>,
    pub phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitlesFile {
    pub spelling: WordMap<String>,
    pub entities: HashMap<String, String>,
    pub genders: Vec<String>,
    pub level: Vec<Level>,
    pub leader: Vec<Leader>,
    pub words: Words,
    #[serde(default)]
    pub mention: Vec<MentionWords>,
    pub mentions: MentionLists,
}

/// How a title in running text is completed from its anchor word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Shape {
    /// Complete in itself: "CEO".
    Alone,
    /// "VP", "VP of Engineering", "Marketing Director".
    Leader,
    /// "Head of Design": nothing without its object.
    Head,
    /// "Chief Revenue Officer": up to "officer".
    Chief,
    /// "Engineering Manager", "Manager of Engineering": nothing without its function.
    Manager,
    /// "Team Lead": nothing without what stands before it.
    Lead,
    /// "Principal Engineer": nothing without the person behind it.
    Rank,
    /// "PM", in capitals.
    Short,
}

/// Anchor words of titles in running text.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MentionWords {
    pub shape: Shape,
    pub words: Vec<String>,
    pub rungs: Rungs,
    /// Chief executive, founder, owner, board.
    #[serde(default)]
    pub top: bool,
    /// Rungs together with a function of `contributors`.
    pub contributor: Option<Rungs>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MentionLists {
    /// Levels that a title in running text can begin with.
    pub levels: HashSet<String>,
    /// The same where they are written with a capital; else they are verbs or plain nouns.
    pub capital_levels: HashSet<String>,
    /// Words inside a title beside functions.
    pub inside: HashSet<String>,
    /// Functions whose managers manage no people as a rule.
    pub contributors: HashSet<String>,
    /// "Line manager" names nobody's rung.
    pub skip: HashSet<String>,
}
