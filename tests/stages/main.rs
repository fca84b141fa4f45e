//! From source to findings through the public API, one stage a file.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers outside of test functions fail a test by panicking, files are read back, and what is skipped is told"
)]

mod catalogue;
mod checks;
#[path = "../common/mod.rs"]
mod common;
#[path = "../common/docx.rs"]
mod docx;
mod fixtures;
mod formats;
mod mentions;
mod posting;
mod profile;
mod signals;
mod source;
mod suppress;
mod titles;
mod word;
