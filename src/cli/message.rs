//! Messages on standard error, in one style: `error: …`, `warning: …`, `help: …`.

use crate::report::escape;
use crate::report::inert::Inert;
use crate::walk::Problem;
use clap::builder::styling::{AnsiColor, Style};
use std::io::Write;

fn print(word: &str, color: AnsiColor, text: &str) {
    let style: Style = color.on_default().bold();
    let mut stderr = anstream::stderr();
    let mut out = Inert::new(&mut stderr);
    // where standard error is closed there is nobody to tell
    let _ = writeln!(out, "{style}{word}{style:#}: {text}").and_then(|()| out.flush());
}

/// Tells an error; the text is safe for a terminal.
pub(super) fn error(text: &str) {
    print("error", AnsiColor::Red, text);
}

/// Tells a warning; the text is safe for a terminal.
pub(super) fn warning(text: &str) {
    print("warning", AnsiColor::Yellow, text);
}

/// Tells the way out of the error before; the text is safe for a terminal.
pub(super) fn help(text: &str) {
    print("help", AnsiColor::Cyan, text);
}

/// Tells what is wrong with the arguments, in lines that may hold parts of them.
pub(super) fn usage(text: &str) {
    let text = text.strip_prefix("error: ").unwrap_or(text).trim_end();
    let lines: Vec<_> = text.lines().map(escape::text).collect();
    error(&lines.join("\n"));
}

/// Tells what is wrong with a path.
pub(super) fn problem(problem: &Problem) {
    let text = format!(
        "{}: {}",
        escape::name(&problem.path),
        escape::text(&problem.message)
    );
    if problem.fatal {
        error(&text);
    } else {
        warning(&text);
    }
}

/// A part of unknown origin between backticks, safe for a terminal and not endless.
pub(super) fn quote(text: &str) -> String {
    format!("`{}`", escape::clipped(text, 100))
}
