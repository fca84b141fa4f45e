//! Fitting of the weights, and predictions for employers that the fit has not seen.
//!
//! The model gives each rung log-odds: a base, and for each kind of evidence (0 to 1) three slopes, for the rungs 0-2,
//! 2-4 and 4-7. Fitting minimises the cross-entropy to a blurred target (mostly the blind reading, partly the title),
//! plus a penalty that holds every slope near its hand-set prior; a slope never changes its sign. Deterministic.

use super::{Reading, Row};
use jdlint::evidence::model::{Model, rungs_of, shares};
use jdlint::rules::Rules;
use std::collections::HashMap;

/// Share of the blind reading in the target, the rest is the title.
const READING: f32 = 0.6;
/// Spread of the target, in rungs: nobody tells neighbours apart.
const BLUR: f32 = 0.7;
/// Strength of the pull to the priors, against the mean weight of a posting.
const PULL: f32 = 0.06;
/// Strength of the pull of the base log-odds to 0.
const PULL_BASE: f32 = 0.02;
/// Employers are split into this many folds.
const FOLDS: usize = 10;
/// Steps of the descent.
const STEPS: usize = 1500;

/// One posting, as the fit sees it.
pub struct Sample {
    pub id: String,
    pub name: String,
    /// Evidence, in the order of the model's kinds.
    pub x: Vec<f32>,
    pub target: [f32; 8],
    pub weight: f32,
    /// Rung of the title.
    pub title: f32,
    pub reading: Option<Reading>,
    pub fold: usize,
    /// Whether jdlint abstains.
    pub abstains: bool,
}

/// Fitted weights.
pub struct Fitted {
    pub base: [f32; 8],
    pub slopes: Vec<[f32; 3]>,
}

impl Fitted {
    /// Shares of the rungs for this evidence.
    pub fn shares(&self, x: &[f32]) -> [f32; 8] {
        let mut log_odds = self.base;
        for (slope, x) in self.slopes.iter().zip(x).filter(|(_, x)| **x != 0.0) {
            let moved = rungs_of(*slope);
            log_odds = std::array::from_fn(|k| log_odds[k] + x * moved[k]);
        }
        shares(log_odds)
    }
}

fn blurred(level: f32) -> [f32; 8] {
    shares(std::array::from_fn(|k| {
        -((k as f32 - level) / BLUR).powi(2) / 2.0
    }))
}

/// Judges every posting of a corpus. Evidence whose name begins with one of `without` (comma-separated) is left out.
pub fn load(
    rows: &[Row],
    readings: &HashMap<String, Reading>,
    rules: &Rules,
    without: &str,
) -> Vec<Sample> {
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for row in rows {
        *sizes.entry(row.employer()).or_default() += 1;
    }
    let fold = folds(&sizes);
    let left_out = |id: &str| {
        without
            .split(',')
            .any(|w| !w.is_empty() && id.starts_with(w))
    };
    let sample = |row: &Row| {
        let title = row.rung()?;
        let profile = row.judge(rules).profile;
        let mut x = vec![0.0; rules.model.kinds.len()];
        for f in profile
            .features
            .iter()
            .filter(|f| !left_out(&rules.model.kinds[f.kind].id))
        {
            x[f.kind] = f.value;
        }
        let reading = readings.get(&row.id).copied();
        let (a, b) = (blurred(reading.map_or(title, |r| r.level)), blurred(title));
        Some(Sample {
            id: row.id.clone(),
            name: row.title.clone(),
            x,
            target: std::array::from_fn(|k| READING * a[k] + (1.0 - READING) * b[k]),
            weight: 1.0 / (sizes[&row.employer()] as f32).sqrt(),
            title,
            reading,
            fold: fold[&row.employer()],
            abstains: profile.abstains,
        })
    };
    rows.iter().filter_map(sample).collect()
}

