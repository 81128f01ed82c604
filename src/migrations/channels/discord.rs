//! Discord: names that wake a voice, which are one or two words today.

use super::scope::everywhere;
use super::sheet::Sheet;
use crate::syntax::{Node, Value};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// How many words a name may have.
const WORDS: usize = 2;

const NAMES: &[&str] = &["voice", "realtime", "wakeNames"];

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether a list of names is empty or has a name that is too long, or that has no words at all.
pub(super) fn has_long_names(value: Value<'_>) -> bool {
    let Some(list) = value.array() else { return false };
    let is_usable = |name: &str| (1..=WORDS).contains(&words(name).count());
    let mut names = Node::entries(list).filter_map(|entry| entry.value()?.as_str());
    list.count() == 0 || names.any(|name| !is_usable(&name))
}

/// Shortens the names that are too long, drops those without words, and what is there twice by then.
pub(super) fn wake_names(draft: &mut Sheet<'_, '_>) {
    everywhere(draft, "discord", |scope| {
        let Some(Json::Array(names)) = scope.get(NAMES) else { return };
        let new: Vec<Option<Json>> = names.iter().map(shortened).collect();
        if names.iter().zip(&new).all(|(old, new)| new.as_ref() == Some(old)) && !names.is_empty() {
            return;
        }
        let mut seen = BTreeSet::new();
        let new: Vec<Option<Json>> =
            new.into_iter().map(|name| name.filter(|name| seen.insert(name.to_string()))).collect();
        if new.iter().all(Option::is_none) {
            return scope.remove(NAMES);
        }
        scope.set_items(NAMES, &new);
    });
}

fn shortened(name: &Json) -> Option<Json> {
    let Some(text) = name.as_str() else { return Some(name.clone()) };
    match words(text).count() {
        0 => None,
        1..=WORDS => Some(name.clone()),
        _ => Some(json!(words(text).take(WORDS).collect::<Vec<_>>().join(" "))),
    }
}
