//! What is wrong with a configuration file, with an excerpt.

use super::text::{Placed, Text};
use crate::report::escape;
use std::fmt::{self, Write};
use std::ops::Range;
use std::sync::Arc;
use unicode_width::UnicodeWidthChar;

/// Mistakes that a report shows at most.
const MAX_MISTAKES: usize = 20;

/// Characters of a line that an excerpt shows at most.
const MAX_LINE: usize = 160;

/// One mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What is wrong: one lower-case sentence without a full stop.
    pub message: String,
    /// Where, in bytes of the file's text.
    pub span: Option<Range<usize>>,
    /// The way out.
    pub help: Option<String>,
}

impl Mistake {
    /// A mistake at the place of a value.
    pub fn at<T>(place: &Placed<T>, message: String, help: Option<String>) -> Self {
        Mistake {
            message,
            span: Some(place.span.clone()),
            help,
        }
    }
}

/// A configuration file, or a file that it names, that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigError {
    text: Arc<Text>,
    mistakes: Vec<Mistake>,
}

impl ConfigError {
    /// Mistakes of a file.
    pub fn new(text: Arc<Text>, mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort_by_key(|m| m.span.as_ref().map(|s| s.start));
        ConfigError { text, mistakes }
    }

    /// A file that could not be read at all.
    pub fn unreadable(path: &str, message: String) -> Self {
        let mistake = Mistake {
            message,
            span: None,
            help: None,
        };
        ConfigError::new(Arc::new(Text::loose(path, "")), vec![mistake])
    }

    /// One report for each mistake, safe for a terminal. From the 21st on they are only counted.
    pub fn reports(&self) -> Vec<String> {
        let mut reports: Vec<String> = self
            .mistakes
            .iter()
            .take(MAX_MISTAKES)
            .map(|mistake| self.report(mistake))
            .collect();
        if let Some(more) = self.mistakes.len().checked_sub(MAX_MISTAKES + 1) {
            let path = escape::name(&self.text.path);
            reports.push(format!("{path}: and {} more mistakes", more + 1));
        }
        reports
    }

    fn report(&self, mistake: &Mistake) -> String {
        let message = escape::text(&mistake.message);
        match &mistake.span {
            Some(span) => {
                let mut out = format!("{message}\n");
                // writing to a string cannot fail
                let _ = self.excerpt(span, mistake.help.as_deref(), &mut out);
                out
            }
            None => format!("{}: {message}", escape::name(&self.text.path)),
        }
    }

    fn excerpt(
        &self,
        span: &Range<usize>,
        help: Option<&str>,
        out: &mut impl Write,
    ) -> fmt::Result {
        let text = self.text.content.as_str();
        let start = floor(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
        let line = text[line_start..].lines().next().unwrap_or_default();
        let number = text[..line_start].matches('\n').count() + 1;
        let before = &text[line_start..start];
        let column = before.chars().count() + 1;
        let end = floor(text, span.end).clamp(start, (line_start + line.len()).max(start));
        // where the place lies far to the right the excerpt begins shortly before it
        let cut = column.saturating_sub(MAX_LINE / 2);
        let shown = |text: &str, skip: usize| -> String {
            escape::text(&text.chars().skip(skip).take(MAX_LINE).collect::<String>()).into_owned()
        };
        let width = |text: &str| {
            text.chars()
                .filter_map(UnicodeWidthChar::width)
                .sum::<usize>()
        };
        let indent = width(&shown(before, cut));
        let carets = width(&shown(&text[start..end], 0)).clamp(1, MAX_LINE);
        let gutter = number.to_string();
        let pad = " ".repeat(gutter.len());
        writeln!(
            out,
            "{pad}--> {}:{number}:{column}",
            escape::text(&self.text.path)
        )?;
        writeln!(out, "{pad} |")?;
        writeln!(out, "{gutter} | {}", shown(line, cut).trim_end())?;
        write!(out, "{pad} | {}{}", " ".repeat(indent), "^".repeat(carets))?;
        if let Some(help) = help {
            write!(out, " {}", escape::text(help))?;
        }
        Ok(())
    }
}

/// `at`, or the character boundary before it.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reports().join("\n\n"))
    }
}

impl std::error::Error for ConfigError {}
