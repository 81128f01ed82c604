//! What the schema says about a value, as a list.

use super::card::{Card, code, code_list};
use super::place::Place;
use super::rules::Rules;
use super::union;
use crate::schema::{Additional, Items, Literal, Node, Schema, history};
use std::collections::BTreeSet;

/// So many allowed values are listed.
const MOST_VALUES: usize = 24;
/// So many branches of a union are listed.
const MOST_BRANCHES: usize = 8;
/// So many members of an object are named.
const MOST_MEMBERS: usize = 6;

/// Lists type, allowed values, bounds, default, and whether the key is required; then the branches of a union.
pub(super) fn list(card: &mut Card, place: &Place<'_>, rules: &Rules) {
    let schema = &place.snapshot.world.schema;
    let leaves = union::leaves(schema, &rules.ids, None);
    let nodes: Vec<Node<'_>> =
        leaves.iter().map(|id| schema.node(*id)).filter(|node| !node.is_anything()).collect();
    let is_choice = nodes.iter().all(|node| !literals(*node).is_empty());
    match nodes.as_slice() {
        [] => {}
        [node] => list_one(card, schema, *node),
        _ => list_types(card, schema, &nodes),
    }
    if is_choice && nodes.len() > 1 {
        let values: Vec<String> = nodes.iter().flat_map(|node| literals(*node)).collect();
        card.fact("Allowed values", &code_list(&values, MOST_VALUES));
    }
    if rules.required {
        card.fact("Required", "yes");
    }
    let mut defaults = rules.ids.iter().chain(&leaves).filter_map(|id| schema.node(*id).default());
    if let Some(default) = defaults.next() {
        card.fact("Default", &code(&default.to_string()));
    }
    if !is_choice && nodes.len() > 1 {
        list_branches(card, place, rules, &nodes);
    }
}

/// Says in which release the key came and went, where that was later than for the keys above it.
pub(super) fn note_life(card: &mut Card, place: &Place<'_>) {
    let life = history::own_life(&place.steps()).unwrap_or_default();
    if let Some(release) = life.came {
        card.fact("Since", &format!("OpenClaw {release}"));
    }
    if let Some(release) = life.went {
        card.fact("Retired in", &format!("OpenClaw {release}"));
    }
}

fn list_one(card: &mut Card, schema: &Schema, node: Node<'_>) {
    card.fact("Type", &type_words(schema, node));
    let values = literals(node);
    if !values.is_empty() {
        card.fact("Allowed values", &code_list(&values, MOST_VALUES));
    }
    for (label, value) in limits(node) {
        card.fact(label, &value);
    }
}

fn list_types(card: &mut Card, schema: &Schema, nodes: &[Node<'_>]) {
    let kinds: BTreeSet<String> = nodes.iter().map(|node| type_words(schema, *node)).collect();
    card.fact("Type", &kinds.into_iter().collect::<Vec<_>>().join(" or "));
}

fn list_branches(card: &mut Card, place: &Place<'_>, rules: &Rules, nodes: &[Node<'_>]) {
    let schema = &place.snapshot.world.schema;
    let meant = union::leaves(schema, &rules.ids, place.value());
    let tells = nodes.iter().any(|node| !meant.contains(&node.id()));
    card.paragraph("One of:");
    for node in nodes.iter().take(MOST_BRANCHES) {
        let is_here = place.value().is_some() && tells && meant.contains(&node.id());
        let mark = if is_here { " (this is written here)" } else { "" };
        card.item(&format!("{}{mark}", branch(schema, *node)));
    }
    if nodes.len() > MOST_BRANCHES {
        card.item(&format!("{} more forms", nodes.len() - MOST_BRANCHES));
    }
}

/// A branch of a union in one line.
fn branch(schema: &Schema, node: Node<'_>) -> String {
    let values = literals(node);
    if !values.is_empty() {
        return code_list(&values, MOST_VALUES);
    }
    let limits: Vec<String> =
        limits(node).into_iter().map(|(label, value)| format!("{} {value}", label.to_lowercase())).collect();
    let mut words = vec![type_words(schema, node)];
    let members = member_words(schema, node);
    if !members.is_empty() {
        words = vec![format!("object with {}", code_list(&members, MOST_MEMBERS))];
    }
    words.extend(limits);
    words.join(", ")
}

