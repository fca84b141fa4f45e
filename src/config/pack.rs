//! Rule packs, and the roles and titles of a configuration: the built-in rules with these beside them.

use super::error::Mistake;
use super::layer::{Layer, TitleTarget};
use super::mistakes::Mistakes;
use super::text::{Placed, Text};
use super::values::did_you_mean;
use crate::evidence::cues::CueFile;
use crate::lexicon::ClassFile;
use crate::roles::{Catalogue, OwnTitle, RoleFile};
use crate::rules::{PackCues, Rules};
use crate::selector::nearest;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

/// Rule packs that a configuration may name.
const MAX_PACKS: usize = 16;
/// Patterns that a rule pack may have.
const MAX_PATTERNS: usize = 2_000;
/// Longest pattern or wording, in bytes.
const MAX_PATTERN: usize = 300;
/// Longest list of words of a class.
const MAX_WORDS: usize = 5_000;

/// Keys of a rule pack that tell of cues; the others tell of roles.
const CUE_KEYS: [&str; 2] = ["cue", "scope"];
const CLASS_KEYS: [&str; 1] = ["class"];
const ROLE_KEYS: [&str; 4] = ["function", "role", "rung", "titles"];

/// The rules with the packs, roles and titles of `layer`; what is wrong with them goes to `mistakes`.
pub(super) fn extend(rules: &Rules, layer: &Layer, mistakes: &mut Mistakes) -> Rules {
    let mut rules = rules.clone();
    let mut roles = Catalogue::clone(&rules.roles);
    let mut cues = Vec::new();
    let packs = layer.packs.iter().flat_map(|packs| &packs.value);
    for (i, path) in packs.enumerate() {
        if i == MAX_PACKS {
            let message = format!("more than {MAX_PACKS} rule packs");
            mistakes.add(path, message, None);
            break;
        }
        let read = path.text.file(&path.value);
        match read.and_then(|(file, shown)| Text::read(&file, shown)) {
            Ok(text) => {
                let text = Arc::new(text);
                match pack(&text, &rules, &mut roles) {
                    Ok(found) => cues.extend(found),
                    Err(found) => mistakes.of(&text, found),
                }
            }
            Err(message) => {
                let message = format!("cannot read the rule pack `{}`: {message}", path.value);
                mistakes.add(path, message, None);
            }
        }
    }
    for role in layer.roles.values() {
        if let Err(fault) = roles.add_role(role.value.clone()) {
            let found = Mistake {
                message: fault.message,
                span: Some(fault.span),
                help: None,
            };
            mistakes.of(&role.text, vec![found]);
        }
    }
    for (title, target) in &layer.titles {
        if let Some(own) = own_title(title, target, &roles, mistakes) {
            roles.add_title(own);
        }
    }
    if !cues.is_empty() && mistakes.none() {
        match rules.with_cues(cues) {
            Ok(with) => rules = with,
            Err(e) => {
                // every part was checked alone; what is left is told without a place
                if let Some(packs) = &layer.packs {
                    mistakes.add(packs, e.message, None);
                }
            }
        }
    }
    rules.roles = Arc::new(roles);
    rules
}

fn own_title(
    title: &str,
    target: &Placed<TitleTarget>,
    roles: &Catalogue,
    mistakes: &mut Mistakes,
) -> Option<OwnTitle> {
    let (role, rungs) = match &target.value {
        TitleTarget::Role(id) => {
            let Some(role) = roles.get(id) else {
                let ids = roles.roles.iter().map(|r| r.id.as_str());
                let help = did_you_mean(nearest(id, ids));
                mistakes.add(target, format!("unknown role `{id}`"), help);
                return None;
            };
            (role, None)
        }
        TitleTarget::Rungs { rungs, function } => {
            let functions = || roles.functions().map(|f| f.name.as_str());
            let function = function.as_deref().or_else(|| functions().next())?;
            let Some(role) = roles.nearest_role(function, *rungs) else {
                let help = did_you_mean(nearest(function, functions()));
                mistakes.add(target, format!("unknown function `{function}`"), help);
                return None;
            };
            (role, Some(*rungs))
        }
    };
    let own = OwnTitle::new(title, &role.id, rungs);
    if own.is_none() {
        let message = format!("`{title}` has no letter or digit, so it is no title");
        mistakes.add(target, message, None);
    }
    own
}

/// Reads one pack: adds its roles, gives its cues.
fn pack(
    text: &Text,
    rules: &Rules,
    roles: &mut Catalogue,
) -> Result<Option<PackCues>, Vec<Mistake>> {
    let table = DeTable::parse(&text.content).map_err(|e| vec![from_toml(&e)])?;
    let known = ROLE_KEYS.iter().chain(&CUE_KEYS).chain(&CLASS_KEYS);
    let unknown: Vec<Mistake> = table
        .get_ref()
        .keys()
        .filter(|key| !known.clone().any(|k| *k == key.get_ref()))
        .map(|key| {
            let near = nearest(key.get_ref(), known.clone().copied());
            Mistake {
                message: format!("unknown key `{}`", key.get_ref()),
                span: Some(key.span()),
                help: did_you_mean(near),
            }
        })
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let file: RoleFile = part(&table, &ROLE_KEYS)?;
    let function = file.function().to_owned();
    roles
        .add(file, &text.content)
        .map_err(|fault| vec![mistake(fault.span, fault.message)])?;
    let cues: CueFile = part(&table, &CUE_KEYS)?;
    let classes: ClassFile = match table.get_ref().contains_key("class") {
        true => part(&table, &CLASS_KEYS)?,
        false => ClassFile::default(),
    };
    if cues.cue.is_empty() && cues.scope.is_empty() {
        return Ok(None);
    }
    let pack = PackCues {
        function,
        cues,
        classes,
    };
    let mistakes = check_cues(&table, &pack, rules)?;
    match mistakes.is_empty() {
        true => Ok(Some(pack)),
        false => Err(mistakes),
    }
}

/// What the keys of a pack say that belong together.
fn part<T: DeserializeOwned>(
    table: &Spanned<DeTable<'_>>,
    keys: &[&str],
) -> Result<T, Vec<Mistake>> {
    let mut part = DeTable::new();
    for (key, value) in table.get_ref() {
        if keys.contains(&key.get_ref().as_ref()) {
            part.insert(key.clone(), value.clone());
        }
    }
    T::deserialize(Spanned::new(table.span(), part).into_deserializer())
        .map_err(|e| vec![from_toml(&e)])
}

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

/// What is wrong with the cues of a pack, each with its place.
fn check_cues(
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
    let kinds = || {
        // a kind can stand for what many cues say that are none themselves ("low" and "high" for the scope of duties)
        let kinds = rules.model.kinds.iter().map(|k| k.id.as_str());
        let used = rules.cues.all.iter().map(|c| c.spec.evidence.as_str());
        kinds.chain(used)
    };
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

fn mistake(span: Range<usize>, message: String) -> Mistake {
    Mistake {
        message,
        span: Some(span),
        help: None,
    }
}

/// What the parser says, with the nearest name where it tells of an unknown one and lists those that it knows.
pub(super) fn from_toml(error: &toml::de::Error) -> Mistake {
    let message = error.message().lines().next().unwrap_or_default();
    let mut names = message.split('`').skip(1).step_by(2);
    let unknown = message.starts_with("unknown ").then(|| names.next());
    let near = unknown.flatten().and_then(|name| nearest(name, names));
    let shown = match near {
        Some(_) => message.split(", expected ").next().unwrap_or(message),
        None => message,
    };
    Mistake {
        message: shown.to_owned(),
        span: error.span(),
        help: did_you_mean(near),
    }
}
