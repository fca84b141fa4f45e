//! Ignore files before they are read: they come with the postings, and what reads them has no limit of its own.

use super::IGNORE_FILE;
use std::fs;
use std::path::Path;

/// Names of the ignore files of a folder.
const NAMES: [&str; 3] = [".gitignore", ".ignore", IGNORE_FILE];

/// Bytes that the ignore files of a folder and of those above it may have together. Those of large repositories have 20,000;
/// while a folder is walked a byte takes a kilobyte of memory, where every line is two letters.
const MAX_BYTES: u64 = 128 * 1024;

/// Whether a folder has ignore files of its own.
pub(super) fn any(folder: &Path) -> bool {
    NAMES.iter().any(|name| folder.join(name).exists())
}

/// Why the ignore files that hold in a folder (absolute) are not read, which is why nothing in it is: no full stop.
pub(super) fn refused(folder: &Path) -> Option<String> {
    let mut bytes = 0u64;
    for folder in folder.ancestors() {
        for name in NAMES {
            let Ok(metadata) = fs::metadata(folder.join(name)) else {
                continue;
            };
            if metadata.is_file() {
                bytes = bytes.saturating_add(metadata.len());
            } else if !metadata.is_dir() {
                // a pipe may never end
                return Some(format!(
                    "not checked: {name} in it or above it is no regular file"
                ));
            }
        }
    }
    (bytes > MAX_BYTES).then(|| {
        format!(
            "not checked: the ignore files in it and above it have more than {MAX_BYTES} bytes, the limit"
        )
    })
}
