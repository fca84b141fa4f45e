//! The archive of a Word document: finds its parts and unpacks them within a budget.

use super::super::decode;
use super::{MAX_MEMBERS, xml};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// What is said of an archive that cannot be read.
const DAMAGED: &str = "its archive is damaged";

/// First bytes of an entry in the list of an archive's members.
const ENTRY: &[u8] = b"PK\x01\x02";

/// Bytes from the start of such an entry to the size of what is packed, and of that size; it is all ones where it stands elsewhere.
const SIZE: std::ops::Range<usize> = 24..28;

/// Bytes that the members of an archive unpack to by what it says. A member that is larger is refused.
pub(super) fn claimed(bytes: &[u8]) -> u64 {
    let entries = bytes.windows(SIZE.end).filter(|w| w.starts_with(ENTRY));
    let size = |entry: &[u8]| -> Option<u64> {
        let size: [u8; 4] = entry.get(SIZE)?.try_into().ok()?;
        Some(u64::from(u32::from_le_bytes(size)))
    };
    entries.filter_map(size).fold(0, u64::saturating_add)
}

/// An open archive.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may be unpacked, and those that still may.
    most: u64,
    budget: u64,
}

impl<'b> Package<'b> {
    /// Reads the list of members, of which parts may unpack to `most` bytes together; an error is the end of a sentence.
    pub(super) fn open(bytes: &'b [u8], most: u64) -> Result<Self, String> {
        // counted before a list is made of them, since what the archive says of their number may be a lie
        let entries = bytes.windows(ENTRY.len()).filter(|w| *w == ENTRY);
        if entries.take(MAX_MEMBERS + 1).count() > MAX_MEMBERS {
            return Err(format!("its archive has more than {MAX_MEMBERS} members"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| sentence(&e))?;
        Ok(Package {
            archive,
            most,
            budget: most,
        })
    }

    /// The names of all members.
    pub(super) fn names(&self) -> String {
        let names = self.archive.file_names().flatten();
        names.collect::<Vec<_>>().join("\n")
    }

    /// A part as text; `None` where there is none of this name.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<String>, String> {
        let member = match self.archive.by_name(name) {
            Ok(member) => member,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(e) => return Err(sentence(&e)),
        };
        let claimed = member.size();
        let mut bytes = Vec::new();
        let most = self.budget.min(claimed);
        let read = member.take(most + 1).read_to_end(&mut bytes);
        read.map_err(|_| DAMAGED.to_owned())?;
        let len = bytes.len() as u64;
        if len > self.budget {
            return Err(format!(
                "it unpacks to more than {} MB; --max-file-size raises this limit",
                self.most / (1024 * 1024)
            ));
        }
        if len > claimed {
            return Err(DAMAGED.to_owned());
        }
        self.budget -= len;
        match decode::decode(bytes) {
            Ok((text, ..)) => Ok(Some(text)),
            Err(_) => Err(format!("{name} in it is not text")),
        }
    }

    /// The part that holds the text; `None` where the package is of another application.
    pub(super) fn main_part(&mut self) -> Result<Option<String>, String> {
        let Some(main) = self.related("", "officeDocument")? else {
            return Ok(None);
        };
        let Some(text) = self.part(&main)? else {
            return Err("its text is missing".to_owned());
        };
        // the budget is for what a document holds, not for looking twice
        self.budget += text.len() as u64;
        Ok((xml::root(&text)? == "document").then_some(main))
    }

    /// The part that `part` (the package where it is empty) calls its `kind`.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Option<String>, String> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let relations = join(folder, &format!("_rels/{file}.rels"));
        let Some(text) = self.part(&relations)? else {
            return Ok(None);
        };
        let mut found = None;
        xml::walk(&text, |node| {
            if let xml::Node::Open(tag) = node
                && tag.name() == "Relationship"
                && found.is_none()
                && tag
                    .attr("Type")
                    .is_some_and(|t| t.rsplit('/').next() == Some(kind))
            {
                found = tag.attr("Target");
            }
        })?;
        Ok(found.map(|target| match target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => join(folder, &target),
        }))
    }
}

fn join(folder: &str, name: &str) -> String {
    match folder {
        "" => name.to_owned(),
        folder => format!("{folder}/{name}"),
    }
}

fn sentence(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            "it is encrypted; save it without a password".to_owned()
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            "its archive is packed in a way that jdlint does not know".to_owned()
        }
        _ => DAMAGED.to_owned(),
    }
}
