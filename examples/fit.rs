//! Fits the weights of the evidence from a corpus of postings, employers held out for the figures it prints.
//!
//! ```text
//! cargo run --release --example fit -- --corpus postings.jsonl --reader readings.jsonl [--write rules/weights.toml]
//! ```
//!
//! The model gives each rung log-odds: a base, and for each kind of evidence (0 to 1) three slopes, for the rungs 0-2,
//! 2-4 and 4-7. Fitting minimises the cross-entropy to a blurred target (mostly the blind reading, partly the title),
//! plus a penalty that holds every slope near its hand-set prior; a slope never changes its sign. Deterministic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods
)]

mod common;

use common::{Row, argument, mae, read, readings, spearman};
use jdlint::evidence::model::{Model, rungs_of, shares};
use jdlint::rules::Rules;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

/// Share of the blind reading in the target, the rest is the title.
const READING: f32 = 0.7;
/// Spread of the target, in rungs: nobody tells neighbours apart.
const BLUR: f32 = 0.7;
/// Strength of the pull to the priors, against the summed weight of the postings.
const PULL: f32 = 0.06;
/// Strength of the pull of the base log-odds to 0.
const PULL_BASE: f32 = 0.02;
/// Employers are split into this many folds.
const FOLDS: usize = 10;

struct Sample {
    id: String,
    name: String,
    x: Vec<f32>,
    target: [f32; 8],
    weight: f32,
    title: f32,
    reading: Option<f32>,
    fold: usize,
}

fn blurred(level: f32) -> [f32; 8] {
    let raw: [f32; 8] = std::array::from_fn(|k| (-((k as f32 - level) / BLUR).powi(2) / 2.0).exp());
    let sum: f32 = raw.iter().sum();
    raw.map(|x| x / sum)
}

fn predict(base: &[f32; 8], slopes: &[[f32; 3]], x: &[f32]) -> [f32; 8] {
    let mut log_odds = *base;
    for (slope, x) in slopes.iter().zip(x).filter(|(_, x)| **x != 0.0) {
        let moved = rungs_of(*slope);
        log_odds = std::array::from_fn(|k| log_odds[k] + x * moved[k]);
    }
    shares(log_odds)
}

fn level(p: &[f32; 8]) -> f32 {
    p.iter().enumerate().map(|(k, p)| k as f32 * p).sum()
}

/// Gradient descent with momentum, slopes kept at the sign of their prior.
fn fit(samples: &[&Sample], model: &Model) -> ([f32; 8], Vec<[f32; 3]>) {
    let priors: Vec<[f32; 3]> = model.kinds.iter().map(|k| k.prior).collect();
    let mut base = [0.0; 8];
    let mut slopes = priors.clone();
    let (mut base_speed, mut speed) = ([0.0; 8], vec![[0.0; 3]; slopes.len()]);
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    for step in 0..3000 {
        let rate = 0.6 / (1.0 + step as f32 / 600.0);
        let mut base_slope = base.map(|b| PULL_BASE * b);
        let mut slope: Vec<[f32; 3]> = slopes
            .iter()
            .zip(&priors)
            .map(|(s, p)| std::array::from_fn(|j| PULL * (s[j] - p[j])))
            .collect();
        for sample in samples {
            let p = predict(&base, &slopes, &sample.x);
            let error: [f32; 8] =
                std::array::from_fn(|k| (p[k] - sample.target[k]) * sample.weight / total);
            for k in 0..8 {
                base_slope[k] += error[k];
            }
            let along: [f32; 3] = std::array::from_fn(|j| {
                let mut unit = [0.0; 3];
                unit[j] = 1.0;
                rungs_of(unit).iter().zip(error).map(|(r, e)| r * e).sum()
            });
            for (g, x) in slope.iter_mut().zip(&sample.x).filter(|(_, x)| **x != 0.0) {
                for j in 0..3 {
                    g[j] += x * along[j];
                }
            }
        }
        for k in 0..8 {
            base_speed[k] = 0.9 * base_speed[k] - rate * 0.1 * base_slope[k];
            base[k] += base_speed[k];
        }
        for ((s, v), (g, prior)) in slopes
            .iter_mut()
            .zip(&mut speed)
            .zip(slope.iter().zip(&priors))
        {
            for j in 0..3 {
                v[j] = 0.9 * v[j] - rate * 0.1 * g[j];
                s[j] += v[j];
                if prior[j] > 0.0 {
                    s[j] = s[j].max(0.0)
                }
                if prior[j] < 0.0 {
                    s[j] = s[j].min(0.0)
                }
            }
        }
    }
    (base, slopes)
}

fn recall_at_5(distance: &[f32], titles: &[f32], levels: &[f32], least: f32) -> f32 {
    let mut own = distance.to_vec();
    own.sort_by(f32::total_cmp);
    let threshold = own[(own.len() - 1).min((0.95 * own.len() as f32).ceil() as usize)];
    // the titles that a swap can give, VP and Head both on rung 6
    let targets = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 6.0, 7.0];
    let (mut hit, mut all) = (0, 0);
    for (title, level) in titles.iter().zip(levels) {
        for to in targets.iter().filter(|to| (**to - title).abs() >= least) {
            all += 1;
            hit += usize::from((level - to).abs() > threshold);
        }
    }
    hit as f32 / all as f32
}

