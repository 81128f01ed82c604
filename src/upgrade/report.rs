//! The difference between two releases for one document.

use super::facts::{Filled, Served, Told};
use super::findings::{Kind, fresh};
use super::update::Update;
use super::{defaults, models};
use crate::base::{Options, Severity, Snapshot, World};
use crate::check::diagnostics;
use crate::edit::edited;
use crate::fix::{Which, fix};
use crate::release::Version;
use crate::schema::Schema;
use serde::Serialize;
use std::sync::Arc;

/// What an update from one release to another does to a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Upgrade {
    /// The release that reads the document now.
    pub from: String,
    /// The one that will read it.
    pub to: String,
    /// What the new one refuses and the old one takes.
    pub refused: Vec<Told>,
    /// What the new one reads in its old form, and migrates by itself.
    pub migrated: Vec<Told>,
    /// What the new one takes and does not follow, other than the old one.
    pub ignored: Vec<Told>,
    /// What is not written and gets another value.
    pub defaults: Vec<Filled>,
    /// The models that are refused, replaced or no longer listed.
    pub models: Vec<Served>,
    /// What `fix` changes for the new release.
    pub fixed: Vec<Told>,
    /// What it still refuses after that, whoever refused it before.
    pub left: Vec<Told>,
}

impl Upgrade {
    /// Judges a document by two releases.
    pub fn of(snapshot: &Snapshot, Update { from, to }: Update) -> Self {
        let (old, new) = (read_by(snapshot, from), read_by(snapshot, to));
        let (before, after) = (diagnostics(&old), diagnostics(&new));
        let fixed = edited(&new, &fix(&new, Which::safe(None)));
        let left = diagnostics(&fixed);
        let of_kind = |kind| fresh(&new, &before, &after, kind);
        Self {
            from: from.to_string(),
            to: to.to_string(),
            refused: of_kind(Kind::Refused),
            migrated: of_kind(Kind::Migrated),
            ignored: of_kind(Kind::Ignored),
            defaults: defaults::changed(&new, from, to),
            models: models::changed(&new, from, to),
            fixed: gone(after.iter().map(Told::of), left.iter().map(Told::of).collect()),
            left: left.iter().filter(|one| one.severity == Severity::Error).map(Told::of).collect(),
        }
    }

    /// Whether the update changes nothing for the document.
    pub fn is_quiet(&self) -> bool {
        self.refused.is_empty()
            && self.migrated.is_empty()
            && self.ignored.is_empty()
            && self.defaults.is_empty()
            && self.models.is_empty()
    }
}

/// The document as a release reads it.
fn read_by(snapshot: &Snapshot, release: Version) -> Snapshot {
    let options = Options { target: Some(release), ..snapshot.world.options.clone() };
    snapshot.in_world(Arc::new(World::new(Schema::embedded(), options)))
}

/// What the fixed text no longer has. Places move with the fixes: what is said with the same words of another one is the same.
fn gone(before: impl Iterator<Item = Told>, mut left: Vec<Told>) -> Vec<Told> {
    let mut is_left = |is_same: &dyn Fn(&Told) -> bool| {
        let at = left.iter().position(is_same);
        at.map(|at| left.swap_remove(at)).is_some()
    };
    let here: Vec<Told> = before.filter(|one| !is_left(&|other| other == one)).collect();
    let mut is_elsewhere =
        |one: &Told| is_left(&|other| (other.code, &other.message) == (one.code, &one.message));
    here.into_iter().filter(|one| !is_elsewhere(one)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Told, gone};

    fn told(path: &str, message: &str) -> Told {
        Told { code: "repeated-model", path: path.to_owned(), message: message.to_owned() }
    }

    #[test]
    fn what_moves_with_its_fault_is_not_settled() {
        let before = [told("a", "twice"), told("b", "twice"), told("c", "once")];
        let left = vec![told("b", "twice")];
        assert_eq!(gone(before.clone().into_iter(), left), [told("a", "twice"), told("c", "once")]);
        let left = vec![told("new.c", "once"), told("new.a", "twice")];
        assert_eq!(gone(before.into_iter(), left), [told("b", "twice")]);
    }
}
