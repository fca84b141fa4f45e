//! Cues: phrase patterns with what they say, read from `rules/cues/`.

use super::signals::SignalCue;
use crate::lexicon::{Builder, Finder, Pattern, PatternError, PatternSet};
use crate::roles::{Dimension, Rungs};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::Arc;

/// The evidence that a cue counts for in a statement that is governed by an assisting verb.
const GOVERNED: &str = "low";

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
    #[serde(default)]
    pub cue: Vec<CueSpec>,
    /// Scopes that a statement can name, widest first.
    #[serde(default)]
    pub scope: Vec<ScopeSpec>,
}

/// Cues of one file, and the function that they are for; `None` for all.
pub type CuesOf = (Option<String>, CueFile);

/// A scope: the words that say how much something is owned or decided for.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScopeSpec {
    /// Unique name.
    pub id: String,
    /// In words, after what a cue says: "for several products or teams".
    pub says: String,
    /// Patterns, any of which names the scope.
    #[serde(rename = "match")]
    pub matches: Vec<String>,
    /// Patterns that take it away where they touch the three words around it.
    #[serde(default)]
    pub near: Vec<String>,
}

/// What a cue says where its statement names a scope; what is left out stays as in the cue.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scoped {
    /// Id of the scope.
    pub of: String,
    /// Rungs for which this is normal.
    pub rungs: Rungs,
    /// The evidence it counts for.
    pub evidence: Option<String>,
    /// 0 to 1: how much one occurrence says.
    pub strength: Option<f32>,
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
    /// Why it stays although fewer than two employers of the corpora say it: `docs/cues.md`.
    #[serde(default)]
    pub rare: Option<String>,
    /// Whether it lowers every other scope cue of its statement (assisting, contributing).
    #[serde(default)]
    pub governs: bool,
    /// How readily it names the dimension of its statement: 0 a topic word, 1 usual, 2 verb and object, 3 before all others.
    #[serde(default = "usual")]
    pub names: u8,
    /// What it says where the statement names a scope: each makes a cue of its own, `roadmap-several`.
    #[serde(default)]
    pub scopes: Vec<Scoped>,
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

fn usual() -> u8 {
    1
}

/// A cue ready to be used.
#[derive(Debug, Clone)]
pub struct Cue {
    /// What the file says.
    pub spec: CueSpec,
    /// The function whose postings it is for; `None` for all.
    pub function: Option<String>,
    /// What its signals tell of it; that of one which is governed by an assisting verb stands behind.
    pub(super) told: [Arc<SignalCue>; 2],
    pub(super) near: Option<Finder>,
    pub(super) unless: Option<Finder>,
    /// The cues that take its place where the statement names a scope: index in [`Cues::scopes`], index in [`Cues::all`].
    pub(super) scoped: Vec<(usize, usize)>,
}

/// A scope ready to be looked for.
#[derive(Debug)]
pub(super) struct Scope {
    id: String,
    pub(super) node: Finder,
    pub(super) near: Option<Finder>,
}

/// All cues, compiled.
#[derive(Debug, Default)]
pub struct Cues {
    /// The cues, in file order.
    pub all: Vec<Cue>,
    pub(super) patterns: PatternSet,
    /// For each pattern, the index of its cue.
    pub(super) cue_of: Vec<usize>,
    /// Scopes, widest first.
    pub(super) scopes: Vec<Scope>,
    pub(super) lead_in: Option<Finder>,
    /// Where a purpose or another clause begins that does not name the dimension.
    pub(super) purpose: Option<Finder>,
    pub(super) negation: Option<Finder>,
}

