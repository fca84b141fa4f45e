//! The one place that decides which findings are shown, at which severity, and which exit status follows.
//!
//! Pure: findings and settings in, decisions out. Reports print what the verdict kept and say what it hid.

use crate::checks::hygiene::REPORT_UNUSED;
use crate::finding::{Family, Finding, Severity};
use crate::lint::Judged;
use crate::parse::Address;
use crate::selector::Selector;
use crate::settings::Settings;
use crate::source::Source;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::selector::{KnownRule, UnknownRule};

/// Code of the rule that says that a posting holds too little evidence.
const CANNOT_JUDGE: &str = "JD403";

/// One input, linted or not.
#[derive(Debug, Clone)]
pub struct FileResult {
    /// Path as given or found.
    pub path: String,
    /// What was found, or why the file could not be read.
    pub outcome: Result<Linted, String>,
}

/// A file that was linted.
#[derive(Debug, Clone)]
pub struct Linted {
    /// The decoded file.
    pub source: Source,
    /// Its postings.
    pub postings: Vec<Judged>,
    /// What was found in a file that holds no postings: a baseline.
    pub findings: Vec<Finding>,
}

impl FileResult {
    /// All findings of the file, posting by posting.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.of_postings().map(|(_, finding)| finding)
    }

    /// Addresses of the postings, where the source can hold several.
    pub fn addresses(&self) -> impl Iterator<Item = &Address> {
        let postings = self.outcome.iter().flat_map(|linted| &linted.postings);
        postings.filter_map(|judged| judged.document.address.as_ref())
    }

    /// All findings of the file, posting by posting, each with its posting, where it is about one.
    pub fn of_postings(&self) -> impl Iterator<Item = (Option<&Judged>, &Finding)> {
        self.outcome.iter().flat_map(|linted| {
            let postings = linted.postings.iter().flat_map(|judged| {
                let findings = judged.findings.iter();
                findings.map(move |finding| (Some(judged), finding))
            });
            postings.chain(linted.findings.iter().map(|finding| (None, finding)))
        })
    }
}

/// Why a finding is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hidden {
    /// The rule is off unless it is asked for, and nobody did.
    OffByDefault,
    /// The rule is ignored, not among the selected ones, or has the severity "off".
    Ignored,
    /// A comment in the file suppresses it.
    Suppressed,
    /// The baseline knows it.
    Baselined,
    /// Less severe than asked for.
    BelowSeverity,
    /// Less sure than asked for.
    BelowConfidence,
}

/// What becomes of one finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decision {
    /// Severity after overrides: reports use this one, not the finding's own.
    pub severity: Severity,
    /// Why it is not shown; `None` where it is.
    pub hidden: Option<Hidden>,
}

impl Decision {
    /// Whether its rule is on and nothing that people wrote down hides the finding, whatever the thresholds are: the
    /// findings that a baseline is made of.
    pub fn is_new(self) -> bool {
        match self.hidden {
            None | Some(Hidden::BelowSeverity | Hidden::BelowConfidence) => true,
            Some(
                Hidden::OffByDefault | Hidden::Ignored | Hidden::Suppressed | Hidden::Baselined,
            ) => false,
        }
    }
}

/// Settings, checked against the known rules and ready to decide.
#[derive(Debug, Clone)]
pub struct Policy {
    select: Vec<Selector>,
    ignore: Vec<Selector>,
    /// By code; `None` is off.
    severity: BTreeMap<String, Option<Severity>>,
    /// Codes that are off until asked for by name.
    off: Vec<String>,
    /// Codes that are on whatever is selected.
    asked: &'static [&'static str],
    min_severity: Option<Severity>,
    min_confidence: f32,
    /// By code, in place of `min_confidence`.
    rule_confidence: BTreeMap<String, f32>,
}

