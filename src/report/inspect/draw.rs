//! What the text of `inspect` is drawn with: entries, wrapped lines, bars.

use crate::report::wrap::hanging;
use crate::report::{escape, paint};
use codespan_reporting::term::termcolor::WriteColor;
use std::io;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Cells of a full bar.
const BAR: usize = 32;
/// Column of the values in the head.
const HEAD: usize = 12;
/// The steps of a small bar of log-odds.
const EIGHTHS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Eighths of the last cell of a bar.
const PARTS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// `name      text`, the text wrapped beside the name.
pub(super) fn entry(
    out: &mut dyn WriteColor,
    width: usize,
    name: &str,
    text: &str,
) -> io::Result<()> {
    paint::write(out, &paint::accent(), &format!("{name:<HEAD$}"))?;
    let text = escape::clipped(text, 400);
    let body = hanging(&" ".repeat(HEAD), &text, width);
    writeln!(out, "{}", body.trim_start())
}

/// The heading of a section; `what` says what stands in it.
pub(super) fn section(out: &mut dyn WriteColor, name: &str, what: &str) -> io::Result<()> {
    writeln!(out)?;
    paint::write(out, &paint::strong(), name)?;
    if !what.is_empty() {
        write!(out, "  ")?;
        paint::write(out, &paint::faint(), &format!("({what})"))?;
    }
    writeln!(out)
}

/// A line number and a text, wrapped.
pub(super) fn item(
    out: &mut dyn WriteColor,
    width: usize,
    indent: usize,
    line: Option<usize>,
    text: &str,
) -> io::Result<()> {
    let number = line.map_or(String::new(), |n| n.to_string());
    write!(out, "{:indent$}", "")?;
    paint::write(out, &paint::faint(), &format!("{number:>4}"))?;
    let body = hanging(&" ".repeat(indent + 6), &escape::text(text), width);
    writeln!(out, "  {}", body.trim_start())
}

/// A bar for `share`, as long as the bar of `top` is wide, and the share in percent.
pub(super) fn bar(out: &mut dyn WriteColor, share: f32, top: f32) -> io::Result<()> {
    let eighths = match top > 0.0 {
        true => (share / top * (BAR * 8) as f32).round().max(0.0) as usize,
        false => 0,
    };
    let eighths = eighths.min(BAR * 8);
    let part = PARTS.get(eighths % 8).copied().unwrap_or_default();
    let bar = format!("{}{part}", "█".repeat(eighths / 8));
    paint::write(out, &paint::accent(), &bar)?;
    let pad = BAR.saturating_sub(bar.chars().count());
    write!(out, "{:pad$} {:>3.0} %", "", share * 100.0)
}

/// `text`, cut to `cells` with `…` in the place of the rest; safe to print.
pub(super) fn fit(text: &str, cells: usize) -> String {
    let text = escape::text(text);
    if text.width() <= cells {
        return text.into_owned();
    }
    let mut used = 1;
    let mut out = String::new();
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > cells {
            break;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// One step for each rung; the middle is "says nothing", `top` is the largest log-odds shown.
pub(super) fn small_bar(odds: [f32; 8], top: f32) -> String {
    let step = |odds: f32| {
        let share = match top > 0.0 {
            true => (odds / top + 1.0) / 2.0,
            false => 0.5,
        };
        let index = (share * 7.0).round().clamp(0.0, 7.0) as usize;
        EIGHTHS.get(index).copied().unwrap_or(' ')
    };
    odds.into_iter().map(step).collect()
}
