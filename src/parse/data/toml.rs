//! Values of TOML as those of JSON.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::DeValue;

use super::Value;
use crate::parse::align::{Escapes, align_lines};
use crate::parse::flow::Flow;
use crate::parse::yaml::unquoted;

/// A value of a TOML text.
#[derive(Clone, Copy)]
pub(in crate::parse) struct Toml<'t> {
    source: &'t str,
    value: &'t DeValue<'t>,
    start: usize,
    end: usize,
}

impl<'t> Toml<'t> {
    /// The value of a whole text.
    pub(in crate::parse) fn root(source: &'t str, value: &'t DeValue<'t>) -> Self {
        let (start, end) = (0, source.len());
        Toml {
            source,
            value,
            start,
            end,
        }
    }

    fn inside(&self, value: &'t Spanned<DeValue<'t>>) -> Self {
        let Range { start, end } = value.span();
        let value = value.get_ref();
        Toml {
            value,
            start,
            end,
            ..*self
        }
    }
}

/// Where the text of a string stands that is written as `raw` at `range`, and how it is escaped.
pub(in crate::parse) fn inside_quotes(raw: &str, range: Range<usize>) -> (Range<usize>, Escapes) {
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
        3
    } else {
        1
    };
    let escapes = if raw.starts_with('"') {
        Escapes::Backslash
    } else {
        Escapes::None
    };
    (unquoted(raw, range, quotes), escapes)
}

impl<'t> Value for Toml<'t> {
    type Name = &'t str;
    const ESCAPED: bool = false;

    fn start(&self) -> usize {
        self.start
    }

    fn members(&self) -> Vec<(&'t str, Self)> {
        let DeValue::Table(table) = self.value else {
            return Vec::new();
        };
        let members = table.iter();
        members
            .map(|(name, value)| (name.get_ref().as_ref(), self.inside(value)))
            .collect()
    }

    fn elements(&self) -> Option<Vec<Self>> {
        match self.value {
            DeValue::Array(array) => Some(array.iter().map(|value| self.inside(value)).collect()),
            _ => None,
        }
    }

    fn string(&self) -> Option<Flow> {
        let DeValue::String(text) = self.value else {
            return None;
        };
        let raw = self.source.get(self.start..self.end)?;
        let (inside, escapes) = inside_quotes(raw, self.start..self.end);
        let mut flow = Flow::default();
        let raw = self.source.get(inside.clone())?;
        align_lines(&mut flow, text, raw, inside.start, escapes);
        Some(flow)
    }

    fn scalar(&self) -> Option<String> {
        self.string().map(|text| text.text().to_owned())
    }
}
