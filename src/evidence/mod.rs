//! Cues to signals, signals and facts to a profile.

pub mod cues;
pub mod features;
pub mod model;
mod profile;
mod signals;

pub use profile::{Profile, Vote};
pub use signals::{Signal, SignalCue};

use crate::lexicon::Lexed;
use crate::posting::Posting;
use cues::Cues;
use model::Model;

/// Weighs everything a posting says; of its title only the function counts, which may have cues of its own.
pub fn weigh(
    lexed: &Lexed,
    posting: &Posting,
    cues: &Cues,
    model: &Model,
    function: Option<&str>,
) -> Profile {
    let signals = signals::find(lexed, posting, cues, function);
    profile::weigh(signals, posting, model)
}
