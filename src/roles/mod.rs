//! The ladder, the role definitions, and titles mapped to roles.

mod catalogue;
mod ladder;
mod title;

pub use catalogue::{Boss, Catalogue, Claim, Hedge, Mention, Role, Standing};
pub use ladder::{DIMENSIONS, Dimension, Rungs, TOP_RUNG};
pub use title::{TitleIssue, TitleMatch};
