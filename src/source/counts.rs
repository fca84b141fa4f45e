//! Counting characters and UTF-16 units up to a byte, without walking the whole text each time.

/// Bytes between two checkpoints: a lookup walks at most this far, and a checkpoint costs 16 bytes.
const STEP: usize = 4096;

/// Characters and UTF-16 units before a byte of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Count {
    pub(super) chars: usize,
    pub(super) utf16: usize,
}

impl Count {
    /// Counts the characters that begin in `bytes`, which are part of valid UTF-8.
    fn of(bytes: &[u8]) -> Count {
        // continuation bytes are 0b10xx_xxxx; a character beyond U+FFFF begins with 0b1111_0xxx
        let chars = bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count();
        let wide = bytes.iter().filter(|b| **b >= 0xF0).count();
        Count {
            chars,
            utf16: chars + wide,
        }
    }
    fn plus(self, other: Count) -> Count {
        Count {
            chars: self.chars + other.chars,
            utf16: self.utf16 + other.utf16,
        }
    }
}

/// Running counts of a text, one checkpoint every [`STEP`] bytes; none at all for ASCII.
#[derive(Debug, Clone)]
pub(super) struct Counts {
    /// Counts before byte `i * STEP`; `None` where the text is ASCII.
    checkpoints: Option<Vec<Count>>,
}

impl Counts {
    pub(super) fn new(text: &str) -> Counts {
        if text.is_ascii() {
            return Counts { checkpoints: None };
        }
        let mut before = Count::default();
        let checkpoints = text
            .as_bytes()
            .chunks(STEP)
            .map(|chunk| {
                let here = before;
                before = before.plus(Count::of(chunk));
                here
            })
            .collect();
        Counts {
            checkpoints: Some(checkpoints),
        }
    }

    /// Counts of what begins before byte `offset` of the same text; `offset` is clamped to its end.
    pub(super) fn before(&self, text: &str, offset: usize) -> Count {
        let offset = offset.min(text.len());
        let Some(checkpoints) = &self.checkpoints else {
            return Count {
                chars: offset,
                utf16: offset,
            };
        };
        let index = (offset / STEP).min(checkpoints.len().saturating_sub(1));
        let from = index * STEP;
        let rest = text.as_bytes().get(from..offset).unwrap_or_default();
        checkpoints
            .get(index)
            .copied()
            .unwrap_or_default()
            .plus(Count::of(rest))
    }
}
