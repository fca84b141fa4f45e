//! The pages that are measured on a corpus, held against the rules that they speak of: no corpus is needed to see that they are stale.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)] // helpers outside #[test] functions

use jdlint::finding::Family;
use jdlint::rules::Rules;
use std::collections::BTreeMap;

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The cells of a row of a Markdown table.
fn cells(row: &str) -> Vec<&str> {
    row.trim_matches('|').split('|').map(str::trim).collect()
}

#[test]
fn the_pages_are_their_templates_with_figures_put_in() {
    for name in ["accuracy", "layouts"] {
        let page = text(&format!("docs/{name}.md"));
        let template = text(&format!("examples/{name}/page.md"));
        let mut rest = page.as_str();
        let mut parts = template.split("{{").peekable();
        while let Some(part) = parts.next() {
            let literal = part.split_once("}}").map_or(part, |(_, after)| after);
            let at = match parts.peek() {
                Some(_) => rest.find(literal),
                None => rest.rfind(literal),
            };
            assert!(at.is_some(), "not on the page, or not there: {literal:?}");
            rest = &rest[at.unwrap() + literal.len()..];
        }
        assert_eq!(rest, "", "words that the template has not");
        assert!(!page.contains("{{") && !page.contains("NaN"));
    }
}

#[test]
fn every_layout_and_every_format_has_its_figures() {
    let page = text("docs/layouts.md");
    let numbers = |row: &[&str]| -> Vec<usize> {
        let first = |cell: &&str| cell.split(' ').next().unwrap().parse();
        row.iter().filter_map(|cell| first(cell).ok()).collect()
    };
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|l| l.starts_with("| "))
        .map(cells)
        .collect();
    let mut sums: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.len() == 7 && numbers(&row[1..3]).len() == 1)
    {
        let counts = numbers(&row[2..]);
        assert_eq!(counts.len(), 5, "{row:?}");
        // no part is larger than the whole
        assert!(counts.iter().all(|count| *count <= counts[0]), "{row:?}");
        let sum = sums.entry(row[0]).or_insert_with(|| vec![0; 5]);
        if row[1] == "all" {
            assert_eq!(*sum, counts, "{row:?}");
        }
        sum.iter_mut()
            .zip(&counts)
            .for_each(|(sum, count)| *sum += count);
    }
    assert_eq!(sums.len(), 3);
    let originals = rows.iter().filter(|row| row.len() == 7);
    let originals = originals.map(|row| numbers(&row[1..]));
    let originals: Vec<_> = originals.filter(|counts| counts.len() == 6).collect();
    for counts in &originals {
        let [files, postings, parts @ ..] = counts.as_slice() else {
            panic!("{counts:?}");
        };
        assert!(
            *files > 0 && parts.iter().all(|part| part <= postings),
            "{counts:?}"
        );
    }
    assert!(originals.len() > 6, "{originals:?}");
    let mut programs: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows
        .iter()
        .filter(|row| row.len() == 7 && row[2].starts_with("`."))
    {
        let counts = numbers(&row[3..]);
        assert_eq!(counts.len(), 4, "{row:?}");
        assert!(counts.iter().all(|count| *count <= counts[0]), "{row:?}");
        let version = row[0].rsplit(' ').next().unwrap();
        let numbered = version.starts_with(|c: char| c.is_ascii_digit());
        assert!(row[0] == "imitation" || numbered, "{row:?}");
        *programs.entry(row[2].trim_matches('`')).or_default() += 1;
    }
    for (format, least) in [
        (".html", 10),
        (".docx", 5),
        (".adoc", 1),
        (".rst", 1),
        (".json", 1),
        (".yaml", 1),
        (".csv", 1),
    ] {
        assert!(
            programs.get(format).is_some_and(|n| *n >= least),
            "{format}: {programs:?}"
        );
    }
}

#[test]
fn the_page_has_the_numbers_of_the_rules() {
    let page = text("docs/accuracy.md");
    let model = &Rules::builtin().unwrap().model;
    let (enough, sure) = (model.enough, model.confidence.title);
    for said in [
        format!("from {} recognised responsibilities on", enough.statements),
        format!("at least {} log-odds", enough.force),
        format!("where at least {:.2} of the probability", sure.from),
        format!("a single number, {:.2} (", sure.reached),
    ] {
        assert!(page.contains(&said), "{said}");
    }
    let chosen: Vec<&str> = page.lines().filter(|l| l.contains("**chosen**")).collect();
    assert_eq!(chosen.len(), 1);
    let row = cells(chosen[0]);
    assert_eq!(row[0], enough.statements.to_string());
    assert_eq!(row[1], format!("{:.1} **chosen**", enough.force));
    let judged: f32 = row[2].parse().unwrap();
    assert!(judged >= 0.85, "{judged}");
}

#[test]
fn verdicts_are_measured_from_where_the_rules_fire() {
    let rules = Rules::builtin().unwrap();
    for code in ["JD101", "JD102"] {
        let meta = rules.checks.get(code).unwrap();
        let least = meta.options().find(|(name, _)| *name == "least-share");
        assert_eq!(
            least.unwrap().1,
            rules.model.confidence.title.from,
            "{code}"
        );
    }
}

#[test]
fn every_rule_that_compares_has_its_figures() {
    let page = text("docs/accuracy.md");
    for meta in &Rules::builtin().unwrap().checks.rules {
        let measured = matches!(meta.family, Family::Scope | Family::Fact);
        let row = format!("| {} {} |", meta.code, meta.slug);
        assert_eq!(page.contains(&row), measured, "{row}");
    }
}

/// Employers that say each cue, as `docs/cues.md` counts them.
fn employers() -> BTreeMap<String, u32> {
    let page = text("docs/cues.md");
    let rows = page.lines().filter(|l| l.starts_with("| `")).map(cells);
    rows.map(|row| {
        let count = |at: usize| row[at].parse::<u32>().unwrap();
        (row[0].trim_matches('`').to_owned(), count(5) + count(9))
    })
    .collect()
}

#[test]
fn cues_of_one_employer_are_out_or_say_why() {
    let counted = employers();
    let rules = Rules::builtin().unwrap();
    let page = text("docs/cues.md");
    let mut base = "";
    let mut said: BTreeMap<&str, (u32, bool)> = BTreeMap::new();
    for cue in &rules.cues.all {
        let count = counted.get(&cue.spec.id);
        assert!(count.is_some(), "{} is not in docs/cues.md", cue.spec.id);
        if let Some(why) = &cue.spec.rare {
            let line = format!("- `{}`: {why}", cue.spec.id);
            assert!(page.contains(&line), "{line}");
        }
        let scoped = rules
            .cues
            .scopes()
            .any(|scope| cue.spec.id == format!("{base}-{scope}"));
        if !scoped {
            base = &cue.spec.id;
        }
        let entry = said.entry(base).or_insert((0, cue.spec.rare.is_some()));
        entry.0 += count.unwrap();
    }
    assert_eq!(counted.len(), rules.cues.all.len(), "cues that are gone");
    for (cue, (employers, excused)) in said {
        assert_eq!(employers < 2, excused, "{cue}: {employers} employers");
    }
}
