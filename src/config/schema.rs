//! What the configuration file can say. Reading tells every mistake with its place, not only the first one.

use super::error::Mistake;
use super::names::{check_rule, check_selector, known_rules, nearest, short};
use crate::finding::Severity;
use crate::rules::Rules;
use crate::settings::{Org, OrgSize};
use crate::verdict::{KnownRule, UnknownRule};
use std::collections::BTreeMap;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Keys of the top level.
pub const KEYS: [&str; 8] = [
    "exclude",
    "ignore",
    "min-confidence",
    "min-severity",
    "org",
    "report-unused",
    "rules",
    "select",
];
/// Keys of `[org]`.
const ORG_KEYS: [&str; 4] = ["has", "industry", "size", "synonyms"];
/// Keys of `[rules.NAME]`.
const RULE_KEYS: [&str; 1] = ["severity"];

const SIZES: [(&str, OrgSize); 4] = [
    ("unknown", OrgSize::Unknown),
    ("small", OrgSize::Small),
    ("medium", OrgSize::Medium),
    ("large", OrgSize::Large),
];
const SEVERITIES: [(&str, Severity); 3] = [
    ("info", Severity::Info),
    ("warning", Severity::Warning),
    ("error", Severity::Error),
];
const RULE_SEVERITIES: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("info", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// A value and where it stands, in bytes of the file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub span: Range<usize>,
}

/// A configuration file; what it does not say is `None` or empty.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct FileConfig {
    /// `[org]`.
    pub org: Org,
    /// `select`.
    pub select: Vec<String>,
    /// `ignore`.
    pub ignore: Vec<String>,
    /// `[rules.NAME] severity`, by the name as written; `None` is `"off"`.
    pub severity: BTreeMap<String, Option<Severity>>,
    /// `min-severity`.
    pub min_severity: Option<Severity>,
    /// `min-confidence`, 0 to 1.
    pub min_confidence: Option<f32>,
    /// `report-unused`.
    pub report_unused: bool,
    /// `exclude`: globs with the meaning of `.gitignore` lines.
    pub exclude: Vec<Placed<String>>,
}

/// Reads the text of a configuration file; what is not valid is left out and told.
pub fn parse(text: &str, rules: &Rules) -> (FileConfig, Vec<Mistake>) {
    let mut reader = Reader {
        known: known_rules(rules),
        rules,
        mistakes: Vec::new(),
    };
    let config = match DeTable::parse(text) {
        Ok(table) => reader.file(table.get_ref()),
        Err(e) => {
            let message = e.message().lines().next().unwrap_or("not valid TOML");
            reader.mistakes.push(Mistake {
                message: format!("not valid TOML: {message}"),
                span: e.span(),
                help: None,
            });
            FileConfig::default()
        }
    };
    (config, reader.mistakes)
}

type Value<'a> = Spanned<DeValue<'a>>;

