//! Levels of a title: "Senior", "II", "Junior or Senior", and what they make of its head.

use super::heads::{Form, Head};
use super::near::Found;
use super::units::{Sep, Unit};
use crate::roles::Rungs;
use crate::roles::vocabulary::{Is, Vocabulary};
use crate::roles::words::Level;
use crate::span::Span;

/// What is odd about a title in itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TitleIssue {
    /// It names two rungs that exclude each other: the two phrases as they stand.
    TwoRungs(String, String),
    /// It names several levels as alternatives ("PM or Senior PM", "all levels"): one posting for a ladder.
    SeveralLevels,
}

/// What the title says after levels were added.
pub(super) struct Verdict {
    pub role: String,
    pub rungs: Rungs,
    pub span: Span,
    pub issue: Option<TitleIssue>,
}

/// One of the levels that a title offers.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    pub role: String,
    pub rungs: Rungs,
    /// As it stands in the title.
    pub text: String,
    /// How it is joined to the offer before.
    pub join: Sep,
    /// Names several levels in itself.
    pub several: bool,
}

/// Weighs the first of `heads` with its levels, and the heads joined to it as alternatives.
pub(super) fn weigh(
    units: &[Unit],
    heads: &[Head],
    title: &str,
    v: &Vocabulary,
) -> Option<Verdict> {
    let first = heads.first()?;
    let w = Weigher { units, title, v };
    let mut span = w.hull(first.first, first.last);
    let mut conflict = None;
    let mut offers = w.offers(first, 0, &mut span, &mut conflict);
    let mut last = first;
    for head in heads.iter().skip(1) {
        let Some(join) = w.joined(last, head) else {
            break;
        };
        let mut more = w.offers(head, last.last + 1, &mut span, &mut conflict);
        if let Some(offer) = more.first_mut() {
            offer.join = join;
        }
        let hull = w.hull(head.first, head.last);
        span = Span::new(span.start.min(hull.start), span.end.max(hull.end));
        offers.extend(more);
        last = head;
    }
    let own = offers.first()?;
    let rungs = offers.iter().fold(own.rungs, |r, o| r.hull(o.rungs));
    let issue = conflict.or_else(|| issue(&offers));
    Some(Verdict {
        role: own.role.clone(),
        rungs,
        span,
        issue,
    })
}

/// Entry rungs and upper rungs exclude each other in one title.
fn exclude(a: Rungs, b: Rungs) -> bool {
    let (low, high) = if a.lo <= b.lo { (a, b) } else { (b, a) };
    low.hi <= 1 && high.lo >= 3
}

fn issue(offers: &[Offer]) -> Option<TitleIssue> {
    let mut sorted: Vec<&Offer> = offers.iter().collect();
    sorted.sort_by_key(|o| (o.rungs.lo, o.rungs.hi));
    for pair in sorted.windows(2) {
        if let [a, b] = pair {
            let spelled = offers
                .iter()
                .skip(1)
                .any(|o| matches!(o.join, Sep::Or | Sep::To | Sep::And));
            let far = exclude(a.rungs, b.rungs) || b.rungs.lo.saturating_sub(a.rungs.hi) >= 3;
            if far && !spelled {
                return Some(TitleIssue::TwoRungs(a.text.clone(), b.text.clone()));
            }
        }
    }
    let differ = sorted
        .windows(2)
        .any(|p| matches!(p, [a, b] if a.rungs != b.rungs));
    (differ || offers.iter().any(|o| o.several)).then_some(TitleIssue::SeveralLevels)
}

pub(super) struct Weigher<'a> {
    pub units: &'a [Unit],
    title: &'a str,
    pub v: &'a Vocabulary,
}

