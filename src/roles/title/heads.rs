//! The heads of a title: "product manager", "VP of product", and whether a head is the holder's own.

use super::units::{Sep, Unit};
use crate::roles::Rungs;
use crate::roles::vocabulary::{Is, Vocabulary};
use crate::roles::words::Leader;

/// Words that may stand between a leader and its noun: "Head of Global Consumer Lending Product".
pub(super) const REACH: usize = 6;

/// What the head noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "product manager"
    Manager,
    /// "product owner"
    Owner,
    /// "head of product", "product lead"
    Leader,
}

/// A head: units `first..=last`, and what it says before levels are added.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub first: usize,
    pub last: usize,
    pub form: Form,
    /// Key of the role table of its form.
    pub key: String,
    pub rungs: Rungs,
    /// The unit of the leader word, for its alternatives ("Director/VP of Product").
    pub leader: Option<usize>,
}

pub(super) struct Scan<'a> {
    pub units: &'a [Unit],
    pub v: &'a Vocabulary,
}

impl<'a> Scan<'a> {
    pub(super) fn get(&self, i: usize) -> Option<&'a Unit> {
        self.units.get(i)
    }

    pub(super) fn is(&self, i: usize, flag: Is) -> bool {
        self.get(i).is_some_and(|u| u.meaning.is(flag))
    }

    /// Whether unit `i` follows the one before within the same run.
    pub(super) fn runs(&self, i: usize) -> bool {
        self.get(i).is_some_and(|u| u.sep.runs())
    }

    pub(super) fn sep(&self, i: usize) -> Option<Sep> {
        self.get(i).map(|u| u.sep)
    }

    pub(super) fn leader(&self, i: usize) -> Option<&'a Leader> {
        self.v.leader(self.get(i)?.meaning)
    }

    /// Whether a part ends behind unit `i`.
    pub(super) fn ends_part(&self, i: usize) -> bool {
        self.sep(i + 1).is_none_or(|s| s == Sep::Part)
    }

    /// All heads in order.
    pub(super) fn heads(&self) -> Vec<Head> {
        let mut heads: Vec<Head> = Vec::new();
        for i in 0..self.units.len() {
            if heads.last().is_some_and(|h| i <= h.last) {
                continue;
            }
            let head = self.noun_head(i).or_else(|| self.short_head(i, true));
            heads.extend(head);
        }
        if heads.is_empty() {
            heads.extend((0..self.units.len()).filter_map(|i| self.short_head(i, false)));
        }
        heads
    }

    /// The head around the noun ("product") at unit `i`.
    fn noun_head(&self, i: usize) -> Option<Head> {
        if self.is(i, Is::CompoundManager) || self.is(i, Is::CompoundOwner) {
            let owner = self.is(i, Is::CompoundOwner);
            return Some(
                self.of_manager(i, i)
                    .unwrap_or(self.plain_head(i, i, owner)),
            );
        }
        if self.is(i, Is::CompoundManagement) {
            return self.object(i, i, true);
        }
        let plural = self.is(i, Is::Plural);
        if !plural && !self.is(i, Is::Noun) {
            return None;
        }
        if let Some(head) = self.chief_officer(i) {
            return Some(head);
        }
        let next = i + 1;
        if self.runs(next) {
            if self.is(next, Is::Manager) || self.is(next, Is::Owner) {
                let owner = self.is(next, Is::Owner);
                let last = self.paired_owner(next);
                return Some(
                    self.of_manager(i, last)
                        .unwrap_or(self.plain_head(i, last, owner)),
                );
            }
            if self.is(next, Is::Management) {
                return self.object(i, next, true);
            }
            let between = self.get(next).and_then(|u| self.v.between(u.meaning));
            if let Some(between) = between.filter(|b| b.complete) {
                return Some(Head {
                    key: between.key.clone(),
                    rungs: between.rungs,
                    ..self.plain_head(i, next, false)
                });
            }
            if let Some(between) = between
                && self.runs(next + 1)
            {
                if self.is(next + 1, Is::Manager) {
                    return Some(Head {
                        key: between.key.clone(),
                        rungs: between.rungs,
                        ..self.plain_head(i, next + 1, false)
                    });
                }
                if let Some(leader) = self.leader(next + 1).filter(|l| l.bare) {
                    return Some(self.leader_head(i, next + 1, next + 1, leader, true));
                }
            }
            if let Some(leader) = self.leader(next).filter(|l| l.bare)
                && !(self.runs(next + 1) && self.is(next + 1, Is::Agent))
                && !(self.runs(next + 1) && self.is(next + 1, Is::Noun))
                && !self.is_led(i)
            {
                return Some(self.leader_head(i, next, next, leader, false));
            }
            // "VP - Product Specialist": the person behind the noun is another's job.
            let person = self.leader(next).is_some_and(|l| l.management);
            let other = self.is(next, Is::Function) || self.is(next, Is::Agent) || person;
            if other && !self.is_managed_pair(next) {
                return None;
            }
        } else if let Some(head) = self.coordinated(i, i, false) {
            return Some(head);
        } else if self.is(next, Is::Partner)
            && self.runs(next + 1)
            && self.is(next + 1, Is::Management)
        {
            return self.object(i, next + 1, true);
        }
        self.object(i, i, false)
    }

    /// Whether a leader stands right before the noun at unit `i`: "Director of Product".
    fn is_led(&self, i: usize) -> bool {
        let of = i > 0 && self.runs(i) && self.is(i - 1, Is::Of);
        let leader = i.checked_sub(2).and_then(|at| self.leader(at));
        of && leader.is_some_and(|l| l.strong)
    }

    /// "Product Manager/Owner", "Product Owner / Manager": the last unit of the pair.
    fn paired_owner(&self, last: usize) -> usize {
        let joined = self.sep(last + 1).is_some_and(Sep::joins);
        let noun = self.is(last + 1, Is::Owner) || self.is(last + 1, Is::Manager);
        if joined && noun { last + 1 } else { last }
    }

    /// "product strategy and management": behind the other function's noun, management follows.
    fn is_managed_pair(&self, function: usize) -> bool {
        self.sep(function + 1) == Some(Sep::And) && self.is(function + 1, Is::Management)
    }

    /// "Product & Brand Manager", "Product/Project Manager", "Product Management and Design Lead": noun `first..=last`
    /// shares its head with what it is joined to.
    pub(super) fn coordinated(&self, first: usize, last: usize, management: bool) -> Option<Head> {
        let next = last + 1;
        if !self.sep(next)?.joins() {
            return None;
        }
        let owned = self.is(next, Is::Manager) || self.is(next, Is::Owner);
        if owned && !self.is_led(first) {
            return Some(self.plain_head(first, next, self.is(next, Is::Owner)));
        }
        // "project manager" and "design director" are phrases of the vocabulary.
        match self.get(next)?.word.rsplit_once(' ') {
            Some((partner, "manager")) => {
                let partner = self.v.meaning(partner)?.is(Is::Partner);
                return partner.then(|| self.plain_head(first, next, false));
            }
            Some((_, word)) => {
                let leader = self.v.meaning(word).and_then(|m| self.v.leader(m));
                if let Some(leader) = leader.filter(|l| l.bare) {
                    return Some(self.leader_head(first, next, next, leader, management));
                }
            }
            None => {}
        }
        let at = next + 1;
        if !self.runs(at) {
            return None;
        }
        if self.is(next, Is::Partner) && self.is(at, Is::Manager) {
            return Some(self.plain_head(first, at, false));
        }
        let leader = self.leader(at).filter(|l| l.bare)?;
        let agent = self.runs(at + 1) && self.is(at + 1, Is::Agent);
        (!agent).then(|| self.leader_head(first, at, at, leader, management))
    }

    /// "Chief Product Officer", "Chief Digital & Product Officer".
    fn chief_officer(&self, i: usize) -> Option<Head> {
        // "Chief Product, Technology & Data Officer": commas may stand inside, brackets and other leaders may not.
        let near = |j: usize| self.get(j).is_some_and(|u| !u.bracket);
        let mut first = i;
        loop {
            if first == 0 || !near(first) || i - first >= REACH {
                return None;
            }
            first -= 1;
            match self.leader(first) {
                Some(leader) if leader.key == "chief" => break,
                Some(leader) if leader.strong => return None,
                _ => {}
            }
        }
        let mut last = i;
        loop {
            last += 1;
            if !near(last) || last - i > REACH {
                return None;
            }
            if self.get(last)?.word == "officer" {
                break;
            }
            let other = last == i + 1 && self.runs(last) && self.is(last, Is::Function);
            if other && !self.is(last, Is::Partner) {
                return None;
            }
        }
        let leader = self.leader(first)?;
        Some(self.leader_head(first, last, first, leader, true))
    }

    /// Whether the title is that of somebody else who works with holders of this one.
    pub(super) fn is_another_job(&self, head: &Head) -> bool {
        let ahead = |i: usize| {
            if self.is(i, Is::Stranger) {
                // "Office Product Manager" and "Teacher Tools Product Manager" name what the product is for.
                let what = head.form != Form::Leader
                    && (i + 1..=head.first).all(|j| self.runs(j) && !self.is(j, Is::Of));
                return !what;
            }
            // "Software Engineer, Product Management": the part before is a title of its own.
            let mut next = i + 1;
            while next < head.first && self.get(next).is_some_and(|u| u.number.is_some()) {
                next += 1;
            }
            self.is(i, Is::Agent) && self.sep(next) == Some(Sep::Part)
        };
        if (0..head.first).any(ahead) {
            return true;
        }
        let behind = head.last + 1;
        if self.runs(behind) && (self.is(behind, Is::Stranger) || self.is(behind, Is::Behind)) {
            return true;
        }
        // "Assistant to the VP of Product", where what stands before "to" is no alternative of the same title.
        let mut at = head.first;
        while at > 0 && self.sep(at).is_some_and(Sep::runs) && self.is(at - 1, Is::Neutral) {
            at -= 1;
        }
        let to = self.sep(at) == Some(Sep::To) && at > 0;
        to && self
            .v
            .level(
                self.get(at.wrapping_sub(1))
                    .map(|u| u.meaning)
                    .unwrap_or_default(),
            )
            .is_none_or(|l| l.key == "associate")
    }

    /// "Product Manager": the title without any level.
    pub(super) fn plain_head(&self, first: usize, last: usize, owner: bool) -> Head {
        Head {
            first,
            last,
            form: if owner { Form::Owner } else { Form::Manager },
            key: "plain".to_owned(),
            rungs: self.v.titles.plain,
            leader: None,
        }
    }
}
