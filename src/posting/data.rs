//! `rules/sections.toml`, read and compiled once.

use super::SectionKind;
use super::facts::FactRules;
use super::headings::Headings;
use super::phrases::Phrases;
use super::words::{Labels, Openings, WordSet, fold};
use crate::lexicon::{self, Finder};
use crate::rule_file::builtin;
use crate::rule_file::{RuleFile, RulesError};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// Everything that `rules/` says about reading a posting.
#[derive(Debug)]
pub struct PostingRules {
    pub(super) title: TitleWords,
    pub(super) words: GrammarWords,
    pub(super) headings: Headings,
    pub(super) votes: Phrases<(SectionKind, f32)>,
    pub(super) starts: Starts,
    pub(super) subject: SubjectWords,
    pub(super) statements: StatementWords,
    /// Where a clause about somebody beside the role begins: one past the word that opens it ("with the VP, who").
    pub(super) beside: Finder,
    pub(super) facts: FactRules,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    title: TitleWords,
    pub(super) words: GrammarWords,
    pub(super) headings: BTreeMap<String, Vec<String>>,
    pub(super) slots: BTreeMap<String, Vec<String>>,
    pub(super) phrase: Vec<KeyPhrases>,
    pub(super) endings: BTreeMap<String, Vec<String>>,
    vote: Vec<Vote>,
    starts: StartsFile,
    verbs: Verbs,
    subject: SubjectFile,
    statements: StatementsFile,
}

/// `[words]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GrammarWords {
    pub empty: WordSet,
    pub pronouns: WordSet,
    pub second_person: WordSet,
    pub first_person: WordSet,
}

