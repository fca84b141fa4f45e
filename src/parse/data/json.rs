//! JSON values where they stand: slices of the source, read no further than somebody asks.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Value;
use crate::parse::flow::Flow;
use crate::span::SourceSpan;

/// A value and the byte of the source where it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Json<'s> {
    raw: &'s str,
    at: usize,
}

/// The members of an object, in order.
struct Members<'s>(Vec<(Cow<'s, str>, &'s RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Members<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(Name(name)) = map.next_key()? {
                    members.push((name, map.next_value()?));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Reader)
    }
}

#[derive(Deserialize)]
struct Name<'s>(#[serde(borrow)] Cow<'s, str>);

impl<'s> Json<'s> {
    /// The value that `text` is, which stands at byte `at` of the source. Nesting costs no stack.
    ///
    /// # Errors
    /// Where it is no JSON.
    pub(super) fn new(text: &'s str, at: usize) -> Result<Json<'s>, serde_json::Error> {
        let raw: &RawValue = serde_json::from_str(text)?;
        Ok(Json { raw: text, at }.inside(raw))
    }

    fn inside(&self, raw: &'s RawValue) -> Json<'s> {
        let raw = raw.get();
        // a slice of this one
        let offset = raw.as_ptr().addr().saturating_sub(self.raw.as_ptr().addr());
        Json {
            raw,
            at: self.at + offset,
        }
    }
}

impl<'s> Value for Json<'s> {
    type Name = Cow<'s, str>;
    const ESCAPED: bool = true;

    fn start(&self) -> usize {
        self.at
    }

    fn members(&self) -> Vec<(Cow<'s, str>, Self)> {
        if !self.raw.starts_with('{') {
            return Vec::new();
        }
        let members = serde_json::from_str(self.raw).unwrap_or(Members(Vec::new()));
        let members = members.0.into_iter();
        members
            .map(|(name, raw)| (name, self.inside(raw)))
            .collect()
    }

    fn elements(&self) -> Option<Vec<Self>> {
        if !self.raw.starts_with('[') {
            return None;
        }
        let elements: Vec<&RawValue> = serde_json::from_str(self.raw).ok()?;
        Some(elements.into_iter().map(|raw| self.inside(raw)).collect())
    }

    /// Half of a surrogate pair is U+FFFD.
    fn string(&self) -> Option<Flow> {
        let inside = self.raw.strip_prefix('"')?.strip_suffix('"')?;
        let (mut flow, mut at, mut rest) = (Flow::default(), self.at + 1, inside);
        while !rest.is_empty() {
            let plain = rest.find('\\').unwrap_or(rest.len());
            let (text, after) = rest.split_at(plain);
            flow.push(text, SourceSpan::new(at, at + plain));
            let (decoded, len) = escape(after);
            if let Some(decoded) = decoded {
                let mut buffer = [0; 4];
                let source = SourceSpan::new(at + plain, at + plain + len);
                flow.replace(decoded.encode_utf8(&mut buffer), source);
            }
            at += plain + len;
            rest = after.get(len..).unwrap_or_default();
        }
        Some(flow)
    }

    fn scalar(&self) -> Option<String> {
        match self.string() {
            Some(text) => Some(text.text().to_owned()),
            None => self
                .raw
                .starts_with(|c: char| c == '-' || c.is_ascii_digit())
                .then(|| self.raw.to_owned()),
        }
    }
}

/// What the escape at the start of `text` stands for, and its length in bytes.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(kind) = text.chars().nth(1) else {
        return (None, text.len());
    };
    let decoded = match kind {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => return unicode(text),
        other => other,
    };
    (Some(decoded), 1 + kind.len_utf8())
}

/// `\u0041`, or the two of a surrogate pair.
fn unicode(text: &str) -> (Option<char>, usize) {
    let unit = |at: usize| -> Option<u16> {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let units = [unit(0), unit(6)];
    let mut decoded = char::decode_utf16(units.into_iter().map_while(|unit| unit));
    match decoded.next() {
        Some(Ok(c)) => (Some(c), 6 * c.len_utf16()),
        _ => (Some(char::REPLACEMENT_CHARACTER), text.len().min(6)),
    }
}
