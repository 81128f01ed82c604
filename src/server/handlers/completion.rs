//! `textDocument/completion` and `completionItem/resolve`.

use crate::base::{World, masking};
use crate::ide;
use crate::server::capabilities::Negotiated;
use crate::server::from_proto;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, markup};
use crate::server::view::View;
use crate::text::TextEdit;
use std::borrow::Cow;
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionParams, CompletionResponse, Documentation,
};

/// Proposals stay useful while the user types on, since the client filters them.
pub(super) const METHOD: DocumentMethod<CompletionParams, Option<CompletionResponse>> = DocumentMethod {
    uri: |params| &params.text_document_position.text_document.uri,
    stale: Stale::Answer,
    absent: || None,
};

/// As many proposals are sent to clients that ask again with each letter, which those do that can open their list again: nobody
/// reads on. Others only narrow what they have, as Helix does, and need all of it.
const MOST: usize = 100;

/// What could stand at the cursor.
pub(super) fn handle(view: &View, params: &CompletionParams) -> Option<CompletionResponse> {
    let position = params.text_document_position.position;
    let offset = from_proto::offset(&view.snapshot().text, position, view.caps.encoding);
    let (scope, offset) = Scope::at(view, offset);
    let asked_by = params.context.as_ref().and_then(|context| context.trigger_character.as_deref());
    let options = ide::CompletionOptions {
        snippets: view.caps.snippets,
        // Clients that know two ranges for an item are those that replace text behind the cursor.
        whole_strings: view.caps.insert_replace,
        reopens: view.caps.reopen.is_some(),
        after_blank: asked_by == Some(" "),
    };
    let converter = Converter::new(view);
    let items = ide::completion(scope.snapshot(), offset, options).into_iter();
    let mut items: Vec<_> =
        items.filter_map(|item| own(&scope, item)).map(|item| converter.completion(item)).collect();
    // The order of models depends on what is typed, so that the client has to ask again with the next letter; then it also
    // gets what it does not now.
    let is_incomplete = items.iter().any(|item| item.kind == Some(CompletionItemKind::CONSTANT));
    if is_incomplete && view.caps.reopen.is_some() {
        items.truncate(MOST);
    }
    (!items.is_empty()).then_some(CompletionResponse::List(CompletionList { is_incomplete, items }))
}

/// An item in the places of the open document. A name that looks like a credential is not proposed anywhere else.
fn own(scope: &Scope<'_>, item: ide::CompletionItem) -> Option<ide::CompletionItem> {
    if matches!(masking::written(&item.label), Cow::Owned(_)) {
        return None;
    }
    let edit = |edit: TextEdit| Some(TextEdit::replace(scope.own(edit.range)?, edit.text));
    let additional: Option<Vec<_>> = item.additional.into_iter().map(edit).collect();
    let (insert, replace) = (scope.own(item.insert)?, scope.own(item.replace)?);
    Some(ide::CompletionItem { insert, replace, additional: additional?, ..item })
}

/// Adds the documentation.
pub(super) fn resolve(world: &World, caps: &Negotiated, item: &CompletionItem) -> CompletionItem {
    let mut item = item.clone();
    let key = item.data.as_ref().and_then(serde_json::Value::as_str);
    let documentation = key.and_then(|key| ide::resolve_completion(world, key));
    if let Some(text) = documentation {
        item.documentation = Some(Documentation::MarkupContent(markup(text, caps.completion_markdown, caps)));
    }
    item
}
