//! Tables of figures, as Markdown.

use super::held_out::{Case, Verdict};
use crate::common::TITLES;
use crate::common::fitting::{Sample, hold_out, masked};
use crate::common::measure::Against;
pub use crate::common::page::table;
use jdlint::evidence::model::{Model, level};
use jdlint::finding::Family;
use jdlint::rules::Rules;
use std::collections::{BTreeMap, BTreeSet};

/// Two decimals; a dash where there is nothing to divide by.
pub fn two(x: f32) -> String {
    if x.is_finite() {
        format!("{x:.2}")
    } else {
        "–".to_owned()
    }
}

/// The mean; not a number where there is none.
pub fn mean(xs: impl IntoIterator<Item = f32>) -> f32 {
    let xs: Vec<f32> = xs.into_iter().collect();
    if xs.is_empty() {
        f32::NAN
    } else {
        xs.iter().sum::<f32>() / xs.len() as f32
    }
}

/// `3 of 8`.
pub fn of(part: usize, whole: usize) -> String {
    format!("{part} of {whole}")
}

fn share(xs: impl IntoIterator<Item = bool>) -> f32 {
    mean(xs.into_iter().map(|x| f32::from(u8::from(x))))
}

/// The names of the titles on each rung that a corpus has, in the order of the rungs.
fn rungs() -> BTreeMap<u8, String> {
    let mut names: BTreeMap<u8, Vec<&str>> = BTreeMap::new();
    for (_, rung, title) in TITLES {
        names.entry(rung as u8).or_default().push(title);
    }
    let joined = names.into_iter().map(|(k, v)| (k, v.join(", ")));
    joined.collect()
}

/// Whether the blind reading puts the own title outside; `None` without a reading.
pub fn outside(case: &Case) -> Option<bool> {
    case.sample.reading.map(|r| r.outside(case.sample.title))
}

/// Postings, employers and level figures, by rung of the title.
pub fn by_level(cases: &[Case]) -> String {
    let rows = rungs().into_iter().map(|(rung, titles)| {
        let here: Vec<&Case> = cases
            .iter()
            .filter(|c| c.sample.title == f32::from(rung))
            .collect();
        let employers: BTreeSet<&str> = here.iter().map(|c| c.sample.employer.as_str()).collect();
        let judged: Vec<&&Case> = here.iter().filter(|c| !c.own.abstains).collect();
        let off = |c: &&&Case| c.own.level - c.sample.title;
        let against = |c: &&&Case| Some(c.own.level - c.sample.reading?.level);
        vec![
            format!("{rung}: {titles}"),
            here.len().to_string(),
            employers.len().to_string(),
            judged.len().to_string(),
            two(mean(judged.iter().map(|c| off(c).abs()))),
            format!("{:+.2}", mean(judged.iter().map(off))),
            two(mean(judged.iter().filter_map(against).map(f32::abs))),
            format!("{:+.2}", mean(judged.iter().filter_map(against))),
        ]
    });
    let head = [
        "rung and titles",
        "postings",
        "employers",
        "judged",
        "title: mean error",
        "bias",
        "reading: mean error",
        "bias",
    ];
    table(&head, rows)
}

/// Title rung by inferred rung, rounded.
pub fn confusion(cases: &[Case]) -> String {
    let rows = rungs().into_keys().map(|title| {
        let here = cases.iter().filter(|c| c.sample.title == f32::from(title));
        let mut cells = vec![format!("**{title}**")];
        let (unjudged, judged): (Vec<&Case>, Vec<&Case>) = here.partition(|c| c.own.abstains);
        for inferred in 0..=7u8 {
            let count = judged
                .iter()
                .filter(|c| c.own.level.round() as u8 == inferred);
            let count = count.count();
            cells.push(if count == 0 {
                String::new()
            } else {
                count.to_string()
            });
        }
        cells.push(unjudged.len().to_string());
        cells
    });
    let head = [
        "title \\ inferred",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "not judged",
    ];
    table(&head, rows)
}

