//! Files as their owners keep them: how many are read as what they are. A manifest says which they are.

use super::common::page::table;
use super::{DUTIES, FEW};
use jdlint::lint::study_parsed;
use jdlint::parse::{Data, Format, postings_as};
use jdlint::posting::TitleOrigin;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use std::collections::BTreeMap;
use std::path::Path;

/// Repository, commit, path and kind of each file.
const MANIFEST: &str = include_str!("../../benches/originals.tsv");

/// What is counted of the files of one kind.
#[derive(Default)]
struct Counts {
    files: usize,
    /// Postings in files that are named, and in such that are found in a folder.
    postings: [usize; 2],
    /// Of the postings: title stated, duties, enough statements.
    read: [usize; 3],
}

/// How many files of the manifest stand in `folder`, and a row for each way of keeping postings.
pub fn rows(folder: &str, rules: &Rules) -> (usize, String) {
    let mut counts: BTreeMap<String, Counts> = BTreeMap::new();
    for line in MANIFEST.lines().skip(1) {
        let [repository, _, path, kind] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line:?} is no line of the manifest");
        };
        let Ok(bytes) = std::fs::read(Path::new(folder).join(repository).join(path)) else {
            eprintln!("{repository}/{path} is missing");
            continue;
        };
        let format = Format::from_path(path).expect(path);
        let source = Source::from_bytes(path, bytes).expect(path);
        let name = match kind {
            "posting" => way(&source, format),
            _ => "no posting".to_owned(),
        };
        count(&source, format, rules, counts.entry(name).or_default());
    }
    let head = [
        "kept as",
        "files",
        "postings",
        "found in a folder",
        "title stated",
        "duties",
        "five statements",
    ];
    let rows = counts.iter().map(|(name, counts)| {
        let numbers = [counts.files]
            .into_iter()
            .chain(counts.postings)
            .chain(counts.read);
        let cells = numbers.map(|number| number.to_string());
        [name.clone()].into_iter().chain(cells).collect()
    });
    (
        counts.values().map(|counts| counts.files).sum(),
        table(&head, rows),
    )
}

/// How a file keeps postings.
fn way(source: &Source, format: Format) -> String {
    let text = &source.text;
    let front_matter = match text.starts_with("---") || text.starts_with("+++") {
        true => "front matter",
        false => "no front matter",
    };
    let data = match text.contains("JobPosting") {
        true => "JobPosting data",
        false => "text alone",
    };
    match format {
        Format::Markdown => format!("Markdown, {front_matter}"),
        Format::Html => format!("HTML, {data}"),
        Format::Table => "CSV".to_owned(),
        Format::Rst => "reStructuredText".to_owned(),
        Format::Json | Format::Yaml => format!("{format:?}").to_uppercase(),
        other => format!("{other:?}"),
    }
}

fn count(source: &Source, format: Format, rules: &Rules, counts: &mut Counts) {
    let postings = |found| {
        let data = Data {
            found,
            ..Data::default()
        };
        postings_as(source, format, data).documents
    };
    let named = study_parsed(postings(false), source, rules, &Settings::default());
    counts.files += 1;
    counts.postings[0] += named.len();
    counts.postings[1] += postings(true).len();
    for judged in &named {
        let posting = &judged.posting;
        let statements = posting.statements.iter().filter(|s| s.section == DUTIES);
        let stated = |origin| !matches!(origin, TitleOrigin::FileName | TitleOrigin::Text);
        let found = [
            posting
                .title
                .as_ref()
                .is_some_and(|title| stated(title.origin)),
            posting.sections.iter().any(|s| s.kind == DUTIES),
            statements.count() >= FEW,
        ];
        for (count, found) in counts.read.iter_mut().zip(found) {
            *count += usize::from(found);
        }
    }
}
