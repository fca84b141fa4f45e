//! The page of a rule.

use crate::checks::{Example, ExampleKind, RuleMeta};
use crate::examples;
use crate::finding::{Family, Severity};
use crate::report::page::{Block, Page};
use crate::report::{Format, Report, Terminal};
use crate::rules::Rules;
use crate::settings::Settings;
use crate::verdict::{Decision, FailOn, FileResult, Summary, Verdict};

/// The name of an example's posting.
const POSTING: &str = "posting.md";

/// All that is to be known of a rule; `terminal` is what the reports of its examples are laid out for.
pub fn rule(rule: &RuleMeta, rules: &Rules, terminal: Terminal) -> Page {
    let level = match rule.severity {
        Some(severity) => format!("{} by default", severity.as_str()),
        None => "off by default".to_owned(),
    };
    let mut blocks = vec![
        Block::Prose(format!(
            "{} rule, {level}, confidence {:.2}, since {}",
            rule.family.as_str(),
            rule.usual_confidence(&rules.model.confidence),
            rule.since
        )),
        Block::Prose(rule.summary.clone()),
        Block::Heading("Why it matters".to_owned()),
        Block::Prose(rule.why.clone()),
        Block::Heading("How to fix it".to_owned()),
        Block::Prose(rule.fix.clone()),
        Block::Heading("Set it in jdlint.toml".to_owned()),
        Block::Verbatim("toml", settings(rule, rules)),
    ];
    // the others are about suppressions and baselines
    if rule.family != Family::Hygiene {
        let comment = format!("<!-- jdlint-disable-next-line {} -- say why -->", rule.code);
        blocks.push(Block::Heading("Suppress one finding".to_owned()));
        blocks.push(Block::Verbatim("markdown", comment));
    }
    for example in &rule.examples {
        blocks.extend(of_example(example, rule, rules, terminal));
    }
    if !rule.references.is_empty() {
        let common = &rules.checks.common;
        let sources = rule.references.iter().map(|s| common.source_in_words(s));
        let sources: Vec<String> = sources.collect();
        blocks.push(Block::Heading("References".to_owned()));
        blocks.push(Block::Prose(sources.join("; ")));
    }
    Page {
        title: format!("{} {}", rule.code, rule.slug),
        severity: rule.severity,
        blocks,
    }
}

/// The table of the rule with all defaults, and what each option may be.
fn settings(rule: &RuleMeta, rules: &Rules) -> String {
    let severity = rule.severity.map_or("off", Severity::as_str);
    let mut lines = vec![
        (format!("[rules.{}]", rule.code), String::new()),
        (
            format!("severity = \"{severity}\""),
            "off, info, warning or error; a finding can be graver than the default".to_owned(),
        ),
        (
            "min-confidence = 0".to_owned(),
            "hides what is less sure, 0 to 1".to_owned(),
        ),
    ];
    for (name, value) in rule.options() {
        let says = rules.checks.common.range(name).map_or(String::new(), |r| {
            format!("{}, {} to {}", r.says, r.least, r.most)
        });
        lines.push((format!("{name} = {value}"), says));
    }
    let width = lines.iter().map(|(line, _)| line.len()).max().unwrap_or(0);
    let line = |(line, says): &(String, String)| match says.is_empty() {
        true => line.clone(),
        false => format!("{line:width$}  # {says}"),
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn of_example(example: &Example, rule: &RuleMeta, rules: &Rules, terminal: Terminal) -> Vec<Block> {
    let kind = match example.kind {
        ExampleKind::Flagged => "Flagged",
        ExampleKind::Clean => "Not flagged",
        ExampleKind::Hard => "Not flagged, though it looks alike",
    };
    let mut blocks = vec![Block::Heading(format!("{kind}: {}", example.title))];
    if let Some(baseline) = &example.baseline {
        blocks.push(Block::Verbatim("json", baseline.clone()));
    }
    blocks.push(Block::Verbatim("markdown", example.text.clone()));
    if example.kind == ExampleKind::Flagged
        && let Some(report) = report(example, rule, rules, terminal)
    {
        blocks.push(Block::Prose("What is printed:".to_owned()));
        blocks.push(Block::Verbatim("text", report));
    }
    blocks
}

/// What the rule prints of an example; `None` where it prints nothing.
fn report(example: &Example, rule: &RuleMeta, rules: &Rules, terminal: Terminal) -> Option<String> {
    let baseline = example.baseline.as_deref();
    let settings = Settings::default();
    let files = examples::run(
        POSTING,
        &example.text,
        baseline,
        |_| false,
        rules,
        &settings,
    );
    let mut files = files.ok()?;
    files.retain_mut(|file| {
        if let Ok(linted) = &mut file.outcome {
            let postings = linted.postings.iter_mut().map(|p| &mut p.findings);
            for findings in postings.chain([&mut linted.findings]) {
                findings.retain(|f| f.code == rule.code);
            }
        }
        file.findings().next().is_some()
    });
    if files.is_empty() {
        return None;
    }
    let decide = |file: &FileResult| {
        let shown = file.findings().map(|finding| Decision {
            severity: finding.severity,
            hidden: None,
        });
        shown.collect()
    };
    let verdict = Verdict {
        decisions: files.iter().map(decide).collect(),
        summary: Summary::default(),
    };
    let report = Report {
        files: &files,
        verdict: &verdict,
        rules: &rules.checks.rules,
        fail_on: FailOn::default(),
        exit_code: 0,
        statistics: false,
    };
    let terminal = Terminal {
        // it stands behind a bar
        width: terminal.width.saturating_sub(4),
        color: false,
    };
    let mut out = Vec::new();
    report.write(Format::Human, terminal, &mut out).ok()?;
    let text = String::from_utf8(out).ok()?;
    // the summary of a run says nothing here
    let findings = text.trim_end().rsplit_once("\n\n");
    Some(
        findings
            .map_or(text.as_str(), |(findings, _)| findings)
            .to_owned(),
    )
}