impl Policy {
    /// Checks the selectors of `settings` against the `known` rules.
    ///
    /// A selector is a code (`JD103`), a slug (`all-executive-scope`), a family (`scope`), the start of a code
    /// (`JD2`) or `ALL`; severities are set by code or slug.
    ///
    /// # Errors
    /// Every selector that names no known rule, in the order select, ignore, severity.
    pub fn new(settings: &Settings, known: &[KnownRule]) -> Result<Policy, Vec<UnknownRule>> {
        let mut unknown = Vec::new();
        let mut parse = |texts: &[String]| -> Vec<Selector> {
            let mut selectors = Vec::new();
            for text in texts {
                match Selector::parse(text, known) {
                    Ok(selector) => selectors.push(selector),
                    Err(error) => unknown.push(error),
                }
            }
            selectors
        };
        let (select, ignore) = (parse(&settings.select), parse(&settings.ignore));
        let mut severity = BTreeMap::new();
        for (name, level) in &settings.severity {
            match Selector::rule(name, known) {
                Ok(code) => {
                    severity.insert(code, *level);
                }
                Err(error) => unknown.push(error),
            }
        }
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let off = known
            .iter()
            .filter(|rule| !rule.on_by_default)
            .map(|rule| rule.code.clone())
            .collect();
        Ok(Policy {
            select,
            ignore,
            severity,
            off,
            asked: match settings.report_unused {
                true => &REPORT_UNUSED,
                false => &[],
            },
            min_severity: settings.min_severity,
            min_confidence: settings.min_confidence,
            rule_confidence: settings.rule_confidence.clone(),
        })
    }

    /// Decides on one finding that no baseline knows. Ignoring wins over selecting.
    pub fn decide(&self, finding: &Finding) -> Decision {
        self.decide_with(finding, |_| false)
    }

    /// As [`Policy::decide`]; `known` takes a finding from the baseline, and is asked only for one that is on and not
    /// suppressed.
    pub fn decide_with(&self, finding: &Finding, known: impl FnOnce(&Finding) -> bool) -> Decision {
        let set = self.severity.get(&finding.code);
        let severity = set.copied().flatten().unwrap_or(finding.severity);
        let own = self.rule_confidence.get(&finding.code);
        let least = own.copied().unwrap_or(self.min_confidence);
        let hidden = self.off_reason(&finding.code, finding.family).or_else(|| {
            if finding.suppression.is_some() {
                Some(Hidden::Suppressed)
            } else if known(finding) {
                Some(Hidden::Baselined)
            } else if self.min_severity.is_some_and(|least| severity < least) {
                Some(Hidden::BelowSeverity)
            } else if finding.confidence < least {
                Some(Hidden::BelowConfidence)
            } else {
                None
            }
        });
        Decision { severity, hidden }
    }

    /// Why the rule with this code, of this family, is off.
    pub fn off_reason(&self, code: &str, family: Family) -> Option<Hidden> {
        let set = self.severity.get(code);
        let selected = |s: &Selector| s.names(code, family);
        let asked = self.asked.contains(&code);
        let by_name = |s: &Selector| matches!(s, Selector::Rule(named) if named == code);
        if set == Some(&None) || self.ignore.iter().any(selected) {
            Some(Hidden::Ignored)
        } else if self.off.iter().any(|off| off == code)
            && set.is_none()
            && !asked
            && !self.select.iter().any(by_name)
        {
            Some(Hidden::OffByDefault)
        } else if !self.select.is_empty() && !asked && !self.select.iter().any(selected) {
            Some(Hidden::Ignored)
        } else {
            None
        }
    }

    /// Decides on every finding of every file.
    pub fn judge(&self, files: &[FileResult]) -> Verdict {
        let mut verdict = Verdict::default();
        for file in files {
            let decisions: Vec<_> = file.findings().map(|f| self.decide(f)).collect();
            verdict.summary.add(file, &decisions);
            verdict.decisions.push(decisions);
        }
        verdict
    }
}

/// All decisions of a run.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// For every file, in the order given: one decision for each of [`FileResult::findings`], in that order.
    pub decisions: Vec<Vec<Decision>>,
    /// Counts.
    pub summary: Summary,
}

/// Counts of findings that are not shown, by reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct HiddenCounts {
    /// Of rules that are off by default.
    pub off_by_default: usize,
    /// Of rules that are ignored or not selected.
    pub ignored: usize,
    /// Suppressed in the file.
    pub suppressed: usize,
    /// Known to the baseline.
    pub baselined: usize,
    /// Below the least severity.
    pub min_severity: usize,
    /// Below the least confidence.
    pub min_confidence: usize,
}

impl HiddenCounts {
    fn of(&mut self, reason: Hidden) -> &mut usize {
        match reason {
            Hidden::OffByDefault => &mut self.off_by_default,
            Hidden::Ignored => &mut self.ignored,
            Hidden::Suppressed => &mut self.suppressed,
            Hidden::Baselined => &mut self.baselined,
            Hidden::BelowSeverity => &mut self.min_severity,
            Hidden::BelowConfidence => &mut self.min_confidence,
        }
    }
}

