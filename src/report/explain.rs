//! `explain`: what a rule or a role definition says, from the same data as everything else.

use super::words::{name_of, rungs};
use super::wrap::{hanging, wrap};
use super::{Terminal, escape, paint};
use crate::finding::{Family, Severity};
use crate::roles::{Catalogue, Claim, Hedge, Role, Standing};
use codespan_reporting::term::termcolor::WriteColor;
use std::io;

/// What `explain` needs to know of a rule.
#[derive(Debug, Clone, PartialEq)]
pub struct RuleDoc<'a> {
    /// `JD103`.
    pub code: &'a str,
    /// `all-executive-scope`.
    pub slug: &'a str,
    /// Its family.
    pub family: Family,
    /// Default severity; `None` where the rule is off by default.
    pub severity: Option<Severity>,
    /// Confidence of its findings, 0 to 1.
    pub confidence: f32,
    /// Version of jdlint that brought the rule.
    pub since: &'a str,
    /// One line.
    pub summary: &'a str,
    /// Why it matters; paragraphs are separated by empty lines, `- ` starts an item.
    pub why: &'a str,
    /// How to fix it, in the same form.
    pub fix: &'a str,
    /// Source claims: `seed:31`.
    pub references: Vec<&'a str>,
    /// Short postings that show the rule.
    pub examples: Vec<ExampleDoc<'a>>,
}

/// A posting that shows what a rule does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleDoc<'a> {
    /// What it shows, in a few words.
    pub title: &'a str,
    /// `flagged`, `clean` or `hard`.
    pub kind: &'a str,
    /// The posting.
    pub text: &'a str,
    /// The baseline that it is checked with.
    pub baseline: Option<&'a str>,
}

/// Writes what a rule is about.
///
/// # Errors
/// Those of `out`.
pub fn rule(doc: &RuleDoc<'_>, terminal: Terminal, out: &mut dyn io::Write) -> io::Result<()> {
    let width = terminal.width;
    paint::with_color(out, terminal.color, |out| {
        let severity = doc.severity.map_or(paint::strong(), paint::severity);
        paint::write(out, &severity, &escape::text(doc.code))?;
        write!(out, " ")?;
        paint::write(out, &paint::strong(), &escape::text(doc.slug))?;
        let level = match doc.severity {
            Some(severity) => format!("{} by default", severity.as_str()),
            None => "off by default".into(),
        };
        writeln!(
            out,
            "\n{} rule, {level}, confidence {:.2}, since {}\n",
            doc.family.as_str(),
            doc.confidence,
            escape::text(doc.since)
        )?;
        prose(out, doc.summary, "", width)?;
        part(out, "Why it matters")?;
        prose(out, doc.why, "  ", width)?;
        part(out, "How to fix it")?;
        prose(out, doc.fix, "  ", width)?;
        for example in &doc.examples {
            let kind = match example.kind {
                "flagged" => "Flagged",
                "clean" => "Not flagged",
                "hard" => "Not flagged, though it looks alike",
                other => other,
            };
            part(out, &escape::text(&format!("{kind}: {}", example.title)))?;
            let baseline = example.baseline.unwrap_or_default().trim_end();
            let gap = if baseline.is_empty() { None } else { Some("") };
            let posting = example.text.trim_end().lines();
            for line in baseline.lines().chain(gap).chain(posting) {
                write!(out, "  ")?;
                paint::write(out, &paint::accent(), "│")?;
                let line = escape::text(line);
                writeln!(out, "{}{}", if line.is_empty() { "" } else { " " }, line)?;
            }
        }
        if !doc.references.is_empty() {
            let text = escape::text(&doc.references.join(", ")).into_owned();
            writeln!(out, "\n{}", hanging("References: ", &text, width))?;
        }
        out.flush()
    })
}

/// Writes a role definition; `roles` names the roles that it refers to.
///
/// # Errors
/// Those of `out`.
pub fn role(
    role: &Role,
    roles: &Catalogue,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let width = terminal.width;
    paint::with_color(out, terminal.color, |out| {
        paint::write(out, &paint::strong(), &escape::text(&role.name))?;
        writeln!(out, " ({})\n", escape::text(&role.id))?;
        prose(out, &role.summary, "", width)?;
        writeln!(out)?;
        let [from, to] = role.years;
        let bosses: Vec<_> = role.reports_to.iter().map(|id| boss(id, roles)).collect();
        let facts = [
            ("stands on", stands_on(role)),
            ("experience", format!("{from} to {to} years")),
            ("people", people(&role.manages)),
            ("reports to", bosses.join(", ")),
        ];
        for (name, text) in facts.iter().filter(|(_, text)| !text.is_empty()) {
            let text = escape::text(text);
            paint::write(out, &paint::accent(), &format!("{name:<12}"))?;
            let body = hanging(&" ".repeat(12), &text, width);
            writeln!(out, "{}", body.trim_start())?;
        }
        for (standing, heading) in [
            (Standing::Core, "Belongs to the role"),
            (Standing::Shared, "Is normal beside it"),
            (Standing::Foreign, "Belongs to other rungs"),
        ] {
            let claims: Vec<_> = role
                .claims
                .iter()
                .filter(|claim| claim.standing == standing)
                .collect();
            if claims.is_empty() {
                continue;
            }
            part(out, heading)?;
            for claim in claims {
                self::claim(out, claim, width)?;
            }
        }
        out.flush()
    })
}

fn claim(out: &mut dyn WriteColor, claim: &Claim, width: usize) -> io::Result<()> {
    let hedge = match claim.hedge {
        Hedge::Firm => "",
        Hedge::Likely => ", often",
        Hedge::May => ", sometimes",
    };
    write!(out, "  ")?;
    let name = name_of(&claim.dimension);
    paint::write(out, &paint::accent(), &format!("{name:<13}"))?;
    let text = format!("{} [{}{hedge}]", claim.text, claim.source);
    let body = hanging(&" ".repeat(15), &escape::text(&text), width);
    writeln!(out, "{}", body.trim_start())
}

fn part(out: &mut dyn WriteColor, heading: &str) -> io::Result<()> {
    writeln!(out)?;
    paint::write(out, &paint::strong(), heading)?;
    writeln!(out)
}

/// Paragraphs and items, wrapped.
fn prose(out: &mut dyn WriteColor, text: &str, indent: &str, width: usize) -> io::Result<()> {
    let mut blocks: Vec<String> = Vec::new();
    let mut open = false;
    for line in text.trim().lines() {
        let line = line.trim();
        match blocks.last_mut() {
            Some(block) if open && !line.is_empty() && !line.starts_with("- ") => {
                block.push(' ');
                block.push_str(line);
            }
            _ => blocks.push(line.to_owned()),
        }
        open = !line.is_empty();
    }
    for block in blocks {
        let block = escape::text(&block);
        if let Some(item) = block.strip_prefix("- ") {
            writeln!(out, "{}", hanging(&format!("{indent}- "), item, width))?;
        } else if block.is_empty() {
            writeln!(out)?;
        } else {
            for line in wrap(&block, width.saturating_sub(indent.len()).max(20)) {
                writeln!(out, "{indent}{line}")?;
            }
        }
    }
    Ok(())
}

/// The name of whom a role reports to.
fn boss<'a>(id: &'a str, roles: &'a Catalogue) -> &'a str {
    match (roles.get(id), id) {
        (Some(role), _) => &role.name,
        (None, "ceo") => "the chief executive",
        (None, "board") => "the board",
        (None, id) => id,
    }
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
