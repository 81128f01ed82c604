//! The text of a hover while it is written.

use crate::base::masking;

/// Paragraphs and lists of Markdown.
pub(super) struct Card {
    text: String,
    in_list: bool,
}

impl Card {
    /// A card with its title line.
    pub(super) fn new(title: &str) -> Self {
        // A path with characters that Markdown takes for its own is shown as code.
        let is_plain = !title.contains(['*', '_', '`', '<', '\\']);
        let text = if is_plain { format!("**{title}**\n") } else { format!("**{}**\n", code(title)) };
        Self { text, in_list: false }
    }

    /// Adds a paragraph or a block of its own.
    pub(super) fn paragraph(&mut self, text: &str) {
        if !text.trim().is_empty() {
            let text = text.trim_end();
            self.in_list = text.lines().last().is_some_and(|line| line.starts_with("- "));
            self.text.push('\n');
            self.text.push_str(text);
            self.text.push('\n');
        }
    }

    /// Adds a line to the list at the end of the card.
    pub(super) fn item(&mut self, text: &str) {
        if !std::mem::replace(&mut self.in_list, true) {
            self.text.push('\n');
        }
        self.text.push_str("- ");
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// Adds a line with a label to the list at the end of the card.
    pub(super) fn fact(&mut self, label: &str, value: &str) {
        self.item(&format!("{label}: {value}"));
    }

    /// The Markdown. What looks like a credential is masked, wherever in the document it was written.
    pub(super) fn finish(self) -> String {
        masking::text(&self.text).into_owned()
    }
}

/// A text as a code span.
pub(super) fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

/// Code spans with commas between, at most `most` of them.
pub(super) fn code_list<S: AsRef<str>>(texts: &[S], most: usize) -> String {
    let shown: Vec<String> = texts.iter().take(most).map(|text| code(text.as_ref())).collect();
    let list = shown.join(", ");
    if texts.len() > most { format!("{list} and {} more", texts.len() - most) } else { list }
}

/// A text as it may stand in a message: one line of at most 60 characters.
pub(super) fn shortened(text: &str) -> String {
    // Masked first: what is left of a credential that was cut off would not be known for one.
    let text = masking::written(text);
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(60) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line.to_owned(),
    }
}
