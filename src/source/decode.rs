//! Decoding of UTF-8 and UTF-16, keeping the way back to the bytes of the file.

use super::counts::Counts;
use super::{Encoding, SourceError, signature};

/// Bytes of decoded text between two checkpoints of a lossy decoding.
const STEP: usize = 4096;

/// Bytes at the start of a file that are looked at to tell UTF-16 without a byte order mark.
const SNIFF: usize = 4096;

/// Maps bytes of the decoded text back to bytes of the file.
#[derive(Debug, Clone)]
pub(super) struct ByteMap {
    /// Bytes of the file before the text (byte order mark).
    skip: usize,
    /// Bytes of the file; offsets never pass it.
    len: usize,
    way: Way,
}

/// How bytes of the text correspond to bytes of the file.
#[derive(Debug, Clone)]
enum Way {
    /// Byte for byte.
    Same,
    /// Two bytes of the file for each UTF-16 unit. An unpaired surrogate is a U+FFFD of one unit as well.
    Utf16(Counts),
    /// UTF-8 with invalid sequences: the bytes themselves are kept, with `(text, file)` offsets every [`STEP`] bytes.
    Lossy {
        bytes: Vec<u8>,
        checkpoints: Vec<(usize, usize)>,
    },
}

impl ByteMap {
    pub(super) fn identity() -> Self {
        ByteMap {
            skip: 0,
            len: usize::MAX,
            way: Way::Same,
        }
    }

    /// Byte of the file where the character at byte `offset` of `text` begins; the end of the file for the end of
    /// the text. An offset inside a character counts as its start.
    pub(super) fn file_offset(&self, text: &str, offset: usize) -> usize {
        if offset >= text.len() && self.len != usize::MAX {
            return self.len;
        }
        let offset = super::floor_char_boundary(text, offset);
        let from_text = match &self.way {
            Way::Same => offset,
            Way::Utf16(counts) => 2 * counts.before(text, offset).utf16,
            Way::Lossy { bytes, checkpoints } => walk(bytes, checkpoints, offset),
        };
        (self.skip + from_text).min(self.len)
    }
}

/// Byte of the file for byte `offset` of the text: walks from the last checkpoint, a few kilobytes at most.
fn walk(bytes: &[u8], checkpoints: &[(usize, usize)], offset: usize) -> usize {
    let after = checkpoints.partition_point(|(text, _)| *text <= offset);
    let here = checkpoints.get(after.saturating_sub(1));
    let (mut text, mut file) = here.copied().unwrap_or_default();
    let end = match checkpoints.get(after) {
        // no invalid sequence on the way: text and file run in step
        Some((t, f)) if t - text == f - file => return file + (offset - text),
        Some((_, f)) => *f,
        None => return file,
    };
    for chunk in bytes.get(file..end).unwrap_or_default().utf8_chunks() {
        let valid = chunk.valid().len();
        if offset < text + valid {
            return file + (offset - text);
        }
        text += valid;
        file += valid;
        if offset < text + char::REPLACEMENT_CHARACTER.len_utf8() {
            return file;
        }
        text += char::REPLACEMENT_CHARACTER.len_utf8();
        file += chunk.invalid().len();
    }
    file
}

/// Decoded text, its encoding, how many invalid sequences were replaced, and the way back.
pub(super) type Decoded = (String, Encoding, usize, ByteMap);

/// Decodes a file.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, SourceError> {
    if let Some(sentence) = signature::not_text(&bytes) {
        return Err(SourceError::Binary(sentence.to_owned()));
    }
    let decoded = if bytes.starts_with(b"\xFF\xFE") {
        utf16(&bytes, 2, Encoding::Utf16Le)
    } else if bytes.starts_with(b"\xFE\xFF") {
        utf16(&bytes, 2, Encoding::Utf16Be)
    } else if let Some(encoding) = utf16_without_mark(&bytes) {
        utf16(&bytes, 0, encoding)
    } else {
        utf8(bytes)
    };
    text_only(decoded)
}

