//! Metadata and wording of the rules, read from `rules/checks/*.toml`.

use super::template::Template;
use super::{CHECKS, Check};
use crate::evidence::model::Confidence;
use crate::finding::{Family, Severity};
use crate::rule_file::{RuleFile, RulesError};
use crate::selector::KnownRule;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What an example of a rule shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExampleKind {
    /// The rule fires.
    Flagged,
    /// The rule has no reason to fire.
    Clean,
    /// The rule could be fooled, and is not.
    Hard,
}

/// A short but whole posting that shows what a rule does.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it shows, in a few words.
    pub title: String,
    /// Whether the rule fires.
    pub kind: ExampleKind,
    /// The posting, as Markdown: `posting.md`.
    pub text: String,
    /// The baseline that it is checked with.
    pub baseline: Option<String>,
}

/// One rule: everything that documentation, `explain` and reports say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleMeta {
    /// `JD103`.
    pub code: String,
    /// `all-executive-scope`.
    pub slug: String,
    /// Family of the rule.
    pub family: Family,
    /// Default severity; `None` where the rule is off by default.
    pub severity: Option<Severity>,
    /// Confidence of its findings, 0 to 1, where nothing better is known of the single finding; `None` where it is what was
    /// measured of verdicts on titles.
    pub confidence: Option<f32>,
    /// Version of jdlint that brought the rule.
    pub since: String,
    /// One line.
    pub summary: String,
    /// Why it matters.
    pub why: String,
    /// How to fix it, each way out.
    pub fix: String,
    /// Source claims: `seed:31`.
    pub references: Vec<String>,
    /// Examples: at least one of each kind.
    pub examples: Vec<Example>,
    /// Thresholds, by name.
    options: BTreeMap<String, f32>,
    /// Word lists and lists of dimensions, by name.
    lists: BTreeMap<String, Vec<String>>,
    /// Message, labels, notes and help, by name.
    texts: BTreeMap<String, Template>,
}

/// What the options of these names may be set to.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRange {
    /// Names of options, of any rule.
    names: Vec<String>,
    /// What such a number is: "a distance in rungs".
    pub says: String,
    /// The lowest value.
    pub least: f32,
    /// The highest value.
    pub most: f32,
    /// Whether it is a whole number.
    #[serde(default)]
    pub whole: bool,
}

impl OptionRange {
    /// Whether an option of this kind may have this value.
    pub fn allows(&self, value: f32) -> bool {
        (self.least..=self.most).contains(&value) && !(self.whole && value.fract() != 0.0)
    }
}

impl RuleMeta {
    /// Confidence of its findings, 0 to 1, where nothing better is known of the single finding; `measured` says what was.
    pub fn usual_confidence(&self, measured: &Confidence) -> f32 {
        self.confidence.unwrap_or(measured.title.reached)
    }

    /// Names and values of all options, by name.
    pub fn options(&self) -> impl Iterator<Item = (&str, f32)> {
        self.options
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
    }

    /// A threshold. Loading has made sure that every name a check uses is there.
    pub(super) fn option(&self, name: &str) -> f32 {
        debug_assert!(self.options.contains_key(name), "{}: {name}", self.code);
        self.options.get(name).copied().unwrap_or_default()
    }

