//! A view of a configuration value that does not say what it was read from.

use std::borrow::Cow;

/// A value of a configuration: cheap to clone, a handle into something larger.
///
/// An implementation decodes keys and strings, and of two members with one key it shows the last, as OpenClaw reads
/// them (JSON5 leaves this open).
pub trait ConfigValue: Clone {
    /// The value of a member, if this is an object that has it.
    fn get(&self, key: &str) -> Option<Self>;

    /// The text, if this is a string.
    fn as_str(&self) -> Option<Cow<'_, str>>;

    /// The truth value, if this is one.
    fn as_bool(&self) -> Option<bool>;

    /// The number, if this is one.
    fn as_f64(&self) -> Option<f64>;

    /// Whether this is an array.
    fn is_list(&self) -> bool;

    /// The members in order; none if this is no object.
    fn entries(&self) -> Vec<(String, Self)>;

    /// The elements in order; none if this is no array.
    fn items(&self) -> Vec<Self>;

    /// The value at a path of keys.
    fn at(&self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(self.clone(), |value, key| value.get(key))
    }

    /// The text at a path of keys, without outer blanks, unless it is empty.
    fn text_at(&self, path: &[&str]) -> Option<String> {
        let value = self.at(path)?;
        let text = value.as_str()?;
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    /// The texts of a list, without outer blanks and what is empty; numbers as texts. None if this is no array.
    fn texts(&self) -> Vec<String> {
        let text = |item: Self| match (item.as_str(), item.as_f64()) {
            (Some(text), _) => Some(text.trim().to_owned()),
            (None, number) => number.map(|number| number.to_string()),
        };
        self.items().into_iter().filter_map(text).filter(|text| !text.is_empty()).collect()
    }

    /// Whether this is switched off by its `enabled`.
    fn is_off(&self) -> bool {
        self.get("enabled").and_then(|enabled| enabled.as_bool()) == Some(false)
    }
}

impl ConfigValue for &serde_json::Value {
    fn get(&self, key: &str) -> Option<Self> {
        self.as_object()?.get(key)
    }

    fn as_str(&self) -> Option<Cow<'_, str>> {
        serde_json::Value::as_str(self).map(Cow::Borrowed)
    }

    fn as_bool(&self) -> Option<bool> {
        serde_json::Value::as_bool(self)
    }

    fn as_f64(&self) -> Option<f64> {
        serde_json::Value::as_f64(self)
    }

    fn is_list(&self) -> bool {
        self.is_array()
    }

    fn entries(&self) -> Vec<(String, Self)> {
        let members = self.as_object().into_iter().flatten();
        members.map(|(key, value)| (key.clone(), value)).collect()
    }

    fn items(&self) -> Vec<Self> {
        self.as_array().into_iter().flatten().collect()
    }
}
