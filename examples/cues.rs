//! Where each cue fires: postings, employers, mean rung of the title and of the blind reading on a product corpus; and
//! on a corpus of other functions, employers and the mean band of the title's level word.
//!
//! ```text
//! cargo run --release --example cues -- --product postings.jsonl --reader readings.jsonl [--general general.jsonl] [--show CUE]
//!     [--write docs/cues.md]
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

use common::{BANDS, Row, argument, read, readings};
use jdlint::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
struct Fired {
    postings: usize,
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
            if shown.as_deref() == Some(signal.cue.id.as_str()) {
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
                .position(|c| c.spec.id == signal.cue.id)
                .unwrap();
            if seen.insert(at) {
                let entry = fired.entry((at, is_product)).or_default();
                entry.postings += 1;
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
    let page = page(rules, &fired);
    match argument("--write") {
        Some(path) => std::fs::write(path, page).unwrap(),
        None => print!("{page}"),
    }
}

/// `docs/cues.md`: a table for each kind of evidence.
fn page(rules: &Rules, fired: &BTreeMap<(usize, bool), Fired>) -> String {
    let mean = |x: &[f32]| {
        if x.is_empty() {
            "–".to_owned()
        } else {
            format!("{:.1}", x.iter().sum::<f32>() / x.len() as f32)
        }
    };
    let mut kinds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, cue) in rules.cues.all.iter().enumerate() {
        kinds.entry(&cue.spec.evidence).or_default().push(at);
    }
    let mut out = include_str!("common/cues.md").to_owned();
    let none = Fired::default();
    for (kind, cues) in kinds {
        out += &format!(
            "\n## {kind}\n\n| cue | says | rungs | strength | product: postings | employers | mean title | mean reading | \
             general: postings | employers | mean band |\n{}|\n",
            "| --- ".repeat(11)
        );
        for at in cues {
            let spec = &rules.cues.all[at].spec;
            let of = |product| fired.get(&(at, product)).unwrap_or(&none);
            let (p, g) = (of(true), of(false));
            out += &format!(
                "| `{}` | {} | {} to {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
                spec.id,
                spec.says,
                spec.rungs.lo,
                spec.rungs.hi,
                spec.strength,
                p.postings,
                p.employers.len(),
                mean(&p.titles),
                mean(&p.readings),
                g.postings,
                g.employers.len(),
                mean(&g.titles),
            );
        }
    }
    out += "\n## Rare cues that stay\n\n";
    for cue in &rules.cues.all {
        if let Some(why) = &cue.spec.rare {
            out += &format!("- `{}`: {why}\n", cue.spec.id);
        }
    }
    out
}
