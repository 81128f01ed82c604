//! `textDocument/completion` and `completionItem/resolve`.

use crate::analysis::{self, World};
use crate::server::capabilities::Negotiated;
use crate::server::documents::View;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, markup};
use tower_lsp::ls_types::{CompletionItem, CompletionParams, CompletionResponse, Documentation};

/// Proposals stay useful while the user types on, since the client filters them.
pub(super) const METHOD: DocumentMethod<CompletionParams, Option<CompletionResponse>> = DocumentMethod {
    uri: |params| &params.text_document_position.text_document.uri,
    stale: Stale::Answer,
    absent: || None,
};

/// What could stand at the cursor.
pub(super) fn handle(view: &View, params: &CompletionParams) -> Option<CompletionResponse> {
    let snapshot = view.snapshot();
    let offset =
        from_proto::offset(&snapshot.text, params.text_document_position.position, view.caps.encoding);
    let options = analysis::CompletionOptions { snippets: view.caps.snippets };
    let converter = Converter::new(view);
    let items = analysis::completion(snapshot, offset, options);
    let items: Vec<_> = items.into_iter().map(|item| converter.completion(item)).collect();
    (!items.is_empty()).then_some(CompletionResponse::Array(items))
}

/// Adds the documentation.
pub(super) fn resolve(world: &World, caps: &Negotiated, item: &CompletionItem) -> CompletionItem {
    let mut item = item.clone();
    let key = item.data.as_ref().and_then(serde_json::Value::as_str);
    let documentation = key.and_then(|key| analysis::resolve_completion(world, key));
    if let Some(text) = documentation {
        item.documentation = Some(Documentation::MarkupContent(markup(text, caps.completion_markdown)));
    }
    item
}
