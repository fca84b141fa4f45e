//! Reads the text of a configuration file. Every mistake is told with its place, not only the first one.

use super::error::Mistake;
use super::keys::{self, RULE_SEVERITIES, SEVERITIES, SIZES};
use super::layer::{Layer, OrgLayer, RuleLayer, TitleTarget};
use super::pack::from_toml;
use super::text::{Placed, Text};
use super::values::{MOST_NAMES, Reader, Value};
use crate::checks::RuleMeta;
use crate::parse::mapping;
use crate::roles::RawRole;
use crate::rules::Rules;
use crate::selector::Selector;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::collections::BTreeMap;
use std::sync::Arc;
use toml::de::{DeTable, DeValue};

/// Reads the text of a configuration file; what is not valid is left out and told.
pub fn parse(text: &Arc<Text>, rules: &Rules) -> (Layer, Vec<Mistake>) {
    let mut reader = Reader {
        text,
        known: rules.checks.known(),
        rules,
        mistakes: Vec::new(),
    };
    let layer = match DeTable::parse(&text.content) {
        Ok(table) => reader.file(table.get_ref()),
        Err(e) => {
            let message = e.message().lines().next().unwrap_or("not valid TOML");
            reader.mistakes.push(Mistake {
                message: format!("not valid TOML: {message}"),
                span: e.span(),
                help: None,
            });
            Layer::default()
        }
    };
    (layer, reader.mistakes)
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) -> Layer {
        let mut layer = Layer::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "baseline" => layer.baseline = self.string("baseline", value),
                "extends" => layer.extends = self.string("extends", value),
                "exclude" => {
                    let globs = self.strings("exclude", value);
                    layer.exclude = Some(self.placed(globs, value));
                }
                "ignore" => layer.ignore = self.selectors("ignore", value),
                "select" => layer.select = self.selectors("select", value),
                "min-severity" => {
                    layer.min_severity = self.choice("min-severity", value, &SEVERITIES);
                }
                "min-confidence" => layer.min_confidence = self.share("min-confidence", value),
                "report-unused" => layer.report_unused = self.boolean("report-unused", value),
                "org" => {
                    if let Some(table) = self.table("org", value) {
                        layer.org = self.org(table);
                    }
                }
                "per-file-ignores" => {
                    for (glob, rules) in self.entries("per-file-ignores", value) {
                        let key = format!("per-file-ignores.{}", glob.get_ref());
                        if let Some(rules) = self.selectors(&key, rules) {
                            let glob = (glob.get_ref().to_string(), glob.span());
                            layer.per_file_ignores.insert(
                                glob.0,
                                Placed {
                                    span: glob.1,
                                    ..rules
                                },
                            );
                        }
                    }
                }
                "packs" => {
                    let paths = self.strings("packs", value);
                    layer.packs = Some(self.placed(paths, value));
                }
                "roles" => layer.roles = self.roles(value),
                "json" => {
                    if let Some(table) = self.table("json", value) {
                        layer.json = self.json(table);
                    }
                }
                "rules" => layer.rules = self.rules(value),
                "titles" => {
                    for (title, value) in self.entries("titles", value) {
                        let key = format!("titles.{}", title.get_ref());
                        if let Some(target) = self.title(&key, value) {
                            let placed = self.placed(target, value);
                            layer.titles.insert(title.get_ref().to_string(), placed);
                        }
                    }
                }
                _ => self.unknown_key(key, "", &keys::names("")),
            }
        }
        layer
    }

    fn json(&mut self, table: &DeTable<'_>) -> BTreeMap<String, Placed<String>> {
        let mut pointers = BTreeMap::new();
        let known = keys::names("json");
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            if !known.contains(&name) {
                self.unknown_key(key, "json.", &known);
            } else if let Some(pointer) = self.string(&format!("json.{name}"), value) {
                match mapping::check(&pointer.value) {
                    Ok(()) => drop(pointers.insert(name.to_owned(), pointer)),
                    Err(message) => self.mistake(message, value.span(), None),
                }
            }
        }
        pointers
    }

    fn org(&mut self, table: &DeTable<'_>) -> OrgLayer {
        let mut org = OrgLayer::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "size" => org.size = self.choice("org.size", value, &SIZES),
                "has" => {
                    let roles = self.strings("org.has", value);
                    org.has = Some(self.placed(roles, value));
                }
                "industry" => org.industry = self.string("org.industry", value),
                "synonyms" => {
                    let Some(groups) = value.get_ref().as_array() else {
                        self.wrong_type("org.synonyms", "an array of arrays of titles", value);
                        continue;
                    };
                    let groups = groups.iter().map(|g| self.synonyms(g)).collect();
                    org.synonyms = Some(self.placed(groups, value));
                }
                _ => self.unknown_key(key, "org.", &keys::names("org")),
            }
        }
        org
    }

    /// One group of titles that mean the same.
    fn synonyms(&mut self, value: &Value<'_>) -> Vec<Placed<String>> {
        let titles = self.strings("org.synonyms", value);
        if value.get_ref().as_array().is_some() && titles.len() < 2 {
            self.mistake(
                "a group in `org.synonyms` needs at least two titles".to_owned(),
                value.span(),
                None,
            );
        }
        titles
    }

    fn roles(&mut self, value: &Value<'_>) -> BTreeMap<String, Placed<RawRole>> {
        let mut roles: BTreeMap<String, Placed<RawRole>> = BTreeMap::new();
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type("roles", "an array of tables", value);
            return roles;
        };
        if self.too_many("roles", array.len(), MOST_NAMES, value.span()) {
            return roles;
        }
        for item in array.iter() {
            let Some(table) = self.table("roles", item) else {
                continue;
            };
            let known = keys::names("roles");
            let unknown = table
                .keys()
                .filter(|key| !known.contains(&key.get_ref().as_ref()));
            let before = self.mistakes.len();
            for key in unknown {
                self.unknown_key(key, "roles.", &known);
            }
            if self.mistakes.len() > before {
                continue;
            }
            match RawRole::deserialize(item.clone().into_deserializer()) {
                Ok(role) => {
                    let id = role.id().get_ref().clone();
                    if roles.contains_key(&id) {
                        let message = format!("role `{id}` is defined twice");
                        self.mistake(message, role.id().span(), None);
                    }
                    let role = self.placed(role, item);
                    roles.insert(id, role);
                }
                Err(e) => self.mistakes.push(from_toml(&e)),
            }
        }
        roles
    }

    /// What a title names: a role, rungs, or rungs of a function.
    fn title(&mut self, key: &str, value: &Value<'_>) -> Option<TitleTarget> {
        if let DeValue::String(id) = value.get_ref() {
            return Some(TitleTarget::Role(id.to_string()));
        }
        let Some(table) = value.get_ref().as_table() else {
            let rungs = self.rungs(key, value)?;
            return Some(TitleTarget::Rungs {
                rungs,
                function: None,
            });
        };
        let (mut rungs, mut function) = (None, None);
        for (name, value) in table {
            let full = format!("{key}.{}", name.get_ref());
            match name.get_ref().as_ref() {
                "rungs" => rungs = Some(self.rungs(&full, value)?),
                "function" => function = Some(self.string(&full, value)?.value),
                _ => self.unknown_key(name, &format!("{key}."), &keys::names("titles.TITLE")),
            }
        }
        if rungs.is_none() {
            self.mistake(format!("`{key}` has no `rungs`"), value.span(), None);
        }
        rungs.map(|rungs| TitleTarget::Rungs { rungs, function })
    }

    fn rules(&mut self, value: &Value<'_>) -> BTreeMap<String, RuleLayer> {
        let mut layers: BTreeMap<String, RuleLayer> = BTreeMap::new();
        for (name, value) in self.entries("rules", value) {
            if let Err(unknown) = Selector::rule(name.get_ref(), &self.known) {
                self.unknown_rule(unknown, name.span());
                continue;
            }
            let place = format!("rules.{}", name.get_ref());
            let called = |r: &&RuleMeta| {
                [&r.code, &r.slug]
                    .iter()
                    .any(|n| n.eq_ignore_ascii_case(name.get_ref()))
            };
            let rules = self.rules;
            let (Some(table), Some(rule)) = (
                self.table(&place, value),
                rules.checks.rules.iter().find(called),
            ) else {
                continue;
            };
            if layers.contains_key(&rule.code) {
                self.mistake(
                    format!("rule {} stands here twice, by code and by name", rule.code),
                    name.span(),
                    Some("join the two tables".to_owned()),
                );
                continue;
            }
            let layer = self.rule(&place, rule, table);
            layers.insert(rule.code.clone(), layer);
        }
        layers
    }

    fn rule(&mut self, place: &str, rule: &RuleMeta, table: &DeTable<'_>) -> RuleLayer {
        let mut layer = RuleLayer::default();
        for (key, value) in table {
            let name = key.get_ref().as_ref();
            let full = format!("{place}.{name}");
            match name {
                "severity" => layer.severity = self.choice(&full, value, &RULE_SEVERITIES),
                "min-confidence" => layer.min_confidence = self.share(&full, value),
                _ if rule.options().any(|(option, _)| option == name) => {
                    if let Some(number) = self.option(&full, name, value) {
                        layer.options.insert(name.to_owned(), number);
                    }
                }
                _ => {
                    let mut known = keys::names("rules.RULE");
                    known.extend(rule.options().map(|(option, _)| option));
                    self.unknown_key(key, &format!("{place}."), &known);
                }
            }
        }
        layer
    }
}
