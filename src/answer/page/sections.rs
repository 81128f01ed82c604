//! The parts of the page below the drawing: facts and tables.

use super::place::Places;
use crate::answer::section::capitalized;
use crate::base::masking;
use crate::explain::{ANYONE, Grid, Section};
use maud::{Markup, html};

/// The id of the heading with a title.
pub(super) fn anchor(title: &str) -> String {
    let word = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    title.chars().map(word).collect()
}

/// What does harm, with a way to the part that tells of it.
pub(super) fn alarm(section: &Section) -> Markup {
    html! {
        @if let Some(alarm) = &section.alarm {
            p.bad role="note" { (words(alarm)) ". " a href={ "#" (anchor(section.title)) } { (section.title) } }
        }
    }
}

/// A part, as HTML; where an alarm is not told elsewhere, with it.
pub(super) fn section(section: &Section, places: &Places<'_>, has_alarm: bool) -> Markup {
    let id = anchor(section.title);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.title) }
            @if has_alarm { (alarm(section)) }
            @if !section.facts.is_empty() {
                dl {
                    @for (name, text) in &section.facts {
                        div { dt { (name) } dd { (words(text)) } }
                    }
                }
            }
            @for (at, grid) in section.grids.iter().enumerate() { (table(section.title, at, grid, places)) }
        }
    }
}

fn table(title: &str, at: usize, grid: &Grid, places: &Places<'_>) -> Markup {
    html! {
        // Wide tables scroll in themselves, by keyboard too.
        div.wide tabindex="0" role="region" aria-label={ (title) ", table " (at + 1) } {
            table {
                caption { (title) }
                thead { tr { @for name in &grid.heading { th scope="col" { (column(name)) } } } }
                tbody {
                    @for row in &grid.rows {
                        tr {
                            @for (column, cell) in row.iter().enumerate() {
                                @if column == 0 { th scope="row" { (text(cell, places)) } }
                                @else { td class=[(cell == ANYONE).then_some("open")] { (text(cell, places)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The text of a cell; a key leads to its line, and so does each of several.
fn text(cell: &str, places: &Places<'_>) -> Markup {
    // A name in a list, such as that of a tool, may be the same as a key at the top.
    let parts: Vec<&str> = cell.split(", ").collect();
    let is_path = |part: &&str| part.contains(['.', '[']);
    if parts.len() < 2 || !parts.iter().all(is_path) {
        return key(cell, places);
    }
    html! {
        @for (at, part) in parts.iter().enumerate() {
            @if at > 0 { ", " }
            @let (path, more) = part.split_once(" and ").unwrap_or((part, ""));
            (key(path, places))
            @if !more.is_empty() { " and " (more) }
        }
    }
}

fn key(text: &str, places: &Places<'_>) -> Markup {
    match places.link(text) {
        Some(link) => html! { a href=(link.to) { (words(text)) } " " span.line { "(" (link.words) ")" } },
        None => words(text),
    }
}

/// A text of ours, in which what stands between backticks is code. What is secret in it is masked before it becomes HTML, whose
/// signs would hide where it begins.
pub(super) fn words(text: &str) -> Markup {
    let text = masking::text(text);
    html! {
        @for (at, part) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// The name of a column. On a page each has one.
fn column(name: &str) -> String {
    if name.is_empty() { "Note".to_owned() } else { capitalized(name) }
}
