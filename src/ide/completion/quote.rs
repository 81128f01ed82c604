//! Texts in quotes and in snippets.

/// A text in quotes.
pub(super) fn quoted(text: &str, quote: char) -> String {
    format!("{quote}{}{quote}", escaped(text, quote))
}

/// A text as it stands between quotes.
pub(super) fn escaped(text: &str, quote: char) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            c => {
                out.extend((c == quote || c == '\\').then_some('\\'));
                out.push(c);
            }
        }
    }
    out
}

/// A text as it stands in a snippet (LSP 3.17, "Snippet Syntax").
pub(super) fn snippet_escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

pub(super) fn is_identifier(name: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    name.chars().all(word) && name.chars().next().is_some_and(|c| !c.is_ascii_digit())
}
