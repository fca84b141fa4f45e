//! What one configuration file says, and how a file lies over the one that it extends.

use super::text::Placed;
use crate::finding::Severity;
use crate::roles::{RawRole, Rungs};
use crate::settings::{Org, OrgSize, Settings};
use std::collections::BTreeMap;
use std::fs;

/// A configuration file; what it does not say is `None` or empty.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// `extends`.
    pub extends: Option<Placed<String>>,
    /// `select`.
    pub select: Option<Placed<Vec<String>>>,
    /// `ignore`.
    pub ignore: Option<Placed<Vec<String>>>,
    /// `min-severity`.
    pub min_severity: Option<Placed<Severity>>,
    /// `min-confidence`, 0 to 1.
    pub min_confidence: Option<Placed<f32>>,
    /// `report-unused`.
    pub report_unused: Option<Placed<bool>>,
    /// `baseline`: path of the file of known findings.
    pub baseline: Option<Placed<String>>,
    /// `exclude`: globs with the meaning of `.gitignore` lines.
    pub exclude: Option<Placed<Vec<Placed<String>>>>,
    /// `[per-file-ignores]`: rules by glob.
    pub per_file_ignores: BTreeMap<String, Placed<Vec<String>>>,
    /// `[org]`.
    pub org: OrgLayer,
    /// `[rules.RULE]` by code.
    pub rules: BTreeMap<String, RuleLayer>,
    /// `packs`: paths of rule packs.
    pub packs: Option<Placed<Vec<Placed<String>>>>,
    /// `[[roles]]` by id.
    pub roles: BTreeMap<String, Placed<RawRole>>,
    /// `[json]`: JSON pointers by key.
    pub json: BTreeMap<String, Placed<String>>,
    /// `[titles]`.
    pub titles: BTreeMap<String, Placed<TitleTarget>>,
}

/// What a title of the company names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleTarget {
    /// A role by its id.
    Role(String),
    /// Rungs of a function, of the built-in one where none is named.
    Rungs {
        /// The rungs.
        rungs: Rungs,
        /// The function.
        function: Option<String>,
    },
}

/// `[org]` of one file.
#[derive(Debug, Clone, Default)]
pub struct OrgLayer {
    /// `size`.
    pub size: Option<Placed<OrgSize>>,
    /// `has`.
    pub has: Option<Placed<Vec<Placed<String>>>>,
    /// `industry`.
    pub industry: Option<Placed<String>>,
    /// `synonyms`.
    pub synonyms: Option<Placed<Vec<Vec<Placed<String>>>>>,
}

/// `[rules.RULE]` of one file.
#[derive(Debug, Clone, Default)]
pub struct RuleLayer {
    /// `severity`; `None` inside is `"off"`.
    pub severity: Option<Placed<Option<Severity>>>,
    /// `min-confidence`, 0 to 1.
    pub min_confidence: Option<Placed<f32>>,
    /// Options of the rule by name.
    pub options: BTreeMap<String, Placed<f32>>,
}

impl Layer {
    /// What tells the rules of two configurations apart: where their packs, roles and titles stand.
    pub(super) fn rules_from(&self) -> Vec<String> {
        fn place<T>(what: &str, placed: &Placed<T>) -> String {
            format!("{what} {} {:?}", placed.text.path, placed.span)
        }
        let packs = self.packs.iter().flat_map(|packs| &packs.value);
        let packs = packs.map(|pack| pack.text.place(&pack.value).0);
        let packs = packs.map(|file| {
            let file = fs::canonicalize(&file).unwrap_or(file);
            file.to_string_lossy().into_owned()
        });
        let roles = self.roles.values().map(|role| place("role", role));
        let titles = self.titles.iter().map(|(name, title)| place(name, title));
        packs.chain(roles).chain(titles).collect()
    }

