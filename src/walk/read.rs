//! The bytes of inputs, as text or as a stream, and what is said of those that cannot be read.
#![allow(
    clippy::disallowed_methods,
    reason = "this module reads the files that are linted"
)]

use super::paths::io_message;
use super::{Input, Problem};
use crate::parse::Format;
use crate::parse::stream::{self, Limits, Stream, StreamError};
use crate::source::{Source, SourceError, too_many_marks};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Default size limit of [`read`] in bytes: 4 MB (mebibytes). Long postings have 0.05 MB, pages saved with their pictures
/// 3 MB, and the worst file within the limits needs 150 MB of memory (`benches/bombs.py`).
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Bytes of the size limit for each mark that a text may have, see `too_many_marks`. Prose has a mark for every fourteen
/// bytes, pages one for ten, and they are seldom as large as the limit. A mark costs up to 450 bytes of memory.
const BYTES_PER_MARK: u64 = 12;

/// Bytes that a Word document may have for each byte of the size limit: most of what is large in one are pictures, which nobody
/// unpacks. At the default that is 24 MB.
const ARCHIVE_PER_BYTE: u64 = 6;

/// Bytes that a Word document may unpack to for each byte of the size limit: what stands around its text takes most of them. At
/// the default that is 8 MB.
const UNPACKED_PER_BYTE: u64 = 2;

/// How much of the start of a file tells whether it is an archive, in bytes.
const HEAD: u64 = 4;

/// How much of a file without a known extension is looked at to tell Markdown from plain text, in bytes.
const SNIFF_BYTES: usize = 64 * 1024;

/// Reads an input of at most `max_bytes` bytes.
///
/// # Errors
///
/// A fatal problem for what cannot be read, is too large, or is no text though it was given by name; a warning for an
/// empty file, and for one that is no text, or data (JSON, YAML, tables) and too large, and was found in a folder.
pub fn read(input: &Input, max_bytes: u64) -> Result<(Source, Format), Problem> {
    text(input, bytes(input, max_bytes)?, max_bytes)
}

/// The bytes of an input: the first half of [`read`].
pub(crate) fn bytes(input: &Input, max_bytes: u64) -> Result<Vec<u8>, Problem> {
    let bytes = match &input.file {
        None => read_up_to(io::stdin().lock(), max_bytes, 0),
        Some(path) => read_file(path, max_bytes),
    };
    match bytes {
        Ok(Ok(bytes)) if bytes.is_empty() => Err(input.empty()),
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(limit)) => Err(input.too_large(None, limit)),
        Err(e) => Err(input.problem(io_message(&e), true)),
    }
}

/// Bytes that [`bytes`] will read at most, from what the file system says: all that may be, where it does not know.
pub(crate) fn size(input: &Input, max_bytes: u64) -> usize {
    let most = match Format::from_path(&input.path) {
        Some(Format::Word) => max_bytes.saturating_mul(ARCHIVE_PER_BYTE),
        _ => max_bytes,
    };
    let size = file_size(input).map_or(max_bytes, |size| size.min(most));
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// Bytes of the file of an input; `None` where it has no size, as standard input and pipes.
pub(crate) fn file_size(input: &Input) -> Option<u64> {
    let metadata = fs::metadata(input.file.as_ref()?).ok()?;
    metadata.is_file().then_some(metadata.len())
}

/// The text of the bytes of an input: the second half of [`read`].
pub(crate) fn text(
    input: &Input,
    bytes: Vec<u8>,
    max_bytes: u64,
) -> Result<(Source, Format), Problem> {
    let unpacked = max_bytes.saturating_mul(UNPACKED_PER_BYTE);
    let source = Source::unpacking(&input.path, bytes, unpacked);
    let source = source.map_err(|error| input.no_text(&error))?;
    let format = format_of(input, &source);
    if format == Format::Word && source.layout().is_none() {
        let what = "not a Word document, whatever its name says".to_owned();
        return Err(input.problem(what, input.explicit));
    }
    if source.text.len() as u64 > max_bytes {
        let limit = megabytes(max_bytes);
        let what =
            format!("its text is larger than the limit of {limit}; --max-file-size raises it");
        return Err(input.problem(what, input.is_ours()));
    }
    let most = most_marks(max_bytes);
    if too_many_marks(&source.text, most) {
        let what = format!(
            "more than {most} marks and line breaks, the limit where files may have {}; --max-file-size raises it",
            megabytes(max_bytes)
        );
        return Err(input.problem(what, input.is_ours()));
    }
    Ok((source, format))
}

/// Marks that a text may have where it may have `max_bytes` bytes.
fn most_marks(max_bytes: u64) -> usize {
    usize::try_from(max_bytes / BYTES_PER_MARK).unwrap_or(usize::MAX)
}

/// An input that is read in blocks of whole records.
pub(crate) type Blocks = Stream<Box<dyn Read + Send>>;

/// Opens an input that its name says to be a stream of records; `None` for other inputs. A record may have `max_bytes` bytes.
///
/// # Errors
///
/// A fatal problem for what cannot be opened.
pub(crate) fn open(input: &Input, max_bytes: u64) -> Result<Option<Blocks>, Problem> {
    let format = match Format::from_path(&input.path) {
        Some(format) if format.is_stream() => format,
        _ => return Ok(None),
    };
    let reader: Box<dyn Read + Send> = match &input.file {
        None => Box::new(io::stdin()),
        Some(path) => match File::open(path) {
            Ok(file) => Box::new(file),
            Err(e) => return Err(input.problem(io_message(&e), true)),
        },
    };
    let limits = Limits {
        block: stream::BLOCK,
        record: max_bytes,
        marks: most_marks(max_bytes),
    };
    let stream = Stream::new(reader, &input.path, format, limits);
    Ok(Some(stream.found_in_folder(!input.explicit)))
}

impl Input {
    fn problem(&self, message: String, fatal: bool) -> Problem {
        Problem {
            path: self.path.clone(),
            message,
            fatal,
        }
    }

    /// Whether it is meant for jdlint: named, or of a format that is not for any data.
    fn is_ours(&self) -> bool {
        self.explicit || !Format::from_path(&self.path).is_some_and(Format::is_for_any_data)
    }

    /// That the input, or a part of it, is larger than the limit.
    pub(crate) fn too_large(&self, part: Option<&str>, max_bytes: u64) -> Problem {
        let limit = megabytes(max_bytes);
        let message = match part {
            None => format!("larger than the limit of {limit}; --max-file-size raises it"),
            Some(part) => format!(
                "{part} is larger than the limit of {limit}, and what follows is not read; --max-file-size raises it"
            ),
        };
        self.problem(message, self.is_ours())
    }

    fn empty(&self) -> Problem {
        let what = match self.file {
            None => "standard input is empty",
            Some(_) => "the file is empty",
        };
        self.problem(what.to_owned(), false)
    }

    fn no_text(&self, error: &SourceError) -> Problem {
        let fatal = match error {
            SourceError::Binary(_) => self.explicit,
            SourceError::Damaged(_) => true,
        };
        self.problem(error.to_string(), fatal)
    }

    /// What an error of a stream is for this input. A table of something else is none where it was found in a folder.
    pub(crate) fn unreadable(&self, error: &StreamError, max_bytes: u64) -> Option<Problem> {
        Some(match error {
            StreamError::Empty => self.empty(),
            StreamError::Io(error) => self.problem(io_message(error), true),
            StreamError::Source(error) => self.no_text(error),
            StreamError::TooLarge(part) => self.too_large(part.as_deref(), max_bytes),
            StreamError::Refused(_) if !self.explicit => return None,
            StreamError::Refused(why) => self.problem(why.clone(), true),
        })
    }
}

/// Reads a text file of at most `max_bytes` bytes that is no posting, and calls it `name`.
///
/// # Errors
///
/// Why it cannot be read, is too large, or is no text; no full stop.
pub(crate) fn read_text(path: &Path, name: &str, max_bytes: u64) -> Result<Source, String> {
    match read_file(path, max_bytes) {
        Ok(Ok(bytes)) => Source::from_bytes(name, bytes).map_err(|error| error.to_string()),
        Ok(Err(limit)) => Err(format!("larger than the limit of {}", megabytes(limit))),
        Err(e) => Err(io_message(&e)),
    }
}

/// Opens a file to read it. Windows denies that of a folder and does not say why.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    File::open(path).map_err(|e| match path.is_dir() {
        true => io::ErrorKind::IsADirectory.into(),
        false => e,
    })
}

