//! Where a configuration makes up names and where it means them: agents, aliases, providers, profiles, accounts.
//!
//! `walk` finds the texts at the places that the overlay knows ([`crate::schema::overlay::name_places`], and those of model
//! references and secrets), `link` says what each of them means, and `form` how names of a kind are written and compared.
//! An index covers all files of a configuration, since a name may be made up in one and meant in another.

mod form;
mod link;
#[cfg(test)]
mod tests;
mod walk;

pub use crate::schema::overlay::NameKind;
pub use form::{fault, folded, safe_server_name};
pub use link::written;
pub use walk::Step;

use crate::syntax::Tree;
use crate::text::TextRange;
use walk::Found;

/// A name, in the form in which it is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// What is named.
    pub kind: NameKind,
    /// What it belongs to: the provider of a model, the channel of an account, the agent of an alias that only it has.
    pub scope: String,
    /// The text.
    pub text: String,
}

/// What a name does at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// It is made up there.
    Definition,
    /// Settings are made there for what it names, as in the key of a models map.
    Entry,
    /// It is meant there.
    Reference,
}

/// A place of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name.
    pub name: Name,
    /// The bytes of the name, without quotes and without what stands before or behind it in the same text.
    pub range: TextRange,
    /// What it does there.
    pub role: Role,
    /// Whether the text is the name, and not another word for the same, such as an alias for its model.
    pub spelled: bool,
    /// The quote of the key or string that it stands in; a bare key has none.
    pub quote: Option<char>,
}

/// The places of all names of a configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    files: Vec<Vec<Occurrence>>,
}

/// A file of a configuration, with the paths at which its value stands in the whole.
#[derive(Clone, Debug)]
pub struct Source<'t> {
    /// What it holds.
    pub tree: &'t Tree,
    /// The paths; one that is empty where it is the main file.
    pub mounts: &'t [Vec<Step<'static>>],
}

impl Index {
    /// The index of the files of a configuration.
    pub fn new(sources: &[Source<'_>]) -> Self {
        let mut found = Found::default();
        for source in sources {
            found.add_file();
            for mount in source.mounts {
                walk::collect(source.tree, mount, &mut found);
            }
        }
        Self { files: link::link(found) }
    }

    /// The index of one file that is the whole configuration.
    pub fn of(tree: &Tree) -> Self {
        Self::new(&[Source { tree, mounts: &[Vec::new()] }])
    }

    /// What is named at an offset of a file: the text itself first, then what else it stands for.
    pub fn at(&self, file: usize, offset: usize) -> impl Iterator<Item = &Occurrence> {
        self.in_file(file).iter().filter(move |one| one.range.touches(offset))
    }

    /// All places in a file, by position.
    pub fn in_file(&self, file: usize) -> &[Occurrence] {
        self.files.get(file).map(Vec::as_slice).unwrap_or_default()
    }

    /// All places, with their files.
    pub fn all(&self) -> impl Iterator<Item = (usize, &Occurrence)> {
        self.files.iter().enumerate().flat_map(|(file, places)| places.iter().map(move |one| (file, one)))
    }

    /// The places of a name, with their files.
    pub fn of_name<'i>(&'i self, name: &'i Name) -> impl Iterator<Item = (usize, &'i Occurrence)> {
        self.all().filter(move |(_, one)| one.name == *name)
    }
}
