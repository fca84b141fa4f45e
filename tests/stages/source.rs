//! Decoding: encodings, the way back to bytes of the file, lines and columns, and files that are not text.

// helpers outside of test functions fail a test by panicking as well
use jdlint::source::{Encoding, Source, SourceError};
use proptest::prelude::*;

fn source(bytes: &[u8]) -> Source {
    Source::from_bytes("posting.md", bytes.to_vec()).unwrap()
}

fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
    let mark = if mark { "\u{feff}" } else { "" };
    let units = mark.encode_utf16().chain(text.encode_utf16());
    units
        .flat_map(|u| {
            if little {
                u.to_le_bytes()
            } else {
                u.to_be_bytes()
            }
        })
        .collect()
}

/// Every character of `source` stands at the byte of the file where `encode` of what is before it ends.
fn assert_offsets(source: &Source, skip: usize, width: impl Fn(char) -> usize) {
    let mut file = skip;
    for (at, c) in source.text.char_indices() {
        assert_eq!(source.file_offset(at), file, "character {c:?} at {at}");
        // inside a character: its start
        if c.len_utf8() > 1 {
            assert_eq!(source.file_offset(at + 1), file);
        }
        file += width(c);
    }
    assert_eq!(source.file_offset(source.text.len()), file);
    assert_eq!(source.file_offset(source.text.len() + 9), file);
}

#[test]
fn utf8_with_and_without_a_mark() {
    let plain = source("# VP of Prodüct\n".as_bytes());
    assert_eq!((plain.encoding, plain.replaced), (Encoding::Utf8, 0));
    assert_offsets(&plain, 0, char::len_utf8);
    let marked = source("\u{feff}# VP\r\n".as_bytes());
    assert_eq!(marked.text, "# VP\r\n");
    assert_offsets(&marked, 3, char::len_utf8);
}

#[test]
fn utf16_by_mark_and_by_its_nul_bytes() {
    for (little, encoding) in [(true, Encoding::Utf16Le), (false, Encoding::Utf16Be)] {
        for mark in [true, false] {
            let text =
                "Senior Product Manager, platform – “core” team\nOwn the 🚀 roadmap\n".repeat(300);
            let read = source(&utf16(&text, little, mark));
            assert_eq!(read.text, text);
            assert_eq!((read.encoding, read.replaced), (encoding, 0));
            assert_offsets(&read, if mark { 2 } else { 0 }, |c| 2 * c.len_utf16());
        }
    }
}

#[test]
fn broken_utf16_is_replaced_and_counted() {
    let mut bytes = utf16("a🚀b", true, true);
    bytes.splice(2..2, [0x00, 0xD8]); // a high surrogate alone
    bytes.push(b'x'); // half a unit
    let read = source(&bytes);
    assert_eq!(read.text, "\u{fffd}a🚀b\u{fffd}");
    assert_eq!(read.replaced, 2);
    let at = |needle: char| read.file_offset(read.text.find(needle).unwrap());
    assert_eq!((at('a'), at('🚀'), at('b')), (4, 6, 10));
    assert_eq!(read.file_offset(read.text.len()), bytes.len());
}

#[test]
fn invalid_utf8_is_replaced_and_offsets_still_hold() {
    // one truncated sequence of two bytes counts once
    let read = source(b"caf\xE9 \xE2\x82 x\xFFy");
    assert_eq!(read.text, "caf\u{fffd} \u{fffd} x\u{fffd}y");
    assert_eq!(read.replaced, 3);
    let at = |needle: char| read.file_offset(read.text.find(needle).unwrap());
    assert_eq!((at('x'), at('y')), (8, 10));
}

#[test]
fn offsets_hold_across_long_valid_and_invalid_stretches() {
    let mut bytes = vec![b'\xEF', b'\xBB', b'\xBF'];
    for stretch in [10_000usize, 3, 5000, 4096, 1, 9000] {
        bytes.extend("aé".repeat(stretch).as_bytes());
        bytes.extend(b"\xFF".repeat(stretch));
        bytes.push(b'z');
    }
    let read = source(&bytes);
    let zs = read.text.char_indices().filter(|(_, c)| *c == 'z');
    let found: Vec<usize> = zs.map(|(at, _)| read.file_offset(at)).collect();
    let expected: Vec<usize> = (0..bytes.len()).filter(|i| bytes[*i] == b'z').collect();
    assert_eq!(found, expected);
    for (at, c) in read
        .text
        .char_indices()
        .filter(|(_, c)| *c == 'é')
        .step_by(17)
    {
        assert!(bytes[read.file_offset(at)..].starts_with(c.to_string().as_bytes()));
    }
}

