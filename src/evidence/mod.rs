//! Cues to signals, signals and facts to a profile.

pub mod cues;
pub mod features;
pub mod model;
mod profile;
mod signals;

pub use profile::{Profile, Vote};
pub use signals::Signal;

use crate::lexicon::Lexed;
use crate::posting::Posting;
use crate::rules::Rules;

/// Weighs everything a posting says; never looks at its title.
pub fn weigh(lexed: &Lexed, posting: &Posting, rules: &Rules) -> Profile {
    let signals = signals::find(lexed, posting, &rules.cues);
    profile::weigh(signals, posting, &rules.model)
}
