//! Reading of a corpus: one JSON object a line, as described in docs/accuracy.md.
#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

pub mod fitting;
pub mod measure;
pub mod page;

use jdlint::lint::{Judged, study};
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use serde::Deserialize;
use std::collections::HashMap;

/// What a title can claim: its level as corpora call it, its rung, and a title that says so.
pub const TITLES: [(&str, f32, &str); 9] = [
    ("apm", 0.0, "Associate Product Manager"),
    ("junior", 1.0, "Junior Product Manager"),
    ("pm", 2.0, "Product Manager"),
    ("senior", 3.0, "Senior Product Manager"),
    ("lead", 4.0, "Principal Product Manager"),
    ("director", 5.0, "Director of Product"),
    ("vp", 6.0, "VP of Product"),
    ("head", 6.0, "Head of Product"),
    ("cpo", 7.0, "Chief Product Officer"),
];

/// Bands of level words in titles, as rungs of the generic ladder.
pub const BANDS: [(&str, f32); 12] = [
    ("intern", 0.0),
    ("junior", 1.0),
    ("associate", 1.0),
    ("plain", 2.0),
    ("senior", 3.0),
    ("lead", 4.0),
    ("principal", 4.0),
    ("manager", 4.0),
    ("director", 5.0),
    ("vp", 6.0),
    ("head", 6.0),
    ("chief", 7.0),
];

/// One posting of a corpus.
#[derive(Debug, Clone, Deserialize)]
pub struct Row {
    pub id: String,
    #[serde(default)]
    pub source: String,
    pub company: Option<String>,
    pub title: String,
    #[serde(default)]
    pub level: Option<String>,
    #[serde(default)]
    pub band: Option<String>,
    pub text: String,
}

impl Row {
    /// The employer, for holding employers out.
    pub fn employer(&self) -> String {
        self.company
            .clone()
            .filter(|c| !c.is_empty())
            .unwrap_or_else(|| self.source.clone())
            .to_lowercase()
    }

    /// The rung that the title claims.
    pub fn rung(&self) -> Option<f32> {
        let level = self.level.as_deref()?;
        let known = TITLES.iter().find(|(name, ..)| *name == level);
        known.map(|(_, rung, _)| *rung)
    }

    /// What jdlint makes of it, its title as first heading.
    pub fn judge(&self, rules: &Rules) -> Judged {
        judge(&self.title, &self.body(), rules)
    }

    /// The text without a leading heading that repeats the title.
    pub fn body(&self) -> String {
        let norm = |s: &str| {
            s.to_lowercase()
                .split(|c: char| !c.is_alphanumeric())
                .filter(|w| !w.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let want = norm(&self.title);
        let lines: Vec<&str> = self.text.split('\n').collect();
        let at = lines.iter().take(12).position(|l| norm(l) == want);
        lines
            .iter()
            .enumerate()
            .filter(|(i, _)| Some(*i) != at)
            .map(|(_, l)| *l)
            .collect::<Vec<_>>()
            .join("\n")
    }
}

/// What jdlint makes of a posting with this title as first heading.
pub fn judge(title: &str, body: &str, rules: &Rules) -> Judged {
    let source = Source::from_text("posting.md", &format!("# {title}\n\n{body}\n"));
    study(&source, Format::Markdown, rules, &Settings::default())
        .into_iter()
        .next()
        .expect("one document")
}

/// A blind reading of one posting.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Reading {
    pub level: f32,
    pub lo: f32,
    pub hi: f32,
}

impl Reading {
    /// Whether a title on this rung lies a rung or more outside what the reading allows.
    pub fn outside(&self, rung: f32) -> bool {
        (self.lo - rung).max(rung - self.hi) >= 1.0
    }
}

#[derive(Deserialize)]
struct Identified {
    id: String,
    #[serde(flatten)]
    reading: Reading,
}

/// Reads a file of JSON lines.
pub fn read<T: for<'de> Deserialize<'de>>(path: &str) -> Vec<T> {
    std::fs::read_to_string(path)
        .unwrap_or_else(|e| panic!("{path}: {e}"))
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect()
}

/// Readings by posting.
pub fn readings(path: &str) -> HashMap<String, Reading> {
    read::<Identified>(path)
        .into_iter()
        .map(|r| (r.id, r.reading))
        .collect()
}

/// The value that follows `name` on the command line.
pub fn argument(name: &str) -> Option<String> {
    let args: Vec<String> = std::env::args().collect();
    args.iter()
        .position(|a| a == name)
        .and_then(|i| args.get(i + 1).cloned())
}

/// Ranks, ties shared.
pub fn ranks(xs: &[f32]) -> Vec<f32> {
    let mut order: Vec<usize> = (0..xs.len()).collect();
    order.sort_by(|a, b| xs[*a].total_cmp(&xs[*b]));
    let mut out = vec![0.0; xs.len()];
    let mut i = 0;
    while i < order.len() {
        let mut j = i;
        while j + 1 < order.len() && xs[order[j + 1]] == xs[order[i]] {
            j += 1;
        }
        for k in i..=j {
            out[order[k]] = (i + j) as f32 / 2.0;
        }
        i = j + 1;
    }
    out
}

/// Pearson correlation of the ranks.
pub fn spearman(a: &[f32], b: &[f32]) -> f32 {
    let (a, b) = (ranks(a), ranks(b));
    let mean = |x: &[f32]| x.iter().sum::<f32>() / x.len() as f32;
    let (ma, mb) = (mean(&a), mean(&b));
    let cov: f32 = a.iter().zip(&b).map(|(x, y)| (x - ma) * (y - mb)).sum();
    let var = |x: &[f32], m: f32| x.iter().map(|v| (v - m) * (v - m)).sum::<f32>();
    cov / (var(&a, ma) * var(&b, mb)).sqrt()
}

/// Mean absolute difference.
pub fn mae(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| (x - y).abs()).sum::<f32>() / a.len().max(1) as f32
}
