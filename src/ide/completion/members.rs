//! New objects with the members that they must have, and new lists with a first element.

use super::insert::Style;
use super::layout::Layout;
use super::shape::{branches, facts, named_keys};
use super::snippet::{Body, CHOICES, as_string, choices, written};
use crate::schema::{Schema, SchemaId, TypeSet};

/// Objects that must have more members are left to their user.
const MOST: usize = 4;

/// Objects inside of objects that are filled.
const DEEPEST: usize = 2;

/// An object to be filled, with a tab stop in each of the members that it must have.
pub(super) fn object(schema: &Schema, ids: &[SchemaId], style: Style) -> Body {
    let mut stops = 0;
    match filled(schema, ids, style, &mut stops, 0) {
        Some(snippet) => Body::snippet("{}", snippet),
        None => Body::object(style.layout),
    }
}

/// A list to be filled; one of objects with the first of them.
pub(super) fn list(schema: &Schema, ids: &[SchemaId], style: Style) -> Body {
    let elements: Vec<SchemaId> =
        branches(schema, ids).into_iter().flat_map(|id| schema.item(id, 0).ids().to_vec()).collect();
    if elements.is_empty() || facts(schema, &elements).first_type != TypeSet::OBJECT {
        return Body::list();
    }
    let inline = Style { layout: Layout::INLINE, ..style };
    let first = filled(schema, &elements, inline, &mut 0, 0).unwrap_or_else(|| "{ $0 \\}".to_owned());
    let (into, out) = (style.layout.before(1, ""), style.layout.before(0, ""));
    Body::snippet("[]", format!("[{into}{first}{out}]"))
}

/// The members that an object must have, if there are any and all are of a kind that can be begun.
fn filled(
    schema: &Schema,
    ids: &[SchemaId],
    style: Style,
    stops: &mut usize,
    depth: usize,
) -> Option<String> {
    let known = branches(schema, ids);
    let required: Vec<_> = named_keys(schema, &known).into_iter().filter(|key| key.required).collect();
    if required.is_empty() || required.len() > MOST || depth > DEEPEST {
        return None;
    }
    let lines = style.layout.is_lines() && depth == 0;
    let inner = Style { layout: Layout::INLINE, ..style };
    let member = |key: &super::shape::NamedKey<'_>, stops: &mut usize| {
        let value = value(schema, &key.schemas, inner, stops, depth)?;
        Some(format!("{}: {value}", style.key(key.name)))
    };
    let members: Option<Vec<String>> = required.iter().map(|key| member(key, stops)).collect();
    let layout = if lines { style.layout } else { Layout::INLINE };
    let between = format!(",{}", layout.before(1, " "));
    Some(format!("{{{}{}{}\\}}", layout.before(1, " "), members?.join(&between), layout.before(0, " ")))
}

/// The value of a member with its tab stops.
fn value(schema: &Schema, ids: &[SchemaId], style: Style, stops: &mut usize, depth: usize) -> Option<String> {
    let facts = facts(schema, ids);
    let quote = style.string;
    if let [literal] = facts.constants[..] {
        return Some(written(literal, quote));
    }
    if facts.first_type == TypeSet::OBJECT {
        return filled(schema, ids, style, stops, depth + 1);
    }
    *stops += 1;
    let words: Option<Vec<&str>> = facts.constants.iter().map(|literal| as_string(*literal)).collect();
    let words = words.filter(|words| facts.is_closed && !words.is_empty() && words.len() <= CHOICES);
    match (words, facts.first_type) {
        (Some(words), _) => Some(format!("{quote}{}{quote}", choices(*stops, &words))),
        (None, TypeSet::BOOLEAN) => Some(choices(*stops, &["true", "false"])),
        (None, TypeSet::NUMBER | TypeSet::INTEGER) => {
            Some(format!("${{{stops}:{}}}", facts.minimum.unwrap_or_default()))
        }
        (None, TypeSet::ARRAY) => Some(format!("[${stops}]")),
        (None, TypeSet::STRING) => Some(format!("{quote}${stops}{quote}")),
        _ => None,
    }
}
