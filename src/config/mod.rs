//! The configuration: which file holds for a posting, what it says, and what is wrong with it.
//!
//! `jdlint.toml` or `.jdlint.toml` is looked for in the folder of each linted file and then in each folder above it; the
//! first one found counts, with what it extends. `--config` names another one for all files, `--isolated` reads none.
#![allow(
    clippy::disallowed_methods,
    reason = "this module finds and reads configuration files"
)]

mod budget;
mod error;
mod initial;
pub mod keys;
mod layer;
mod mistakes;
mod pack;
mod read;
mod resolve;
mod schema;
mod show;
mod text;
mod values;

pub use error::{ConfigError, Mistake};
pub use initial::{header, initial};
pub use layer::{Layer, OrgLayer, RuleLayer, TitleTarget};
pub use pack::{Pack, PackExample};
pub use read::parse;
pub use resolve::{Choice, Config, FILE_NAMES, Governing, MAX_CHAIN, Origin, Overrides, Resolver};
pub use schema::{pack_schema, schema};
pub use show::{Shown, shown};
pub use text::{MAX_BYTES, Placed, Text};
