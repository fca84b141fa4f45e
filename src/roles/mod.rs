//! The ladder, the role definitions, and titles mapped to roles.

mod catalogue;
mod ladder;
mod level;
mod mentions;
mod near;
mod short;
mod title;
mod units;
mod words;

pub use catalogue::{Boss, Catalogue, Claim, Hedge, Mention, Role, Standing};
pub use ladder::{
    DIMENSIONS, Dimension, DimensionInfo, DimensionKind, Ladder, Rung, Rungs, TOP_RUNG,
};
pub use title::{TitleIssue, TitleMatch};
