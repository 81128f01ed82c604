//! A value of JSON5 without the way that it is written, except for numbers.

use crate::config::include::KEY;
use crate::edit::{NewMember, NewValue};
use crate::syntax::{ScalarKind, Tree, Value};

/// Deeper than any configuration; what is deeper is refused, so that walks may call themselves.
pub(in crate::cli) const DEEPEST: usize = 200;

/// A value. Two are equal when JSON5 reads them as the same; the order of members does not count.
#[derive(Clone, Debug)]
pub(in crate::cli) enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, and how it is written.
    Number(f64, String),
    /// A string.
    Text(String),
    /// An array.
    Array(Vec<Json>),
    /// An object; each key stands once.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// Reads a text of JSON5.
    ///
    /// # Errors
    ///
    /// Says where the text is wrong, and nothing of what it holds: it may be a secret.
    pub(in crate::cli) fn parse(text: &str) -> Result<Self, String> {
        let tree = Tree::parse(text);
        if let Some(error) = tree.errors().first() {
            return Err(format!("it is not JSON5 ({} at byte {})", error.kind.code(), error.range.start));
        }
        if tree.root().height() > DEEPEST {
            return Err("it is nested too deeply".to_owned());
        }
        tree.value().map(Self::of).ok_or_else(|| "it is empty".to_owned())
    }

    /// The value that a document holds. The document is not nested deeper than [`DEEPEST`].
    pub(in crate::cli) fn of(value: Value<'_>) -> Self {
        match value {
            Value::Scalar(scalar) => match scalar.kind() {
                ScalarKind::String => Self::Text(scalar.as_str().unwrap_or_default().into_owned()),
                ScalarKind::Number => {
                    Self::Number(scalar.as_f64().unwrap_or(f64::NAN), scalar.token.text.to_owned())
                }
                ScalarKind::Boolean => Self::Bool(scalar.as_bool() == Some(true)),
                ScalarKind::Null | ScalarKind::Malformed => Self::Null,
            },
            Value::Node(node) if node.is_object() => {
                let member = |entry: crate::syntax::Entry<'_>| {
                    Some((entry.key()?.into_owned(), Self::of(entry.value()?)))
                };
                Self::Object(node.members().filter_map(member).collect())
            }
            Value::Node(node) => {
                Self::Array(node.entries().filter_map(|entry| entry.value().map(Self::of)).collect())
            }
        }
    }

    /// The member with a key, if this is an object that has it.
    pub(in crate::cli) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(known, _)| known == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether something in it includes other files.
    pub(super) fn includes(&self) -> bool {
        match self {
            Self::Array(items) => items.iter().any(Self::includes),
            Self::Object(members) => members.iter().any(|(key, value)| key == KEY || value.includes()),
            _ => false,
        }
    }

    /// The value as new text of a document.
    pub(in crate::cli) fn written(&self) -> NewValue {
        match self {
            Self::Null => NewValue::Source("null".to_owned()),
            Self::Bool(value) => NewValue::Source(value.to_string()),
            Self::Number(_, text) => NewValue::Source(text.clone()),
            Self::Text(text) => NewValue::Text(text.clone()),
            Self::Array(items) => NewValue::Array(items.iter().map(Self::written).collect()),
            Self::Object(members) => {
                NewValue::Object(members.iter().map(|(key, value)| value.member(key)).collect())
            }
        }
    }

    /// The value as a new member.
    pub(in crate::cli) fn member(&self, key: &str) -> NewMember {
        NewMember::new(key, self.written())
    }

    /// What it is, for messages.
    pub(in crate::cli) const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "`null`",
            Self::Bool(_) => "a boolean",
            Self::Number(..) => "a number",
            Self::Text(_) => "a text",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// A patch as the keys that it removes, and what else it says.
    pub(in crate::cli) fn parted(&self) -> (Vec<Vec<String>>, Option<Self>) {
        let Self::Object(members) = self else { return (Vec::new(), Some(self.clone())) };
        let (mut removed, mut rest) = (Vec::new(), Vec::new());
        for (key, value) in members {
            if matches!(value, Self::Null) {
                removed.push(vec![key.clone()]);
                continue;
            }
            let (below, left) = value.parted();
            let is_emptied =
                !below.is_empty() && matches!(&left, Some(Self::Object(left)) if left.is_empty());
            removed.extend(below.into_iter().map(|way| [vec![key.clone()], way].concat()));
            rest.extend(left.filter(|_| !is_emptied).map(|left| (key.clone(), left)));
        }
        (removed, Some(Self::Object(rest)))
    }

    /// The value with a patch merged into it (RFC 7396): objects are merged, `null` removes, all else replaces.
    #[must_use]
    pub(in crate::cli) fn patched(self, patch: &Self) -> Self {
        let Self::Object(changes) = patch else { return patch.clone() };
        let mut members = if let Self::Object(members) = self { members } else { Vec::new() };
        for (key, change) in changes {
            let at = members.iter().position(|(known, _)| known == key);
            match (at, change) {
                (Some(at), Self::Null) => drop(members.remove(at)),
                (None, Self::Null) => {}
                (Some(at), change) => {
                    let old = std::mem::replace(&mut members[at].1, Self::Null);
                    members[at].1 = old.patched(change);
                }
                (None, change) => members.push((key.clone(), Self::Null.patched(change))),
            }
        }
        Self::Object(members)
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Number(one, _), Self::Number(other, _)) => {
                one == other || (one.is_nan() && other.is_nan())
            }
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Array(one), Self::Array(other)) => one == other,
            (Self::Object(one), Self::Object(members)) => {
                one.len() == members.len() && one.iter().all(|(key, value)| other.get(key) == Some(value))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    fn check(old: &str, patch: &str, expected: &str) {
        let parse = |text| Json::parse(text).unwrap();
        assert_eq!(parse(old).patched(&parse(patch)), parse(expected), "{old} with {patch}");
    }

    /// The examples of RFC 7396, appendix A.
    #[test]
    fn patches_follow_the_standard() {
        check("{a:'b'}", "{a:'c'}", "{a:'c'}");
        check("{a:'b'}", "{b:'c'}", "{a:'b',b:'c'}");
        check("{a:'b',b:'c'}", "{a:null}", "{b:'c'}");
        check("{a:['b']}", "{a:'c'}", "{a:'c'}");
        check("{a:'c'}", "{a:['b']}", "{a:['b']}");
        check("{a:{b:'c'}}", "{a:{b:'d',c:null}}", "{a:{b:'d'}}");
        check("{a:[{b:'c'}]}", "{a:[1]}", "{a:[1]}");
        check("{e:null}", "{a:1}", "{e:null,a:1}");
        check("{}", "{a:{bb:{ccc:null}}}", "{a:{bb:{}}}");
    }

    #[test]
    fn values_are_equal_however_they_are_written() {
        let parse = |text| Json::parse(text).unwrap();
        assert_eq!(parse("{ a: 0x10, b: 'x', a: 16.0 }"), parse("{\"b\": \"\\u0078\", 'a': 1.6e1}"));
        assert_ne!(parse("[1, 2]"), parse("[2, 1]"));
        assert_eq!(parse("NaN"), parse("-NaN"));
    }

    #[test]
    fn what_is_wrong_with_a_text_is_said_without_the_text() {
        let said = Json::parse("{ token: 'sk-geheim' oops }").unwrap_err();
        assert!(!said.contains("geheim") && said.starts_with("it is not JSON5 ("), "{said}");
    }
}
