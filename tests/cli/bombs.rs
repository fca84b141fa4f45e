//! Files that are small and become large, or are nested without end, through the real binary: each is read or refused in one
//! line that names the limit, and the others are checked.

use crate::common::{POSTING, Run, Sandbox};

/// A run over these files and one posting more, which must be linted.
#[track_caller]
fn beside_a_posting(args: &[&str], files: &[(&str, &[u8])]) -> Run {
    let sandbox = Sandbox::with(&[("z.md", POSTING)]);
    for (name, bytes) in files {
        sandbox.write(name, bytes);
    }
    let mut all = vec!["--format", "json"];
    all.extend(args);
    all.extend(files.iter().map(|(name, _)| *name));
    all.push("z.md");
    let run = sandbox.run(&all);
    assert!(run.paths().contains(&"z.md".to_owned()), "{}", run.stderr);
    run
}

/// Each file is refused with its words, and nothing else is said.
#[track_caller]
fn refused(args: &[&str], files: &[(&str, &[u8], &str)]) {
    let named: Vec<_> = files
        .iter()
        .map(|(name, bytes, _)| (*name, *bytes))
        .collect();
    let run = beside_a_posting(args, &named);
    let said: Vec<_> = run.stderr.lines().collect();
    let mut expected: Vec<_> = files
        .iter()
        .map(|(name, _, words)| format!("error: {name}: {words}"))
        .collect();
    expected.sort();
    assert_eq!(said, expected);
    assert_eq!(run.status, 2);
    assert_eq!(run.paths(), ["z.md"]);
}

/// All files are read, and nothing is said.
#[track_caller]
fn read(args: &[&str], files: &[(&str, &[u8])]) {
    let run = beside_a_posting(args, files);
    assert_eq!(run.stderr, "");
    assert!(run.status < 2, "{}", run.status);
    assert_eq!(run.paths().len(), files.len() + 1);
}

fn posting_in_word(body: &str) -> String {
    crate::docx::main_part(&format!(
        "<w:p><w:r><w:t>Product Manager</w:t></w:r></w:p>{body}"
    ))
}

const MARKS: &str = "more than 349525 marks and line breaks, the limit where files may have 4 MB; --max-file-size raises it";
const UNPACKED: &str = "it unpacks to more than 8 MB; --max-file-size raises this limit";
const SIZE: &str = "larger than the limit of 4 MB; --max-file-size raises it";

#[test]
fn what_is_too_large_or_too_dense_names_the_limit() {
    let line = "Own it all ".repeat(3_000_000);
    let escapes = format!(
        "{{\"title\": \"VP\", \"content\": \"{}\"}}",
        "\\n".repeat(600_000)
    );
    let page = format!("<h1>VP</h1><p>{line}");
    let string = format!("{{\"title\": \"VP\", \"content\": \"{line}\"}}");
    let elements = "<b>".repeat(300_000);
    let levels = "[".repeat(1_000_000);
    let documents = "---\ntitle: VP\nrequirements: [Own it]\n".repeat(90_000);
    refused(
        &[],
        &[
            ("line.html", page.as_bytes(), SIZE),
            ("string.json", string.as_bytes(), SIZE),
            ("escapes.json", escapes.as_bytes(), MARKS),
            ("elements.html", elements.as_bytes(), MARKS),
            ("levels.json", levels.as_bytes(), MARKS),
            ("lines.txt", "a\n".repeat(600_000).as_bytes(), MARKS),
            (
                "rows.md",
                format!("|a|\n|-|\n{}", "|a\n".repeat(300_000)).as_bytes(),
                MARKS,
            ),
            ("documents.yaml", documents.as_bytes(), MARKS),
        ],
    );
    // what was found in a folder and is no posting for sure is a warning
    let sandbox = Sandbox::with(&[("a.md", POSTING), ("levels.json", &levels)]);
    let run = sandbox.run(&["--fail-on", "never"]);
    assert_eq!(run.status, 0, "{run:?}");
    assert_eq!(run.stderr, format!("warning: levels.json: {MARKS}\n"));
}

