//! `--format jsonl`: the objects of `--format json`, one a line. Every object says its `type`: a `file` for each posting, then
//! the `finding`s of that posting, the next posting, and at the end one `summary`, without which the output is not whole.

use super::json::{self, Tool, Totals};
use super::statistics::Counts;
use super::{Shown, serialize};
use crate::lint::Judged;
use crate::verdict::{FileResult, Summary};
use serde::Serialize;
use std::io;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    File(json::File<'a>),
    Finding(json::Finding<'a>),
    Summary(End<'a>),
}

#[derive(Serialize)]
struct End<'a> {
    schema_version: u32,
    tool: Tool,
    #[serde(flatten)]
    totals: Totals<'a>,
}

/// A posting, and what was found in it.
pub(super) fn write(
    file: &FileResult,
    judged: Option<&Judged>,
    findings: &[Shown<'_>],
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if let (Some(judged), Ok(linted)) = (judged, &file.outcome) {
        let posting = json::posting(&file.path, &linted.source, judged);
        serialize::line(&Line::File(posting), out)?;
    }
    for shown in findings {
        serialize::line(&Line::Finding(json::finding(shown)), out)?;
    }
    Ok(())
}

pub(super) fn write_end(
    summary: &Summary,
    statistics: Option<&Counts>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let end = End {
        schema_version: json::VERSION,
        tool: Tool::this(),
        totals: Totals::of(summary, statistics),
    };
    serialize::line(&Line::Summary(end), out)
}
