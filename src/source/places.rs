//! What is kept of a text: positions of some offsets, and some lines.

use super::{Position, Source};
use crate::span::Span;
use std::ops::Range;

/// What is known of a text that is not kept.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Offsets, each with its position and its byte of the file, ascending.
    known: Vec<(usize, Position, usize)>,
    /// Lines that are kept one after the other: where each begins in the whole text, and where it stands in what is kept;
    /// ascending.
    lines: Vec<(usize, Span)>,
}

impl Places {
    /// What is known of `offsets` of a source that has its text, and of the lines of `quoted` offsets; and the text of these
    /// lines.
    pub(super) fn new(
        source: &Source,
        offsets: impl Iterator<Item = usize>,
        quoted: impl Iterator<Item = usize>,
    ) -> (Places, String) {
        let place = |offset| (offset, source.position(offset), source.file_offset(offset));
        let mut known: Vec<_> = offsets.map(place).collect();
        known.sort_unstable_by_key(|(offset, ..)| *offset);
        known.dedup_by_key(|(offset, ..)| *offset);
        known.shrink_to_fit();
        let mut ranges: Vec<_> = quoted
            .map(|offset| {
                let line = source.line_of(offset);
                (line.start, line.end)
            })
            .collect();
        ranges.sort_unstable();
        ranges.dedup();
        let (mut text, mut lines) = (String::new(), Vec::with_capacity(ranges.len()));
        for (start, end) in ranges {
            let to = text.len();
            text.push_str(source.text.get(start..end).unwrap_or_default());
            lines.push((start, Span::new(to, text.len())));
        }
        text.shrink_to_fit();
        (Places { known, lines }, text)
    }

    /// Adds those of a text that follows, of which no lines are kept.
    pub(super) fn append(&mut self, mut later: Places) {
        self.known.append(&mut later.known);
    }

    /// Position and byte of the file of an offset, or of the nearest one before.
    pub(super) fn get(&self, offset: usize) -> Option<(Position, usize)> {
        let after = self.known.partition_point(|(known, ..)| *known <= offset);
        let (_, position, file) = self.known.get(after.checked_sub(1)?)?;
        Some((*position, *file))
    }

    /// Where the line of an offset stands in what is kept, and where the offset does.
    pub(super) fn line(&self, offset: usize) -> Option<(Range<usize>, usize)> {
        let after = self.lines.partition_point(|(start, _)| *start <= offset);
        let (start, kept) = self.lines.get(after.checked_sub(1)?)?;
        Some((kept.start..kept.end, kept.start + (offset - start)))
    }
}
