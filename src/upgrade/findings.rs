//! What one release finds in a document and another does not.

use super::facts::Told;
use crate::base::{Diagnostic, Severity, Snapshot};
use crate::migrations;
use crate::text::TextRange;
use std::collections::BTreeSet;

/// What a release makes of a place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It does not start with it.
    Refused,
    /// It reads the old form and writes the new one.
    Migrated,
    /// It starts, and does not do what the text says.
    Ignored,
}

/// Models have a part of the report to themselves, and who wrote the file last is no change.
const ELSEWHERE: [&str; 5] =
    ["other-release", "deprecated-model", "retired-model", "suppressed-model", "unresolved-model"];

/// The findings of a kind that the new release has and the old one has not.
pub(super) fn fresh(new: &Snapshot, before: &[Diagnostic], after: &[Diagnostic], kind: Kind) -> Vec<Told> {
    let old_forms: BTreeSet<TextRange> = migrations::findings(new).into_iter().map(|one| one.range).collect();
    let of_kind = |one: &&Diagnostic| kind_of(one, &old_forms) == Some(kind);
    after.iter().filter(of_kind).filter(|one| !is_known(before, one)).map(Told::of).collect()
}

fn kind_of(one: &Diagnostic, old_forms: &BTreeSet<TextRange>) -> Option<Kind> {
    match one.severity {
        Severity::Error => Some(Kind::Refused),
        _ if ELSEWHERE.contains(&one.code) => None,
        _ if old_forms.contains(&one.range) => Some(Kind::Migrated),
        Severity::Warning => Some(Kind::Ignored),
        Severity::Information | Severity::Hint => None,
    }
}

/// Whether the old release says as much of the same place: that it refuses it, or the same that the new one says.
fn is_known(before: &[Diagnostic], one: &Diagnostic) -> bool {
    let same_place = before.iter().filter(|other| other.range == one.range);
    let is_error = |other: &Diagnostic| other.severity == Severity::Error;
    match one.severity {
        Severity::Error => same_place.into_iter().any(is_error),
        _ => same_place.into_iter().any(|other| is_error(other) || other.code == one.code),
    }
}
