//! Word documents made of parts, for the tests and the fuzz targets.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "every test file uses a part of this, and stops where its preparation fails"
)]

use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Name space of the main part.
pub const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// Name space of relations.
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A zip archive with these members.
pub fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(1));
    for (name, text) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The part with relations, each a kind and a target.
pub fn relations(entries: &[(&str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(kind, target)| {
            format!(r#"<Relationship Id="{kind}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
        })
        .collect();
    format!("<Relationships>{entries}</Relationships>")
}

/// A document whose main part is `xml`, with these definitions of styles.
pub fn package(xml: &str, styles: &str) -> Vec<u8> {
    archive(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "_rels/.rels",
            &relations(&[("officeDocument", "word/document.xml")]),
        ),
        (
            "word/_rels/document.xml.rels",
            &relations(&[("styles", "styles.xml")]),
        ),
        (
            "word/styles.xml",
            &format!(r#"<w:styles xmlns:w="{MAIN}">{styles}</w:styles>"#),
        ),
        ("word/document.xml", xml),
    ])
}

/// The main part with this body.
pub fn main_part(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{MAIN}"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    )
}
