//! A part of an explanation as plain text and as Markdown.

use super::table;
use crate::explain::{Grid, Section};
use std::io::{self, Write};

/// Facts in two columns, then the tables.
pub(super) fn pretty(out: &mut impl Write, section: &Section) -> io::Result<()> {
    if let Some(alarm) = &section.alarm {
        writeln!(out, "{alarm}.\n")?;
    }
    for (name, text) in &section.facts {
        writeln!(out, "{name:<11} {text}")?;
    }
    for (at, grid) in section.grids.iter().enumerate() {
        if at > 0 || !section.facts.is_empty() {
            writeln!(out)?;
        }
        let rows: Vec<&[String]> = grid.rows.iter().map(Vec::as_slice).collect();
        table::columns(out, &grid.heading, &rows)?;
    }
    Ok(())
}

/// A heading, a list of the facts, and the tables.
pub(super) fn markdown(out: &mut impl Write, section: &Section) -> io::Result<()> {
    writeln!(out, "## {}", section.title)?;
    if let Some(alarm) = &section.alarm {
        writeln!(out, "\n**{}.**", escaped(alarm))?;
    }
    if !section.facts.is_empty() {
        writeln!(out)?;
    }
    for (name, text) in &section.facts {
        writeln!(out, "- **{name}**: {}", escaped(text))?;
    }
    for grid in &section.grids {
        writeln!(out)?;
        table_of(out, grid)?;
    }
    Ok(())
}

fn table_of(out: &mut impl Write, grid: &Grid) -> io::Result<()> {
    let names = grid.heading.iter().map(|name| capitalized(name));
    writeln!(out, "| {} |", names.collect::<Vec<_>>().join(" | "))?;
    writeln!(out, "|{}", "---|".repeat(grid.heading.len()))?;
    for row in &grid.rows {
        let cells = row.iter().map(|cell| escaped(cell));
        writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

/// A heading that is written in capitals for a terminal, as readers of a page expect it.
pub(super) fn capitalized(heading: &str) -> String {
    let mut letters = heading.chars();
    letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
}

/// What a text of the document would mean to Markdown, taken from it. Text between backticks is ours.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '|' | '*' | '_' | '[' | ']' | '<' | '>' | '\\' | '#') {
            out.push('\\');
        }
        out.push(if letter == '\n' { ' ' } else { letter });
    }
    out
}