fn report(name: &str, samples: &[&Sample], levels: &[f32]) {
    let titles: Vec<f32> = samples.iter().map(|s| s.title).collect();
    let distance: Vec<f32> = titles
        .iter()
        .zip(levels)
        .map(|(t, l)| (t - l).abs())
        .collect();
    let read: Vec<(f32, f32)> = samples
        .iter()
        .zip(levels)
        .filter_map(|(s, l)| Some((s.reading?, *l)))
        .collect();
    let (readings, read_levels): (Vec<f32>, Vec<f32>) = read.into_iter().unzip();
    println!(
        "{name}: title MAE {:.3} rho {:.3} | recall at 5 % 2+ {:.3} 3+ {:.3} | reading MAE {:.3} rho {:.3}",
        mae(levels, &titles),
        spearman(levels, &titles),
        recall_at_5(&distance, &titles, levels, 2.0),
        recall_at_5(&distance, &titles, levels, 3.0),
        mae(&read_levels, &readings),
        spearman(&read_levels, &readings)
    );
}

fn main() {
    let rules = Rules::builtin().unwrap();
    let rows: Vec<Row> = read(&argument("--corpus").expect("--corpus FILE"));
    let readings = argument("--reader")
        .map(|p| readings(&p))
        .unwrap_or_default();
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for row in &rows {
        *sizes.entry(row.employer()).or_default() += 1;
    }
    // employers dealt to the folds, largest first
    let mut employers: Vec<(&String, &usize)> = sizes.iter().collect();
    employers.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut load = [0; FOLDS];
    let fold: HashMap<String, usize> = employers
        .iter()
        .map(|(name, size)| {
            let lightest = (0..FOLDS).min_by_key(|f| load[*f]).unwrap();
            load[lightest] += **size;
            ((*name).clone(), lightest)
        })
        .collect();
    let dropped = argument("--without").unwrap_or_default();
    let samples: Vec<Sample> = rows
        .iter()
        .filter_map(|row| {
            let title = row.rung()?;
            let judged = row.judge(rules);
            let mut x = vec![0.0; rules.model.kinds.len()];
            for f in &judged.profile.features {
                x[f.kind] = f.value;
            }
            for (kind, x) in rules.model.kinds.iter().zip(&mut x) {
                if dropped
                    .split(',')
                    .any(|d| !d.is_empty() && kind.id.starts_with(d))
                {
                    *x = 0.0;
                }
            }
            let reading = readings.get(&row.id).map(|r| r.level);
            let (a, b) = (blurred(reading.unwrap_or(title)), blurred(title));
            Some(Sample {
                id: row.id.clone(),
                name: row.title.clone(),
                x,
                title,
                reading,
                target: std::array::from_fn(|k| READING * a[k] + (1.0 - READING) * b[k]),
                weight: 1.0 / (sizes[&row.employer()] as f32).sqrt(),
                fold: fold[&row.employer()],
            })
        })
        .collect();
    let all: Vec<&Sample> = samples.iter().collect();
    let (base, slopes) = fit(&all, &rules.model);
    let levels: Vec<f32> = samples
        .iter()
        .map(|s| level(&predict(&base, &slopes, &s.x)))
        .collect();
    report("fitted on all   ", &all, &levels);
    let mut held = vec![0.0; samples.len()];
    for f in 0..FOLDS {
        let rest: Vec<&Sample> = samples.iter().filter(|s| s.fold != f).collect();
        let (base, slopes) = fit(&rest, &rules.model);
        for (i, s) in samples.iter().enumerate().filter(|(_, s)| s.fold == f) {
            held[i] = level(&predict(&base, &slopes, &s.x));
        }
    }
    report("employers out   ", &all, &held);
    if let Some(most) = argument("--worst").and_then(|n| n.parse().ok()) {
        let mut order: Vec<usize> = (0..samples.len()).collect();
        let off = |i: usize| (held[i] - samples[i].reading.unwrap_or(samples[i].title)).abs();
        order.sort_by(|a, b| off(*b).total_cmp(&off(*a)));
        for i in order.into_iter().take(most) {
            let s = &samples[i];
            println!(
                "{} held out {:.1}, read {:.1}, title {}: {}",
                s.id,
                held[i],
                s.reading.unwrap_or(f32::NAN),
                s.title,
                s.name
            );
            for (kind, x) in rules
                .model
                .kinds
                .iter()
                .zip(&s.x)
                .filter(|(_, x)| **x > 0.0)
            {
                print!("  {} {x:.2}", kind.id);
            }
            println!();
        }
    }
    let prior: Vec<[f32; 3]> = rules.model.kinds.iter().map(|k| k.prior).collect();
    let hand: Vec<f32> = samples
        .iter()
        .map(|s| level(&predict(&base, &prior, &s.x)))
        .collect();
    report("priors alone    ", &all, &hand);
    if argument("--slopes").is_some() {
        for (kind, s) in rules.model.kinds.iter().zip(&slopes) {
            let n = samples
                .iter()
                .filter(|x| {
                    x.x[rules
                        .model
                        .kinds
                        .iter()
                        .position(|k| k.id == kind.id)
                        .unwrap()]
                        > 0.0
                })
                .count();
            println!(
                "{:22} n={n:3} {:?} <- {:?}",
                kind.id,
                s.map(|x| (x * 100.0).round() / 100.0),
                kind.prior
            );
        }
    }
    if let Some(path) = argument("--write") {
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
            list(&base)
        )
        .unwrap();
        let by_name: BTreeMap<&str, [f32; 3]> = rules
            .model
            .kinds
            .iter()
            .zip(&slopes)
            .map(|(k, s)| (k.id.as_str(), *s))
            .collect();
        for (name, s) in by_name {
            writeln!(text, "{name} = [{}]", list(&s)).unwrap();
        }
        std::fs::write(path, text).unwrap();
    }
}
