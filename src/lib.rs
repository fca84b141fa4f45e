//! jdlint compares the title of a job posting with its responsibilities.
//!
//! Data flows one way; each arrow is one module, and none reads backwards:
//!
//! ```text
//! bytes -> source -> document -> posting -> profile -> findings -> verdict -> report
//!          source    parse       posting    evidence   checks      verdict    report
//! ```
//!
//! `lexicon` (words and phrase patterns) and `roles` (ladder, role definitions, title parsing) serve the modules
//! from `posting` on. Everything up to the findings is pure: text in, findings out. Only `walk`, `config` and `cli`
//! touch the file system, the environment or the terminal.

pub mod baseline;
pub mod checks;
pub mod cli;
pub mod config;
pub mod docs;
pub mod evidence;
pub mod examples;
pub mod finding;
pub mod lexicon;
pub mod lint;
pub mod parse;
pub mod posting;
pub mod report;
pub mod roles;
pub mod rule_file;
pub mod rules;
pub mod selector;
pub mod settings;
pub mod source;
pub mod span;
pub mod suppress;
pub mod verdict;
pub mod walk;
