//! Cuts a long line into the pieces that show its labels, between words where it can.

use super::{Place, TAB};
use crate::report::escape;
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Cells of context that a piece leaves room for beside its labels.
const CONTEXT: usize = 24;
/// A cut moves at most this many bytes to fall between two words.
const SNAP: usize = 20;

/// A part of a line with the labels that it shows.
pub(super) struct Piece<'p, 'a> {
    /// Bytes of the text that is shown.
    pub range: Range<usize>,
    pub places: &'p [Place<'a>],
}

/// Cuts a line into the pieces that show its labels, each at most `room` cells wide.
pub(super) fn pieces<'p, 'a>(
    text: &str,
    whole: &Range<usize>,
    places: &'p [Place<'a>],
    room: usize,
) -> Vec<Piece<'p, 'a>> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let (bytes, _) = forward(part(whole.clone()), room);
    // a message hangs below the start of its label at worst; one that is too long anyway is not worth a cut
    let hangs = |p: &Place<'_>, from: usize| {
        from == p.range.start
            || p.message > room
            || cells_of(part(from..p.range.start)) + p.message <= room
    };
    if bytes == whole.len() && places.iter().all(|p| hangs(p, whole.start)) {
        let range = whole.clone();
        return vec![Piece { range, places }];
    }

    let mut groups: Vec<&'p [Place<'a>]> = Vec::new();
    let mut rest = places;
    while let Some(first) = rest.first() {
        let (from, mut end) = (first.range.start, first.range.end);
        let near = |to: usize, cells: usize| forward(part(from..to), cells).0 == to - from;
        let count = rest
            .iter()
            .take_while(|p| {
                // labels that overlap belong together, even where the end of one is cut off
                let overlaps = p.range.start < end && near(p.range.start, room / 2);
                let fits = near(p.range.end, room.saturating_sub(2 + CONTEXT));
                let together = p.range.start == from || ((overlaps || fits) && hangs(p, from));
                end = end.max(if together { p.range.end } else { 0 });
                together
            })
            .count();
        let (group, others) = rest.split_at(count);
        groups.push(group);
        rest = others;
    }

    let mut pieces: Vec<Piece<'p, 'a>> = Vec::new();
    for (i, group) in groups.iter().enumerate() {
        let next = groups.get(i + 1).and_then(|g| g.first());
        let floor = pieces.last().map_or(whole.start, |p| p.range.end);
        let ceiling = next.map_or(whole.end, |p| p.range.start);
        let from = group.first().map_or(floor, |p| p.range.start).max(floor);
        let to = group.iter().map(|p| p.range.end).max();
        let to = to.unwrap_or(from).clamp(from, ceiling.max(from));

        let (core, used) = forward(part(from..to), room - 2);
        let core_end = from + core;
        let left = room - 2 - used;
        // cells before the core that leave room for the messages
        let most = group
            .iter()
            .map(|p| {
                let offset = cells_of(part(from..p.range.start.min(core_end)));
                room.saturating_sub(1 + offset + p.message)
            })
            .min()
            .unwrap_or(left);
        let (_, mut before) = backward(part(floor..from), most.min(left * 2 / 5));
        let (mut bytes_after, after) = forward(part(core_end..ceiling), left - before);
        let (bytes_before, more) = backward(part(floor..from), most.min(left - after));
        if more < before {
            before = more;
            bytes_after = forward(part(core_end..ceiling), left - before).0;
        }
        let mut range = from - bytes_before..core_end + bytes_after;
        if core_end < to {
            range.end = core_end;
        }
        snap(text, &mut range, whole, from, core_end);
        pieces.push(Piece {
            range,
            places: group,
        });
    }
    pieces
}

/// Moves the ends of a piece inwards to the nearest gap between words, never into its core `from..to`.
fn snap(text: &str, range: &mut Range<usize>, whole: &Range<usize>, from: usize, to: usize) {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    if range.start > whole.start {
        let near = floor(text, range.start.saturating_add(SNAP).min(from));
        if !part(whole.start..range.start).ends_with(char::is_whitespace)
            && let Some(gap) = part(range.start..near).find(char::is_whitespace)
        {
            range.start += gap;
        }
        range.start = from - part(range.start..from).trim_start().len();
    }
    if range.end < whole.end {
        let near = floor(text, range.end.saturating_sub(SNAP).max(to));
        if !part(range.end..whole.end).starts_with(char::is_whitespace)
            && let Some(gap) = part(near..range.end).rfind(char::is_whitespace)
        {
            range.end = near + gap;
        }
        range.end = to + part(to..range.end).trim_end().len();
    }
}

/// The last character boundary of `text` at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Bytes and cells of the longest prefix that takes at most `budget` cells.
fn forward(text: &str, budget: usize) -> (usize, usize) {
    walk(text.chars(), budget)
}

/// Bytes and cells of the longest suffix that takes at most `budget` cells.
fn backward(text: &str, budget: usize) -> (usize, usize) {
    walk(text.chars().rev(), budget)
}

fn walk(chars: impl Iterator<Item = char>, budget: usize) -> (usize, usize) {
    let (mut bytes, mut cells) = (0, 0);
    // characters without a width do not count as cells: bound their number as well
    for c in chars.take(4 * budget + 16) {
        let next = cells + cells_of_char(c);
        if next > budget {
            break;
        }
        cells = next;
        bytes += c.len_utf8();
    }
    (bytes, cells)
}

/// Cells that a character takes in a view at most.
fn cells_of_char(c: char) -> usize {
    match c {
        '\t' => TAB,
        '\u{fe0e}' | '\u{fe0f}' => 0,
        '\0'..='\x1f' | '\x7f' => 1,
        c if escape::is_unsafe(c) => match u32::from(c) {
            0..=0xffff => "‹U+0000›".chars().count(),
            _ => "‹U+E0000›".chars().count(),
        },
        c => c.width().unwrap_or(0),
    }
}

pub(super) fn cells_of(text: &str) -> usize {
    text.chars().map(cells_of_char).sum()
}
