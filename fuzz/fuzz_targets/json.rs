//! JSON that holds postings of any shape.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| invariants::read(data, Format::Json));