/// The bytes of a file, or the limit that it crosses, see [`read_up_to`].
fn read_file(path: &Path, max: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let file = open_file(path)?;
    let size = file.metadata()?.len();
    read_up_to(file, max, size)
}

/// At most `max` bytes, of an archive [`ARCHIVE_PER_BYTE`] times as many; the limit where there are more. `size` is what they
/// are by what is known, 0 where nothing is: nothing more is read where that is too much.
fn read_up_to(mut reader: impl Read, max: u64, size: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let mut bytes = Vec::new();
    reader.by_ref().take(HEAD).read_to_end(&mut bytes)?;
    let limit = match Source::is_archive(&bytes) {
        true => max.saturating_mul(ARCHIVE_PER_BYTE),
        false => max,
    };
    if size > limit {
        return Ok(Err(limit));
    }
    // one more, so that the end is seen without growing
    bytes.reserve_exact(usize::try_from(size).unwrap_or(0).saturating_add(1));
    let more = limit.saturating_add(1).saturating_sub(HEAD);
    reader.take(more).read_to_end(&mut bytes)?;
    Ok(match bytes.len() as u64 <= limit {
        true => Ok(bytes),
        false => Err(limit),
    })
}

fn megabytes(bytes: u64) -> String {
    const MB: u64 = 1024 * 1024;
    if bytes.is_multiple_of(MB) {
        format!("{} MB", bytes / MB)
    } else {
        format!("{bytes} bytes")
    }
}

/// A Word document is told by content; of others the extension says the format, and the content where it does not. Standard
/// input without a name is HTML or Markdown.
fn format_of(input: &Input, source: &Source) -> Format {
    let text = &source.text;
    if source.layout().is_some() {
        return Format::Word;
    }
    match Format::from_path(&input.path) {
        Some(format) => format,
        None if looks_like_html(text) => Format::Html,
        None if input.path == "-" || looks_like_markdown(text) => Format::Markdown,
        None => Format::Text,
    }
}

/// Whether a text begins as a whole page does.
fn looks_like_html(text: &str) -> bool {
    let text = text.trim_start().as_bytes();
    ["<!doctype html", "<html"].iter().any(|start| {
        let begin = text.get(..start.len());
        begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
    })
}

/// Whether the start of a text has front matter, a `#` heading, a link or strong emphasis.
fn looks_like_markdown(text: &str) -> bool {
    let mut end = text.len().min(SNIFF_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let start = text.get(..end).unwrap_or_default();
    let heading = |line: &str| {
        let rest = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - rest.len())) && rest.starts_with(' ')
    };
    let strong = |line: &str| {
        line.split_once("**")
            .is_some_and(|(_, rest)| rest.contains("**"))
    };
    start.lines().next().is_some_and(|l| l.trim_end() == "---")
        || start
            .lines()
            .any(|l| heading(l) || l.contains("](") || strong(l))
}
