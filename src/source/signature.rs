//! Signatures of files that are not text, and what to tell the person who has one.

/// First bytes, and what a file that begins with them is.
const SIGNATURES: &[(&[u8], &str)] = &[
    (
        b"%PDF-",
        "looks like a PDF; export it as .docx, text or Markdown",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "looks like an old Office document (.doc, .xls) or one with a password; save it as .docx without a password",
    ),
    (
        b"{\\rtf",
        "looks like rich text (RTF); save it as .docx, plain text or Markdown",
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
pub(super) const ZIP: &[u8] = b"PK\x03\x04";

/// How far into a zip archive the names of its first members are looked for, in bytes.
const ZIP_HEAD: usize = 4096;

/// What is inside a zip archive, by a piece of an early member.
const ZIP_MEMBERS: &[(&[u8], &str)] = &[
    (b"xl/", "looks like a spreadsheet (.xlsx), not a document"),
    (b"ppt/", "looks like a presentation (.pptx), not a document"),
    (
        b"application/vnd.oasis.opendocument",
        "looks like an OpenDocument file; save it as .docx, text or Markdown",
    ),
    (
        b"META-INF/manifest.xml",
        "looks like an OpenDocument file; save it as .docx, text or Markdown",
    ),
    (
        b"Index/",
        "looks like a Pages document; export it as .docx or text",
    ),
    (
        b"[Content_Types].xml",
        "looks like an Office document, but not one of Word",
    ),
];

/// Whether a zip archive that cannot be read holds a Word document by what stands at its start.
pub(super) fn is_word(bytes: &[u8]) -> bool {
    holds(bytes, b"word/")
}

/// What a zip archive is that holds no Word document, by its first bytes or the names of its members.
pub(super) fn archive(names: &[u8]) -> &'static str {
    let inside = ZIP_MEMBERS.iter().find(|(piece, _)| holds(names, piece));
    inside.map_or("looks like a zip archive; unpack it first", |(_, s)| s)
}

fn holds(bytes: &[u8], piece: &[u8]) -> bool {
    let head = bytes.get(..ZIP_HEAD).unwrap_or(bytes);
    head.windows(piece.len()).any(|w| w == piece)
}

/// What `bytes` look like where they carry the signature of a format that is not plain text.
pub(super) fn not_text(bytes: &[u8]) -> Option<&'static str> {
    SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
        .map(|(_, sentence)| *sentence)
}
