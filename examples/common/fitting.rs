//! Fitting of the weights, and predictions for employers that the fit has not seen.
//!
//! The model gives each rung log-odds: a base, and for each kind of evidence (0 to 1) three slopes, for the rungs 0-2,
//! 2-4 and 4-7. Fitting minimises the cross-entropy to a blurred target (mostly the blind reading, partly the title),
//! plus a penalty that holds every slope near its hand-set prior; a slope never changes its sign. Deterministic.

use super::{Reading, Row};
use jdlint::evidence::Profile;
use jdlint::evidence::model::{Confidence, FAR, Model, Step, level, rungs_of, shares, spread};
use jdlint::roles::Rungs;
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
pub const FOLDS: usize = 10;
/// Steps of the descent.
const STEPS: usize = 1500;
/// Newton steps towards a curve of the confidence.
const STEPS_OF_CURVE: usize = 100;
/// Strength of the pull of such a curve to 0, against one posting.
const PULL_OF_CURVE: f64 = 0.05;

/// One posting, as the fit sees it.
#[derive(Clone)]
pub struct Sample {
    pub id: String,
    pub employer: String,
    pub name: String,
    /// Evidence, in the order of the model's kinds.
    pub x: Vec<f32>,
    pub target: [f32; 8],
    pub weight: f32,
    /// Rung of the title.
    pub title: f32,
    /// The rungs that jdlint reads from the title.
    pub rungs: Option<Rungs>,
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

    /// A model with these weights.
    pub fn model(&self, of: &Model, confidence: Confidence) -> Model {
        Model {
            base: self.base,
            slopes: self.slopes.clone(),
            confidence,
            ..of.clone()
        }
    }
}

fn blurred(level: f32) -> [f32; 8] {
    shares(std::array::from_fn(|k| {
        -((k as f32 - level) / BLUR).powi(2) / 2.0
    }))
}

/// Judges every posting of a corpus whose level is known.
pub fn load(rows: &[Row], readings: &HashMap<String, Reading>, rules: &Rules) -> Vec<Sample> {
    let mut sizes: HashMap<String, usize> = HashMap::new();
    for row in rows {
        *sizes.entry(row.employer()).or_default() += 1;
    }
    let fold = folds(&sizes);
    let sample = |row: &Row| {
        let title = row.rung()?;
        let judged = row.judge(rules);
        let profile = judged.profile;
        let mut x = vec![0.0; rules.model.kinds.len()];
        for f in &profile.features {
            x[f.kind] = f.value;
        }
        let reading = readings.get(&row.id).copied();
        let (a, b) = (blurred(reading.map_or(title, |r| r.level)), blurred(title));
        Some(Sample {
            id: row.id.clone(),
            employer: row.employer(),
            name: row.title.clone(),
            x,
            target: std::array::from_fn(|k| READING * a[k] + (1.0 - READING) * b[k]),
            weight: 1.0 / (sizes[&row.employer()] as f32).sqrt(),
            title,
            rungs: judged.title.map(|t| t.rungs),
            reading,
            fold: fold[&row.employer()],
            abstains: profile.abstains,
        })
    };
    rows.iter().filter_map(sample).collect()
}

/// The same postings as if only evidence that `keep` says yes to had been looked for.
pub fn masked(samples: &[Sample], model: &Model, keep: impl Fn(&str) -> bool) -> Vec<Sample> {
    let mask = |s: &Sample| {
        let parts = s.x.iter().zip(&model.kinds);
        Sample {
            x: parts
                .map(|(x, k)| if keep(&k.id) { *x } else { 0.0 })
                .collect(),
            ..s.clone()
        }
    };
    samples.iter().map(mask).collect()
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

/// For each fold a fit that has not seen its employers.
pub fn fit_folds(samples: &[Sample], model: &Model) -> Vec<Fitted> {
    let but = |fold| {
        samples
            .iter()
            .filter(|s| s.fold != fold)
            .collect::<Vec<_>>()
    };
    (0..FOLDS).map(|fold| fit(&but(fold), model)).collect()
}

/// Shares of the rungs of every posting, from a fit that has not seen its employer.
pub fn hold_out(samples: &[Sample], model: &Model) -> Vec<[f32; 8]> {
    let fits = fit_folds(samples, model);
    let share = |s: &Sample| fits[s.fold].shares(&s.x);
    samples.iter().map(share).collect()
}

/// 0 to 1: share of probability [`FAR`] rungs or more beyond a title, on the side where more of it lies.
pub fn beyond(shares: &[f32; 8], title: Rungs) -> f32 {
    let profile = Profile {
        rungs: *shares,
        ..Profile::default()
    };
    let above = profile.share_above(title, FAR);
    above.max(profile.share_below(title, FAR))
}

/// How often verdicts are right, from shares of employers that the fit had not seen. Few postings have a title that the
/// reading puts outside, and among those with enough probability beyond their title more of it did not make a verdict
/// righter: so one share for them and one for the others, each as if one more had been right and one more wrong.
pub fn confidence(samples: &[(&Sample, &[f32; 8])], rules: &Rules) -> Confidence {
    let rule = rules.checks.get("JD101").expect("a rule");
    let (_, from) = rule
        .options()
        .find(|(name, _)| *name == "least-share")
        .expect("an option");
    let mut near = Vec::new();
    let mut counts = [(0, 0); 2];
    for (s, p) in samples.iter().filter(|(s, _)| !s.abstains) {
        let Some(reading) = s.reading else { continue };
        near.push((spread(p), (level(p) - reading.level).abs() <= 1.0));
        if let Some(rungs) = s.rungs {
            let (right, all) = &mut counts[usize::from(beyond(p, rungs) >= from)];
            *right += usize::from(reading.outside(s.title));
            *all += 1;
        }
    }
    let [below, reached] = counts.map(|(right, all)| (right + 1) as f32 / (all + 2) as f32);
    Confidence {
        level: curve(&near),
        title: Step {
            from,
            below,
            reached,
        },
    }
}

/// Logistic curve through yes and no: log-odds at 0, and per unit. Newton's method; a weak pull to 0 keeps it finite.
fn curve(points: &[(f32, bool)]) -> [f32; 2] {
    let mut w = [0.0; 2];
    for _ in 0..STEPS_OF_CURVE {
        let mut slope: [f64; 2] = w.map(|x| PULL_OF_CURVE * x);
        let mut bend = [PULL_OF_CURVE, 0.0, PULL_OF_CURVE];
        for (x, yes) in points {
            let x = f64::from(*x);
            let p = 1.0 / (1.0 + (-(w[0] + w[1] * x)).exp());
            let error = p - f64::from(u8::from(*yes));
            slope = [slope[0] + error, slope[1] + error * x];
            let weight = p * (1.0 - p);
            bend = [
                bend[0] + weight,
                bend[1] + weight * x,
                bend[2] + weight * x * x,
            ];
        }
        let area = bend[0] * bend[2] - bend[1] * bend[1];
        let step = [
            (bend[2] * slope[0] - bend[1] * slope[1]) / area,
            (bend[0] * slope[1] - bend[1] * slope[0]) / area,
        ];
        // a longer step could leap over the minimum where the curve is flat
        w = std::array::from_fn(|j| w[j] - step[j].clamp(-1.0, 1.0));
    }
    w.map(|x| x as f32)
}