#[test]
fn a_text_that_is_larger_than_its_file_counts_as_it_is_read() {
    const TEXT: &str = "its text is larger than the limit of 4 MB; --max-file-size raises it";
    let line = "拥有".repeat(900_000);
    let utf16: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin = [b"# VP\n\n".as_slice(), &[0xe9; 2 << 20]].concat();
    let run = format!(
        "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
        "Own it ".repeat(700_000)
    );
    let word = crate::docx::package(&posting_in_word(&run), "");
    assert!(utf16.len() < 4 << 20 && word.len() < 1 << 20);
    refused(
        &[],
        &[
            ("utf16.md", &[b"\xff\xfe", utf16.as_slice()].concat(), TEXT),
            ("latin.md", &latin, TEXT),
            ("word.docx", &word, TEXT),
        ],
    );
}

#[test]
fn the_limits_rise_with_the_option() {
    read(
        &["--max-file-size", "8"],
        &[(
            "lines.txt",
            format!("# VP\n\n{}", "\n".repeat(600_000)).as_bytes(),
        )],
    );
    let unpacked = crate::docx::package(&posting_in_word(&" ".repeat(9 << 20)), "");
    read(&["--max-file-size", "8"], &[("a.docx", &unpacked)]);
    // the variable stands for the option
    let mut sandbox = Sandbox::new();
    sandbox.write("a.docx", unpacked);
    assert_eq!(sandbox.run(&["a.docx"]).status, 2);
    sandbox.set("JDLINT_MAX_FILE_SIZE", "8");
    assert!(sandbox.run(&["a.docx"]).status < 2);
}

#[test]
fn nesting_is_read_or_named() {
    let levels = "[".repeat(300_000) + &"]".repeat(300_000);
    let json = format!("{{\"title\": \"VP\", \"content\": \"Own it.\", \"x\": {levels}}}");
    let html = format!(
        "<h1>VP</h1>{}x{}",
        "<div>".repeat(200_000),
        "</div>".repeat(200_000)
    );
    let attributes: String = (0..200_000).map(|i| format!(" a{i}=b")).collect();
    let attributes = format!("<h1>VP</h1><p{attributes}>x");
    let items: String = (0..2_000)
        .map(|i| format!("{} x\n", "*".repeat(i)))
        .collect();
    let indented: String = (0..2_000)
        .map(|i| format!("{}- x\n\n", "  ".repeat(i)))
        .collect();
    let mut aliases = "a0: &a0 [x, x]\n".to_owned();
    for i in 1..1_000 {
        aliases.push_str(&format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}]\n", i - 1));
    }
    aliases.push_str("title: VP\nduties: *a999\nrequirements: [Own it]\n");
    read(
        &["--max-file-size", "64"],
        &[
            ("nested.json", json.as_bytes()),
            ("nested.html", html.as_bytes()),
            ("attributes.html", attributes.as_bytes()),
            ("items.adoc", format!("= VP\n\n{items}").as_bytes()),
            ("items.rst", format!("VP\n==\n\n{indented}").as_bytes()),
            ("aliases.yaml", aliases.as_bytes()),
        ],
    );
    let deep = format!("title: VP\nduties: {}", "- ".repeat(2_000));
    let flow = format!("title: VP\nduties: {}", "[".repeat(100_000));
    let many = format!("title: VP\nduties: [{}]\n", "a,".repeat(1_100_000));
    let brackets = "YAML nested deeper than 255 brackets at line 2";
    refused(
        &["--max-file-size", "64"],
        &[
            (
                "deep.yaml",
                deep.replacen(" - ", "\n- ", 1).as_bytes(),
                "YAML nested deeper than 1000 levels at line 3",
            ),
            ("flow.yaml", flow.as_bytes(), brackets),
            (
                "many.yaml",
                many.as_bytes(),
                "YAML with more than 1048576 values at line 2",
            ),
        ],
    );
}

