//! The person's standing in the company, and the company's size.

use super::rules::Tag;
use super::{Fact, FactKind, Reading};

/// Companies with this many people or fewer are small.
const SMALL: f32 = 50.0;

/// Reads one statement; whether it says that the company is larger than [`SMALL`].
pub(super) fn read(reading: &Reading<'_>, out: &mut Vec<Fact>) -> bool {
    let mut large = false;
    for hit in &reading.hits {
        let kind = match hit.rule.tag {
            Tag::ExecutiveSeat => FactKind::ExecutiveSeat,
            Tag::Board => FactKind::Board,
            Tag::EntryLevel => FactKind::EntryLevel,
            Tag::FirstHire => FactKind::FirstHire,
            Tag::SmallCompany => {
                let number = (hit.first..hit.last).find_map(|i| reading.number(i));
                let next = reading.text(hit.last, hit.last + 1);
                if number.is_some_and(|n| n > SMALL) {
                    large = true;
                    continue;
                }
                if next.starts_with('+') && number.is_some() {
                    continue;
                }
                FactKind::SmallCompany
            }
            _ => continue,
        };
        out.push(Fact {
            kind,
            span: reading.span(hit.first, hit.last),
        });
    }
    large
}