/// What a run came to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Summary {
    /// Files that were linted.
    pub files: usize,
    /// Postings in them.
    pub postings: usize,
    /// Errors shown.
    pub errors: usize,
    /// Warnings shown.
    pub warnings: usize,
    /// Infos shown.
    pub infos: usize,
    /// Findings that are not shown.
    pub hidden: HiddenCounts,
    /// Postings with too few recognised statements to say anything of their scope.
    pub not_judged: usize,
    /// Files with a posting whose title no role definition covers.
    pub unknown_role: usize,
    /// Files that could not be read, or not all of them.
    pub unreadable: usize,
    /// Entries of the baseline that record more findings than occur.
    pub stale_baseline_entries: usize,
}

/// For what a file was counted whose parts come one after the other.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    linted: bool,
    unknown_role: bool,
}

impl Summary {
    /// Counts one file and the decisions on its findings.
    pub fn add(&mut self, file: &FileResult, decisions: &[Decision]) {
        self.add_part(file, decisions, &mut Counted::default());
    }

    /// Counts a part of a file; `counted` begins as its default and is kept for the next part.
    pub fn add_part(&mut self, part: &FileResult, decisions: &[Decision], counted: &mut Counted) {
        match &part.outcome {
            Err(_) => self.unreadable += 1,
            Ok(linted) => {
                self.files += usize::from(!counted.linted);
                counted.linted = true;
                self.postings += linted.postings.len();
                self.not_judged += linted.postings.iter().filter(|p| abstains(p)).count();
                let unknown = |p: &Judged| p.posting.title.is_some() && p.title.is_none();
                if !counted.unknown_role && linted.postings.iter().any(unknown) {
                    self.unknown_role += 1;
                    counted.unknown_role = true;
                }
            }
        }
        self.count(decisions);
    }

    /// Counts findings of what is no file with postings.
    pub fn count(&mut self, decisions: &[Decision]) {
        for decision in decisions {
            *self.of(*decision) += 1;
        }
    }

    /// Hides a finding that has been counted.
    pub fn hide(&mut self, decision: &mut Decision, reason: Hidden) {
        *self.of(*decision) -= 1;
        decision.hidden = Some(reason);
        *self.of(*decision) += 1;
    }

    fn of(&mut self, decision: Decision) -> &mut usize {
        match (decision.hidden, decision.severity) {
            (Some(reason), _) => self.hidden.of(reason),
            (None, Severity::Error) => &mut self.errors,
            (None, Severity::Warning) => &mut self.warnings,
            (None, Severity::Info) => &mut self.infos,
        }
    }

    /// Number of findings shown.
    pub fn shown(&self) -> usize {
        self.errors + self.warnings + self.infos
    }

    /// The exit status: 3 where there was no input file, 2 where one could not be read, 1 where something at or
    /// above `fail_on` is shown, else 0.
    pub fn exit_code(&self, fail_on: FailOn) -> u8 {
        let failing = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Info, self.infos),
        ]
        .into_iter()
        .any(|(severity, count)| count > 0 && fail_on.includes(severity));
        if self.unreadable > 0 {
            2
        } else if self.files == 0 {
            3
        } else {
            u8::from(failing)
        }
    }
}

/// Whether jdlint says nothing about the scope of a posting.
pub fn abstains(judged: &Judged) -> bool {
    judged.profile.abstains || judged.findings.iter().any(|f| f.code == CANNOT_JUDGE)
}

