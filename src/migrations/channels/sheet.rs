//! A draft of a document, read and changed by paths and as JSON values.

use crate::edit::draft::{Item, Look};
use serde_json::Value as Json;

/// A draft that the migrations of channels work on.
#[derive(Debug)]
pub(super) struct Sheet<'d, 't> {
    root: &'d mut Item<'t>,
}

impl<'d, 't> Sheet<'d, 't> {
    pub(super) fn new(root: &'d mut Item<'t>) -> Self {
        Self { root }
    }

    pub(super) fn get(&self, path: &[&str]) -> Option<Json> {
        self.root.at(path).map(|look| whole(look.json()))
    }

    pub(super) fn has(&self, path: &[&str]) -> bool {
        self.root.at(path).is_some()
    }

    pub(super) fn is_object(&self, path: &[&str]) -> bool {
        self.root.at(path).is_some_and(Look::is_object)
    }

    /// The keys of the object at a path; none where there is no object.
    pub(super) fn keys(&self, path: &[&str]) -> Vec<String> {
        let keys = self.root.at(path).filter(|look| look.is_object()).map(Look::keys).unwrap_or_default();
        let mut found: Vec<String> = Vec::with_capacity(keys.len());
        for key in keys {
            if !found.contains(&key) {
                found.push(key);
            }
        }
        found
    }

    /// Puts a value at a path; of an object, each member that differs.
    pub(super) fn set(&mut self, path: &[&str], value: Json) {
        match value {
            Json::Object(members) if self.is_object(path) => {
                for (key, value) in members {
                    let path: Vec<&str> = path.iter().copied().chain([key.as_str()]).collect();
                    self.set(&path, value);
                }
            }
            value if self.get(path).as_ref() != Some(&value) => {
                self.root.set(path, item(&value));
            }
            _ => {}
        }
    }

    pub(super) fn remove(&mut self, path: &[&str]) {
        self.root.remove(path);
    }

    /// Drops the object at a path when nothing is in it.
    pub(super) fn prune(&mut self, path: &[&str]) {
        if self.root.at(path).is_some_and(Look::is_empty_object) {
            self.root.remove(path);
        }
    }

    /// Moves a member with its comments; where something is at the new path, it is only dropped.
    pub(super) fn shift(&mut self, from: &[&str], to: &[&str]) {
        let Some((key, way)) = to.split_last() else { return };
        let is_there = self.has(to);
        // Where no room is the member stays.
        if !is_there && self.root.object_at(way).is_none() {
            return;
        }
        if let Some(member) = self.root.take(from).filter(|_| !is_there) {
            self.root.put(way, member.named(key));
        }
    }

    /// Adds an element to the array at a path, which is made where nothing is.
    pub(super) fn push(&mut self, path: &[&str], value: &Json) {
        match self.root.at_mut(path) {
            Some(array) => array.push(item(value)),
            None => {
                self.root.set(path, Item::array([item(value)]));
            }
        }
    }

    /// Replaces elements of the array at a path, or drops them: one for each, in order.
    pub(super) fn set_items(&mut self, path: &[&str], values: &[Option<Json>]) {
        for (index, value) in values.iter().enumerate().rev() {
            let index = index.to_string();
            let place: Vec<&str> = path.iter().copied().chain([index.as_str()]).collect();
            match value {
                None => {
                    self.root.take(&place);
                }
                Some(value) if self.get(&place).as_ref() != Some(value) => {
                    if let Some(element) = self.root.at_mut(&place) {
                        element.replace(item(value));
                    }
                }
                Some(_) => {}
            }
        }
    }
}

/// Whole numbers as JSON writes them.
fn whole(value: Json) -> Json {
    match value {
        Json::Number(number) => {
            let float = number.as_f64().filter(|float| float.fract() == 0.0);
            let digits = float.map(|float| format!("{float:.0}"));
            digits.and_then(|digits| digits.parse::<i64>().ok()).map_or(Json::Number(number), Json::from)
        }
        Json::Array(items) => items.into_iter().map(whole).collect(),
        Json::Object(members) => members.into_iter().map(|(key, value)| (key, whole(value))).collect(),
        other => other,
    }
}

fn item<'t>(value: &Json) -> Item<'t> {
    match value {
        Json::String(text) => Item::text(text),
        Json::Array(items) => Item::array(items.iter().map(item)),
        Json::Object(members) => {
            let mut object = Item::object();
            for (key, value) in members {
                object.set(&[key], item(value));
            }
            object
        }
        other => Item::Literal(other.to_string()),
    }
}
