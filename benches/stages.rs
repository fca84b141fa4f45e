//! Time of each stage, from bytes to the report, over the written postings of `fixtures/`: `cargo bench`.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a bench reads its files and may stop"
)]

use divan::{Bencher, black_box, counter::BytesCount};
use jdlint::checks::{self, Context};
use jdlint::evidence::{self, Profile};
use jdlint::lint::{Judged, lint};
use jdlint::parse::{self, Document, Format};
use jdlint::posting::{self, Posting};
use jdlint::report::{Format as Output, Report, Terminal};
use jdlint::rules::Rules;
use jdlint::settings::{Org, Settings};
use jdlint::source::Source;
use jdlint::verdict::{FailOn, FileResult, Policy, Verdict};
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

fn rules() -> &'static Rules {
    Rules::builtin().unwrap()
}

fn files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/postings");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "md"))
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn source(bytes: Vec<u8>) -> Source {
    Source::from_bytes("posting.md", bytes).unwrap()
}

fn sources() -> Vec<Source> {
    files().into_iter().map(source).collect()
}

fn documents() -> Vec<Document> {
    let parsed = sources();
    let parsed = parsed
        .iter()
        .flat_map(|s| parse::parse(s, Format::Markdown));
    parsed.collect()
}

fn judged() -> Vec<Judged> {
    let linted = sources();
    let linted = linted
        .iter()
        .flat_map(|s| lint(s, Format::Markdown, rules(), &Settings::default()));
    linted.collect()
}

/// A bench of one stage over all files, with the bytes that it goes through.
fn over<T: Sync>(bencher: Bencher<'_, '_>, inputs: Vec<T>, stage: impl Fn(&T) + Sync) {
    let bytes: usize = files().iter().map(Vec::len).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| inputs.iter().for_each(&stage));
}

fn read(document: &Document) -> Posting {
    let rules = rules();
    let mut posting = posting::read(document, "posting.md", &rules.posting, &rules.roles);
    let lexed = rules.lexicon.lex(&document.text);
    posting::add_content(&mut posting, document, &lexed, &rules.posting, &rules.roles);
    posting
}

#[divan::bench]
fn decode(bencher: Bencher<'_, '_>) {
    over(bencher, files(), |bytes| {
        black_box(source(bytes.clone()));
    });
}

#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    over(bencher, sources(), |source| {
        black_box(parse::parse(source, Format::Markdown));
    });
}

#[divan::bench]
fn posting(bencher: Bencher<'_, '_>) {
    over(bencher, documents(), |document| {
        black_box(read(document));
    });
}

#[divan::bench]
fn evidence(bencher: Bencher<'_, '_>) {
    let rules = rules();
    let read = |document: Document| {
        let posting = read(&document);
        (rules.lexicon.lex(&document.text), posting)
    };
    let inputs = documents().into_iter().map(read).collect();
    over(bencher, inputs, |(lexed, posting)| {
        let profile: Profile =
            evidence::weigh(lexed, posting, &rules.cues, &rules.model, Some("product"));
        black_box(profile);
    });
}

#[divan::bench]
fn checks(bencher: Bencher<'_, '_>) {
    let rules = rules();
    over(bencher, judged(), |judged| {
        let title = judged.title.as_ref();
        black_box(checks::run(&Context {
            document: &judged.document,
            posting: &judged.posting,
            title,
            role: title.and_then(|t| rules.roles.get(&t.role)),
            profile: &judged.profile,
            org: &Org::default(),
            roles: &rules.roles,
            rulebook: &rules.checks,
        }));
    });
}

/// The verdict on all files, and the report in each of these formats.
#[divan::bench(args = [Output::Human, Output::Json, Output::Sarif])]
fn report(bencher: Bencher<'_, '_>, format: Output) {
    let result = |source: Source| {
        let postings = lint(&source, Format::Markdown, rules(), &Settings::default());
        FileResult::linted(source, postings)
    };
    let results: Vec<FileResult> = sources().into_iter().map(result).collect();
    let policy = Policy::new(&Settings::default(), &rules().checks.known()).unwrap();
    over(bencher, vec![results], |results| {
        let verdict: Verdict = policy.judge(results);
        let report = Report {
            files: results,
            verdict: &verdict,
            rules: &rules().checks.rules,
            fail_on: FailOn::Warning,
            exit_code: verdict.summary.exit_code(FailOn::Warning),
            statistics: false,
        };
        let mut out = Vec::new();
        report.write(format, Terminal::default(), &mut out).unwrap();
        black_box(out);
    });
}

#[divan::bench]
fn whole(bencher: Bencher<'_, '_>) {
    over(bencher, files(), |bytes| {
        let source = source(bytes.clone());
        black_box(lint(
            &source,
            Format::Markdown,
            rules(),
            &Settings::default(),
        ));
    });
}
