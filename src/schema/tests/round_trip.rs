//! Every keyword of the table arrives: the compiled schema, written out as JSON again, is that of the table.

use crate::schema::layout::TYPES;
use crate::schema::{Additional, Ids, Items, Literal, Node, Pattern, Schema, SchemaId};
use serde_json::{Map, Value, json};

fn schema_value(schema: &Schema, id: SchemaId) -> Value {
    let node = schema.node(id);
    if node.is_never() {
        return Value::Bool(false);
    }
    let mut keywords = Map::new();
    let types: Vec<&str> = node.types().iter().collect();
    match types[..] {
        [] => {}
        [name] => set(&mut keywords, "type", Some(name.into())),
        _ => set(&mut keywords, "type", Some(json!(types))),
    }
    objects(schema, node, &mut keywords);
    arrays(schema, node, &mut keywords);
    combinators(schema, node, &mut keywords);
    scalars(node, &mut keywords);
    Value::Object(keywords)
}

fn set(keywords: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        keywords.insert(key.to_owned(), value);
    }
}

fn objects(schema: &Schema, node: Node<'_>, keywords: &mut Map<String, Value>) {
    let properties: Map<String, Value> =
        node.properties().map(|(name, id)| (name.to_owned(), schema_value(schema, id))).collect();
    set(keywords, "properties", (!properties.is_empty()).then_some(Value::Object(properties)));
    let required: Vec<&str> = node.required().collect();
    set(keywords, "required", (!required.is_empty()).then(|| json!(required)));
    set(keywords, "propertyNames", node.property_names().map(|id| schema_value(schema, id)));
    set(keywords, "additionalProperties", additional(schema, node.additional()));
    set(keywords, "minProperties", node.min_properties().map(Value::from));
    set(keywords, "maxProperties", node.max_properties().map(Value::from));
}

fn additional(schema: &Schema, additional: Additional) -> Option<Value> {
    match additional {
        Additional::Any => None,
        Additional::Denied => Some(Value::Bool(false)),
        Additional::Schema(id) => Some(schema_value(schema, id)),
    }
}

fn arrays(schema: &Schema, node: Node<'_>, keywords: &mut Map<String, Value>) {
    match node.items() {
        Items::None => {}
        Items::One(id) => set(keywords, "items", Some(schema_value(schema, id))),
        Items::Tuple(ids, rest) => {
            set(keywords, "items", list(schema, ids));
            set(keywords, "additionalItems", additional(schema, rest));
        }
    }
    set(keywords, "minItems", node.min_items().map(Value::from));
    set(keywords, "maxItems", node.max_items().map(Value::from));
    set(keywords, "uniqueItems", node.unique_items().then_some(Value::Bool(true)));
}

fn list(schema: &Schema, ids: Ids<'_>) -> Option<Value> {
    (!ids.is_empty()).then(|| ids.iter().map(|id| schema_value(schema, id)).collect())
}

fn combinators(schema: &Schema, node: Node<'_>, keywords: &mut Map<String, Value>) {
    for (key, ids) in [("anyOf", node.any_of()), ("oneOf", node.one_of()), ("allOf", node.all_of())] {
        set(keywords, key, list(schema, ids));
    }
    set(keywords, "not", node.not().map(|id| schema_value(schema, id)));
    if let Some((test, then, otherwise)) = node.if_then() {
        for (key, id) in [("if", Some(test)), ("then", then), ("else", otherwise)] {
            set(keywords, key, id.map(|id| schema_value(schema, id)));
        }
    }
}

