//! Names that people give to rules: what a selector names, and the nearest name to one that does not exist.

use crate::checks::Rulebook;
use crate::finding::Family;
use std::fmt;

/// Similarity (Jaro-Winkler, 0 to 1) from which a known name is offered for an unknown one.
const NEAR: f64 = 0.75;

/// Selectors longer than this many bytes are not compared with known names.
const LONGEST_NAME: usize = 64;

/// A rule as far as selection needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRule {
    /// `JD103`.
    pub code: String,
    /// `all-executive-scope`.
    pub slug: String,
    /// Its family.
    pub family: Family,
    /// Whether it is shown without being asked for.
    pub on_by_default: bool,
}

/// All rules, in the order of their codes.
pub fn known_rules(book: &Rulebook) -> Vec<KnownRule> {
    let rules = book.rules.iter().map(|rule| KnownRule {
        code: rule.code.clone(),
        slug: rule.slug.clone(),
        family: rule.family,
        on_by_default: rule.severity.is_some(),
    });
    rules.collect()
}

/// A selector that names no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownRule {
    /// As written.
    pub selector: String,
    /// The known name that is spelled most alike, where one is.
    pub nearest: Option<String>,
}

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown rule `{}`", self.selector)?;
        match &self.nearest {
            Some(nearest) => write!(f, ", did you mean `{nearest}`?"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for UnknownRule {}

/// What a selector names. Codes, slugs and families are compared without regard to case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Every rule.
    All,
    /// The rules of a family.
    Family(Family),
    /// The start of a code, upper case.
    Prefix(String),
    /// A code, upper case.
    Rule(String),
}

impl Selector {
    /// Reads a selector: a code (`JD103`), a slug (`all-executive-scope`), a family (`scope`), the start of a code
    /// (`JD2`) or `all`.
    ///
    /// # Errors
    /// Where it names none of the `known` rules.
    pub fn parse(text: &str, known: &[KnownRule]) -> Result<Selector, UnknownRule> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("all") {
            return Ok(Selector::All);
        }
        for rule in known {
            if rule.code.eq_ignore_ascii_case(text) || rule.slug.eq_ignore_ascii_case(text) {
                return Ok(Selector::Rule(rule.code.clone()));
            }
        }
        for rule in known {
            if rule.family.as_str().eq_ignore_ascii_case(text) {
                return Ok(Selector::Family(rule.family));
            }
        }
        let prefix = text.to_ascii_uppercase();
        if !prefix.is_empty() && known.iter().any(|rule| rule.code.starts_with(&prefix)) {
            return Ok(Selector::Prefix(prefix));
        }
        Err(UnknownRule {
            selector: text.to_owned(),
            nearest: nearest(text, known),
        })
    }

    /// Whether the rule with this code, of this family, is named.
    pub fn names(&self, code: &str, family: Family) -> bool {
        match self {
            Selector::All => true,
            Selector::Family(named) => family == *named,
            Selector::Prefix(prefix) => code.starts_with(prefix.as_str()),
            Selector::Rule(named) => code == named,
        }
    }
}

/// The known name that looks most like `text`; the first one among equals.
fn nearest(text: &str, known: &[KnownRule]) -> Option<String> {
    if text.len() > LONGEST_NAME {
        return None;
    }
    let (upper, lower) = (text.to_ascii_uppercase(), text.to_ascii_lowercase());
    let mut best: Option<(f64, &str)> = None;
    for rule in known {
        for (name, text) in [
            (rule.code.as_str(), &upper),
            (rule.slug.as_str(), &lower),
            (rule.family.as_str(), &lower),
        ] {
            let score = strsim::jaro_winkler(name, text);
            if score >= NEAR && best.is_none_or(|(top, _)| score > top) {
                best = Some((score, name));
            }
        }
    }
    best.map(|(_, name)| name.to_owned())
}
