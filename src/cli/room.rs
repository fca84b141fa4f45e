//! Room in memory for what is on its way: bytes that are taken before something is read, unpacked or worked on, and given back
//! after, so that many large files at once take no more than a few.
//!
//! Nobody waits in a circle: who is given room of one kind asks for no more of it, and for that of a later [`Rooms`] field
//! alone; who has room to work waits for nothing at all; and what waits to be worked on by the thread for large items may have
//! room of the first kind, for which that thread does not ask.

use crate::source::Source;
use std::sync::{Condvar, LockResult, Mutex, PoisonError};

/// Bytes of files that were read and are not worked on yet.
const READ: usize = 8 << 20;
/// Bytes that archives unpack to while they are read: as many as one may.
const UNPACKED: usize = 24 << 20;
/// Bytes of memory that postings take while they are parsed and judged, estimated.
const WORKED_ON: usize = 80 << 20;

/// Bytes of memory up to which marks need not be counted: as many texts as there are threads, as a rule, take no more.
const SMALL: usize = WORKED_ON / 16;

/// Bytes of memory from which on a text is large; a block of a stream as a rule takes less.
const LARGE: usize = WORKED_ON / 8;

/// Bytes from which on a file is large, whatever is in it.
const LARGE_FILE: usize = 256 << 10;

/// Bytes that a large archive unpacks to at least.
const LARGE_ARCHIVE: usize = 2 << 20;

/// Bytes of memory that a text takes for each byte of it while it is parsed and judged, where it has no marks; and for each
/// mark, which can begin a block. `benches/bombs.py` measures the worst of both.
const PER_BYTE: usize = 16;
const PER_MARK: usize = 330;

/// What there is for all threads together.
pub(super) struct Rooms {
    pub(super) read: Room,
    pub(super) unpacked: Room,
    worked_on: Room,
}

impl Rooms {
    pub(super) fn new() -> Rooms {
        Rooms {
            read: Room::of(READ),
            unpacked: Room::of(UNPACKED),
            worked_on: Room::of(WORKED_ON),
        }
    }

    /// Waits for room to work on a text.
    pub(super) fn work_on(&self, source: &Source) -> Taken<'_> {
        self.worked_on.take(needed(&source.text))
    }

    /// Whether a file of so many bytes is large.
    pub(super) fn is_large_file(bytes: usize) -> bool {
        bytes >= LARGE_FILE
    }

    /// Whether what unpacks to so many bytes is large.
    pub(super) fn is_large_archive(bytes: usize) -> bool {
        bytes >= LARGE_ARCHIVE
    }

    /// Whether a text is large.
    pub(super) fn is_large_text(source: &Source) -> bool {
        needed(&source.text) >= LARGE
    }
}

/// Bytes of memory that a text takes while it is parsed and judged, at most.
fn needed(text: &str) -> usize {
    let with = |marks: usize| {
        let bytes = text.len().saturating_mul(PER_BYTE);
        bytes.saturating_add(marks.saturating_mul(PER_MARK))
    };
    let most = with(text.len());
    match most <= SMALL {
        true => most,
        false => with(marks(text)),
    }
}

/// At least the number of characters that are no letters, digits or spaces; what is not ASCII counts as well.
fn marks(text: &str) -> usize {
    let is_mark = |b: &&u8| **b != b' ' && !b.is_ascii_alphanumeric() && !is_continuation(**b);
    text.as_bytes().iter().filter(is_mark).count()
}

/// Whether a byte of UTF-8 is not the first one of a character.
fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

/// So many bytes.
pub(super) struct Room {
    most: usize,
    free: Mutex<usize>,
    more: Condvar,
}

impl Room {
    fn of(bytes: usize) -> Room {
        Room {
            most: bytes,
            free: Mutex::new(bytes),
            more: Condvar::new(),
        }
    }

    /// Waits until so many bytes are free. Who wants more than there are gets them all, alone. One who wants many may wait
    /// while others take few, but not for ever: results are consumed in order, and nobody gets far ahead of the first.
    pub(super) fn take(&self, bytes: usize) -> Taken<'_> {
        let bytes = bytes.min(self.most);
        let few = |free: &mut usize| *free < bytes;
        let mut free = unpoisoned(self.more.wait_while(unpoisoned(self.free.lock()), few));
        *free -= bytes;
        Taken { room: self, bytes }
    }
}

/// Bytes that are given back when this is dropped.
pub(super) struct Taken<'r> {
    room: &'r Room,
    bytes: usize,
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *unpoisoned(self.room.free.lock()) += self.bytes;
        self.room.more.notify_all();
    }
}

/// What a lock guards, also where a thread panicked that held it.
pub(super) fn unpoisoned<T>(lock: LockResult<T>) -> T {
    lock.unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    #[test]
    fn no_more_is_taken_than_there_is_and_everybody_gets_some() {
        let (room, taken, served) = (Room::of(10), AtomicUsize::new(0), AtomicUsize::new(0));
        thread::scope(|scope| {
            for thread in 0..8 {
                let (room, taken, served) = (&room, &taken, &served);
                scope.spawn(move || {
                    for round in 0..200 {
                        // some want more than there is
                        let wanted = (thread * 7 + round) % 14;
                        let held = room.take(wanted);
                        let now = taken.fetch_add(held.bytes, Ordering::SeqCst) + held.bytes;
                        assert!(now <= 10, "{now}");
                        taken.fetch_sub(held.bytes, Ordering::SeqCst);
                        served.fetch_add(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert_eq!(served.into_inner(), 8 * 200);
        assert_eq!(*unpoisoned(room.free.lock()), 10);
    }

    #[test]
    fn marks_are_counted_by_characters() {
        assert_eq!(marks("- Own it.\n"), 3);
        assert_eq!(marks("a • b"), 1);
        assert_eq!(marks("Own 12 roadmaps"), 0);
    }
}
