//! One file per feature; [`table`] says which method goes where.

mod code_action;
mod code_action_resolve;
mod colour;
mod command;
mod completion;
mod definition;
pub(super) mod diagnostic;
mod explain;
mod folding;
mod formatting;
mod highlight;
mod hover;
mod inlay;
mod lens;
mod link_resolve;
mod linked;
mod links;
mod mended;
mod references;
mod reload;
mod rename;
mod selection;
pub(super) mod semantic;
mod status;
mod symbol_resolve;
mod symbols;
mod sync;
mod upgrade;
mod variables;
mod will_rename;
mod workspace_diagnostic;
mod workspace_symbols;

use super::table::Table;
use tower_lsp::ls_types::{notification as notify, request as ask};

/// Every method that the server knows, apart from the session's beginning and end.
pub(super) fn table() -> Table {
    let mut table = Table::default();
    table
        .notification::<notify::DidOpenTextDocument>(sync::open)
        .notification::<notify::DidChangeTextDocument>(sync::change)
        .notification::<notify::DidCloseTextDocument>(sync::close)
        .notification::<notify::DidChangeConfiguration>(sync::configuration)
        .notification::<notify::DidChangeWatchedFiles>(sync::files)
        .notification::<notify::DidChangeWorkspaceFolders>(sync::folders)
        .notification::<notify::SetTrace>(sync::trace)
        .document::<ask::DocumentDiagnosticRequest>(&diagnostic::METHOD, diagnostic::handle)
        .document::<ask::Completion>(&completion::METHOD, completion::handle)
        .document::<ask::HoverRequest>(&hover::METHOD, hover::handle)
        .document::<ask::CodeActionRequest>(&code_action::METHOD, code_action::handle)
        .resolvable::<code_action_resolve::Resolve>(
            code_action_resolve::uri,
            code_action_resolve::handle,
            code_action_resolve::complete,
        )
        .document::<ask::DocumentSymbolRequest>(&symbols::METHOD, symbols::handle)
        .document::<ask::FoldingRangeRequest>(&folding::METHOD, folding::handle)
        .document::<ask::SelectionRangeRequest>(&selection::METHOD, selection::handle)
        .document::<ask::Formatting>(&formatting::METHOD, formatting::handle)
        .document::<ask::RangeFormatting>(&formatting::RANGE_METHOD, formatting::handle_range)
        .document::<formatting::Ranges>(&formatting::RANGES_METHOD, formatting::handle_ranges)
        .document::<ask::OnTypeFormatting>(&formatting::TYPED_METHOD, formatting::handle_typed)
        .document::<ask::DocumentColor>(&colour::METHOD, colour::handle)
        .document::<ask::ColorPresentationRequest>(&colour::PRESENTATION, colour::present)
        .document::<ask::SemanticTokensFullRequest>(&semantic::METHOD, semantic::handle)
        .document::<ask::SemanticTokensFullDeltaRequest>(&semantic::DELTA_METHOD, semantic::handle_delta)
        .document::<ask::SemanticTokensRangeRequest>(&semantic::RANGE_METHOD, semantic::handle_range)
        .document::<ask::DocumentLinkRequest>(&links::METHOD, links::handle)
        .resolvable::<link_resolve::Resolve>(link_resolve::uri, link_resolve::handle, link_resolve::complete)
        .document::<ask::GotoDefinition>(&definition::METHOD, definition::handle)
        .document::<ask::References>(&references::METHOD, references::handle)
        .document::<ask::LinkedEditingRange>(&linked::METHOD, linked::handle)
        .document::<ask::DocumentHighlightRequest>(&highlight::METHOD, highlight::handle)
        .refusable::<ask::PrepareRenameRequest>(&rename::PREPARE_METHOD, rename::prepare)
        .refusable::<ask::Rename>(&rename::METHOD, rename::handle)
        .document::<ask::InlayHintRequest>(&inlay::METHOD, inlay::handle)
        .document::<ask::CodeLensRequest>(&lens::METHOD, lens::handle)
        .everywhere::<ask::WorkspaceSymbolRequest>(workspace_symbols::handle)
        .resolvable::<symbol_resolve::Resolve>(
            symbol_resolve::uri,
            symbol_resolve::handle,
            symbol_resolve::complete,
        )
        .everywhere::<ask::WorkspaceDiagnosticRequest>(workspace_diagnostic::handle)
        .everywhere::<ask::WillRenameFiles>(will_rename::handle)
        .refusable::<explain::Explain>(&explain::METHOD, explain::handle)
        .refusable::<upgrade::Upgrade>(&upgrade::METHOD, upgrade::handle)
        .session::<status::AskStatus>(status::handle)
        .command::<ask::ExecuteCommand>(command::handle)
        .command::<reload::ReloadSchema>(reload::handle)
        .world::<ask::ResolveCompletionItem>(completion::resolve);
    table
}
