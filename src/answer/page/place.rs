//! Where what the page tells stands in the files.

use crate::answer::subject::Subject;
use crate::base::links::relative;
use crate::base::masking;
use crate::config::key_path::{entry_at, named};
use crate::text::TextRange;

/// The places of the keys of a configuration.
pub(super) struct Places<'p> {
    pub(super) subject: &'p Subject<'p>,
}

/// A place that a reader can go to.
pub(super) struct Link {
    /// The address.
    pub(super) to: String,
    /// The words for it.
    pub(super) words: String,
}

impl Places<'_> {
    /// The place of a key; nothing where the text is no path of one that is written. An address ends as editors take it: with the
    /// line, a comma and the column.
    pub(super) fn link(&self, path: &str) -> Option<Link> {
        let spot = self.subject.spot(self.range(path)?)?;
        let (name, line) = (spot.file, spot.line);
        let words =
            if name == self.subject.name { format!("line {line}") } else { format!("{name}, line {line}") };
        let to = format!("{}#L{line},{}", relative(&masking::text(name)), spot.column);
        Some(Link { to, words: masking::text(&words).into_owned() })
    }

    fn range(&self, path: &str) -> Option<TextRange> {
        let value = self.subject.whole().tree.value()?;
        Some(entry_at(value, &named(path).ok()?)?.range())
    }
}
