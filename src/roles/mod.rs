//! The ladder, the role definitions, and titles mapped to roles.

mod catalogue;
mod definitions;
mod ladder;
mod mentions;
mod own;
mod role;
mod title;
mod vocabulary;
mod wording;
mod words;

pub use catalogue::Catalogue;
pub(crate) use definitions::MANAGES;
pub use definitions::{Fault, Function, RawRole, RoleFile, function_mistake};
pub use ladder::{
    DIMENSIONS, Dimension, DimensionInfo, DimensionKind, Ladder, Rung, Rungs, TOP_RUNG,
};
pub use mentions::{Boss, Mention};
pub use own::OwnTitle;
pub use role::{Claim, Hedge, Role, Standing};
pub use title::{TitleIssue, TitleMatch};
