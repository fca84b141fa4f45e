//! Tables (CSV, TSV): a posting in every row, its parts in columns that the first row names.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::data::{self, Table};
use super::flow::Flow;
use super::names::same;
use super::{Address, Document, Postings, Problems};
use crate::source::Source;
use crate::span::SourceSpan;

/// What can stand between fields: the first one with which the first row names columns of a posting.
pub(super) const DELIMITERS: &[u8] = b",;\t";

/// How the postings of a table stand in its rows.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(super) delimiter: u8,
    columns: Columns,
}

impl Layout {
    /// The layout that the first row of `text` gives, and the length of that row in bytes.
    ///
    /// # Errors
    /// Where it names no columns of a posting.
    pub(super) fn find(text: &str, table: &Table) -> Result<(Layout, usize), String> {
        let layout = |delimiter: &u8| {
            let delimiter = *delimiter;
            let mut reader = reader(text, delimiter, true);
            let columns = Columns::find(reader.headers().ok()?, table)?;
            Some((Layout { delimiter, columns }, offset(&reader)))
        };
        let found = DELIMITERS.iter().find_map(layout);
        found.ok_or_else(|| "has no columns for the title and the text of postings".to_owned())
    }
}

/// The postings of a whole table.
///
/// # Errors
/// Where the first row names no columns of a posting.
pub(super) fn parse(source: &Source, table: &Table) -> Result<Postings, String> {
    let (layout, header) = Layout::find(&source.text, table)?;
    Ok(rows(source, header, &layout))
}

/// The postings of all rows from byte `from` of the text on that are not blank. A pointer is the index of the row in the
/// table (from 0, the first row left out).
pub(super) fn rows(source: &Source, from: usize, layout: &Layout) -> Postings {
    let text = source.text.get(from..).unwrap_or_default();
    let origin = source.origin();
    let mut rows = Rows {
        text,
        at: origin.text + from,
        reader: reader(text, layout.delimiter, false),
        delimiter: layout.delimiter,
    };
    let (mut documents, mut problems) = (Vec::new(), Problems::of("row"));
    let mut index = origin.record;
    while let Some(row) = rows.next() {
        let row = match row {
            Ok(row) => row,
            // text in memory is UTF-8 and can be read
            Err(error) => {
                problems.add(error.to_string());
                break;
            }
        };
        let line = || source.position(row.start).line;
        if !row.closed {
            problems.add(format!("a quotation mark of line {} is not closed", line()));
        } else if row.fields.iter().any(|field| !field.is_blank()) {
            match layout.columns.document(row.fields, index) {
                Some(posting) => documents.push(posting),
                None => problems.add(format!(
                    "the row at line {} lacks a title or a text",
                    line()
                )),
            }
        }
        index += 1;
    }
    Postings {
        documents,
        problems,
    }
}

/// Ends records as [`reader`] does.
pub(super) fn splitter(delimiter: u8) -> csv_core::Reader {
    csv_core::ReaderBuilder::new().delimiter(delimiter).build()
}

