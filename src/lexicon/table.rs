//! Tables that words are looked up in: quick to fill, quicker to say "no".

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map that words are looked up in.
pub(crate) type WordMap<T> = HashMap<String, T, BuildHasherDefault<Quick>>;

/// A hash of few instructions for short words. The keys come from `rules/`, never from a posting, so that nobody can
/// choose them to collide.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Quick(u64);

/// An odd number with well mixed bits: the golden ratio as a fraction of 2^64.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        let rest = rest.iter().fold(0, |word, b| word << 8 | u64::from(*b));
        for word in words.iter().map(|w| u64::from_le_bytes(*w)).chain([rest]) {
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(MIX);
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(MIX);
    }

    fn finish(&self) -> u64 {
        // the map takes its slot from the low bits, and a product's best bits are the high ones
        self.0.rotate_left(26)
    }
}

/// Which beginnings go with which lengths: most words are turned away before they are hashed.
#[derive(Debug, Clone)]
pub(crate) struct Gate(pub(crate) [u32; 256]);

impl Default for Gate {
    fn default() -> Self {
        Gate([0; 256])
    }
}

impl Gate {
    fn bit(word: &str) -> (usize, u32) {
        let bytes = word.as_bytes();
        let byte = |i| bytes.get(i).copied().unwrap_or_default();
        // a letter's low five bits are the same in both cases
        let start = usize::from(byte(0) & 31) | usize::from(byte(1) & 7) << 5;
        (start, 1 << bytes.len().min(31))
    }

    pub fn open(&mut self, word: &str) {
        let (start, bit) = Gate::bit(word);
        if let Some(lengths) = self.0.get_mut(start) {
            *lengths |= bit;
        }
    }

    /// Whether a word that begins like `word`, in any case, and is as long was let in.
    pub fn admits(&self, word: &str) -> bool {
        let (start, bit) = Gate::bit(word);
        self.0.get(start).is_some_and(|lengths| lengths & bit != 0)
    }
}
