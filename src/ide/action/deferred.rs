//! Actions that migrate many keys at once: their edits are made when somebody chooses them.

use crate::base::Snapshot;
use crate::fix::Note;
use crate::text::TextEdit;

/// Which safe migrations an action makes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deferred {
    /// Only those of a diagnostic code.
    pub only: Option<String>,
    /// Those in all files of the project, and not only in the one that was asked about.
    pub everywhere: bool,
}

impl Deferred {
    /// Those of one diagnostic code in the file that was asked about.
    pub fn of_kind(code: &str) -> Self {
        Self { only: Some(code.to_owned()), everywhere: false }
    }

    /// What people are told before the migrations are made: the changes that take effect and the values that go, if
    /// there are any.
    pub(crate) fn note(&self, effects: &[String], drops: &[String]) -> Note {
        let label = match &self.only {
            Some(code) => format!("Fix `{code}`"),
            None => "Migrate retired keys".to_owned(),
        };
        let drops = (!drops.is_empty()).then(|| format!("drops {}", drops.join(", ")));
        let parts: Vec<&str> = effects.iter().chain(&drops).map(String::as_str).collect();
        let description = (!parts.is_empty()).then(|| parts.join("; "));
        Note { label, confirm: description.is_some(), description }
    }
}

/// What the edits of all safe migrations are remembered under, with the document: editors that take no deferred
/// actions ask at each step of the cursor.
const ALL: u64 = u64::from_be_bytes(*b"all safe");

/// The edits of a deferred action in a document that is no part of a project, and what people are told about them.
pub fn complete(snapshot: &Snapshot, deferred: &Deferred) -> (Vec<TextEdit>, Note) {
    if deferred.only.is_some() {
        return make(snapshot, deferred);
    }
    let key = ALL ^ snapshot.world.generation().rotate_left(8) ^ snapshot.kind as u64;
    snapshot.tree.root().memo().get_or(key, || make(snapshot, deferred)).as_ref().clone()
}

fn make(snapshot: &Snapshot, deferred: &Deferred) -> (Vec<TextEdit>, Note) {
    let edits = crate::fix::fix_all(snapshot, deferred.only.as_deref());
    let drops = crate::fix::dropped(snapshot, &edits);
    let note = deferred.note(&crate::fix::effects(snapshot, &edits), &drops);
    (edits, note)
}
