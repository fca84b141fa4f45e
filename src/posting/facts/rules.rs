//! `rules/facts.toml`, read and compiled once.

use super::units::Unit;
use super::{Hit, numbers::NumberWords, pay::PayRules};
use crate::lexicon::{Builder, Class, ClassFile, Lexed, PatternSet};
use crate::posting::{SectionKind, Subject, words};
use crate::rule_file::builtin;
use crate::rule_file::{RuleFile, RulesError};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Tag {
    Years,
    YearsExperience,
    YearsManagement,
    Preferred,
    Required,
    Alternative,
    Route,
    People,
    Nobody,
    Mentors,
    ReportsTo,
    OwnTitle,
    ExecutiveSeat,
    Board,
    EntryLevel,
    FirstHire,
    SmallCompany,
    SeveralLevels,
}

/// One rule.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub tag: Tag,
    /// Tells rules of one tag apart, for a reader of the file.
    #[serde(default, rename = "name")]
    _name: String,
    #[serde(default)]
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    unless_anywhere: Vec<String>,
    /// Sections it holds in; without any: all but benefits and the hiring process.
    #[serde(default)]
    sections: Vec<SectionKind>,
    /// The people managed are managers themselves.
    #[serde(default)]
    pub managers: bool,
    /// The words ask for experience wherever they stand.
    #[serde(default)]
    pub experience: bool,
    /// The words speak of the role wherever they stand.
    #[serde(default)]
    pub role: bool,
}

impl Rule {
    fn holds_in(&self, section: SectionKind) -> bool {
        if self.sections.is_empty() {
            !matches!(section, SectionKind::Benefits | SectionKind::Process)
        } else {
            self.sections.contains(&section)
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numbers: NumberWords,
    labels: Labels,
    #[serde(rename = "class")]
    _class: serde::de::IgnoredAny,
    rule: Vec<Rule>,
    pay: PayRules,
    years: YearsWords,
    reporting: ReportingWords,
    experience: Experience,
    hiring: Hiring,
    counts: Counts,
    own_title: OwnTitleWords,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Experience {
    words: HashSet<String>,
}

/// `[hiring]`: claims that speak of hiring alone.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hiring {
    /// Words of hiring.
    pub words: HashSet<String>,
    /// Words that say that the people are led as well.
    pub led: HashSet<String>,
}

/// `[counts]`: which numbers count people.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Counts {
    /// What a number counts that stands before one of these.
    pub not_people: HashSet<String>,
    /// A number behind one of these counts nothing.
    pub not_after: HashSet<String>,
    /// Between the ends of a range.
    pub ranges: HashSet<String>,
}

/// `[years]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct YearsWords {
    pub forward: HashSet<String>,
    pub substitutes: HashSet<String>,
}

/// `[reporting]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReportingWords {
    pub alternatives: HashSet<String>,
}

/// `[own_title]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnTitleWords {
    pub generic: Vec<String>,
    pub openings: Vec<String>,
    pub addressed: Vec<String>,
    pub articles: HashSet<String>,
    pub duties: Vec<String>,
    pub longer: HashSet<String>,
    pub breaks: HashSet<String>,
}

/// Labels of `Label: value` lines.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Labels {
    pub lead_in: Vec<String>,
    pub reports_to: words::Labels,
    pub people: words::Labels,
    pub named: Vec<String>,
    pub uncounted: Vec<String>,
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// What a pattern of the set means for its rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Claim,
    Unless,
    UnlessAnywhere,
}

/// The fact rules, compiled.
#[derive(Debug, Default)]
pub(crate) struct FactRules {
    set: PatternSet,
    /// For each pattern of the set: rule and part.
    owners: Vec<(usize, Part)>,
    rules: Vec<Rule>,
    pub(super) numbers: NumberWords,
    pub(super) labels: Labels,
    pub(super) pay: PayRules,
    pub(super) years: YearsWords,
    pub(super) reporting: ReportingWords,
    /// Words that ask for experience.
    pub(super) experience: HashSet<String>,
    pub(super) hiring: Hiring,
    pub(super) counts: Counts,
    pub(super) own_title: OwnTitleWords,
}

const FILE: RuleFile<'static> = builtin!("facts.toml");

/// The part of the file that other rule files can name, too.
#[derive(Deserialize)]
struct ClassPart {
    class: BTreeMap<String, Class>,
}

impl FactRules {
    pub fn classes() -> Result<ClassFile, RulesError> {
        let ClassPart { class } = FILE.read()?;
        Ok(ClassFile { class })
    }

    pub fn load(lexicon: &mut Builder) -> Result<Self, RulesError> {
        let file: File = FILE.read()?;
        let mut patterns = Vec::new();
        let mut owners = Vec::new();
        for (index, rule) in file.rule.iter().enumerate() {
            for (list, part) in [
                (&rule.patterns, Part::Claim),
                (&rule.unless, Part::Unless),
                (&rule.unless_anywhere, Part::UnlessAnywhere),
            ] {
                for pattern in list {
                    let compiled = lexicon
                        .compile(pattern)
                        .map_err(|e| FILE.error(format!("pattern `{pattern}`: {e}")))?;
                    patterns.push(compiled);
                    owners.push((index, part));
                }
            }
        }
        Ok(FactRules {
            set: PatternSet::new(patterns),
            owners,
            rules: file.rule,
            numbers: file.numbers,
            labels: file.labels,
            pay: file.pay,
            years: file.years,
            reporting: file.reporting,
            experience: file.experience.words,
            hiring: file.hiring,
            counts: file.counts,
            own_title: file.own_title,
        })
    }

    /// All matches in a statement that nothing cancels.
    pub(super) fn matches(&self, lexed: &Lexed, unit: &Unit) -> Vec<Hit<'_>> {
        let mut claims: Vec<(usize, usize, usize)> = Vec::new();
        let mut cancels: Vec<(usize, Part, usize, usize)> = Vec::new();
        self.set.find(
            lexed,
            unit.tokens.clone(),
            unit.tokens.start,
            |_| true,
            |m| match self.owners.get(m.pattern) {
                Some((rule, Part::Claim)) => claims.push((*rule, m.first, m.last)),
                Some((rule, part)) => cancels.push((*rule, *part, m.first, m.last)),
                None => {}
            },
        );
        claims
            .into_iter()
            .filter_map(|(index, first, last)| {
                let rule = self.rules.get(index)?;
                let cancelled = cancels.iter().any(|(r, part, from, to)| {
                    *r == index && (*part == Part::UnlessAnywhere || (*from < last && first < *to))
                });
                let speaks = unit.subject == Subject::Person
                    || matches!(
                        rule.tag,
                        Tag::SmallCompany
                            | Tag::FirstHire
                            | Tag::SeveralLevels
                            | Tag::Preferred
                            | Tag::Required
                            | Tag::Alternative
                            | Tag::Route
                    );
                let of_others = unit.others.contains(&first);
                (!cancelled && !of_others && speaks && rule.holds_in(unit.section)).then_some(Hit {
                    rule,
                    first,
                    last,
                })
            })
            .collect()
    }
}
