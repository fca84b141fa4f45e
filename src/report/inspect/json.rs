//! `inspect --format json`.

use super::{fact, lines_of, origin, subject};
use crate::evidence::{Signal, Vote};
use crate::lint::Judged;
use crate::parse::Address;
use crate::report::json::{Inferred, Role, Tool, round};
use crate::report::serialize;
use crate::report::words::name_of;
use crate::roles::Rungs;
use crate::source::Source;
use crate::span::Span;
use crate::verdict::{FileResult, abstains};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Version of the output.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Output<'a> {
    schema_version: u32,
    tool: Tool,
    postings: Vec<Posting<'a>>,
}

#[derive(Serialize)]
struct Posting<'a> {
    path: &'a str,
    titles: Vec<Title<'a>>,
    role: Option<Role<'a>>,
    sections: Vec<Section<'a>>,
    statements: Vec<Statement<'a>>,
    facts: Vec<Fact<'a>>,
    profile: Profile<'a>,
    /// Where the source can hold several.
    #[serde(skip_serializing_if = "Option::is_none")]
    posting: Option<&'a Address>,
}

/// A stretch of the file and its words.
#[derive(Serialize)]
struct Place<'a> {
    start: usize,
    end: usize,
    line: usize,
    text: &'a str,
}

#[derive(Serialize)]
struct Title<'a> {
    text: &'a str,
    origin: &'static str,
    place: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    kind: String,
    by_heading: bool,
    heading: Option<Place<'a>>,
    line: usize,
    end_line: usize,
}

#[derive(Serialize)]
struct Statement<'a> {
    section: String,
    subject: &'static str,
    bullet: bool,
    place: Place<'a>,
    signals: Vec<Evidence<'a>>,
}

#[derive(Serialize)]
struct Evidence<'a> {
    dimension: String,
    rungs: Rungs,
    strength: f64,
    duty: bool,
    cue: &'a str,
    says: &'a str,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Fact<'a> {
    kind: &'static str,
    says: String,
    place: Place<'a>,
}

#[derive(Serialize)]
struct Profile<'a> {
    abstains: bool,
    /// What the profile would say, also where jdlint abstains.
    inferred: Option<Inferred>,
    statements: usize,
    recognized: usize,
    /// Share of each rung, 0 to 7.
    rungs: [f64; 8],
    /// Share by name of the dimension.
    dimensions: BTreeMap<String, f64>,
    votes: Vec<Ballot<'a>>,
}

#[derive(Serialize)]
struct Ballot<'a> {
    evidence: &'a str,
    says: &'a str,
    /// Log-odds for each rung, 0 to 7.
    rungs: [f64; 8],
    places: Vec<Place<'a>>,
}

pub(super) fn write<'a>(
    files: impl Iterator<Item = &'a FileResult>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut sorted: Vec<_> = files.collect();
    sorted.sort_by_key(|file| &file.path);
    let mut postings = Vec::new();
    for file in sorted {
        if let Ok(linted) = &file.outcome {
            let source = &linted.source;
            postings.extend(
                linted
                    .postings
                    .iter()
                    .map(|p| posting(&file.path, source, p)),
            );
        }
    }
    let output = Output {
        schema_version: VERSION,
        tool: Tool::this(),
        postings,
    };
    serialize::pretty(&output, out)
}

fn posting<'a>(path: &'a str, source: &Source, judged: &'a Judged) -> Posting<'a> {
    let at = |span: Span| place(source, judged, span);
    let posting = &judged.posting;
    let mut by_statement: BTreeMap<usize, Vec<&'a Signal>> = BTreeMap::new();
    for signal in &judged.profile.signals {
        by_statement
            .entry(signal.statement)
            .or_default()
            .push(signal);
    }
    Posting {
        path,
        titles: posting
            .titles
            .iter()
            .map(|title| Title {
                text: &title.text,
                origin: origin(title.origin),
                place: title.span.map(at),
            })
            .collect(),
        role: judged.title.as_ref().map(Role::of),
        sections: posting
            .sections
            .iter()
            .map(|section| {
                let (line, end_line) = lines_of(source, judged, section.span);
                Section {
                    kind: name_of(&section.kind),
                    by_heading: section.by_heading,
                    heading: section.heading.map(at),
                    line,
                    end_line,
                }
            })
            .collect(),
        statements: posting
            .statements
            .iter()
            .enumerate()
            .map(|(i, statement)| Statement {
                section: name_of(&statement.section),
                subject: subject(statement.subject),
                bullet: statement.bullet,
                place: at(statement.span),
                signals: by_statement
                    .get(&i)
                    .into_iter()
                    .flatten()
                    .map(|signal| Evidence {
                        dimension: name_of(&signal.dimension),
                        rungs: signal.rungs,
                        strength: round(signal.strength),
                        duty: signal.duty,
                        cue: &signal.cue.id,
                        says: &signal.cue.says,
                        place: at(signal.span),
                    })
                    .collect(),
            })
            .collect(),
        facts: posting
            .facts
            .iter()
            .map(|f| {
                let (kind, says) = fact(&f.kind);
                Fact {
                    kind,
                    says,
                    place: at(f.span),
                }
            })
            .collect(),
        profile: Profile {
            abstains: abstains(judged),
            inferred: Inferred::of(&judged.profile),
            statements: judged.profile.statements,
            recognized: judged.profile.recognized,
            rungs: judged.profile.rungs.map(round),
            dimensions: judged
                .profile
                .dimensions
                .iter()
                .map(|(dimension, share)| (name_of(dimension), round(*share)))
                .collect(),
            votes: judged.profile.votes.iter().map(|v| ballot(v, at)).collect(),
        },
        posting: judged.document.address.as_ref(),
    }
}

fn ballot<'a>(vote: &'a Vote, at: impl Fn(Span) -> Place<'a>) -> Ballot<'a> {
    Ballot {
        evidence: &vote.evidence,
        says: &vote.says,
        rungs: vote.rungs.map(round),
        places: vote.spans.iter().map(|s| at(*s)).collect(),
    }
}

fn place<'a>(source: &Source, judged: &'a Judged, span: Span) -> Place<'a> {
    let bytes = judged.document.source_span(span);
    Place {
        start: source.file_offset(bytes.start),
        end: source.file_offset(bytes.end),
        line: source.position(bytes.start).line,
        text: span.of(&judged.document.text),
    }
}