#[test]
fn files_that_are_not_text_are_named() {
    let cases: &[(&[u8], &str)] = &[
        (
            b"%PDF-1.7\n%\xE2\xE3",
            "looks like a PDF; export it as .docx, text or Markdown",
        ),
        (
            b"PK\x03\x04\x14\0\0\0word/document.xml",
            "Word document (.docx), but its archive is damaged",
        ),
        (b"PK\x03\x04\x14\0\0\0other", "zip archive"),
        (
            b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
            "OpenDocument",
        ),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\x7FELF\x02", "ELF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ".doc"),
        (b"{\\rtf1\\ansi VP of Product}", "RTF"),
        (b"\xFF\xFE\0\0V\0\0\0", "UTF-32"),
        (b"VP of\0Product", "NUL"),
        (b"\xFE\xFF\0V\0P\0\0", "NUL"),
    ];
    for (bytes, expected) in cases {
        match Source::from_bytes("posting", bytes.to_vec()) {
            Err(SourceError::Binary(said) | SourceError::Damaged(said)) => {
                assert!(said.contains(expected), "{said}");
            }
            Ok(read) => panic!("read as text: {:?}", read.text),
        }
    }
}

#[test]
fn lines_end_at_lf_crlf_and_cr() {
    let read = source(b"a\nbb\r\nccc\rdddd\n");
    let lines = read.lines();
    let texts: Vec<&str> = (1..=lines.len())
        .map(|line| &read.text[lines.line_range(&read.text, line)])
        .collect();
    assert_eq!(texts, ["a", "bb", "ccc", "dddd", ""]);
    assert!(lines.line_range(&read.text, 6).is_empty());
    assert!(lines.line_range(&read.text, 0).is_empty());
    // only the line break goes, not carriage returns before it
    let read = source(b"a\r\r\nb");
    assert_eq!(read.lines().len(), 3);
}

#[test]
fn columns_in_bytes_units_and_code_points() {
    let read = source("first\r\né🚀x\n".as_bytes());
    let at = read.text.find('x').unwrap();
    let position = read.position(at);
    assert_eq!(
        (
            position.line,
            position.byte_column,
            position.utf16_column,
            position.column
        ),
        (2, 7, 4, 3)
    );
    assert_eq!(
        read.position(at - 1),
        read.position(at - 4),
        "inside a character"
    );
    assert_eq!(read.position(usize::MAX).line, 3);
    assert_eq!(source(b"").position(0).line, 1);
}

#[test]
fn columns_in_one_very_long_line() {
    let read = source(format!("é\n{}x", "aé🚀".repeat(300_000)).as_bytes());
    let end = read.text.len() - 1;
    // many look-ups at its end: each walks a few kilobytes, not the line
    for _ in 0..2_000 {
        assert_eq!(read.position(end).column, 900_001);
    }
    assert_eq!(read.position(end).utf16_column, 1_200_001);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_decode_or_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(read) = Source::from_bytes("p", bytes.clone()) {
            let mut before = 0;
            for (at, c) in read.text.char_indices() {
                let file = read.file_offset(at);
                prop_assert!(file >= before && file < bytes.len());
                before = file;
                if read.encoding == Encoding::Utf8 && c != char::REPLACEMENT_CHARACTER {
                    prop_assert!(bytes[file..].starts_with(c.to_string().as_bytes()));
                }
            }
            prop_assert_eq!(read.file_offset(read.text.len()), bytes.len());
        }
    }

    #[test]
    fn positions_agree_with_counting(text in "[a-zé🚀\r\n]{0,300}") {
        let read = Source::from_text("p", &text);
        let (mut line, mut start) = (1, 0);
        for (at, c) in text.char_indices() {
            let position = read.position(at);
            let before = &text[start..at];
            prop_assert_eq!(position.line, line);
            prop_assert_eq!(position.column, before.chars().count() + 1);
            prop_assert_eq!(position.utf16_column, before.encode_utf16().count() + 1);
            prop_assert_eq!(position.byte_column, before.len() + 1);
            if c == '\n' || (c == '\r' && !text[at + 1..].starts_with('\n')) {
                line += 1;
                start = at + 1;
            }
        }
    }
}
