//! Reports of texts, labels and writers that nobody would wish for.

use crate::support::*;
use jdlint::finding::Label;
use jdlint::report::{Format, Terminal, escape};
use jdlint::settings::Settings;
use jdlint::span::SourceSpan;
use jdlint::verdict::Policy;
use std::io;

#[test]
fn a_line_of_five_megabytes_is_cropped() {
    let half = "lorem ipsum 日本 ".repeat(150_000);
    let text = format!("{half}own the P&L of the group {half}");
    assert!(text.len() > 5_000_000);
    let column = half.chars().count() + 1;
    let files = [file(
        "big.txt",
        &text,
        vec![finding(vec![label(
            &text,
            "own the P&L of the group",
            "profit",
        )])],
    )];
    let out = human(&files);
    assert!(out.len() < 1_000, "{} bytes", out.len());
    assert!(out.contains(&format!("big.txt:1:{column}\n")));
    assert_eq!(words_above(&out, '^'), ["own the P&L of the group"]);
    let source_line = out.lines().nth(3).unwrap();
    assert!(source_line.starts_with("1 │ …") && source_line.ends_with('…'));
    assert!(source_line.chars().map(cells).sum::<usize>() <= 100);

    // the whole line as one label, and characters that take no cell
    for text in [text, "e".to_owned() + &"\u{301}".repeat(1_000_000)] {
        let mut whole = label("x", "x", "everything");
        whole.span = SourceSpan::new(0, text.len());
        let out = human(&[file("big.txt", &text, vec![finding(vec![whole])])]);
        assert!(out.len() < 4_000, "{} bytes", out.len());
    }
}

#[test]
fn edges_of_a_file() {
    let at = |text: &str, start, end| {
        let mut label = label("x", "x", "here");
        label.span = SourceSpan::new(start, end);
        human(&[file("x.md", text, vec![finding(vec![label])])])
    };
    for (text, start, end, place) in [
        ("", 0, 0, "x.md:1:1"),
        ("", 7, 9, "x.md:1:1"),
        ("abc", 3, 3, "x.md:1:4"),
        ("abc\n", 3, 4, "x.md:1:4"),
        ("abc\n", 4, 4, "x.md:2:1"),
        ("日本", 1, 2, "x.md:1:1"),
        ("abc", 1, usize::MAX, "x.md:1:2"),
        ("a\r\nb\r\n", 3, 4, "x.md:2:1"),
    ] {
        let out = at(text, start, end);
        assert!(
            out.contains(&format!("{place}\n")),
            "{text:?} {start}..{end}\n{out}"
        );
        assert!(out.contains("^ here"), "{text:?} {start}..{end}\n{out}");
        assert!(!out.contains('\r'));
    }
    // no label at all
    let out = human(&[file("x.md", "abc\n", vec![finding(vec![])])]);
    assert!(out.contains("x.md:1:1\n"), "{out}");
}

#[test]
fn a_label_over_several_lines_ends_with_its_first_line() {
    for text in ["Own the\nvision\n", "Own the\r\nvision\r\n"] {
        let mut both = label(text, "the", "two lines");
        both.span.end = text.len();
        let out = human(&[file("x.md", text, vec![finding(vec![both])])]);
        assert_eq!(words_above(&out, '^'), ["the"]);
        assert!(!out.contains("vision"), "{out}");
    }
}

#[test]
fn more_labels_than_anyone_reads_are_counted() {
    let text = "own it\n".repeat(5_000);
    let labels = (0..5_000)
        .map(|i| Label {
            primary: false,
            span: SourceSpan::new(i * 7, i * 7 + 3),
            message: String::new(),
        })
        .collect();
    let out = human(&[file("x.md", &text, vec![finding(labels)])]);
    assert!(out.lines().count() < 60);
    assert!(out.contains("and 4984 more like these"));
}

/// Fails as a closed pipe does, after some bytes.
struct Closed(usize);

impl io::Write for Closed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let n = bytes.len().min(self.0);
        self.0 -= n;
        Ok(n)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_broken_pipe_comes_back_as_one() {
    let text = "# VP of Product\n";
    let files = [file(
        "vp.md",
        text,
        vec![finding(vec![label(text, "VP of Product", "")])],
    )];
    let verdict = Policy::new(&Settings::default(), &known())
        .unwrap()
        .judge(&files);
    let report = report(&files, &verdict);
    for &format in Format::all() {
        for room in [0, 10, 60] {
            let error = report
                .write(format, Terminal::default(), &mut Closed(room))
                .unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::BrokenPipe, "{format:?} {room}");
        }
    }
}

proptest::proptest! {
    /// Whatever the text, the labels and the width: nothing panics, nothing unsafe gets out, excerpts stay in width.
    #[test]
    fn any_text_with_any_labels(
        text in r"[a-z \t\n\r\x1b日🎯é\u{301}\u{202e}]{0,400}",
        spans in proptest::collection::vec((0..500_usize, 0..120_usize), 0..6),
        width in 0..140_usize,
    ) {
        let labels = spans
            .iter()
            .map(|(start, length)| Label {
                primary: false,
                span: SourceSpan::new(*start, start + length),
                message: "m".into(),
            })
            .collect();
        let out = human_at(width, &[file("x.md", &text, vec![finding(labels)])]);
        proptest::prop_assert!(!out.chars().any(|c| c != '\n' && escape::is_unsafe(c)));
        for line in out.lines() {
            if let Some((number, _)) = line.split_once('│')
                && number.trim().parse::<usize>().is_ok()
            {
                // a source line has 24 cells beside the gutter, however narrow the terminal
                let most = width.max(number.len() + 2 + 24);
                proptest::prop_assert!(line.chars().map(cells).sum::<usize>() <= most, "{}", out);
            }
        }
    }

    /// The carets of a single label stand under its words, wherever the line is cropped.
    #[test]
    fn carets_stand_under_their_words(
        before in "[a-z 日🎯\u{1b}\t]{0,300}",
        after in "[a-z 日🎯\u{1b}\t]{0,300}",
        width in 60..120_usize,
    ) {
        let text = format!("{before}Own Everything{after}");
        let out = human_at(width, &[file("x.md", &text, vec![finding(vec![label(&text, "Own Everything", "m")])])]);
        proptest::prop_assert_eq!(words_above(&out, '^'), ["Own Everything"]);
        let column = before.chars().count() + 1;
        let place = format!("x.md:1:{column}\n");
        proptest::prop_assert!(out.contains(&place));
    }
}
