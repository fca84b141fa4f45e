//! A Word document: the bytes of one, or parts that are packed to one here.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| invariants::word(data));
