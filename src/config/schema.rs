//! The JSON Schemas of the configuration file and of rule packs, from the table of keys and the rules.
//!
//! It keeps to words that mean the same in every draft of JSON Schema from draft 4 on, because editors differ in the drafts
//! that they know. What a schema cannot say (whether a file or a role exists, which rung is the lower one, whether a pattern is
//! one) only the reader checks.

use super::keys::{
    KEYS, Key, PACK, Shape, TABLES, keys_of, name_in, purpose, sentence, stands_for_any,
};
use super::show;
use crate::checks::{OptionRange, RuleMeta};
use crate::finding::Severity;
use crate::roles::TOP_RUNG;
use crate::rules::Rules;
use crate::selector::selectors;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Years of experience that a role can name at most.
const MOST_YEARS: u8 = u8::MAX;

/// Tables that are one for each rung.
const LADDER: &str = "pack.rung";

/// Tables that have just one of these keys.
const EITHER: [(&str, [&str; 2]); 1] = [("pack.example", ["text", "file"])];

/// The JSON Schema (draft 2020-12) of `jdlint.toml` as these rules read it.
pub fn schema(rules: &Rules) -> Value {
    let names = selectors(&rules.checks.known());
    let summary = |name: &String| rules.checks.get(name).map(|rule| rule.summary.as_str());
    let summaries: Vec<_> = names.iter().map(summary).collect();
    let mut definitions = Map::new();
    definitions.insert(
        "selector".to_owned(),
        json!({
            "description": "A rule by its code or name, a family, the beginning of codes, or all rules.",
            "type": "string",
            "enum": names,
            "x-taplo": { "docs": { "enumValues": summaries } },
        }),
    );
    for rule in &rules.checks.rules {
        let mut definition = table("rules.RULE", rules, Some(rule));
        add(
            &mut definition,
            "title",
            json!(format!("{} {}", rule.code, rule.slug)),
        );
        add(&mut definition, "description", json!(rule.summary));
        definitions.insert(rule.code.clone(), definition);
    }
    whole(
        table("", rules, None),
        "Configuration of jdlint (jdlint.toml)",
        definitions,
    )
}

/// The JSON Schema (draft 2020-12) of a rule pack as these rules read it.
pub fn pack_schema(rules: &Rules) -> Value {
    let checks = &rules.checks.rules;
    let names = checks
        .iter()
        .flat_map(|r| [r.code.as_str(), r.slug.as_str()]);
    let kinds: BTreeSet<&str> = rules.kinds_of_evidence().collect();
    let mut definitions = Map::new();
    for (name, description, words) in [
        (
            "rule",
            "A rule by its code or name.",
            names.collect::<Vec<_>>(),
        ),
        (
            "evidence",
            "A kind of evidence.",
            kinds.into_iter().collect(),
        ),
    ] {
        let definition = json!({ "description": description, "type": "string", "enum": words });
        definitions.insert(name.to_owned(), definition);
    }
    whole(table(PACK, rules, None), "Rule pack of jdlint", definitions)
}

fn whole(mut schema: Value, title: &str, definitions: Map<String, Value>) -> Value {
    let draft = "https://json-schema.org/draft/2020-12/schema";
    add(&mut schema, "$schema", json!(draft));
    add(&mut schema, "title", json!(title));
    add(&mut schema, "$defs", Value::Object(definitions));
    schema
}

/// A table with its keys and the tables in it; `rule` is the one whose table `rules.RULE` is.
fn table(path: &str, rules: &Rules, rule: Option<&RuleMeta>) -> Value {
    let mut properties = Map::new();
    let mut others = Value::Bool(false);
    let mut required = Vec::new();
    for key in keys_of(path) {
        if key.shape == Shape::Option {
            for (name, default) in rule.into_iter().flat_map(RuleMeta::options) {
                if let Some(range) = rules.checks.common.range(name) {
                    properties.insert(name.to_owned(), option(range, default));
                }
            }
        } else if let Shape::Named(names) = key.shape {
            for name in names {
                properties.insert((*name).to_owned(), property(key, rules, rule));
            }
        } else if stands_for_any(key.name) {
            others = property(key, rules, rule);
        } else {
            properties.insert(key.name.to_owned(), property(key, rules, rule));
        }
        if key.required {
            required.push(key.name);
        }
    }
    let below = TABLES.iter().map(|(name, _)| *name);
    for (name, full) in below.filter_map(|t| Some((name_in(path, t)?, t))) {
        let is_value = KEYS.iter().any(|key| key.path() == full);
        if stands_for_any(name) && !is_value {
            for rule in &rules.checks.rules {
                let definition = json!({ "$ref": format!("#/$defs/{}", rule.code) });
                properties.insert(rule.code.clone(), definition.clone());
                properties.insert(rule.slug.clone(), definition);
            }
        } else if !is_value {
            properties.insert(name.to_owned(), table(full, rules, rule));
        }
    }
    let mut table = json!({ "type": "object", "additionalProperties": others });
    if !properties.is_empty() {
        add(&mut table, "properties", Value::Object(properties));
    }
    if !required.is_empty() {
        add(&mut table, "required", json!(required));
    }
    if let Some((_, either)) = EITHER.iter().find(|(table, _)| *table == path) {
        let ways: Vec<Value> = either.iter().map(|k| json!({ "required": [k] })).collect();
        add(&mut table, "oneOf", json!(ways));
    }
    if !purpose(path).is_empty() {
        add(&mut table, "description", json!(sentence(purpose(path))));
    }
    table
}

