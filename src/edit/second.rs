//! A second reader of JSON5, which is not ours: it reads a file before and after a change and must see the same change.

use crate::syntax::{Entry, Node, Scalar, Tree, Value};
use serde_json::{Map, Number, Value as Json};
use std::collections::BTreeSet;

/// The deepest nesting that the second reader, which calls itself, is given.
const DEEPEST: usize = 128;

/// Whether the `json5` crate sees other values only where we see them too, so that nothing outside of the change is another
/// value than before.
///
/// # Errors
///
/// What keeps the text from being written: one of the texts that cannot be read, or a place that differs for the second
/// reader alone.
pub fn second_reading(old: &str, new: &str) -> Result<(), String> {
    let (old_tree, new_tree) = (Tree::parse(old), Tree::parse(new));
    let ours =
        [&old_tree, &new_tree].map(|tree| tree.value().map_or(Some(Json::Null), |value| plain(value, 0)));
    let [Some(our_old), Some(our_new)] = ours else {
        return Err(format!("a second reader takes no more than {DEEPEST} levels of nesting"));
    };
    let read = |text: &str, which: &str| {
        json5::from_str::<Json>(text).map_err(|error| {
            format!("a second reader cannot read the {which} text ({error}); please report this")
        })
    };
    let seen = differences(&read(old, "old")?, &read(new, "new")?);
    let meant = differences(&our_old, &our_new);
    match seen.difference(&meant).next() {
        None => Ok(()),
        Some(place) => {
            let place = if place.is_empty() { "<root>" } else { place };
            Err(format!(
                "a second reader sees another value at `{place}`, which was not to change; please report this"
            ))
        }
    }
}

/// The places where two values differ: the outermost of each.
fn differences(old: &Json, new: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    differ(old, new, "", &mut found);
    found
}

fn differ(old: &Json, new: &Json, path: &str, found: &mut BTreeSet<String>) {
    let step = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match (old, new) {
        (Json::Object(old), Json::Object(new)) => {
            let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
            for key in keys {
                match (old.get(key), new.get(key)) {
                    (Some(old), Some(new)) => differ(old, new, &step(key), found),
                    _ => {
                        found.insert(step(key));
                    }
                }
            }
        }
        (Json::Array(old), Json::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                differ(old, new, &step(&index.to_string()), found);
            }
        }
        _ if old == new => {}
        _ => {
            found.insert(path.to_owned());
        }
    }
}

/// A value as we read it; nothing where it is nested too deeply.
fn plain(value: Value<'_>, depth: usize) -> Option<Json> {
    match value {
        Value::Node(_) if depth > DEEPEST => None,
        Value::Node(node) if node.is_object() => members(node, depth).map(Json::Object),
        Value::Node(node) => {
            node.entries().filter_map(Entry::value).map(|value| plain(value, depth + 1)).collect()
        }
        Value::Scalar(scalar) => Some(literal(scalar)),
    }
}

fn members(node: Node<'_>, depth: usize) -> Option<Map<String, Json>> {
    let named = node.entries().filter_map(|entry| Some((entry.key()?.into_owned(), entry.value()?)));
    named.map(|(key, value)| Some((key, plain(value, depth + 1)?))).collect()
}

fn literal(scalar: Scalar<'_>) -> Json {
    let number = || scalar.as_f64().and_then(Number::from_f64).map(Json::Number);
    let text = scalar.as_str().map(|text| Json::String(text.into_owned()));
    text.or_else(|| scalar.as_bool().map(Json::Bool)).or_else(number).unwrap_or(Json::Null)
}

#[cfg(test)]
mod tests {
    use super::second_reading;

    #[test]
    fn what_both_see_may_be_written() {
        for (old, new) in [
            ("{ a: 1, b: [1, 2] }", "{ a: 2, b: [1] }"),
            ("{ /* x */ a: 0x10, b: 'c', }", "{\n  // x\n  a: 16,\n  \"b\": \"c\",\n}"),
            ("{ a: { b: 1 } }", "{ c: { b: 1 } }"),
            ("{ a: 1, a: 2 }", "{ a: 2 }"),
            ("{ a: Infinity, b: -0 }", "{ a: Infinity, b: 0 }"),
        ] {
            assert_eq!(second_reading(old, new), Ok(()), "{old} {new}");
        }
    }

    #[test]
    fn what_the_second_reader_cannot_read_is_not_written() {
        let told = second_reading("{ a: 1 }", "{ a: 1 b: 2 }").unwrap_err();
        assert!(told.starts_with("a second reader cannot read the new text"), "{told}");
        let deep = format!("{{ a: {}{} }}", "[".repeat(5000), "]".repeat(5000));
        assert!(second_reading(&deep, &deep).unwrap_err().contains("128 levels"));
    }

    #[test]
    fn a_place_that_only_the_second_reader_sees_change_is_named() {
        let differences = super::differences;
        let (old, new) =
            (serde_json::json!({ "a": { "b": [1, 2] } }), serde_json::json!({ "a": { "b": [1, 3] } }));
        assert_eq!(differences(&old, &new).into_iter().collect::<Vec<_>>(), ["a.b.1"]);
    }
}
