//! A pattern of a cue (the first line) and a text that it is looked for in (the other lines).
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use jdlint::lexicon::ClassFile;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static CLASSES: LazyLock<ClassFile> = LazyLock::new(invariants::classes);

fuzz_target!(|data: &str| {
    let (pattern, text) = data.split_once('\n').unwrap_or((data, ""));
    invariants::pattern(&CLASSES, pattern, text);
});
