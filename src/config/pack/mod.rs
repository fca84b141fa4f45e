//! Rule packs, and the roles and titles of a configuration: the built-in rules with these beside them.

mod alone;
mod cues;

pub use alone::{Pack, PackExample};

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
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::DeTable;

/// Rule packs that a configuration may name.
const MAX_PACKS: usize = 16;

/// Keys of a rule pack that tell of cues; the others tell of roles.
const CUE_KEYS: [&str; 2] = ["cue", "scope"];
const CLASS_KEYS: [&str; 1] = ["class"];
const ROLE_KEYS: [&str; 5] = ["dimensions", "function", "role", "rung", "titles"];
const EXAMPLE_KEYS: [&str; 1] = ["example"];

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
                    Ok(found) => cues.extend(found.cues),
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

/// What a pack says beside its roles.
struct Contents {
    cues: Option<PackCues>,
    /// Ids of its roles and of its cues, each with its place.
    role_ids: Vec<Spanned<String>>,
    cue_ids: Vec<Spanned<String>>,
    examples: Vec<Spanned<PackExample>>,
}

/// Reads one pack: adds its roles, gives the rest.
fn pack(text: &Text, rules: &Rules, roles: &mut Catalogue) -> Result<Contents, Vec<Mistake>> {
    let table = DeTable::parse(&text.content).map_err(|e| vec![from_toml(&e)])?;
    let known = [&ROLE_KEYS[..], &CUE_KEYS, &CLASS_KEYS, &EXAMPLE_KEYS];
    let known = known.into_iter().flatten();
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
    let ids = file.ids();
    let role_ids = ids.map(|id| Spanned::new(id.span(), id.get_ref().clone()));
    let role_ids = role_ids.collect();
    roles
        .add(file, &text.content)
        .map_err(|fault| vec![mistake(fault.span, fault.message)])?;
    let cues: CueFile = part(&table, &CUE_KEYS)?;
    let classes: ClassFile = match table.get_ref().contains_key("class") {
        true => part(&table, &CLASS_KEYS)?,
        false => ClassFile::default(),
    };
    let mut contents = Contents {
        examples: alone::examples(&table, rules, roles)?,
        cues: None,
        role_ids,
        cue_ids: cues::ids(&table)?,
    };
    if cues.cue.is_empty() && cues.scope.is_empty() {
        return Ok(contents);
    }
    let pack = PackCues {
        function,
        cues,
        classes,
    };
    let mistakes = cues::check(&table, &pack, rules)?;
    contents.cues = Some(pack);
    match mistakes.is_empty() {
        true => Ok(contents),
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
