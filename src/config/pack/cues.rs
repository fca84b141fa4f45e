//! What can be wrong with the cues of a rule pack, each with its place.

use super::{CUE_KEYS, mistake, part};
use crate::config::error::Mistake;
use crate::config::values::did_you_mean;
use crate::rules::{PackCues, Rules};
use crate::selector::nearest;
use serde::Deserialize;
use std::collections::HashSet;
use toml::Spanned;
use toml::de::DeTable;

/// Patterns that a rule pack may have.
const MAX_PATTERNS: usize = 2_000;
/// Longest pattern or wording, in bytes.
const MAX_PATTERN: usize = 300;
/// Longest list of words of a class.
const MAX_WORDS: usize = 5_000;

/// A cue or scope with the places of what can be wrong in it.
#[derive(Deserialize)]
struct PlacedCue {
    id: Spanned<String>,
    evidence: Option<Spanned<String>>,
    strength: Option<Spanned<f32>>,
    says: Spanned<String>,
    #[serde(rename = "match")]
    matches: Vec<Spanned<String>>,
    #[serde(default)]
    near: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    scopes: Vec<PlacedScope>,
}

#[derive(Deserialize)]
struct PlacedScope {
    of: Spanned<String>,
    evidence: Option<Spanned<String>>,
    strength: Option<Spanned<f32>>,
}

#[derive(Deserialize)]
struct PlacedCues {
    #[serde(default)]
    cue: Vec<PlacedCue>,
    #[serde(default)]
    scope: Vec<PlacedCue>,
}

/// The mistakes of a pack's cues; fails with what keeps them from being looked at.
pub(super) fn check(
    table: &Spanned<DeTable<'_>>,
    pack: &PackCues,
    rules: &Rules,
) -> Result<Vec<Mistake>, Vec<Mistake>> {
    let placed: PlacedCues = part(table, &CUE_KEYS)?;
    let mut found = Vec::new();
    let class_place = table
        .get_ref()
        .get_key_value("class")
        .map_or(0..0, |(key, _)| key.span());
    if let Some(name) = pack.classes.class.keys().find(|n| rules.has_class(n)) {
        let message =
            format!("class `{name}` is built in; a pack gives its classes names of their own");
        return Err(vec![mistake(class_place, message)]);
    }
    if pack.classes.words() > MAX_WORDS {
        let message = format!("more than {MAX_WORDS} words in classes");
        return Err(vec![mistake(class_place, message)]);
    }
    let mut builder =
        Rules::patterns(&pack.classes).map_err(|e| vec![mistake(class_place, e.message)])?;
    let mut seen = HashSet::new();
    let mut patterns = 0;
    let scopes = || {
        let own = pack.cues.scope.iter().map(|s| s.id.as_str());
        rules.cues.scopes().chain(own)
    };
    let kinds = || rules.kinds_of_evidence();
    for (is_scope, cue) in placed
        .cue
        .iter()
        .map(|c| (false, c))
        .chain(placed.scope.iter().map(|s| (true, s)))
    {
        let id = cue.id.get_ref();
        let taken = match is_scope {
            true => rules.cues.scopes().any(|s| s == id),
            false => rules.cues.all.iter().any(|c| c.spec.id == *id),
        };
        if taken || !seen.insert((is_scope, id)) {
            found.push(mistake(cue.id.span(), format!("`{id}` is defined already")));
        }
        if cue.says.get_ref().len() > MAX_PATTERN {
            let message = format!("longer than the limit of {MAX_PATTERN} bytes");
            found.push(mistake(cue.says.span(), message));
        }
        let scoped = cue.scopes.iter();
        let strengths = scoped.clone().filter_map(|s| s.strength.as_ref());
        for strength in strengths.chain(&cue.strength) {
            if !(0.0..=1.0).contains(strength.get_ref()) {
                found.push(mistake(
                    strength.span(),
                    "not a number from 0 to 1".to_owned(),
                ));
            }
        }
        let evidence = scoped.clone().filter_map(|s| s.evidence.as_ref());
        for evidence in evidence.chain(&cue.evidence) {
            let name = evidence.get_ref().as_str();
            if !kinds().any(|kind| kind == name) {
                found.push(Mistake {
                    message: format!("unknown kind of evidence `{name}`"),
                    span: Some(evidence.span()),
                    help: did_you_mean(nearest(name, kinds())),
                });
            }
        }
        for scope in scoped {
            let name = scope.of.get_ref().as_str();
            if !scopes().any(|s| s == name) {
                found.push(Mistake {
                    message: format!("unknown scope `{name}`"),
                    span: Some(scope.of.span()),
                    help: did_you_mean(nearest(name, scopes())),
                });
            }
        }
        if cue.matches.is_empty() {
            found.push(mistake(cue.id.span(), format!("`{id}` has no pattern")));
        }
        for pattern in cue.matches.iter().chain(&cue.near).chain(&cue.unless) {
            patterns += 1;
            if patterns > MAX_PATTERNS {
                let message = format!("more than {MAX_PATTERNS} patterns in one pack");
                found.push(mistake(pattern.span(), message));
                return Ok(found);
            }
            if pattern.get_ref().len() > MAX_PATTERN {
                let message = format!("a pattern longer than the limit of {MAX_PATTERN} bytes");
                found.push(mistake(pattern.span(), message));
            } else if let Err(e) = builder.compile(pattern.get_ref()) {
                found.push(mistake(pattern.span(), e.message));
            }
        }
    }
    Ok(found)
}

/// The ids of the cues, each with its place.
pub(super) fn ids(table: &Spanned<DeTable<'_>>) -> Result<Vec<Spanned<String>>, Vec<Mistake>> {
    let placed: PlacedCues = part(table, &CUE_KEYS)?;
    Ok(placed.cue.into_iter().map(|cue| cue.id).collect())
}
