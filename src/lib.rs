//! jdlint compares the title of a job posting with its responsibilities.
//!
//! Data flows one way; each arrow is one module, and none reads backwards:
//!
//! ```text
//! bytes -> source -> document -> posting -> profile -> findings -> verdict -> report
//!          source    parse       posting    evidence   checks      verdict    report
//! ```
//!
//! Everything up to the findings is pure: text in, findings out. Only [`walk`], [`config`] and [`cli`] touch the file
//! system, the environment or the terminal. Beside the stages stand
//!
//! - [`lint`], which runs them from a source to its findings;
//! - [`rules`], all that `rules/` says, and [`rule_file`], one file of it;
//! - [`lexicon`] (words and phrase patterns) and [`roles`] (ladder, role definitions, titles), which serve the stages from
//!   `posting` on;
//! - [`span`], [`finding`] and [`settings`], what stages hand on and are told;
//! - `suppress`, `selector` and [`baseline`], the ways to say which findings are not to be shown;
//! - [`docs`] and [`examples`], the pages on rules and roles and the postings in them.

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
mod selector;
pub mod settings;
pub mod source;
pub mod span;
mod suppress;
pub mod verdict;
pub mod walk;
