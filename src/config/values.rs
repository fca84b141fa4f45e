//! Values of a configuration file, and what can be wrong with them.

use super::error::Mistake;
use super::text::{Placed, Text};
use crate::roles::Rungs;
use crate::rules::Rules;
use crate::selector::{Selector, nearest};
use crate::verdict::{KnownRule, UnknownRule};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Entries that a list may have.
const MOST_ENTRIES: usize = 10_000;
/// Entries that a table of names may have.
pub(super) const MOST_NAMES: usize = 1_000;

pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Reads values, and gathers what is wrong with them.
pub(super) struct Reader<'r> {
    pub(super) text: &'r Arc<Text>,
    pub(super) known: Vec<KnownRule>,
    pub(super) rules: &'r Rules,
    pub(super) mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    pub(super) fn rungs(&mut self, key: &str, value: &Value<'_>) -> Option<Rungs> {
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

    /// A number within the range of an option.
    pub(super) fn option(
        &mut self,
        key: &str,
        option: &str,
        value: &Value<'_>,
    ) -> Option<Placed<f32>> {
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

    pub(super) fn selectors(
        &mut self,
        key: &str,
        value: &Value<'_>,
    ) -> Option<Placed<Vec<String>>> {
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
    pub(super) fn share(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<f32>> {
        let found = number(value).filter(|n| (0.0..=1.0).contains(n));
        if found.is_none() {
            self.wrong_type(key, "a number from 0 to 1", value);
        }
        found.map(|n| self.placed(n, value))
    }

    pub(super) fn boolean(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<bool>> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(key, "true or false", value);
        }
        found.map(|b| self.placed(b, value))
    }

    pub(super) fn placed<T>(&self, value: T, at: &Value<'_>) -> Placed<T> {
        Placed {
            value,
            span: at.span(),
            text: Arc::clone(self.text),
        }
    }

    pub(super) fn strings(&mut self, key: &str, value: &Value<'_>) -> Vec<Placed<String>> {
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

    pub(super) fn string(&mut self, key: &str, value: &Value<'_>) -> Option<Placed<String>> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(key, "a string", value);
        }
        text.map(|text| self.placed(text.to_owned(), value))
    }

    /// Keys and values of a table of names.
    pub(super) fn entries<'v, 'i>(
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

    pub(super) fn too_many(
        &mut self,
        key: &str,
        count: usize,
        limit: usize,
        span: Range<usize>,
    ) -> bool {
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

    pub(super) fn table<'v, 'i>(
        &mut self,
        key: &str,
        value: &'v Value<'i>,
    ) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, "a table", value);
        }
        table
    }

    pub(super) fn choice<T: Copy>(
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

    pub(super) fn wrong_type(&mut self, key: &str, wanted: &str, value: &Value<'_>) {
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

    pub(super) fn unknown_key(
        &mut self,
        key: &Spanned<impl AsRef<str>>,
        table: &str,
        known: &[&str],
    ) {
        let name = key.get_ref().as_ref();
        let help = did_you_mean(nearest(name, known.iter().copied()))
            .unwrap_or_else(|| format!("known here: {}", list(known.iter().copied())));
        self.mistake(
            format!("unknown key `{table}{name}`"),
            key.span(),
            Some(help),
        );
    }

    pub(super) fn unknown_rule(&mut self, unknown: UnknownRule, span: Range<usize>) {
        let help = did_you_mean(unknown.nearest.as_deref())
            .or_else(|| Some("`jdlint rules list` shows the rules".to_owned()));
        self.mistake(format!("unknown rule `{}`", unknown.selector), span, help);
    }

    pub(super) fn mistake(&mut self, message: String, span: Range<usize>, help: Option<String>) {
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
