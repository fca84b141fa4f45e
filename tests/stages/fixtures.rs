//! The written postings of `fixtures/` and the examples of `rules/checks/`, end to end through the core.

use jdlint::baseline;
use jdlint::checks::{ExampleKind, Rulebook};
use jdlint::examples;
use jdlint::finding::{Finding, Severity};
use jdlint::lint::lint;
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::{Org, OrgSize, Settings};
use jdlint::source::Source;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// Findings in a posting given as Markdown. The name says nothing of the role.
fn findings(text: &str, org: Org) -> Vec<Finding> {
    let settings = Settings {
        org,
        ..Settings::default()
    };
    let source = Source::from_text("posting.md", text);
    lint(
        &source,
        Format::Markdown,
        Rules::builtin().unwrap(),
        &settings,
    )
    .into_iter()
    .flat_map(|j| j.findings)
    .collect()
}

/// Findings in the posting called `name`, those on the baseline of its folder included; `exists` says of the other
/// postings of the baseline whether they are still there.
fn findings_with(
    text: &str,
    name: &str,
    baseline: Option<&str>,
    exists: impl Fn(&str) -> bool,
) -> Vec<Finding> {
    let rules = Rules::builtin().unwrap();
    let files = examples::run(name, text, baseline, exists, rules, &Settings::default()).unwrap();
    files.iter().flat_map(|f| f.findings()).cloned().collect()
}

fn summary(findings: &[Finding]) -> String {
    let line = |f: &Finding| format!("{} {}: {}", f.code, f.severity.as_str(), f.message);
    let lines: Vec<String> = findings.iter().map(line).collect();
    if lines.is_empty() {
        "no finding".to_owned()
    } else {
        lines.join("; ")
    }
}

/// `fixtures/known.toml`: postings that are judged wrongly as yet, and why. Exact in both directions: one that is wrong
/// and not listed fails a test, and so does one that is listed and no longer wrong.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    #[serde(default)]
    known: Vec<KnownCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownCase {
    file: String,
    #[serde(rename = "reason")]
    _reason: String,
}

/// Compares the cases that came out wrong with those known to; `mine` says which of these belong to the test.
fn expect_known(wrong: &[(String, String)], mine: impl Fn(&str) -> bool) {
    let text = fs::read_to_string(root().join("known.toml")).unwrap();
    let known: BTreeSet<String> = toml::from_str::<Known>(&text)
        .unwrap()
        .known
        .into_iter()
        .map(|k| k.file)
        .filter(|f| mine(f))
        .collect();
    let new: Vec<String> = wrong
        .iter()
        .filter(|(file, _)| !known.contains(file))
        .map(|(file, what)| format!("{file}: {what}"))
        .collect();
    let right: Vec<&String> = known
        .iter()
        .filter(|k| wrong.iter().all(|(file, _)| file != *k))
        .collect();
    assert!(
        new.is_empty() && right.is_empty(),
        "{} wrong:\n{}\nright now, to be taken out of known.toml: {right:#?}",
        new.len(),
        new.join("\n")
    );
}

/// Names below `dir`, sorted.
fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn examples_of_the_rules_do_what_they_say() {
    let mut wrong = Vec::new();
    for rule in &Rulebook::load().unwrap().rules {
        for example in &rule.examples {
            let baseline = example.baseline.as_deref();
            let found = findings_with(&example.text, "posting.md", baseline, |_| false);
            let fires = found.iter().any(|f| f.code == rule.code);
            if fires != (example.kind == ExampleKind::Flagged) {
                let name = format!("rules/checks/{}.toml: {}", rule.code, example.title);
                wrong.push((name, summary(&found)));
            }
        }
    }
    expect_known(&wrong, |f| f.starts_with("rules/"));
}

#[test]
fn postings_of_a_rule_are_flagged_or_left_alone_as_their_names_say() {
    let mut wrong = Vec::new();
    for rule in &Rulebook::load().unwrap().rules {
        let folder = format!("{}-{}", rule.code, rule.slug);
        let baseline = fs::read_to_string(root().join(&folder).join(baseline::FILE_NAME)).ok();
        for name in names(&root().join(&folder)) {
            if name == baseline::FILE_NAME {
                continue;
            }
            let text = fs::read_to_string(root().join(&folder).join(&name)).unwrap();
            let found = findings_with(&text, &name, baseline.as_deref(), |_| true);
            let fires = found.iter().any(|f| f.code == rule.code);
            if fires != name.starts_with("flagged-") {
                wrong.push((format!("{folder}/{name}"), summary(&found)));
            }
        }
    }
    expect_known(&wrong, |f| f.starts_with("JD"));
}

/// `fixtures/claims/index.toml`: what the postings for each claim of the role definitions must do.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Index {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The claim: `A1`, a dimension, `C5`, a permitted overlap.
    #[serde(rename = "row")]
    _row: String,
    /// File under `fixtures/`.
    file: String,
    /// The rule that must fire.
    flagged: Option<String>,
    /// The severity with which it must.
    severity: Option<Severity>,
    /// Rules that must not fire (`JD1`: none of the family).
    #[serde(default)]
    quiet: Vec<String>,
    /// Severity up to which the quiet rules may speak all the same.
    allow: Option<Severity>,
    /// The company.
    org: Option<Org>,
}

