//! Colours, and the bridge from `codespan-reporting` to a writer that may know colours.

use crate::finding::Severity;
use codespan_reporting::diagnostic::{LabelStyle, Severity as ViewSeverity};
use codespan_reporting::term::termcolor::{Ansi, Color, ColorSpec, NoColor, WriteColor};
use codespan_reporting::term::{Styles, WriteStyle};
use std::io;

/// Runs `write` with a writer that emits ANSI colours, or drops them.
pub fn with_color<T>(
    out: &mut dyn io::Write,
    color: bool,
    write: impl FnOnce(&mut dyn WriteColor) -> T,
) -> T {
    if color {
        write(&mut Ansi::new(out))
    } else {
        write(&mut NoColor::new(out))
    }
}

/// The colour of a severity, for headers.
pub fn severity(severity: Severity) -> ColorSpec {
    bold(match severity {
        Severity::Error => Color::Red,
        Severity::Warning => Color::Yellow,
        Severity::Info => Color::Cyan,
    })
}

/// Bold in the terminal's own colour, for titles.
pub fn strong() -> ColorSpec {
    let mut spec = ColorSpec::new();
    spec.set_bold(true);
    spec
}

/// For what stands beside the point.
pub fn faint() -> ColorSpec {
    let mut spec = ColorSpec::new();
    spec.set_dimmed(true);
    spec
}

/// For bars and marks.
pub fn accent() -> ColorSpec {
    bold(Color::Blue)
}

fn bold(color: Color) -> ColorSpec {
    let mut spec = ColorSpec::new();
    spec.set_fg(Some(color)).set_bold(true).set_intense(true);
    spec
}

/// Writes `text` in a colour.
pub fn write(out: &mut dyn WriteColor, spec: &ColorSpec, text: &str) -> io::Result<()> {
    out.set_color(spec)?;
    out.write_all(text.as_bytes())?;
    out.reset()
}

/// Takes what `codespan-reporting` renders. Its word for the severity ("note") is replaced by jdlint's own, with
/// the code: `info[JD105]`.
pub struct Painter<'a> {
    out: &'a mut dyn WriteColor,
    styles: &'a Styles,
    header: &'a str,
    /// While codespan writes its own word and code.
    muted: bool,
}

impl<'a> Painter<'a> {
    /// A painter that starts a diagnostic with `header`.
    pub fn new(out: &'a mut dyn WriteColor, styles: &'a Styles, header: &'a str) -> Self {
        Painter {
            out,
            styles,
            header,
            muted: false,
        }
    }
}

/// The colours of diagnostics.
pub fn styles() -> Styles {
    let (error, warning, info) = (
        severity(Severity::Error),
        severity(Severity::Warning),
        severity(Severity::Info),
    );
    Styles {
        header_error: error.clone(),
        header_warning: warning.clone(),
        header_note: info.clone(),
        header_message: strong(),
        primary_label_error: error,
        primary_label_warning: warning,
        primary_label_note: info,
        secondary_label: accent(),
        line_number: accent(),
        source_border: accent(),
        note_bullet: accent(),
        ..Styles::default()
    }
}

impl io::Write for Painter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.muted {
            Ok(bytes.len())
        } else {
            self.out.write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl WriteStyle for Painter<'_> {
    fn set_header(&mut self, severity: ViewSeverity) -> io::Result<()> {
        self.out.set_color(self.styles.header(severity))?;
        self.out.write_all(self.header.as_bytes())?;
        self.muted = true;
        Ok(())
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.muted = false;
        self.out.set_color(&self.styles.header_message)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.out.set_color(&self.styles.line_number)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.out.set_color(&self.styles.note_bullet)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.out.set_color(&self.styles.source_border)
    }

    fn set_label(&mut self, severity: ViewSeverity, style: LabelStyle) -> io::Result<()> {
        self.out.set_color(self.styles.label(severity, style))
    }

    fn reset(&mut self) -> io::Result<()> {
        self.out.reset()
    }
}
