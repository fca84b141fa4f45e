//! The title of a posting.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| invariants::title(text));
