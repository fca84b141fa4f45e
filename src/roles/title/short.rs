//! Short forms as heads of titles: "CPO" stands alone, "PM" needs company that says product.

use super::heads::{Head, Scan};
use super::units::Unit;
use crate::roles::vocabulary::Is;

impl Scan<'_> {
    /// A short form at unit `i`: those that stand for a title alone (`own`), or those that need company.
    pub(super) fn short_head(&self, i: usize, own: bool) -> Option<Head> {
        let short = self
            .v
            .short(self.get(i)?.meaning)
            .filter(|s| s.own == own)?;
        if self.units.iter().any(|u| short.unless.contains(&u.word)) {
            return None;
        }
        if !own && !self.short_fits(i, short.loose) {
            return None;
        }
        if let Some(key) = &short.leader {
            let leader = self.v.leaders.iter().find(|l| l.key == *key)?;
            return Some(self.leader_head(i, i, i, leader, true));
        }
        let owner = short.head.as_deref() == Some("owner");
        let mut head = self.plain_head(i, i, owner);
        if let Some(key) = &short.level {
            let level = self.v.levels.iter().find(|l| l.key == *key)?;
            head.key.clone_from(key);
            head.rungs = level.rungs;
        }
        Some(head)
    }

    /// Whether everything beside a short form fits it, and nothing in the title speaks of another meaning.
    fn short_fits(&self, i: usize, loose: bool) -> bool {
        let Some(unit) = self.get(i) else {
            return false;
        };
        // "2 PM - 10 PM" is a time of day.
        let digits = |u: &Unit| u.word.bytes().all(|b| b.is_ascii_digit());
        let strange = |u: &Unit| {
            let ahead = digits(u) && u.part == unit.part && u.end <= unit.start;
            u.meaning.is(Is::NotShort) && !loose || u.meaning.is(Is::Agent) || ahead
        };
        if self.units.iter().any(strange) {
            return false;
        }
        self.units.iter().filter(|u| u.part == unit.part).all(|u| {
            let m = u.meaning;
            let light = [Is::Context, Is::Neutral, Is::Of, Is::Noun]
                .iter()
                .any(|f| m.is(*f));
            m.level.is_some() || m.short.is_some() || light || digits(u) || u.number.is_some()
        })
    }
}
