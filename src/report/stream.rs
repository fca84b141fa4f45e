//! Reports that are written while postings are judged: formats that need nothing of what comes later.

use super::inert::Inert;
use super::{
    Format, Report, Terminal, by_place, by_posting, concise, human, jsonl, rdjson, statistics,
};
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
        terminal: Terminal,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        if let Some(counts) = &mut self.statistics {
            let shown = by_place(file, decisions);
            shown.iter().for_each(|shown| counts.add(shown));
        }
        match self.format {
            Format::Human | Format::Concise => {
                let group = (file, by_place(file, decisions));
                let mut out = Inert::new(out);
                match self.format {
                    Format::Human => human::write_file(&group, terminal, &mut out),
                    _ => concise::write_file(&group, terminal, &mut out),
                }
            }
            Format::Rdjsonl => {
                rdjson::write_unreadable(file, out)?;
                let mut postings = by_posting(file, decisions).into_iter();
                postings.try_for_each(|(_, findings)| rdjson::write_lines(&findings, out))
            }
            _ => {
                let mut postings = by_posting(file, decisions).into_iter();
                postings.try_for_each(|(j, findings)| jsonl::write(file, j, &findings, out))
            }
        }
    }

    /// Writes what comes last.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn end(
        &self,
        summary: &Summary,
        terminal: Terminal,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let counts = self.statistics.as_ref();
        match self.format {
            Format::Human => {
                human::write_end(summary, counts, terminal, &mut Inert::new(out))?;
            }
            Format::Concise => concise::write_end(summary, counts, &mut Inert::new(out))?,
            Format::Jsonl => jsonl::write_end(summary, counts, out)?,
            _ => {}
        }
        out.flush()
    }
}

/// The whole run, files sorted by path; what is no posting comes last.
pub(super) fn write(
    report: &Report<'_>,
    format: Format,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let mut files: Vec<_> = report.files.iter().zip(&report.verdict.decisions).collect();
    let is_other = |file: &FileResult| matches!(&file.outcome, Ok(l) if l.postings.is_empty());
    files.sort_by_key(|(file, _)| (is_other(file), &file.path));
    if let Some(mut stream) = Stream::new(format, report.statistics) {
        for (file, decisions) in files {
            stream.file(file, decisions, terminal, out)?;
        }
        stream.end(&report.verdict.summary, terminal, out)?;
    }
    Ok(())
}
