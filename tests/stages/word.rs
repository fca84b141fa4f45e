//! Word documents: what of them is read, where it stands, and that no document does harm. The documents are made here,
//! but for `fixtures/formats`, which holds one of another program.

use crate::common::Sandbox;
use crate::docx::{MAIN, RELATIONS, archive, relations};
use jdlint::lint::study;
use jdlint::parse::{BlockKind, Format, parse};
use jdlint::posting::SectionKind;
use jdlint::rules::Rules;
use jdlint::settings::Settings;
use jdlint::source::{Source, SourceError};

/// Styles by the names that Word gives in every language, under identifiers of a German one.
const STYLES: &str = r#"
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/>
      <w:basedOn w:val="Standard"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Abschnitt"><w:name w:val="Posting section"/>
      <w:basedOn w:val="berschrift2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Kreis"><w:name w:val="a circle"/><w:basedOn w:val="Kreis"/></w:style>
    <w:style w:type="paragraph" w:styleId="Liste2"><w:name w:val="List Bullet 2"/></w:style>
    <w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>
    <w:style w:type="paragraph" w:styleId="Tief"><w:name w:val="Deep list"/><w:basedOn w:val="Standard"/>
      <w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Duty"/><w:basedOn w:val="Tief"/></w:style>
    <w:style w:type="paragraph" w:styleId="Ohne"><w:name w:val="No duty"/><w:basedOn w:val="Punkt"/>
      <w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Zahl"><w:name w:val="Step"/><w:basedOn w:val="Nummern"/></w:style>
    <w:style w:type="paragraph" w:styleId="Nummern"><w:name w:val="List Number"/></w:style>
    <w:style w:type="character" w:styleId="Gross"><w:name w:val="Loud"/><w:rPr><w:caps/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Stark"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Weg"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>"#;

/// A document whose main part is this XML.
fn with_main(xml: &str) -> Vec<u8> {
    crate::docx::package(xml, STYLES)
}

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    with_main(&crate::docx::main_part(body))
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn plain(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

fn styled(style: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{}</w:p>"#,
        run(text)
    )
}

fn item(level: u8, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>{}</w:p>"#,
        run(text)
    )
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>")
}

/// `kind: text` of each block, and each of them found again at its place in the text of the source.
fn blocks(body: &str) -> Vec<String> {
    let source = Source::from_bytes("posting.docx", document(body)).unwrap();
    let documents = parse(&source, Format::Word);
    assert_eq!(documents.len(), 1);
    let document = &documents[0];
    document
        .blocks
        .iter()
        .map(|block| {
            let text = document.block_text(block);
            let span = document.source_span(block.span);
            let written = &source.text[span.start..span.end];
            assert_eq!(
                text.split_whitespace().collect::<String>(),
                written.split_whitespace().collect::<String>()
            );
            let kind = match block.kind {
                BlockKind::Heading(level) => format!("h{level}"),
                BlockKind::ListItem { depth } => format!("li{depth}"),
                BlockKind::TableCell { row, column } => format!("td{row},{column}"),
                BlockKind::Paragraph => "p".to_owned(),
                BlockKind::Comment => "comment".to_owned(),
                BlockKind::Meta(_) => "meta".to_owned(),
            };
            format!("{kind}: {text}")
        })
        .collect()
}

#[track_caller]
fn assert_blocks(body: &[String], expected: &[&str]) {
    assert_eq!(blocks(&body.concat()), expected);
}