    /// Bytes of all globs together.
    pub(super) fn glob_bytes(&self) -> usize {
        let exclude = self.exclude.iter().flat_map(|globs| &globs.value);
        let exclude = exclude.map(|glob| glob.value.len());
        let ignores = self.per_file_ignores.keys().map(String::len);
        exclude.chain(ignores).sum()
    }

    /// This layer on top of `base`: a value takes the place of the base's, lists as a whole; tables are joined key by key.
    pub fn over(self, base: Layer) -> Layer {
        let mut rules = base.rules;
        for (code, rule) in self.rules {
            let below = rules.remove(&code).unwrap_or_default();
            rules.insert(code, rule.over(below));
        }
        Layer {
            extends: self.extends,
            select: self.select.or(base.select),
            ignore: self.ignore.or(base.ignore),
            min_severity: self.min_severity.or(base.min_severity),
            min_confidence: self.min_confidence.or(base.min_confidence),
            report_unused: self.report_unused.or(base.report_unused),
            baseline: self.baseline.or(base.baseline),
            exclude: self.exclude.or(base.exclude),
            per_file_ignores: joined(self.per_file_ignores, base.per_file_ignores),
            org: OrgLayer {
                size: self.org.size.or(base.org.size),
                has: self.org.has.or(base.org.has),
                industry: self.org.industry.or(base.org.industry),
                synonyms: self.org.synonyms.or(base.org.synonyms),
            },
            rules,
            packs: self.packs.or(base.packs),
            roles: joined(self.roles, base.roles),
            json: joined(self.json, base.json),
            titles: joined(self.titles, base.titles),
        }
    }

    /// The settings that the layer makes, with defaults for what it does not say. Roles in `[org]` stay as written.
    pub fn settings(&self) -> Settings {
        let words = |words: &[Placed<String>]| words.iter().map(|w| w.value.clone()).collect();
        let mut settings = Settings {
            org: Org {
                size: self.org.size.as_ref().map_or(OrgSize::Unknown, |s| s.value),
                has: self
                    .org
                    .has
                    .as_ref()
                    .map_or(Vec::new(), |h| words(&h.value)),
                synonyms: self
                    .org
                    .synonyms
                    .as_ref()
                    .map(|groups| groups.value.iter().map(|g| words(g)).collect()),
                industry: self.org.industry.as_ref().map(|i| i.value.clone()),
            },
            select: self.select.as_ref().map_or(Vec::new(), |s| s.value.clone()),
            ignore: self.ignore.as_ref().map_or(Vec::new(), |i| i.value.clone()),
            min_severity: self.min_severity.as_ref().map(|s| s.value),
            min_confidence: self.min_confidence.as_ref().map_or(0.0, |c| c.value),
            report_unused: self.report_unused.as_ref().is_some_and(|r| r.value),
            ..Settings::default()
        };
        for (code, rule) in &self.rules {
            if let Some(severity) = &rule.severity {
                settings.severity.insert(code.clone(), severity.value);
            }
            if let Some(confidence) = &rule.min_confidence {
                settings
                    .rule_confidence
                    .insert(code.clone(), confidence.value);
            }
        }
        settings
    }

    /// Options of rules that the layer sets, by code and name.
    pub fn options(&self) -> BTreeMap<String, BTreeMap<String, f32>> {
        self.rules
            .iter()
            .filter(|(_, rule)| !rule.options.is_empty())
            .map(|(code, rule)| {
                let options = rule.options.iter();
                (
                    code.clone(),
                    options.map(|(name, o)| (name.clone(), o.value)).collect(),
                )
            })
            .collect()
    }
}

impl RuleLayer {
    fn over(self, base: RuleLayer) -> RuleLayer {
        RuleLayer {
            severity: self.severity.or(base.severity),
            min_confidence: self.min_confidence.or(base.min_confidence),
            options: joined(self.options, base.options),
        }
    }
}

/// Both maps in one; `top` wins.
fn joined<T>(top: BTreeMap<String, T>, mut base: BTreeMap<String, T>) -> BTreeMap<String, T> {
    base.extend(top);
    base
}
