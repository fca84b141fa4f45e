//! Cues to signals, signals and facts to a profile.

mod profile;
mod signals;

pub use profile::{Profile, Vote};
pub use signals::Signal;

use crate::lexicon::Lexed;
use crate::parse::Document;
use crate::posting::Posting;
use crate::rules::Rules;

/// Weighs everything a posting says; never looks at its title.
pub fn weigh(document: &Document, lexed: &Lexed, posting: &Posting, rules: &Rules) -> Profile {
    let signals = signals::find(document, lexed, posting, rules);
    profile::weigh(signals, posting, rules)
}
