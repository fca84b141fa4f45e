//! Numbered strings that are found by what they say, in a form that the build can write into the binary.

use super::Quick;
use std::borrow::Cow;
use std::hash::Hasher;

/// A hash table of strings. They are numbered from 1, in the order in which they came; 0 is any other string.
#[derive(Debug, Clone, Default)]
pub(crate) struct Strings {
    /// All of them, one behind the other.
    pub(crate) text: Cow<'static, str>,
    /// Where each ends, in bytes of `text`.
    pub(crate) ends: Cow<'static, [u32]>,
    /// Numbers in the order of the hashes, 0 where a slot is free; as many slots as a power of two.
    pub(crate) slots: Cow<'static, [u32]>,
}

impl Strings {
    /// How many there are; the highest number.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The number of a string with these bytes; 0 where it is not there.
    pub fn number(&self, string: &[u8]) -> u32 {
        if self.slots.is_empty() {
            return 0;
        }
        self.slots.get(self.slot(string)).copied().unwrap_or(0)
    }

    /// The string with this number; empty where there is none.
    pub fn get(&self, number: u32) -> &str {
        let end = |n: usize| self.ends.get(n).map_or(0, |end| *end as usize);
        let Some(index) = (number as usize).checked_sub(1) else {
            return "";
        };
        let start = index.checked_sub(1).map_or(0, end);
        self.text.get(start..end(index)).unwrap_or_default()
    }

    /// All of them, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (1..=self.len() as u32).map(|number| self.get(number))
    }

    /// The number of `string`, a new one where it is not there yet.
    pub fn add(&mut self, string: &str) -> u32 {
        let known = self.number(string.as_bytes());
        if known != 0 {
            return known;
        }
        // half of the slots stay free, so that a search soon ends at one
        if (self.len() + 1) * 2 > self.slots.len() {
            self.grow();
        }
        self.text.to_mut().push_str(string);
        let end = self.text.len() as u32;
        self.ends.to_mut().push(end);
        let (slot, number) = (self.slot(string.as_bytes()), self.len() as u32);
        if let Some(slot) = self.slots.to_mut().get_mut(slot) {
            *slot = number;
        }
        number
    }

    fn grow(&mut self) {
        self.slots = Cow::Owned(vec![0; (self.slots.len() * 2).max(16)]);
        for number in 1..=self.len() as u32 {
            let slot = self.slot(self.get(number).as_bytes());
            if let Some(slot) = self.slots.to_mut().get_mut(slot) {
                *slot = number;
            }
        }
    }

    /// The slot that has the number of `string`, or the free one where it belongs. There must be slots.
    fn slot(&self, string: &[u8]) -> usize {
        let mut hash = Quick::default();
        hash.write(string);
        let last = self.slots.len() - 1;
        let mut slot = hash.finish() as usize & last;
        while let Some(number) = self.slots.get(slot)
            && *number != 0
            && self.get(*number).as_bytes() != string
        {
            slot = (slot + 1) & last;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_numbered_in_order_and_found_again() {
        let mut strings = Strings::default();
        assert_eq!(strings.number(b"tea"), 0);
        let made: Vec<String> = (0..1000).map(|i| format!("word {i}")).collect();
        for (string, number) in made.iter().zip(1..) {
            assert_eq!(strings.add(string), number);
        }
        for (string, number) in made.iter().zip(1..) {
            assert_eq!(strings.add(string), number, "a second time");
            assert_eq!(strings.number(string.as_bytes()), number);
            assert_eq!(strings.get(number), string);
        }
        assert!(strings.iter().eq(made.iter().map(String::as_str)));
        for unknown in ["", "word", "word 1000", "tea"] {
            assert_eq!(strings.number(unknown.as_bytes()), 0, "{unknown:?}");
        }
        assert_eq!((strings.get(0), strings.get(1001)), ("", ""));
    }
}
