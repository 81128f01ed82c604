//! Code actions in a file of a project: what they change may lie in other files.

use super::{FileEdits, Focus, Merged, Project, fix_files};
use crate::base::Diagnostic;
use crate::base::FileId;
use crate::fix::{Note, Which};
use crate::ide::{ActionKind, CodeAction, Deferred, code_actions, fixable, offered_actions};
use crate::migrations;
use crate::text::TextRange;
use std::collections::HashSet;

/// One change that is offered for a file of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProjectAction {
    /// What is offered. Its own edits are empty; the findings that go are those of the file.
    pub action: CodeAction,
    /// The edits of each file.
    pub edits: FileEdits,
}

/// The changes that are offered for a range of a file: those that the whole project asks for, with what is to be done
/// about them in other files.
pub fn project_actions(project: &Project, focus: &Focus, range: TextRange) -> Vec<ProjectAction> {
    let offers =
        project_offers(project, focus, range).into_iter().map(|offer| match &offer.action.deferred {
            Some(deferred) => {
                let (edits, note) = complete_in(project, focus.file(), deferred);
                ProjectAction {
                    action: CodeAction { note: Some(note), deferred: None, ..offer.action },
                    edits,
                }
            }
            None => offer,
        });
    offers.filter(|offer| !offer.edits.is_empty()).collect()
}

/// The same, where the edits of what migrates many keys at once are still to be made.
pub fn project_offers(project: &Project, focus: &Focus, range: TextRange) -> Vec<ProjectAction> {
    let mut actions: Vec<ProjectAction> = Vec::new();
    for focus in [Some(focus), project.focus_alone(focus.file()).as_ref()].into_iter().flatten() {
        let Some(inside) = focus.inward_range(range) else { continue };
        for action in offered_actions(focus.snapshot(), inside) {
            let Some(offer) = lead_out(project, focus, action) else { continue };
            if !actions.iter().any(|known| known.action.title == offer.action.title) {
                actions.push(offer);
            }
        }
    }
    // What is about many findings comes behind what is about one.
    actions.sort_by_key(|offer| offer.action.deferred.is_some());
    let near = actions.iter().any(|offer| offer.action.safe);
    let all = all(focus).into_iter().filter(|action| near || action.kind == ActionKind::FixAll);
    actions.extend(all.map(|action| ProjectAction { action, edits: FileEdits::new() }));
    actions
}

/// What an action of a focus is for the files; nothing where its edits mean nothing there.
fn lead_out(project: &Project, focus: &Focus, action: CodeAction) -> Option<ProjectAction> {
    let own = |(code, range): &(&'static str, TextRange)| Some((*code, focus.own_range(*range)?));
    let fixes = action.fixes.iter().filter_map(own).collect();
    let Some(deferred) = &action.deferred else {
        let edits = focus.edits(project, &action.edits).filter(|edits| !edits.is_empty())?;
        return Some(ProjectAction { action: CodeAction { fixes, edits: Vec::new(), ..action }, edits });
    };
    let title =
        format!("Fix all findings of `{}` in all files of the configuration", deferred.only.as_ref()?);
    let deferred = Some(Deferred { everywhere: true, ..deferred.clone() });
    Some(ProjectAction { action: CodeAction { title, fixes, deferred, ..action }, edits: FileEdits::new() })
}

/// Which findings of a file have a quick fix, whatever files it changes.
pub fn project_fixable(project: &Project, file: FileId, found: &[&Diagnostic]) -> Vec<bool> {
    let Some(source) = project.files().get(file) else { return vec![false; found.len()] };
    let Some(focus) = project.focus(file).filter(|_| !found.is_empty()) else {
        return fixable(&source.snapshot, found.iter().copied());
    };
    let whole = TextRange::new(0, source.snapshot.text.len());
    let mut mended = HashSet::new();
    for focus in [Some(focus), project.focus_alone(file)].into_iter().flatten() {
        let inside = focus.inward_range(whole).unwrap_or(TextRange::new(0, focus.snapshot().text.len()));
        let actions = code_actions(focus.snapshot(), inside).into_iter();
        let made = actions.filter(|action| focus.edits(project, &action.edits).is_some());
        let fixes = made.flat_map(|action| action.fixes);
        mended.extend(fixes.filter_map(|(code, range)| Some((code, focus.own_range(range)?))));
    }
    found.iter().map(|finding| mended.contains(&(finding.code, finding.range))).collect()
}

/// All safe migrations of the file; where other files hold retired keys, too, also those of all files.
fn all(focus: &Focus) -> Vec<CodeAction> {
    let places = migrations::work(focus.snapshot()).into_iter();
    let safe = places.filter(|place| crate::fix::is_safe(focus.snapshot(), place));
    let files = safe.filter_map(|place| Some(focus.outward(place.finding.range)?.0));
    let (own, others): (Vec<FileId>, Vec<FileId>) = files.partition(|file| *file == focus.file());
    let action = |title: &str, kind, everywhere| CodeAction {
        title: title.to_owned(),
        kind,
        edits: Vec::new(),
        fixes: Vec::new(),
        preferred: false,
        safe: true,
        note: None,
        deferred: Some(Deferred { only: None, everywhere }),
    };
    let title = "Migrate all retired keys in all files of the configuration";
    let whole = (!others.is_empty()).then(|| action(title, ActionKind::QuickFix, true));
    let title = "Migrate all retired keys in this file";
    whole.into_iter().chain((!own.is_empty()).then(|| action(title, ActionKind::FixAll, false))).collect()
}

/// The edits of a deferred action that was offered for a file of a project, and what people are told about them.
pub fn complete_in(project: &Project, file: FileId, deferred: &Deferred) -> (FileEdits, Note) {
    let files: Vec<FileId> =
        if deferred.everywhere { (0..project.files().len()).collect() } else { vec![file] };
    let edits = fix_files(project, &files, Which::safe(deferred.only.as_deref()));
    let (before, after) = (Merged::new(project, None), Merged::new(&project.edited(&edits), None));
    let drops = crate::fix::dropped_in(before.snapshot(), after.snapshot());
    let note = deferred.note(&crate::fix::effects_on(before.snapshot(), &after.snapshot().tree), &drops);
    (edits, note)
}
