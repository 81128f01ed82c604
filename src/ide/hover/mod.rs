//! Hover: what there is to know about a key or a value, in Markdown that also reads well as plain text.

mod access;
mod agent;
mod cache;
mod card;
mod commands;
mod credentials;
mod facts;
mod model;
mod params;
mod place;
mod prose;
mod provider;
mod routing;
mod rules;
mod secret;
#[cfg(test)]
mod tests;
mod tools;
mod union;
mod usage;
mod value;
mod variables;

use crate::base::{Snapshot, masking};
use crate::text::TextRange;
use card::Card;
use place::{Part, Place};

/// What is shown over a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The key or value that it is about, in bytes.
    pub range: TextRange,
    /// Markdown.
    pub markdown: String,
}

/// What there is to know about the key or value at a byte offset; nothing between them.
///
/// Costs O(depth · log n), and for model references and cache settings what reading the document's model names costs.
pub fn hover(snapshot: &Snapshot, offset: usize) -> Option<Hover> {
    let place = Place::at(snapshot, offset)?;
    let mut card = Card::new(&place.title());
    let rules = rules::Rules::find(&place);
    match place.part {
        Part::Key => about_key(&mut card, &place, &rules),
        Part::Value => about_value(&mut card, &place, &rules),
    }
    let markdown = masking::about_place(&snapshot.tree, place.range.start, &card.finish());
    Some(Hover { range: place.range, markdown })
}

fn about_key(card: &mut Card, place: &Place<'_>, rules: &rules::Rules) {
    rules.note_status(card, place);
    prose::describe(card, place, rules);
    cache::explain(card, place);
    model::explain(card, place);
    provider::explain(card, place);
    provider::note_header(card, place);
    agent::explain(card, place);
    routing::explain(card, place);
    tools::explain(card, place);
    commands::explain(card, place);
    access::explain(card, place);
    credentials::explain(card, place);
    facts::list(card, place, rules);
    facts::note_life(card, place);
    params::list(card, place);
    secret::note_key(card, place);
}

fn about_value(card: &mut Card, place: &Place<'_>, rules: &rules::Rules) {
    if secret::note_value(card, place) {
        variables::explain(card, place);
        prose::describe(card, place, rules);
        return;
    }
    value::explain(card, place, rules);
    variables::explain(card, place);
    cache::explain(card, place);
    model::explain(card, place);
    agent::explain(card, place);
    routing::explain(card, place);
    rules.note_status(card, place);
    prose::describe(card, place, rules);
    credentials::explain(card, place);
    facts::list(card, place, rules);
    params::list(card, place);
}
