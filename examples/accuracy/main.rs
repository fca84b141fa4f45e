//! Writes docs/accuracy.md: figures from a corpus, employers held out, put into the words of page.md.
//!
//! ```text
//! cargo run --release --example accuracy -- --product postings.jsonl --reader readings.jsonl [--control others.jsonl]
//!     [--general general.jsonl] [--write docs/accuracy.md]
//! ```
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods
)]

mod abstention;
#[path = "../common/mod.rs"]
mod common;
mod figures;
mod held_out;

use common::fitting::{FOLDS, Sample, fit};
use common::measure::Against;
use common::page::Page;
use common::{BANDS, Row, argument, read, readings};
use figures::{of, two};
use jdlint::evidence::model::level;
use jdlint::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};

/// Edges of the bins in which confidences of titles and of levels are compared with what was true.
const TITLE_BINS: [f32; 3] = [0.0, 0.5, 1.01];
const LEVEL_BINS: [f32; 6] = [0.0, 0.8, 0.85, 0.9, 0.95, 1.01];

fn main() {
    let rules = Rules::builtin().unwrap();
    let rows: Vec<Row> = read(&argument("--product").expect("--product FILE"));
    let readings = readings(&argument("--reader").expect("--reader FILE"));
    let cases = held_out::cases(&rows, &readings, rules);
    let samples: Vec<Sample> = cases.iter().map(|c| c.sample.clone()).collect();
    let all: Vec<&Sample> = samples.iter().collect();

    let mut page = Page::default();
    page.put("postings", cases.len());
    page.put("employers", employers(&rows));
    let read_too = samples.iter().filter(|s| s.reading.is_some());
    page.put("read", read_too.count());
    page.put("folds", FOLDS);
    page.put("levels", figures::by_level(&cases));
    page.put("confusion", figures::confusion(&cases));

    page.put("ablation", figures::ablation(&samples, &rules.model));
    let fitted = fit(&all, &rules.model);
    let levels: Vec<f32> = samples
        .iter()
        .map(|s| level(&fitted.shares(&s.x)))
        .collect();
    page.put(
        "on_all",
        figures::row(&Against::new(&samples, &levels)).join(", "),
    );

    page.put("rules", figures::by_rule(&cases, rules));
    page.put("swaps", figures::swap_recall(&cases));
    let flagged = cases.iter().filter(|c| c.own.claims.iter().any(|c| c.loud));
    page.put("flagged", of(flagged.count(), cases.len()));
    page.put("control", control(rules));
    let [right, given, found, wrong] = figures::scope_against_reading(&cases);
    page.put("right", right);
    page.put("given", given);
    page.put("found", found);
    page.put("wrong", wrong);

    let sure = rules.model.confidence.title;
    page.put("from", two(sure.from));
    page.put("reached", two(sure.reached));
    let titles = figures::title_points(&cases);
    let top = titles.iter().filter(|(said, _)| *said >= TITLE_BINS[1]);
    page.put("top", top.count());
    for (name, points, bins) in [
        ("title", titles, &TITLE_BINS[..]),
        ("finding", figures::finding_points(&cases), &TITLE_BINS[..]),
        ("level", figures::level_points(&cases), &LEVEL_BINS[..]),
    ] {
        let (table, error) = figures::reliability(&points, bins);
        page.put(&format!("{name}_reliability"), table);
        page.put(&format!("{name}_error"), two(error));
    }

    let thresholds = abstention::thresholds(&cases, rules);
    let best = abstention::best(&thresholds).enough;
    if best != rules.model.enough {
        println!("the rule of \"Abstention\" chooses {best:?}: put that into rules/evidence.toml");
    }
    page.put("statements", rules.model.enough.statements);
    page.put("force", rules.model.enough.force);
    page.put("silence", abstention::SILENCE);
    page.put("hardly", two(abstention::HARDLY));
    page.put("least_judged", two(abstention::LEAST_JUDGED));
    page.put(
        "risk_coverage",
        abstention::risk_coverage(&thresholds, rules),
    );

    general(&mut page, rules);
    let count = |wanted: fn(f32) -> bool| samples.iter().filter(|s| wanted(s.title)).count();
    page.put("lowest", count(|rung| rung <= 1.0));
    page.put("highest", count(|rung| rung >= 6.0));

    page.finish(include_str!("page.md"));
}

fn employers(rows: &[Row]) -> usize {
    rows.iter()
        .map(Row::employer)
        .collect::<BTreeSet<_>>()
        .len()
}

/// Postings of other functions with a warning or an error.
fn control(rules: &Rules) -> String {
    let Some(path) = argument("--control") else {
        return "– of –".to_owned();
    };
    let rows: Vec<Row> = read(&path);
    let flagged = rows.iter().filter(|row| {
        let verdict = held_out::verdict(&row.judge(rules));
        verdict.claims.iter().any(|c| c.loud)
    });
    of(flagged.count(), rows.len())
}

/// Mean level of postings of other functions, by the level word of the title.
fn general(page: &mut Page, rules: &Rules) {
    let rows: Vec<Row> = argument("--general").map(|p| read(&p)).unwrap_or_default();
    page.put("general", rows.len());
    page.put("general_employers", employers(&rows));
    let mut bands: BTreeMap<usize, Vec<(String, f32)>> = BTreeMap::new();
    for row in &rows {
        let band = row.band.as_deref();
        let Some(at) = BANDS.iter().position(|(name, _)| band == Some(*name)) else {
            continue;
        };
        let verdict = held_out::verdict(&row.judge(rules));
        if !verdict.abstains {
            let entry = bands.entry(at).or_default();
            entry.push((row.employer(), verdict.level));
        }
    }
    let rows = bands.into_iter().map(|(at, found)| {
        let employers: BTreeSet<&String> = found.iter().map(|(e, _)| e).collect();
        vec![
            BANDS[at].0.to_owned(),
            found.len().to_string(),
            employers.len().to_string(),
            two(figures::mean(found.iter().map(|(_, level)| *level))),
        ]
    });
    let head = ["level word", "judged", "employers", "mean level"];
    page.put("bands", figures::table(&head, rows));
}