/// Decodes a part of a file in UTF-8 that is no first one.
pub(super) fn decode_part(bytes: Vec<u8>) -> Result<Decoded, SourceError> {
    text_only(utf8_behind(bytes, 0))
}

fn text_only(decoded: Decoded) -> Result<Decoded, SourceError> {
    if decoded.0.as_bytes().contains(&0) {
        return Err(SourceError::Binary(
            "holds NUL bytes, so it is not a text file".to_owned(),
        ));
    }
    Ok(decoded)
}

/// Whether a file that begins with these bytes is UTF-16.
pub(super) fn is_utf16(head: &[u8]) -> bool {
    let even = head.get(..head.len() & !1).unwrap_or_default();
    head.starts_with(b"\xFF\xFE")
        || head.starts_with(b"\xFE\xFF")
        || utf16_without_mark(even).is_some()
}

/// UTF-16 without a byte order mark is recognised where every second byte is NUL and no other one is: Latin text.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes.get(..SNIFF).unwrap_or(bytes);
    if head.len() < 4 || !bytes.len().is_multiple_of(2) || !head.contains(&0) {
        return None;
    }
    let nul = |parity: usize| {
        let places = head.iter().skip(parity).step_by(2);
        places.filter(|b| **b == 0).count()
    };
    let (even, odd) = (nul(0), nul(1));
    // nine in ten: dashes and typographic quotes have no NUL byte
    let most = |n: usize| n * 10 >= (head.len() / 2) * 9;
    match (even, odd) {
        (0, n) if most(n) => Some(Encoding::Utf16Le),
        (n, 0) if most(n) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn utf16(bytes: &[u8], skip: usize, encoding: Encoding) -> Decoded {
    let body = bytes.get(skip..).unwrap_or_default();
    let (pairs, rest) = body.as_chunks::<2>();
    let units = pairs.iter().map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes(*pair),
        Encoding::Utf8 | Encoding::Utf16Le => u16::from_le_bytes(*pair),
    });
    let mut replaced = 0;
    let mut text = String::with_capacity(body.len() / 2);
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            replaced += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    if !rest.is_empty() {
        replaced += 1;
        text.push(char::REPLACEMENT_CHARACTER);
    }
    let map = ByteMap {
        skip,
        len: bytes.len(),
        way: Way::Utf16(Counts::new(&text)),
    };
    (text, encoding, replaced, map)
}

fn utf8(mut bytes: Vec<u8>) -> Decoded {
    let skip = if bytes.starts_with(b"\xEF\xBB\xBF") {
        bytes.drain(..3);
        3
    } else {
        0
    };
    utf8_behind(bytes, skip)
}

/// UTF-8 that stands behind `skip` bytes which are no text.
fn utf8_behind(bytes: Vec<u8>, skip: usize) -> Decoded {
    let len = skip + bytes.len();
    let map = |way| ByteMap { skip, len, way };
    match String::from_utf8(bytes) {
        Ok(text) => (text, Encoding::Utf8, 0, map(Way::Same)),
        Err(error) => {
            let (text, replaced, way) = lossy(error.into_bytes());
            (text, Encoding::Utf8, replaced, map(way))
        }
    }
}

fn lossy(bytes: Vec<u8>) -> (String, usize, Way) {
    let mut text = String::with_capacity(bytes.len());
    let mut checkpoints = vec![(0, 0)];
    let (mut replaced, mut file, mut last) = (0, 0, 0);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        // a long valid stretch stands between two checkpoints of its own, so that nothing has to walk it
        if valid.len() > STEP && text.len() > last {
            checkpoints.push((text.len(), file));
        }
        text.push_str(valid);
        file += valid.len();
        if valid.len() > STEP || text.len() >= last + STEP {
            checkpoints.push((text.len(), file));
            last = text.len();
        }
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            file += chunk.invalid().len();
            replaced += 1;
        }
    }
    checkpoints.push((text.len(), file));
    (text, replaced, Way::Lossy { bytes, checkpoints })
}
