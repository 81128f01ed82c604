//! What client and server agreed on in `initialize`.

use super::handlers::semantic;
use crate::text::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionClientCapabilities, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities,
    DocumentLinkOptions, FoldingRangeProviderCapability, HoverProviderCapability, InitializeParams,
    MarkupKind, OneOf, PositionEncodingKind, RenameOptions, ResourceOperationKind,
    SelectionRangeProviderCapability, ServerCapabilities, SymbolKind, TextDocumentClientCapabilities,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
};

/// The kind of the action that makes all safe migrations of a document.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.openclaw");

/// Everything a handler wants to know about the client, as plain switches.
///
/// A switch is off when the client says nothing, so that a client without any capability still gets plain answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent facts about the client, not a state")]
pub(super) struct Negotiated {
    /// How columns are counted.
    pub(super) encoding: Encoding,
    /// The client asks for diagnostics; the server must not push them.
    pub(super) pull_diagnostics: bool,
    /// The client can be told to ask again (`workspace/diagnostic/refresh`).
    pub(super) diagnostic_refresh: bool,
    /// The client can be told to draw inlay hints anew (`workspace/inlayHint/refresh`).
    pub(super) inlay_refresh: bool,
    /// The client can be told to draw code lenses anew (`workspace/codeLens/refresh`).
    pub(super) lens_refresh: bool,
    /// A report may tell the findings in other documents, too.
    pub(super) related_documents: bool,
    /// Published diagnostics may carry the document's version.
    pub(super) diagnostic_version: bool,
    /// Diagnostics may point to other places.
    pub(super) related_information: bool,
    /// Diagnostics may link to a page that explains their code.
    pub(super) code_description: bool,
    /// Diagnostics may be drawn faded or struck through.
    pub(super) diagnostic_tags: bool,
    /// Completions may be snippets.
    pub(super) snippets: bool,
    /// Completions may have two ranges, for insert and for replace.
    pub(super) insert_replace: bool,
    /// Completions may be marked deprecated by a tag.
    pub(super) completion_tags: bool,
    /// Completions may be marked deprecated by the older flag.
    pub(super) completion_deprecated: bool,
    /// One completion may be chosen at first.
    pub(super) preselect: bool,
    /// Documentation of completions is drawn from Markdown.
    pub(super) completion_markdown: bool,
    /// Hovers are drawn from Markdown.
    pub(super) hover_markdown: bool,
    /// Code actions may be literals; without it the client only knows commands, and gets none.
    pub(super) code_action_literals: bool,
    /// One code action may be marked as the obvious choice.
    pub(super) preferred_actions: bool,
    /// Workspace edits may name the document version that they are for.
    pub(super) versioned_edits: bool,
    /// Workspace edits may say what they change, and ask to be looked at first.
    pub(super) change_annotations: bool,
    /// The edits of code actions may be left to `codeAction/resolve`.
    pub(super) deferred_edits: bool,
    /// Edits may create files.
    pub(super) create_files: bool,
    /// The outline may be a tree.
    pub(super) nested_symbols: bool,
    /// The outline may use the kinds of symbols that came after LSP 1.0.
    pub(super) all_symbol_kinds: bool,
    /// Only whole lines are folded.
    pub(super) fold_lines_only: bool,
    /// The most folds that the client wants.
    pub(super) fold_limit: Option<u32>,
    /// The client colours by meaning.
    pub(super) semantic_tokens: bool,
    /// What a name leads to may come with the name itself (`LocationLink`).
    pub(super) definition_links: bool,
    /// The client asks whether something can be renamed before it asks for the new name.
    pub(super) prepare_rename: bool,
    /// Hints are drawn inside the text.
    pub(super) inlay_hints: bool,
    /// Lines are drawn above places.
    pub(super) code_lens: bool,
    /// The server may ask for settings (`workspace/configuration`).
    pub(super) configuration: bool,
    /// Long work may be shown to the user (`window/workDoneProgress/create`).
    pub(super) work_done_progress: bool,
    /// Changes of files on the disk are told to servers that register for them.
    pub(super) register_files: bool,
    /// Changes of settings are only told to servers that register for them.
    pub(super) register_configuration: bool,
}

