//! A whole file in any format, linted and reported in every format; the first byte chooses the format.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    if let Some((first, bytes)) = data.split_first() {
        let format = Format::ALL[usize::from(*first) % Format::ALL.len()];
        invariants::posting(bytes, format);
    }
});
