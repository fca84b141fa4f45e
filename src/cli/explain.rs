//! `jdlint explain`: a rule or a role, in full.

use super::args::ExplainArgs;
use super::{CLEAN, Failure, message, output};
use crate::checks::{ExampleKind, RuleMeta};
use crate::report::explain::{self, ExampleDoc, RuleDoc};
use crate::rules::Rules;
use crate::selector::most_alike;

/// Names that are offered for an unknown one at most.
const OFFERED: usize = 3;

pub(super) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    let name = args.name.trim();
    let is_rule =
        |r: &&RuleMeta| r.code.eq_ignore_ascii_case(name) || r.slug.eq_ignore_ascii_case(name);
    if let Some(rule) = rules.checks.rules.iter().find(is_rule) {
        let doc = doc(rule);
        output::write(None, |terminal, out| explain::rule(&doc, terminal, out))?;
    } else if let Some(role) = rules.roles.named(name) {
        output::write(None, |terminal, out| {
            explain::role(role, &rules.roles, terminal, out)
        })?;
    } else {
        return Err(unknown(name, rules));
    }
    Ok(CLEAN)
}

fn doc(rule: &RuleMeta) -> RuleDoc<'_> {
    RuleDoc {
        code: &rule.code,
        slug: &rule.slug,
        family: rule.family,
        severity: rule.severity,
        confidence: rule.confidence,
        since: &rule.since,
        summary: &rule.summary,
        why: &rule.why,
        fix: &rule.fix,
        references: rule.references.iter().map(String::as_str).collect(),
        examples: rule
            .examples
            .iter()
            .map(|example| ExampleDoc {
                title: &example.title,
                kind: match example.kind {
                    ExampleKind::Flagged => "flagged",
                    ExampleKind::Clean => "clean",
                    ExampleKind::Hard => "hard",
                },
                text: &example.text,
                baseline: example.baseline.as_deref(),
            })
            .collect(),
    }
}

fn unknown(name: &str, rules: &Rules) -> Failure {
    let names = rules
        .checks
        .rules
        .iter()
        .flat_map(|r| [r.code.as_str(), r.slug.as_str()])
        .chain(
            rules
                .roles
                .roles
                .iter()
                .flat_map(|r| [r.id.as_str(), r.name.as_str()]),
        );
    let near: Vec<String> = most_alike(name, names)
        .into_iter()
        .take(OFFERED)
        .map(|name| format!("`{name}`"))
        .collect();
    let name = message::quote(name);
    Failure::new(match near.as_slice() {
        [] => format!("no rule or role is called {name}; `jdlint rules list` shows the rules"),
        [one] => format!("no rule or role is called {name}, did you mean {one}?"),
        [others @ .., last] => format!(
            "no rule or role is called {name}, did you mean {} or {last}?",
            others.join(", ")
        ),
    })
}
