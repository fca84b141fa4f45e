//! Reads the text of a configuration file. Every mistake is told with its place, not only the first one.

use super::error::Mistake;
use super::keys::{self, RULE_SEVERITIES, SEVERITIES, SIZES};
use super::layer::{Layer, OrgLayer, RuleLayer, TitleTarget};
use super::pack::from_toml;
use super::text::{Placed, Text};
use crate::checks::RuleMeta;
use crate::roles::{RawRole, Rungs};
use crate::rules::Rules;
use crate::selector::{Selector, nearest};
use crate::verdict::{KnownRule, UnknownRule};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Entries that a list may have.
const MOST_ENTRIES: usize = 10_000;
/// Entries that a table of names may have.
const MOST_NAMES: usize = 1_000;

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

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'r> {
    text: &'r Arc<Text>,
    known: Vec<KnownRule>,
    rules: &'r Rules,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) -> Layer {
        let mut layer = Layer::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
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
            let unknown = table
                .keys()
                .filter(|key| !RawRole::KEYS.contains(&key.get_ref().as_ref()));
            let before = self.mistakes.len();
            for key in unknown {
                self.unknown_key(key, "roles.", &RawRole::KEYS);
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
                _ => self.unknown_key(name, &format!("{key}."), &["function", "rungs"]),
            }
        }
        if rungs.is_none() {
            self.mistake(format!("`{key}` has no `rungs`"), value.span(), None);
        }
        rungs.map(|rungs| TitleTarget::Rungs { rungs, function })
    }

    fn rungs(&mut self, key: &str, value: &Value<'_>) -> Option<Rungs> {
        let array = value.get_ref().as_array();
        let numbers = array.map(|a| a.iter().map(whole).collect::<Vec<_>>());
        let rungs = match numbers.as_deref() {
            Some([Some(lo), Some(hi)]) => Rungs::try_from([*lo, *hi]).ok(),
            _ => None,
        };
        if rungs.is_none() {
            let wanted = "a role or two rungs from 0 to 7, the lower one first";
            self.wrong_type(key, wanted, value);
        }
        rungs
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

    /// A number within the range of an option.
    fn option(&mut self, key: &str, option: &str, value: &Value<'_>) -> Option<Placed<f32>> {
        // loading has made sure that every option has a range
        let range = self.rules.checks.common.range(option)?;
        let found = number(value).filter(|n| range.allows(*n));
        if found.is_none() {
            let kind = if range.whole {
                "whole number"
            } else {
                "number"
            };
            let wanted = format!(
                "a {kind} from {} to {} ({})",
                range.least, range.most, range.says
            );
            self.wrong_type(key, &wanted, value);
        }
        found.map(|n| self.placed(n, value))
    }

    fn selectors(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<Vec<String>>> {
        value.get_ref().as_array().or_else(|| {
            self.wrong_type(key, "an array of strings", value);
            None
        })?;
        let given = self.strings(key, value);
        for name in &given {
            if let Err(unknown) = Selector::parse(&name.value, &self.known) {
                self.unknown_rule(unknown, name.span.clone());
            }
        }
        let names = given.into_iter().map(|name| name.value).collect();
        Some(self.placed(names, value))
    }

    /// A number from 0 to 1.
    fn share(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<f32>> {
        let found = number(value).filter(|n| (0.0..=1.0).contains(n));
        if found.is_none() {
            self.wrong_type(key, "a number from 0 to 1", value);
        }
        found.map(|n| self.placed(n, value))
    }

    fn boolean(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<bool>> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, "true or false", value);
        }
        found.map(|b| self.placed(b, value))
    }

    fn placed<T>(&self, value: T, at: &Value<'_>) -> Placed<T> {
        Placed {
            value,
            span: at.span(),
            text: Arc::clone(self.text),
        }
    }

    fn strings(&mut self, key: &str, value: &Value<'_>) -> Vec<Placed<String>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "an array of strings", value);
            return Vec::new();
        };
        if self.too_many(key, array.len(), MOST_ENTRIES, value.span()) {
            return Vec::new();
        }
        let mut strings = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => strings.push(self.placed(text.to_owned(), item)),
                None => self.wrong_type(key, "an array of strings", item),
            }
        }
        strings
    }

    fn string(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<String>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, "a string", value);
        }
        text.map(|text| self.placed(text.to_owned(), value))
    }

    /// Keys and values of a table of names.
    fn entries<'v, 'i>(
        &mut self,
        key: &str,
        value: &'v Value<'i>,
    ) -> Vec<(&'v Spanned<Cow<'i, str>>, &'v Value<'i>)> {
        match self.table(key, value) {
            Some(table) if !self.too_many(key, table.len(), MOST_NAMES, value.span()) => {
                table.iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn too_many(&mut self, key: &str, count: usize, limit: usize, span: Range<usize>) -> bool {
        let too_many = count > limit;
        if too_many {
            self.mistake(
                format!("`{key}` has {count} entries, more than the limit of {limit}"),
                span.start..span.start + 1,
                None,
            );
        }
        too_many
    }

    fn table<'v, 'i>(&mut self, key: &str, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, "a table", value);
        }
        table
    }

    fn choice<T: Copy>(
        &mut self,
        key: &str,
        value: &Value<'_>,
        of: &[(&str, T)],
    ) -> Option<Placed<T>> {
        let names = || of.iter().map(|(name, _)| *name);
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(key, &format!("one of {}", list(names())), value);
            return None;
        };
        let found = of.iter().find(|(name, _)| *name == text).map(|(_, t)| *t);
        if found.is_none() {
            self.mistake(
                format!("`{key}` must be one of {}, not `{text}`", list(names())),
                value.span(),
                did_you_mean(nearest(text, names())),
            );
        }
        found.map(|t| self.placed(t, value))
    }

    fn wrong_type(&mut self, key: &str, wanted: &str, value: &Value<'_>) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a string",
            DeValue::Integer(i) => &format!("the number {}", i.as_str()),
            DeValue::Float(f) => &format!("the number {}", f.as_str()),
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.mistake(
            format!("`{key}` must be {wanted}, not {found}"),
            value.span(),
            None,
        );
    }

    fn unknown_key(&mut self, key: &Spanned<impl AsRef<str>>, table: &str, known: &[&str]) {
        let name = key.get_ref().as_ref();
        let help = did_you_mean(nearest(name, known.iter().copied()))
            .unwrap_or_else(|| format!("known here: {}", list(known.iter().copied())));
        self.mistake(
            format!("unknown key `{table}{name}`"),
            key.span(),
            Some(help),
        );
    }

    fn unknown_rule(&mut self, unknown: UnknownRule, span: Range<usize>) {
        let help = did_you_mean(unknown.nearest.as_deref())
            .or_else(|| Some("`jdlint rules list` shows the rules".to_owned()));
        self.mistake(format!("unknown rule `{}`", unknown.selector), span, help);
    }

    fn mistake(&mut self, message: String, span: Range<usize>, help: Option<String>) {
        self.mistakes.push(Mistake {
            message,
            span: Some(span),
            help,
        });
    }
}

/// A small whole number.
fn whole(value: &Value<'_>) -> Option<u8> {
    let number = value.get_ref().as_integer()?;
    (number.radix() == 10).then(|| number.as_str().parse().ok())?
}

/// A number in decimal digits.
fn number(value: &Value<'_>) -> Option<f32> {
    match value.get_ref() {
        DeValue::Float(f) => f.as_str().replace('_', "").parse().ok(),
        DeValue::Integer(i) if i.radix() == 10 => i.as_str().replace('_', "").parse().ok(),
        _ => None,
    }
}

pub(super) fn did_you_mean(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("did you mean `{name}`?"))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
