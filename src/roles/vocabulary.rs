//! The vocabulary of titles: the words of all functions and those of one, joined, and what each can mean.

use super::words::{
    Between, FunctionTitles, Leader, Level, MAX_PHRASE, MentionLists, MentionWords, Short,
    TitlesFile,
};
use crate::lexicon::WordMap;
use crate::rule_file::{RuleFile, RulesError};
use aho_corasick::{AhoCorasick, MatchKind};
use std::collections::{HashMap, HashSet};

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

/// Where a [`Meaning`] says which entry of a list it is.
type Slot = fn(&mut Meaning) -> &mut Option<u16>;

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
            levels: Vec::new(),
            leaders: Vec::new(),
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
        for (i, level) in raw.level.iter().enumerate() {
            if let Some(word) = v.point(&level.words, i, |m| &mut m.level) {
                return Err(bad(word, "stands in two levels"));
            }
        }
        for (i, leader) in raw.leader.iter().enumerate() {
            if let Some(word) = v.point(&leader.words, i, |m| &mut m.leader) {
                return Err(bad(word, "stands in two leaders"));
            }
        }
        for phrase in &t.phrases {
            *v.entry(phrase) = Meaning::default();
        }
        for (i, level) in (raw.level.len()..).zip(&t.levels) {
            v.point(&level.words, i, |m| &mut m.level);
        }
        for (i, leader) in (raw.leader.len()..).zip(&t.leaders) {
            v.point(&leader.words, i, |m| &mut m.leader);
        }
        for (i, between) in t.between.iter().enumerate() {
            v.point(&between.words, i, |m| &mut m.between);
        }
        for (i, short) in t.short.iter().enumerate() {
            v.point(&short.words, i, |m| &mut m.short);
        }
        v.levels = raw.level.into_iter().chain(t.levels).collect();
        v.leaders = raw.leader.into_iter().chain(t.leaders).collect();
        if let Some(long) = v
            .meanings
            .keys()
            .find(|k| k.split(' ').count() > MAX_PHRASE)
        {
            return Err(bad(long, "has more than four words"));
        }
        Ok(v)
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

    /// Lets `words` mean this entry of the list that `slot` is for. Returns the first of them that meant another one.
    fn point<'w>(&mut self, words: &'w [String], index: usize, slot: Slot) -> Option<&'w str> {
        let mut first = None;
        for word in words {
            let before = slot(self.entry(word)).replace(index as u16);
            first = first.or(before.map(|_| word.as_str()));
        }
        first
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
