//! Level words around a head: which of them belong to it.

use super::heads::Head;
use super::levels::Weigher;
use super::units::Sep;
use crate::roles::vocabulary::Is;
use crate::roles::words::Level;

/// A level word of the title.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found<'a> {
    pub unit: usize,
    pub level: &'a Level,
    /// How it is joined to the level before, where it is.
    pub join: Option<Sep>,
    /// In brackets before the head: "(Senior) Product Manager".
    pub optional: bool,
}

impl<'a> Weigher<'a> {
    /// Levels before the head, in order.
    pub(super) fn ahead(&self, head: &Head, from: usize) -> Vec<Found<'a>> {
        let mut found: Vec<Found<'a>> = Vec::new();
        let mut at = head.first;
        let mut own_run = true;
        let mut near = true;
        while at > from {
            let sep = self.get(at).map_or(Sep::Part, |u| u.sep);
            if sep == Sep::Part {
                let bracket = self.get(at - 1).is_some_and(|u| u.bracket);
                own_run = bracket && own_run && self.get(at).is_some_and(|u| !u.bracket)
                    || self.get(at).is_some_and(|u| u.bracket) && own_run;
                if !own_run && !bracket && !self.is_levels(self.get(at - 1).map_or(0, |u| u.part)) {
                    break;
                }
            }
            at -= 1;
            let Some(unit) = self.get(at) else { break };
            let Some(level) = self.level(at) else {
                near &= unit.meaning.is(Is::Neutral)
                    || unit.meaning.is(Is::Context)
                    || self.get(at + 1).is_some_and(|u| u.sep.joins());
                continue;
            };
            if level.adjacent && !near {
                continue;
            }
            let previous = self.get(at + 1);
            let join = previous.map(|u| u.sep).filter(|s| s.joins());
            // A join belongs to the level behind it, which was found just before.
            if let (Some(join), Some(last)) = (join, found.last_mut())
                && last.unit == at + 1
            {
                last.join = Some(join);
            }
            let optional = unit.bracket && self.get(head.first).is_some_and(|u| !u.bracket);
            found.push(Found {
                unit: at,
                level,
                join: None,
                optional,
            });
        }
        found.reverse();
        found
    }

    /// Whether a part holds levels and nothing that says otherwise.
    fn is_levels(&self, part: usize) -> bool {
        let mut any = false;
        let mut tail = false;
        let mut pure = true;
        for unit in self.units.iter().filter(|u| u.part == part) {
            let level = self.v.level(unit.meaning);
            any |= level.is_some_and(|l| !l.adjacent);
            tail |= level.is_some_and(|l| l.tail);
            pure &= level.is_some()
                || unit.meaning.is(Is::Neutral)
                || unit.number.is_some()
                || unit.word.bytes().all(|b| b.is_ascii_digit());
        }
        tail || any && pure
    }

    /// Levels behind the head: in its run where they end it, joined to it, or in parts of their own.
    pub(super) fn behind(&self, head: &Head) -> Vec<Found<'a>> {
        let mut found = Vec::new();
        let mut at = head.last + 1;
        if self
            .get(at)
            .is_some_and(|u| u.number.is_some() && u.sep != Sep::Part)
        {
            at += 1;
        }
        while let Some(unit) = self.get(at).filter(|u| u.sep != Sep::Part) {
            let Some(level) = self.level(at) else {
                // "Product Manager MBA Intern"
                let next = self.level(at + 1).filter(|l| l.tail && self.runs(at + 1));
                if next.is_none() || !unit.meaning.is(Is::Neutral) {
                    break;
                }
                at += 1;
                continue;
            };
            let mut end = at + 1;
            while self.get(end).is_some_and(|u| {
                u.sep != Sep::Part && (u.meaning.is(Is::Neutral) || u.number.is_some())
            }) {
                end += 1;
            }
            let ends = self
                .get(end)
                .is_none_or(|u| u.sep == Sep::Part || u.sep.joins() || u.meaning.level.is_some());
            if !level.tail && !ends {
                break;
            }
            let join = Some(unit.sep).filter(|s| s.joins());
            found.push(Found {
                unit: at,
                level,
                join,
                optional: false,
            });
            at = end;
        }
        if !found.is_empty() {
            return found;
        }
        let own = self.get(head.last).map_or(0, |u| u.part);
        let mut judged = None;
        for (i, unit) in self.units.iter().enumerate().skip(head.last + 1) {
            if unit.part == own || judged == Some((unit.part, false)) {
                continue;
            }
            if judged.is_none_or(|(part, _)| part != unit.part) {
                let levels = self.is_levels(unit.part);
                judged = Some((unit.part, levels));
                if !levels {
                    continue;
                }
            }
            if let Some(level) = self.level(i) {
                // Whatever the first level of another part is joined to, it is not the head.
                let join = Some(unit.sep).filter(|s| s.joins() && !found.is_empty());
                found.push(Found {
                    unit: i,
                    level,
                    join,
                    optional: false,
                });
            }
        }
        found
    }
}
