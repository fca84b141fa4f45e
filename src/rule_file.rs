//! A rule file as it is read: TOML text of a test or a pack, or what the build made of a file of `rules/`.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;
use toml::Spanned;

/// A rule file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError {
    /// File under `rules/`.
    pub file: String,
    /// What is wrong, with line and column where known.
    pub message: String,
}

impl fmt::Display for RulesError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}: {}", self.file, self.message)
    }
}

impl std::error::Error for RulesError {}

/// A rule file: its name, and what stands in it.
#[derive(Debug, Clone, Copy)]
pub struct RuleFile<'a> {
    /// File under `rules/`.
    pub name: &'a str,
    content: Content<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Content<'a> {
    Toml(&'a str),
    /// MessagePack; places in the text are not kept.
    Packed(&'a [u8]),
}

/// The file of this name, built in.
macro_rules! builtin {
    ($name:literal) => {
        $crate::rule_file::RuleFile::packed(
            $name,
            include_bytes!(concat!(env!("OUT_DIR"), "/rules/", $name)),
        )
    };
}
pub(crate) use builtin;

impl<'a> RuleFile<'a> {
    /// A file with this TOML text.
    pub const fn toml(name: &'a str, text: &'a str) -> Self {
        let content = Content::Toml(text);
        RuleFile { name, content }
    }

    /// A file that the build packed.
    pub(crate) const fn packed(name: &'a str, bytes: &'a [u8]) -> Self {
        let content = Content::Packed(bytes);
        RuleFile { name, content }
    }

    /// The text; empty for a packed file, which has no places to show.
    pub(crate) fn text(&self) -> &'a str {
        match self.content {
            Content::Toml(text) => text,
            Content::Packed(_) => "",
        }
    }

    /// What the file says.
    ///
    /// # Errors
    ///
    /// Where it is no valid TOML, or not of the shape of `T`.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, RulesError> {
        match self.content {
            Content::Toml(text) => toml::from_str(text).map_err(|e| match e.span() {
                Some(span) => self.error_at(span.start, e.message()),
                None => self.error(e.message()),
            }),
            Content::Packed(bytes) => rmp_serde::from_slice(bytes).map_err(|e| self.error(e)),
        }
    }

    /// An error of the whole file.
    pub(crate) fn error(&self, message: impl ToString) -> RulesError {
        RulesError {
            file: self.name.to_owned(),
            message: message.to_string(),
        }
    }

    /// An error at byte `at` of the text; it names line and column (from 1, columns in code points).
    pub(crate) fn error_at(&self, at: usize, message: &str) -> RulesError {
        let Content::Toml(text) = self.content else {
            return self.error(message);
        };
        let before = text.get(..at).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        self.error(format!("line {line}, column {column}: {message}"))
    }
}

/// A value and where it stands, in bytes of a TOML text; nowhere in a packed file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    value: T,
    span: Range<usize>,
}

impl<T> Placed<T> {
    /// The value.
    pub fn get_ref(&self) -> &T {
        &self.value
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Where it stands.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Placed<T> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // TOML is text that people read and write, MessagePack is not
        if !from.is_human_readable() {
            let span = 0..0;
            return T::deserialize(from).map(|value| Placed { value, span });
        }
        let spanned = Spanned::<T>::deserialize(from)?;
        Ok(Placed {
            span: spanned.span(),
            value: spanned.into_inner(),
        })
    }
}

impl<T: Serialize> Serialize for Placed<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Cup {
        size: Placed<u8>,
    }

    #[test]
    fn a_packed_file_says_what_the_text_says_without_places() {
        let text = "# tea\nsize = 3\n";
        let table: toml::Table = toml::from_str(text).unwrap();
        let bytes = rmp_serde::to_vec_named(&table).unwrap();
        let written: Cup = RuleFile::toml("cup.toml", text).read().unwrap();
        let packed: Cup = RuleFile::packed("cup.toml", &bytes).read().unwrap();
        assert_eq!(written.size.get_ref(), packed.size.get_ref());
        assert_eq!(written.size.span(), 13..14);
        assert_eq!(packed.size.span(), 0..0);
    }

    #[test]
    fn a_file_of_another_shape_is_refused_with_its_name() {
        let error = RuleFile::toml("cup.toml", "\nsize = \"ü\"\n").read::<Cup>();
        assert!(
            error
                .unwrap_err()
                .to_string()
                .starts_with("rules/cup.toml: line 2, column 8: ")
        );
        let bytes = rmp_serde::to_vec_named(&["no", "cup"]).unwrap();
        for bytes in [&bytes[..], &[], &[0xc1]] {
            let error = RuleFile::packed("cup.toml", bytes).read::<Cup>();
            assert!(
                error
                    .unwrap_err()
                    .to_string()
                    .starts_with("rules/cup.toml: ")
            );
        }
    }
}
