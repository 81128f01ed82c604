//! Comments that ignore findings, and the least severity that is told: what is left of what was found.
//!
//! A comment `openclaw-lsp: ignore CODE` is about the line it stands on; where it has a line of its own, about the next one
//! that holds more than comments. `openclaw-lsp: ignore-file CODE` at the top is about the whole file. What OpenClaw refuses
//! is told whatever a comment says.

mod apply;
mod directive;
mod say;
#[cfg(test)]
mod tests;

pub use apply::may_be_ignored;
pub use directive::{Directive, IGNORE, IGNORE_FILE, Named, Scope, directives};

use crate::base::{Diagnostic, Snapshot};
use apply::applied;

/// The findings of a document that are told: without what its comments ignore and what the user does not want to see, with
/// what there is to say of the comments.
pub fn told(snapshot: &Snapshot, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let directives = directives(snapshot);
    let mut told = found;
    if !directives.is_empty() {
        let uses;
        (told, _, uses) = applied(snapshot, &directives, told);
        for (directive, uses) in directives.iter().zip(&uses) {
            told.extend(say::of(snapshot, directive, uses));
        }
        told.sort_by(|a, b| (a.range, a.severity, a.code).cmp(&(b.range, b.severity, b.code)));
    }
    let least = snapshot.world.options.least;
    told.retain(|one| one.severity <= least);
    told
}

/// Those of the findings of a document that its comments ignore; without such comments nobody has to find any.
pub fn dropped(snapshot: &Snapshot, found: impl FnOnce() -> Vec<Diagnostic>) -> Vec<Diagnostic> {
    let directives = directives(snapshot);
    if directives.is_empty() {
        return Vec::new();
    }
    applied(snapshot, &directives, found()).1
}
