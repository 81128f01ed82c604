//! Values for members that are missing: as little as the schema takes, for you to fill in.

use crate::config::agent_id::MAIN;
use crate::edit::{NewMember, NewValue};
use crate::ide::action::spot::Spot;
use crate::schema::{Literal, SchemaId, TypeSet};
use crate::syntax::{Node, Value};

/// How deep required objects are filled.
const DEEPEST: usize = 4;

/// How texts are made up.
#[derive(Clone, Copy)]
pub(super) enum Filling {
    /// Empty, where nothing better is known.
    Empty,
    /// The key.
    Key,
    /// An address.
    Address,
}

impl Filling {
    pub(super) const ALL: [Self; 3] = [Self::Empty, Self::Key, Self::Address];

    fn text(self, key: &str) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Key => key.to_owned(),
            Self::Address => "https://example.com".to_owned(),
        }
    }
}

/// A value for the member `key` that one of the schemas takes.
pub(super) fn sample(spot: &Spot<'_>, schemas: &[SchemaId], key: &str, filling: Filling) -> NewValue {
    if key == "agentId" {
        return NewValue::Text(first_agent(spot));
    }
    let value = schemas.iter().find_map(|id| of(spot, *id, key, filling, DEEPEST));
    value.unwrap_or_else(|| NewValue::Text(filling.text(key)))
}

fn of(spot: &Spot<'_>, id: SchemaId, key: &str, filling: Filling, depth: usize) -> Option<NewValue> {
    let schema = &spot.snapshot.world.schema;
    let node = schema.node(id);
    let source = |text: &str| Some(NewValue::Source(text.to_owned()));
    if let Some(literal) = node.default().or_else(|| node.const_value()).or_else(|| node.enum_values().next())
    {
        return Some(match literal {
            Literal::String(text) => NewValue::Text(text.to_owned()),
            other => NewValue::Source(other.to_string()),
        });
    }
    let types = node.types();
    if types.is_any() {
        let branches = schema.branches(id).into_iter().skip(1);
        return branches.filter(|_| depth > 0).find_map(|branch| of(spot, branch, key, filling, depth - 1));
    }
    if types.names(TypeSet::STRING) {
        return Some(NewValue::Text(filling.text(key)));
    }
    if types.names(TypeSet::OBJECT) {
        let members = node.required().filter(|_| depth > 0).map(|name| {
            let own = schema.child(id, name).ids().first().copied();
            let value = own.and_then(|own| of(spot, own, name, filling, depth - 1));
            NewMember::new(name, value.unwrap_or_else(|| NewValue::Text(filling.text(name))))
        });
        return Some(NewValue::Object(members.collect()));
    }
    let least = node.minimum().or_else(|| node.exclusive_minimum().map(|bound| bound.floor() + 1.0));
    let number = least.unwrap_or_default().to_string();
    let kinds = [(TypeSet::BOOLEAN, "false"), (TypeSet::ARRAY, "[]"), (TypeSet::NULL, "null")];
    let plain = kinds.into_iter().find(|(kind, _)| types.names(*kind));
    source(plain.map_or(&number, |(_, text)| text))
}

/// The agent that a new reference names.
fn first_agent(spot: &Spot<'_>) -> String {
    let listed = spot.get(&["agents", "list"]).and_then(Value::array).into_iter().flat_map(Node::entries);
    let mut listed = listed.filter_map(|entry| entry.value()?.get("id")?.as_str());
    let first = spot.keys(&["agents", "entries"]).into_iter().next().or_else(|| listed.next());
    first.map_or_else(|| MAIN.to_owned(), std::borrow::Cow::into_owned)
}
