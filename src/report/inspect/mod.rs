//! `inspect`: everything jdlint understood of a posting, so that a surprising finding can be explained.

mod draw;
mod json;
mod text;

use super::Terminal;
use super::inert::Inert;
use crate::lint::Judged;
use crate::posting::{FactKind, Subject, TitleOrigin, YearsOf};
use crate::report::words::rungs;
use crate::roles::{Boss, Catalogue};
use crate::source::Source;
use crate::span::Span;
use crate::verdict::FileResult;
use std::io;
use std::sync::Arc;

/// A file, and the roles and rungs that hold for it.
#[derive(Debug, Clone)]
pub struct Understood {
    /// The file.
    pub file: FileResult,
    /// What names its roles and rungs.
    pub roles: Arc<Catalogue>,
}

/// Writes what was understood of every posting of `files`, for a person at a terminal.
///
/// # Errors
/// Those of `out`.
pub fn write_text(
    files: &[Understood],
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    text::write(files, terminal, &mut Inert::new(out))
}

/// Writes the same as JSON: an object with `schema_version`, `tool` and `postings`. Offsets, lines and columns are
/// as in `--format json`.
///
/// # Errors
/// Those of `out`.
pub fn write_json(files: &[Understood], out: &mut dyn io::Write) -> io::Result<()> {
    json::write(files.iter().map(|understood| &understood.file), out)
}

/// Line (from 1) on which a stretch of visible text starts, and the one on which it ends.
fn lines_of(source: &Source, judged: &Judged, span: Span) -> (usize, usize) {
    let span = judged.document.source_span(span);
    let start = source.position(span.start).line;
    let end = source.position(span.end.max(span.start)).line;
    (start, end.max(start))
}

fn origin(origin: TitleOrigin) -> &'static str {
    match origin {
        TitleOrigin::FrontMatter => "front matter",
        TitleOrigin::Heading => "heading",
        TitleOrigin::Label => "labelled line",
        TitleOrigin::Bold => "bold line",
        TitleOrigin::FirstLine => "first line",
        TitleOrigin::FileName => "file name",
        TitleOrigin::Text => "the text",
    }
}

fn subject(subject: Subject) -> &'static str {
    match subject {
        Subject::Person => "person",
        Subject::Company => "company",
        Subject::Other => "other",
    }
}

/// Name of a kind of fact for programs, and the fact in words.
fn fact(kind: &FactKind) -> (&'static str, String) {
    match kind {
        FactKind::Years {
            min,
            max,
            of,
            preferred,
        } => {
            let years = match max {
                Some(max) if *min <= 0.0 => format!("up to {max}"),
                Some(max) if max > min => format!("{min} to {max}"),
                Some(max) => format!("{max}"),
                None => format!("{min} or more"),
            };
            let of = match of {
                YearsOf::Experience => "of experience",
                YearsOf::Management => "of managing people",
            };
            let verb = if *preferred { "prefers" } else { "asks for" };
            ("years", format!("{verb} {years} years {of}"))
        }
        FactKind::ManagesPeople { count, managers } => {
            let who = if *managers { "managers" } else { "people" };
            let says = match count {
                Some((from, to)) if from == to => format!("manages {from} {who}"),
                Some((from, to)) => format!("manages {from} to {to} {who}"),
                None => format!("manages {who}"),
            };
            ("manages-people", says)
        }
        FactKind::ManagedPeople { managers } => {
            let who = if *managers { "managers" } else { "people" };
            let says = format!("asks for experience in managing {who}");
            ("managed-people", says)
        }
        FactKind::ManagesNobody => ("manages-nobody", "manages nobody".into()),
        FactKind::Mentors => ("mentors", "mentors colleagues".into()),
        FactKind::ReportsTo(boss) => ("reports-to", format!("reports to {}", boss_name(boss))),
        FactKind::OwnTitle(title) => ("own-title", format!("calls the position \"{title}\"")),
        FactKind::ExecutiveSeat => ("executive-seat", "sits on the executive team".into()),
        FactKind::Board => ("board", "answers to the board".into()),
        FactKind::EntryLevel => ("entry-level", "calls itself entry level".into()),
        FactKind::FirstHire => ("first-hire", "is the first product hire".into()),
        FactKind::SmallCompany => ("small-company", "speaks of a small company".into()),
        FactKind::Pay { from, to } => ("pay", format!("pays {from} to {to} US dollars a year")),
        FactKind::SeveralLevels => ("several-levels", "describes several levels at once".into()),
    }
}

fn boss_name(boss: &Boss) -> String {
    if boss.top {
        format!("{} (the top)", boss.text)
    } else {
        format!("{} ({})", boss.text, rungs(boss.rungs))
    }
}
