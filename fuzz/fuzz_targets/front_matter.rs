//! Front matter above a posting, YAML and TOML.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::parse::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for fence in ["---", "+++"] {
        let file = format!("{fence}\n{text}\n{fence}\n\n- Own the roadmap of one product.\n");
        invariants::read(file.as_bytes(), Format::Markdown);
    }
});
