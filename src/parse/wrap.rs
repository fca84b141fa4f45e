//! The width that a text is wrapped at, told by its lines.

use super::lines::{directive, ends_clause, marker, split, starts_lower};

/// Shortest and longest width that people and programs wrap text at, in code points.
pub(super) const WRAP: std::ops::RangeInclusive<usize> = 40..=130;

/// The width, in code points, that a text is wrapped at, or `None` where it is not: long lines, or lines that stand
/// for themselves. Told by the breaks inside sentences, where the next line starts in lower case.
pub(super) fn width(source: &str) -> Option<usize> {
    let mut inside = [0usize; *WRAP.end() + 1];
    let (mut wrapped, mut apart, mut long) = (0usize, 0usize, 0usize);
    let mut before: Option<&str> = None;
    for line in split(source).map(str::trim_end) {
        let text = line.trim_start();
        let starts_own =
            text.starts_with(['#', '|', '<', '>', '=', '{', '}', '`']) || marker(text).is_some();
        if let Some(before) = before.filter(|_| !text.is_empty() && !starts_own) {
            let lower = starts_lower(text) && !ends_clause(before);
            // longer or shorter than any wrap width in code points, without counting a line of megabytes
            let width = match (*WRAP.start()..=4 * *WRAP.end()).contains(&before.len()) {
                true => before.chars().count(),
                false => before.len(),
            };
            match (lower, inside.get_mut(width)) {
                (true, Some(count)) if WRAP.contains(&width) => {
                    *count += 1;
                    wrapped += 1;
                }
                (false, Some(_)) if WRAP.contains(&width) => apart += 1,
                (true, None) => long += 1,
                _ => {}
            }
        }
        before = (!text.is_empty() && directive(text).is_none()).then_some(line);
    }
    // in running English most wrapped lines go on in lower case; a list of statements hardly has one
    if wrapped == 0 || wrapped * 2 < apart || wrapped < long * 4 {
        return None;
    }
    // the widest but for stray ones
    let mut stray = wrapped / 20;
    (0..inside.len()).rev().find(|width| {
        let count = inside.get(*width).copied().unwrap_or(0);
        let found = count > stray;
        stray = stray.saturating_sub(count);
        found
    })
}
