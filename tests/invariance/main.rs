//! The verdict rests on what a posting says, not on how it is spelt, typeset, drawn, wrapped or encoded.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::disallowed_methods
)] // helpers outside #[test] functions; fixtures are files

#[path = "../common/mod.rs"]
mod common;
mod redraw;

use common::markdown_fixtures;
use jdlint::lint::lint;
use jdlint::parse::Format;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::Source;
use redraw::{PLAIN, Piece, Style, drawn, folded, pieces};
use std::fmt::Write;
use std::sync::LazyLock;

/// A fixture: its name, its text, what jdlint says of it.
struct Fixture {
    name: String,
    text: String,
    pieces: Vec<Piece>,
    verdict: String,
}

static FIXTURES: LazyLock<Vec<Fixture>> = LazyLock::new(|| {
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).unwrap();
        Fixture {
            name: path.display().to_string(),
            pieces: pieces(&text),
            verdict: verdict(text.as_bytes(), Format::Markdown),
            text,
        }
    };
    markdown_fixtures().into_iter().map(read).collect()
});

/// Title and inferred level, then rule, severity and labelled words of every finding.
fn verdict(bytes: &[u8], format: Format) -> String {
    said(bytes, format, |labels| format!("{labels:?}"))
}

fn said(bytes: &[u8], format: Format, shown: fn(&[String]) -> String) -> String {
    let source = Source::from_bytes("posting", bytes.to_vec()).unwrap();
    let rules = Rules::builtin().unwrap();
    let mut said = String::new();
    for judged in lint(&source, format, rules, &Settings::default()) {
        let title = judged.posting.title.as_ref().map(|t| folded(&t.text));
        let level = (!judged.profile.abstains).then_some(judged.profile.level);
        writeln!(said, "{title:?} {level:.2?}").unwrap();
        let findings = judged.findings.iter().map(|finding| {
            let words = |span: jdlint::span::SourceSpan| folded(&source.text[span.start..span.end]);
            let mut labels: Vec<_> = finding.labels.iter().map(|l| words(l.span)).collect();
            labels.sort();
            let labels = shown(&labels);
            format!("{} {:?} {labels}", finding.code, finding.severity)
        });
        let mut findings: Vec<_> = findings.collect();
        findings.sort();
        for finding in findings {
            writeln!(said, "{finding}").unwrap();
        }
    }
    said
}

/// Asserts that no fixture is judged in another way after `change`, which gives none where there is nothing to change
/// and must change at least `least` of them, lest the test says nothing. `--nocapture` shows how many there were.
#[track_caller]
fn assert_same(least: usize, format: Format, change: impl Fn(&Fixture) -> Option<Vec<u8>>) {
    let (mut changed, mut wrong) = (0, String::new());
    for fixture in FIXTURES.iter() {
        let Some(other) = change(fixture).filter(|o| *o != fixture.text.as_bytes()) else {
            continue;
        };
        changed += 1;
        let after = verdict(&other, format);
        if after != fixture.verdict {
            let (name, before) = (&fixture.name, &fixture.verdict);
            writeln!(wrong, "{name}\n{before}became\n{after}").unwrap();
        }
    }
    assert!(changed >= least, "only {changed} postings changed");
    assert!(wrong.is_empty(), "{wrong}");
    let thread = std::thread::current();
    println!("{}: {changed} postings redrawn", thread.name().unwrap());
}

/// What differs where every fixture is drawn in each of these styles.
#[track_caller]
fn assert_styles<const N: usize>(least: usize, styles: [Style; N]) {
    for style in styles {
        assert_same(least, Format::Markdown, |f| {
            Some(drawn(&f.pieces, &style).into())
        });
    }
}

#[test]
fn order_of_bullets() {
    // of statements that say the same as strongly the first ones are labelled: as many, but others
    let judged = |text: &str| said(text.as_bytes(), Format::Markdown, |l| l.len().to_string());
    let mut changed = 0;
    for fixture in FIXTURES.iter() {
        let [before, after] =
            [fixture.pieces.clone(), redraw::reversed(&fixture.pieces)].map(|p| drawn(&p, &PLAIN));
        changed += usize::from(before != after);
        assert_eq!(judged(&before), judged(&after), "{}", fixture.name);
    }
    assert!(changed > 200, "only {changed} postings changed");
}

#[test]
fn glyphs_of_bullets() {
    let glyphs: [fn(usize) -> String; 8] = [
        |_| "* ".to_owned(),
        |_| "+ ".to_owned(),
        |_| "\u{2022} ".to_owned(),
        |_| "\u{25cf} ".to_owned(),
        |_| "\u{b7} ".to_owned(),
        |_| "\u{2013} ".to_owned(),
        |_| "\u{25e6} ".to_owned(),
        |_| "\u{25aa} ".to_owned(),
    ];
    assert_styles(50, glyphs.map(|bullet| Style { bullet, ..PLAIN }));
}

#[test]
fn numbers_as_bullets() {
    let numbers: [fn(usize) -> String; 2] =
        [|n| format!("{}. ", n + 1), |n| format!("{}) ", n + 1)];
    assert_styles(50, numbers.map(|bullet| Style { bullet, ..PLAIN }));
}

/// Where a single line of a posting is wrapped, and the next one begins with a capital, jdlint takes the break for the end
/// of a statement: "You report to the / Senior Product Manager."
const WRAPPED_ONCE: &str = "formats/vp-of-product.md";

