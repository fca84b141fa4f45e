//! The page of a role.

use crate::report::page::{Block, Page, Part};
use crate::report::words::{name_of, rungs};
use crate::roles::{Catalogue, Claim, Hedge, Role, Standing};
use crate::rules::Rules;
use std::cmp::Ordering;

/// All that is to be known of a role, of a function that `rules` have.
pub fn role(role: &Role, rules: &Rules) -> Page {
    let roles = &rules.roles;
    let [from, to] = role.years;
    let plain = |text: String| vec![Part::from(text)];
    let scope = roles.rung(&role.function, (role.rungs.lo + role.rungs.hi) / 2);
    let mut facts = vec![
        ("stands on", plain(stands_on(role))),
        (
            "covers",
            plain(scope.map_or(String::new(), |r| r.scope.clone())),
        ),
        ("experience", plain(format!("{from} to {to} years"))),
        ("people", plain(people(&role.manages))),
        (
            "reports to",
            role.reports_to.iter().map(|id| boss(id, roles)).collect(),
        ),
    ];
    for (name, side) in [
        ("below", Ordering::Less),
        ("beside", Ordering::Equal),
        ("above", Ordering::Greater),
    ] {
        facts.push((name, neighbours(role, roles, side)));
    }
    let titles = roles.titles_of(role).into_iter().map(Part::from).collect();
    facts.push(("titles", titles));
    facts.retain(|(_, parts)| parts.iter().any(|p| !p.text.is_empty()));
    let mut blocks = vec![
        Block::Prose(role.summary.clone()),
        Block::Facts(named(facts)),
    ];
    blocks.retain(|block| !matches!(block, Block::Prose(text) if text.is_empty()));
    for (standing, heading) in [
        (Standing::Core, "Belongs to the role"),
        (Standing::Shared, "Is normal beside it"),
        (Standing::Foreign, "Belongs to other rungs"),
    ] {
        let claims = role.claims.iter().filter(|c| c.standing == standing);
        let claims: Vec<_> = claims.map(|c| claim(c, rules)).collect();
        if !claims.is_empty() {
            blocks.push(Block::Heading(heading.to_owned()));
            blocks.push(Block::Facts(claims));
        }
    }
    Page {
        title: format!("{} ({})", role.name, role.id),
        severity: None,
        blocks,
    }
}

fn named(facts: Vec<(&str, Vec<Part>)>) -> Vec<(String, Vec<Part>)> {
    let named = facts.into_iter();
    named.map(|(name, of)| (name.to_owned(), of)).collect()
}

fn claim(claim: &Claim, rules: &Rules) -> (String, Vec<Part>) {
    let hedge = match claim.hedge {
        Hedge::Firm => "",
        Hedge::Likely => ", often",
        Hedge::May => ", sometimes",
    };
    let source = rules.checks.common.source_in_words(&claim.source);
    let text = format!("{} ({source}{hedge})", claim.text);
    (name_of(&claim.dimension), vec![text.into()])
}

fn link(role: &Role) -> Part {
    let file = role.id.rsplit('/').next().unwrap_or(&role.id);
    Part {
        text: role.name.clone(),
        page: Some(format!("{file}.md")),
    }
}

/// Whom a role reports to.
fn boss(id: &str, roles: &Catalogue) -> Part {
    match (roles.get(id), id) {
        (Some(role), _) => link(role),
        (None, "ceo") => "the chief executive".to_owned().into(),
        (None, "board") => "the board".to_owned().into(),
        (None, id) => id.to_owned().into(),
    }
}

/// The other roles of the function whose rungs touch those of `role`, and whose middle lies below, beside or above.
fn neighbours(role: &Role, roles: &Catalogue, side: Ordering) -> Vec<Part> {
    let near = roles.roles.iter().filter(|other| {
        other.function == role.function
            && other.id != role.id
            && other.rungs.distance_above(role.rungs).abs() <= 1
            && other.rungs.middle().total_cmp(&role.rungs.middle()) == side
    });
    near.map(link).collect()
}

/// The rungs of a role, and where it has others.
fn stands_on(role: &Role) -> String {
    let mut text = rungs(role.rungs);
    let others = [
        (Some(role.may_span), "where the company is not known"),
        (role.small, "in a small company"),
        (role.finance, "in a bank"),
        (role.beside, "where VP and Head both exist"),
    ];
    for (other, place) in others {
        if let Some(other) = other.filter(|r| *r != role.rungs) {
            text.push_str(&format!("; {} {place}", rungs(other)));
        }
    }
    text
}

fn people(manages: &str) -> String {
    match manages {
        "none" => "manages nobody".into(),
        "optional" => "may manage people".into(),
        "people" => "manages people".into(),
        "managers" => "manages people who manage others".into(),
        other => other.to_owned(),
    }
}