/// The figures of the table of [`ablation`].
pub fn row(a: &Against) -> Vec<String> {
    let auc = a.auc.map(two).join(" / ");
    let [two_off, three_off] = a.recall.map(two);
    let reading = [a.reading_mae, a.reading_rho].map(two);
    [two(a.mae), two(a.rho), auc, two_off, three_off]
        .into_iter()
        .chain(reading)
        .collect()
}

/// Levels against titles and readings, employers out: with all evidence, and with kinds of it left out.
pub fn ablation(samples: &[Sample], model: &Model) -> String {
    let families: [(&str, &[&str]); 8] = [
        ("years of experience", &["years-"]),
        (
            "people: reports, hiring, reviews, managers",
            &[
                "people",
                "few-reports",
                "managers",
                "contributor",
                "years-of-management",
            ],
        ),
        ("scope of the duties", &["low-scope", "high-scope"]),
        ("reporting line", &["boss-"]),
        (
            "executives, board, profit",
            &["executive", "audience", "profit"],
        ),
        ("entry-level words", &["early"]),
        ("senior words, mentoring", &["senior", "mentor"]),
        ("pay", &["pay-"]),
    ];
    let among = |id: &str, family: &[&str]| {
        // years of managing people are people, not years
        let management = id == "years-of-management";
        family.iter().any(|f| {
            if management {
                *f == id
            } else {
                id.starts_with(f)
            }
        })
    };
    let held = |name: String, samples: &[Sample]| {
        let levels: Vec<f32> = hold_out(samples, model).iter().map(level).collect();
        let mut cells = row(&Against::new(samples, &levels));
        cells.insert(0, name);
        cells
    };
    let mut rows = vec![held("all evidence".to_owned(), samples)];
    for (name, family) in families {
        let left = masked(samples, model, |id| !among(id, family));
        rows.push(held(format!("without {name}"), &left));
    }
    for (name, family) in &families[..3] {
        let left = masked(samples, model, |id| among(id, family));
        rows.push(held(format!("nothing but {name}"), &left));
    }
    let head = [
        "evidence",
        "title: mean error",
        "rank correlation",
        "AUC at 1 / 2 / 3 rungs",
        "found at 5 % flags, 2+",
        "3+",
        "reading: mean error",
        "rank correlation",
    ];
    table(&head, rows)
}

/// How often each rule speaks: on unchanged postings, and where titles are exchanged for one so far away.
pub fn by_rule(cases: &[Case], rules: &Rules) -> String {
    let says = |v: &Verdict, code: &str| v.claims.iter().any(|c| c.code == code);
    let metas = rules.checks.rules.iter();
    let rows = metas
        .filter(|m| matches!(m.family, Family::Scope | Family::Fact))
        .map(|meta| {
            let code = meta.code.as_str();
            let fired: Vec<&Case> = cases.iter().filter(|c| says(&c.own, code)).collect();
            let employers: BTreeSet<&str> =
                fired.iter().map(|c| c.sample.employer.as_str()).collect();
            let loud = fired
                .iter()
                .filter(|c| c.own.claims.iter().any(|x| x.code == code && x.loud));
            let read = fired.iter().filter_map(|c| outside(c));
            let swaps = |wanted: fn(f32) -> bool| {
                let all = cases.iter().flat_map(|c| {
                    c.swapped
                        .iter()
                        .map(move |(to, v)| (to - c.sample.title, v))
                });
                two(share(
                    all.filter(|(by, _)| wanted(by.abs()))
                        .map(|(_, v)| says(v, code)),
                ))
            };
            vec![
                format!("{code} {}", meta.slug),
                fired.len().to_string(),
                employers.len().to_string(),
                loud.count().to_string(),
                read.filter(|x| *x).count().to_string(),
                swaps(|by| by < 1.5),
                swaps(|by| by > 1.5 && by < 2.5),
                swaps(|by| by > 2.5),
            ]
        })
        .collect::<Vec<_>>();
    let head = [
        "rule",
        "unchanged: postings",
        "employers",
        "warnings and errors",
        "title outside the reading",
        "exchanged: 1 rung",
        "2 rungs",
        "3 and more",
    ];
    table(&head, rows)
}

