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
    let mut output = Output::open(to)?;
    output.write(render)?;
    output.finish()
}

/// Where a report goes that is written piece by piece. A file takes its name when it is finished, and is gone where it is not.
pub(super) struct Output {
    terminal: Terminal,
    target: Target,
    /// As messages name it.
    name: String,
}

enum Target {
    Stdout(BufWriter<AutoStream<io::StdoutLock<'static>>>),
    /// Nobody reads what is written.
    Closed,
    /// What is no regular file (a pipe, `/dev/stdout`) is written directly.
    Direct(BufWriter<File>),
    Beside(BufWriter<File>, Temporary),
}

/// A file that is to have another name.
struct Temporary {
    path: PathBuf,
    target: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // where it has its name there is nothing to remove
        let _ = fs::remove_file(&self.path);
    }
}

impl Output {
    /// Opens the file `to`, or standard output.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub(super) fn open(to: Option<&Path>) -> Result<Output, Failure> {
        let Some(path) = to else {
            return Ok(Output::stdout());
        };
        let name = message::quote(&path.to_string_lossy());
        match Target::of(path) {
            Ok(target) => Ok(Output {
                terminal: Terminal {
                    color: matches!(
                        ColorChoice::global(),
                        ColorChoice::Always | ColorChoice::AlwaysAnsi
                    ),
                    ..Terminal::default()
                },
                target,
                name,
            }),
            Err(e) => Err(cannot_write(&name, &e)),
        }
    }

    fn stdout() -> Output {
        let raw = io::stdout();
        let choice = AutoStream::choice(&raw);
        let width = terminal_size::terminal_size_of(&raw).map(|(width, _)| usize::from(width.0));
        let out = AutoStream::new(raw.lock(), choice);
        Output {
            terminal: Terminal {
                width: width.map_or(Terminal::default().width, |w| w.clamp(WIDTHS.0, WIDTHS.1)),
                color: choice != ColorChoice::Never,
            },
            target: Target::Stdout(BufWriter::with_capacity(64 * 1024, out)),
            name: "to standard output".to_owned(),
        }
    }

    /// Lets `render` write a piece, which is passed on at once. Says whether there is still somebody to read it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub(super) fn write(
        &mut self,
        render: impl FnOnce(Terminal, &mut dyn Write) -> io::Result<()>,
    ) -> Result<bool, Failure> {
        let out: &mut dyn Write = match &mut self.target {
            Target::Stdout(out) => out,
            Target::Closed => return Ok(false),
            Target::Direct(out) | Target::Beside(out, _) => out,
        };
        let result = render(self.terminal, out).and_then(|()| out.flush());
        match (result, &self.target) {
            (Ok(()), _) => Ok(true),
            (Err(e), Target::Stdout(_)) if e.kind() == io::ErrorKind::BrokenPipe => {
                if let Target::Stdout(out) = std::mem::replace(&mut self.target, Target::Closed) {
                    // what is still in the buffer has nobody to go to
                    let _ = out.into_parts();
                }
                Ok(false)
            }
            (Err(e), _) => Err(cannot_write(&self.name, &e)),
        }
    }

    /// Gives a file its name.
    ///
    /// # Errors
    ///
    /// Where that cannot be done.
    pub(super) fn finish(self) -> Result<(), Failure> {
        match &self.target {
            Target::Beside(_, temporary) => fs::rename(&temporary.path, &temporary.target)
                .map_err(|e| cannot_write(&self.name, &e)),
            Target::Stdout(_) | Target::Closed | Target::Direct(_) => Ok(()),
        }
    }
}

impl Target {
    fn of(path: &Path) -> io::Result<Target> {
        // a link stays a link
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        match fs::metadata(&target) {
            Ok(m) if m.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(m) if !m.is_file() => {
                let file = OpenOptions::new().write(true).open(&target)?;
                return Ok(Target::Direct(BufWriter::new(file)));
            }
            _ => {}
        }
        let (path, file) = create_beside(&target)?;
        let temporary = Temporary { path, target };
        Ok(Target::Beside(BufWriter::new(file), temporary))
    }
}

/// Takes care that no report takes the place of a posting that is checked.
///
/// # Errors
///
/// Where `to` is one of the files in `inputs`, also by another name.
pub(super) fn spare(to: &Path, inputs: &[PathBuf]) -> Result<(), Failure> {
    let target = fs::canonicalize(to).ok().filter(|target| target.is_file());
    let is_target = |input: &PathBuf| target.is_some() && fs::canonicalize(input).ok() == target;
    match inputs.iter().any(is_target) {
        true => Err(Failure::new(format!(
            "cannot write {}: it is one of the files to check",
            message::quote(&to.to_string_lossy())
        ))),
        false => Ok(()),
    }
}

fn cannot_write(name: &str, error: &io::Error) -> Failure {
    Failure::new(format!("cannot write {name}: {}", io_message(error)))
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