/// Employers dealt to the folds, the largest first, each to the lightest fold.
fn folds(sizes: &HashMap<String, usize>) -> HashMap<String, usize> {
    let mut employers: Vec<(&String, &usize)> = sizes.iter().collect();
    employers.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let mut load = [0; FOLDS];
    employers
        .into_iter()
        .map(|(name, size)| {
            let lightest = (0..FOLDS).min_by_key(|f| load[*f]).unwrap_or(0);
            load[lightest] += size;
            (name.clone(), lightest)
        })
        .collect()
}

/// Gradient descent with momentum, slopes kept at the sign of their prior.
pub fn fit(samples: &[&Sample], model: &Model) -> Fitted {
    let priors: Vec<[f32; 3]> = model.kinds.iter().map(|k| k.prior).collect();
    let mut now = Fitted {
        base: [0.0; 8],
        slopes: priors.clone(),
    };
    let (mut base_speed, mut speed) = ([0.0; 8], vec![[0.0; 3]; priors.len()]);
    let total: f32 = samples.iter().map(|s| s.weight).sum();
    let units: [[f32; 8]; 3] =
        std::array::from_fn(|j| rungs_of(std::array::from_fn(|i| if i == j { 1.0 } else { 0.0 })));
    for step in 0..STEPS {
        let rate = 0.12 / (1.0 + step as f32 / 400.0);
        let mut base_slope = now.base.map(|b| PULL_BASE * b);
        let mut slope: Vec<[f32; 3]> = now
            .slopes
            .iter()
            .zip(&priors)
            .map(|(s, p)| std::array::from_fn(|j| PULL * (s[j] - p[j])))
            .collect();
        for sample in samples {
            let p = now.shares(&sample.x);
            let error: [f32; 8] =
                std::array::from_fn(|k| (p[k] - sample.target[k]) * sample.weight / total);
            base_slope = std::array::from_fn(|k| base_slope[k] + error[k]);
            let along: [f32; 3] =
                units.map(|unit| unit.iter().zip(error).map(|(u, e)| u * e).sum());
            for (g, x) in slope.iter_mut().zip(&sample.x).filter(|(_, x)| **x != 0.0) {
                *g = std::array::from_fn(|j| g[j] + x * along[j]);
            }
        }
        for k in 0..8 {
            base_speed[k] = 0.9 * base_speed[k] - rate * base_slope[k];
            now.base[k] += base_speed[k];
        }
        for ((s, v), (g, prior)) in now
            .slopes
            .iter_mut()
            .zip(&mut speed)
            .zip(slope.iter().zip(&priors))
        {
            for j in 0..3 {
                v[j] = 0.9 * v[j] - rate * g[j];
                s[j] += v[j];
                if prior[j] > 0.0 {
                    s[j] = s[j].max(0.0);
                } else if prior[j] < 0.0 {
                    s[j] = s[j].min(0.0);
                }
            }
        }
    }
    now
}

/// Shares of the rungs of every posting, from a fit that has not seen its employer.
pub fn hold_out(samples: &[Sample], model: &Model) -> Vec<[f32; 8]> {
    let mut held = vec![[0.0; 8]; samples.len()];
    for fold in 0..FOLDS {
        let rest: Vec<&Sample> = samples.iter().filter(|s| s.fold != fold).collect();
        let fitted = fit(&rest, model);
        for (sample, held) in samples
            .iter()
            .zip(&mut held)
            .filter(|(s, _)| s.fold == fold)
        {
            *held = fitted.shares(&sample.x);
        }
    }
    held
}

/// Logistic curve through yes and no: log-odds at 0, and per unit. A weak pull to 0 keeps it finite.
pub fn curve(points: &[(f32, bool)]) -> [f32; 2] {
    let mut w = [0.0f32; 2];
    for _ in 0..20_000 {
        let mut g = w.map(|x| x * 0.002);
        for (x, yes) in points {
            let error = 1.0 / (1.0 + (-(w[0] + w[1] * x)).exp()) - f32::from(u8::from(*yes));
            g[0] += error / points.len() as f32;
            g[1] += error * x / points.len() as f32;
        }
        w = std::array::from_fn(|j| w[j] - 0.5 * g[j]);
    }
    w
}