#[test]
fn documents_of_word_are_unpacked_within_limits() {
    let word = |why: &str| format!("looks like a Word document (.docx), but {why}");
    let blanks = " ".repeat(17 * 1024 * 1024);
    let one = crate::docx::package(&posting_in_word(&blanks), "");
    // each part within the limit, together beyond
    let half = " ".repeat(9 * 1024 * 1024);
    let together = crate::docx::package(&posting_in_word(&half), &half);
    let names: Vec<_> = (0..10_001).map(|i| format!("word/{i}")).collect();
    let members: Vec<_> = names.iter().map(|name| (name.as_str(), "")).collect();
    let members = crate::docx::archive(&members);
    let deep = format!("{}{}", "<w:tbl>".repeat(2_000), "</w:tbl>".repeat(2_000));
    let deep = crate::docx::package(&posting_in_word(&deep), "");
    let entity = format!(
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>{}",
        posting_in_word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>").replacen(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "",
            1
        )
    );
    let entity = crate::docx::package(&entity, "");
    let whole = crate::docx::package(&posting_in_word(""), "");
    let cut = &whole[..whole.len() - 40];
    refused(
        &[],
        &[
            ("one.docx", &one, &word(UNPACKED)),
            ("together.docx", &together, &word(UNPACKED)),
            (
                "members.docx",
                &members,
                &word("its archive has more than 10000 members"),
            ),
            (
                "deep.docx",
                &deep,
                &word("its XML is nested deeper than 1000"),
            ),
            (
                "entity.docx",
                &entity,
                &word("its XML declares a document type"),
            ),
            ("cut.docx", cut, &word("its archive is damaged")),
        ],
    );
}

/// A document with so many megabytes of pictures.
fn with_pictures(megabytes: usize) -> Vec<u8> {
    let main = posting_in_word("");
    let relations = crate::docx::relations(&[("officeDocument", "word/document.xml")]);
    let parts = [("_rels/.rels", &*relations), ("word/document.xml", &*main)];
    let names: Vec<_> = (0..megabytes)
        .map(|i| format!("word/media/{i}.png"))
        .collect();
    // text that does not pack
    let mut state = 1u64;
    let picture: String = (0..1 << 20)
        .map(|_| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            char::from((state >> 57) as u8)
        })
        .collect();
    let pictures = names.iter().map(|name| (name.as_str(), picture.as_str()));
    let parts: Vec<_> = parts.into_iter().chain(pictures).collect();
    crate::docx::archive(&parts)
}

#[test]
fn a_document_of_word_is_judged_by_its_text_and_not_by_its_pictures() {
    let illustrated = with_pictures(6);
    assert!(illustrated.len() > 5 << 20, "{}", illustrated.len());
    read(&[], &[("illustrated.docx", &illustrated)]);
    let sandbox = Sandbox::new();
    assert!(sandbox.run_with_stdin(&["-"], &illustrated).status < 2);
    let limit = "larger than the limit of 24 MB; --max-file-size raises it";
    refused(&[], &[("album.docx", &with_pictures(30), limit)]);
    // what is called so and is none has the limit of all others
    let text = format!("# VP\n\n{}", "Own it all ".repeat(500_000));
    refused(&[], &[("text.docx", text.as_bytes(), SIZE)]);
}

/// Where the list of members says how large one unpacks, all say `size` instead.
fn lying(archive: &[u8], size: u32) -> Vec<u8> {
    let mut archive = archive.to_vec();
    for (mark, offset) in [(b"PK\x01\x02", 24), (b"PK\x03\x04", 22)] {
        let places: Vec<_> = (0..archive.len() - 4)
            .filter(|i| archive[*i..].starts_with(mark))
            .collect();
        for at in places {
            archive[at + offset..at + offset + 4].copy_from_slice(&size.to_le_bytes());
        }
    }
    archive
}

#[test]
fn what_an_archive_says_of_its_sizes_is_not_believed() {
    let blanks = " ".repeat(17 * 1024 * 1024);
    let bomb = crate::docx::package(&posting_in_word(&blanks), "");
    let damaged = "looks like a Word document (.docx), but its archive is damaged";
    refused(&[], &[("small.docx", &lying(&bomb, 10), damaged)]);
    // a claim of 4 GB reserves nothing
    read(
        &[],
        &[(
            "huge.docx",
            &lying(
                &crate::docx::package(&posting_in_word(""), ""),
                u32::MAX - 1,
            ),
        )],
    );
}

