//! Reports that are written while postings are judged: formats of lines, which need nothing of what comes later.

use super::{Format, Report, by_posting, jsonl, rdjson, statistics};
use crate::verdict::{Decision, FileResult, Summary};
use std::io;

/// A report of which files are written one after the other, or part by part.
#[derive(Debug)]
pub struct Stream {
    format: Format,
    /// Where they are asked for.
    statistics: Option<statistics::Counts>,
}

impl Stream {
    /// A report without any file; `None` where the format cannot be written so.
    pub fn new(format: Format, statistics: bool) -> Option<Stream> {
        format.is_stream().then(|| Stream {
            format,
            statistics: statistics.then(statistics::Counts::default),
        })
    }

    /// Writes what there is of a file; its parts come one after the other.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn file(
        &mut self,
        file: &FileResult,
        decisions: &[Decision],
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        if self.format == Format::Rdjsonl {
            rdjson::write_unreadable(file, out)?;
        }
        for (judged, findings) in by_posting(file, decisions) {
            if let Some(counts) = &mut self.statistics {
                findings.iter().for_each(|shown| counts.add(shown));
            }
            match self.format {
                Format::Rdjsonl => rdjson::write_lines(&findings, out)?,
                _ => jsonl::write(file, judged, &findings, out)?,
            }
        }
        Ok(())
    }

    /// Writes what comes last.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn end(&self, summary: &Summary, out: &mut dyn io::Write) -> io::Result<()> {
        if self.format == Format::Jsonl {
            jsonl::write_end(summary, self.statistics.as_ref(), out)?;
        }
        out.flush()
    }
}

/// The whole run, files sorted by path; what is no posting comes last.
pub(super) fn write(
    report: &Report<'_>,
    format: Format,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut files: Vec<_> = report.files.iter().zip(&report.verdict.decisions).collect();
    let is_other = |file: &FileResult| matches!(&file.outcome, Ok(l) if l.postings.is_empty());
    files.sort_by_key(|(file, _)| (is_other(file), &file.path));
    if let Some(mut stream) = Stream::new(format, report.statistics) {
        for (file, decisions) in files {
            stream.file(file, decisions, out)?;
        }
        stream.end(&report.verdict.summary, out)?;
    }
    Ok(())
}