#[test]
fn headings_are_told_by_style_outline_level_and_bold_type() {
    let outlined =
        r#"<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Team</w:t></w:r></w:p>"#;
    let text_after_all = r#"<w:p><w:pPr><w:pStyle w:val="berschrift2"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>We bake.</w:t></w:r></w:p>"#;
    let two_runs = format!(
        "<w:p>{}{}{}</w:p>",
        bold("What you"),
        run(" "),
        bold("bring")
    );
    let by_style =
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="Stark"/></w:rPr><w:t>About us</w:t></w:r></w:p>"#;
    let not_bold =
        r#"<w:p><w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t>We sell cakes</w:t></w:r></w:p>"#;
    assert_blocks(
        &[
            styled("Titel", "VP of Product"),
            styled("Verzeichnis1", "What you do"),
            styled("Abschnitt", "What you do"),
            outlined.to_owned(),
            text_after_all.to_owned(),
            two_runs,
            by_style.to_owned(),
            not_bold.to_owned(),
            styled("Kreis", "A style in a circle"),
            styled("Nowhere", "A style that does not exist"),
        ],
        &[
            "h1: VP of Product",
            "h2: What you do",
            "h3: Team",
            "p: We bake.",
            "h6: What you bring",
            "h6: About us",
            "p: We sell cakes",
            "p: A style in a circle",
            "p: A style that does not exist",
        ],
    );
}

