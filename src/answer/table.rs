//! A table of plain text.

use std::io::{self, Write};

/// Writes rows under a heading, columns padded to their widest cell, two blanks between them.
pub(super) fn write<const N: usize>(
    out: &mut impl Write,
    heading: [&str; N],
    rows: &[[String; N]],
) -> io::Result<()> {
    let rows: Vec<&[String]> = rows.iter().map(<[String; N]>::as_slice).collect();
    columns(out, &heading, &rows)
}

/// The same for a table whose width is not known before.
pub(super) fn columns(out: &mut impl Write, heading: &[&str], rows: &[&[String]]) -> io::Result<()> {
    let heading: Vec<String> = heading.iter().map(|name| (*name).to_owned()).collect();
    let all = || std::iter::once(heading.as_slice()).chain(rows.iter().copied());
    let width = |column: usize| {
        let cells = all().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..heading.len()).map(width).collect();
    for row in all() {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        writeln!(out, "{}", cells.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    Ok(())
}
