//! `--format human`: every finding with the lines of the posting that it speaks of.

use super::statistics::{self, Counts};
use super::wrap::hanging;
use super::{Excerpt, Group, Shown, Terminal, escape, paint, summary};
use crate::finding::{Label, Severity};
use crate::span::SourceSpan;
use crate::verdict::Summary;
use codespan_reporting::diagnostic::{Diagnostic, Severity as ViewSeverity};
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::WriteColor;
use codespan_reporting::term::{Config, Styles, emit_to_write_style};
use std::io;

/// Labels shown in one finding; the others are counted.
const MOST_LABELS: usize = 16;
/// Code points of a message, note or label that are shown.
pub(super) const LONGEST_TEXT: usize = 1_000;
/// Code points of a label's message that are shown.
const LONGEST_LABEL: usize = 120;

pub(super) fn write_file(
    (file, findings): &Group<'_>,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    if let Err(error) = &file.outcome {
        paint::with_color(out, terminal.color, |out| {
            unreadable(&file.path, error, out)
        })?;
    }
    let styles = paint::styles();
    let mut rendered = Vec::new();
    for shown in findings {
        rendered.clear();
        paint::with_color(&mut rendered, terminal.color, |out| {
            finding(shown, terminal.width, &styles, out)
        })?;
        if shown.source.layout().is_some() {
            name_paragraph(shown, &mut rendered);
        }
        // codespan pads some lines with spaces
        for (i, line) in rendered.split_inclusive(|b| *b == b'\n').enumerate() {
            out.write_all(line.trim_ascii_end())?;
            // the second line says where the finding stands
            if i == 1 {
                out.write_all(shown.posting().as_bytes())?;
            }
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

pub(super) fn write_end(
    summary: &Summary,
    counts: Option<&Counts>,
    terminal: Terminal,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    paint::with_color(out, terminal.color, |out| {
        let lines = counts.map(statistics::lines).unwrap_or_default();
        lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        if !lines.is_empty() {
            writeln!(out)?;
        }
        for (i, line) in summary::lines(summary).iter().enumerate() {
            match i {
                0 => paint::write(out, &paint::strong(), line)?,
                _ => out.write_all(hanging("  ", line, terminal.width).as_bytes())?,
            }
            writeln!(out)?;
        }
        Ok(())
    })
}

/// Puts the paragraph into the place of the line and column that codespan shows.
fn name_paragraph(shown: &Shown<'_>, rendered: &mut Vec<u8>) {
    let (path, at) = (escape::name(shown.path), shown.position());
    let numbers = format!("{path}:{}:{}", at.line, at.column);
    let text = String::from_utf8_lossy(rendered);
    *rendered = text
        .replacen(&numbers, &format!("{path}{}", shown.place()), 1)
        .into_bytes();
}

fn unreadable(path: &str, error: &str, out: &mut dyn WriteColor) -> io::Result<()> {
    paint::write(out, &paint::severity(Severity::Error), "error")?;
    let text = format!(
        ": {}: {}",
        escape::name(path),
        escape::clipped(error, LONGEST_TEXT)
    );
    paint::write(out, &paint::strong(), &text)?;
    write!(out, "\n\n")
}

fn finding(
    shown: &Shown<'_>,
    width: usize,
    styles: &Styles,
    out: &mut dyn WriteColor,
) -> io::Result<()> {
    let finding = shown.finding;
    let nowhere;
    let mut labels = finding.labels.as_slice();
    if labels.is_empty() {
        nowhere = [Label {
            primary: true,
            span: SourceSpan::default(),
            message: String::new(),
        }];
        labels = &nowhere;
    }
    let clipped: Vec<_> = labels
        .iter()
        .take(MOST_LABELS)
        .map(|label| Label {
            message: escape::clipped(&label.message, LONGEST_LABEL).into_owned(),
            ..label.clone()
        })
        .collect();
    let path = escape::name(shown.path);
    let (excerpt, view_labels) = Excerpt::new(shown.source, shown.escaped, &path, &clipped, width);

    // notes stand right of "NN = "
    let room = width.saturating_sub(excerpt.last_number().to_string().len() + 3);
    let text = |lead: &str, text: &str| hanging(lead, &escape::clipped(text, LONGEST_TEXT), room);
    let mut notes: Vec<_> = finding.notes.iter().map(|n| text("note: ", n)).collect();
    let more = labels.len() - clipped.len();
    if more > 0 {
        notes.insert(0, text("note: ", &format!("and {more} more like these")));
    }
    notes.extend(finding.help.iter().map(|h| text("help: ", h)));

    let (severity, header) = (
        shown.severity,
        format!(
            "{}[{}]",
            shown.severity.as_str(),
            escape::name(&finding.code)
        ),
    );
    let diagnostic = Diagnostic::new(view_severity(severity))
        .with_message(escape::clipped(&finding.message, LONGEST_TEXT))
        .with_labels(view_labels)
        .with_notes(notes);
    let mut painter = paint::Painter::new(out, styles, &header);
    emit_to_write_style(&mut painter, &Config::default(), &excerpt, &diagnostic).map_err(|error| {
        match error {
            Error::Io(error) => error,
            other => io::Error::other(other.to_string()),
        }
    })
}

fn view_severity(severity: Severity) -> ViewSeverity {
    match severity {
        Severity::Error => ViewSeverity::Error,
        Severity::Warning => ViewSeverity::Warning,
        Severity::Info => ViewSeverity::Note,
    }
}
