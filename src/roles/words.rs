//! The words of titles, read from `rules/roles/titles.toml` and the `[titles]` part of a function's role file.

use super::Rungs;
use crate::lexicon::WordMap;
use crate::rule_file::Placed;
use crate::rule_file::{RuleFile, RulesError};
use aho_corasick::{AhoCorasick, MatchKind};
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
struct Compound {
    words: Vec<String>,
    #[serde(rename = "as")]
    noun: String,
}

/// `[titles]` of a role file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FunctionTitles {
    pub nouns: Vec<String>,
    #[serde(default)]
    pub plurals: Vec<String>,
    #[serde(default)]
    management: Vec<String>,
    pub manager_words: Vec<String>,
    #[serde(default)]
    pub owner_words: Vec<String>,
    #[serde(default)]
    compounds: Vec<Compound>,
    #[serde(default)]
    pub between: Vec<Between>,
    #[serde(default)]
    partners: Vec<String>,
    #[serde(default)]
    pub short: Vec<Short>,
    #[serde(default)]
    context: Vec<String>,
    #[serde(default)]
    strangers: Vec<String>,
    /// False friends: phrases that name another job, beside those of all functions.
    #[serde(default)]
    phrases: Vec<String>,
    /// Levels and leaders beside those of all functions; their words mean this here.
    #[serde(default)]
    levels: Vec<Level>,
    #[serde(default)]
    leaders: Vec<Leader>,
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
    fn own_words(&self) -> impl Iterator<Item = &String> {
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
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    neutral: Vec<String>,
    of: Vec<String>,
    functions: Vec<String>,
    agents: Vec<String>,
    strangers: Vec<String>,
    behind: Vec<String>,
    phrases: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TitlesFile {
    spelling: WordMap<String>,
    entities: HashMap<String, String>,
    genders: Vec<String>,
    level: Vec<Level>,
    leader: Vec<Leader>,
    words: Words,
    #[serde(default)]
    mention: Vec<MentionWords>,
    mentions: MentionLists,
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

/// What a word or phrase can be in a title; several at a time.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Meaning {
    pub level: Option<u16>,
    pub leader: Option<u16>,
    pub between: Option<u16>,
    pub short: Option<u16>,
    flags: u32,
}

/// A flag of [`Meaning`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Is {
    Noun = 1,
    Plural = 1 << 1,
    Management = 1 << 2,
    Manager = 1 << 3,
    Owner = 1 << 4,
    Of = 1 << 5,
    Neutral = 1 << 6,
    Function = 1 << 7,
    Agent = 1 << 8,
    Stranger = 1 << 9,
    Behind = 1 << 10,
    Partner = 1 << 11,
    Context = 1 << 12,
    NotShort = 1 << 13,
    CompoundManager = 1 << 14,
    CompoundOwner = 1 << 15,
    CompoundManagement = 1 << 16,
}

impl Meaning {
    pub(super) fn is(self, flag: Is) -> bool {
        self.flags & flag as u32 != 0
    }
}

/// All words of titles.
#[derive(Debug, Clone)]
pub(super) struct Vocabulary {
    pub spelling: WordMap<String>,
    pub entities: HashMap<String, String>,
    /// Words of tags such as "(m/f/d)".
    pub genders: HashSet<String>,
    meanings: WordMap<Meaning>,
    /// Words that begin an entry of more than one word.
    openers: WordMap<usize>,
    pub levels: Vec<Level>,
    pub leaders: Vec<Leader>,
    pub titles: FunctionTitles,
    /// Anchors: those of the function where it has some, else the general ones.
    pub mention_words: Vec<MentionWords>,
    pub mention_lists: MentionLists,
    /// Finds anchor words; the second list says which entry of `mention_words` a pattern belongs to.
    pub anchors: AhoCorasick,
    pub anchor_words: Vec<usize>,
}

