//! Names that a configuration or an option gives to rules, and the nearest one to a name that does not exist.

use crate::rules::Rules;
use crate::selector;
use crate::settings::Settings;
use crate::verdict::{KnownRule, Policy, UnknownRule};

/// Similarity (Jaro-Winkler, 0 to 1) from which a name is offered for one that does not exist.
const NEAR: f64 = 0.75;

/// Names longer than this many bytes are no slip of the pen; they are not compared.
const LONGEST_NAME: usize = 64;

/// All rules, in the order of their codes.
pub fn known_rules(rules: &Rules) -> Vec<KnownRule> {
    selector::known_rules(&rules.checks)
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
    most_alike(name, candidates).into_iter().next()
}

/// The candidates that are spelled like `name`, the most alike first.
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

/// The last part of a role id: `vp` of `product/vp`.
pub fn short(role: &str) -> &str {
    role.rsplit('/').next().unwrap_or(role)
}
