//! Texts with tab stops, and the same for clients that know none.

use super::layout::Layout;
use super::quote::{quoted, snippet_escaped};
use crate::schema::Literal;

/// The most choices that a snippet offers; a longer list is completed at the value.
pub(super) const CHOICES: usize = 16;

/// No snippet has so many tab stops.
const BEHIND_ALL: u32 = 99;

/// A text, and the same as a snippet where that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// What a client without snippets gets.
    pub text: String,
    /// What one with snippets gets.
    pub snippet: Option<String>,
    /// Whether something can be proposed where the snippet leaves the cursor.
    pub lists: bool,
}

impl Body {
    /// A text and nothing else.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: None, lists: false }
    }

    /// A text and its snippet.
    pub(super) fn snippet(text: impl Into<String>, snippet: impl Into<String>) -> Self {
        Self { text: text.into(), snippet: Some(snippet.into()), lists: false }
    }

    /// A list to be filled.
    pub(super) fn list() -> Self {
        Self::snippet("[]", "[$0]")
    }

    /// An object to be filled.
    pub(super) fn object(layout: Layout) -> Self {
        Self::snippet("{}", format!("{{{}$0{}\\}}", layout.before(1, " "), layout.before(0, " ")))
            .listing(true)
    }

    /// A string to be filled.
    pub(super) fn empty_string(quote: char) -> Self {
        Self::snippet(format!("{quote}{quote}"), format!("{quote}$0{quote}"))
    }

    /// The same, with whether something can be proposed at the cursor.
    pub(super) fn listing(self, lists: bool) -> Self {
        Self { lists, ..self }
    }

    /// The same behind a text.
    pub(super) fn after(&self, head: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{}{snippet}", snippet_escaped(head)));
        Self { text: format!("{head}{}", self.text), snippet, lists: self.lists }
    }

    /// The same before a text.
    pub(super) fn before(&self, tail: &str) -> Self {
        let snippet = self.snippet.as_ref().map(|snippet| format!("{snippet}{}", snippet_escaped(tail)));
        Self { text: format!("{}{tail}", self.text), snippet, lists: self.lists }
    }
}

/// A tab stop with choices.
pub(super) fn choices(stop: usize, words: &[&str]) -> String {
    let escaped: Vec<String> =
        words.iter().map(|word| word.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|")).collect();
    format!("${{{stop}|{}|}}", escaped.join(","))
}

/// The same snippet for an editor that leaves a tab stop empty until one of its choices is taken, and that has no way on from
/// a last stop that holds a text: each holds its first choice, and a stop behind the text is the last.
pub fn simplified(snippet: &str) -> String {
    let (mut plain, mut rest) = (String::new(), snippet);
    while let Some(at) = rest.find("${") {
        let (before, stop) = rest.split_at(at);
        let is_escaped = before.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1;
        plain.push_str(before);
        let other = if is_escaped { None } else { first_choice(stop).or_else(|| last_text(stop)) };
        let (written, taken) = other.unwrap_or_else(|| ("${".to_owned(), 2));
        plain.push_str(&written);
        rest = &stop[taken..];
    }
    plain + rest
}

/// A last tab stop that holds a text as one before the last, and how many bytes it takes.
fn last_text(stop: &str) -> Option<(String, usize)> {
    let text = stop.strip_prefix("${0:")?;
    let mut escaped = false;
    let end = text.char_indices().find_map(|(at, c)| {
        let is_end = c == '}' && !escaped;
        escaped = c == '\\' && !escaped;
        is_end.then_some(at)
    })?;
    Some((format!("${{{BEHIND_ALL}:{}}}$0", &text[..end]), "${0:}".len() + end))
}

/// A tab stop with choices as one that holds the first, and how many bytes it takes.
fn first_choice(stop: &str) -> Option<(String, usize)> {
    let (number, list) =
        stop.strip_prefix("${")?.split_once('|').filter(|(number, _)| number.parse::<u32>().is_ok())?;
    let (mut first, mut is_first, mut escaped) = (String::new(), true, false);
    for (at, c) in list.char_indices() {
        match c {
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            '|' if !escaped => {
                let taken = stop.len() - list.len() + at + "|}".len();
                return stop
                    .get(..taken)
                    .map(|_| (format!("${{{number}:{}}}", snippet_escaped(&first)), taken));
            }
            ',' if !escaped => is_first = false,
            _ if is_first => first.push(c),
            _ => {}
        }
        escaped = false;
    }
    None
}

pub(super) const fn as_string(literal: Literal<'_>) -> Option<&str> {
    match literal {
        Literal::String(text) => Some(text),
        _ => None,
    }
}

/// A value of the schema as the document would write it.
pub(super) fn written(literal: Literal<'_>, quote: char) -> String {
    match literal {
        Literal::String(text) => quoted(text, quote),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{choices, simplified};

    #[test]
    fn a_last_text_has_a_way_on() {
        assert_eq!(simplified("port: ${0:18789}"), "port: ${99:18789}$0");
        assert_eq!(simplified("\"${0:a\\}b}\""), "\"${99:a\\}b}$0\"");
        assert_eq!(simplified("{ $0 \\}"), "{ $0 \\}");
    }

    #[test]
    fn the_first_choice_stands_in_its_stop() {
        assert_eq!(
            simplified("mode: \"${1|local,remote|}\", port: ${2:18789}$0"),
            "mode: \"${1:local}\", port: ${2:18789}$0"
        );
        assert_eq!(simplified(&choices(1, &["a,b|c", "d"])), "${1:a,b|c}");
        assert_eq!(simplified("\\${1|a,b|}"), "\\${1|a,b|}", "no stop at all");
        assert_eq!(simplified("\"${1:\\${NAME\\}}\""), "\"${1:\\${NAME\\}}\"");
        assert_eq!(simplified("${1|a"), "${1|a");
    }
}