    /// A list.
    pub(super) fn list(&self, name: &str) -> &[String] {
        debug_assert!(self.lists.contains_key(name), "{}: {name}", self.code);
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// A text with its slots filled.
    pub(super) fn text(&self, name: &str, slots: &[(&'static str, String)]) -> String {
        debug_assert!(self.texts.contains_key(name), "{}: {name}", self.code);
        self.texts
            .get(name)
            .map(|t| t.fill(slots))
            .unwrap_or_default()
    }
}

/// Words that all checks share (`rules/checks/common.toml`).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// The product title on each rung, 0 to 7.
    pub rungs: Vec<String>,
    /// How a source is named to the reader, by the part before the colon; `{line}` is the part after it.
    pub sources: BTreeMap<String, String>,
    /// Words that say that a leader is there for a while only.
    pub interim: Vec<String>,
    /// What options can be set to.
    #[serde(rename = "option")]
    ranges: Vec<OptionRange>,
}

impl Common {
    /// A source as a reader knows it: "role definitions, line 31".
    pub fn source_in_words(&self, source: &str) -> String {
        let (name, line) = source.split_once(':').unwrap_or((source, ""));
        match self.sources.get(name) {
            Some(text) => text.replace("{line}", line),
            None => source.to_owned(),
        }
    }

    /// What an option of this name can be set to, whatever the rule.
    pub fn range(&self, option: &str) -> Option<&OptionRange> {
        self.ranges
            .iter()
            .find(|r| r.names.iter().any(|n| n == option))
    }
}

/// All rules with checks behind them.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    /// Rules, by code: one for each check, in the order of the checks.
    pub rules: Vec<RuleMeta>,
    /// Shared words.
    pub common: Common,
}

impl Rulebook {
    /// The rule with this code (`JD103`) or slug (`all-executive-scope`).
    pub fn get(&self, name: &str) -> Option<&RuleMeta> {
        self.rules.iter().find(|r| r.code == name || r.slug == name)
    }

    /// All rules as selection needs them, in the order of their codes.
    pub fn known(&self) -> Vec<KnownRule> {
        let rules = self.rules.iter().map(|rule| KnownRule {
            code: rule.code.clone(),
            slug: rule.slug.clone(),
            family: rule.family,
            on_by_default: rule.severity.is_some(),
        });
        rules.collect()
    }

    /// The rules with other values for some options, by code and name. An option that a rule does not have is left out.
    pub fn with_options(&self, values: &BTreeMap<String, BTreeMap<String, f32>>) -> Rulebook {
        let mut book = self.clone();
        for rule in &mut book.rules {
            for (name, value) in values.get(&rule.code).into_iter().flatten() {
                if let Some(option) = rule.options.get_mut(name) {
                    *option = *value;
                }
            }
        }
        book
    }

