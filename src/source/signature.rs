//! Signatures of files that are not text, and what to tell the person who has one.

/// First bytes, and what a file that begins with them is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "looks like a PDF; export it as text or Markdown"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "looks like an old Office document (.doc, .xls); save it as text or Markdown",
    ),
    (
        b"{\\rtf",
        "looks like rich text (RTF); save it as plain text or Markdown",
    ),
    (b"\x89PNG\r\n\x1A\n", "looks like a PNG image, not text"),
    (b"\xFF\xD8\xFF", "looks like a JPEG image, not text"),
    (b"GIF87a", "looks like a GIF image, not text"),
    (b"GIF89a", "looks like a GIF image, not text"),
    (b"\x7FELF", "looks like a program (ELF), not text"),
    (b"\x1F\x8B", "looks like a gzip archive; unpack it first"),
    (
        b"7z\xBC\xAF\x27\x1C",
        "looks like a 7z archive; unpack it first",
    ),
    (b"\xFD7zXZ\0", "looks like an xz archive; unpack it first"),
    (b"\xFF\xFE\0\0", "looks like UTF-32 text; save it as UTF-8"),
    (b"\0\0\xFE\xFF", "looks like UTF-32 text; save it as UTF-8"),
];

/// First bytes of a zip archive.
const ZIP: &[u8] = b"PK\x03\x04";

/// How far into a zip archive the names of its first members are looked for, in bytes.
const ZIP_HEAD: usize = 4096;

/// What is inside a zip archive, by a piece of an early member.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (
        b"word/",
        "looks like a Word document (.docx); save it as text or Markdown",
    ),
    (
        b"application/vnd.oasis.opendocument",
        "looks like an OpenDocument file; save it as text or Markdown",
    ),
    (
        b"[Content_Types].xml",
        "looks like an Office document; save it as text or Markdown",
    ),
];

/// What `bytes` look like where they carry the signature of a format that is not plain text.
pub(super) fn not_text(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(ZIP) {
        let head = bytes.get(..ZIP_HEAD).unwrap_or(bytes);
        let inside = ZIP_MEMBERS
            .iter()
            .find(|(needle, _)| head.windows(needle.len()).any(|w| w == *needle));
        return Some(inside.map_or("looks like a zip archive; unpack it first", |(_, s)| s));
    }
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, sentence)| *sentence)
}
