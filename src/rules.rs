//! The built-in rule data of `rules/`, loaded once.

use crate::checks::Rulebook;
use crate::evidence::cues::{CueFile, Cues, CuesOf};
use crate::evidence::model::Model;
use crate::lexicon::{Builder, ClassFile, Lexicon, PatternError};
use crate::parse::Shapes;
use crate::posting::PostingRules;
use crate::roles::Catalogue;
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::{Arc, OnceLock};

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

/// Everything that `rules/` says. The parts are shared: a copy with one part changed costs that part.
#[derive(Debug, Clone)]
pub struct Rules {
    /// Role definitions.
    pub roles: Arc<Catalogue>,
    /// Metadata and wording of the checks.
    pub checks: Arc<Rulebook>,
    /// How a posting is read.
    pub posting: Arc<PostingRules>,
    /// All words that any rule knows.
    pub lexicon: Arc<Lexicon>,
    /// Cues.
    pub cues: Arc<Cues>,
    /// Kinds of evidence and their weights.
    pub model: Arc<Model>,
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

/// Cues and word classes of a rule pack.
#[derive(Debug, Clone)]
pub(crate) struct PackCues {
    /// The function whose postings they are for.
    pub function: String,
    /// Its cues.
    pub cues: CueFile,
    /// Its word classes; their names are new.
    pub classes: ClassFile,
}

impl Rules {
    /// The rules built into jdlint, loaded at the first call.
    pub fn builtin() -> Result<&'static Rules, RulesError> {
        static RULES: OnceLock<Result<Rules, RulesError>> = OnceLock::new();
        RULES
            .get_or_init(|| Rules::load(Vec::new()))
            .as_ref()
            .map_err(Clone::clone)
    }

    /// These rules with the cues and word classes of rule packs beside their own, for the functions of the packs.
    ///
    /// # Errors
    ///
    /// Where a pack has a class, a cue or a scope that exists already, or a pattern that cannot be used.
    pub(crate) fn with_cues(&self, packs: Vec<PackCues>) -> Result<Rules, RulesError> {
        let Rules { roles, checks, .. } = self.clone();
        Ok(Rules {
            roles,
            checks,
            ..Rules::load(packs)?
        })
    }

    /// Whether a class of this name is built in.
    pub(crate) fn has_class(&self, name: &str) -> bool {
        builtin_classes().is_ok_and(|file| file.class.contains_key(name))
    }

    /// A builder that knows the built-in classes and these, to check patterns with.
    pub(crate) fn patterns(classes: &ClassFile) -> Result<Builder, PatternError> {
        let mut all = builtin_classes().map_err(|e| PatternError { message: e.message })?;
        all.class.extend(classes.class.clone());
        Builder::new(&all)
    }

    fn load(packs: Vec<PackCues>) -> Result<Rules, RulesError> {
        let in_file = |file: &str| {
            let file = file.to_owned();
            move |e: PatternError| RulesError {
                file,
                message: e.message,
            }
        };
        let mut words = builtin_classes()?;
        for pack in &packs {
            words.class.extend(pack.classes.class.clone());
        }
        let mut lexicon = Builder::new(&words).map_err(in_file("cues/words.toml"))?;
        let posting = PostingRules::load(&mut lexicon)?;
        let mut files: Vec<CuesOf> = CUES
            .iter()
            .map(|(file, text)| Ok((None, read(file, text)?)))
            .collect::<Result<_, RulesError>>()?;
        files.extend(packs.into_iter().map(|p| (Some(p.function), p.cues)));
        let cues = Cues::compile(files, &mut lexicon).map_err(in_file("cues"))?;
        let model = Model::new(
            read("evidence.toml", include_str!("../rules/evidence.toml"))?,
            &read("weights.toml", include_str!("../rules/weights.toml"))?,
        );
        Shapes::builtin()?;
        Ok(Rules {
            roles: Arc::new(Catalogue::builtin()?),
            checks: Arc::new(Rulebook::load()?),
            posting: Arc::new(posting),
            cues: Arc::new(cues),
            model: Arc::new(model),
            lexicon: Arc::new(lexicon.build()),
        })
    }
}

/// The classes of the cues and of the rules about postings.
fn builtin_classes() -> Result<ClassFile, RulesError> {
    let mut words: ClassFile = read("cues/words.toml", include_str!("../rules/cues/words.toml"))?;
    words.class.extend(PostingRules::classes()?.class);
    Ok(words)
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
