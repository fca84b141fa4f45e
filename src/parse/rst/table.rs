//! Tables of reStructuredText: columns drawn by borders of `=` (simple ones) or of `+`, `-` and `|` (grids).

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::BlockKind;
use super::super::lines::{Line, Lines};
use super::super::page::Page;

/// Where columns begin, in code points from the border's first one, in order.
pub(super) type Columns = Vec<usize>;

/// The columns of `====  ====`.
pub(super) fn simple(text: &str) -> Option<Columns> {
    let drawn =
        text.starts_with('=') && text.contains(' ') && text.bytes().all(|b| b"= ".contains(&b));
    drawn.then(|| {
        let mut before = ' ';
        let starts = text.char_indices().filter(|(_, c)| {
            let start = *c == '=' && before == ' ';
            before = *c;
            start
        });
        starts.map(|(at, _)| at).collect()
    })
}

/// The columns of `+----+----+`.
pub(super) fn grid(text: &str) -> Option<Columns> {
    let drawn = text.len() >= 3 && text.starts_with('+') && text.ends_with('+');
    let marks = text.bytes().all(|b| b"+-=".contains(&b)) && text.contains(['-', '=']);
    (drawn && marks).then(|| text.match_indices('+').map(|(at, _)| at).collect())
}

/// Reads a simple table whose first border is `border`: a line is a row, but where it has nothing in the first column.
pub(super) fn read_simple<'s>(
    border: Line<'s>,
    columns: &Columns,
    lines: &mut Lines<'s>,
    page: &mut Page<'s>,
) {
    let mut table = Table::default();
    let mut borders = 1;
    while let Some(line) = lines.next() {
        if simple(line.text).is_some() {
            borders += 1;
            table.row(page);
            let mut ahead = lines.clone();
            if borders > 2 || ahead.next().is_none_or(|next| next.text.is_empty()) {
                return;
            }
            continue;
        }
        let cells = cut(line, border.indent, columns, |_| true);
        if cells
            .iter()
            .any(|(column, cell)| *column == 0 && !line.part(cell.clone()).text.is_empty())
        {
            table.row(page);
        }
        table.add(line, cells);
    }
    table.row(page);
}

/// Reads a grid whose first border is `border`.
pub(super) fn read_grid<'s>(
    border: Line<'s>,
    columns: &Columns,
    lines: &mut Lines<'s>,
    page: &mut Page<'s>,
) {
    let mut table = Table::default();
    loop {
        let next = lines.clone().next();
        let Some(line) = next.filter(|line| line.text.starts_with(['+', '|'])) else {
            break;
        };
        lines.next();
        if grid(line.text).is_some() {
            table.row(page);
        } else {
            table.add(
                line,
                cut(line, border.indent, columns, |c| "|+".contains(c)),
            );
        }
    }
    table.row(page);
}

/// The cells of a line: it is cut at columns where the character is one that `cuts`.
fn cut(
    line: Line<'_>,
    indent: usize,
    columns: &Columns,
    cuts: fn(char) -> bool,
) -> Vec<(usize, Range<usize>)> {
    let mut cells: Vec<(usize, Range<usize>)> = Vec::new();
    // a line that begins behind the border's start begins in a later column
    let first = line.indent.saturating_sub(indent);
    let mut starts = columns.iter().enumerate().peekable();
    for (place, (at, c)) in (first..).zip(line.text.char_indices()) {
        let mut here = None;
        while let Some((column, _)) = starts.next_if(|(_, start)| **start <= place) {
            here = Some(column);
        }
        if let Some(column) = here.filter(|_| cuts(c)) {
            if let Some((_, cell)) = cells.last_mut() {
                cell.end = at;
            }
            cells.push((column, at..line.text.len()));
        }
    }
    if cells.is_empty() {
        cells.push((0, 0..line.text.len()));
    }
    cells
}

/// The row that is being read.
#[derive(Default)]
struct Table<'s> {
    row: usize,
    cells: BTreeMap<usize, Vec<Line<'s>>>,
}

impl<'s> Table<'s> {
    fn add(&mut self, line: Line<'s>, cells: Vec<(usize, Range<usize>)>) {
        for (column, range) in cells {
            let cell = line.part(range);
            // the line between the cells of a grid
            let cell = match cell.text.strip_prefix('|') {
                Some(_) => cell.after(1),
                None => cell,
            };
            if !cell.text.is_empty() {
                self.cells.entry(column).or_default().push(cell);
            }
        }
    }

    /// Emits the row.
    fn row(&mut self, page: &mut Page<'s>) {
        let cells = std::mem::take(&mut self.cells);
        let row = self.row;
        self.row += usize::from(!cells.is_empty());
        for (column, cell) in cells {
            page.block(BlockKind::TableCell { row, column }, &cell);
        }
    }
}
