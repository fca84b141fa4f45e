//! Names that people give to rules: what a selector names, and the nearest name to one that does not exist.

use crate::finding::Family;
use std::fmt;

/// Similarity (Jaro-Winkler, 0 to 1) from which a name is offered for one that does not exist.
const NEAR: f64 = 0.75;

/// Names longer than this many bytes are no slip of the pen; they are not compared.
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

/// Everything that a selector can say, in its usual spelling: `all`, families, codes, names, beginnings of codes. Each
/// of these groups is in the order of the codes.
pub fn selectors(known: &[KnownRule]) -> Vec<String> {
    let codes = || known.iter().map(|rule| rule.code.as_str());
    let families = known.iter().map(|rule| rule.family.as_str());
    let slugs = known.iter().map(|rule| rule.slug.as_str());
    let beginnings = codes().flat_map(|code| (1..code.len()).filter_map(|end| code.get(..end)));
    let mut all: Vec<String> = Vec::new();
    for name in std::iter::once("all")
        .chain(families)
        .chain(codes())
        .chain(slugs)
        .chain(beginnings)
    {
        if !all.iter().any(|other| other == name) {
            all.push(name.to_owned());
        }
    }
    all
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
        let names = known
            .iter()
            .flat_map(|r| [r.code.as_str(), r.slug.as_str(), r.family.as_str()]);
        Err(UnknownRule {
            selector: text.to_owned(),
            nearest: nearest(text, names).map(str::to_owned),
        })
    }

    /// Reads the name of one rule, a code or a slug, and gives its code.
    ///
    /// # Errors
    /// Where it names none of the `known` rules, or several.
    pub fn rule(text: &str, known: &[KnownRule]) -> Result<String, UnknownRule> {
        match Selector::parse(text, known)? {
            Selector::Rule(code) => Ok(code),
            _ => Err(UnknownRule {
                selector: text.to_owned(),
                nearest: None,
            }),
        }
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

/// The candidate that is spelled most like `name`, where one is; the first among equals.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    most_alike(name, candidates).into_iter().next()
}

/// The candidates that are spelled like `name`, whatever their case, the most alike first.
pub fn most_alike<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if name.len() > LONGEST_NAME {
        return Vec::new();
    }
    let name = name.to_lowercase();
    let mut alike: Vec<(f64, &str)> = candidates
        .into_iter()
        .map(|c| (strsim::jaro_winkler(&name, &c.to_lowercase()), c))
        .filter(|(score, _)| *score >= NEAR)
        .collect();
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().map(|(_, candidate)| candidate).collect()
}