fn index() -> Index {
    toml::from_str(&fs::read_to_string(root().join("claims/index.toml")).unwrap()).unwrap()
}

#[test]
fn claims_of_the_role_definitions_hold() {
    let mut wrong = Vec::new();
    for case in index().case {
        let text = fs::read_to_string(root().join(&case.file)).unwrap();
        let found = findings(&text, case.org.unwrap_or_default());
        let fires = case.flagged.as_ref().is_none_or(|code| {
            found
                .iter()
                .any(|f| f.code == *code && case.severity.is_none_or(|s| f.severity == s))
        });
        let loud = found.iter().any(|f| {
            case.quiet.iter().any(|q| f.code.starts_with(q))
                && case.allow.is_none_or(|a| f.severity > a)
        });
        if !fires || loud {
            wrong.push((format!("claims: {}", case.file), summary(&found)));
        }
    }
    expect_known(&wrong, |f| f.starts_with("claims:"));
}

#[test]
fn every_rule_has_postings_and_no_posting_is_an_orphan() {
    let book = Rulebook::load().unwrap();
    let mut folders: Vec<String> = vec!["claims".to_owned()];
    for rule in &book.rules {
        let folder = format!("{}-{}", rule.code, rule.slug);
        let files = names(&root().join(&folder));
        for kind in ["flagged-", "clean-", "hard-"] {
            // a title that nobody knows, or no title at all, has no second kind of innocence
            assert!(
                files.iter().filter(|f| f.starts_with(kind)).count() >= 2,
                "{folder}: fewer than two {kind}*.md"
            );
        }
        let known = |f: &String| {
            f == baseline::FILE_NAME && rule.code == "JD903"
                || f.ends_with(".md")
                    && ["flagged-", "clean-", "hard-"]
                        .iter()
                        .any(|k| f.starts_with(k))
        };
        assert!(files.iter().all(known), "{folder}: {files:?}");
        folders.push(folder);
    }
    folders.sort();
    let found: Vec<String> = names(&root())
        .into_iter()
        .filter(|n| root().join(n).is_dir() && (n.starts_with("JD") || n == "claims"))
        .collect();
    let mut expected = folders.clone();
    expected.sort();
    assert_eq!(found, expected);

    let cases = index().case;
    let indexed: BTreeSet<String> = cases
        .iter()
        .filter_map(|c| c.file.strip_prefix("claims/"))
        .map(str::to_owned)
        .collect();
    let files: BTreeSet<String> = names(&root().join("claims"))
        .into_iter()
        .filter(|n| n != "index.toml")
        .collect();
    assert_eq!(indexed, files, "fixtures/claims and its index differ");
    for case in &cases {
        assert!(
            case.flagged.is_some() || !case.quiet.is_empty(),
            "{}: says nothing",
            case.file
        );
        for code in case.flagged.iter() {
            assert!(book.get(code).is_some(), "{}: no rule {code}", case.file);
        }
        for code in &case.quiet {
            assert!(
                book.rules.iter().any(|r| r.code.starts_with(code)),
                "{}: no rule {code}",
                case.file
            );
        }
    }
}

#[test]
fn every_claim_has_its_postings() {
    let rows: BTreeSet<String> = index().case.into_iter().map(|c| c._row).collect();
    for row in (1..=24)
        .map(|n| format!("A{n}"))
        .chain((1..=12).map(|n| format!("C{n}")))
    {
        assert!(rows.contains(&row), "{row} has no posting");
    }
}

#[test]
fn a_small_company_changes_what_is_said_of_it() {
    let text = fs::read_to_string(root().join("claims/a02-caveat.md")).unwrap();
    let org = Org {
        size: OrgSize::Small,
        ..Org::default()
    };
    assert!(findings(&text, org).iter().all(|f| f.code != "JD205"));
}

#[test]
fn findings_point_into_the_source_whatever_is_cut_off_or_mixed_in() {
    for folder in names(&root()) {
        if !root().join(&folder).is_dir() {
            continue;
        }
        let texts = names(&root().join(&folder)).into_iter();
        let texts = texts.filter(|name| !name.ends_with(".docx"));
        for name in texts.step_by(5) {
            let whole = fs::read_to_string(root().join(&folder).join(&name)).unwrap();
            let cut: String = whole.chars().take(whole.chars().count() * 2 / 3).collect();
            let odd = whole
                .replace(' ', " \u{202e}é\u{200b} ")
                .replace("- ", "- {title} ");
            let crlf = whole.replace('\n', "\r\n");
            for text in [whole.as_str(), &cut, &odd, &crlf] {
                for finding in findings(text, Org::default()) {
                    assert!(finding.labels[0].primary, "{folder}/{name}: {finding:?}");
                    for label in &finding.labels {
                        let words = text.get(label.span.start..label.span.end);
                        assert!(words.is_some(), "{folder}/{name}: {finding:?}");
                        assert!(!label.message.contains('\n'));
                    }
                }
            }
        }
    }
}
