//! Where what the page tells stands in the files.

use super::super::answer::Files;
use crate::base::{Snapshot, masking};
use crate::cli::checked::Checked;
use crate::cli::uri::relative;
use crate::config::key_path::{KeyStep, named};
use crate::syntax::{Entry, Value};
use crate::text::TextRange;

/// The places of the keys of a configuration.
pub(super) struct Places<'p> {
    pub(super) whole: &'p Snapshot,
    pub(super) files: Option<&'p Files>,
    pub(super) checked: &'p Checked,
    /// The file that was asked about.
    pub(super) name: &'p str,
}

/// A place that a reader can go to.
pub(super) struct Link {
    /// The address.
    pub(super) to: String,
    /// The words for it.
    pub(super) words: String,
}

impl Places<'_> {
    /// The place of a key; nothing where the text is no path of one that is written.
    pub(super) fn link(&self, path: &str) -> Option<Link> {
        let (name, line) = self.line(self.range(path)?)?;
        let words = if name == self.name { format!("line {line}") } else { format!("{name}, line {line}") };
        let to = format!("{}#L{line}", relative(&masking::text(&name)));
        Some(Link { to, words: masking::text(&words).into_owned() })
    }

    /// The file that wrote a range of the whole, and the line there.
    fn line(&self, range: TextRange) -> Option<(String, usize)> {
        let Some(files) = self.files else {
            return Some((self.name.to_owned(), self.whole.text.line_of(range.start) + 1));
        };
        let (file, range) = files.merged.origin(range);
        let name = files.names.get(file)?;
        let own = self.checked.files.iter().find(|file| file.name == *name)?;
        Some((name.clone(), own.snapshot.text.line_of(range.start) + 1))
    }

    fn range(&self, path: &str) -> Option<TextRange> {
        let steps = named(path).ok().filter(|steps| !steps.is_empty())?;
        let mut value = self.whole.tree.value()?;
        let mut range = None;
        for step in &steps {
            let entry = entry(value, step)?;
            range = Some(entry.range());
            value = entry.value()?;
        }
        range
    }
}

fn entry<'t>(value: Value<'t>, step: &KeyStep) -> Option<Entry<'t>> {
    match (value.object(), value.array(), step) {
        (Some(object), _, KeyStep::Bare(key) | KeyStep::Quoted(key)) => object.member(key),
        (None, Some(list), KeyStep::Index(index)) => list.entry(*index),
        (None, Some(list), KeyStep::Bare(number)) => list.entry(number.parse().ok()?),
        _ => None,
    }
}
