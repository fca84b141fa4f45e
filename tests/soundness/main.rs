//! What the fuzz targets check, on mutations of the fixtures and on a few inputs that broke something once.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers outside of test functions; fixtures are files"
)]

#[path = "../common/mod.rs"]
mod common;
mod invariants;

use jdlint::parse::Format;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static FIXTURES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let paths = common::markdown_fixtures().into_iter();
    paths.map(|path| std::fs::read(path).unwrap()).collect()
});

/// A posting in every format.
static TWINS: LazyLock<Vec<(Vec<u8>, Format)>> = LazyLock::new(|| {
    let paths = entries("fixtures/formats").into_values();
    let twins = paths.map(|path| {
        let format = Format::from_path(path.to_str().unwrap()).unwrap();
        (fs::read(path).unwrap(), format)
    });
    twins.collect()
});

/// What a mutation puts into a text.
const PIECES: &[&[u8]] = &[
    b"",
    b"\n",
    b"\n\n",
    b"\r",
    b"- ",
    b"# ",
    b"**",
    b"|",
    b"`",
    b"---\n",
    b"<!-- jdlint-disable JD1 -->",
    b"<!--",
    b"<b",
    b"[a](",
    b"\xff",
    b"\xc3",
    b"\x00",
    b"\x1b[31m",
    b"::error::x",
    b"##[group]",
    b"]]>",
    b"&#x0;",
    "\u{2028}".as_bytes(),
    "\u{202e}".as_bytes(),
    "\u{feff}".as_bytes(),
    "e\u{301}".as_bytes(),
    "\u{1f680}\u{fe0f}".as_bytes(),
    "\u{130}".as_bytes(),
    b"Reports to the CEO. ",
    b"99999999999999999999 years of experience",
];

/// A cut of `bytes`, so long, replaced by a piece.
#[derive(Debug, Clone)]
struct Cut {
    at: prop::sample::Index,
    length: usize,
    piece: &'static [u8],
}

fn cuts() -> impl Strategy<Value = Vec<Cut>> {
    let piece = prop::sample::select(PIECES);
    let cut = (any::<prop::sample::Index>(), 0..40_usize, piece);
    let cut = cut.prop_map(|(at, length, piece)| Cut { at, length, piece });
    prop::collection::vec(cut, 0..12)
}

fn mutated(bytes: &[u8], cuts: &[Cut]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for Cut { at, length, piece } in cuts {
        let start = at.index(bytes.len() + 1);
        let end = (start + length).min(bytes.len());
        bytes.splice(start..end, piece.iter().copied());
    }
    bytes
}

fn root(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_postings(fixture in any::<prop::sample::Index>(), cuts in cuts(), format in prop::sample::select(&Format::ALL[..])) {
        invariants::posting(&mutated(fixture.get::<Vec<u8>>(&FIXTURES), &cuts), format);
    }

    #[test]
    fn mutated_twins(twin in any::<prop::sample::Index>(), cuts in cuts()) {
        let (bytes, format) = twin.get::<(Vec<u8>, Format)>(&TWINS);
        invariants::posting(&mutated(bytes, &cuts), *format);
    }

    #[test]
    fn mutated_postings_in_utf16(fixture in any::<prop::sample::Index>(), cuts in cuts()) {
        let text = String::from_utf8_lossy(fixture.get::<Vec<u8>>(&FIXTURES)).into_owned();
        let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        invariants::posting(&mutated(&bytes, &cuts), Format::Markdown);
    }

    #[test]
    fn mutated_configurations(cuts in cuts()) {
        let folder = tempfile::tempdir().unwrap();
        invariants::configuration(folder.path(), &mutated(&root("fuzz/seeds/configuration/all"), &cuts));
    }

    #[test]
    fn mutated_baselines(cuts in cuts()) {
        let bytes = mutated(&root("fuzz/seeds/baseline/known"), &cuts);
        invariants::baseline(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn mutated_suppressions(cuts in cuts()) {
        let bytes = mutated(&root("fuzz/seeds/suppressions/every-kind"), &cuts);
        invariants::suppressions(&String::from_utf8_lossy(&bytes));
    }
}

proptest! {
    // every case loads the rules anew
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_packs(cuts in cuts()) {
        let folder = tempfile::tempdir().unwrap();
        invariants::pack(folder.path(), &mutated(&root("fuzz/seeds/pack/engineering"), &cuts));
    }

    #[test]
    fn any_patterns(pattern in "([a-z]{1,4}[~+?]?|<det>|[(|)!^$&*. {}]|\\.\\.[0-9]){0,10}", text in "[a-z ,.]{0,60}") {
        invariants::pattern(&invariants::classes(), &pattern, &text);
    }
}

/// The names in a folder, sorted, with their paths.
fn entries(folder: &str) -> BTreeMap<String, PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let paths = fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let named = |path: PathBuf| (path.file_name().unwrap().to_str().unwrap().to_owned(), path);
    paths.map(named).collect()
}

#[test]
fn the_seeds_of_every_target_hold() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = String::from_utf8(root("fuzz/Cargo.toml")).unwrap();
    let mut tried = 0;
    for file in entries("fuzz/fuzz_targets").into_keys() {
        let target = file.strip_suffix(".rs").unwrap();
        assert!(
            manifest.contains(&format!("name = \"{target}\"")),
            "{target}"
        );
        for path in entries(&format!("fuzz/seeds/{target}")).into_values() {
            tried += 1;
            let bytes = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            match target {
                "posting" => {
                    let (first, bytes) = bytes.split_first().unwrap();
                    let format = Format::ALL[usize::from(*first) % Format::ALL.len()];
                    invariants::posting(bytes, format);
                }
                "html" => invariants::read(&bytes, Format::Html),
                "json" => invariants::read(&bytes, Format::Json),
                "yaml" => invariants::read(&bytes, Format::Yaml),
                "rows" => {
                    invariants::read(&bytes, Format::JsonLines);
                    invariants::read(&bytes, Format::Table);
                }
                "markup" => {
                    invariants::read(&bytes, Format::AsciiDoc);
                    invariants::read(&bytes, Format::Rst);
                }
                "stream" => invariants::stream(&bytes),
                "decoded" => invariants::decoded(&bytes),
                "word" => invariants::word(&bytes),
                "whole" => invariants::whole(folder.path(), &bytes),
                "front_matter" => {
                    let text = format!("---\n{text}\n---\n");
                    invariants::posting(text.as_bytes(), Format::Markdown);
                }
                "configuration" => invariants::configuration(folder.path(), &bytes),
                "pack" => invariants::pack(folder.path(), &bytes),
                "baseline" => invariants::baseline(&text),
                "suppressions" => invariants::suppressions(&text),
                "title" => invariants::title(&text),
                "pattern" => {
                    let (pattern, text) = text.split_once('\n').unwrap();
                    invariants::pattern(&invariants::classes(), pattern, text);
                }
                other => panic!("{other} is not tried here"),
            }
        }
    }
    assert!(tried > 30, "{tried}");
}
