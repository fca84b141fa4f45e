//! JSON Lines: a JSON value on every line, each with postings of its own.

use super::{BROKEN, Shapes, json};
use crate::parse::{Address, Document, NO_POSTING, Postings, Problems};
use crate::source::Source;

/// The postings of all lines; blank lines are no lines without a posting. A pointer begins with the index of the line
/// in the file (from 0), as if the lines were the elements of an array. The problem is that of the first line that holds
/// none, and how many more there are.
pub(in crate::parse) fn lines(source: &Source, shapes: &Shapes) -> Postings {
    let (text, lines, origin) = (&source.text, source.lines(), source.origin());
    let (mut documents, mut problems) = (Vec::new(), Problems::of("line"));
    for number in 1..=lines.len() {
        let range = lines.line_range(text, number);
        let start = origin.text + range.start;
        let index = origin.line + number - 1;
        let line = text.get(range).unwrap_or_default();
        if line.trim().is_empty() {
            continue;
        }
        match json(line, start, shapes) {
            Ok(none) if none.is_empty() => {
                problems.add(format!("line {} {NO_POSTING}", index + 1));
            }
            Ok(postings) => {
                documents.extend(postings.into_iter().map(|posting| place(posting, index)));
            }
            Err(error) => problems.add(broken(&error, index + 1)),
        }
    }
    Postings {
        documents,
        problems,
    }
}

/// The posting with the line at the front of its address.
fn place(mut posting: Document, index: usize) -> Document {
    let (pointer, id) = match posting.address.take() {
        Some(Address { pointer, id }) => (pointer, id),
        None => (String::new(), None),
    };
    posting.address = Address::new(format!("/{index}{pointer}"), id);
    posting
}

/// What is wrong with line `line` (from 1), which the error takes for the first one.
fn broken(error: &serde_json::Error, line: usize) -> String {
    let (reason, column) = (error.to_string(), error.column());
    let within = format!(" at line {} column {column}", error.line());
    let reason = reason.strip_suffix(&within).unwrap_or(&reason);
    format!("{BROKEN}: {reason} at line {line} column {column}")
}
