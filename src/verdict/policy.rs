//! Settings that are ready to decide on findings: what is on, how severe it is, what is hidden and why.

use super::{Decision, FileResult, Hidden, Verdict};
use crate::checks::hygiene::REPORT_UNUSED;
use crate::finding::{Family, Finding, Severity};
use crate::selector::{KnownRule, Selector, UnknownRule};
use crate::settings::Settings;
use std::collections::BTreeMap;

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
}
