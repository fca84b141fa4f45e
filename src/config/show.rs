//! The settings that hold, value by value, and where each comes from.

use super::keys::{KEYS, RULE_SEVERITIES, SEVERITIES, SIZES};
use super::layer::TitleTarget;
use super::resolve::{Config, Origin, Overrides};
use super::text::Placed;
use crate::checks::OptionRange;
use crate::roles::Rungs;
use crate::walk::display;
use toml::Value;

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// Its dotted key, as TOML.
    pub key: String,
    /// The value; a list that is empty where nobody set it.
    pub value: Value,
    /// Where it comes from; a list can have parts from several places.
    pub origins: Vec<Origin>,
}

/// All values, in the order of the documentation; keys that stand for nothing unless they are set are left out then.
pub fn shown(config: &Config, overrides: &Overrides) -> Vec<Shown> {
    let mut shown = Vec::new();
    for key in KEYS.iter().filter(|key| !key.table.contains('.')) {
        let full = key.path();
        values(&full, config, overrides, &mut shown);
        let set = shown.iter().any(|s| s.key == full);
        if !set && let Some(value) = key.default_value() {
            shown.push(Shown {
                key: full,
                value,
                origins: vec![Origin::Default],
            });
        }
    }
    rules(config, &mut shown);
    shown
}

/// Adds the values of the key `full` that somebody set.
fn values(full: &str, config: &Config, overrides: &Overrides, shown: &mut Vec<Shown>) {
    let (layer, settings) = (&config.layer, &config.settings);
    let mut add = |key: &str, value: Value, origins: Vec<Origin>| {
        if !origins.is_empty() {
            let key = key.to_owned();
            shown.push(Shown {
                key,
                value,
                origins,
            });
        }
    };
    match full {
        "select" => {
            let top = overrides.select.as_ref().map(|(_, origin)| origin.clone());
            let origin = top.or_else(|| from(&layer.select)).into_iter().collect();
            add(full, strings(&settings.select), origin);
        }
        "ignore" => {
            // the file's, and those on top
            let top = overrides.ignore.as_ref().map(|(_, origin)| origin.clone());
            let origins = [from(&layer.ignore), top].into_iter().flatten();
            add(full, strings(&settings.ignore), origins.collect());
        }
        "min-severity" => {
            let top = overrides.min_severity.as_ref().map(|(_, o)| o.clone());
            let name = settings.min_severity.and_then(|s| word(&SEVERITIES, &s));
            let origin = top
                .or_else(|| from(&layer.min_severity))
                .into_iter()
                .collect();
            add(full, name.unwrap_or_default().into(), origin);
        }
        "min-confidence" => {
            let top = overrides.min_confidence.as_ref().map(|(_, o)| o.clone());
            let origin = top
                .or_else(|| from(&layer.min_confidence))
                .into_iter()
                .collect();
            add(full, number(settings.min_confidence), origin);
        }
        "report-unused" => {
            let top = overrides.report_unused.clone();
            let origin = top.or_else(|| from(&layer.report_unused));
            add(
                full,
                settings.report_unused.into(),
                origin.into_iter().collect(),
            );
        }
        "baseline" => {
            let top = overrides
                .baseline
                .as_ref()
                .map(|(path, origin)| (display(path), origin.clone()));
            let stated = || {
                Some((
                    layer.baseline.as_ref()?.value.clone(),
                    from(&layer.baseline)?,
                ))
            };
            if let Some((path, origin)) = top.or_else(stated) {
                add(full, path.into(), vec![origin]);
            }
        }
        "exclude" => {
            if let Some(globs) = &layer.exclude {
                add(full, placed_strings(&globs.value), vec![Origin::of(globs)]);
            }
        }
        "packs" => {
            if let Some(packs) = &layer.packs {
                add(full, placed_strings(&packs.value), vec![Origin::of(packs)]);
            }
        }
        "titles.TITLE" => {
            for (title, target) in &layer.titles {
                let key = format!("titles.{}", quoted(title));
                add(&key, named(&target.value), vec![Origin::of(target)]);
            }
        }
        "roles" => {
            let roles = layer.roles.values();
            let tables = roles.clone().filter_map(|r| Value::try_from(&r.value).ok());
            let tables: Vec<Value> = tables.collect();
            let mut origins: Vec<Origin> = roles.map(Origin::of).collect();
            origins.dedup();
            add(full, tables.into(), origins);
        }
        "per-file-ignores.GLOB" => {
            for (glob, rules) in &layer.per_file_ignores {
                let key = format!("per-file-ignores.{}", quoted(glob));
                add(&key, strings(&rules.value), vec![Origin::of(rules)]);
            }
        }
        "org.size" => {
            let name = word(&SIZES, &settings.org.size).unwrap_or_default();
            add(full, name.into(), list(&layer.org.size));
        }
        "org.has" => add(full, strings(&settings.org.has), list(&layer.org.has)),
        "org.industry" => {
            let industry = settings.org.industry.clone().unwrap_or_default();
            add(full, industry.into(), list(&layer.org.industry));
        }
        "org.synonyms" => {
            let groups = settings.org.synonyms.iter().flatten();
            let groups: Vec<Value> = groups.map(|g| strings(g)).collect();
            add(full, groups.into(), list(&layer.org.synonyms));
        }
        _ => {
            let pointer = full.strip_prefix("json.").and_then(|k| layer.json.get(k));
            if let Some(pointer) = pointer {
                add(
                    full,
                    pointer.value.clone().into(),
                    vec![Origin::of(pointer)],
                );
            }
        }
    }
}

