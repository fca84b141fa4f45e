//! `jdlint explain`: a rule or a role, in full.

use super::args::{ExplainArgs, ExplainFormatArg};
use super::{CLEAN, Failure, message, output};
use crate::checks::RuleMeta;
use crate::config::{Overrides, Resolver};
use crate::docs;
use crate::rules::Rules;
use crate::selector::most_alike;
use std::path::Path;

/// Names that are offered for an unknown one at most.
const OFFERED: usize = 3;

pub(super) fn run(args: &ExplainArgs) -> Result<u8, Failure> {
    let builtin = Rules::builtin()?;
    let name = args.name.trim();
    let is_rule =
        |r: &&RuleMeta| r.code.eq_ignore_ascii_case(name) || r.slug.eq_ignore_ascii_case(name);
    // a rule is explained whatever is wrong with the configuration
    let rule = builtin.checks.rules.iter().find(is_rule);
    let config;
    let role = match rule {
        Some(_) => None,
        None => {
            let resolver = Resolver::new(args.config.choice(), Overrides::default(), builtin);
            // the current folder
            let governing = resolver.folder(Path::new(""));
            config = governing.map_err(|error| Failure::from(&*error))?;
            let role = config.rules.roles.named(name);
            let unknown = || unknown(name, &config.rules);
            Some((role.ok_or_else(unknown)?, &config.rules))
        }
    };
    output::write(None, |terminal, out| {
        let page = match (rule, role) {
            (Some(rule), _) => docs::rule(rule, builtin, terminal),
            (None, Some((role, rules))) => docs::role(role, rules),
            (None, None) => return Ok(()),
        };
        match args.format {
            ExplainFormatArg::Text => page.write_text(terminal, out),
            ExplainFormatArg::Markdown => out.write_all(page.markdown().as_bytes()),
        }
    })?;
    Ok(CLEAN)
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
        .map(message::quote)
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
