//! `jdlint rules`: all rules, one a line; rule packs, tested and begun.

mod new;
mod test;

use super::args::{RulesArgs, RulesCommand};
use super::{CLEAN, Failure, output};
use crate::config::pack_schema;
use crate::finding::Severity;
use crate::rules::Rules;
use std::fmt::Write;

pub(super) fn run(args: &RulesArgs) -> Result<u8, Failure> {
    let rules = Rules::builtin()?;
    match &args.command {
        RulesCommand::List => {
            let text = list(rules);
            output::write(None, |_, out| out.write_all(text.as_bytes()))?;
            Ok(CLEAN)
        }
        RulesCommand::Schema => {
            let text = format!("{:#}\n", pack_schema(rules));
            output::write(None, |_, out| out.write_all(text.as_bytes()))?;
            Ok(CLEAN)
        }
        RulesCommand::Test(args) => test::run(args, rules),
        RulesCommand::New(args) => new::run(args, rules),
    }
}

fn list(rules: &Rules) -> String {
    let rules = &rules.checks.rules;
    let width = rules.iter().map(|r| r.slug.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in rules {
        let severity = rule.severity.map_or("off", Severity::as_str);
        // writing to a string cannot fail
        let _ = writeln!(
            text,
            "{}  {:width$}  {:8}  {:7}  {}",
            rule.code,
            rule.slug,
            rule.family.as_str(),
            severity,
            rule.summary
        );
    }
    text
}
