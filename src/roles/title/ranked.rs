//! Leaders with a level or beside another leader: "Senior Product Director", "Director/VP of Product".

use super::heads::{Form, Head};
use super::levels::{Offer, Weigher};
use super::units::Sep;
use crate::roles::Rungs;
use crate::roles::vocabulary::Is;
use crate::span::Span;

impl Weigher<'_> {
    /// "Director Product Manager": a leader before the head that is no corporate grade.
    pub(super) fn over(&self, head: &Head, from: usize) -> Option<(usize, String, Rungs)> {
        let mut at = head.first;
        for _ in 0..3 {
            at = at.checked_sub(1).filter(|i| *i >= from)?;
            if self.get(at + 1)?.sep.joins() {
                return None;
            }
            let unit = self.get(at)?;
            if let Some(leader) = self.v.leader(unit.meaning) {
                if let Some(over) = leader.over {
                    return Some((at, self.role(Form::Leader, &leader.key), over));
                }
                if leader.grade || unit.meaning.level.is_none() {
                    return None;
                }
            } else if unit.meaning.level.is_none() && !unit.meaning.is(Is::Neutral) {
                return None;
            }
        }
        None
    }

    /// A leader with its level ("Senior Product Director") and its alternatives ("Director/VP of Product").
    pub(super) fn leaders(&self, head: &Head, base: Offer, span: &mut Span) -> Vec<Offer> {
        let Some(at) = head.leader else {
            return vec![base];
        };
        let mut offers = vec![self.levelled(head, at, base.clone(), span)];
        let mut add = |i: usize, join: Sep, front: bool| {
            let leader = self
                .get(i)
                .and_then(|u| self.v.leader(u.meaning))
                .filter(|l| !l.management);
            let Some(leader) = leader else { return false };
            let hull = self.hull(i, i);
            *span = Span::new(span.start.min(hull.start), span.end.max(hull.end));
            let rungs = leader
                .plain
                .filter(|_| base.rungs.lo < leader.rungs.lo)
                .unwrap_or(leader.rungs);
            let offer = Offer {
                role: self.role(Form::Leader, &leader.key),
                rungs,
                text: self.text(i, i),
                join,
                several: false,
            };
            if front {
                offers.insert(0, offer);
                if let Some(next) = offers.get_mut(1) {
                    next.join = join;
                }
            } else {
                offers.push(offer);
            }
            true
        };
        let mut i = at;
        while i > 0 {
            let Some(join) = self.get(i).map(|u| u.sep).filter(|s| s.alternates()) else {
                break;
            };
            i -= 1;
            if !add(i, join, true) {
                break;
            }
        }
        let mut i = at + 1;
        while let Some(join) = self.get(i).map(|u| u.sep).filter(|s| s.alternates()) {
            if !add(i, join, false) {
                break;
            }
            i += 1;
        }
        offers
    }

    /// "Senior Product Director" has its level before the noun; "Product Lead II" behind it.
    fn levelled(&self, head: &Head, at: usize, base: Offer, span: &mut Span) -> Offer {
        let Some(before) = head.first.checked_sub(1) else {
            return base;
        };
        if !self.runs(head.first) {
            return base;
        }
        let weak = self
            .get(at)
            .and_then(|u| self.v.leader(u.meaning))
            .is_some_and(|l| l.management);
        if let Some(level) = self.level(before).filter(|_| weak) {
            // "Senior Product Management Consultant", "Senior Consultant, Product Management".
            let hull = self.hull(before, before);
            *span = Span::new(span.start.min(hull.start), span.end);
            let Rungs { lo, hi } = base.rungs;
            let rungs = match level.rungs.lo {
                0 | 1 => Rungs {
                    lo: lo.saturating_sub(1),
                    hi: hi.saturating_sub(1),
                },
                2 => base.rungs,
                _ => Rungs {
                    lo: lo + 1,
                    hi: hi.max(lo + 1),
                },
            };
            return Offer { rungs, ..base };
        }
        if at == head.first {
            return base;
        }
        let (Some(level), Some(leader)) = (self.get(before), self.get(at)) else {
            return base;
        };
        let phrase = format!("{} {}", level.word, leader.word);
        let joined = self.v.meaning(&phrase).and_then(|m| self.v.leader(m));
        let hull = self.hull(before, before);
        if let Some(both) = joined {
            *span = Span::new(span.start.min(hull.start), span.end);
            return Offer {
                role: self.role(Form::Leader, &both.key),
                rungs: both
                    .plain
                    .filter(|_| base.rungs.lo < both.rungs.lo)
                    .unwrap_or(both.rungs),
                ..base
            };
        }
        base
    }
}
