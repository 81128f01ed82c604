//! How a document is written, so that new text looks like the text around it.

use super::comments::{has_break, last_break, lead};
use crate::base::Snapshot;
use crate::syntax::{Entry, Node, TokenKind, Value};
use crate::text::TextRange;

/// How many members are looked at to learn how an object is written.
const SAMPLE: usize = 16;

/// How deep the document is looked into for its quotes.
const DEPTH: usize = 6;

/// The habits that new members and values follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The quote of keys; `None` where keys stand bare.
    pub key_quote: Option<char>,
    /// The quote of strings.
    pub quote: char,
    /// The line break.
    pub newline: &'static str,
    /// The white space that begins the line on which the object opens.
    pub base: String,
    /// One step of indentation.
    pub unit: String,
    /// Whether the last member of an object on several lines has a comma.
    pub trailing: bool,
}

impl Style {
    /// The habits around an object: its own first, else those of the document.
    pub fn around(snapshot: &Snapshot, node: Node<'_>) -> Self {
        let mut seen = Seen::default();
        seen.look(node, 0);
        if let Some(root) = snapshot.tree.value().and_then(Value::object) {
            seen.look(root, DEPTH);
        }
        Self {
            key_quote: seen.key.and_then(KeyStyle::quote),
            quote: seen.string.or(seen.key.and_then(KeyStyle::quote)).unwrap_or('"'),
            newline: newline(snapshot),
            base: snapshot.text.indentation(node.range().start),
            unit: unit(snapshot),
            trailing: seen.trailing.unwrap_or_else(|| seen.key.and_then(KeyStyle::quote).is_none()),
        }
    }

    /// A key in the style of its object: in quotes where its siblings are, or where it must be.
    pub fn key(&self, name: &str) -> String {
        match self.key_quote {
            None if is_identifier(name) => name.to_owned(),
            None => quoted(name, self.quote),
            Some(quote) => quoted(name, quote),
        }
    }

    /// A string value.
    pub fn string(&self, text: &str) -> String {
        quoted(text, self.quote)
    }
}

/// A string literal with the quote given.
pub fn quoted(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            c if c == quote || c == '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

/// Whether a name may stand without quotes everywhere: the ASCII identifiers.
pub fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, b'_' | b'$'))
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
}

/// How a key is written.
#[derive(Clone, Copy)]
enum KeyStyle {
    Bare,
    Quoted(char),
}

impl KeyStyle {
    const fn quote(self) -> Option<char> {
        match self {
            Self::Bare => None,
            Self::Quoted(quote) => Some(quote),
        }
    }
}

/// What was seen first.
#[derive(Default)]
struct Seen {
    key: Option<KeyStyle>,
    string: Option<char>,
    trailing: Option<bool>,
}

impl Seen {
    fn look(&mut self, node: Node<'_>, depth: usize) {
        let last = node.count().checked_sub(1).and_then(|index| node.entry(index));
        if let Some(last) = last.filter(|last| lead(*last).iter().any(|token| has_break(token.text))) {
            self.trailing = self.trailing.or_else(|| Some(last.comma().is_some()));
        }
        for entry in node.entries().take(SAMPLE) {
            self.key = self.key.or_else(|| key_style(entry));
            if let Some(Value::Scalar(scalar)) = entry.value()
                && scalar.token.kind() == TokenKind::String
            {
                self.string = self.string.or_else(|| scalar.token.text.chars().next());
            }
            if let Some(child) = entry.child().filter(|_| depth > 0 && !self.is_complete()) {
                self.look(child, depth - 1);
            }
        }
    }

    fn is_complete(&self) -> bool {
        self.key.is_some() && self.string.is_some()
    }
}

fn key_style(entry: Entry<'_>) -> Option<KeyStyle> {
    let token = entry.key_token()?;
    match token.kind() {
        TokenKind::String => token.text.chars().next().map(KeyStyle::Quoted),
        TokenKind::Identifier => Some(KeyStyle::Bare),
        _ => None,
    }
}

fn newline(snapshot: &Snapshot) -> &'static str {
    let text = &snapshot.text;
    if text.line_count() < 2 {
        return "\n";
    }
    match text.slice(TextRange::new(text.line_end(0), text.line_start(1))).as_str() {
        "\r\n" => "\r\n",
        "\r" => "\r",
        _ => "\n",
    }
}

fn unit(snapshot: &Snapshot) -> String {
    let root = snapshot.tree.value().and_then(Value::object);
    let first = root.and_then(|root| root.entries().find_map(indentation));
    first.filter(|indentation| !indentation.is_empty()).unwrap_or_else(|| "  ".to_owned())
}

/// The white space before a member that begins its line.
pub(super) fn indentation(entry: Entry<'_>) -> Option<String> {
    let lead = lead(entry);
    let last = lead.last().filter(|token| token.kind() == TokenKind::Whitespace && has_break(token.text))?;
    let line = &last.text[last_break(last.text)?..];
    Some(line.trim_start_matches(['\n', '\r', '\u{2028}', '\u{2029}']).to_owned())
}