/// From which severity on a finding fails the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors alone.
    Error,
    /// Warnings and errors.
    #[default]
    Warning,
    /// Every finding.
    Info,
    /// None.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<KnownRule> {
        [
            ("JD101", "scope-above-title", Family::Scope, true),
            ("JD103", "all-executive-scope", Family::Scope, true),
            ("JD201", "years-vs-title", Family::Fact, true),
            ("JD404", "unknown-role", Family::Document, false),
        ]
        .map(|(code, slug, family, on_by_default)| KnownRule {
            code: code.into(),
            slug: slug.into(),
            family,
            on_by_default,
        })
        .into()
    }

    fn finding(code: &str) -> Finding {
        let known = known();
        let rule = known.iter().find(|r| r.code == code).unwrap();
        Finding {
            code: code.into(),
            rule: rule.slug.clone(),
            family: rule.family,
            severity: Severity::Warning,
            confidence: 0.8,
            message: String::new(),
            labels: vec![],
            notes: vec![],
            help: None,
            sources: vec![],
            fingerprint: String::new(),
            suppression: None,
        }
    }

    /// What becomes of the four known rules.
    fn hidden(settings: &Settings) -> [Option<Hidden>; 4] {
        let policy = Policy::new(settings, &known()).unwrap();
        ["JD101", "JD103", "JD201", "JD404"].map(|code| policy.decide(&finding(code)).hidden)
    }

    fn with(select: &[&str], ignore: &[&str]) -> Settings {
        let owned = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect();
        Settings {
            select: owned(select),
            ignore: owned(ignore),
            ..Settings::default()
        }
    }

    const OFF: Option<Hidden> = Some(Hidden::OffByDefault);
    const NO: Option<Hidden> = Some(Hidden::Ignored);

    #[test]
    fn selectors() {
        assert_eq!(hidden(&with(&[], &[])), [None, None, None, OFF]);
        assert_eq!(hidden(&with(&["ALL"], &[])), [None, None, None, OFF]);
        assert_eq!(hidden(&with(&["scope"], &[])), [None, None, NO, OFF]);
        assert_eq!(hidden(&with(&["JD2"], &[])), [NO, NO, None, OFF]);
        assert_eq!(hidden(&with(&["jd10"], &["JD103"])), [None, NO, NO, OFF]);
        assert_eq!(hidden(&with(&["years-vs-title"], &[])), [NO, NO, None, OFF]);
        assert_eq!(hidden(&with(&[], &["Scope"])), [NO, NO, None, OFF]);
        assert_eq!(hidden(&with(&["JD404"], &[])), [NO, NO, NO, None]);
        assert_eq!(hidden(&with(&["all", "unknown-role"], &[])), [None; 4]);
        assert_eq!(hidden(&with(&["JD404"], &["JD404"])), [NO; 4]);
    }

    #[test]
    fn a_set_severity_replaces_the_own_one_and_wakes_a_rule() {
        let mut settings = Settings::default();
        settings
            .severity
            .insert("JD404".into(), Some(Severity::Error));
        settings
            .severity
            .insert("years-vs-title".into(), Some(Severity::Info));
        settings.severity.insert("JD101".into(), None);
        assert_eq!(hidden(&settings), [NO, None, None, None]);
        let policy = Policy::new(&settings, &known()).unwrap();
        assert_eq!(policy.decide(&finding("JD404")).severity, Severity::Error);
        assert_eq!(policy.decide(&finding("JD201")).severity, Severity::Info);
        assert_eq!(policy.decide(&finding("JD103")).severity, Severity::Warning);

        settings.min_severity = Some(Severity::Warning);
        assert_eq!(
            hidden(&settings),
            [NO, None, Some(Hidden::BelowSeverity), None]
        );
    }

    #[test]
    fn confidence_is_a_threshold() {
        let mut settings = Settings {
            min_confidence: 0.8,
            ..Settings::default()
        };
        assert_eq!(hidden(&settings)[0], None);
        settings.min_confidence = 0.81;
        assert_eq!(hidden(&settings)[0], Some(Hidden::BelowConfidence));
    }

    #[test]
    fn unknown_selectors_are_all_told_with_the_nearest_name() {
        let mut settings = with(&["JD103", "JD130", "scop"], &["year-vs-title", "JD9", ""]);
        settings.severity.insert("scope".into(), None);
        settings.severity.insert("x".repeat(1_000_000), None);
        let errors = Policy::new(&settings, &known()).unwrap_err();
        let told: Vec<_> = errors
            .iter()
            .map(|e| (e.selector.len().min(20), e.nearest.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (5, Some("JD103")),
                (4, Some("scope")),
                (13, Some("years-vs-title")),
                (3, None),
                (0, None),
                (5, None),
                (20, None),
            ]
        );
        assert_eq!(
            errors[1].to_string(),
            "unknown rule `scop`, did you mean `scope`?"
        );
    }

    #[test]
    fn exit_codes() {
        let mut summary = Summary::default();
        assert_eq!(summary.exit_code(FailOn::Warning), 3);
        summary.unreadable = 1;
        assert_eq!(summary.exit_code(FailOn::Never), 2);
        summary = Summary {
            files: 1,
            infos: 1,
            ..Summary::default()
        };
        let all = [FailOn::Error, FailOn::Warning, FailOn::Info, FailOn::Never];
        assert_eq!(all.map(|f| summary.exit_code(f)), [0, 0, 1, 0]);
        summary.warnings = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [0, 1, 1, 0]);
        summary.errors = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [1, 1, 1, 0]);
        summary.unreadable = 1;
        assert_eq!(all.map(|f| summary.exit_code(f)), [2; 4]);
    }
}
