//! The keys of a rule pack: its schema and its reference follow them. Tables of a pack have the name `pack` before their own.

mod content;
mod entries;
mod titles;

use super::Key;

/// The table that a rule pack is as a whole.
pub const PACK: &str = "pack";

/// Places of a posting in which a cue counts.
const PLACES: [&str; 8] = [
    "duty",
    "intro",
    "required",
    "preferred",
    "company",
    "benefits",
    "process",
    "everywhere",
];
/// How a title in running text is completed.
const SHAPES: [&str; 8] = [
    "alone", "leader", "head", "chief", "manager", "lead", "rank", "short",
];

/// All keys of rule packs but those of roles, which are written as in the configuration; in the order of the documentation.
pub fn pack_keys() -> impl Iterator<Item = &'static Key> {
    let parts = [content::CONTENT, titles::TITLES, entries::ENTRIES];
    parts.into_iter().flatten()
}
