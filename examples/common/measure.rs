//! Figures: levels against titles and against the blind reading.

use super::fitting::Sample;
use super::{TITLES, mae, spearman};
use std::fmt;

/// How levels stand against titles and readings.
pub struct Against {
    pub mae: f32,
    pub rho: f32,
    /// AUC of the distance between level and title, own title against one that is 1, 2, 3 rungs away.
    pub auc: [f32; 3],
    /// Share of swapped titles at 2 or more, 3 or more rungs beyond the distance that 5 % of the own titles exceed.
    pub recall: [f32; 2],
    pub reading_mae: f32,
    pub reading_rho: f32,
}

impl Against {
    pub fn new(samples: &[Sample], levels: &[f32]) -> Self {
        let titles: Vec<f32> = samples.iter().map(|s| s.title).collect();
        let own: Vec<f32> = titles
            .iter()
            .zip(levels)
            .map(|(t, l)| (t - l).abs())
            .collect();
        let (readings, read): (Vec<f32>, Vec<f32>) = samples
            .iter()
            .zip(levels)
            .filter_map(|(s, l)| Some((s.reading?.level, *l)))
            .unzip();
        let mut sorted = own.clone();
        sorted.sort_by(f32::total_cmp);
        let threshold =
            sorted[(sorted.len() - 1).min((0.95 * sorted.len() as f32).ceil() as usize)];
        let swapped = |wanted: &dyn Fn(f32) -> bool| -> Vec<f32> {
            let pairs = titles.iter().zip(levels);
            pairs
                .flat_map(|(t, l)| {
                    TITLES
                        .into_iter()
                        .map(|(_, to, _)| to)
                        .filter(|to| wanted((to - t).abs()))
                        .map(|to| (l - to).abs())
                        .collect::<Vec<_>>()
                })
                .collect()
        };
        let beyond =
            |d: Vec<f32>| d.iter().filter(|d| **d > threshold).count() as f32 / d.len() as f32;
        Against {
            mae: mae(levels, &titles),
            rho: spearman(levels, &titles),
            auc: [1.0, 2.0, 3.0].map(|k| auc(&own, &swapped(&|d| (d - k).abs() < 0.1))),
            recall: [
                beyond(swapped(&|d| d >= 2.0)),
                beyond(swapped(&|d| d >= 3.0)),
            ],
            reading_mae: mae(&read, &readings),
            reading_rho: spearman(&read, &readings),
        }
    }
}

fn auc(negative: &[f32], positive: &[f32]) -> f32 {
    let all: Vec<f32> = negative.iter().chain(positive).copied().collect();
    let ranks = super::ranks(&all);
    let n = positive.len() as f32;
    let sum: f32 = ranks[negative.len()..].iter().sum::<f32>() + n;
    (sum - n * (n + 1.0) / 2.0) / (n * negative.len() as f32)
}

impl fmt::Display for Against {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c] = self.auc;
        write!(
            f,
            "title MAE {:.3} rho {:.3} AUC {a:.2} {b:.2} {c:.2} | recall at 5 % 2+ {:.3} 3+ {:.3} | reading MAE {:.3} rho {:.3}",
            self.mae, self.rho, self.recall[0], self.recall[1], self.reading_mae, self.reading_rho
        )
    }
}