    /// Loads and validates the rules built into jdlint.
    pub fn load() -> Result<Rulebook, RulesError> {
        let common = load_common(super::data::COMMON)?;
        let mut rules = Vec::with_capacity(CHECKS.len());
        for check in CHECKS {
            let name = format!("checks/{}.toml", check.code);
            let file = super::data::RULES
                .iter()
                .find(|file| file.name == name)
                .ok_or_else(|| RuleFile::toml(&name, "").error("there is no such file"))?;
            let rule = load_rule(check, *file)?;
            if let Some((name, _)) = rule
                .options()
                .find(|(name, value)| !common.range(name).is_some_and(|r| r.allows(*value)))
            {
                return Err(file.error(format!(
                    "options.{name} is outside of its range in common.toml, or has none there"
                )));
            }
            rules.push(rule);
        }
        Ok(Rulebook { rules, common })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawRule {
    code: String,
    slug: String,
    family: Family,
    severity: String,
    confidence: RawConfidence,
    since: String,
    summary: String,
    why: String,
    fix: String,
    references: Vec<String>,
    #[serde(default)]
    options: BTreeMap<String, f32>,
    #[serde(default)]
    lists: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, String>,
    examples: Vec<Example>,
}

/// A number from 0 to 1, or `"measured"`.
#[derive(Deserialize)]
#[serde(untagged)]
enum RawConfidence {
    Stated(f32),
    Named(Measured),
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Measured {
    Measured,
}

fn load_common(file: RuleFile<'_>) -> Result<Common, RulesError> {
    let common: Common = file.read()?;
    if common.rungs.len() != usize::from(crate::roles::TOP_RUNG) + 1 {
        return Err(file.error("there must be one entry for each rung, 0 to 7"));
    }
    Ok(common)
}

fn load_rule(check: &Check, file: RuleFile<'_>) -> Result<RuleMeta, RulesError> {
    let raw: RawRule = file.read()?;
    if raw.code != check.code {
        return Err(file.error(format!("`code` is {}, not {}", raw.code, check.code)));
    }
    let severity = match raw.severity.as_str() {
        "off" => None,
        "info" => Some(Severity::Info),
        "warning" => Some(Severity::Warning),
        "error" => Some(Severity::Error),
        other => return Err(file.error(format!("`severity` cannot be `{other}`"))),
    };
    let confidence = match raw.confidence {
        RawConfidence::Stated(share) => Some(share),
        RawConfidence::Named(Measured::Measured) => None,
    };
    if confidence.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
        return Err(file.error("`confidence` is not between 0 and 1"));
    }
    same_names(file, "options", raw.options.keys(), check.options)?;
    same_names(file, "lists", raw.lists.keys(), check.lists)?;
    same_names(file, "texts", raw.texts.keys(), check.texts)?;
    let mut texts = BTreeMap::new();
    for (name, text) in &raw.texts {
        let template =
            Template::parse(text).map_err(|e| file.error(format!("texts.{name}: {e}")))?;
        if let Some(slot) = template.slots().find(|s| !check.slots.contains(s)) {
            return Err(file.error(format!("texts.{name}: unknown slot {{{slot}}}")));
        }
        texts.insert(name.clone(), template);
    }
    Ok(RuleMeta {
        code: raw.code,
        slug: raw.slug,
        family: raw.family,
        severity,
        confidence,
        since: raw.since,
        summary: raw.summary,
        why: raw.why,
        fix: raw.fix,
        references: raw.references,
        examples: raw.examples,
        options: raw.options,
        lists: raw.lists,
        texts,
    })
}

/// Code and data must name the same things: a name too many is a mistake as well as one too few.
fn same_names<'a>(
    file: RuleFile<'_>,
    table: &str,
    found: impl Iterator<Item = &'a String>,
    wanted: &[&str],
) -> Result<(), RulesError> {
    let found: Vec<&str> = found.map(String::as_str).collect();
    if let Some(name) = found.iter().find(|n| !wanted.contains(n)) {
        return Err(file.error(format!("{table}.{name} is not used by the check")));
    }
    if let Some(name) = wanted.iter().find(|n| !found.contains(n)) {
        return Err(file.error(format!("{table}.{name} is missing")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(_: &super::super::Context<'_>, _: &RuleMeta) -> Vec<crate::finding::Finding> {
        Vec::new()
    }

    const CHECK: Check = Check {
        code: "JD999",
        options: &["rungs"],
        lists: &[],
        texts: &["message"],
        slots: &["title"],
        run,
    };

    fn rule(severity: &str, options: &str, message: &str) -> Result<RuleMeta, RulesError> {
        let text = format!(
            "code = \"JD999\"\nslug = \"x\"\nfamily = \"scope\"\nseverity = \"{severity}\"\nconfidence = 0.5\n\
             since = \"0.1.0\"\nsummary = \"s\"\nwhy = \"w\"\nfix = \"f\"\nreferences = []\nexamples = []\n\
             [options]\n{options}\n[texts]\nmessage = \"{message}\"\n"
        );
        load_rule(&CHECK, RuleFile::toml("checks/JD999.toml", &text))
    }

    #[test]
    fn every_file_of_a_rule_has_a_check() {
        let of_checks = CHECKS.iter().map(|c| format!("checks/{}.toml", c.code));
        let files = super::super::data::RULES.iter().map(|file| file.name);
        assert_eq!(files.collect::<Vec<_>>(), of_checks.collect::<Vec<_>>());
    }

    #[test]
    fn a_good_rule_loads_and_off_means_no_severity() {
        let good = rule("off", "rungs = 2", "about {title}").unwrap();
        assert_eq!(good.severity, None);
        assert_eq!(good.option("rungs"), 2.0);
        assert_eq!(
            good.text("message", &[("title", "{x}".into())]),
            "about {x}",
            "values are plain text"
        );
    }

    #[test]
    fn bad_rules_are_refused_with_a_reason() {
        for (result, reason) in [
            (rule("loud", "rungs = 2", "m"), "severity"),
            (rule("info", "", "m"), "options.rungs is missing"),
            (
                rule("info", "rungs = 2\nmore = 1", "m"),
                "options.more is not used",
            ),
            (
                rule("info", "rungs = 2", "{nobody}"),
                "unknown slot {nobody}",
            ),
            (rule("info", "rungs = 2", "{title"), "texts.message"),
        ] {
            let message = result.unwrap_err().to_string();
            assert!(message.contains(reason), "{message}");
        }
    }
}
