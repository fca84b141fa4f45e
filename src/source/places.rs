//! Positions of some offsets of a text that is not kept.

use super::Position;

/// Offsets, each with its position and its byte of the file, ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(Vec<(usize, Position, usize)>);

impl Places {
    pub(super) fn new(places: impl Iterator<Item = (usize, Position, usize)>) -> Places {
        let mut places: Vec<_> = places.collect();
        places.sort_unstable_by_key(|(offset, ..)| *offset);
        places.dedup_by_key(|(offset, ..)| *offset);
        places.shrink_to_fit();
        Places(places)
    }

    /// Adds those of a text that follows.
    pub(super) fn append(&mut self, mut later: Places) {
        self.0.append(&mut later.0);
    }

    /// Position and byte of the file of an offset, or of the nearest one before.
    pub(super) fn get(&self, offset: usize) -> Option<(Position, usize)> {
        let after = self.0.partition_point(|(known, ..)| *known <= offset);
        let (_, position, file) = self.0.get(after.checked_sub(1)?)?;
        Some((*position, *file))
    }
}