fn scalars(node: Node<'_>, keywords: &mut Map<String, Value>) {
    let values: Vec<Value> = node.enum_values().map(literal).collect();
    set(keywords, "enum", (!values.is_empty()).then_some(Value::Array(values)));
    set(keywords, "const", node.const_value().map(literal));
    set(keywords, "default", node.default().map(literal));
    set(keywords, "minimum", node.minimum().map(number));
    set(keywords, "maximum", node.maximum().map(number));
    set(keywords, "exclusiveMinimum", node.exclusive_minimum().map(number));
    set(keywords, "exclusiveMaximum", node.exclusive_maximum().map(number));
    set(keywords, "minLength", node.min_length().map(Value::from));
    set(keywords, "maxLength", node.max_length().map(Value::from));
    set(keywords, "pattern", node.pattern().map(|pattern| pattern.source().into()));
    set(keywords, "format", node.format().map(Value::from));
    let ignores_case = node.pattern().is_some_and(Pattern::ignores_case);
    set(keywords, "x-ignore-case", ignores_case.then_some(Value::Bool(true)));
    set(keywords, "x-trim", node.is_trimmed().then_some(Value::Bool(true)));
}

fn literal(literal: Literal<'_>) -> Value {
    match literal {
        Literal::Number(value) => number(value),
        other => serde_json::from_str(&other.to_string()).expect("a literal prints as JSON"),
    }
}

/// All numbers as floats, here and in the expectation.
fn number(value: f64) -> Value {
    json!(value)
}

/// The snapshot in the words of the above: references followed, keywords without meaning removed.
fn expected(document: &Value, value: &Value, is_schema: bool) -> Value {
    match value {
        Value::Object(map) if is_schema => match map.get("$ref").and_then(Value::as_str) {
            Some(pointer) => expected(document, document.pointer(&pointer[1..]).expect("a target"), true),
            None => {
                Value::Object(map.iter().filter_map(|(key, value)| keyword(document, key, value)).collect())
            }
        },
        Value::Array(list) => list.iter().map(|value| expected(document, value, is_schema)).collect(),
        other => other.clone(),
    }
}

fn keyword(document: &Value, key: &str, value: &Value) -> Option<(String, Value)> {
    let value = match key {
        "$defs" => return None,
        "propertyNames" if *value == json!({ "type": "string" }) => return None,
        "additionalProperties" | "additionalItems" if *value == Value::Bool(true) => return None,
        "properties" | "required" | "anyOf" | "oneOf" | "allOf" if empty(value) => return None,
        "properties" => {
            let properties = value.as_object()?.iter();
            Value::Object(
                properties.map(|(key, value)| (key.clone(), expected(document, value, true))).collect(),
            )
        }
        "additionalProperties"
        | "additionalItems"
        | "items"
        | "propertyNames"
        | "anyOf"
        | "oneOf"
        | "allOf"
        | "not"
        | "if"
        | "then" => expected(document, value, true),
        "const" | "default" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => float(value),
        "type" if value.is_array() => {
            let mut names: Vec<&str> = value.as_array()?.iter().filter_map(Value::as_str).collect();
            names.sort_by_key(|name| TYPES.iter().position(|known| known == name));
            json!(names)
        }
        "enum" => value.as_array()?.iter().map(float).collect(),
        _ => value.clone(),
    };
    Some((key.to_owned(), value))
}

fn float(value: &Value) -> Value {
    if value.is_number() { json!(value.as_f64()) } else { value.clone() }
}

fn empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty)
}

#[test]
fn every_keyword_of_the_table_arrives() {
    let file = super::newest();
    let schema = Schema::embedded();
    let found = schema_value(&schema, schema.root());
    let expected = expected(&file, &file, true);
    assert_eq!(difference("", &found, &expected), None);
    assert_eq!(found, expected);
}

/// The first place where the two differ.
fn difference(at: &str, found: &Value, expected: &Value) -> Option<String> {
    match (found, expected) {
        _ if found == expected => None,
        (Value::Object(left), Value::Object(right)) if left.len() == right.len() => {
            left.iter().find_map(|(key, value)| {
                difference(&format!("{at}/{key}"), value, right.get(key).unwrap_or(&Value::Null))
            })
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            left.iter().zip(right).find_map(|(left, right)| difference(&format!("{at}[]"), left, right))
        }
        _ => Some(format!("{at}: {found} instead of {expected}")),
    }
}
