//! The same postings written with other programs: what is found of them there, beside what is found in Markdown.

use super::common::{Row, argument, page};
use jdlint::finding::Severity;
use jdlint::lint::{Judged, lint};
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Levels that differ by less, in rungs, are the same: the length of the text is a part of the evidence.
const NEAR: f32 = 0.1;
/// What writes the postings.
const WRITER: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/examples/layouts/written/write.py"
);

/// What a file holds, where it holds one posting.
fn judge(path: &Path, rules: &Rules) -> Option<Judged> {
    let format = Format::from_path(path.to_str()?)?;
    let source = Source::from_bytes("posting", fs::read(path).ok()?).ok()?;
    let mut judged = lint(&source, format, rules, &Settings::default());
    judged.pop().filter(|_| judged.is_empty())
}

/// Code and severity of each finding, sorted.
fn findings(judged: &Judged) -> Vec<(&str, Severity)> {
    let found = judged.findings.iter();
    let mut found: Vec<_> = found.map(|f| (f.code.as_str(), f.severity)).collect();
    found.sort_unstable();
    found
}

/// Whether role, findings and level are the same.
fn same(one: &Judged, other: &Judged) -> [bool; 3] {
    let role = |judged: &Judged| judged.title.as_ref().map(|t| t.role.clone());
    [
        role(one) == role(other),
        findings(one) == findings(other),
        (one.profile.level - other.profile.level).abs() < NEAR,
    ]
}

/// Files of a folder, sorted by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A row for each way to write postings, with those that get the same title, findings and level as their Markdown. They are
/// written to the folder that `--written` names, unless they are there from an earlier run.
pub fn table(postings: &[Row], rules: &Rules) -> String {
    let scratch = tempfile::tempdir().unwrap();
    let folder = argument("--written").map_or(scratch.path().to_owned(), PathBuf::from);
    let (markdown, out) = (folder.join("in"), folder.join("out"));
    fs::create_dir_all(&markdown).unwrap();
    fs::create_dir_all(&out).unwrap();
    let expected: Vec<Judged> = postings
        .iter()
        .enumerate()
        .map(|(i, row)| {
            let path = markdown.join(format!("{i:03}.md"));
            fs::write(&path, format!("# {}\n\n{}\n", row.title, row.body())).unwrap();
            judge(&path, rules).expect("one posting")
        })
        .collect();
    let list = out.join("written.tsv");
    if !list.exists() {
        let status = Command::new("python3")
            .args([WRITER.as_ref(), markdown.as_path(), &out])
            .status();
        assert!(status.unwrap().success(), "{WRITER}");
    }
    let list = fs::read_to_string(list).unwrap();
    let rows = list.lines().map(|line| {
        let [name, program, how] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("three fields: {line}");
        };
        let files = files(&out.join(name));
        let mut counts = [0; 3];
        for file in &files {
            let index: usize = file.file_stem().unwrap().to_str().unwrap().parse().unwrap();
            let judged = judge(file, rules);
            let same = judged.map_or([false; 3], |judged| same(&judged, &expected[index]));
            counts
                .iter_mut()
                .zip(same)
                .for_each(|(count, same)| *count += usize::from(same));
        }
        let ext = files[0].extension().unwrap().to_str().unwrap();
        let mut row = [program, how, &format!("`.{ext}`")]
            .map(str::to_owned)
            .to_vec();
        row.push(files.len().to_string());
        row.extend(counts.map(|count| count.to_string()));
        row
    });
    let head = [
        "written by",
        "from, or how",
        "format",
        "postings",
        "same role",
        "same findings",
        "same level",
    ];
    page::table(&head, rows)
}