#[test]
fn capitals_and_underlines_stand_out_as_bold_type_does() {
    let look = |property: &str| format!("<w:r><w:rPr>{property}</w:rPr><w:t>Our bread</w:t></w:r>");
    let alone = |run: &str| blocks(&format!("<w:p>{run}</w:p>{}", plain("We bake.")));
    for (property, kind) in [
        ("<w:b/>", "h6"),
        ("<w:caps/>", "h6"),
        ("<w:smallCaps/>", "h6"),
        (r#"<w:u w:val="single"/>"#, "h6"),
        (r#"<w:rStyle w:val="Gross"/>"#, "h6"),
        (r#"<w:b/><w:b w:val="0"/>"#, "p"),
        (r#"<w:caps w:val="false"/>"#, "p"),
        (r#"<w:u w:val="none"/>"#, "p"),
        ("<w:i/>", "p"),
    ] {
        let expected = [format!("{kind}: Our bread"), "p: We bake.".to_owned()];
        assert_eq!(alone(&look(property)), expected, "{property}");
    }
    // a link is underlined because it is a link
    let link = format!(
        "<w:hyperlink>{}</w:hyperlink>",
        look(r#"<w:u w:val="single"/>"#)
    );
    assert_eq!(alone(&link)[0], "p: Our bread");
    let after = link + &look(r#"<w:u w:val="single"/>"#).replace("Our bread", " daily");
    assert_eq!(alone(&after)[0], "p: Our bread daily");
    let dots = r#"<w:r><w:rPr><w:b/></w:rPr><w:t>After 30 days you will be...</w:t></w:r>"#;
    assert_eq!(alone(dots)[0], "h6: After 30 days you will be...");
}

#[test]
fn a_bold_line_with_a_number_is_the_heading_of_a_section() {
    let sections = ["Purpose of the role", "Responsibilities", "Requirements"];
    let numbered = |text: &str| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>{}</w:p>"#,
            bold(text)
        )
    };
    let body = [
        styled("Titel", "Product Manager"),
        numbered(sections[0]),
        plain("We bake bread for hotels."),
        numbered(sections[1]),
        item(0, "Own the backlog of one squad"),
        item(0, "Talk to bakers every week"),
        numbered(sections[2]),
        item(0, "Three years as a product manager"),
    ];
    let source = Source::from_bytes("posting.docx", document(&body.concat())).unwrap();
    let rules = Rules::builtin().unwrap();
    let judged = study(&source, Format::Word, rules, &Settings::default()).remove(0);
    let found: Vec<_> = judged
        .posting
        .statements
        .iter()
        .map(|s| (s.span.of(&judged.document.text), s.section))
        .collect();
    assert_eq!(
        found,
        [
            ("We bake bread for hotels.", SectionKind::About),
            (
                "Own the backlog of one squad",
                SectionKind::Responsibilities
            ),
            ("Talk to bakers every week", SectionKind::Responsibilities),
            (
                "Three years as a product manager",
                SectionKind::Requirements
            ),
        ]
    );
}

#[test]
fn bullets_of_symbol_fonts_and_styles_upon_styles_make_lists() {
    let sign = |code: &str, text: &str| {
        format!(
            r#"<w:p><w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r><w:r><w:tab/></w:r>{}</w:p>"#,
            run(text)
        )
    };
    assert_blocks(
        &[
            sign("F0D8", "Own the backlog"),
            sign("F0FC", "Order it"),
            sign("F076", "Groom it"),
            styled("Punkt", "Write tickets"),
            styled("Zahl", "Test the release"),
            styled("Ohne", "We bake."),
        ],
        &[
            "li0: Own the backlog",
            "li0: Order it",
            "li0: Groom it",
            "li2: Write tickets",
            "li0: Test the release",
            "p: We bake.",
        ],
    );
}

#[test]
fn lists_are_told_by_numbering_style_and_typed_bullets() {
    let taken_away = r#"<w:p><w:pPr><w:pStyle w:val="Liste2"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>Not in the list.</w:t></w:r></w:p>"#;
    assert_blocks(
        &[
            item(0, "Own the backlog"),
            item(1, "Order it"),
            styled("Liste2", "Write tickets"),
            taken_away.to_owned(),
            plain("• Test the release"),
            plain("- Talk to customers"),
        ],
        &[
            "li0: Own the backlog",
            "li1: Order it",
            "li1: Write tickets",
            "p: Not in the list.",
            "li0: Test the release",
            "li0: Talk to customers",
        ],
    );
}

#[test]
fn only_what_a_reader_sees_is_read() {
    let seen = [
        run("Own "),
        format!("<w:ins>{}</w:ins>", run("the ")),
        format!("<w:del><w:r><w:delText>no </w:delText></w:r>{}</w:del>", run("never ")),
        format!("<w:moveFrom>{}</w:moveFrom>", run("moved ")),
        r#"<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden </w:t></w:r>"#.to_owned(),
        r#"<w:r><w:rPr><w:rStyle w:val="Weg"/></w:rPr><w:t>gone </w:t></w:r>"#.to_owned(),
        format!("<w:hyperlink>{}</w:hyperlink>", run("road&#x6d;ap &amp; ")),
        "<w:r><w:instrText>PAGE 7</w:instrText></w:r>".to_owned(),
        "<w:r><w:t>back</w:t><w:softHyphen/><w:t>log\u{ad}</w:t><w:noBreakHyphen/><w:t>s</w:t></w:r>".to_owned(),
        r#"<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>"#.to_owned(),
        r#"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"#.to_owned(),
        r#"<w:smartTag w:element="place"><w:r><w:t> in</w:t></w:r></w:smartTag><w:r><w:footnoteReference w:id="2"/></w:r>"#.to_owned(),
        r#"<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t> Oslo</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#.to_owned(),
        r#"<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t> daily</w:t></w:r></w:sdtContent></w:sdt>"#.to_owned(),
    ];
    let box_of = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", plain(text));
    let text_box = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
        box_of("We bake bread."),
        box_of("We bake bread."),
        run("Around the box.")
    );
    let joined = format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        run("One sentence "),
        plain("in two paragraphs.")
    );
    assert_blocks(
        &[format!("<w:p>{}</w:p>", seen.concat()), text_box, joined],
        &[
            "p: Own the roadmap & backlog-s in Oslo daily",
            "p: We bake bread.",
            "p: Around the box.",
            "p: One sentence in two paragraphs.",
        ],
    );
}

#[test]
fn tables_hold_data_or_lay_out_the_page() {
    let row = |cells: &[String]| {
        let cells: String = cells.iter().map(|c| format!("<w:tc>{c}</w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    // a text beside a label, not a value
    let long = "We bake bread for hotels all night. ".repeat(12);
    let long = long.trim_end().to_owned();
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    assert_blocks(
        &[
            table(&[
                row(&[plain("Reports to"), plain("VP of Product")]),
                row(&[plain("Grade"), plain("5")]),
            ]),
            table(&[row(&[
                plain("Duties"),
                plain("Write the tickets.") + &plain("Order the backlog."),
            ])]),
            table(&[row(&[plain("All in one cell.")])]),
            table(&[row(&[plain("Purpose"), plain(&long)])]),
        ],
        &[
            "td0,0: Reports to",
            "td0,1: VP of Product",
            "td1,0: Grade",
            "td1,1: 5",
            "h6: Duties",
            "p: Write the tickets.",
            "p: Order the backlog.",
            "p: All in one cell.",
            "td0,0: Purpose",
            &format!("p: {long}"),
        ],
    );
}

#[test]
fn the_strict_format_is_read() {
    let strict = |text: &str| {
        text.replace(MAIN, "http://purl.oclc.org/ooxml/wordprocessingml/main")
            .replace(
                RELATIONS,
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
    };
    let relation = |kind: &str, target: &str| strict(&relations(&[(kind, target)]));
    let body = styled("Titel", "VP of Product") + &styled("Liste2", "Own the roadmap");
    let bytes = archive(&[
        ("_rels/.rels", &relation("officeDocument", "w/document.xml")),
        (
            "w/_rels/document.xml.rels",
            &relation("styles", "styles.xml"),
        ),
        (
            "w/styles.xml",
            &strict(&format!(
                r#"<w:styles xmlns:w="{MAIN}">{STYLES}</w:styles>"#
            )),
        ),
        ("w/document.xml", &strict(&crate::docx::main_part(&body))),
    ]);
    let source = Source::from_bytes("posting.docx", bytes).unwrap();
    let document = &parse(&source, Format::Word)[0];
    let kinds: Vec<_> = document.blocks.iter().map(|b| b.kind.clone()).collect();
    assert_eq!(
        kinds,
        [BlockKind::Heading(1), BlockKind::ListItem { depth: 1 }]
    );
}

#[test]
fn breaks_in_a_paragraph_part_what_was_typed_as_a_list() {
    let lines = ["- Own the backlog", "- Write tickets"].map(run);
    let body = format!("<w:p>{}<w:r><w:br/></w:r>{}</w:p>", lines[0], lines[1]);
    assert_blocks(&[body], &["li0: Own the backlog", "li0: Write tickets"]);
}

/// The text of one posting in Markdown, and as a document.
fn twins() -> (String, Vec<u8>) {
    let duties = [
        "Write user stories and acceptance criteria for the checkout squad",
        "Groom the backlog of the squad every week",
        "Assist the product managers with day-to-day tasks",
        "Prepare release notes for one feature at a time",
        "Test each build before it ships",
        "Answer the questions of the developers in the squad",
    ];
    let markdown: String = duties.iter().map(|d| format!("- {d}\n")).collect();
    let word: String = duties.iter().map(|d| item(0, d)).collect();
    let about = "You report to the Senior Product Manager.";
    (
        format!("# VP of Product\n\n{about}\n\n## What you will do\n\n{markdown}"),
        document(
            &[
                styled("Titel", "VP of Product"),
                plain(about),
                styled("Abschnitt", "What you will do"),
                word,
            ]
            .concat(),
        ),
    )
}

#[test]
fn a_document_gets_the_verdict_of_its_markdown_twin() {
    let (markdown, word) = twins();
    let sandbox = Sandbox::new();
    sandbox.write("posting.md", markdown);
    sandbox.write("posting.docx", word);
    let found = |path: &str| {
        let lines = sandbox.run(&["--format", "concise", path]).stdout;
        let lines = lines
            .lines()
            .filter_map(|l| Some(l.split_once("]")?.0.rsplit_once(' ')?.1.to_owned()));
        lines.collect::<Vec<_>>()
    };
    let expected = found("posting.md");
    assert!(expected.len() > 1, "{expected:?}");
    assert_eq!(found("posting.docx"), expected);
    // the same format with macros, and templates
    for ext in ["docm", "dotx", "DOTM"] {
        let bytes = std::fs::read(sandbox.path().join("posting.docx")).unwrap();
        sandbox.write(&format!("other/posting.{ext}"), bytes);
        assert_eq!(found("other"), expected, "{ext}");
        std::fs::remove_dir_all(sandbox.path().join("other")).unwrap();
    }
    // the bytes say what a file is
    let bytes = std::fs::read(sandbox.path().join("posting.docx")).unwrap();
    sandbox.write("posting", bytes);
    assert_eq!(found("posting"), expected);
}

#[test]
fn places_are_paragraphs() {
    let sandbox = Sandbox::new();
    sandbox.write("posting.docx", twins().1);
    let of = |format: &str| sandbox.run(&["--format", format, "posting.docx"]).stdout;
    let human = of("human");
    assert!(human.contains("┌─ posting.docx: paragraph 1\n"), "{human}");
    assert!(!human.contains("posting.docx:1"), "{human}");
    assert!(of("concise").contains("posting.docx: paragraph 2: error[JD204]"));
    assert!(of("markdown").contains("docx: paragraph 2 |"));
    for line in of("github").lines().filter(|l| l.starts_with("::")) {
        assert!(
            line.contains("docx,title=") && line.contains("::paragraph "),
            "{line}"
        );
    }
    let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).unwrap();
    for result in sarif["runs"][0]["results"].as_array().unwrap() {
        let message = result["message"]["text"].as_str().unwrap();
        assert!(message.starts_with("paragraph "), "{message}");
        let location = &result["locations"][0];
        assert!(
            location["physicalLocation"].get("region").is_none(),
            "{location}"
        );
        let name = location["logicalLocations"][0]["fullyQualifiedName"]
            .as_str()
            .unwrap();
        assert!(name.starts_with("paragraph "), "{name}");
    }
    let json: serde_json::Value = serde_json::from_str(&of("json")).unwrap();
    assert_eq!(json["files"][0]["line_unit"], "paragraph");
    let source = Source::from_bytes("posting.docx", twins().1).unwrap();
    let title = &json["files"][0]["title"];
    let at = |key: &str| usize::try_from(title[key].as_u64().unwrap()).unwrap();
    assert_eq!(&source.text[at("start")..at("end")], "VP of Product");
}

#[test]
fn a_paragraph_can_suppress() {
    let sandbox = Sandbox::new();
    let body = plain("# jdlint-disable-file JD204 -- an interim boss")
        + &styled("Titel", "VP of Product")
        + &plain("You report to the Senior Product Manager.");
    sandbox.write("posting.docx", document(&body));
    let run = sandbox.run(&["--format", "concise", "posting.docx"]);
    assert!(!run.stdout.contains("JD204"), "{}", run.stdout);
}

/// Why a document is not read.
fn refused(bytes: Vec<u8>) -> String {
    match Source::from_bytes("posting.docx", bytes) {
        Err(SourceError::Damaged(why)) => why,
        Err(SourceError::Binary(what)) => format!("not text: {what}"),
        Ok(source) => panic!("read as {:?}", source.text),
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    let whole = twins().1;
    assert!(refused(whole[..whole.len() / 2].to_vec()).contains("its archive is damaged"));
    // the flag of an encrypted member, in the list of members
    let mut locked = whole.clone();
    let entries: Vec<_> = (0..locked.len() - 4)
        .filter(|i| locked[*i..].starts_with(b"PK\x01\x02"))
        .collect();
    for at in entries {
        locked[at + 8] |= 1;
    }
    assert!(refused(locked).contains("encrypted; save it without a password"));
    let sheet = archive(&[
        (
            "_rels/.rels",
            &relations(&[("officeDocument", "xl/workbook.xml")]),
        ),
        ("xl/workbook.xml", "<workbook/>"),
    ]);
    assert!(refused(sheet).contains("spreadsheet (.xlsx)"));
    assert!(refused(archive(&[("notes.txt", "x")])).contains("zip archive; unpack it first"));
    let lost = archive(&[(
        "_rels/.rels",
        &relations(&[("officeDocument", "word/document.xml")]),
    )]);
    assert!(refused(lost).contains("its text is missing"));
    let chunk = document(&(plain("VP of Product") + r#"<w:altChunk r:id="a"/>"#));
    assert!(refused(chunk).contains("embedded as a file of another format; open it in Word"));
}

#[test]
fn no_document_does_harm() {
    let text = |body: &str| {
        format!(r#"<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>"#)
    };
    let entities = r#"<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>"#;
    assert!(refused(with_main(&(entities.to_owned() + &text("&b;")))).contains("document type"));
    assert!(refused(document(&plain("&x;"))).contains("entities"));
    let deep = format!("{}{}", "<w:tbl>".repeat(2_000), "</w:tbl>".repeat(2_000));
    assert!(refused(document(&deep)).contains("nested deeper"));
    assert!(refused(document("<w:p><w:r></w:p>")).contains("XML is broken"));
    assert!(refused(with_main(&text("").replace("</w:document>", ""))).contains("XML ends early"));
    let many: Vec<_> = (0..10_001).map(|i| format!("word/{i}")).collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), "")).collect();
    assert!(refused(archive(&many)).contains("more than 10000 members"));
    // a few kilobytes that unpack to more than the limit
    let spaces = " ".repeat(1024 * 1024);
    let bomb = with_main(&text(&spaces.repeat(17)));
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert!(refused(bomb).contains("unpacks to more than 8 MB"));
}

#[test]
fn a_broken_document_does_not_stop_the_others() {
    let (markdown, word) = twins();
    let sandbox = Sandbox::new();
    sandbox.write("a.docx", &word[..word.len() - 30]);
    sandbox.write("b.md", markdown);
    // beside an open document, and no document
    sandbox.write("~$a.docx", "Ada");
    sandbox.write("pointer.docx", "version 1\noid 12\n");
    let run = sandbox.run(&["--format", "concise"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .contains("a.docx: looks like a Word document (.docx), but its archive is damaged"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("pointer.docx: not a Word document"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("~$"), "{}", run.stderr);
    assert!(run.stdout.contains("b.md:1:3: "), "{}", run.stdout);
}

#[test]
fn words_of_a_document_command_neither_terminal_nor_runner() {
    let sandbox = Sandbox::new();
    let title = "VP of Product&#x1b;]0;x&#x7;&#x202e;";
    let duties: String = (0..6)
        .map(|_| item(0, "::error::Groom the backlog of the squad"))
        .collect();
    let body = styled("Titel", title)
        + &plain("\n::warning::x\n")
        + &styled("Abschnitt", "What you will do")
        + &duties;
    sandbox.write("posting.docx", document(&body));
    for format in ["human", "concise", "github", "markdown"] {
        let out = sandbox
            .run(&["--format", format, "--min-severity", "info", "posting.docx"])
            .stdout;
        assert!(out.contains("JD"), "{out}");
        assert!(
            !out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{b}']),
            "{out:?}"
        );
        assert!(
            !out.lines()
                .any(|l| l.starts_with("::error::") || l.starts_with("::warning::")),
            "{out}"
        );
    }
}

#[test]
fn a_document_of_another_program_is_read() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/fixtures/formats/vp-of-product.docx"
    );
    let source = Source::from_bytes("posting.docx", std::fs::read(path).unwrap()).unwrap();
    let document = &parse(&source, Format::Word)[0];
    let kinds: Vec<_> = document.blocks.iter().map(|b| &b.kind).collect();
    assert_eq!(kinds[0], &BlockKind::Heading(1));
    assert_eq!(document.block_text(&document.blocks[0]), "VP of Product");
    let items = |d: u8| {
        kinds
            .iter()
            .filter(|k| ***k == BlockKind::ListItem { depth: d })
            .count()
    };
    assert_eq!((items(0), items(1)), (8, 2));
}

#[test]
fn a_folder_of_documents_that_are_not_read_says_so() {
    let sandbox = Sandbox::with(&[
        ("a.pdf", "%PDF-1.7"),
        ("b.PDF", "%PDF-1.7"),
        ("c.odt", "PK"),
    ]);
    let run = sandbox.run(&["."]);
    assert_eq!(run.status, 3);
    assert!(
        run.stderr
            .contains("does not read (1 .odt, 2 .pdf); save them as .docx"),
        "{}",
        run.stderr
    );
    let named = sandbox.run(&["a.pdf"]);
    assert_eq!(named.status, 2);
    assert!(
        named
            .stderr
            .contains("a.pdf: not text: looks like a PDF; export it as .docx"),
        "{}",
        named.stderr
    );
}