fn property(key: &Key, rules: &Rules, rule: Option<&RuleMeta>) -> Value {
    let mut property = match key.shape {
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::Share => json!({ "type": "number", "minimum": 0, "maximum": 1 }),
        Shape::Switch => json!({ "type": "boolean" }),
        Shape::Text => json!({ "type": "string" }),
        Shape::Pointer => json!({ "type": "string", "pattern": "^(/.*)?$" }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Shape::Selectors => json!({ "type": "array", "items": { "$ref": "#/$defs/selector" } }),
        Shape::Groups => json!({
            "type": "array",
            "items": { "type": "array", "items": { "type": "string" }, "minItems": 2 },
        }),
        Shape::Option => json!({ "type": "number" }),
        Shape::Rungs => pair(TOP_RUNG),
        Shape::Years => pair(MOST_YEARS),
        Shape::Title => {
            let roles = rules.roles.roles.iter().map(|role| role.id.as_str());
            json!({ "anyOf": [
                { "description": "A role by its id.", "type": "string", "examples": roles.collect::<Vec<_>>() },
                pair(TOP_RUNG),
                table(&key.path(), rules, rule),
            ] })
        }
        Shape::Table(of) => table(of, rules, rule),
        Shape::Tables(of) => {
            let mut tables = json!({ "type": "array", "items": table(of, rules, rule) });
            if of == LADDER {
                add(&mut tables, "minItems", json!(TOP_RUNG + 1));
                add(&mut tables, "maxItems", json!(TOP_RUNG + 1));
            }
            tables
        }
        Shape::Named(_) => json!({ "type": "string" }),
        Shape::Choices(words) => {
            json!({ "type": "array", "items": { "type": "string", "enum": words } })
        }
        Shape::Rules => json!({ "type": "array", "items": { "$ref": "#/$defs/rule" } }),
        Shape::Evidence => json!({ "$ref": "#/$defs/evidence" }),
        Shape::Whole(most) => json!({ "type": "integer", "minimum": 0, "maximum": most }),
        Shape::Pairs => json!({ "type": "array", "items": pair(TOP_RUNG) }),
        Shape::Function => json!({
            "type": "string",
            "pattern": "^[a-z0-9-]*[a-z][a-z0-9-]*$",
            "not": { "enum": rules.roles.functions().map(|f| &f.name).collect::<Vec<_>>() },
        }),
        Shape::Words => {
            let words = json!({ "type": "string", "pattern": "^[^A-Z ]+( [^A-Z ]+){0,3}$" });
            json!({ "type": "array", "items": words })
        }
        Shape::Patterns => json!({
            "type": "array",
            "items": { "type": "string" },
            "minItems": 1,
        }),
    };
    add(&mut property, "description", json!(sentence(key.meaning)));
    let default = match (rule, key.name) {
        (Some(rule), "severity") => Some(json!(rule.severity.map_or("off", Severity::as_str))),
        _ => key.default_value().map(|value| json!(value)),
    };
    if let Some(default) = default {
        add(&mut property, "default", default);
    }
    if let Some(example) = key.example_value() {
        add(&mut property, "examples", json!([example]));
    }
    property
}

/// Two whole numbers up to `most`.
fn pair(most: u8) -> Value {
    json!({
        "type": "array",
        "items": { "type": "integer", "minimum": 0, "maximum": most },
        "minItems": 2,
        "maxItems": 2,
    })
}

fn option(range: &OptionRange, default: f32) -> Value {
    json!({
        "description": sentence(&range.says),
        "type": if range.whole { "integer" } else { "number" },
        "minimum": show::option(range, range.least),
        "maximum": show::option(range, range.most),
        "default": show::option(range, default),
    })
}

fn add(object: &mut Value, name: &str, value: Value) {
    if let Some(map) = object.as_object_mut() {
        map.insert(name.to_owned(), value);
    }
}
