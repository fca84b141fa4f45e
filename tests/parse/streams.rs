//! Streams read in blocks of any size: the same postings at the same places as where they are read at once.

use jdlint::parse::stream::{Limits, Stream, StreamError};
use jdlint::parse::{Data, Document, Format, Postings, postings};
use jdlint::source::{Position, Source};
use jdlint::span::Span;
use std::fmt::Write;
use std::io::{self, Read};

const LIMITS: Limits = Limits {
    block: 7,
    record: 1 << 20,
    marks: 1 << 20,
};

/// A posting: its address and text, and the places in the file of each of its blocks.
type Placed = (String, String, Vec<[(usize, Position); 2]>);

fn placed(document: &Document, source: &Source) -> Placed {
    let address = document.address.as_ref().unwrap();
    let place = |offset| (source.file_offset(offset), source.position(offset));
    let of_block = |span: Span| {
        let span = document.source_span(span);
        [place(span.start), place(span.end)]
    };
    (
        format!("{} {:?}", address.pointer, address.id),
        document.text.clone(),
        document.blocks.iter().map(|b| of_block(b.span)).collect(),
    )
}

/// What a stream holds, and what is wrong with it, read in blocks.
fn in_blocks(bytes: &[u8], format: Format, limits: Limits) -> (Vec<Placed>, Vec<String>, usize) {
    let stream = Stream::new(bytes, "jobs", format, limits);
    let (mut found, mut problems, mut blocks) = (Vec::new(), Vec::new(), 0);
    for block in stream {
        match block {
            Ok(block) => {
                let Postings {
                    documents,
                    problems: wrong,
                } = block.postings(Data::default());
                found.extend(documents.iter().map(|d| placed(d, &block.source)));
                let wrong = Postings {
                    problems: wrong,
                    documents: documents.clone(),
                };
                let blank = |told: &String| told.starts_with("holds no posting");
                problems.extend(wrong.problem().filter(|told| !blank(told)));
                blocks += 1;
            }
            Err(error) => problems.push(error.to_string()),
        }
    }
    (found, problems, blocks)
}

fn at_once(bytes: &[u8], format: Format) -> Vec<Placed> {
    let source = Source::from_bytes("jobs", bytes.to_vec()).unwrap();
    let documents = postings(&source, format).documents;
    documents.iter().map(|d| placed(d, &source)).collect()
}

fn lines() -> String {
    let mut text = String::from("\u{feff}");
    for id in 0..40 {
        let what = [
            "Own the roadmap",
            "Ümläut — 漢字 🚀",
            "\\u00e9t\\u00e9\\nDecide",
        ][id % 3];
        let end = ["\n", "\r\n", "\r", "\n\n", "\n \t\n"][id % 5];
        write!(
            text,
            "{{\"id\": {id}, \"title\": \"Product Manager\", \"content\": \"<p>{what}</p>\"}}{end}"
        )
        .unwrap();
    }
    text
}

fn table() -> String {
    let mut text = String::from("\u{feff}id;title;\"des\ncription\";Description\r\n");
    for id in 0..40 {
        let what = [
            "Own the roadmap",
            "\"Own; the\n\"\"roadmap\"\"\r\nand 漢字 🚀\"",
            "\"It\"s odd",
        ][id % 3];
        let end = ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"][id % 5];
        write!(text, "{id};Product Manager;;{what}{end}").unwrap();
    }
    text
}

#[test]
fn blocks_of_any_size_hold_what_the_whole_holds() {
    for (text, format) in [(lines(), Format::JsonLines), (table(), Format::Table)] {
        for bytes in [
            text.as_bytes().to_vec(),
            text.trim_end().as_bytes().to_vec(),
            // bytes that are no text
            text.replace("roadmap", "road\u{1}map")
                .bytes()
                .map(|b| if b == 1 { 0xff } else { b })
                .collect(),
        ] {
            let whole = at_once(&bytes, format);
            assert_eq!(whole.len(), 40, "{format:?}");
            for block in [1, 2, 3, 7, 50, 100_000] {
                let limits = Limits { block, ..LIMITS };
                let (found, problems, blocks) = in_blocks(&bytes, format, limits);
                assert_eq!(problems, [""; 0], "{format:?} by {block}");
                assert_eq!(found.len(), whole.len(), "{format:?} by {block}");
                for (found, whole) in found.iter().zip(&whole) {
                    assert_eq!(found, whole, "{format:?} by {block}");
                }
                assert_eq!(blocks > 10, block < 100, "{format:?} by {block}: {blocks}");
            }
        }
    }
}

#[test]
fn utf_16_is_read_at_once() {
    let units: Vec<u8> = lines().encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (found, problems, blocks) = in_blocks(&units, Format::JsonLines, LIMITS);
    assert_eq!(found, at_once(&units, Format::JsonLines));
    assert_eq!((found.len(), problems.len(), blocks), (40, 0, 1));
    let limits = Limits {
        record: 100,
        ..LIMITS
    };
    let (found, problems, _) = in_blocks(&units, Format::JsonLines, limits);
    assert_eq!(
        (found.len(), problems.as_slice()),
        (0, &["it is too large".to_owned()][..])
    );
}