impl Vocabulary {
    /// Reads titles.toml, and joins the words of a function to it; `others` are the nouns of functions beside it.
    pub(super) fn load(
        file: RuleFile<'_>,
        titles: FunctionTitles,
        others: &[String],
    ) -> Result<Vocabulary, RulesError> {
        let raw: TitlesFile = file.read()?;
        let mut patterns = Vec::new();
        let mut anchor_words = Vec::new();
        let mention_words = match titles.mention.is_empty() {
            true => raw.mention,
            false => titles.mention.clone(),
        };
        for (i, entry) in mention_words.iter().enumerate() {
            for word in &entry.words {
                patterns.push(word.as_str());
                anchor_words.push(i);
            }
        }
        let anchors = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(&patterns)
            .map_err(|e| file.error(e))?;
        let mut v = Vocabulary {
            spelling: raw.spelling,
            entities: raw.entities,
            genders: raw.genders.into_iter().collect(),
            meanings: WordMap::default(),
            openers: WordMap::default(),
            levels: raw.level,
            leaders: raw.leader,
            titles,
            mention_words,
            mention_lists: raw.mentions,
            anchors,
            anchor_words,
        };
        let bad = |word: &str, message: &str| {
            let at = file.text().find(&format!("\"{word}\"")).unwrap_or(0);
            file.error_at(at, &format!("`{word}`: {message}"))
        };
        let nouns: HashSet<&String> = v.titles.nouns.iter().chain(&v.titles.plurals).collect();
        // "engineering manager" is somebody else's title except in the engineering ladder
        let foreign = |words: &[String]| -> Vec<String> {
            let own = |w: &&String| !w.split(' ').any(|part| nouns.contains(&part.to_owned()));
            words.iter().filter(own).cloned().collect()
        };
        let (mut functions, agents) = (foreign(&raw.words.functions), foreign(&raw.words.agents));
        functions.extend(foreign(others));
        for (words, flag) in [
            (&raw.words.neutral, Is::Neutral),
            (&raw.words.of, Is::Of),
            (&functions, Is::Function),
            (&agents, Is::Agent),
            (&raw.words.strangers, Is::Stranger),
            (&raw.words.behind, Is::Behind),
        ] {
            v.flag(words, flag);
        }
        // A false friend means nothing at all, which is what keeps its words from meaning something.
        for phrase in &raw.words.phrases {
            v.entry(phrase);
        }
        let t = v.titles.clone();
        for word in t.own_words() {
            v.entry(word).flags &= !(Is::Function as u32 | Is::Agent as u32);
        }
        for (words, flag) in [
            (&t.nouns, Is::Noun),
            (&t.plurals, Is::Plural),
            (&t.management, Is::Management),
            (&t.manager_words, Is::Manager),
            (&t.owner_words, Is::Owner),
            (&t.partners, Is::Partner),
            (&t.context, Is::Context),
            (&t.strangers, Is::NotShort),
        ] {
            v.flag(words, flag);
        }
        for compound in &t.compounds {
            let flag = match compound.noun.as_str() {
                "manager" => Is::CompoundManager,
                "owner" => Is::CompoundOwner,
                _ => Is::CompoundManagement,
            };
            v.flag(&compound.words, flag);
        }
        for (i, level) in v.levels.clone().iter().enumerate() {
            for word in &level.words {
                if v.entry(word).level.replace(i as u16).is_some() {
                    return Err(bad(word, "stands in two levels"));
                }
            }
        }
        for (i, leader) in v.leaders.clone().iter().enumerate() {
            for word in &leader.words {
                if v.entry(word).leader.replace(i as u16).is_some() {
                    return Err(bad(word, "stands in two leaders"));
                }
            }
        }
        for phrase in &t.phrases {
            *v.entry(phrase) = Meaning::default();
        }
        for level in t.levels {
            for word in &level.words {
                v.entry(word).level = Some(v.levels.len() as u16);
            }
            v.levels.push(level);
        }
        for leader in t.leaders {
            for word in &leader.words {
                v.entry(word).leader = Some(v.leaders.len() as u16);
            }
            v.leaders.push(leader);
        }
        for (i, between) in t.between.iter().enumerate() {
            for word in &between.words {
                v.entry(word).between = Some(i as u16);
            }
        }
        for (i, short) in t.short.iter().enumerate() {
            for word in &short.words {
                v.entry(word).short = Some(i as u16);
            }
        }
        if let Some(long) = v
            .meanings
            .keys()
            .find(|k| k.split(' ').count() > MAX_PHRASE)
        {
            return Err(bad(long, "has more than four words"));
        }
        Ok(v)
    }

    /// What is wrong with the words of a function: the word, and one lower-case sentence. Words of rule packs have not been
    /// read by anybody yet.
    pub(super) fn mistake(titles: &FunctionTitles) -> Option<(&str, String)> {
        let count = titles.all_words().count();
        if count > MAX_WORDS {
            let first = titles.nouns.first().map_or("", String::as_str);
            let message = format!("{count} words of titles, more than the limit of {MAX_WORDS}");
            return Some((first, message));
        }
        titles.all_words().find_map(|word| {
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

    /// Keys that the role tables of `[titles]` can have.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let levels = self.levels.iter().map(|l| l.key.as_str());
        let leaders = self.leaders.iter().map(|l| l.key.as_str());
        let between = self.titles.between.iter().map(|b| b.key.as_str());
        levels.chain(leaders).chain(between)
    }

    fn flag(&mut self, words: &[String], flag: Is) {
        for word in words {
            self.entry(word).flags |= flag as u32;
        }
    }

    fn entry(&mut self, phrase: &str) -> &mut Meaning {
        // Entries are written as people write them; the same spellings apply to them as to titles.
        let mut spelled = String::with_capacity(phrase.len());
        for word in phrase.split([' ', '-']) {
            if !spelled.is_empty() {
                spelled.push(' ');
            }
            spelled.push_str(self.spelling.get(word).map_or(word, String::as_str));
        }
        if let Some((first, rest)) = spelled.split_once(' ') {
            let count = rest.split(' ').count() + 1;
            let longest = self.openers.entry(first.to_owned()).or_default();
            *longest = (*longest).max(count);
        }
        self.meanings.entry(spelled).or_default()
    }

    /// What `phrase` (lower case, spelled) means.
    pub(super) fn meaning(&self, phrase: &str) -> Option<Meaning> {
        self.meanings.get(phrase).copied()
    }

    /// How many words the longest entry that begins with `word` has.
    pub(super) fn longest_from(&self, word: &str) -> usize {
        self.openers.get(word).copied().unwrap_or(1)
    }

    pub(super) fn level(&self, meaning: Meaning) -> Option<&Level> {
        self.levels.get(usize::from(meaning.level?))
    }

    pub(super) fn leader(&self, meaning: Meaning) -> Option<&Leader> {
        self.leaders.get(usize::from(meaning.leader?))
    }

    pub(super) fn between(&self, meaning: Meaning) -> Option<&Between> {
        self.titles.between.get(usize::from(meaning.between?))
    }

    pub(super) fn short(&self, meaning: Meaning) -> Option<&Short> {
        self.titles.short.get(usize::from(meaning.short?))
    }
}
