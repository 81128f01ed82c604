//! JSON Schema draft-07 as OpenClaw prints it, compiled to a flat arena that is read in place.
//!
//! [`Schema::of_release`] is the schema of one release of OpenClaw, [`Schema::embedded`] that of the newest that we know:
//! the build script compiles the table in `data/releases/`, which all releases share. A live schema goes the same
//! way at run time: [`snapshot::Snapshot::read`], then [`Schema::from_snapshot`]. Nodes are interned: two ids are equal
//! when the schemas say the same, in releases too, which makes a [`SchemaId`] a good key for memoised findings.
//!
//! [`overlay`] holds what the JSON Schema does not say, [`docs`] our own sentences about keys, and [`path`] the matcher
//! from key paths to what is known about them.

mod arena;
mod blob;
pub mod compile;
mod compiled;
pub mod docs;
mod extend;
pub mod format;
pub mod history;
mod layout;
mod literal;
mod lookup;
mod node;
pub mod overlay;
pub mod path;
mod places;
pub mod regex;
pub mod repair;
mod resume;
pub mod snapshot;
pub mod table;
mod types;

#[cfg(test)]
mod tests;

pub use compiled::{Schema, SchemaId};
pub use extend::Addition;
pub use literal::Literal;
pub use lookup::ChildSchemas;
pub use node::{Additional, Ids, Items, Node};
pub use path::{PathIndex, PathStep, PathTrie, PatternStep, Slots, State, steps};
pub use places::{KeyPlace, Places};
pub use regex::Pattern;
pub use types::TypeSet;
