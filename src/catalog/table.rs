//! Rows of the embedded tables: lines of tab-separated cells under one header line.

use crate::text::cells;

/// The cells of one row. A missing cell reads as empty, so a short line is never a fault.
#[derive(Clone, Copy)]
pub(super) struct Row<const N: usize>([&'static str; N]);

impl<const N: usize> Row<N> {
    /// The cell in a column, counted from 0.
    pub(super) fn cell(&self, column: usize) -> &'static str {
        self.0.get(column).copied().unwrap_or_default()
    }

    /// The cell in a column unless it is empty.
    pub(super) fn filled(&self, column: usize) -> Option<&'static str> {
        Some(self.cell(column)).filter(|cell| !cell.is_empty())
    }
}

/// The rows of a table, without its header line.
pub(super) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = Row<N>> {
    table.lines().skip(1).filter(|line| !line.is_empty()).map(|line| {
        let mut row = [""; N];
        for (slot, cell) in row.iter_mut().zip(cells(line)) {
            *slot = cell;
        }
        Row(row)
    })
}
