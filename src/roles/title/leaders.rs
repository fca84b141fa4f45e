//! Leaders as heads of titles: "Director of Product", "Product Management, VP of", "VP, Digital Product".

use super::heads::{Form, Head, REACH, Scan};
use super::units::Sep;
use crate::roles::vocabulary::Is;
use crate::roles::words::Leader;

impl Scan<'_> {
    /// "VP of Product Manager(s)": the leader is the head, not the manager.
    pub(super) fn of_manager(&self, i: usize, last: usize) -> Option<Head> {
        let of = i.checked_sub(1)?;
        let at = i.checked_sub(2)?;
        if !self.is(of, Is::Of) || !self.runs(i) || !self.runs(of) {
            return None;
        }
        let leader = self.leader(at)?;
        (leader.strong || leader.key == "manager")
            .then(|| self.leader_head(at, last, at, leader, true))
    }

    /// "product" or "product management" at `first..=last` as the object of a leader beside it.
    pub(super) fn object(&self, first: usize, last: usize, management: bool) -> Option<Head> {
        // "Product Management Director", "Product Management Senior Analyst".
        let level = self.runs(last + 1)
            && self
                .get(last + 1)
                .is_some_and(|u| u.meaning.level.is_some());
        for at in [last + 1, last + 2]
            .into_iter()
            .take(1 + usize::from(level))
        {
            if management
                && self.runs(at)
                && let Some(leader) = self.leader(at)
                && !(self.runs(at + 1)
                    && (self.is(at + 1, Is::Agent) || self.leader(at + 1).is_some()))
            {
                return Some(self.leader_head(first, at, at, leader, true));
            }
        }
        self.leader_ahead(first, last, management)
            .or_else(|| {
                self.coordinated(first, last, management)
                    .filter(|h| management && h.form == Form::Leader)
            })
            .or_else(|| self.leader_behind(first, last, management))
            .or_else(|| self.management_alone(first, last, management))
    }

    /// "Director of Product", "VP, Digital Product", "Lead - Product Management".
    fn leader_ahead(&self, first: usize, last: usize, management: bool) -> Option<Head> {
        let (mut of, mut crossed, mut others) = (false, false, false);
        let (mut at, mut between) = (first, 0);
        let leader = loop {
            match self.sep(at)? {
                Sep::Part if crossed || at == 0 => return None,
                Sep::Part => crossed = true,
                _ => {}
            }
            let part_began = self.sep(at) == Some(Sep::Part);
            at = at.checked_sub(1)?;
            if self.is(at, Is::Of) {
                of = true;
                continue;
            }
            if self.get(at).is_some_and(|u| u.number.is_some()) {
                continue;
            }
            if let Some(leader) = self.leader(at)
                && (!leader.needs_of || of)
            {
                break leader;
            }
            if part_began || between >= REACH || self.is(at, Is::Agent) || self.is(at, Is::Stranger)
            {
                return None;
            }
            others |= self.is(at, Is::Function) && !self.is(at, Is::Context);
            between += 1;
        };
        let linked = of || crossed;
        if leader.management && !management || leader.needs_of && !of {
            return None;
        }
        // "VP, Structured Products" sells them; "Head of Lending Products" and "Director, Data Products" manage them.
        let plural = self.is(last, Is::Plural) && between > 0;
        let managed = self.is(first.wrapping_sub(1), Is::Context)
            || of && leader.strong && !others && !crossed;
        if plural && !managed {
            return None;
        }
        if others && !management && !of {
            return None;
        }
        let ends = !self.runs(last + 1);
        if !leader.strong && !linked && !management && !ends {
            return None;
        }
        if self.trailing_agent(last) || !self.may_lead(at, of, management, leader) {
            return None;
        }
        Some(self.leader_head(at, last, at, leader, management))
    }

    /// Whether the run behind `last` ends with a person of another function: "Lead Product Solutions Engineer".
    fn trailing_agent(&self, last: usize) -> bool {
        let mut end = last;
        while self.runs(end + 1) && end - last < REACH {
            end += 1;
        }
        end > last && self.is(end, Is::Agent)
    }

    /// What stands before a leader in its part may make it another function's: "Account Director, Product".
    fn may_lead(&self, at: usize, of: bool, management: bool, leader: &Leader) -> bool {
        let mut i = at;
        let mut budget = REACH;
        while self.sep(i).is_some_and(|s| s != Sep::Part) && i > 0 && budget > 0 {
            i -= 1;
            budget -= 1;
            let Some(unit) = self.get(i) else { break };
            let title_word = unit.meaning.level.is_some() || unit.meaning.leader.is_some();
            let digits = unit.word.bytes().all(|b| b.is_ascii_digit());
            if title_word || digits || self.is(i, Is::Neutral) {
                continue;
            }
            if self.sep(i + 1).is_some_and(Sep::joins) && of {
                continue;
            }
            let other = self.is(i, Is::Function) || self.is(i, Is::Agent);
            let fits = match (leader.strong, other) {
                (true, true) => of,
                (true, false) => {
                    of || management || leader.key != "director" || unit.number.is_some()
                }
                (false, true) => false,
                (false, false) => management,
            };
            if !fits {
                return false;
            }
        }
        true
    }

    /// "Product Management, Director of", "Product - VP", "Product Management (Internship)".
    fn leader_behind(&self, first: usize, last: usize, management: bool) -> Option<Head> {
        let at = last + 1;
        if self.sep(at)? != Sep::Part || !self.opens_part(first) {
            return None;
        }
        let mut at = at;
        while self.is(at, Is::Neutral) && self.leader(at).is_none() && self.runs(at + 1) {
            at += 1;
        }
        let leader = self.leader(at)?;
        let of = usize::from(self.runs(at + 1) && self.is(at + 1, Is::Of));
        if !self.ends_part(at + of) && leader.key != "intern" || leader.management && !management {
            return None;
        }
        if leader.needs_of && of == 0 {
            return None;
        }
        Some(self.leader_head(first, at + of, at, leader, management))
    }

    /// "Senior Product Management - Payments": the noun alone, where nothing else can be the head.
    fn management_alone(&self, first: usize, last: usize, management: bool) -> Option<Head> {
        if !management || !self.opens_part(first) {
            return None;
        }
        let tail = self.get(last + 1).and_then(|u| self.v.level(u.meaning));
        let number =
            self.get(last + 1).is_some_and(|u| u.number.is_some()) && self.ends_part(last + 1);
        if !self.ends_part(last)
            && !number
            && !tail.is_some_and(|l| l.tail || self.ends_part(last + 1))
        {
            return None;
        }
        let part = self.get(first)?.part;
        let mut ahead = self.units.iter().take(first).filter(|u| u.part < part);
        let others = ahead.any(|u| {
            u.meaning.is(Is::Function)
                || u.meaning.is(Is::Agent)
                || u.meaning.leader.is_some()
                    && u.meaning.level.is_none()
                    && !u.meaning.is(Is::Neutral)
        });
        (!others).then(|| self.plain_head(first, last, false))
    }

    /// Whether nothing but levels and words without weight stand before unit `i` in its part.
    fn opens_part(&self, i: usize) -> bool {
        let mut at = i;
        while at > 0 && self.sep(at) != Some(Sep::Part) {
            at -= 1;
            let light = self.get(at).is_some_and(|u| {
                u.meaning.level.is_some() || u.meaning.is(Is::Neutral) || u.number.is_some()
            });
            if !light {
                return false;
            }
        }
        true
    }

    pub(super) fn leader_head(
        &self,
        first: usize,
        last: usize,
        at: usize,
        leader: &Leader,
        management: bool,
    ) -> Head {
        let rungs = match leader.plain {
            Some(plain) if !management => plain,
            _ => leader.rungs,
        };
        Head {
            first: first.min(at),
            last: last.max(at),
            form: Form::Leader,
            key: leader.key.clone(),
            rungs,
            leader: Some(at),
        }
    }
}