impl Negotiated {
    /// Reads what the client can do.
    pub(super) fn new(params: &InitializeParams) -> Self {
        let client = &params.capabilities;
        let mut agreed = Self { encoding: encoding(client), ..Self::default() };
        agreed.work_done_progress =
            client.window.as_ref().and_then(|window| window.work_done_progress) == Some(true);
        agreed.read_workspace(client);
        agreed.read_diagnostics(client);
        agreed.read_document(client);
        agreed
    }

    fn read_workspace(&mut self, client: &ClientCapabilities) {
        let Some(workspace) = &client.workspace else { return };
        let edit = workspace.workspace_edit.as_ref();
        self.versioned_edits = edit.and_then(|edit| edit.document_changes) == Some(true);
        self.change_annotations = edit.is_some_and(|edit| edit.change_annotation_support.is_some());
        let operations = edit.and_then(|edit| edit.resource_operations.as_deref()).unwrap_or_default();
        self.create_files = self.versioned_edits && operations.contains(&ResourceOperationKind::Create);
        self.configuration = workspace.configuration == Some(true);
        let changes = workspace.did_change_configuration.as_ref();
        self.register_configuration = changes.and_then(|it| it.dynamic_registration) == Some(true);
        let files = workspace.did_change_watched_files.as_ref();
        self.register_files = files.and_then(|it| it.dynamic_registration) == Some(true);
        let refresh = workspace.diagnostics.as_ref();
        self.diagnostic_refresh = refresh.and_then(|it| it.refresh_support) == Some(true);
        self.inlay_refresh = workspace.inlay_hint.as_ref().and_then(|it| it.refresh_support) == Some(true);
        self.lens_refresh = workspace.code_lens.as_ref().and_then(|it| it.refresh_support) == Some(true);
    }

    /// Pull diagnostics were given the same switches as push diagnostics only in LSP 3.18, so either place counts.
    fn read_diagnostics(&mut self, client: &ClientCapabilities) {
        let Some(document) = &client.text_document else { return };
        // Helix and Neovim pull without dynamic registration, so the mere presence of the capability decides.
        self.pull_diagnostics = document.diagnostic.is_some();
        if let Some(pull) = &document.diagnostic {
            self.related_documents = pull.related_document_support == Some(true);
            self.related_information = pull.related_information == Some(true);
            self.code_description = pull.code_description_support == Some(true);
            self.diagnostic_tags = pull.tag_support.is_some();
        }
        if let Some(push) = &document.publish_diagnostics {
            self.diagnostic_version = push.version_support == Some(true);
            self.related_information |= push.related_information == Some(true);
            self.code_description |= push.code_description_support == Some(true);
            self.diagnostic_tags |= push.tag_support.is_some();
        }
    }

    fn read_document(&mut self, client: &ClientCapabilities) {
        let Some(document) = &client.text_document else { return };
        if let Some(completion) = &document.completion {
            self.read_completion(completion);
        }
        let formats = document.hover.as_ref().and_then(|hover| hover.content_format.as_deref());
        self.hover_markdown = prefers_markdown(formats);
        if let Some(action) = &document.code_action {
            self.code_action_literals = action.code_action_literal_support.is_some();
            self.preferred_actions = action.is_preferred_support == Some(true);
            let resolve = action.resolve_support.as_ref();
            let takes_edits = resolve.is_some_and(|it| it.properties.iter().any(|name| name == "edit"));
            self.deferred_edits = takes_edits && action.data_support == Some(true);
        }
        self.read_structure(document);
    }

