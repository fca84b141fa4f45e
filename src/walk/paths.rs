//! Paths as people read them, and errors in plain words.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The folder, `.` where the path is empty.
pub(super) fn or_here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    }
}

/// Where a file of this name would stand, links of its folder resolved: the file itself need not exist.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let folder = path.parent().map_or(Path::new("."), or_here);
    let folder = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    folder.join(path.file_name().unwrap_or_default())
}

/// A path for messages and reports: `/` between components and no `./` in front, except where the rest would read as
/// an option or as standard input.
pub(crate) fn display(path: &Path) -> String {
    let tidy: PathBuf = path
        .components()
        .filter(|c| !matches!(c, Component::CurDir))
        .collect();
    let text = tidy.to_string_lossy();
    let text = if cfg!(windows) {
        of_windows(&text)
    } else {
        text.into_owned()
    };
    if text.is_empty() {
        ".".to_owned()
    } else if text.starts_with('-') {
        format!("./{text}")
    } else {
        text
    }
}

/// A path of Windows with `/` between components, and without the mark of paths whose links are resolved: `\\?\C:\a` is
/// `C:/a`, `\\?\UNC\host\share` is `//host/share`.
fn of_windows(path: &str) -> String {
    let text = path.replace('\\', "/");
    match text.strip_prefix("//?/") {
        Some(resolved) => match resolved.strip_prefix("UNC/") {
            Some(share) => format!("//{share}"),
            None => resolved.to_owned(),
        },
        None => text,
    }
}

/// The path and the reason of an error of the walk.
pub(super) fn walk_error(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => {
            let (inner, message) = walk_error(err);
            (inner.or(Some(path)), message)
        }
        ignore::Error::WithDepth { err, .. } => walk_error(err),
        ignore::Error::WithLineNumber { line, err } => {
            let (path, message) = walk_error(err);
            (path, format!("line {line}: {message}"))
        }
        ignore::Error::Partial(errors) => match errors.first() {
            Some(first) => walk_error(first),
            None => (None, error.to_string()),
        },
        ignore::Error::Io(e) => (None, io_message(e)),
        _ => (None, error.to_string()),
    }
}

/// An input or output error in plain words, the same on every platform where the kind is common.
pub(crate) fn io_message(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        io::ErrorKind::IsADirectory => "is a folder".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".to_owned(),
        _ => {
            let text = error.to_string();
            match text.split_once(" (os error") {
                // Windows ends them with a full stop
                Some((text, _)) => text.trim_end_matches('.').to_lowercase(),
                None => text,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::of_windows;

    #[test]
    fn paths_of_windows_as_people_write_them() {
        for (path, shown) in [
            (r"postings\a.md", "postings/a.md"),
            (r"C:\postings\a.md", "C:/postings/a.md"),
            (r"\\?\C:\postings\a.md", "C:/postings/a.md"),
            (r"\\?\UNC\host\share\a.md", "//host/share/a.md"),
            (r"\\host\share\a.md", "//host/share/a.md"),
        ] {
            assert_eq!(of_windows(path), shown);
        }
    }
}
