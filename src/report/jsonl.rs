//! `--format jsonl`: the objects of `--format json`, one a line. Every object says its `type`: a `file`
//! (several for a file with several postings), then its `finding`s, the next file, and at the end one `summary`, without which the output is not whole.

use super::json::{self, Tool, Totals};
use super::{Report, serialize};
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

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    for (file, findings) in &sorted {
        for posting in json::postings(file) {
            serialize::line(&Line::File(posting), out)?;
        }
        for shown in findings {
            serialize::line(&Line::Finding(json::finding(shown)), out)?;
        }
    }
    let end = End {
        schema_version: json::VERSION,
        tool: Tool::this(),
        totals: Totals::of(report, &sorted),
    };
    serialize::line(&Line::Summary(end), out)?;
    out.flush()
}
