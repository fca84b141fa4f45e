//! Word documents (.docx): the paragraphs that a reader sees, without revisions that were taken out, hidden text,
//! comments, headers and footers.
//!
//! A document is untrusted: parts are unpacked in memory up to a limit together, whatever the archive claims,
//! nothing is written, document types and entities are refused, nesting is bounded.

mod body;
mod package;
mod styles;
mod xml;

use super::{Layout, SourceError, signature};
use package::Package;
use styles::Styles;

/// Bytes that the parts of one document may unpack to where nothing else is said: 8 MB (mebibytes). Those of long postings have
/// 1 MB, and the worst document of 8 MB needs 200 MB of memory (`benches/bombs.py`).
pub(super) const MAX_UNPACKED: u64 = 8 * 1024 * 1024;
/// Members of an archive that are listed at most; documents with hundreds of pictures have hundreds.
pub(super) const MAX_MEMBERS: usize = 10_000;

/// Whether bytes begin as a zip archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(signature::ZIP)
}

/// Bytes that are in memory at most while an archive is read: the part that is unpacked, and its text.
pub(super) fn unpacked(bytes: &[u8]) -> usize {
    let claimed = usize::try_from(package::claimed(bytes)).unwrap_or(usize::MAX);
    claimed.saturating_mul(2)
}

/// The text of a document, one paragraph a line, and what its paragraphs are. Its parts may unpack to `most` bytes.
pub(super) fn read(bytes: &[u8], most: u64) -> Result<(String, Layout), SourceError> {
    let mut package = match Package::open(bytes, most) {
        Ok(package) => package,
        Err(why) if signature::is_word(bytes) => return Err(damaged(&why)),
        Err(_) => return Err(SourceError::Binary(signature::archive(bytes).to_owned())),
    };
    let main = match package.main_part() {
        Ok(Some(main)) => main,
        Ok(None) => {
            let names = package.names();
            let kind = signature::archive(names.as_bytes());
            return Err(SourceError::Binary(kind.to_owned()));
        }
        Err(why) => return Err(damaged(&why)),
    };
    extract(&mut package, &main).map_err(|why| damaged(&why))
}

fn extract(package: &mut Package<'_>, main: &str) -> Result<(String, Layout), String> {
    let styles = match package.related(main, "styles")? {
        Some(name) => Styles::read(&package.part(&name)?.unwrap_or_default())?,
        None => Styles::default(),
    };
    let Some(document) = package.part(main)? else {
        return Err("its text is missing".to_owned());
    };
    body::read(&document, &styles)
}

fn damaged(why: &str) -> SourceError {
    SourceError::Damaged(format!("looks like a Word document (.docx), but {why}"))
}
