//! Comments and front matter that ask jdlint to be silent, one a line.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| invariants::suppressions(text));