/// Share of exchanged titles with a warning or error, by distance and direction. A body that names the old title itself
/// (JD206) does not count.
pub fn swap_recall(cases: &[Case]) -> String {
    let flagged = |v: &Verdict| v.claims.iter().any(|c| c.loud && c.code != "JD206");
    let cell = |wanted: &dyn Fn(f32) -> bool| {
        let all = cases.iter().flat_map(|c| {
            let by = move |to: f32| to - c.sample.title;
            c.swapped.iter().map(move |(to, v)| (by(*to), v))
        });
        let (hits, n) = all
            .filter(|(by, _)| wanted(*by))
            .fold((0, 0), |(hits, n), (_, v)| {
                (hits + usize::from(flagged(v)), n + 1)
            });
        if n == 0 {
            "–".to_owned()
        } else {
            format!("{} ({n})", two(hits as f32 / n as f32))
        }
    };
    let mut rows: Vec<Vec<String>> = (1..=7u8)
        .map(|far| {
            let far = f32::from(far);
            vec![
                format!("{far}"),
                cell(&|by| by == far),
                cell(&|by| by == -far),
                cell(&|by| by.abs() == far),
            ]
        })
        .collect();
    for least in [2.0, 3.0] {
        rows.push(vec![
            format!("{least} and more"),
            cell(&|by| by >= least),
            cell(&|by| by <= -least),
            cell(&|by| by.abs() >= least),
        ]);
    }
    let head = ["rungs", "to a higher title", "to a lower title", "both"];
    table(&head, rows)
}

/// Bins of a confidence: how many, what was said, what was true; and the expected calibration error.
pub fn reliability(points: &[(f32, bool)], edges: &[f32]) -> (String, f32) {
    let mut rows = Vec::new();
    let mut error = 0.0;
    for pair in edges.windows(2) {
        let here: Vec<&(f32, bool)> = points
            .iter()
            .filter(|(said, _)| *said >= pair[0] && *said < pair[1])
            .collect();
        if here.is_empty() {
            continue;
        }
        let said = mean(here.iter().map(|(x, _)| *x));
        let right = here.iter().filter(|(_, yes)| *yes).count();
        let held = right as f32 / here.len() as f32;
        error += (said - held).abs() * here.len() as f32 / points.len() as f32;
        rows.push(vec![
            format!("{:.2} to {:.2}", pair[0], pair[1].min(1.0)),
            here.len().to_string(),
            two(said),
            format!("{} ({right})", two(held)),
        ]);
    }
    (
        table(&["confidence", "postings", "said", "held"], rows),
        error,
    )
}

/// What was said of the level, and whether it was within a rung of the reading.
pub fn level_points(cases: &[Case]) -> Vec<(f32, bool)> {
    let judged = cases.iter().filter(|c| !c.own.abstains);
    judged
        .filter_map(|c| {
            let reading = c.sample.reading?;
            Some((c.own.confidence, (c.own.level - reading.level).abs() <= 1.0))
        })
        .collect()
}

/// What a verdict on each own title would say, and whether the reading puts it outside.
pub fn title_points(cases: &[Case]) -> Vec<(f32, bool)> {
    let judged = cases.iter().filter(|c| !c.own.abstains);
    judged
        .filter_map(|c| Some((c.own.sure, outside(c)?)))
        .collect()
}

/// The same for the verdicts that were given: findings of JD101 and JD102.
pub fn finding_points(cases: &[Case]) -> Vec<(f32, bool)> {
    let each = cases.iter().flat_map(|c| {
        let found = c
            .own
            .claims
            .iter()
            .filter(|x| x.code == "JD101" || x.code == "JD102");
        found.filter_map(move |x| Some((x.confidence, outside(c)?)))
    });
    each.collect()
}

/// Warnings and errors of scope rules against the reading: right, given, titles outside that were found, titles outside.
pub fn scope_against_reading(cases: &[Case]) -> [usize; 4] {
    let mut out = [0; 4];
    for case in cases {
        let Some(wrong) = outside(case) else { continue };
        let given = case
            .own
            .claims
            .iter()
            .any(|c| c.family == Family::Scope && c.loud);
        for (n, yes) in out
            .iter_mut()
            .zip([given && wrong, given, given && wrong, wrong])
        {
            *n += usize::from(yes);
        }
    }
    out
}
