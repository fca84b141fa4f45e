//! Tables (CSV, TSV): a posting in every row, its parts in columns that the first row names.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::data::{self, Table};
use super::flow::Flow;
use super::{Address, Document, Postings, Problems};
use crate::source::Source;
use crate::span::SourceSpan;

/// What can stand between fields: the first one with which the first row names columns of a posting.
const DELIMITERS: &[u8] = b",;\t";

/// The postings of all rows that are not blank. A pointer is the index of the row (from 0, the first row left out).
///
/// # Errors
/// Where the first row names no columns of a posting.
pub(super) fn parse(source: &Source, table: &Table) -> Result<Postings, String> {
    let text = &source.text;
    let mut opened = DELIMITERS
        .iter()
        .filter_map(|delimiter| Rows::open(text, *delimiter, table));
    let Some((mut rows, columns)) = opened.next() else {
        return Err("has no columns for the title and the text of postings".to_owned());
    };
    let (mut found, mut problems) = (Vec::new(), Problems::default());
    let mut index = 0;
    while let Some(row) = rows.next() {
        let row = row.map_err(|error| error.to_string())?;
        let line = || source.position(row.start).line;
        if !row.closed {
            problems.add(format!("a quotation mark of line {} is not closed", line()));
        } else if row.fields.iter().any(|field| !field.is_blank()) {
            match columns.document(row.fields, index) {
                Some(posting) => found.push(posting),
                None => problems.add(format!(
                    "the row at line {} lacks a title or a text",
                    line()
                )),
            }
        }
        index += 1;
    }
    Ok(problems.beside(found, "row"))
}

/// Where the parts of a posting stand in a row.
struct Columns<'t> {
    title: usize,
    id: Option<usize>,
    /// With the heading of each part.
    parts: Vec<(usize, Option<&'t str>)>,
}

impl<'t> Columns<'t> {
    /// `None` where a title or all text is missing.
    fn find(header: &StringRecord, table: &'t Table) -> Option<Columns<'t>> {
        let header: Vec<_> = header.iter().map(Table::name).collect();
        let column = |names: &[String]| {
            let mut places = names
                .iter()
                .map(|name| header.iter().position(|h| h == name));
            places.find_map(|place| place)
        };
        let parts = table.part.iter();
        let parts = parts.filter_map(|p| Some((column(&p.names)?, p.called.as_deref())));
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
                let called = called.map(|called| data::name(called, start));
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

/// The rows below the first one.
struct Rows<'s> {
    text: &'s str,
    reader: Reader<&'s [u8]>,
    delimiter: u8,
}

impl<'s> Rows<'s> {
    fn open<'t>(text: &'s str, delimiter: u8, table: &'t Table) -> Option<(Self, Columns<'t>)> {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(text.as_bytes());
        let columns = Columns::find(reader.headers().ok()?, table)?;
        let rows = Rows {
            text,
            reader,
            delimiter,
        };
        Some((rows, columns))
    }

    fn next(&mut self) -> Option<csv::Result<Row>> {
        let mut record = StringRecord::new();
        let offset =
            |reader: &Reader<_>| usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
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
        let start = from + (written.len() - rest.len());
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
