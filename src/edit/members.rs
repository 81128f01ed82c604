//! Members that are not in the document yet, and how they are written.

use super::reindent::reindented;
use super::style::Style;

/// What a new member is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewValue {
    /// Text that goes into the document as it is: a literal, or a piece of the same document.
    Source(String),
    /// A string, quoted in the style of its surroundings.
    Text(String),
    /// An object.
    Object(Vec<NewMember>),
    /// An array, on one line.
    Array(Vec<NewValue>),
}

/// A member or element that is not in the document yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMember {
    /// The key, undecorated; none for an element of an array.
    pub key: Option<String>,
    /// The value.
    pub value: NewValue,
    /// Comments that stand on lines of their own above it.
    pub above: Vec<String>,
    /// Comments that follow it on its line.
    pub behind: Vec<String>,
}

/// An object with few members is written on one line up to this length.
const ONE_LINE: usize = 60;

impl NewMember {
    /// A member with a string value.
    pub fn text(key: &str, text: &str) -> Self {
        Self::new(key, NewValue::Text(text.to_owned()))
    }

    /// A member without comments.
    pub fn new(key: &str, value: NewValue) -> Self {
        Self { key: Some(key.to_owned()), ..Self::element(value) }
    }

    /// An element of an array, without comments.
    pub fn element(value: NewValue) -> Self {
        Self { key: None, value, above: Vec::new(), behind: Vec::new() }
    }

    /// The member `key` of a list of members, made where it is missing.
    pub(super) fn object_in<'m>(members: &'m mut Vec<Self>, key: &str) -> Option<&'m mut Vec<Self>> {
        let index =
            members.iter().position(|member| member.key.as_deref() == Some(key)).unwrap_or_else(|| {
                members.push(Self::new(key, NewValue::Object(Vec::new())));
                members.len() - 1
            });
        match &mut members[index].value {
            NewValue::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Whether the member must have lines of its own: it has comments.
    pub(super) fn has_comments(&self) -> bool {
        !self.above.is_empty()
            || !self.behind.is_empty()
            || matches!(&self.value, NewValue::Object(members) if members.iter().any(Self::has_comments))
    }

    /// `key: value` on one line, where nothing in it needs more.
    pub(super) fn on_one_line(&self, style: &Style) -> String {
        let value = self.value.on_one_line(style);
        self.key.as_ref().map_or_else(|| value.clone(), |key| format!("{}: {value}", style.key(key)))
    }

    /// The lines of the member with its comments, indented, without the first line's indentation. `comma` is what goes
    /// behind the value.
    pub(super) fn in_lines(&self, style: &Style, indent: &str, comma: &str) -> String {
        let mut out = String::new();
        let next_line = |out: &mut String| {
            out.push_str(style.newline);
            out.push_str(indent);
        };
        for comment in &self.above {
            out.push_str(comment);
            next_line(&mut out);
        }
        if let Some(key) = &self.key {
            out.push_str(&style.key(key));
            out.push_str(": ");
        }
        out.push_str(&self.value.in_lines(style, indent));
        out.push_str(comma);
        for comment in &self.behind {
            out.push(' ');
            out.push_str(comment);
        }
        out
    }
}

impl NewValue {
    /// The value on one line; one that was written over several lines goes on below as deep as that line.
    pub(super) fn on_one_line(&self, style: &Style) -> String {
        match self {
            Self::Source(text) => reindented(text, &style.base).into_owned(),
            Self::Text(text) => style.string(text),
            Self::Object(members) if members.is_empty() => "{}".to_owned(),
            Self::Object(members) => {
                let members: Vec<String> = members.iter().map(|member| member.on_one_line(style)).collect();
                format!("{{ {} }}", members.join(", "))
            }
            Self::Array(elements) => {
                let elements: Vec<String> = elements.iter().map(|value| value.on_one_line(style)).collect();
                format!("[{}]", elements.join(", "))
            }
        }
    }

    fn in_lines(&self, style: &Style, indent: &str) -> String {
        let members = match self {
            Self::Object(members) => members,
            Self::Source(text) => return reindented(text, indent).into_owned(),
            Self::Text(_) | Self::Array(_) => return self.on_one_line(style),
        };
        let short = self.on_one_line(style);
        let simple = members.iter().all(|member| !matches!(member.value, NewValue::Object(_)));
        if simple && short.len() <= ONE_LINE && !members.iter().any(NewMember::has_comments) {
            return short;
        }
        let inner = format!("{indent}{}", style.unit);
        let mut out = "{".to_owned();
        for (index, member) in members.iter().enumerate() {
            let comma = if style.trailing || index + 1 < members.len() { "," } else { "" };
            out.push_str(style.newline);
            out.push_str(&inner);
            out.push_str(&member.in_lines(style, &inner, comma));
        }
        out.push_str(style.newline);
        out.push_str(indent);
        out.push('}');
        out
    }
}
