//! Unknown keys: where the setting lives that was meant.
//!
//! Asked in this order: the words of other programs ([`words`]), a name beside it that differs by a slip, the index of
//! all key names ([`elsewhere`]), a record that takes names of people's own. Only where nothing of this knows the key is
//! it said to be of no use.

mod elsewhere;
mod note;
mod stray;
mod words;

#[cfg(test)]
mod tests;

pub use note::{is_kept, note};
pub use stray::{Remedy, Stray, Target};

use super::fit;
use crate::base::{Diagnostic, Snapshot};
use crate::edit::NewValue;
use crate::schema::SchemaId;
use crate::syntax::Value;
use crate::text::nearest::{edits, nearest};

impl<'t> Stray<'t> {
    /// What helps.
    pub fn remedy(&self) -> Remedy {
        words::remedy(self)
            .or_else(|| note::is_note(self).then_some(Remedy::Comment))
            .or_else(|| self.slip(1))
            .or_else(|| elsewhere::below(self))
            .or_else(|| elsewhere::moved(self))
            .or_else(|| self.slip(usize::MAX))
            .or_else(|| elsewhere::lives(self))
            .unwrap_or_else(|| Remedy::Nowhere { kept: is_kept(self) })
    }

    /// A name that the object knows, does not have, and that differs by a slip of at most so many letters. Of more than
    /// one letter, the first is right in most slips.
    fn slip(&self, most: usize) -> Option<Remedy> {
        let (key, object) = (self.key(), self.holder()?);
        let is_slip = |name: &&str| {
            let same_start = key.chars().next().map(|c| c.to_ascii_lowercase())
                == name.chars().next().map(|c| c.to_ascii_lowercase());
            // Whether it is close at all is asked first: it costs least.
            nearest(&key, [*name]).is_some()
                && (most > 1 && same_start || edits(&key, name) <= 1)
                && !object.has(name)
        };
        let close: Vec<&str> = self.names().into_iter().filter(is_slip).collect();
        if close.is_empty() {
            return None;
        }
        let fits = |(_, ids): &(String, Vec<SchemaId>)| {
            ids.iter().any(|id| fit::takes(self.snapshot, *id, self.entry.value()))
        };
        let known: Vec<_> =
            self.known().into_iter().filter(|one| close.contains(&&*one.0)).filter(fits).collect();
        let meant = nearest(&key, known.iter().map(|(name, _)| name.as_str()))?;
        Some(Remedy::Rename(meant.to_owned()))
    }

    /// The names that the object knows.
    fn names(&self) -> Vec<&'t str> {
        let schema = &self.snapshot.world.schema;
        let branches = schema.lookup(&self.steps()).into_iter().flat_map(|id| schema.branches(id));
        branches.flat_map(|id| schema.node(id).properties().map(|(name, _)| name)).collect()
    }

    /// The names that the object knows, with the schemas of their values.
    fn known(&self) -> Vec<(String, Vec<SchemaId>)> {
        let schema = &self.snapshot.world.schema;
        let mut names: Vec<(String, Vec<SchemaId>)> = Vec::new();
        for id in schema.lookup(&self.steps()).into_iter().flat_map(|id| schema.branches(id)) {
            for (name, id) in schema.node(id).properties() {
                match names.iter_mut().find(|(known, _)| known == name) {
                    Some((_, ids)) => ids.push(id),
                    None => names.push((name.to_owned(), vec![id])),
                }
            }
        }
        names
    }
}

/// The sentence for an unknown key, and the key that belongs in its place, where that is only another name.
fn sentence(key: &str, remedy: &Remedy) -> (String, Option<String>) {
    let rest = match remedy {
        Remedy::Rename(meant) => {
            return (format!("unknown key `{key}`: did you mean `{meant}`?"), Some(meant.clone()));
        }
        Remedy::Move(Target { shown, value: Some(NewValue::Text(text)), .. }) => {
            format!("OpenClaw has it at `{shown}`, write `\"{text}\"` there")
        }
        Remedy::Move(target) => format!("OpenClaw has it at `{}`, move it there", target.shown),
        Remedy::Lives(place) => format!("it belongs to `{place}`"),
        Remedy::Told(words) => words.clone(),
        Remedy::Comment => "OpenClaw refuses to start with it, write it as a `//` comment".to_owned(),
        Remedy::Other(Some(place)) => {
            format!("OpenClaw refuses to start with it; such a key stands at `{place}`")
        }
        Remedy::Other(None) => {
            "OpenClaw refuses to start with it; such keys stand in other sections".to_owned()
        }
        Remedy::Nowhere { kept: true } => {
            "OpenClaw refuses to start with it, comment it out if you still need what it holds".to_owned()
        }
        Remedy::Nowhere { kept: false } => "OpenClaw refuses to start with it, remove it".to_owned(),
    };
    (format!("unknown key `{key}`: {rest}"), None)
}

/// Says of each unknown key where it belongs.
pub(super) fn improve(snapshot: &Snapshot, found: &mut [Diagnostic]) {
    for finding in found.iter_mut().filter(|one| one.code == "unknown-key") {
        let Some(stray) = Stray::at(snapshot, finding.range.start) else { continue };
        let is_it = stray.entry.key_token().is_some_and(|token| token.range == finding.range);
        if !is_it || stray.key() == "__proto__" || is_unfinished(stray.entry.value()) {
            continue;
        }
        (finding.message, finding.meant) = sentence(&stray.key(), &stray.remedy());
    }
}

/// Whether a value is still being typed.
fn is_unfinished(value: Option<Value<'_>>) -> bool {
    value.is_none()
}
