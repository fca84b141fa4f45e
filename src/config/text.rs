//! The text of a configuration file or rule pack, and values that know where they stand in one.

use crate::walk::{display, io_message, open_file};
use std::fs;
use std::io::Read;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Size limit of a configuration file or a rule pack in bytes.
pub const MAX_BYTES: u64 = 1_000_000;

/// A file that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct Text {
    /// The file as messages name it; not sanitised.
    pub path: String,
    /// Its folder: what relative paths and globs in it are relative to.
    pub folder: PathBuf,
    /// What stands in it, without a byte order mark.
    pub content: String,
}

impl Text {
    /// Reads `file`, which messages call `path`.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, is larger than [`MAX_BYTES`] or no valid UTF-8: one lower-case sentence.
    pub fn read(file: &Path, path: String) -> Result<Text, String> {
        let mut bytes = Vec::new();
        open_file(file)
            .and_then(|f| f.take(MAX_BYTES + 1).read_to_end(&mut bytes))
            .map_err(|e| io_message(&e))?;
        if bytes.len() as u64 > MAX_BYTES {
            return Err(format!(
                "larger than the limit of {MAX_BYTES} bytes for a configuration file"
            ));
        }
        let content = String::from_utf8(bytes)
            .map_err(|e| format!("not valid UTF-8 at byte {}", e.utf8_error().valid_up_to()))?;
        let content = content
            .strip_prefix('\u{feff}')
            .map(str::to_owned)
            .unwrap_or(content);
        let folder = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        Ok(Text {
            path,
            folder,
            content,
        })
    }

    /// A text that was read elsewhere; relative paths in it lead nowhere.
    pub fn loose(path: &str, content: &str) -> Text {
        Text {
            path: path.to_owned(),
            folder: PathBuf::from("."),
            content: content.to_owned(),
        }
    }

    /// Where a path in this text leads, and how messages call that.
    pub fn place(&self, path: &str) -> (PathBuf, String) {
        let shown = match Path::new(&self.path).parent() {
            Some(folder) => tidy(&folder.join(path)),
            None => tidy(Path::new(path)),
        };
        (self.folder.join(path), display(&shown))
    }

    /// The file that a path in this text names: where it is, and how messages call it.
    ///
    /// # Errors
    ///
    /// Where there is no such file, or something that is none: one lower-case sentence.
    pub fn file(&self, path: &str) -> Result<(PathBuf, String), String> {
        let (file, shown) = self.place(path);
        let metadata = fs::metadata(&file).map_err(|e| io_message(&e))?;
        if metadata.is_dir() {
            return Err("is a folder".to_owned());
        }
        if !metadata.is_file() {
            // a pipe may never end
            return Err("is no regular file".to_owned());
        }
        Ok((file, shown))
    }
}

/// A path as a reader names it: `team/../base.toml` is `base.toml`.
fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for part in path.components() {
        let below = matches!(tidy.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if below => {
                tidy.pop();
            }
            part => tidy.push(part),
        }
    }
    tidy
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Its place in the text, in bytes.
    pub span: Range<usize>,
    /// The text.
    pub text: Arc<Text>,
}

impl<T> Placed<T> {
    /// The line, from 1.
    pub fn line(&self) -> usize {
        let before = self.text.content.get(..self.span.start).unwrap_or_default();
        before.matches('\n').count() + 1
    }
}
