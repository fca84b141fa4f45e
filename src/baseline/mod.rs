//! Baselines: findings that are known, so that only new ones count.
//!
//! A baseline is a JSON file with one line for each kind of finding in a file, sorted, so that it reads well in a diff. A
//! kind is a rule and a fingerprint; an entry says how many there are.

mod tally;

pub use tally::{Quota, Tally};

use crate::span::SourceSpan;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::ops::Range;

/// Version of the file's format.
pub const VERSION: u64 = 1;

/// Name of the file.
pub const FILE_NAME: &str = "jdlint-baseline.json";

/// Size limit in bytes: 12 MB (mebibytes), some 160,000 entries. Each takes up to 900 bytes of memory.
pub const MAX_BYTES: u64 = 12 * 1024 * 1024;

/// Digits of a fingerprint.
const FINGERPRINT: usize = 16;

/// So many findings of a kind are known in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Path of the file, relative to the folder of the baseline, `/` between components.
    pub path: String,
    /// Code of the rule.
    pub rule: String,
    /// [`Finding::fingerprint`](crate::finding::Finding::fingerprint).
    pub fingerprint: String,
    /// How many, 1 or more.
    pub count: u32,
}

impl Entry {
    /// What no other entry of a baseline has.
    fn key(&self) -> (&str, &str, &str) {
        (&self.path, &self.rule, &self.fingerprint)
    }

    fn read(json: &str) -> Result<Entry, String> {
        let entry: Entry = serde_json::from_str(json)
            .map_err(|e| format!("not an entry: {}", without_place(&e)))?;
        match entry.mistake() {
            Some(mistake) => Err(mistake),
            None => Ok(entry),
        }
    }

    /// Why an entry cannot stand in a baseline.
    fn mistake(&self) -> Option<String> {
        let path = self.path.as_str();
        let drive = path.as_bytes().get(1) == Some(&b':');
        let inside = |part: &str| !matches!(part, "" | "." | "..");
        if path.starts_with('/') || drive {
            Some(format!(
                "`{path}` is not relative to the folder of the baseline"
            ))
        } else if !path.split('/').all(inside) || path.contains('\0') {
            Some(format!(
                "`{path}` is no plain path below the folder of the baseline"
            ))
        } else if self.fingerprint.len() != FINGERPRINT
            || !self.fingerprint.bytes().all(|b| b.is_ascii_hexdigit())
        {
            Some(format!(
                "a fingerprint has {FINGERPRINT} hexadecimal digits"
            ))
        } else if self.count == 0 {
            Some("`count` must be 1 or more".to_owned())
        } else {
            None
        }
    }
}

/// Why a text is no baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaselineError {
    /// One lower-case sentence without a full stop. Can hold words of the text.
    pub message: String,
    /// Where, in bytes of the text.
    pub span: Option<Range<usize>>,
}

impl fmt::Display for BaselineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for BaselineError {}

/// Known findings, each kind of each file once, by path, rule and fingerprint.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    entries: Vec<Entry>,
    /// Places of the entries in the text that they were read from; empty otherwise.
    places: Vec<SourceSpan>,
}

#[derive(Deserialize)]
struct Head {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw<'t> {
    #[serde(rename = "version")]
    _version: u64,
    #[serde(borrow)]
    findings: Vec<&'t RawValue>,
}

