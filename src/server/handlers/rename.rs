//! `textDocument/prepareRename` and `textDocument/rename`.

use crate::base::masking;
use crate::project::Refusal;
use crate::server::names::Reach;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::view::View;
use std::borrow::Cow;
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
    let offset = reach.offset(params.position);
    let found = reach.names.renamable(reach.own, offset).map_err(|refusal| masked(view, offset, &refusal))?;
    Ok(found.map(|(range, placeholder)| {
        let range = reach.own_range(range);
        match masking::written(&placeholder) {
            Cow::Borrowed(_) => PrepareRenameResponse::RangeWithPlaceholder { range, placeholder },
            // The client takes the text of the range, which it has.
            Cow::Owned(_) => PrepareRenameResponse::Range(range),
        }
    }))
}

/// A refusal without what is secret at the place that it is about.
fn masked(view: &View, offset: usize, Refusal(sentence): &Refusal) -> Refusal {
    Refusal(masking::about_place(&view.snapshot().tree, offset, sentence))
}

/// One change of all files that gives another name to what a position names.
pub(super) fn handle(view: &View, params: &RenameParams) -> Result<Option<WorkspaceEdit>, Refusal> {
    let reach = Reach::of(view);
    let offset = reach.offset(params.text_document_position.position);
    let edits = reach.names.rename(reach.own, offset, &params.new_name);
    let edits = edits.map_err(|refusal| masked(view, offset, &refusal))?;
    Ok(Some(reach.workspace_edit(edits)))
}
