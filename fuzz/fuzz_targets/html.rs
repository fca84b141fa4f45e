//! HTML: a page or a part of one.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| invariants::read(data, Format::Html));
