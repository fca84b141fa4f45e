//! Titles to roles: which head a title has ("product manager", "VP of product"), and whether it is the holder's own.

use super::Rungs;
use super::level;
use super::units::{Sep, Unit, read};
use super::words::{Is, Leader, Vocabulary};
use crate::span::Span;

/// Words that may stand between a leader and its noun: "Head of Global Consumer Lending Product".
const REACH: usize = 6;

/// What is odd about a title in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleIssue {
    /// It names two rungs that exclude each other: the two phrases as they stand.
    TwoRungs(String, String),
    /// It names several levels as alternatives ("PM or Senior PM", "all levels"): one posting for a ladder.
    SeveralLevels,
}

/// A title mapped to a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleMatch {
    /// Role id, such as `product/vp`.
    pub role: String,
    /// Function, such as `product`.
    pub function: String,
    /// Rungs that this title stands on (the role's own, narrowed or widened by modifiers such as II, III, "Senior").
    pub rungs: Rungs,
    /// The part of the title that says so, as bytes of the title.
    pub span: Span,
    /// What is odd about it.
    pub issue: Option<TitleIssue>,
}

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

/// Maps a title. `function` is the function of the vocabulary; `None` where the title has no head of its own.
pub(super) fn match_title(title: &str, function: &str, v: &Vocabulary) -> Option<TitleMatch> {
    let units = read(title, v);
    let scan = Scan { units: &units, v };
    let heads = scan.heads();
    let at = heads.iter().position(|h| !scan.is_another_job(h))?;
    let verdict = level::weigh(&units, heads.get(at..)?, title, v)?;
    Some(TitleMatch {
        role: verdict.role,
        function: function.to_owned(),
        rungs: verdict.rungs,
        span: verdict.span,
        issue: verdict.issue,
    })
}

pub(super) struct Scan<'a> {
    pub units: &'a [Unit],
    pub v: &'a Vocabulary,
}

impl<'a> Scan<'a> {
    pub(super) fn get(&self, i: usize) -> Option<&'a Unit> {
        self.units.get(i)
    }

    fn is(&self, i: usize, flag: Is) -> bool {
        self.get(i).is_some_and(|u| u.meaning.is(flag))
    }

    /// Whether unit `i` follows the one before within the same run.
    fn runs(&self, i: usize) -> bool {
        self.get(i).is_some_and(|u| u.sep.runs())
    }

    fn sep(&self, i: usize) -> Option<Sep> {
        self.get(i).map(|u| u.sep)
    }

    fn leader(&self, i: usize) -> Option<&'a Leader> {
        self.v.leader(self.get(i)?.meaning)
    }

    /// Whether a part ends behind unit `i`.
    fn ends_part(&self, i: usize) -> bool {
        self.sep(i + 1).is_none_or(|s| s == Sep::Part)
    }

    /// All heads in order.
    fn heads(&self) -> Vec<Head> {
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
    fn coordinated(&self, first: usize, last: usize, management: bool) -> Option<Head> {
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

    /// "VP of Product Manager(s)": the leader is the head, not the manager.
    fn of_manager(&self, i: usize, last: usize) -> Option<Head> {
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
    fn object(&self, first: usize, last: usize, management: bool) -> Option<Head> {
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

    /// Whether the title is that of somebody else who works with holders of this one.
    fn is_another_job(&self, head: &Head) -> bool {
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
