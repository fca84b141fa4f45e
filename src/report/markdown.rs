//! `--format markdown`: a summary for a page that renders Markdown, such as the job summary of GitHub Actions.

use super::{Report, Shown, escape, statistics, summary, worst_first};
use std::io;

/// Findings in the table; the others are counted. A job summary holds a megabyte at most.
const MOST_ROWS: usize = 50;
/// Code points of a cell that are shown.
const LONGEST_CELL: usize = 300;

pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let sorted = report.sorted();
    writeln!(out, "## jdlint\n")?;
    for (i, line) in summary::lines(&report.verdict.summary).iter().enumerate() {
        match i {
            0 => writeln!(out, "**{line}**")?,
            _ => writeln!(out, "\n{line}")?,
        }
    }
    let unreadable = |group: &&super::Group<'_>| group.0.outcome.is_err();
    let broken: Vec<_> = sorted.iter().filter(unreadable).collect();
    if !broken.is_empty() {
        writeln!(out, "\n| Not read | Reason |\n| --- | --- |")?;
        for (file, _) in broken.iter().take(MOST_ROWS) {
            let reason = file.outcome.as_ref().err().map_or("", String::as_str);
            writeln!(out, "| {} | {} |", cell(&file.path), cell(reason))?;
        }
        more(broken.len(), out)?;
    }
    let findings = worst_first(&sorted);
    if !findings.is_empty() {
        writeln!(
            out,
            "\n| Severity | Rule | Place | Message |\n| --- | --- | --- | --- |"
        )?;
        for shown in findings.iter().take(MOST_ROWS) {
            row(shown, out)?;
        }
        more(findings.len(), out)?;
    }
    if report.statistics {
        let counts = statistics::Counts::of(&sorted);
        writeln!(
            out,
            "\n| Rule | Severity | Findings | Files |\n| --- | --- | --: | --: |"
        )?;
        for row in counts.rows() {
            writeln!(
                out,
                "| {} {} | {} | {} | {} |",
                cell(&row.code),
                cell(&row.rule),
                row.severity.as_str(),
                row.count,
                row.files
            )?;
        }
    }
    out.flush()
}

fn row(shown: &Shown<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let finding = shown.finding;
    writeln!(
        out,
        "| {} | {} {} | {}{}{} | {} |",
        shown.severity.as_str(),
        cell(&finding.code),
        cell(&finding.rule),
        cell(shown.path),
        shown.place(),
        cell(&shown.posting()),
        cell(&finding.message)
    )
}

fn more(all: usize, out: &mut dyn io::Write) -> io::Result<()> {
    match all.saturating_sub(MOST_ROWS) {
        0 => Ok(()),
        rest => writeln!(out, "\nand {rest} more"),
    }
}

/// One line of plain text, not endless.
fn cell(text: &str) -> String {
    plain(&escape::clipped(text, LONGEST_CELL))
}

/// Text without meaning in Markdown: every character that could begin a tag, a link, an image, emphasis, code, a
/// formula or the next cell is a character reference. References are read after the structure, but before GitHub looks
/// for mentions and issue numbers, so these get a space of no width behind their sign; addresses lack their colon and
/// dots.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '@' | '#' => out.push_str(&format!("&#{};&#8203;", u32::from(c))),
            '.' | ':' | '<' | '>' | '&' | '|' | '[' | ']' | '`' | '*' | '_' | '~' | '\\' | '$'
            | '^' | '{' | '}' | '!' => {
                out.push_str(&format!("&#{};", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}
