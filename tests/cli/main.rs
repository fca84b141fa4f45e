//! The real binary, run in a scrubbed environment: what it reads, prints, writes and answers.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers outside of test functions fail a test by panicking, files are read back, and what is skipped is told"
)]

mod baseline;
mod bombs;
#[path = "../common/mod.rs"]
mod common;
mod config;
#[path = "../common/docx.rs"]
mod docx;
mod extremes;
mod formats;
mod hostile;
mod json;
mod layers;
mod lines;
mod memory;
mod network;
mod options;
mod packs;
mod progress;
mod rules;
mod streams;
mod table;
mod walk;
#[cfg(windows)]
mod windows;
