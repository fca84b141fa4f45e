//! A posting on every line or row: JSON Lines, and tables (CSV, TSV).
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    invariants::read(data, Format::JsonLines);
    invariants::read(data, Format::Table);
});
