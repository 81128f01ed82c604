//! What a scalar says: the amount, the choice, the number.

use super::card::{Card, code, shortened};
use super::place::Place;
use super::rules::Rules;
use super::{facts, prose, union};
use crate::config::{placeholder, quantity};
use crate::syntax::{Scalar, ScalarKind, Value};

/// Writes what the value means, beyond what it says itself.
pub(super) fn explain(card: &mut Card, place: &Place<'_>, rules: &Rules) {
    let Some(scalar) = place.value().and_then(Value::scalar) else { return };
    amount(card, place, scalar);
    decimal(card, scalar);
    choice(card, place, rules, scalar);
}

fn amount(card: &mut Card, place: &Place<'_>, scalar: Scalar<'_>) {
    let Some(quantity) = quantity::of(&place.steps()) else { return };
    let words = match scalar.as_str() {
        Some(text) => quantity.text_in_words(&text),
        None => scalar.as_f64().and_then(|number| quantity.number_in_words(number)),
    };
    if let Some(words) = words {
        let shown = scalar.as_str().unwrap_or(scalar.token.text.into());
        card.paragraph(&format!("{} is {words}.", code(&shortened(&shown))));
    }
}

/// A number in another notation than a decimal one.
fn decimal(card: &mut Card, scalar: Scalar<'_>) {
    let text = scalar.token.text.trim_start_matches(['+', '-']);
    let is_hex = text.starts_with("0x") || text.starts_with("0X");
    if let Some(number) = scalar.as_f64().filter(|_| is_hex) {
        card.paragraph(&format!("{} is {number} in decimal.", code(scalar.token.text)));
    }
}

fn choice(card: &mut Card, place: &Place<'_>, rules: &Rules, scalar: Scalar<'_>) {
    let shown = match scalar.as_str() {
        // What a variable holds is not known here.
        Some(text) if !placeholder::placeholders(&text).is_empty() => return,
        Some(text) => text.into_owned(),
        None => scalar.token.text.to_owned(),
    };
    let schema = &place.snapshot.world.schema;
    let leaves = union::leaves(schema, &rules.ids, None);
    let nodes: Vec<_> = leaves.iter().map(|id| schema.node(*id)).filter(|node| !node.is_anything()).collect();
    let is_choice = !nodes.is_empty() && nodes.iter().all(|node| !facts::literals(*node).is_empty());
    if !is_choice || scalar.kind() == ScalarKind::Malformed {
        return;
    }
    let mut allowed = nodes.iter().flat_map(|node| node.const_value().into_iter().chain(node.enum_values()));
    if !allowed.any(|literal| union::is_literal(Value::Scalar(scalar), literal)) {
        card.paragraph(&format!("{} is not an allowed value here.", code(&shortened(&shown))));
    } else if let Some(meaning) = prose::about_value(place, &shown) {
        card.paragraph(&format!("Here: {meaning}."));
    }
}
