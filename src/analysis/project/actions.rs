//! Code actions in a file of a project: what they change may lie in other files.

use super::{FileEdits, FileId, Focus, Project, fix_files};
use crate::analysis::migrations::Which;
use crate::analysis::{ActionKind, CodeAction, code_actions};
use crate::text::TextRange;

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
    let mut actions = Vec::new();
    let mut together: Vec<CodeAction> = Vec::new();
    for focus in [Some(focus), project.focus_alone(focus.file()).as_ref()].into_iter().flatten() {
        let Some(inside) = focus.inward_range(range) else { continue };
        for action in code_actions(focus.snapshot(), inside) {
            let fixes: Vec<_> = action
                .fixes
                .iter()
                .filter_map(|(code, range)| Some((*code, focus.own_range(*range)?)))
                .collect();
            if action.kind == ActionKind::FixAll {
                continue;
            }
            if action.fixes.len() > 1 && action.safe {
                together.push(CodeAction { fixes, ..action });
            } else if let Some(edits) = focus.edits(project, &action.edits)
                && !actions.iter().any(|known: &ProjectAction| known.action.title == action.title)
            {
                let action = CodeAction { fixes, edits: Vec::new(), ..action };
                actions.push(ProjectAction { action, edits });
            }
        }
    }
    actions.extend(all_of_kind(project, together));
    let near = actions.iter().any(|offer| offer.action.safe);
    actions.extend(
        all(project, focus).into_iter().filter(|offer| near || offer.action.kind == ActionKind::FixAll),
    );
    actions
}

/// One action for all findings of a code in all files.
fn all_of_kind(project: &Project, together: Vec<CodeAction>) -> Vec<ProjectAction> {
    let mut actions: Vec<ProjectAction> = Vec::new();
    for action in together {
        let Some(code) = action.fixes.first().map(|(code, _)| *code) else { continue };
        let edits = fix_files(project, &everything(project), Which::safe(Some(code)));
        let title = format!("Mend all findings of `{code}` in {}", places(&edits));
        if !edits.is_empty() && !actions.iter().any(|known| known.action.title == title) {
            actions.push(ProjectAction { action: CodeAction { title, edits: Vec::new(), ..action }, edits });
        }
    }
    actions
}

/// All safe migrations of the file; where other files hold retired keys, too, also those of all files.
fn all(project: &Project, focus: &Focus) -> Vec<ProjectAction> {
    let own = fix_files(project, &[focus.file()], Which::safe(None));
    let whole = fix_files(project, &everything(project), Which::safe(None));
    let action = |title: String, kind| CodeAction {
        title,
        kind,
        edits: Vec::new(),
        fixes: Vec::new(),
        preferred: false,
        safe: true,
    };
    let mut actions = Vec::new();
    if whole != own && !whole.is_empty() {
        let title = format!("Migrate all retired keys in {}", places(&whole));
        actions.push(ProjectAction { action: action(title, ActionKind::QuickFix), edits: whole });
    }
    if !own.is_empty() {
        let title = "Migrate all retired keys in this file".to_owned();
        actions.push(ProjectAction { action: action(title, ActionKind::FixAll), edits: own });
    }
    actions
}

fn everything(project: &Project) -> Vec<FileId> {
    (0..project.files().len()).collect()
}

fn places(edits: &FileEdits) -> String {
    match edits.len() {
        1 => "1 file of the configuration".to_owned(),
        count => format!("{count} files of the configuration"),
    }
}
