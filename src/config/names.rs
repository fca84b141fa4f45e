//! Names that a configuration or an option gives to rules, and the nearest one to a name that does not exist.

use crate::rules::Rules;
use crate::settings::Settings;
use crate::verdict::{KnownRule, Policy, UnknownRule};

/// Similarity (Jaro-Winkler, 0 to 1) from which a name is offered for one that does not exist.
const NEAR: f64 = 0.75;

/// Names longer than this many bytes are no slip of the pen; they are not compared.
const LONGEST_NAME: usize = 64;

/// All rules, in the order of their codes.
pub fn known_rules(_rules: &Rules) -> Vec<KnownRule> {
    // SKELETON: to be replaced by the rule data
    use crate::finding::Family;
    [
        ("JD101", "scope-above-title", Family::Scope),
        ("JD103", "all-executive-scope", Family::Scope),
        ("JD201", "years-vs-title", Family::Fact),
        ("JD401", "no-title", Family::Document),
        ("JD403", "cannot-judge", Family::Document),
    ]
    .into_iter()
    .map(|(code, slug, family)| KnownRule {
        code: code.to_owned(),
        slug: slug.to_owned(),
        family,
        on_by_default: true,
    })
    .collect()
}

/// Checks one selector: a code, the beginning of a code, a slug, a family or `all`.
///
/// # Errors
///
/// Where it names no rule.
pub fn check_selector(name: &str, known: &[KnownRule]) -> Result<(), UnknownRule> {
    let settings = Settings {
        select: vec![name.to_owned()],
        ..Settings::default()
    };
    first_error(Policy::new(&settings, known))
}

/// Checks the name of one rule: a code or a slug.
///
/// # Errors
///
/// Where it names no rule, or several.
pub fn check_rule(name: &str, known: &[KnownRule]) -> Result<(), UnknownRule> {
    let settings = Settings {
        severity: [(name.to_owned(), None)].into(),
        ..Settings::default()
    };
    first_error(Policy::new(&settings, known))
}

fn first_error(result: Result<Policy, Vec<UnknownRule>>) -> Result<(), UnknownRule> {
    match result {
        Ok(_) => Ok(()),
        Err(unknown) => unknown.into_iter().next().map_or(Ok(()), Err),
    }
}

/// The candidate that is spelled most like `name`, where one is; the first among equals.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates {
        let score = strsim::jaro_winkler(&name, &candidate.to_lowercase());
        if score >= NEAR && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}
