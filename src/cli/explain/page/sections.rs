//! The parts of the page below the drawing: facts and tables.

use super::super::section::capitalized;
use super::place::Places;
use crate::base::masking;
use crate::config::cache_retention::Retention;
use crate::explain::{Explanation, Grid, Section};
use maud::{Markup, html};

/// The id of the heading with a title.
pub(super) fn anchor(title: &str) -> String {
    let word = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    title.chars().map(word).collect()
}

/// Which model each agent uses, with what it falls back to and what its cache does.
pub(super) fn models(agents: &[Explanation]) -> Section {
    let row = |found: &Explanation| {
        let fallbacks: Vec<String> = found.fallbacks.iter().map(|(model, _)| model.to_string()).collect();
        vec![
            found.agent.clone().unwrap_or_default(),
            found.resolution.model.to_string(),
            found.written_at.clone().unwrap_or_else(|| "OpenClaw's own".to_owned()),
            if fallbacks.is_empty() { "none".to_owned() } else { fallbacks.join(", ") },
            found.cache.effective.map_or("the provider's choice", Retention::word).to_owned(),
            found.cache.lifetime.to_string(),
        ]
    };
    let heading = vec!["AGENT", "MODEL", "WRITTEN AT", "FALLBACKS", "CACHE", "LIFETIME"];
    let rows = agents.iter().map(row).collect();
    Section { title: "Which model each agent uses", facts: Vec::new(), grids: vec![Grid { heading, rows }] }
}

/// A part, as HTML.
pub(super) fn section(section: &Section, places: &Places<'_>) -> Markup {
    let id = anchor(section.title);
    html! {
        section aria-labelledby=(id) {
            h2 id=(id) { (section.title) }
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
                                @else { td { (text(cell, places)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The text of a cell; a key leads to its line.
fn text(cell: &str, places: &Places<'_>) -> Markup {
    match places.link(cell) {
        Some(link) => html! { a href=(link.to) { (words(cell)) } " " span.line { "(" (link.words) ")" } },
        None => words(cell),
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
