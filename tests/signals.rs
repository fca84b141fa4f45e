//! Signals against a labelled set of written statements (`tests/data/statements.jsonl`, guide beside it).

use jdlint::evidence::{Signal, weigh};
use jdlint::posting::{Posting, SectionKind, Statement, Subject};
use jdlint::roles::Rungs;
use jdlint::rules::Rules;
use jdlint::span::Span;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

#[derive(Deserialize)]
struct Labelled {
    id: String,
    text: String,
    section: SectionKind,
    dimension: String,
    rungs: Option<Rungs>,
}

/// Least macro F1 over the dimensions, none included. A floor, raised when the cues get better; never lowered.
const MACRO_F1: f64 = 0.40;
/// Most mean distance, in rungs, between the middle of the labelled interval and that of the signal.
const RUNG_ERROR: f64 = 1.0;

fn signal(row: &Labelled, rules: &Rules) -> Option<Signal> {
    let lexed = rules.lexicon.lex(&row.text);
    let company = row.section == SectionKind::About;
    let statement = Statement {
        span: Span::new(0, row.text.len()),
        section: row.section,
        subject: if company {
            Subject::Company
        } else {
            Subject::Person
        },
        bullet: true,
    };
    let posting = Posting {
        statements: vec![statement],
        ..Posting::default()
    };
    weigh(&lexed, &posting, rules).signals.into_iter().next()
}

#[derive(Default)]
struct Counts {
    hit: usize,
    labelled: usize,
    said: usize,
}

impl Counts {
    fn f1(&self) -> f64 {
        if self.labelled + self.said == 0 {
            0.0
        } else {
            2.0 * self.hit as f64 / (self.labelled + self.said) as f64
        }
    }
}

#[test]
fn signals_agree_with_the_labelled_statements() {
    let rules = Rules::builtin().unwrap();
    let rows: Vec<Labelled> = include_str!("data/statements.jsonl")
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    assert!(rows.len() >= 600);
    let mut by_dimension: BTreeMap<String, Counts> = BTreeMap::new();
    let (mut error, mut compared) = (0.0, 0);
    let mut wrong = String::new();
    for row in &rows {
        let signal = signal(row, rules);
        let said = signal.as_ref().map_or("none".to_owned(), |s| {
            serde_json::to_value(s.dimension)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        });
        by_dimension
            .entry(row.dimension.clone())
            .or_default()
            .labelled += 1;
        by_dimension.entry(said.clone()).or_default().said += 1;
        if said == row.dimension {
            by_dimension.entry(said.clone()).or_default().hit += 1;
        } else {
            let cue = signal.as_ref().map_or("-", |s| s.cue.as_str());
            writeln!(
                wrong,
                "{} {} -> {said} [{cue}]: {}",
                row.id, row.dimension, row.text
            )
            .unwrap();
        }
        if let (Some(signal), Some(rungs)) = (&signal, row.rungs) {
            error += f64::from((signal.rungs.middle() - rungs.middle()).abs());
            compared += 1;
        }
    }
    let macro_f1 = by_dimension.values().map(Counts::f1).sum::<f64>() / by_dimension.len() as f64;
    let rung_error = error / f64::from(compared);
    let mut report =
        String::from("| dimension | labelled | found | F1 |\n| --- | --- | --- | --- |\n");
    for (name, c) in &by_dimension {
        writeln!(
            report,
            "| {name} | {} | {} | {:.2} |",
            c.labelled,
            c.said,
            c.f1()
        )
        .unwrap();
    }
    writeln!(
        report,
        "\nmacro F1 {macro_f1:.3}, rung error {rung_error:.2} over {compared} statements"
    )
    .unwrap();
    println!("{report}");
    if std::env::var_os("JDLINT_SHOW").is_some() {
        println!("{wrong}");
    }
    assert!(macro_f1 >= MACRO_F1, "{report}");
    assert!(rung_error <= RUNG_ERROR, "{report}");
}
