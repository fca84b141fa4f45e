//! Where records end in bytes that come piece by piece.

use super::{Reading, table};
use csv_core::{ReadRecordResult, Reader};

/// Bytes of a field that are looked at at a time; they are thrown away.
const SCRATCH: usize = 4096;

/// What is known of the records at the start of a buffer.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Found {
    /// End of the first record, its line break included; `None` where it is not there yet.
    pub(super) first: Option<usize>,
    /// End of the last whole record.
    pub(super) end: usize,
    /// Number of whole records; in lines no more than the first and the last one are counted.
    pub(super) records: usize,
}

impl Found {
    fn add(&mut self, end: usize) {
        self.first.get_or_insert(end);
        self.end = end;
        self.records += 1;
    }
}

/// Finds the ends of records. Nothing is looked at twice.
pub(super) struct Splitter {
    kind: Kind,
    /// Bytes of the buffer that were looked at: those of the record that has no end yet.
    seen: usize,
    /// Whether the last one of them ends a record, and a line feed may follow that belongs to it.
    half: bool,
}

enum Kind {
    Lines,
    Rows(Box<Reader>),
}

impl Splitter {
    /// Finds records that are read so, from the start of one on.
    pub(super) fn of(reading: &Reading) -> Splitter {
        Splitter {
            kind: match reading {
                Reading::Rows(layout) => Kind::Rows(Box::new(table::splitter(layout.delimiter))),
                _ => Kind::Lines,
            },
            seen: 0,
            half: false,
        }
    }

    /// Looks at what is new in `buffer`, which begins behind the last end that was given. With `ended` there is no more,
    /// and what is left is the last record.
    pub(super) fn split(&mut self, buffer: &[u8], ended: bool) -> Found {
        let mut found = Found::default();
        if self.half && (self.seen < buffer.len() || ended) {
            found.add(self.seen + usize::from(buffer.get(self.seen) == Some(&b'\n')));
            self.half = false;
        }
        match &mut self.kind {
            Kind::Lines => {
                let from = found.end.max(self.seen);
                let new = buffer.get(from..).unwrap_or_default();
                let is_break = |b: &u8| matches!(b, b'\n' | b'\r');
                let first = new.iter().position(is_break);
                let mut last = new.iter().rposition(is_break);
                if last.is_some_and(|at| is_half(buffer, from + at)) && !ended {
                    self.half = true;
                    let before = last.and_then(|at| new.get(..at)).unwrap_or_default();
                    last = before.iter().rposition(is_break);
                }
                for at in [first.filter(|_| last.is_some()), last]
                    .into_iter()
                    .flatten()
                {
                    found.add(behind(buffer, from + at));
                }
            }
            Kind::Rows(reader) => {
                let (mut ends, mut at) = (Ends::default(), self.seen);
                while let Some(end) = ends.next(reader, buffer, &mut at) {
                    match is_half(buffer, end - 1) && !ended {
                        true => self.half = true,
                        false => found.add(behind(buffer, end - 1)),
                    }
                }
            }
        }
        if ended && found.end < buffer.len() {
            found.add(buffer.len());
        }
        self.seen = buffer.len() - found.end;
        found
    }
}

/// Length of the first row of a table, whichever of `delimiters` it has; `None` where that is not known yet.
pub(super) fn header(buffer: &[u8], delimiters: &[u8], ended: bool) -> Option<usize> {
    let mut longest = 0;
    for delimiter in delimiters {
        let mut reader = table::splitter(*delimiter);
        let end = match Ends::default().next(&mut reader, buffer, &mut 0) {
            Some(end) if ended || !is_half(buffer, end - 1) => behind(buffer, end - 1),
            _ if ended => buffer.len(),
            _ => return None,
        };
        longest = longest.max(end);
    }
    Some(longest)
}

/// Whether the line break at `at` is the last byte, and may be the first one of two.
fn is_half(buffer: &[u8], at: usize) -> bool {
    buffer.get(at) == Some(&b'\r') && at + 1 == buffer.len()
}

/// Where the line break at `at` ends.
fn behind(buffer: &[u8], at: usize) -> usize {
    let pair = buffer
        .get(at..)
        .is_some_and(|rest| rest.starts_with(b"\r\n"));
    at + if pair { 2 } else { 1 }
}

/// Finds the ends of rows; the fields are thrown away.
struct Ends {
    text: Vec<u8>,
    fields: [usize; 64],
}

impl Default for Ends {
    fn default() -> Self {
        Ends {
            text: vec![0; SCRATCH],
            fields: [0; 64],
        }
    }
}

impl Ends {
    /// The byte behind the row that ends next, of its line break the first byte included; `at` is where the reader is.
    fn next(&mut self, reader: &mut Reader, buffer: &[u8], at: &mut usize) -> Option<usize> {
        // nothing at all would tell the reader that there is no more
        while let Some(rest) = buffer.get(*at..).filter(|rest| !rest.is_empty()) {
            let (result, read, ..) = reader.read_record(rest, &mut self.text, &mut self.fields);
            *at += read;
            match result {
                ReadRecordResult::Record => return Some(*at),
                ReadRecordResult::End => return None,
                ReadRecordResult::InputEmpty
                | ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {}
            }
        }
        None
    }
}
