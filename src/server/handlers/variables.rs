//! What can be done outside of a configuration about a variable that is set nowhere.

use super::mended::Mended;
use crate::server::capabilities::GATEWAY_HAS;
use crate::server::to_proto::shown;
use crate::server::view::View;
use crate::text::TextRange;
use std::path::Path;
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, Command, CreateFile, CreateFileOptions,
    DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Range,
    ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// As many variables are looked at in one range.
const MOST: usize = 3;

/// A line for the user's own variables, and the setting for those that only the gateway has.
pub(super) fn actions(view: &View, range: TextRange, mended: &mut Mended<'_>) -> Vec<CodeActionOrCommand> {
    let can = view.caps.notes_variables || view.caps.create_files && view.own_env.is_some();
    if !can {
        return Vec::new();
    }
    let is_meant = |code: &str, at: TextRange| code == "missing-variable" && at.meets(range);
    let found = mended.checked().own.iter().filter(|finding| is_meant(finding.code, finding.range));
    let marks: Vec<_> = found.map(|finding| (finding.code, finding.range)).take(MOST).collect();
    let mut actions = Vec::new();
    for mark in marks {
        let part: String = view.snapshot().text.slice(mark.1);
        let Some(name) = part.strip_prefix("${").and_then(|part| part.strip_suffix('}')) else { continue };
        let file = view.own_env.as_deref().filter(|_| view.caps.create_files);
        let line = file.and_then(|file| in_file(file, name));
        let noted = view.caps.notes_variables.then(|| noted(name));
        for action in line.into_iter().chain(noted) {
            let diagnostics = Some(mended.by(&[mark]));
            actions.push(CodeActionOrCommand::CodeAction(CodeAction { diagnostics, ..action }));
        }
    }
    actions
}

/// A line at the beginning of the user's own file, which is made where there is none. What else stands in it is not looked at.
fn in_file(file: &Path, name: &str) -> Option<CodeAction> {
    let uri = Uri::from_file_path(file)?;
    let options = CreateFileOptions { ignore_if_exists: Some(true), overwrite: None };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let line = TextEdit::new(Range::default(), format!("{name}=\n"));
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(line)],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    let title = format!(
        "Add `{name}=` to {}, for you to fill in; if it is a secret, let nobody else read that file",
        file.display()
    );
    Some(CodeAction {
        title: shown(&title),
        kind: Some(CodeActionKind::QUICKFIX),
        edit: Some(WorkspaceEdit {
            document_changes: Some(DocumentChanges::Operations(operations)),
            ..WorkspaceEdit::default()
        }),
        ..CodeAction::default()
    })
}

/// The setting, for a variable that the gateway has and this machine has not.
fn noted(name: &str) -> CodeAction {
    let title = shown(&format!("The gateway has `{name}`: note it in the settings"));
    let command =
        Command { title: title.clone(), command: GATEWAY_HAS.to_owned(), arguments: Some(vec![name.into()]) };
    CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(command),
        ..CodeAction::default()
    }
}