impl<'a> Weigher<'a> {
    pub(super) fn get(&self, i: usize) -> Option<&'a Unit> {
        self.units.get(i)
    }

    pub(super) fn level(&self, i: usize) -> Option<&'a Level> {
        self.v.level(self.get(i)?.meaning)
    }

    pub(super) fn runs(&self, i: usize) -> bool {
        self.get(i).is_some_and(|u| u.sep.runs())
    }

    pub(super) fn hull(&self, first: usize, last: usize) -> Span {
        let start = self.get(first).map_or(0, |u| u.start);
        let end = self.get(last).map_or(start, |u| u.end.max(start));
        Span::new(start, end)
    }

    pub(super) fn text(&self, first: usize, last: usize) -> String {
        self.hull(first, last).of(self.title).to_owned()
    }

    pub(super) fn role(&self, form: Form, key: &str) -> String {
        let titles = &self.v.titles;
        let table = match form {
            Form::Manager => &titles.manager,
            Form::Owner => &titles.owner,
            Form::Leader => &titles.leader,
        };
        let found = table.get(key).or_else(|| titles.manager.get("plain"));
        found.map(|r| r.get_ref().clone()).unwrap_or_default()
    }

    /// How `head` is joined to the head before, where it is an alternative to it.
    fn joined(&self, before: &Head, head: &Head) -> Option<Sep> {
        let mut join = None;
        for i in before.last + 1..=head.first {
            let unit = self.get(i)?;
            if i < head.first
                && unit.meaning.level.is_none()
                && !unit.meaning.is(Is::Neutral)
                && unit.number.is_none()
            {
                return None;
            }
            if unit.sep.joins() {
                join = join.max(Some(unit.sep));
            } else if unit.sep == Sep::Part {
                let ends = self.get(head.last + 1).is_none_or(|u| !u.sep.runs());
                if before.form == Form::Leader || head.form == Form::Leader || !ends {
                    return None;
                }
                join = join.max(Some(Sep::Or));
            }
        }
        join
    }

    /// The levels that the title offers with this head, at least one. Units before `from` belong to a head before.
    fn offers(
        &self,
        head: &Head,
        from: usize,
        span: &mut Span,
        conflict: &mut Option<TitleIssue>,
    ) -> Vec<Offer> {
        let base = Offer {
            role: self.role(head.form, &head.key),
            rungs: head.rungs,
            text: self.text(head.first, head.last),
            join: Sep::Space,
            several: false,
        };
        if head.form == Form::Leader {
            return self.leaders(head, base, span);
        }
        let mut grow = |unit: usize| {
            let hull = self.hull(unit, unit);
            *span = Span::new(span.start.min(hull.start), span.end.max(hull.end));
        };
        if let Some(over) = self.over(head, from) {
            grow(over.0);
            return vec![Offer {
                role: over.1,
                rungs: over.2,
                ..base
            }];
        }
        let mut found = self.ahead(head, from);
        if head.key != "plain" {
            // "Group" in "Product Group Manager" is the level already; "Senior" before it lifts it a little.
            let lift = found.iter().any(|f| f.level.rungs.lo >= 3);
            let entry = found.iter().any(|f| f.level.rungs.hi <= 1);
            let mut offer = base;
            if lift {
                offer.rungs.hi = (offer.rungs.hi + 1).min(5);
            }
            if entry {
                offer.rungs.lo = offer.rungs.lo.saturating_sub(2);
            }
            return vec![self.numbered(head, offer, &mut grow)];
        }
        let behind = self.behind(head);
        let strong = found.iter().any(|f| !f.level.plain);
        let entry = found.iter().all(|f| f.level.rungs.hi <= 1);
        if strong && entry && behind.iter().any(|f| f.level.tail) {
            // "Associate Product Manager Intern" is an intern.
            found.iter().for_each(|f| grow(f.unit));
            found = behind;
        } else if strong {
            // Behind a levelled title another level adds nothing, unless the two exclude each other.
            for f in &behind {
                let clash = found.iter().find(|b| exclude(b.level.rungs, f.level.rungs));
                if let Some(b) = clash
                    && !(f.level.grade || b.optional)
                    && conflict.is_none()
                {
                    grow(f.unit);
                    *conflict = Some(TitleIssue::TwoRungs(
                        self.text(b.unit, b.unit),
                        self.text(f.unit, f.unit),
                    ));
                    let mut offers = self.stack(head, &found, &base, &mut grow, conflict);
                    offers.push(self.offer(head, f, &base));
                    return offers;
                }
            }
        } else {
            let joined = behind.first().is_some_and(|f| f.join.is_some());
            if joined {
                let mut offers = vec![base.clone()];
                for f in &behind {
                    grow(f.unit);
                    offers.push(self.offer(head, f, &base));
                }
                return offers;
            }
            if !behind.is_empty() {
                found = behind;
            }
        }
        let mut offers = self.stack(head, &found, &base, &mut grow, conflict);
        if let [one] = offers.as_mut_slice() {
            *one = self.numbered(head, one.clone(), &mut grow);
        }
        offers
    }

    fn offer(&self, head: &Head, f: &Found<'_>, base: &Offer) -> Offer {
        let role = if f.level.key == "plain" {
            base.role.clone()
        } else {
            self.role(head.form, &f.level.key)
        };
        // The owner's entry title is used for everything below the plain one.
        let wide = head.form == Form::Owner && f.level.key == "associate" && f.level.rungs.hi == 0;
        Offer {
            role,
            rungs: if wide {
                Rungs { lo: 0, hi: 1 }
            } else {
                f.level.rungs
            },
            text: self.text(f.unit, f.unit),
            join: f.join.unwrap_or(Sep::Space),
            several: f.level.several,
        }
    }

    /// Levels to offers: joined levels are alternatives, others add up.
    fn stack(
        &self,
        head: &Head,
        found: &[Found<'a>],
        base: &Offer,
        grow: &mut impl FnMut(usize),
        conflict: &mut Option<TitleIssue>,
    ) -> Vec<Offer> {
        let mut offers: Vec<Offer> = Vec::new();
        let mut optional = !found.is_empty();
        let mut part = None;
        for f in found {
            grow(f.unit);
            optional &= f.optional;
            let offer = self.offer(head, f, base);
            // "Junior - Mid Product Manager": levels in parts of their own are alternatives.
            let apart = part.is_some_and(|p| Some(p) != self.get(f.unit).map(|u| u.part));
            let clear = |a: Rungs, b: Rungs| a.hi < b.lo && b.hi < 5 && !exclude(a, b);
            let apart = apart && offers.last().is_some_and(|l| clear(l.rungs, offer.rungs));
            part = self.get(f.unit).map(|u| u.part);
            match offers.last_mut() {
                Some(last) if f.join.is_none() && !apart => {
                    if exclude(last.rungs, offer.rungs) {
                        conflict.get_or_insert_with(|| {
                            TitleIssue::TwoRungs(last.text.clone(), offer.text.clone())
                        });
                        offers.push(offer);
                    } else if f.level.plain
                        || offer.rungs.hi <= 1 && offer.rungs.lo >= last.rungs.lo
                    {
                        // "Junior Associate" is an associate, "Senior Founding" a senior.
                    } else if last.rungs.hi <= 1 || offer.rungs.lo >= last.rungs.lo {
                        *last = Offer {
                            join: last.join,
                            ..offer
                        };
                    }
                }
                _ => offers.push(offer),
            }
        }
        if offers.is_empty() || optional {
            offers.insert(0, base.clone());
        }
        offers
    }

    /// "Product Manager II", "Product Manager - Level 3", "Product Manager I/II".
    fn numbered(&self, head: &Head, offer: Offer, grow: &mut impl FnMut(usize)) -> Offer {
        let mut at = head.last + 1;
        let level_word = |i: usize| {
            self.get(i)
                .is_some_and(|u| u.word == "level" || u.word == "grade")
        };
        if level_word(at) {
            at += 1;
        }
        let own_part = self.get(at).is_some_and(|u| u.sep == Sep::Part);
        let Some(unit) = self.get(at) else {
            return offer;
        };
        let Some(first) = unit.number else {
            return offer;
        };
        let next = self.get(at + 1);
        let ends = next.is_none_or(|u| matches!(u.sep, Sep::Part | Sep::Slash | Sep::Or | Sep::To));
        let fits = if own_part {
            ends && (unit.roman || level_word(at.saturating_sub(1)))
        } else {
            ends || unit.roman
        };
        if !fits {
            return offer;
        }
        grow(at);
        let second = next
            .filter(|u| u.sep.joins())
            .and_then(|u| u.number)
            .filter(|n| *n > first);
        if second.is_some() {
            grow(at + 1);
        }
        let rungs = |n: u8| {
            let plain = self.v.titles.numerals.get(usize::from(n).saturating_sub(1));
            match plain {
                Some(plain) if offer.rungs == self.v.titles.plain => *plain,
                _ if n >= 2 => Rungs {
                    lo: offer.rungs.lo,
                    hi: (offer.rungs.hi + 1).min(5).max(offer.rungs.hi),
                },
                _ => offer.rungs,
            }
        };
        let all = second.map_or(rungs(first), |n| rungs(first).hull(rungs(n)));
        Offer {
            rungs: all,
            several: offer.several || second.is_some(),
            ..offer
        }
    }
}
