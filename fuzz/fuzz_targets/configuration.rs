//! The text of a configuration file.
#![no_main]

#[path = "../../tests/soundness/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tempfile::TempDir;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| tempfile::tempdir().expect("a folder"));

fuzz_target!(|data: &[u8]| invariants::configuration(FOLDER.path(), data));