fn rules(config: &Config, shown: &mut Vec<Shown>) {
    for (code, rule) in &config.layer.rules {
        let mut add = |name: &str, value: Value, origin: Origin| {
            let key = format!("rules.{code}.{name}");
            shown.push(Shown {
                key,
                value,
                origins: vec![origin],
            });
        };
        if let Some(severity) = &rule.severity {
            let name = word(&RULE_SEVERITIES, &severity.value).unwrap_or_default();
            add("severity", name.into(), Origin::of(severity));
        }
        if let Some(confidence) = &rule.min_confidence {
            let value = number(confidence.value);
            add("min-confidence", value, Origin::of(confidence));
        }
        for (name, set) in &rule.options {
            if let Some(range) = config.rules.checks.common.range(name) {
                add(name, option(range, set.value), Origin::of(set));
            }
        }
    }
}

fn from<T>(placed: &Option<Placed<T>>) -> Option<Origin> {
    placed.as_ref().map(Origin::of)
}

fn list<T>(placed: &Option<Placed<T>>) -> Vec<Origin> {
    from(placed).into_iter().collect()
}

fn word<T: PartialEq>(names: &[(&'static str, T)], value: &T) -> Option<&'static str> {
    let found = names.iter().find(|(_, known)| known == value);
    found.map(|(name, _)| *name)
}

/// What a title names.
fn named(target: &TitleTarget) -> Value {
    let pair = |r: Rungs| Value::Array(vec![i64::from(r.lo).into(), i64::from(r.hi).into()]);
    match target {
        TitleTarget::Role(id) => id.as_str().into(),
        TitleTarget::Rungs {
            rungs,
            function: None,
        } => pair(*rungs),
        TitleTarget::Rungs {
            rungs,
            function: Some(function),
        } => {
            let mut table = toml::Table::new();
            table.insert("rungs".to_owned(), pair(*rungs));
            table.insert("function".to_owned(), function.as_str().into());
            Value::Table(table)
        }
    }
}

/// The value of an option.
pub(super) fn option(range: &OptionRange, value: f32) -> Value {
    match range.whole {
        true => Value::Integer(value as i64),
        false => number(value),
    }
}

/// As people write it: 0.7, not 0.699999988.
fn number(value: f32) -> Value {
    let rounded = (f64::from(value) * 1e4).round() / 1e4;
    if rounded.fract() == 0.0 && rounded > 1.0 {
        Value::Integer(rounded as i64)
    } else {
        Value::Float(rounded)
    }
}

fn strings(texts: &[String]) -> Value {
    Value::Array(texts.iter().map(|t| t.as_str().into()).collect())
}

fn placed_strings(texts: &[Placed<String>]) -> Value {
    Value::Array(texts.iter().map(|t| t.value.as_str().into()).collect())
}

/// A name as a part of a dotted key.
fn quoted(name: &str) -> String {
    Value::from(name).to_string()
}
