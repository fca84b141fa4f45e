//! Cues: phrase patterns with what they say, read from `rules/cues/`.

use crate::lexicon::pattern::{self, Node};
use crate::lexicon::{Builder, PatternError, PatternSet};
use crate::roles::{Dimension, Rungs};
use serde::Deserialize;

/// Where in a posting a statement stands, as cues see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A responsibility, or a statement of an unknown section about the person.
    Duty,
    /// The introduction, where it speaks of the person.
    Intro,
    /// A requirement.
    Required,
    /// Something nice to have.
    Preferred,
    /// The company, about itself.
    Company,
    /// Pay and benefits.
    Benefits,
    /// How to apply.
    Process,
    /// Any of them.
    Everywhere,
}

/// A cue file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueFile {
    /// The cues.
    pub cue: Vec<CueSpec>,
}

/// One cue as a rule file states it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueSpec {
    /// Unique name.
    pub id: String,
    /// The evidence of `rules/evidence.toml` that it counts for; `none`: it names a dimension and moves no rung.
    pub evidence: String,
    /// Kind of scope.
    pub dimension: Dimension,
    /// Rungs for which this is normal.
    pub rungs: Rungs,
    /// 0 to 1: how much one occurrence says.
    pub strength: f32,
    /// Where it counts.
    #[serde(rename = "where")]
    pub places: Vec<Place>,
    /// In words, after "this": "manages product managers".
    pub says: String,
    /// Whether it lowers every other scope cue of its statement (assisting, contributing).
    #[serde(default)]
    pub governs: bool,
    /// Patterns, any of which is the cue.
    #[serde(rename = "match")]
    pub matches: Vec<String>,
    /// Patterns that switch it off where they touch the match or the three words around it.
    #[serde(default)]
    pub near: Vec<String>,
    /// Patterns that switch it off anywhere in the statement.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// A cue ready to be used.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What the file says.
    pub spec: CueSpec,
    pub(super) near: Option<Node>,
    pub(super) unless: Option<Node>,
}

/// All cues, compiled.
#[derive(Debug, Default)]
pub struct Cues {
    /// The cues, in file order.
    pub all: Vec<Cue>,
    pub(super) patterns: PatternSet,
    /// For each pattern, the index of its cue.
    pub(super) cue_of: Vec<usize>,
    pub(super) lead_in: Option<Node>,
    pub(super) negation: Option<Node>,
}

impl Cues {
    /// Compiles cue files; errors name the cue and the pattern.
    pub fn compile(files: Vec<CueFile>, lexicon: &mut Builder) -> Result<Cues, PatternError> {
        let mut cues = Cues {
            lead_in: Some(lexicon.compile("<lead-in>")?),
            negation: Some(lexicon.compile("<negation>")?),
            ..Cues::default()
        };
        for spec in files.into_iter().flat_map(|f| f.cue) {
            let mut compile = |pattern: &String| {
                lexicon.compile(pattern).map_err(|e| PatternError {
                    message: format!("cue `{}`, pattern `{pattern}`: {}", spec.id, e.message),
                })
            };
            if cues.all.iter().any(|c| c.spec.id == spec.id) {
                return Err(PatternError {
                    message: format!("cue `{}` stands twice", spec.id),
                });
            }
            for pattern in &spec.matches {
                cues.patterns.add(compile(pattern)?);
                cues.cue_of.push(cues.all.len());
            }
            let mut guard = |patterns: &[String]| -> Result<Option<Node>, PatternError> {
                let nodes = patterns
                    .iter()
                    .map(&mut compile)
                    .collect::<Result<Vec<_>, _>>()?;
                Ok((!nodes.is_empty()).then(|| pattern::either(nodes)))
            };
            let (near, unless) = (guard(&spec.near)?, guard(&spec.unless)?);
            cues.all.push(Cue { near, unless, spec });
        }
        Ok(cues)
    }
}