#[test]
fn a_record_beyond_the_limit_ends_the_stream_and_no_other_does() {
    let long = format!("{{\"title\": \"{}\"}}", "x".repeat(500));
    for (before, format, told) in [
        (lines(), Format::JsonLines, "line 57 is too large"),
        (table(), Format::Table, "the row at line 85 is too large"),
    ] {
        let bytes = format!("{before}{long}\n{before}");
        let record = 499;
        // what is larger than a read is seen to be too large; a block as large as the whole is one read
        for block in [1, 64, 400] {
            let (found, problems, _) = in_blocks(
                bytes.as_bytes(),
                format,
                Limits {
                    block,
                    record,
                    ..LIMITS
                },
            );
            assert_eq!(found.len(), 40, "{format:?} by {block}");
            assert_eq!(problems, [told], "{format:?} by {block}");
        }
    }
}

#[test]
fn a_record_with_too_many_marks_is_left_out_and_the_others_are_not() {
    let dense = "!?\n".repeat(200);
    let line = format!(
        "{{\"title\": \"PM\", \"content\": {}}}\n",
        serde_json::to_string(&dense).unwrap()
    );
    let row = format!("41;PM;;\"{dense}\"\n");
    for (format, text, dense, told) in [
        (Format::JsonLines, lines(), line, "line 57 has more than"),
        (Format::Table, table(), row, "the row at line"),
    ] {
        let more = text.trim_start_matches('\u{feff}');
        let bytes = format!("{text}{dense}{more}");
        let all = at_once(bytes.as_bytes(), format);
        for block in [1, 64, 400] {
            let limits = Limits {
                block,
                marks: 500,
                ..LIMITS
            };
            let (found, problems, _) = in_blocks(bytes.as_bytes(), format, limits);
            let others = all.iter().filter(|(_, text, _)| !text.contains("!?"));
            assert!(found.iter().eq(others), "{format:?} by {block}");
            assert_eq!(found.len() + 1, all.len());
            let [problem] = problems.as_slice() else {
                panic!("{problems:?}");
            };
            assert!(problem.starts_with(told), "{problem}");
            assert!(problem.contains("more than 500 marks"), "{problem}");
            // as a file of that many marks is
            let allowed = Limits {
                marks: 800,
                ..limits
            };
            assert_eq!(in_blocks(bytes.as_bytes(), format, allowed).0, all);
        }
    }
}

#[test]
fn what_is_no_stream_of_postings_is_refused() {
    let error = |bytes: &[u8], format| {
        let mut stream = Stream::new(bytes, "jobs", format, LIMITS);
        loop {
            match stream.next() {
                Some(Err(error)) => {
                    assert!(stream.next().is_none());
                    return error;
                }
                Some(Ok(_)) => {}
                None => panic!("no error"),
            }
        }
    };
    assert!(matches!(error(b"", Format::JsonLines), StreamError::Empty));
    assert!(matches!(
        error(b"a,b\n1,2\n", Format::Table),
        StreamError::Refused(_)
    ));
    assert!(matches!(
        error(b"\n\n\n", Format::Table),
        StreamError::Refused(_)
    ));
    assert!(matches!(
        error(b"%PDF-1.7\n", Format::JsonLines),
        StreamError::Source(_)
    ));
    let late = [lines().as_bytes(), b"\0\0\n"].concat();
    assert!(matches!(
        error(&late, Format::JsonLines),
        StreamError::Source(_)
    ));
    // an unclosed quotation mark makes the rest one row
    let open = format!("{}41;PM;;\"{}", table(), "x".repeat(2 << 20));
    assert!(matches!(
        error(open.as_bytes(), Format::Table),
        StreamError::TooLarge(_)
    ));
}

/// Gives one line at a time, and then an error.
struct Slow<'t>(std::str::SplitInclusive<'t, char>);

impl Read for Slow<'_> {
    fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
        match self.0.next() {
            Some(line) => {
                room[..line.len()].copy_from_slice(line.as_bytes());
                Ok(line.len())
            }
            None => Err(io::ErrorKind::ConnectionReset.into()),
        }
    }
}

#[test]
fn what_has_come_is_given_before_more_is_asked_for() {
    let text = "{\"title\": \"Product Manager\", \"content\": \"Own it.\"}\n".repeat(3);
    let limits = Limits {
        block: 1000,
        ..LIMITS
    };
    let mut stream = Stream::new(
        Slow(text.split_inclusive('\n')),
        "jobs",
        Format::JsonLines,
        limits,
    );
    for line in 0..3 {
        let block = stream.next().unwrap().unwrap();
        assert_eq!(block.source.origin().line, line);
        assert_eq!(block.postings(Data::default()).documents.len(), 1);
    }
    assert!(matches!(stream.next(), Some(Err(StreamError::Io(_)))));
    assert!(stream.next().is_none());
}