fn reader(text: &str, delimiter: u8, has_headers: bool) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(has_headers)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// How many bytes were read.
fn offset(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Where the parts of a posting stand in a row.
#[derive(Debug)]
struct Columns {
    title: usize,
    id: Option<usize>,
    /// With the heading of each part.
    parts: Vec<(usize, Option<String>)>,
}

impl Columns {
    /// `None` where a title, all text or a needed sign is missing.
    fn find(header: &StringRecord, table: &Table) -> Option<Columns> {
        let place = |name: &String| {
            let exact = header
                .iter()
                .position(|written| written.eq_ignore_ascii_case(name));
            exact.or_else(|| header.iter().position(|written| same(written, name)))
        };
        let column = |names: &[String]| names.iter().find_map(place);
        if table.needs_sign && column(&table.sign).is_none() {
            return None;
        }
        let parts = table.part.iter();
        let parts = parts.filter_map(|p| Some((column(&p.names)?, p.called.clone())));
        let parts: Vec<_> = parts.collect();
        Some(Columns {
            title: column(&table.title)?,
            id: column(&table.id),
            parts: (!parts.is_empty()).then_some(parts)?,
        })
    }

    /// The posting of a row; `None` where it has no title or no text.
    fn document(&self, mut fields: Vec<Flow>, index: usize) -> Option<Document> {
        let mut take = |column: usize| fields.get_mut(column).map(std::mem::take);
        let mut whole = data::heading(&take(self.title)?);
        let titled = whole.blocks.len();
        let id = self.id.and_then(&mut take).map(|id| {
            let id = id.text().trim();
            id.chars().take(data::LONGEST_ID).collect()
        });
        for (column, called) in &self.parts {
            if let Some(text) = take(*column) {
                let start = text.source(&(0..text.len())).start;
                let called = called.as_deref().map(|called| data::name(called, start));
                data::section(called, data::body(text), &mut whole);
            }
        }
        whole.address = Address::new(format!("/{index}"), id);
        whole.escaped = true;
        (titled > 0 && whole.blocks.len() > titled).then_some(whole)
    }
}

/// A row of a table.
struct Row {
    /// First byte in the source.
    start: usize,
    fields: Vec<Flow>,
    /// Whether every quotation mark is closed.
    closed: bool,
}

/// Rows, one after the other.
struct Rows<'s> {
    text: &'s str,
    /// Byte of the source where `text` begins.
    at: usize,
    reader: Reader<&'s [u8]>,
    delimiter: u8,
}

impl Rows<'_> {
    fn next(&mut self) -> Option<csv::Result<Row>> {
        let mut record = StringRecord::new();
        let from = offset(&self.reader);
        match self.reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return None,
            Err(error) => return Some(Err(error)),
        }
        let written = self
            .text
            .get(from..offset(&self.reader))
            .unwrap_or_default();
        // the rest of the line break before, and blank lines
        let mut rest = written.trim_start_matches(['\r', '\n']);
        let start = self.at + from + (written.len() - rest.len());
        let (mut at, mut closed) = (start, true);
        let mut fields = Vec::with_capacity(record.len());
        for value in &record {
            let (field, len, is_closed) = field(value, rest, at);
            closed &= is_closed;
            fields.push(field);
            rest = rest.get(len..).unwrap_or_default();
            at += len;
            if rest.as_bytes().first() == Some(&self.delimiter) {
                rest = rest.get(1..).unwrap_or_default();
                at += 1;
            }
        }
        Some(Ok(Row {
            start,
            fields,
            closed,
        }))
    }
}

/// A field with its way back, its length in bytes as it is written at the start of `written`, which is at byte `at` of
/// the source, and whether its quotation marks are closed.
fn field(value: &str, written: &str, at: usize) -> (Flow, usize, bool) {
    let mut flow = Flow::default();
    let mut quoted = written.starts_with('"');
    let mut len = usize::from(quoted);
    for (i, mut run) in value.split('"').enumerate() {
        if i > 0 {
            let mark = if quoted { 2 } else { 1 };
            flow.replace("\"", SourceSpan::new(at + len, at + len + mark));
            len += mark;
        }
        let rest = written.get(len..).unwrap_or_default();
        if quoted
            && !rest.starts_with(run)
            && let Some((inside, behind)) = rest.split_once('"')
            && let Some(outside) = run.strip_prefix(inside)
            && behind.starts_with(outside)
        {
            // text behind a closing quotation mark, where further ones are as written
            flow.push(inside, SourceSpan::new(at + len, at + len + inside.len()));
            len += inside.len() + 1;
            (run, quoted) = (outside, false);
        } else if !rest.starts_with(run) {
            // what no reader of tables should make of it
            let end = at + written.len();
            flow.replace(run, SourceSpan::new((at + len).min(end), end));
            return (flow, written.len(), true);
        }
        flow.push(run, SourceSpan::new(at + len, at + len + run.len()));
        len += run.len();
    }
    let closed = !quoted || written.get(len..).is_some_and(|rest| rest.starts_with('"'));
    (flow, len + usize::from(quoted && closed), closed)
}
