//! Pages of documentation on rules and roles, made from the data that everything else is made from: `jdlint explain` shows one,
//! `docs/` holds all.

mod role;
mod rule;

pub use role::role;
pub use rule::rule;

use crate::finding::Severity;
use crate::report::page::inline;
use crate::report::words::rungs;
use crate::report::{Terminal, page::Page};
use crate::roles::{Catalogue, Role};
use crate::rules::Rules;

/// Columns of what is printed on a page in Markdown.
const WIDTH: usize = 100;

/// Every generated file of `docs/`, by its path there.
pub fn files(rules: &Rules) -> Vec<(String, String)> {
    let terminal = Terminal {
        width: WIDTH,
        color: false,
    };
    let mut files = vec![
        ("rules/README.md".to_owned(), rule_index(rules)),
        ("roles/README.md".to_owned(), role_index(&rules.roles)),
    ];
    for meta in &rules.checks.rules {
        let page = rule(meta, rules, terminal);
        files.push((format!("rules/{}.md", meta.code), page.markdown()));
    }
    for of in &rules.roles.roles {
        let page: Page = role(of, rules);
        files.push((format!("roles/{}.md", of.id), page.markdown()));
    }
    files
}

fn rule_index(rules: &Rules) -> String {
    let rows = rules.checks.rules.iter().map(|rule| {
        format!(
            "| [{0}]({0}.md) | {1} | {2} | {3} | {4} |",
            rule.code,
            rule.slug,
            rule.family.as_str(),
            rule.severity.map_or("off", Severity::as_str),
            inline(&rule.summary)
        )
    });
    let head = "# Rules\n\nEach page is what `jdlint explain CODE` shows.\n\n\
        | Code | Name | Family | Default | What it says |\n| --- | --- | --- | --- | --- |\n";
    format!("{head}{}\n", rows.collect::<Vec<_>>().join("\n"))
}

fn role_index(roles: &Catalogue) -> String {
    let row = |role: &Role| {
        format!(
            "| [{}]({}.md) | {} | {} | {} |",
            inline(&role.name),
            role.id,
            role.id,
            rungs(role.rungs),
            inline(&role.summary)
        )
    };
    let rows: Vec<String> = roles.roles.iter().map(row).collect();
    let head = "# Roles\n\nEach page is what `jdlint explain ROLE` shows.\n\n\
        | Role | Id | Stands on | In short |\n| --- | --- | --- | --- |\n";
    format!("{head}{}\n", rows.join("\n"))
}
