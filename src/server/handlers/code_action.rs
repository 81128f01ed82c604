//! `textDocument/codeAction`.

use super::code_action_resolve::deferred_data;
use super::mended::Mended;
use super::variables;
use crate::ide;
use crate::ide::CodeAction;
use crate::project::{NewFile, project_actions, project_offers};
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, action_kind, shown};
use crate::server::view::View;
use crate::server::{checked, focused, from_proto};
use crate::text::TextRange;
use tower_lsp::ls_types::{
    self, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
};

/// Edits for an old version must not be applied to a new one.
pub(super) const METHOD: DocumentMethod<CodeActionParams, Option<CodeActionResponse>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What can be changed at a range.
///
/// Findings come from the document, never from `context.diagnostics`: Helix sends none.
pub(super) fn handle(view: &View, params: &CodeActionParams) -> Option<CodeActionResponse> {
    if !view.caps.code_action_literals {
        return None;
    }
    let snapshot = &checked::informed_of(view, view.snapshot());
    let range = from_proto::range(&snapshot.text, params.range, view.caps.encoding);
    let wanted = |action: &CodeAction| wanted(&action_kind(action.kind), params.context.only.as_deref());
    let mut mended = Mended::new(view);
    let converter = Converter::new(view);
    let scope = Scope::of(view);
    let Some(focused) = scope.focused() else {
        let offer = if view.caps.deferred_edits { ide::offered_actions } else { ide::code_actions };
        let answer = offer(snapshot, range).into_iter().filter(wanted).map(|action| {
            let (diagnostics, data) =
                (mended.by(&action.fixes), deferred_data(view, action.deferred.as_ref()));
            let action = converter.code_action(action, diagnostics);
            CodeActionOrCommand::CodeAction(ls_types::CodeAction { data, ..action })
        });
        let answer: Vec<_> = answer.collect();
        return Some(behind(answer, view, range, params, &mut mended));
    };
    let offer = if view.caps.deferred_edits { project_offers } else { project_actions };
    let offers = offer(&focused.project, &focused.focus, range).into_iter();
    let create =
        view.caps.create_files && self::wanted(&CodeActionKind::QUICKFIX, params.context.only.as_deref());
    let new_files = if create { focused.new_files(range) } else { Vec::new() };
    let new_files: Vec<_> = new_files.iter().filter_map(|new| created(new, &mut mended)).collect();
    let answer = offers.filter(|offer| wanted(&offer.action)).map(|offer| {
        let diagnostics = mended.by(&offer.action.fixes);
        let data = deferred_data(view, offer.action.deferred.as_ref());
        let edit = focused.workspace_edit(view.caps, &offer.edits, offer.action.note.clone());
        let edit = data.is_none().then_some(edit);
        let action = converter.code_action(offer.action, diagnostics);
        CodeActionOrCommand::CodeAction(ls_types::CodeAction { edit, data, ..action })
    });
    let answer: Vec<_> = new_files.into_iter().chain(answer).collect();
    Some(behind(answer, view, range, params, &mut mended))
}

/// The same with what is not done in the document itself, and what has findings ignored.
fn behind(
    mut answer: Vec<CodeActionOrCommand>,
    view: &View,
    range: TextRange,
    params: &CodeActionParams,
    mended: &mut Mended<'_>,
) -> Vec<CodeActionOrCommand> {
    answer.extend(withheld(view, range, params, mended));
    if wanted(&CodeActionKind::QUICKFIX, params.context.only.as_deref()) {
        answer.extend(beyond(view, range, mended));
        answer.extend(ignoring(view, range, mended));
    }
    answer
}

/// What is not done for now, with the reason, for clients that show that.
fn withheld(
    view: &View,
    range: TextRange,
    params: &CodeActionParams,
    mended: &mut Mended<'_>,
) -> Vec<CodeActionOrCommand> {
    if !view.caps.disabled_actions {
        return Vec::new();
    }
    let all = ide::withheld_actions(view.snapshot(), range).into_iter();
    let wanted = all.filter(|action| wanted(&action_kind(action.kind), params.context.only.as_deref()));
    let shown = wanted.map(|action| {
        let diagnostics = mended.by(&action.fixes);
        CodeActionOrCommand::CodeAction(ls_types::CodeAction {
            title: shown(&action.title),
            kind: Some(action_kind(action.kind)),
            diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
            disabled: Some(ls_types::CodeActionDisabled { reason: shown(&action.reason) }),
            ..ls_types::CodeAction::default()
        })
    });
    shown.collect()
}

/// Having findings ignored by a comment, behind all that mends them.
fn ignoring(view: &View, range: TextRange, mended: &mut Mended<'_>) -> Vec<CodeActionOrCommand> {
    let actions = ide::ignoring(view.snapshot(), &mended.checked().own, range).into_iter();
    let shown = actions.map(|action| {
        let diagnostics = mended.by(&action.fixes);
        CodeActionOrCommand::CodeAction(Converter::new(view).code_action(action, diagnostics))
    });
    shown.collect()
}

/// What is not done in the document itself.
fn beyond(view: &View, range: TextRange, mended: &mut Mended<'_>) -> Vec<CodeActionOrCommand> {
    let reader = other_reader(view, range, mended);
    reader.into_iter().chain(variables::actions(view, range, mended)).collect()
}

/// Judging by the release that wrote the file, where the client or the server can be told to.
fn other_reader(view: &View, range: TextRange, mended: &mut Mended<'_>) -> Option<CodeActionOrCommand> {
    let command = view.caps.judge_command()?;
    let other = ide::other_reader(view.snapshot(), range)?;
    let arguments = Some(vec![other.release.to_string().into()]);
    let command = Command { title: other.title.clone(), command: command.to_owned(), arguments };
    Some(CodeActionOrCommand::CodeAction(ls_types::CodeAction {
        title: other.title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(mended.by(&[other.fixes])),
        command: Some(command),
        ..ls_types::CodeAction::default()
    }))
}

/// The creation of a file that is missing.
fn created(new: &NewFile, mended: &mut Mended<'_>) -> Option<CodeActionOrCommand> {
    Some(CodeActionOrCommand::CodeAction(ls_types::CodeAction {
        title: shown(&new.title),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: Some(mended.by(&[new.fixes])),
        edit: Some(focused::creation(new)?),
        ..ls_types::CodeAction::default()
    }))
}

/// Whether the client wants actions of a kind: kinds are hierarchical, and each covers those below it.
fn wanted(kind: &CodeActionKind, only: Option<&[CodeActionKind]>) -> bool {
    let covers = |above: &CodeActionKind| {
        let rest = kind.as_str().strip_prefix(above.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || above.as_str().is_empty())
    };
    only.is_none_or(|only| only.iter().any(covers))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::ActionKind;

    #[test]
    fn kinds_cover_those_below_them() {
        let fix_all = action_kind(ActionKind::FixAll);
        let check = |only: &'static str| wanted(&fix_all, Some(&[CodeActionKind::new(only)]));
        assert!(wanted(&fix_all, None));
        assert!(check("") && check("source") && check("source.fixAll") && check("source.fixAll.openclaw"));
        assert!(!check("sour") && !check("quickfix") && !check("source.fixAll.openclaw.more"));
        assert!(!wanted(&fix_all, Some(&[])));
    }
}
