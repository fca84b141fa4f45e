//! Where results go: standard output, or a file that is written whole or not at all.
#![allow(
    clippy::disallowed_methods,
    reason = "this module writes the report to the file of --output"
)]

use super::{Failure, message};
use crate::report::Terminal;
use crate::walk::io_message;
use anstream::{AutoStream, ColorChoice};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Narrowest and widest terminal that reports are laid out for, in columns.
const WIDTHS: (usize, usize) = (40, 160);

/// Lets `render` write to the file `to`, or to standard output; it is told how wide that is and whether colours are on.
/// A closed pipe is a quiet end.
///
/// # Errors
///
/// Where the file or standard output cannot be written.
pub(super) fn write(
    to: Option<&Path>,
    render: impl FnOnce(Terminal, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Failure> {
    match to {
        None => stdout(render).map_err(|e| {
            Failure::new(format!(
                "cannot write to standard output: {}",
                io_message(&e)
            ))
        }),
        Some(path) => file(path, render).map_err(|e| {
            let path = message::quote(&path.to_string_lossy());
            Failure::new(format!("cannot write {path}: {}", io_message(&e)))
        }),
    }
}

fn stdout(render: impl FnOnce(Terminal, &mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let raw = io::stdout();
    let choice = AutoStream::choice(&raw);
    let width = terminal_size::terminal_size_of(&raw).map(|(width, _)| usize::from(width.0));
    let terminal = Terminal {
        width: width.map_or(Terminal::default().width, |w| w.clamp(WIDTHS.0, WIDTHS.1)),
        color: choice != ColorChoice::Never,
    };
    let mut out = BufWriter::with_capacity(64 * 1024, AutoStream::new(raw.lock(), choice));
    match render(terminal, &mut out).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {
            // what is still in the buffer has nobody to go to
            let _ = out.into_parts();
            Ok(())
        }
        result => result,
    }
}

/// Writes to a file beside `path` and then renames it. A `path` that is no regular file (a pipe, `/dev/stdout`) is
/// written directly.
fn file(
    path: &Path,
    render: impl FnOnce(Terminal, &mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let terminal = Terminal {
        color: matches!(
            ColorChoice::global(),
            ColorChoice::Always | ColorChoice::AlwaysAnsi
        ),
        ..Terminal::default()
    };
    let fill = |file: File| -> io::Result<()> {
        let mut out = BufWriter::new(file);
        render(terminal, &mut out)?;
        out.flush()
    };
    // a link stays a link
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match fs::metadata(&target) {
        Ok(m) if m.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(m) if !m.is_file() => return fill(OpenOptions::new().write(true).open(&target)?),
        _ => {}
    }
    let (temporary, file) = create_beside(&target)?;
    let result = fill(file).and_then(|()| fs::rename(&temporary, &target));
    if result.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    result
}

/// Writes a file that must not exist, whole or not at all.
///
/// # Errors
///
/// Where it cannot be written; [`io::ErrorKind::AlreadyExists`] where something has that name, also a link to nowhere.
pub(super) fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // the name is taken at once, the content comes by renaming
    OpenOptions::new().write(true).create_new(true).open(path)?;
    let result = create_beside(path).and_then(|(temporary, mut file)| {
        let result = file
            .write_all(bytes)
            .and_then(|()| fs::rename(&temporary, path));
        if result.is_err() {
            let _ = fs::remove_file(&temporary);
        }
        result
    });
    if result.is_err() {
        let _ = fs::remove_file(path);
    }
    result
}

/// A new file in the folder of `target`.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    if target.file_name().is_none() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let process = std::process::id();
    let mut attempt = 0;
    loop {
        let temporary = target.with_file_name(format!(".jdlint-{process}-{attempt}.tmp"));
        let file = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(&temporary);
        match file {
            Ok(file) => return Ok((temporary, file)),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists && attempt < 100 => attempt += 1,
            Err(e) => return Err(e),
        }
    }
}