impl Baseline {
    /// The baseline of these findings; those of one kind in one file are counted together.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Baseline {
        let mut counts: BTreeMap<(String, String, String), u32> = BTreeMap::new();
        for entry in entries {
            let key = (entry.path, entry.rule, entry.fingerprint);
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(entry.count);
        }
        let entries = counts.into_iter().filter(|(_, count)| *count > 0);
        Baseline {
            entries: entries
                .map(|((path, rule, fingerprint), count)| Entry {
                    path,
                    rule,
                    fingerprint,
                    count,
                })
                .collect(),
            places: Vec::new(),
        }
    }

    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Where the text is not JSON, is of another version, or holds an entry that cannot be: a path that leaves the folder,
    /// a kind of finding that an entry before has.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let in_text = |e: serde_json::Error| BaselineError {
            message: format!("not a baseline: {}", without_place(&e)),
            span: place(text, &e),
        };
        let head: Head = serde_json::from_str(text).map_err(in_text)?;
        if head.version != VERSION {
            return Err(BaselineError {
                message: format!(
                    "a baseline of version {}; this jdlint reads version {VERSION}",
                    head.version
                ),
                span: None,
            });
        }
        let raw: Raw<'_> = serde_json::from_str(text).map_err(in_text)?;
        let mut read = Vec::with_capacity(raw.findings.len());
        for value in raw.findings {
            let json = value.get();
            let start = json.as_ptr().addr() - text.as_ptr().addr();
            let span = start..start + json.len();
            match Entry::read(json) {
                Ok(entry) => read.push((entry, SourceSpan::new(span.start, span.end))),
                Err(message) => {
                    let span = Some(span);
                    return Err(BaselineError { message, span });
                }
            }
        }
        read.sort();
        for pair in read.windows(2) {
            if let [(one, _), (other, place)] = pair
                && one.key() == other.key()
            {
                return Err(BaselineError {
                    message: "an entry before is about the same findings".to_owned(),
                    span: Some(place.start..place.end),
                });
            }
        }
        let (entries, places) = read.into_iter().unzip();
        Ok(Baseline { entries, places })
    }

    /// Writes the file: one line for each entry, the same for the same findings.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(&self, out: &mut dyn io::Write) -> io::Result<()> {
        write!(out, "{{\n  \"version\": {VERSION},\n  \"findings\": [")?;
        for (index, entry) in self.entries.iter().enumerate() {
            out.write_all(if index == 0 { b"\n    " } else { b",\n    " })?;
            serde_json::to_writer(&mut *out, entry)?;
        }
        let end = if self.entries.is_empty() { "" } else { "\n  " };
        writeln!(out, "{end}]\n}}")
    }

    /// The entries, by path, rule and fingerprint.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Number of findings that are known.
    pub fn findings(&self) -> u64 {
        self.entries.iter().map(|e| u64::from(e.count)).sum()
    }

    /// How many findings of the kind and file of `entry` are known.
    pub fn count(&self, entry: &Entry) -> u32 {
        let found = self.entries.binary_search_by(|e| e.key().cmp(&entry.key()));
        let found = found.ok().and_then(|index| self.entries.get(index));
        found.map_or(0, |entry| entry.count)
    }

    /// Place of an entry in the text that the baseline was read from.
    fn place(&self, index: usize) -> SourceSpan {
        self.places.get(index).copied().unwrap_or_default()
    }

    /// Indices of the entries of a file.
    fn of(&self, path: &str) -> Range<usize> {
        let start = self.entries.partition_point(|e| e.path.as_str() < path);
        let entries = self.entries.get(start..).unwrap_or_default();
        start..start + entries.partition_point(|e| e.path == path)
    }
}

/// What `serde_json` says, without line and column.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((message, _)) => message.to_owned(),
        None => text,
    }
}

