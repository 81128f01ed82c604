//! Which findings the comments of a document ignore.

use super::directive::{Directive, Scope};
use crate::base::codes::{INVALID_IGNORE, UNUSED_IGNORE};
use crate::base::{Diagnostic, Severity, Snapshot};
use rustc_hash::FxHashMap;

/// What became of a code that a comment names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Use {
    /// Something is ignored.
    pub(super) ignores: bool,
    /// The line of an error, which is told all the same.
    pub(super) refused: Option<usize>,
}

/// Whether a comment can ignore a finding: not what OpenClaw refuses, and not what is said of such comments themselves.
pub fn may_be_ignored(finding: &Diagnostic) -> bool {
    finding.severity != Severity::Error && ![UNUSED_IGNORE, INVALID_IGNORE].contains(&finding.code)
}

/// What the comments leave, what they ignore, and what became of each code that they name.
pub(super) fn applied(
    snapshot: &Snapshot,
    directives: &[Directive],
    found: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, Vec<Diagnostic>, Vec<Vec<Use>>) {
    let mut uses: Vec<Vec<Use>> =
        directives.iter().map(|directive| vec![Use::default(); directive.codes.len()]).collect();
    let places = places(directives);
    let (left, ignored) = found.into_iter().partition(|one| {
        let line = snapshot.text.line_of(one.range.start);
        let scopes = [Scope::Line(line), Scope::File];
        let named = scopes.into_iter().filter_map(|scope| places.get(&(scope, one.code)));
        let may = may_be_ignored(one);
        let mut is_told = true;
        for (at, number) in named.flatten().copied() {
            let Some(outcome) = uses.get_mut(at).and_then(|uses| uses.get_mut(number)) else { continue };
            if may {
                outcome.ignores = true;
                is_told = false;
            } else {
                outcome.refused.get_or_insert(line);
            }
        }
        is_told
    });
    (left, ignored, uses)
}

/// Which comments name a code for a place: by their number, and that of the code in them.
type Places<'d> = FxHashMap<(Scope, &'d str), Vec<(usize, usize)>>;

fn places(directives: &[Directive]) -> Places<'_> {
    let mut places = Places::default();
    for (at, directive) in directives.iter().enumerate().filter(|(_, directive)| directive.counts) {
        for (number, named) in directive.codes.iter().enumerate() {
            places.entry((directive.scope, &named.code)).or_default().push((at, number));
        }
    }
    places
}
