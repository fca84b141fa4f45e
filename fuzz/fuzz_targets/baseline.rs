//! The text of a baseline.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| invariants::baseline(text));
