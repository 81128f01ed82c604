//! `textDocument/prepareRename` and `textDocument/rename`.

use crate::project::Refusal;
use crate::server::documents::View;
use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

/// What could be renamed in an old version may have gone.
pub(super) const PREPARE_METHOD: DocumentMethod<TextDocumentPositionParams, Option<PrepareRenameResponse>> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// Edits for an old version must not be applied to a new one.
pub(super) const METHOD: DocumentMethod<RenameParams, Option<WorkspaceEdit>> = DocumentMethod {
    uri: |params| &params.text_document_position.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// The name at a position that can be changed, without its quotes.
pub(super) fn prepare(
    view: &View,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>, Refusal> {
    let reach = Reach::of(view);
    let found = reach.names.renamable(reach.own, reach.offset(params.position))?;
    Ok(found.map(|(range, placeholder)| PrepareRenameResponse::RangeWithPlaceholder {
        range: reach.own_range(range),
        placeholder,
    }))
}

/// One change of all files that gives another name to what a position names.
pub(super) fn handle(view: &View, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Refusal> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position.position);
    let edits = reach.names.rename(reach.own, offset, &params.new_name)?;
    Ok(Some(reach.workspace_edit(edits)))
}