/// The members of an object; those that tell the branches apart with their value.
fn member_words(schema: &Schema, node: Node<'_>) -> Vec<String> {
    let members = node.properties().map(|(name, id)| match schema.node(id).const_value() {
        Some(literal) => format!("{name}: {literal}"),
        None => name.to_owned(),
    });
    members.collect()
}

/// The type in words: `array of string`, `object of number`, `integer`.
fn type_words(schema: &Schema, node: Node<'_>) -> String {
    let words = if node.types().is_any() { literal_type(node) } else { node.types().to_string() };
    let inner = match (node.items(), node.additional()) {
        (Items::One(id), _) => Some(("array", id)),
        (_, Additional::Schema(id)) if node.properties().len() == 0 => Some(("object", id)),
        _ => None,
    };
    match inner {
        Some((outer, id)) if words == outer => {
            let inner: BTreeSet<String> = union::leaves(schema, &[id], None)
                .into_iter()
                .map(|leaf| schema.node(leaf))
                .filter(|leaf| !leaf.types().is_any())
                .map(|leaf| leaf.types().to_string())
                .collect();
            if inner.is_empty() {
                words
            } else {
                format!("{words} of {}", inner.into_iter().collect::<Vec<_>>().join(" or "))
            }
        }
        _ => words,
    }
}

fn literal_type(node: Node<'_>) -> String {
    let kind = |literal: Literal<'_>| match literal {
        Literal::Null => "null",
        Literal::Bool(_) => "boolean",
        Literal::Number(_) => "number",
        Literal::String(_) => "string",
        Literal::Json(_) => "object",
    };
    let kinds: BTreeSet<&str> = node.const_value().into_iter().chain(node.enum_values()).map(kind).collect();
    if kinds.is_empty() { "any".to_owned() } else { kinds.into_iter().collect::<Vec<_>>().join(" or ") }
}

/// The values of `const` and `enum`; strings without quotes.
pub(super) fn literals(node: Node<'_>) -> Vec<String> {
    let shown = |literal: Literal<'_>| match literal {
        Literal::String(text) => text.to_owned(),
        other => other.to_string(),
    };
    node.const_value().into_iter().chain(node.enum_values()).map(shown).collect()
}

/// Bounds, lengths, pattern and format.
fn limits(node: Node<'_>) -> Vec<(&'static str, String)> {
    let mut limits = Vec::new();
    let low = node.minimum().map(|n| (n, "at least")).or(node.exclusive_minimum().map(|n| (n, "more than")));
    let high = node.maximum().map(|n| (n, "at most")).or(node.exclusive_maximum().map(|n| (n, "less than")));
    // OpenClaw's schema writes the largest exact integer where there is no bound.
    let high = high.filter(|(bound, _)| *bound < 9_007_199_254_740_991.0);
    let low = low.filter(|(bound, _)| *bound > -9_007_199_254_740_991.0);
    let words = [low, high].into_iter().flatten().map(|(bound, word)| format!("{word} {bound}"));
    let bounds: Vec<String> = words.collect();
    if !bounds.is_empty() {
        limits.push(("Bounds", bounds.join(", ")));
    }
    let mut count = |label, low, high, unit| limits.extend(span(low, high, unit).map(|text| (label, text)));
    count("Length", node.min_length(), node.max_length(), "character");
    count("Elements", node.min_items(), node.max_items(), "element");
    count("Members", node.min_properties(), node.max_properties(), "member");
    if node.unique_items() {
        limits.push(("Elements", "each only once".to_owned()));
    }
    limits.extend(node.pattern().map(|pattern| ("Pattern", code(pattern.source()))));
    limits.extend(node.format().map(|format| ("Format", code(format))));
    limits
}

fn span(low: Option<u32>, high: Option<u32>, unit: &str) -> Option<String> {
    let units = |count: u32| if count == 1 { unit.to_owned() } else { format!("{unit}s") };
    match (low.filter(|low| *low > 0), high) {
        (None, None) => None,
        (Some(low), None) => Some(format!("at least {low} {}", units(low))),
        (None, Some(high)) => Some(format!("at most {high} {}", units(high))),
        (Some(low), Some(high)) if low == high => Some(format!("exactly {low} {}", units(low))),
        (Some(low), Some(high)) => Some(format!("{low} to {high} {}", units(high))),
    }
}