/// Byte of the text that an error stands at.
fn place(text: &str, error: &serde_json::Error) -> Option<Range<usize>> {
    let line = error.line().checked_sub(1)?;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    let at = (start + error.column().saturating_sub(1)).min(text.len());
    Some(at..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(path: &str, fingerprint: &str, count: u32) -> Entry {
        Entry {
            path: path.into(),
            rule: "JD101".into(),
            fingerprint: fingerprint.into(),
            count,
        }
    }

    fn written(baseline: &Baseline) -> String {
        let mut out = Vec::new();
        baseline.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    const ONE: &str = "0000000000000001";
    const TWO: &str = "0000000000000002";

    #[test]
    fn a_baseline_is_sorted_counted_and_reads_as_it_was_written() {
        let baseline = Baseline::new([
            entry("b.md", ONE, 1),
            entry("a \"é\".md", TWO, 1),
            entry("b.md", ONE, 2),
        ]);
        let text = written(&baseline);
        assert_eq!(
            text,
            "{\n  \"version\": 1,\n  \"findings\": [\n    \
             {\"path\":\"a \\\"é\\\".md\",\"rule\":\"JD101\",\"fingerprint\":\"0000000000000002\",\"count\":1},\n    \
             {\"path\":\"b.md\",\"rule\":\"JD101\",\"fingerprint\":\"0000000000000001\",\"count\":3}\n  ]\n}\n"
        );
        let read = Baseline::parse(&text).unwrap();
        assert_eq!(read.entries(), baseline.entries());
        assert_eq!(read.findings(), 4);
        assert_eq!(read.places[0].start, text.find("{\"path\"").unwrap());
        let none = written(&Baseline::default());
        assert_eq!(none, "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
        assert!(Baseline::parse(&none).unwrap().entries().is_empty());
    }

    /// The error for a baseline with these entries, and the text that it points at.
    fn refused(entries: &str) -> (String, String) {
        let text = format!("{{\"version\": 1, \"findings\": [{entries}]}}");
        let error = Baseline::parse(&text).unwrap_err();
        let at = error.span.map(|span| text[span].to_owned());
        (error.message, at.unwrap_or_default())
    }

    #[test]
    fn entries_that_cannot_be_are_refused_with_their_place() {
        let entry = |path: &str, fingerprint: &str, count: &str| {
            let path = serde_json::to_string(path).unwrap();
            format!(
                "{{\"path\": {path}, \"rule\": \"JD101\", \"fingerprint\": \"{fingerprint}\", \"count\": {count}}}"
            )
        };
        let good = entry("a.md", ONE, "1");
        for (bad, reason) in [
            (entry("/etc/passwd", ONE, "1"), "not relative"),
            (entry("C:/a.md", ONE, "1"), "not relative"),
            (entry("../a.md", ONE, "1"), "no plain path"),
            (entry("a/../../b.md", ONE, "1"), "no plain path"),
            (entry("./a.md", ONE, "1"), "no plain path"),
            (entry("a//b.md", ONE, "1"), "no plain path"),
            (entry("", ONE, "1"), "no plain path"),
            (entry("a\0.md", ONE, "1"), "no plain path"),
            (entry("a.md", "1", "1"), "16 hexadecimal digits"),
            (
                entry("a.md", "00000000000000é", "1"),
                "16 hexadecimal digits",
            ),
            (entry("a.md", TWO, "0"), "1 or more"),
            (entry("a.md", TWO, "-1"), "not an entry"),
            (entry("a.md", TWO, "1, \"more\": 2"), "unknown field `more`"),
            ("[]".to_owned(), "not an entry"),
            (entry("a.md", ONE, "2"), "the same findings"),
        ] {
            let (message, at) = refused(&format!("{good}, {bad}"));
            assert!(message.contains(reason), "{bad}: {message}");
            assert_eq!(at, bad, "{message}");
        }
    }

    #[test]
    fn texts_that_are_no_baseline_are_refused() {
        for (text, reason) in [
            ("", "not a baseline: EOF"),
            ("[1]", "not a baseline"),
            ("{}", "missing field `version`"),
            ("{\"version\": 1}", "missing field `findings`"),
            ("{\"version\": 2, \"entries\": {}}", "of version 2"),
            (
                "{\"version\": 1, \"findings\": [], \"x\": 1}",
                "unknown field `x`",
            ),
            ("{\"version\": 1, \"findings\": [}", "not a baseline"),
            (&"[".repeat(100_000), "not a baseline"),
        ] {
            let error = Baseline::parse(text).unwrap_err();
            assert!(error.message.contains(reason), "{text:.40}: {error:?}");
            assert!(error.span.is_none_or(|s| s.end <= text.len()));
        }
    }
}
