//! A change is turned into edits and tried, and only then offered.

use super::{ActionKind, CodeAction};
use crate::base::{Diagnostic, Severity, Snapshot};
use crate::check::verdicts;
use crate::edit::{Plan, edited};
use crate::fix::judge::{self, Told};
use crate::text::TextEdit;

/// How much is wrong with a document.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    /// All findings.
    all: usize,
    /// Those for which OpenClaw refuses the configuration.
    errors: usize,
    /// Those of one code.
    same: usize,
}

impl Count {
    fn of(found: impl Iterator<Item = (&'static str, Severity)>, code: &str) -> Self {
        found.fold(Self::default(), |count, (own, severity)| Self {
            all: count.all + 1,
            errors: count.errors + usize::from(severity == Severity::Error),
            same: count.same + usize::from(own == code),
        })
    }
}

/// Counts the findings. What has been judged of parts that stay is not judged again.
fn count(snapshot: &Snapshot, code: &str) -> Count {
    Count::of(verdicts(snapshot).into_iter().map(|one| (one.code, one.severity)), code)
}

/// The actions that are being collected.
pub(super) struct Offers<'t> {
    snapshot: &'t Snapshot,
    enough: usize,
    actions: Vec<CodeAction>,
    /// What was found before, with the code that was counted.
    before: Option<(&'static str, Count)>,
}

impl<'t> Offers<'t> {
    /// No offers yet. When there are `enough` of them, nothing more is tried.
    pub(super) fn new(snapshot: &'t Snapshot, enough: usize) -> Self {
        Self { snapshot, enough, actions: Vec::new(), before: None }
    }

    /// The same for a finding of a document of which all findings are known.
    pub(super) fn among(
        snapshot: &'t Snapshot,
        enough: usize,
        finding: &Diagnostic,
        all: &[Diagnostic],
    ) -> Self {
        let all = all.iter().map(|one| (one.code, one.severity));
        let before = Some((finding.code, Count::of(all, finding.code)));
        Self { before, ..Self::new(snapshot, enough) }
    }

    pub(super) fn into_actions(self) -> Vec<CodeAction> {
        self.actions
    }

    pub(super) fn is_empty(&self) -> bool {
        self.actions.is_empty()
    }

    /// Offers a change that takes a finding away. Says whether it does.
    pub(super) fn mend(
        &mut self,
        finding: &Diagnostic,
        title: impl Into<String>,
        preferred: bool,
        change: impl FnOnce(&mut Plan<'t>),
    ) -> bool {
        let title = title.into();
        self.mend_told(finding, Told::by(&title), preferred, change)
    }

    /// The same for a change that takes something to a place, which the title shows.
    pub(super) fn mend_moving(
        &mut self,
        finding: &Diagnostic,
        (title, to): (&str, &[String]),
        preferred: bool,
        change: impl FnOnce(&mut Plan<'t>),
    ) -> bool {
        self.mend_told(finding, Told::moving(title, to), preferred, change)
    }

    fn mend_told(
        &mut self,
        finding: &Diagnostic,
        told: Told<'_>,
        preferred: bool,
        change: impl FnOnce(&mut Plan<'t>),
    ) -> bool {
        let Some(edits) = self.edits(change) else { return false };
        let result = edited(self.snapshot, &edits);
        let (before, after) = (self.before(finding.code), count(&result, finding.code));
        let most = before.errors - usize::from(finding.severity == Severity::Error);
        let mends = after.same < before.same && after.errors <= most;
        if !mends || !judge::changes(self.snapshot, &result, told).is_empty() {
            return false;
        }
        let mark = (finding.code, finding.range);
        let has_preferred = self.actions.iter().any(|known| known.preferred && known.fixes.contains(&mark));
        let preferred = preferred && !has_preferred;
        self.push(CodeAction {
            preferred,
            fixes: vec![mark],
            ..action(told.title(), ActionKind::QuickFix, edits)
        })
    }

    /// Offers a quick fix that leaves something to be filled in: its finding stays until then, and nothing else may be refused.
    pub(super) fn begin(&mut self, title: impl Into<String>, change: impl FnOnce(&mut Plan<'t>)) -> bool {
        let (Some(edits), title) = (self.edits(change), title.into()) else { return false };
        let result = edited(self.snapshot, &edits);
        // How many are refused is counted with every code.
        let before = self.before.map_or_else(|| self.before(""), |(_, known)| known);
        if count(&result, "").errors > before.errors
            || !judge::changes(self.snapshot, &result, Told::by(&title)).is_empty()
        {
            return false;
        }
        self.push(action(title, ActionKind::QuickFix, edits))
    }

    /// Offers a change of a text in which nothing must be wrong that was not wrong before. Says whether it does.
    pub(super) fn refactor(
        &mut self,
        kind: ActionKind,
        title: impl Into<String>,
        change: impl FnOnce(&mut Plan<'t>),
    ) -> bool {
        let (Some(edits), title) = (self.edits(change), title.into()) else { return false };
        let result = edited(self.snapshot, &edits);
        let (before, after) = (self.before(""), count(&result, ""));
        let worsens = after.all > before.all || after.errors > before.errors;
        if worsens || !judge::changes(self.snapshot, &result, Told::by(&title)).is_empty() {
            return false;
        }
        self.push(action(title, kind, edits))
    }

    /// The edits of a change, unless there are enough offers, it changes nothing, or it breaks the syntax.
    fn edits(&self, change: impl FnOnce(&mut Plan<'t>)) -> Option<Vec<TextEdit>> {
        if self.actions.len() >= self.enough {
            return None;
        }
        let mut plan = Plan::new(self.snapshot);
        change(&mut plan);
        let edits = plan.edits();
        let same = |edit: &TextEdit| self.snapshot.text.slice(edit.range) == edit.text;
        (!edits.iter().all(same)).then_some(edits)
    }

    fn push(&mut self, action: CodeAction) -> bool {
        let is_known = self.actions.iter().any(|known| {
            known.edits == action.edits && known.fixes == action.fixes || known.title == action.title
        });
        if !is_known {
            self.actions.push(action);
        }
        !is_known
    }

    fn before(&mut self, code: &'static str) -> Count {
        match self.before {
            Some((known, before)) if known == code => before,
            _ => self.before.insert((code, count(self.snapshot, code))).1,
        }
    }
}

fn action(title: impl Into<String>, kind: ActionKind, edits: Vec<TextEdit>) -> CodeAction {
    CodeAction {
        title: title.into(),
        kind,
        edits,
        fixes: Vec::new(),
        preferred: false,
        safe: false,
        note: None,
        deferred: None,
    }
}
