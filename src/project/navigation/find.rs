//! Names, and the places where they are made up and meant.

use crate::base::FileId;
use crate::base::Snapshot;
use crate::config::names::{Index, Name, NameKind, Occurrence, Role, Source};
use crate::project::Project;
use crate::syntax::decode_string;
use crate::text::TextRange;
use std::sync::Arc;

/// What the index of a document that is a whole configuration is remembered under.
const MEMO: u64 = u64::from_be_bytes(*b"names..1");

/// The files of a configuration, with the names in them.
#[derive(Clone, Debug)]
pub struct Names {
    pub(super) files: Vec<File>,
    pub(super) index: Arc<Index>,
}

/// A file, with the paths at which it is included.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) snapshot: Snapshot,
    pub(super) mounts: Vec<Mount>,
}

/// A path at which a file stands.
pub(super) type Mount = Vec<crate::config::names::Step<'static>>;

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Location {
    /// The file.
    pub file: FileId,
    /// The bytes.
    pub range: TextRange,
}

/// Where a name leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The bytes of the name that was asked about.
    pub origin: TextRange,
    /// The places that it leads to.
    pub places: Vec<Location>,
}

/// A name that is highlighted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The bytes of the name.
    pub range: TextRange,
    /// Whether something is set there under the name, and it is not only meant.
    pub write: bool,
}

/// A name that a file makes up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What is named.
    pub kind: NameKind,
    /// The name as it is written.
    pub text: String,
    /// Its bytes.
    pub range: TextRange,
}

impl Names {
    /// A document that is the whole configuration.
    pub fn alone(snapshot: &Snapshot) -> Self {
        // Another release may read the same text.
        let key = MEMO ^ snapshot.world.generation().rotate_left(8);
        let make = || Index::of(&snapshot.tree, snapshot.world.lexicon());
        let index = snapshot.tree.root().memo().get_or(key, make);
        Self { files: vec![File { snapshot: snapshot.clone(), mounts: vec![Vec::new()] }], index }
    }

    /// The files of a project, under the same numbers.
    pub fn of(project: &Project) -> Self {
        let files = project.files().iter().zip(project.mounts());
        let files = files.map(|(file, mounts)| File { snapshot: file.snapshot.clone(), mounts }).collect();
        Self::indexed(files)
    }

    pub(super) fn indexed(files: Vec<File>) -> Self {
        let sources = files.iter().map(|file| Source { tree: &file.snapshot.tree, mounts: &file.mounts });
        let lexicon = files.first().map(|file| file.snapshot.world.lexicon()).unwrap_or_default();
        let index = Arc::new(Index::new(&sources.collect::<Vec<_>>(), lexicon));
        Self { files, index }
    }

    /// Where what an offset names is made up; where nothing makes it up, where something is set for it.
    pub fn definition(&self, file: FileId, offset: usize) -> Option<Target> {
        self.index.at(file, offset).find_map(|one| {
            let by_role = |role| self.places(&one.name, move |other| other.role == role);
            let defined = by_role(Role::Definition);
            let places = if defined.is_empty() { by_role(Role::Entry) } else { defined };
            (!places.is_empty()).then_some(Target { origin: one.range, places })
        })
    }

    /// All places of what an offset names, with or without those that make it up.
    pub fn references(&self, file: FileId, offset: usize, with_definitions: bool) -> Vec<Location> {
        let Some(one) = self.index.at(file, offset).next() else { return Vec::new() };
        self.places(&one.name, |other| with_definitions || other.role != Role::Definition)
    }

    /// The places in a file of what an offset of it names.
    pub fn highlights(&self, file: FileId, offset: usize) -> Vec<Highlight> {
        let Some(name) = self.index.at(file, offset).next().map(|one| &one.name) else { return Vec::new() };
        let same = self.index.in_file(file).iter().filter(|other| other.name == *name);
        same.map(|other| Highlight { range: other.range, write: other.role != Role::Reference }).collect()
    }

    /// The names that a file makes up, by position.
    pub fn definitions(&self, file: FileId) -> Vec<Definition> {
        let made = self.index.in_file(file).iter().filter(|one| one.role == Role::Definition);
        let text = |one: &Occurrence| self.files.get(file).map(|file| written(&file.snapshot, one));
        made.filter_map(|one| Some(Definition { kind: one.name.kind, text: text(one)?, range: one.range }))
            .collect()
    }

    pub(super) fn places(&self, name: &Name, wanted: impl Fn(&Occurrence) -> bool) -> Vec<Location> {
        let found = self.index.of_name(name).filter(|(_, one)| wanted(one));
        found.map(|(file, one)| Location { file, range: one.range }).collect()
    }
}

/// The text of a name, without escapes.
pub(super) fn written(snapshot: &Snapshot, one: &Occurrence) -> String {
    let text = snapshot.text.slice(one.range);
    match one.quote {
        Some(quote) => decode_string(&format!("{quote}{text}{quote}")).into_owned(),
        None => text,
    }
}
