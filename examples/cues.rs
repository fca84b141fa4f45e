//! Where each cue fires: postings, employers, mean rung of the title and of the blind reading on a product corpus; and
//! on a corpus of other functions, employers and the mean band of the title's level word.
//!
//! ```text
//! cargo run --release --example cues -- --product postings.jsonl --reader readings.jsonl [--general general.jsonl] [--show CUE]
//! ```
//!
//! `--show CUE` prints the words at which that cue fires, one line a posting.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

mod common;

use common::{Row, argument, read, readings};
use jdlint::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};

/// Bands of level words in titles, as rungs of the generic ladder.
const BANDS: [(&str, f32); 12] = [
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

#[derive(Default)]
struct Fired {
    employers: BTreeSet<String>,
    titles: Vec<f32>,
    readings: Vec<f32>,
}

fn main() {
    let rules = Rules::builtin().unwrap();
    let shown = argument("--show");
    let product: Vec<Row> = read(&argument("--product").expect("--product FILE"));
    let general: Vec<Row> = argument("--general").map(|p| read(&p)).unwrap_or_default();
    let reading = argument("--reader")
        .map(|p| readings(&p))
        .unwrap_or_default();
    let mut fired: BTreeMap<(usize, bool), Fired> = BTreeMap::new();
    for (row, is_product) in product
        .iter()
        .map(|r| (r, true))
        .chain(general.iter().map(|r| (r, false)))
    {
        let judged = row.judge(rules);
        let mut seen = BTreeSet::new();
        for signal in &judged.profile.signals {
            if shown.as_deref() == Some(signal.cue.as_str()) {
                let around = judged.posting.statements[signal.statement]
                    .span
                    .of(&judged.document.text);
                println!(
                    "{:22.22} {:30.30} [{}] {:.150}",
                    row.employer(),
                    row.title,
                    signal.span.of(&judged.document.text),
                    around.replace('\n', " ")
                );
            }
            let at = rules
                .cues
                .all
                .iter()
                .position(|c| c.spec.id == signal.cue)
                .unwrap();
            if seen.insert(at) {
                let entry = fired.entry((at, is_product)).or_default();
                entry.employers.insert(row.employer());
                let band = row
                    .band
                    .as_deref()
                    .and_then(|b| BANDS.iter().find(|(name, _)| *name == b))
                    .map(|(_, r)| *r);
                entry
                    .titles
                    .extend(if is_product { row.rung() } else { band });
                entry.readings.extend(reading.get(&row.id).map(|r| r.level));
            }
        }
    }
    if shown.is_some() {
        return;
    }
    let mean = |x: &[f32]| {
        if x.is_empty() {
            "-".to_owned()
        } else {
            format!("{:.1}", x.iter().sum::<f32>() / x.len() as f32)
        }
    };
    println!(
        "| cue | evidence | rungs | strength | product: postings | employers | mean title | mean reading | general: postings | employers | mean band |"
    );
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let none = Fired::default();
    for (at, cue) in rules.cues.all.iter().enumerate() {
        let (p, g) = (
            fired.get(&(at, true)).unwrap_or(&none),
            fired.get(&(at, false)).unwrap_or(&none),
        );
        println!(
            "| {} | {} | {}-{} | {} | {} | {} | {} | {} | {} | {} | {} |",
            cue.spec.id,
            cue.spec.evidence,
            cue.spec.rungs.lo,
            cue.spec.rungs.hi,
            cue.spec.strength,
            p.titles.len(),
            p.employers.len(),
            mean(&p.titles),
            mean(&p.readings),
            g.titles.len(),
            g.employers.len(),
            mean(&g.titles)
        );
    }
}
