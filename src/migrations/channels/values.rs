//! JSON values, as the migrations ask about them.

use serde_json::{Map, Value as Json};

/// The text without the blanks around it; none where nothing is left.
pub(super) fn trimmed(value: Option<&Json>) -> Option<String> {
    value.and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A member of an object that is a path below a value.
pub(super) fn below<'v>(value: Option<&'v Json>, path: &[&str]) -> Option<&'v Json> {
    path.iter().try_fold(value?, |value, key| value.get(key))
}

/// An object with one member.
pub(super) fn object(key: &str, value: Json) -> Json {
    Json::Object(Map::from_iter([(key.to_owned(), value)]))
}

/// Adds what `target` lacks from `source`, also in the objects in it.
pub(super) fn fill(target: &mut Json, source: &Json) {
    let (Some(target), Some(source)) = (target.as_object_mut(), source.as_object()) else { return };
    for (key, value) in source {
        match target.get_mut(key) {
            None => {
                target.insert(key.clone(), value.clone());
            }
            Some(there) => fill(there, value),
        }
    }
}

/// Puts a value at a path below an object; what is missing on the way is made.
pub(super) fn put(target: &mut Json, path: &[&str], value: Json) {
    let Some((first, rest)) = path.split_first() else {
        *target = value;
        return;
    };
    if !target.is_object() {
        *target = Json::Object(Map::new());
    }
    if let Some(object) = target.as_object_mut() {
        put(object.entry(*first).or_insert(Json::Null), rest, value);
    }
}
