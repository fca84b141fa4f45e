//! The built-in rule data of `rules/`, loaded once.

use crate::checks::Rulebook;
use crate::evidence::cues::{CueFile, Cues};
use crate::evidence::model::Model;
use crate::lexicon::{Builder, ClassFile, Lexicon, PatternError};
use crate::posting::PostingRules;
use crate::roles::Catalogue;
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::OnceLock;

/// A rule file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError {
    /// File under `rules/`.
    pub file: String,
    /// What is wrong, with line and column where known.
    pub message: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}", self.file, self.message)
    }
}

impl std::error::Error for RulesError {}

/// Everything that `rules/` says.
#[derive(Debug)]
pub struct Rules {
    /// Role definitions.
    pub roles: Catalogue,
    /// Metadata and wording of the checks.
    pub checks: Rulebook,
    /// How a posting is read.
    pub posting: PostingRules,
    /// The automaton over all words that any rule knows.
    pub lexicon: Lexicon,
    /// Cues.
    pub cues: Cues,
    /// Kinds of evidence and their weights.
    pub model: Model,
}

/// The cue files, in the order in which `inspect` lists their cues.
const CUES: [(&str, &str); 9] = [
    (
        "cues/people.toml",
        include_str!("../rules/cues/people.toml"),
    ),
    (
        "cues/executive.toml",
        include_str!("../rules/cues/executive.toml"),
    ),
    ("cues/early.toml", include_str!("../rules/cues/early.toml")),
    (
        "cues/senior.toml",
        include_str!("../rules/cues/senior.toml"),
    ),
    (
        "cues/assist.toml",
        include_str!("../rules/cues/assist.toml"),
    ),
    ("cues/craft.toml", include_str!("../rules/cues/craft.toml")),
    (
        "cues/ownership.toml",
        include_str!("../rules/cues/ownership.toml"),
    ),
    ("cues/names.toml", include_str!("../rules/cues/names.toml")),
    ("cues/scope.toml", include_str!("../rules/cues/scope.toml")),
];

impl Rules {
    /// The rules built into jdlint, loaded at the first call.
    pub fn builtin() -> Result<&'static Rules, RulesError> {
        static RULES: OnceLock<Result<Rules, RulesError>> = OnceLock::new();
        RULES
            .get_or_init(Rules::load)
            .as_ref()
            .map_err(Clone::clone)
    }

    /// The rules built into jdlint, as a value of its own: parts of it can be replaced, a model by a refitted one.
    pub fn load() -> Result<Rules, RulesError> {
        let in_file = |file: &str| {
            let file = file.to_owned();
            move |e: PatternError| RulesError {
                file,
                message: e.message,
            }
        };
        let mut words: ClassFile =
            read("cues/words.toml", include_str!("../rules/cues/words.toml"))?;
        words.class.extend(PostingRules::classes()?.class);
        let mut lexicon = Builder::new(&words).map_err(in_file("cues/words.toml"))?;
        let posting = PostingRules::load(&mut lexicon)?;
        let files: Vec<CueFile> = CUES
            .iter()
            .map(|(file, text)| read(file, text))
            .collect::<Result<_, _>>()?;
        let cues = Cues::compile(files, &mut lexicon).map_err(in_file("cues"))?;
        let model = Model::new(
            read("evidence.toml", include_str!("../rules/evidence.toml"))?,
            &read("weights.toml", include_str!("../rules/weights.toml"))?,
        );
        Ok(Rules {
            roles: Catalogue::builtin()?,
            checks: Rulebook::load()?,
            posting,
            cues,
            model,
            lexicon: lexicon.build().map_err(in_file("cues"))?,
        })
    }
}

/// Parses one rule file.
fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, RulesError> {
    toml::from_str(text).map_err(|e| RulesError {
        file: file.to_owned(),
        message: e.to_string(),
    })
}

/// Reads a rule file, `text` being its content; the error names line and column (from 1, columns in code points).
pub(crate) fn parse_toml<T: serde::de::DeserializeOwned>(
    file: &str,
    text: &str,
) -> Result<T, RulesError> {
    toml::from_str(text).map_err(|e| {
        let message = e.message().to_owned();
        match e.span() {
            Some(span) => rules_error(file, text, span.start, &message),
            None => RulesError {
                file: file.to_owned(),
                message,
            },
        }
    })
}

/// An error at byte `at` of a rule file.
pub(crate) fn rules_error(file: &str, text: &str, at: usize, message: &str) -> RulesError {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
    RulesError {
        file: file.to_owned(),
        message: format!("line {line}, column {column}: {message}"),
    }
}