#[test]
fn no_member_is_written_whatever_it_is_called() {
    let main = posting_in_word("");
    let relations = crate::docx::relations(&[("officeDocument", "word/document.xml")]);
    let slip = crate::docx::archive(&[
        ("../slipped", "x"),
        ("/slipped", "x"),
        ("word/document.xml", &main),
        ("_rels/.rels", &relations),
    ]);
    let outside = crate::docx::archive(&[(
        "_rels/.rels",
        &crate::docx::relations(&[("officeDocument", "../../../../etc/passwd")]),
    )]);
    let sandbox = Sandbox::new();
    sandbox.write("in/slip.docx", slip);
    sandbox.write("in/outside.docx", outside);
    let run = sandbox.run_in("in", &["--format", "json", "."]);
    assert_eq!(run.paths(), ["slip.docx"], "{run:?}");
    assert!(
        run.stderr
            .contains("outside.docx: looks like a Word document (.docx), but its text is missing"),
        "{run:?}"
    );
    let names = |folder: &str| {
        std::fs::read_dir(sandbox.path().join(folder))
            .unwrap()
            .count()
    };
    assert_eq!((names("in"), names(".")), (2, 1));
}

#[test]
fn ten_thousand_postings_in_a_file_are_checked() {
    let posting = |i: u32| format!("{{\"title\":\"VP\",\"content\":\"Own it\",\"id\":{i}}}");
    let postings: Vec<_> = (0..10_000).map(posting).collect();
    let board = format!("[{}]", postings.join(","));
    let documents = "---\ntitle: VP\nduties: [Own it]\n".repeat(10_000);
    let run = beside_a_posting(
        &[],
        &[
            ("board.json", board.as_bytes()),
            ("documents.yaml", documents.as_bytes()),
        ],
    );
    assert_eq!(run.stderr, "");
    assert_eq!(run.paths().len(), 20_001);
}

#[test]
fn broken_utf16_is_read() {
    let utf16 = |units: &[u16]| -> Vec<u8> { units.iter().flat_map(|u| u.to_le_bytes()).collect() };
    let text: Vec<u16> = "\u{feff}# Product Manager\n\n- Own "
        .encode_utf16()
        .collect();
    let mut odd = utf16(&text);
    odd.push(b'i');
    let lone = utf16(&[&text[..], &[0xd83d, 0x20, 0xde80, 0xd83d]].concat());
    read(&[], &[("odd.md", &odd), ("lone.md", &lone)]);
}

#[test]
#[cfg(unix)]
fn links_in_a_circle_are_named_or_passed_over() {
    use std::os::unix::fs::symlink;
    let sandbox = Sandbox::with(&[("in/z.md", POSTING)]);
    symlink(sandbox.path().join("in"), sandbox.path().join("in/again")).unwrap();
    symlink("b.md", sandbox.path().join("a.md")).unwrap();
    symlink("a.md", sandbox.path().join("b.md")).unwrap();
    assert_eq!(sandbox.linted(&["."]), ["in/z.md"]);
    let run = sandbox.run(&["--format", "json", "a.md", "in/again/again/z.md"]);
    assert_eq!(run.paths().len(), 1);
    assert!(run.stderr.starts_with("error: a.md: "), "{run:?}");
    assert_eq!((run.status, run.stderr.lines().count()), (2, 1), "{run:?}");
}

/// Files whose every line was compared with all others once: with one more such place this test does not end.
#[test]
fn many_headings_cells_and_duties_are_read() {
    let head = "# Associate Product Manager\n\n## Responsibilities\n\n";
    let with = |head: &str, unit: &str, count: usize| format!("{head}{}", unit.repeat(count));
    let args = ["--max-file-size", "64"];
    read(
        &args,
        &[
            ("headings.md", with(head, "# a\n", 150_000).as_bytes()),
            (
                "untold.md",
                format!("{}## Requirements\n", with("# VP\n\n", "## a\n", 150_000)).as_bytes(),
            ),
            ("titles.adoc", with("= VP\n\n", ".a\n", 150_000).as_bytes()),
            (
                "cells.html",
                with("<h1>VP</h1>", "<td>a", 150_000).as_bytes(),
            ),
            (
                "duties.md",
                with(head, "- Own the strategy of the company.\n", 20_000).as_bytes(),
            ),
            ("images.md", with(head, "![[", 110_000).as_bytes()),
            ("stars.adoc", with("", "*", 340_000).as_bytes()),
        ],
    );
}