struct Reader<'r> {
    known: Vec<KnownRule>,
    rules: &'r Rules,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable<'_>) -> FileConfig {
        let mut config = FileConfig::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "exclude" => config.exclude = self.strings("exclude", value),
                "ignore" => config.ignore = self.selectors("ignore", value),
                "select" => config.select = self.selectors("select", value),
                "min-severity" => {
                    config.min_severity = self.choice("min-severity", value, &SEVERITIES);
                }
                "min-confidence" => config.min_confidence = self.confidence(value),
                "report-unused" => config.report_unused = self.boolean("report-unused", value),
                "org" => {
                    if let Some(table) = self.table("org", value) {
                        config.org = self.org(table);
                    }
                }
                "rules" => {
                    if let Some(table) = self.table("rules", value) {
                        config.severity = self.severities(table);
                    }
                }
                _ => self.unknown_key(key, "", &KEYS),
            }
        }
        config
    }

    fn org(&mut self, table: &DeTable<'_>) -> Org {
        let mut org = Org::default();
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "size" => org.size = self.choice("org.size", value, &SIZES).unwrap_or_default(),
                "has" => org.has = self.roles(value),
                "industry" => org.industry = self.string("org.industry", value).map(str::to_owned),
                "synonyms" => {
                    let Some(groups) = value.get_ref().as_array() else {
                        self.wrong_type("org.synonyms", "an array of arrays of titles", value);
                        continue;
                    };
                    org.synonyms = Some(groups.iter().map(|g| self.synonyms(g)).collect());
                }
                _ => self.unknown_key(key, "org.", &ORG_KEYS),
            }
        }
        org
    }

    /// One group of titles that mean the same.
    fn synonyms(&mut self, value: &Value<'_>) -> Vec<String> {
        let titles = self.strings("org.synonyms", value);
        if value.get_ref().as_array().is_some() && titles.len() < 2 {
            self.mistake(
                "a group in `org.synonyms` needs at least two titles".to_owned(),
                value.span(),
                None,
            );
        }
        for title in &titles {
            self.role(title);
        }
        titles.into_iter().map(|title| title.value).collect()
    }

    /// `org.has`: role ids, the last part of them is kept.
    fn roles(&mut self, value: &Value<'_>) -> Vec<String> {
        let given = self.strings("org.has", value);
        given.iter().filter_map(|role| self.role(role)).collect()
    }

    /// The last part of the id of the role that `word` names: an id (`product/vp`), its last part, or a title.
    fn role(&mut self, word: &Placed<String>) -> Option<String> {
        let catalogue = &self.rules.roles;
        let found = catalogue.named(&word.value);
        if found.is_none() {
            let names = catalogue
                .roles
                .iter()
                .flat_map(|r| [short(&r.id), r.name.as_str()]);
            self.mistake(
                format!("unknown role `{}`", word.value),
                word.span.clone(),
                did_you_mean(nearest(&word.value, names)),
            );
        }
        found.map(|role| short(&role.id).to_owned())
    }

    fn severities(&mut self, table: &DeTable<'_>) -> BTreeMap<String, Option<Severity>> {
        let mut severities = BTreeMap::new();
        for (name, value) in table {
            if let Err(unknown) = check_rule(name.get_ref(), &self.known) {
                self.unknown_rule(unknown, name.span());
                continue;
            }
            let place = format!("rules.{}", name.get_ref());
            let Some(table) = self.table(&place, value) else {
                continue;
            };
            for (key, value) in table {
                if key.get_ref() == "severity" {
                    if let Some(severity) =
                        self.choice(&format!("{place}.severity"), value, &RULE_SEVERITIES)
                    {
                        severities.insert(name.get_ref().to_string(), severity);
                    }
                } else {
                    self.unknown_key(key, &format!("{place}."), &RULE_KEYS);
                }
            }
        }
        severities
    }

    fn selectors(&mut self, key: &str, value: &Value<'_>) -> Vec<String> {
        let given = self.strings(key, value);
        for name in &given {
            if let Err(unknown) = check_selector(&name.value, &self.known) {
                self.unknown_rule(unknown, name.span.clone());
            }
        }
        given.into_iter().map(|name| name.value).collect()
    }

    fn confidence(&mut self, value: &Value<'_>) -> Option<f32> {
        let number = match value.get_ref() {
            DeValue::Float(f) => f.as_str().replace('_', "").parse::<f32>().ok(),
            DeValue::Integer(i) if i.radix() == 10 => i.as_str().replace('_', "").parse().ok(),
            _ => None,
        };
        let number = number.filter(|n| (0.0..=1.0).contains(n));
        if number.is_none() {
            self.wrong_type("min-confidence", "a number from 0 to 1", value);
        }
        number
    }

    fn strings(&mut self, key: &str, value: &Value<'_>) -> Vec<Placed<String>> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, "an array of strings", value);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_str() {
                Some(text) => strings.push(Placed {
                    value: text.to_owned(),
                    span: item.span(),
                }),
                None => self.wrong_type(key, "an array of strings", item),
            }
        }
        strings
    }

    fn boolean(&mut self, key: &str, value: &Value<'_>) -> bool {
        let DeValue::Boolean(given) = value.get_ref() else {
            self.wrong_type(key, "true or false", value);
            return false;
        };
        *given
    }

    fn string<'v>(&mut self, key: &str, value: &'v Value<'_>) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, "a string", value);
        }
        text
    }

    fn table<'v, 'i>(&mut self, key: &str, value: &'v Value<'i>) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, "a table", value);
        }
        table
    }

    fn choice<T: Copy>(&mut self, key: &str, value: &Value<'_>, of: &[(&str, T)]) -> Option<T> {
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
        found
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

fn did_you_mean(name: Option<&str>) -> Option<String> {
    name.map(|name| format!("did you mean `{name}`?"))
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