/// `[title]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TitleWords {
    pub keys: Vec<String>,
    pub labels: Labels,
    pub not_titles: WordSet,
    pub not_title_starts: Vec<String>,
    pub words: WordSet,
    pub not_words: WordSet,
    pub files: WordSet,
    pub max_words: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyPhrases {
    pub kind: SectionKind,
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vote {
    kind: SectionKind,
    weight: f32,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct StartsFile {
    weight: f32,
    #[serde(flatten)]
    kinds: BTreeMap<SectionKind, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    base: Vec<String>,
    doubling: HashSet<String>,
    adverbs: WordSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SubjectFile {
    person_anywhere: Vec<String>,
    person: Vec<String>,
    company: Vec<String>,
    other: Vec<String>,
    company_verbs: WordSet,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementsFile {
    long: usize,
    abbreviations: WordSet,
    connectives: WordSet,
    demands: Vec<String>,
}

/// How statements begin.
#[derive(Debug)]
pub(super) struct Starts {
    /// One or two words in lower case, and the section they speak for.
    words: Openings<SectionKind>,
    /// What such a start weighs.
    pub weight: f32,
    /// Verbs of duties: base form, third person, gerund.
    verbs: WordSet,
    adverbs: WordSet,
}

impl Starts {
    /// The section that the first words of `text` speak for.
    pub fn kind(&self, text: &str) -> Option<SectionKind> {
        let mut words = text.split_whitespace().map(fold);
        let first = words.next()?;
        self.words.longest(&first, words.clone()).or_else(|| {
            let mut second = || words.next().unwrap_or_default();
            (self.verbs.contains(&first)
                || (self.adverbs.contains(&first) && self.verbs.contains(&second())))
            .then_some(SectionKind::Responsibilities)
        })
    }

    /// Whether statements begin with `word`, whatever their section.
    pub fn is_start(&self, word: &str) -> bool {
        self.verbs.contains(word) || self.words.has_word(word)
    }
}

/// What statements speak of.
#[derive(Debug)]
pub(super) struct SubjectWords {
    pub person_anywhere: Phrases<()>,
    /// First words, and who they speak of.
    pub starts: Openings<super::Subject>,
    pub company_verbs: WordSet,
}

/// How statements are split.
#[derive(Debug)]
pub(super) struct StatementWords {
    pub long: usize,
    pub abbreviations: WordSet,
    pub connectives: WordSet,
    /// First words of a statement that asks for something, wherever it stands.
    pub demands: Openings<()>,
}

const FILE: RuleFile<'static> = builtin!("sections.toml");

/// The kind of a key of `[headings]`; `role` is no section of its own.
pub(super) fn kind_of(name: &str) -> Result<SectionKind, RulesError> {
    SectionKind::deserialize(
        serde::de::value::StrDeserializer::<serde::de::value::Error>::new(name),
    )
    .map_err(|e| FILE.error(e))
}

impl PostingRules {
    /// Classes of words that the patterns of `rules/facts.toml` use.
    ///
    /// # Errors
    /// A message with line and column where the file cannot be read.
    pub fn classes() -> Result<lexicon::ClassFile, RulesError> {
        FactRules::classes()
    }

    /// Reads the rules; the patterns' words become known to `lexicon`.
    ///
    /// # Errors
    /// A message with line and column where a file cannot be read, or with the pattern that cannot be used.
    pub fn load(lexicon: &mut lexicon::Builder) -> Result<Self, RulesError> {
        let file: File = FILE.read()?;
        let headings = Headings::new(&file)?;
        let votes = Phrases::new(
            file.vote
                .iter()
                .flat_map(|v| v.words.iter().map(|w| (w.as_str(), (v.kind, v.weight)))),
        );
        let words = Openings::new(
            file.starts
                .kinds
                .into_iter()
                .flat_map(|(kind, list)| list.into_iter().map(move |w| (w, kind))),
        );
        let verbs = file
            .verbs
            .base
            .iter()
            .flat_map(|v| forms(v, file.verbs.doubling.contains(v)))
            .collect();
        let SubjectFile {
            person_anywhere,
            person,
            company,
            other,
            company_verbs,
        } = file.subject;
        let starts = [
            (person, super::Subject::Person),
            (company, super::Subject::Company),
            (other, super::Subject::Other),
        ];
        let starts = starts
            .into_iter()
            .flat_map(|(list, subject)| list.into_iter().map(move |w| (w, subject)));
        Ok(PostingRules {
            title: file.title,
            words: file.words,
            headings,
            votes,
            starts: Starts {
                words,
                weight: file.starts.weight,
                verbs,
                adverbs: file.verbs.adverbs,
            },
            subject: SubjectWords {
                person_anywhere: Phrases::new(person_anywhere.iter().map(|p| (p.as_str(), ()))),
                starts: Openings::new(starts),
                company_verbs,
            },
            statements: StatementWords {
                long: file.statements.long,
                abbreviations: file.statements.abbreviations,
                connectives: file.statements.connectives,
                demands: Openings::new(file.statements.demands.into_iter().map(|d| (d, ()))),
            },
            beside: lexicon
                .compile("<beside> ..8 <relative>")
                .map(Finder::new)
                .map_err(|e| RuleFile::toml("cues/words.toml", "").error(e))?,
            facts: FactRules::load(lexicon)?,
        })
    }
}

/// Base form, third person and gerund of a verb.
fn forms(verb: &str, doubles: bool) -> [String; 3] {
    let stem = verb.strip_suffix('e').filter(|s| !s.ends_with('e'));
    let third = if verb.ends_with("ss") || verb.ends_with("sh") || verb.ends_with("ch") {
        format!("{verb}es")
    } else if let Some(stem) = verb
        .strip_suffix('y')
        .filter(|s| !s.ends_with(['a', 'e', 'o', 'u']))
    {
        format!("{stem}ies")
    } else {
        format!("{verb}s")
    };
    let gerund = match (stem, verb.chars().next_back()) {
        (Some(stem), _) => format!("{stem}ing"),
        (None, Some(last)) if doubles => format!("{verb}{last}ing"),
        _ => format!("{verb}ing"),
    };
    [verb.to_owned(), third, gerund]
}