    fn read_structure(&mut self, document: &TextDocumentClientCapabilities) {
        if let Some(symbol) = &document.document_symbol {
            self.nested_symbols = symbol.hierarchical_document_symbol_support == Some(true);
            let known = symbol.symbol_kind.as_ref().and_then(|kinds| kinds.value_set.as_deref());
            let new = [SymbolKind::OBJECT, SymbolKind::KEY, SymbolKind::NULL];
            self.all_symbol_kinds = known.is_some_and(|known| new.iter().all(|kind| known.contains(kind)));
        }
        self.definition_links = document.definition.and_then(|it| it.link_support) == Some(true);
        self.prepare_rename = document.rename.as_ref().and_then(|it| it.prepare_support) == Some(true);
        self.semantic_tokens = document.semantic_tokens.is_some();
        self.inlay_hints = document.inlay_hint.is_some();
        self.code_lens = document.code_lens.is_some();
        if let Some(folding) = &document.folding_range {
            self.fold_lines_only = folding.line_folding_only == Some(true);
            self.fold_limit = folding.range_limit;
        }
    }

    fn read_completion(&mut self, completion: &CompletionClientCapabilities) {
        let Some(item) = &completion.completion_item else { return };
        self.snippets = item.snippet_support == Some(true);
        self.insert_replace = item.insert_replace_support == Some(true);
        self.completion_tags = item.tag_support.is_some();
        self.completion_deprecated = item.deprecated_support == Some(true);
        self.preselect = item.preselect_support == Some(true);
        self.completion_markdown = prefers_markdown(item.documentation_format.as_deref());
    }

    /// What the server offers to this client.
    pub(super) fn server_capabilities(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(encoding_kind(self.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..TextDocumentSyncOptions::default()
            })),
            completion_provider: Some(CompletionOptions {
                resolve_provider: Some(true),
                trigger_characters: Some(["\"", "'", ":", "/", "."].map(str::to_owned).into()),
                ..CompletionOptions::default()
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(self.rename_options()),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            semantic_tokens_provider: self.semantic_tokens.then(semantic::offer),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: None,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_action_provider: self.code_action_literals.then(|| self.code_action_options()),
            inlay_hint_provider: self.inlay_hints.then_some(OneOf::Left(true)),
            code_lens_provider: self.code_lens.then_some(CodeLensOptions { resolve_provider: Some(false) }),
            diagnostic_provider: self.pull_diagnostics.then(diagnostic_options),
            ..ServerCapabilities::default()
        }
    }
}

impl Negotiated {
    fn code_action_options(&self) -> CodeActionProviderCapability {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL]),
            resolve_provider: self.deferred_edits.then_some(true),
            ..CodeActionOptions::default()
        })
    }

    /// Options may only be sent to a client that knows of the question before the renaming (LSP 3.17, "Rename Request").
    fn rename_options(&self) -> OneOf<bool, RenameOptions> {
        if !self.prepare_rename {
            return OneOf::Left(true);
        }
        let work_done_progress_options = WorkDoneProgressOptions::default();
        OneOf::Right(RenameOptions { prepare_provider: Some(true), work_done_progress_options })
    }
}

/// The first encoding of the client's list that the server knows, which is all of them; UTF-16 without a list.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|general| general.position_encodings.as_deref());
    offered.unwrap_or_default().iter().find_map(known_encoding).unwrap_or_default()
}

fn known_encoding(kind: &PositionEncodingKind) -> Option<Encoding> {
    match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    }
}

fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// Clients list formats in the order of their preference.
fn prefers_markdown(formats: Option<&[MarkupKind]>) -> bool {
    formats.and_then(<[_]>::first) == Some(&MarkupKind::Markdown)
}

fn diagnostic_options() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("openclaw".to_owned()),
        // An included file changes what the others mean.
        inter_file_dependencies: true,
        workspace_diagnostics: false,
        ..DiagnosticOptions::default()
    })
}
