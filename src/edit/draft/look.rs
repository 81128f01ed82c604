//! Reading a draft, opened or not.

use super::item::Item;
use crate::syntax::{Scalar, Value};
use serde_json::{Number, Value as Json};
use std::borrow::Cow;

/// A value of a draft, to read.
#[derive(Clone, Copy, Debug)]
pub enum Look<'a, 't> {
    /// One that was changed or made.
    Item(&'a Item<'t>),
    /// One of the document.
    Source(Value<'t>),
}

impl<'t> Item<'t> {
    /// The value to read.
    pub fn look(&self) -> Look<'_, 't> {
        match self {
            Self::Source(value) => Look::Source(*value),
            item => Look::Item(item),
        }
    }

    /// The value at a path, to read. An index is a step too.
    pub fn at(&self, path: &[&str]) -> Option<Look<'_, 't>> {
        self.look().at(path)
    }
}

impl<'a, 't> Look<'a, 't> {
    /// The value of a member, or of the element with an index.
    pub fn get(self, key: &str) -> Option<Look<'a, 't>> {
        match self {
            Look::Source(value) => match value.array() {
                Some(array) => array.entry(key.parse().ok()?)?.value().map(Look::Source),
                None => value.get(key).map(Look::Source),
            },
            Look::Item(Item::Source(value)) => Look::Source(*value).get(key),
            Look::Item(Item::Open(container)) => Some(container.members[container.find(key)?].item.look()),
            Look::Item(_) => None,
        }
    }

    /// The value at a path.
    pub fn at(self, path: &[&str]) -> Option<Look<'a, 't>> {
        path.iter().try_fold(self, |look, key| look.get(key))
    }

    /// The members or elements in order, with their keys or indices. Of several with one key the last one counts.
    pub fn entries(self) -> Vec<(String, Look<'a, 't>)> {
        let mut found: Vec<(String, Look<'a, 't>)> = Vec::new();
        match self {
            Look::Source(Value::Node(node)) => {
                for entry in node.entries() {
                    let key = entry.key().map_or_else(|| entry.index().to_string(), Cow::into_owned);
                    found.extend(entry.value().map(|value| (key, Look::Source(value))));
                }
            }
            Look::Item(Item::Open(container)) => {
                let key = |index: usize, key: &String| {
                    if container.array { index.to_string() } else { key.clone() }
                };
                let members = container.members.iter().enumerate();
                found.extend(members.map(|(index, member)| (key(index, &member.key), member.item.look())));
            }
            Look::Item(Item::Source(value)) => return Look::Source(*value).entries(),
            Look::Source(Value::Scalar(_)) | Look::Item(_) => {}
        }
        found
    }

    /// The keys of an object, or the indices of an array.
    pub fn keys(self) -> Vec<String> {
        self.entries().into_iter().map(|(key, _)| key).collect()
    }

    fn scalar(self) -> Option<Scalar<'t>> {
        match self {
            Look::Source(value) => value.scalar(),
            Look::Item(Item::Source(value)) => value.scalar(),
            Look::Item(_) => None,
        }
    }

    /// The string that it is.
    pub fn text(self) -> Option<Cow<'a, str>>
    where
        't: 'a,
    {
        match self {
            Look::Item(Item::Text(text)) => Some(Cow::Borrowed(text)),
            look => look.scalar()?.as_str().map(|text| Cow::Owned(text.into_owned())),
        }
    }

    /// The string at a path, without outer blanks; none where it is empty.
    pub fn text_at(self, path: &[&str]) -> Option<String> {
        let text = self.at(path)?.text()?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The boolean that it is.
    pub fn boolean(self) -> Option<bool> {
        match self {
            Look::Item(Item::Literal(text)) => text.parse().ok(),
            look => look.scalar()?.as_bool(),
        }
    }

    /// The number that it is.
    pub fn number(self) -> Option<f64> {
        match self {
            Look::Item(Item::Literal(text)) => text.parse().ok(),
            look => look.scalar()?.as_f64(),
        }
    }

    /// Whether it is an object.
    pub fn is_object(self) -> bool {
        match self {
            Look::Source(value) => value.object().is_some(),
            Look::Item(Item::Open(container)) => !container.array,
            Look::Item(Item::Source(value)) => value.object().is_some(),
            Look::Item(_) => false,
        }
    }

    /// Whether it is an array.
    pub fn is_array(self) -> bool {
        match self {
            Look::Source(value) => value.array().is_some(),
            Look::Item(Item::Open(container)) => container.array,
            Look::Item(Item::Source(value)) => value.array().is_some(),
            Look::Item(_) => false,
        }
    }

    /// Whether it is an object without members.
    pub fn is_empty_object(self) -> bool {
        self.is_object() && self.entries().is_empty()
    }

    /// The same value once more, without comments: those belong to the first one.
    pub fn copy(self) -> Item<'t> {
        if self.is_array() {
            return Item::array(self.entries().into_iter().map(|(_, look)| look.copy()));
        }
        if self.is_object() {
            let mut object = Item::object();
            for (key, look) in self.entries() {
                object.set(&[&key], look.copy());
            }
            return object;
        }
        match self {
            Look::Item(item) => item.clone(),
            Look::Source(value) => Item::Source(value),
        }
    }

    /// The value as JSON, to compare it.
    pub fn json(self) -> Json {
        if self.is_object() {
            return Json::Object(self.entries().into_iter().map(|(key, look)| (key, look.json())).collect());
        }
        if self.is_array() {
            return Json::Array(self.entries().into_iter().map(|(_, look)| look.json()).collect());
        }
        let number = |look: Self| Number::from_f64(look.number()?).map(Json::Number);
        let text = self.text().map(|text| Json::String(text.into_owned()));
        text.or_else(|| self.boolean().map(Json::Bool)).or_else(|| number(self)).unwrap_or(Json::Null)
    }
}