impl Cues {
    /// Compiles cue files; errors name the cue and the pattern.
    pub fn compile(files: Vec<CuesOf>, lexicon: &mut Builder) -> Result<Cues, PatternError> {
        let mut cues = Cues {
            lead_in: Some(Finder::new(lexicon.compile("<lead-in>")?)),
            negation: Some(Finder::new(lexicon.compile("<negation>")?)),
            purpose: Some(Finder::new(lexicon.compile("<purpose>")?)),
            ..Cues::default()
        };
        let (mut specs, mut scopes) = (Vec::new(), Vec::new());
        for (function, file) in files {
            specs.extend(file.cue.into_iter().map(|cue| (function.clone(), cue)));
            scopes.extend(file.scope);
        }
        for scope in &scopes {
            let node = either(&scope.id, &scope.matches, lexicon)?.ok_or_else(|| PatternError {
                message: format!("scope `{}` has no pattern", scope.id),
            })?;
            let near = either(&scope.id, &scope.near, lexicon)?;
            cues.scopes.push(Scope {
                id: scope.id.clone(),
                node,
                near,
            });
        }
        let mut patterns = Vec::new();
        for (function, spec) in specs {
            cues.add(function, spec, &scopes, &mut patterns, lexicon)?;
        }
        let mut ids = HashSet::new();
        if let Some(twice) = cues.all.iter().find(|c| !ids.insert(&c.spec.id)) {
            return Err(PatternError {
                message: format!("cue `{}` stands twice", twice.spec.id),
            });
        }
        cues.patterns = PatternSet::new(patterns);
        Ok(cues)
    }

    /// Ids of the scopes, widest first.
    pub fn scopes(&self) -> impl Iterator<Item = &str> {
        self.scopes.iter().map(|s| s.id.as_str())
    }

    /// Adds a cue and those that take its place for a scope.
    fn add(
        &mut self,
        function: Option<String>,
        spec: CueSpec,
        scopes: &[ScopeSpec],
        patterns: &mut Vec<Pattern>,
        lexicon: &mut Builder,
    ) -> Result<(), PatternError> {
        let base = self.all.len();
        for pattern in &spec.matches {
            let compiled = lexicon.compile(pattern).map_err(|e| PatternError {
                message: format!("`{}`, pattern `{pattern}`: {}", spec.id, e.message),
            })?;
            patterns.push(compiled);
            self.cue_of.push(base);
        }
        let mut cue = Cue {
            near: either(&spec.id, &spec.near, lexicon)?,
            unless: either(&spec.id, &spec.unless, lexicon)?,
            scoped: Vec::new(),
            function,
            told: told(&spec),
            spec,
        };
        let mut variants = Vec::new();
        for scoped in std::mem::take(&mut cue.spec.scopes) {
            let Some((at, scope)) = scopes.iter().enumerate().find(|(_, s)| s.id == scoped.of)
            else {
                return Err(PatternError {
                    message: format!("cue `{}`: unknown scope `{}`", cue.spec.id, scoped.of),
                });
            };
            let mut variant = cue.clone();
            variant.spec.id = format!("{}-{}", cue.spec.id, scope.id);
            variant.spec.says = format!("{} {}", cue.spec.says, scope.says);
            variant.spec.rungs = scoped.rungs;
            variant.spec.strength = scoped.strength.unwrap_or(cue.spec.strength);
            if let Some(evidence) = scoped.evidence {
                variant.spec.evidence = evidence;
            }
            variant.told = told(&variant.spec);
            variants.push((at, variant));
        }
        cue.scoped = variants
            .iter()
            .enumerate()
            .map(|(i, (scope, _))| (*scope, base + 1 + i))
            .collect();
        self.all.push(cue);
        self.all.extend(variants.into_iter().map(|(_, v)| v));
        Ok(())
    }
}

/// See [`Cue::told`].
fn told(cue: &CueSpec) -> [Arc<SignalCue>; 2] {
    [cue.evidence.as_str(), GOVERNED].map(|evidence| {
        Arc::new(SignalCue {
            id: cue.id.clone(),
            evidence: evidence.to_owned(),
            says: cue.says.clone(),
        })
    })
}

/// A finder of all `patterns`; none where there are none.
fn either(
    cue: &str,
    patterns: &[String],
    lexicon: &mut Builder,
) -> Result<Option<Finder>, PatternError> {
    let any = lexicon.compile_any(patterns).map_err(|e| PatternError {
        message: format!("`{cue}`, {}", e.message),
    })?;
    Ok(any.map(Finder::new))
}
