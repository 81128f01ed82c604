//! The places of all names of a configuration.

use super::link;
use super::name::{Name, Occurrence};
use super::walk::{self, Found, Step};
use crate::config::lexicon::Lexicon;
use crate::syntax::Tree;

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
    /// The index of the files of a configuration, for a release with these names of models.
    pub fn new(sources: &[Source<'_>], lexicon: Lexicon) -> Self {
        let mut found = Found::default();
        for source in sources {
            found.add_file();
            for mount in source.mounts {
                walk::collect(source.tree, mount, &mut found);
            }
        }
        Self { files: link::link(found, lexicon) }
    }

    /// The index of one file that is the whole configuration.
    pub fn of(tree: &Tree, lexicon: Lexicon) -> Self {
        Self::new(&[Source { tree, mounts: &[Vec::new()] }], lexicon)
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