#[test]
fn wrapping() {
    for width in [60, 80] {
        let style = Style {
            width: Some(width),
            ..PLAIN
        };
        assert_same(50, Format::Markdown, |f| {
            let known = f.name.ends_with(WRAPPED_ONCE);
            (!known).then(|| drawn(&f.pieces, &style).into())
        });
    }
    // most fixtures are written in this way
    assert_styles(5, [PLAIN]);
}

#[test]
fn spelling() {
    assert_styles(
        10,
        [redraw::american, redraw::british].map(|words| Style { words, ..PLAIN }),
    );
}

#[test]
fn typography() {
    let words = [redraw::quoted, redraw::dashed, redraw::bound];
    assert_styles(50, words.map(|words| Style { words, ..PLAIN }));
}

#[test]
fn line_ends_and_encodings() {
    let utf16 = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let encodings: [fn(&str) -> Vec<u8>; 4] = [
        |text| text.replace('\n', "\r\n").into(),
        |text| format!("\u{feff}{text}").into(),
        |text| format!("\u{feff}{}", text.replace('\n', "\r\n")).into(),
        |text| text.replace('\n', "\r").into(),
    ];
    for encoded in encodings {
        assert_same(200, Format::Markdown, |f| Some(encoded(&f.text)));
    }
    for mark in ["", "\u{feff}"] {
        let text = |f: &Fixture| utf16(&format!("{mark}{}", f.text));
        assert_same(200, Format::Markdown, |f| {
            Some(text(f).into_iter().flat_map(u16::to_le_bytes).collect())
        });
        assert_same(200, Format::Markdown, |f| {
            Some(text(f).into_iter().flat_map(u16::to_be_bytes).collect())
        });
    }
}

/// A heading of the title as it is, another one drawn by `draw`.
fn below_title(level: usize, text: &str, draw: fn(&str) -> String) -> String {
    match level {
        1 => format!("# {text}"),
        _ => draw(text),
    }
}

#[test]
fn headings() {
    let headings: [fn(usize, &str) -> String; 9] = [
        |level, text| format!("{} {text}", "#".repeat(level + 1)),
        |level, text| format!("{} {text} ##", "#".repeat(level)),
        |level, text| format!("{} **{text}**", "#".repeat(level)),
        |level, text| format!("{text}\n{}", if level == 1 { "===" } else { "---" }),
        |level, text| below_title(level, text, |t| format!("**{t}**")),
        |level, text| below_title(level, text, |t| format!("__{t}__")),
        |level, text| below_title(level, text, |t| format!("**{t}:**")),
        |level, text| below_title(level, text, |t| format!("## {}", t.to_uppercase())),
        |level, text| below_title(level, text, str::to_uppercase),
    ];
    assert_styles(50, headings.map(|heading| Style { heading, ..PLAIN }));
}

#[test]
fn emphasis() {
    let items: [fn(&str) -> String; 3] = [
        |text| format!("**{text}**"),
        |text| format!("_{text}_"),
        |text| match text.split_once(' ') {
            Some((first, rest)) => format!("**{first}** {rest}"),
            None => text.to_owned(),
        },
    ];
    assert_styles(50, items.map(|item| Style { item, ..PLAIN }));
}

/// Sections that most postings have and that say nothing of this one.
const BOILERPLATE: &str = "\
## About Larkmoor

Larkmoor makes tools for people who mend things. The company was founded in 1987, has offices in four countries and
sets the standard for repair in its markets. Our leadership team owns the strategy, and our vision is a world in which
nothing is thrown away.

## Benefits

- Thirty days of holiday
- A budget of 1,500 for courses of your own choice
- Mentoring by senior colleagues

## Equal opportunity

We are an equal opportunity employer. All qualified applicants will receive consideration without regard to age,
disability, origin, religion or sex.
";

#[test]
fn boilerplate_behind() {
    assert_same(200, Format::Markdown, |f| {
        Some(format!("{}\n{BOILERPLATE}", f.text.trim_end()).into())
    });
}

#[test]
fn boilerplate_in_front() {
    // between what stands on top and the first section
    assert_same(90, Format::Markdown, |f| {
        let (top, sections) = f.text.split_once("\n## ")?;
        Some(format!("{top}\n{BOILERPLATE}\n## {sections}").into())
    });
}

/// Whether nothing but headings, paragraphs and items stands in a posting: what plain text can say, too. A title that no
/// role covers is known for one by its markup alone.
fn is_plain(fixture: &Fixture) -> bool {
    let markup = |piece: &Piece| matches!(piece, Piece::Line(line) if !line.is_empty());
    let known = !fixture.verdict.contains("JD404 ");
    known && !fixture.pieces.iter().any(markup) && !fixture.text.contains(['*', '_', '`', '['])
}

#[test]
fn twins_in_plain_text() {
    for heading in [
        |_, text: &str| text.to_owned(),
        |_, text: &str| text.to_uppercase(),
        |level, text: &str| below_title(level, text, |t| format!("{t}:")).replace("# ", ""),
        |_, text: &str| format!("{text}\n{}", "-".repeat(text.chars().count())),
    ] {
        for bullet in [|_| "- ".to_owned(), |_| "\u{2022} ".to_owned()] {
            let style = Style {
                heading,
                bullet,
                ..PLAIN
            };
            assert_same(100, Format::Text, |f| {
                is_plain(f).then(|| drawn(&f.pieces, &style).into())
            });
        }
    }
}

#[test]
fn the_rules_know_both_spellings_of_a_word() {
    let lexicon = &Rules::builtin().unwrap().lexicon;
    let known = |word: &str| lexicon.lex(word).tokens.iter().all(|t| t.word != 0);
    for (american, british) in redraw::SPELLING.iter() {
        assert_eq!(known(american), known(british), "{american}, {british}");
    }
}
