//! Fits the weights of the evidence from a corpus of postings, employers held out for the figures it prints.
//!
//! ```text
//! cargo run --release --example fit -- --corpus postings.jsonl --reader readings.jsonl [--write rules/weights.toml]
//!     [--slopes all] [--worst 20]
//! ```
//!
//! `--slopes all` prints every weight beside its prior; `--worst N` the N postings that are read worst.
#![allow(
    clippy::panic,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods
)]

mod common;

use common::fitting::{Fitted, Sample, confidence, fit, hold_out, load};
use common::measure::Against;
use common::{argument, read, readings};
use jdlint::evidence::model::{Confidence, Model, Step, level};
use jdlint::rules::Rules;
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn main() {
    let rules = Rules::builtin().unwrap();
    let rows = read(&argument("--corpus").expect("--corpus FILE"));
    let readings = argument("--reader")
        .map(|p| readings(&p))
        .unwrap_or_default();
    let samples = load(&rows, &readings, rules);
    let all: Vec<&Sample> = samples.iter().collect();
    let fitted = fit(&all, &rules.model);
    let levels = |f: &Fitted| {
        samples
            .iter()
            .map(|s| level(&f.shares(&s.x)))
            .collect::<Vec<f32>>()
    };
    println!(
        "fitted on all   {}",
        Against::new(&samples, &levels(&fitted))
    );
    let held = hold_out(&samples, &rules.model);
    let held_levels: Vec<f32> = held.iter().map(level).collect();
    println!("employers out   {}", Against::new(&samples, &held_levels));
    if let Some(most) = argument("--worst").and_then(|n| n.parse().ok()) {
        print_worst(&samples, &held_levels, most, &rules.model);
    }
    if argument("--slopes").is_some() {
        for (i, (kind, s)) in rules.model.kinds.iter().zip(&fitted.slopes).enumerate() {
            let n = samples.iter().filter(|x| x.x[i] > 0.0).count();
            println!(
                "{:22} n={n:3} {:?} <- {:?}",
                kind.id,
                s.map(|x| (x * 100.0).round() / 100.0),
                kind.prior
            );
        }
    }
    if let Some(path) = argument("--write") {
        let pairs: Vec<_> = samples.iter().zip(&held).collect();
        let sure = confidence(&pairs, rules);
        std::fs::write(path, weights(&rules.model, &fitted, sure)).unwrap();
    }
}

fn print_worst(samples: &[Sample], held: &[f32], most: usize, model: &Model) {
    let off = |i: usize| (held[i] - samples[i].reading.map_or(samples[i].title, |r| r.level)).abs();
    let mut order: Vec<usize> = (0..samples.len()).collect();
    order.sort_by(|a, b| off(*b).total_cmp(&off(*a)));
    for i in order.into_iter().take(most) {
        let s = &samples[i];
        let read = s.reading.map_or(f32::NAN, |r| r.level);
        println!(
            "{} held out {:.1}, read {read:.1}, title {}: {}",
            s.id, held[i], s.title, s.name
        );
        let parts = model.kinds.iter().zip(&s.x).filter(|(_, x)| **x > 0.0);
        println!(
            "  {}",
            parts
                .map(|(kind, x)| format!("{} {x:.2}", kind.id))
                .collect::<Vec<_>>()
                .join("  ")
        );
    }
}

/// The content of `rules/weights.toml`.
fn weights(model: &Model, fitted: &Fitted, sure: Confidence) -> String {
    let mut text = String::from(
        "# Written by `cargo run --release --example fit`; see docs/accuracy.md. Not edited by hand.\n\n",
    );
    let list = |xs: &[f32]| {
        xs.iter()
            .map(|x| format!("{x:.3}"))
            .collect::<Vec<_>>()
            .join(", ")
    };
    writeln!(
        text,
        "# log-odds of the rungs 0 to 7 before any evidence\nbase = [{}]\n\n[slopes]",
        list(&fitted.base)
    )
    .unwrap();
    let by_name: BTreeMap<&str, [f32; 3]> = model
        .kinds
        .iter()
        .zip(&fitted.slopes)
        .map(|(k, s)| (k.id.as_str(), *s))
        .collect();
    for (name, s) in by_name {
        writeln!(text, "{name} = [{}]", list(&s)).unwrap();
    }
    let Step {
        from,
        below,
        reached,
    } = sure.title;
    writeln!(
        text,
        "\n[confidence]\n# log-odds at a spread of 0 and per rung of spread\nlevel = [{}]\n\n\
         # shares of right verdicts with less than `from` beyond the title, and with more\n[confidence.title]\n\
         from = {from:.2}\nbelow = {below:.3}\nreached = {reached:.3}",
        list(&sure.level),
    )
    .unwrap();
    text
}
