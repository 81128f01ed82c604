//! What client and server agreed on in `initialize`.

use super::legend;
use crate::text::Encoding;
use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    ColorProviderCapability, CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities,
    DocumentLinkOptions, DocumentOnTypeFormattingOptions, ExecuteCommandOptions, FileOperationFilter,
    FileOperationPattern, FileOperationRegistrationOptions, FoldingRangeProviderCapability,
    HoverProviderCapability, LinkedEditingRangeServerCapabilities, OneOf, PositionEncodingKind,
    RenameOptions, SelectionRangeProviderCapability, ServerCapabilities, SymbolKind,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions, WorkDoneProgressOptions,
    WorkspaceFileOperationsServerCapabilities, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities, WorkspaceSymbolOptions,
};

/// The kind of the action that makes all safe migrations of a document.
pub(super) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.openclaw");

/// The server's commands, for clients that have none of their own.
pub(super) const JUDGE_BY: &str = "openclaw.judgeBy";
pub(super) const UPGRADE: &str = "openclaw.upgrade";
pub(super) const RELOAD_SCHEMA: &str = "openclaw.reloadSchema";

/// The command by which a client writes a release into the user's settings. A client that has it says so in `initialize`: in
/// the list `experimental.openclaw.commands` of its capabilities, or in `commands` of its `initializationOptions`.
pub(super) const SET_TARGET: &str = "openclaw-lsp.judgeBy";

/// The commands by which a client opens its list of completions again, announced like [`SET_TARGET`]: ours, and that of Visual
/// Studio Code, which other clients know as well.
const REOPEN: [&str; 2] = ["openclaw-lsp.suggest", "editor.action.triggerSuggest"];

/// The command by which a client notes in the user's settings that the gateway has a variable; announced like [`SET_TARGET`].
pub(super) const GATEWAY_HAS: &str = "openclaw-lsp.gatewayHas";

/// The command by which a client shows an explanation that a code lens stands for; announced like [`SET_TARGET`].
pub(super) const SHOW_EXPLANATION: &str = "openclaw-lsp.showExplanation";

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
    /// The client leaves a tab stop with choices empty until one is taken, and has no way on from a last one with a text.
    pub(super) simple_snippets: bool,
    /// The command by which the client opens its list of completions again.
    pub(super) reopen: Option<&'static str>,
    /// Completions may have a few words beside their labels.
    pub(super) label_details: bool,
    /// Completions may have two ranges, for insert and for replace.
    pub(super) insert_replace: bool,
    /// Completions may be marked deprecated by a tag.
    pub(super) completion_tags: bool,
    /// Completions may be marked deprecated by the older flag.
    pub(super) completion_deprecated: bool,
    /// One completion may be chosen at first.
    pub(super) preselect: bool,
    /// The client can be told to indent the lines of a completion.
    pub(super) adjusts_indentation: bool,
    /// Documentation of completions is drawn from Markdown.
    pub(super) completion_markdown: bool,
    /// Hovers are drawn from Markdown.
    pub(super) hover_markdown: bool,
    /// The client shows the tables of Markdown as they are written: it gets lists.
    pub(super) raw_tables: bool,
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
    /// Places that mean a name may follow while it is typed.
    pub(super) linked_editing: bool,
    /// Hints are drawn inside the text.
    pub(super) inlay_hints: bool,
    /// Lines are drawn above places.
    pub(super) code_lens: bool,
    /// The server may ask for settings (`workspace/configuration`).
    pub(super) configuration: bool,
    /// Long work may be shown to the user (`window/workDoneProgress/create`).
    pub(super) work_done_progress: bool,
    /// The client can be told to draw semantic tokens anew (`workspace/semanticTokens/refresh`).
    pub(super) token_refresh: bool,
    /// Changes of files on the disk are told to servers that register for them.
    pub(super) register_files: bool,
    /// The files may be named by a pattern below a folder.
    pub(super) relative_patterns: bool,
    /// The folders that the user works in may come and go.
    pub(super) workspace_folders: bool,
    /// The client asks what else has to change before it renames files.
    pub(super) will_rename: bool,
    /// Changes of settings are only told to servers that register for them.
    pub(super) register_configuration: bool,
    /// The client carries out [`SET_TARGET`] itself.
    pub(super) sets_target: bool,
    /// The client carries out [`GATEWAY_HAS`] itself.
    pub(super) notes_variables: bool,
    /// The client carries out [`SHOW_EXPLANATION`] itself.
    pub(super) shows_explanations: bool,
    /// The client has commands carried out by the server.
    pub(super) server_commands: bool,
    /// The client shows a file when it is told to (`window/showDocument`).
    pub(super) show_document: bool,
    /// Lines may be indented while they are typed.
    pub(super) on_type: bool,
    /// Several ranges may be formatted at once.
    pub(super) several_ranges: bool,
    /// Actions may be shown that cannot be chosen, with the reason.
    pub(super) disabled_actions: bool,
    /// The place of a symbol may be left to `workspaceSymbol/resolve`.
    pub(super) deferred_symbols: bool,
    /// Links may have a few words to be shown over them.
    pub(super) link_tooltips: bool,
    /// Colours are drawn beside values.
    pub(super) colours: bool,
}

/// What a client says in `initialize`, looked up member by member: what is missing, of a wrong type or from another
/// version of the protocol switches nothing on, and harms nothing beside it.
#[derive(Clone, Copy)]
struct Said<'p>(&'p Value);

impl<'p> Said<'p> {
    /// Whether a switch is on.
    fn on(self, pointer: &str) -> bool {
        self.0.pointer(pointer).and_then(Value::as_bool) == Some(true)
    }

    /// Whether anything is said.
    fn has(self, pointer: &str) -> bool {
        self.0.pointer(pointer).is_some_and(|said| !said.is_null())
    }

    fn list(self, pointer: &str) -> &'p [Value] {
        self.0.pointer(pointer).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
    }

    /// The strings of a list.
    fn words(self, pointer: &str) -> impl Iterator<Item = &'p str> {
        self.list(pointer).iter().filter_map(Value::as_str)
    }

    /// Whether Markdown is the first format of a list that there is. Clients list formats in the order of their preference.
    fn prefers_markdown(self, pointer: &str) -> bool {
        self.words(pointer).find(|word| matches!(*word, "markdown" | "plaintext")) == Some("markdown")
    }
}

impl Negotiated {
    /// Reads what the client can do from the parameters of `initialize`.
    pub(super) fn new(params: &Value) -> Self {
        let nothing = Value::Null;
        let client = Said(params.get("capabilities").unwrap_or(&nothing));
        let mut agreed = Self { encoding: encoding(client), ..Self::default() };
        agreed.work_done_progress = client.on("/window/workDoneProgress");
        let name = params.pointer("/clientInfo/name").and_then(Value::as_str);
        // There is no capability for it: with Neovim 0.11 and Helix 25.01 a value would be `""` until something is chosen.
        agreed.simple_snippets = matches!(name, Some("Neovim" | "helix"));
        agreed.raw_tables = agreed.simple_snippets;
        // Helix shows documents from 24.03 on, and does not say so.
        agreed.show_document = name == Some("helix") || client.on("/window/showDocument/support");
        let own = client.words("/experimental/openclaw/commands");
        let more = Said(params).words("/initializationOptions/commands");
        let commands: Vec<&str> = own.chain(more).collect();
        agreed.sets_target = commands.contains(&SET_TARGET);
        agreed.notes_variables = commands.contains(&GATEWAY_HAS);
        agreed.shows_explanations = commands.contains(&SHOW_EXPLANATION);
        agreed.reopen = REOPEN.into_iter().find(|name| commands.contains(name));
        agreed.server_commands = !agreed.sets_target && client.has("/workspace/executeCommand");
        agreed.read_workspace(client);
        agreed.read_diagnostics(client);
        agreed.read_completion(client);
        agreed.read_actions(client);
        agreed.read_structure(client);
        agreed
    }

    fn read_workspace(&mut self, client: Said<'_>) {
        self.versioned_edits = client.on("/workspace/workspaceEdit/documentChanges");
        self.change_annotations = client.has("/workspace/workspaceEdit/changeAnnotationSupport");
        let mut operations = client.words("/workspace/workspaceEdit/resourceOperations");
        self.create_files = self.versioned_edits && operations.any(|operation| operation == "create");
        self.configuration = client.on("/workspace/configuration");
        self.register_configuration = client.on("/workspace/didChangeConfiguration/dynamicRegistration");
        self.register_files = client.on("/workspace/didChangeWatchedFiles/dynamicRegistration");
        self.workspace_folders = client.on("/workspace/workspaceFolders");
        self.will_rename = client.on("/workspace/fileOperations/willRename");
        self.relative_patterns = client.on("/workspace/didChangeWatchedFiles/relativePatternSupport");
        self.token_refresh = client.on("/workspace/semanticTokens/refreshSupport");
        self.diagnostic_refresh = client.on("/workspace/diagnostics/refreshSupport");
        self.inlay_refresh = client.on("/workspace/inlayHint/refreshSupport");
        self.lens_refresh = client.on("/workspace/codeLens/refreshSupport");
    }

    /// Pull diagnostics were given the same switches as push diagnostics only in LSP 3.18, so either place counts.
    fn read_diagnostics(&mut self, client: Said<'_>) {
        // Helix and Neovim pull without dynamic registration, so the mere presence of the capability decides.
        self.pull_diagnostics = client.has("/textDocument/diagnostic");
        self.related_documents = client.on("/textDocument/diagnostic/relatedDocumentSupport");
        self.diagnostic_version = client.on("/textDocument/publishDiagnostics/versionSupport");
        for place in ["/textDocument/diagnostic", "/textDocument/publishDiagnostics"] {
            self.related_information |= client.on(&format!("{place}/relatedInformation"));
            self.code_description |= client.on(&format!("{place}/codeDescriptionSupport"));
            self.diagnostic_tags |= client.has(&format!("{place}/tagSupport"));
        }
    }

    fn read_actions(&mut self, client: Said<'_>) {
        self.hover_markdown = client.prefers_markdown("/textDocument/hover/contentFormat");
        self.code_action_literals = client.has("/textDocument/codeAction/codeActionLiteralSupport");
        self.preferred_actions = client.on("/textDocument/codeAction/isPreferredSupport");
        self.disabled_actions = client.on("/textDocument/codeAction/disabledSupport");
        let mut resolved = client.words("/textDocument/codeAction/resolveSupport/properties");
        let takes_edits = resolved.any(|property| property == "edit");
        self.deferred_edits = takes_edits && client.on("/textDocument/codeAction/dataSupport");
    }

    fn read_structure(&mut self, client: Said<'_>) {
        self.nested_symbols = client.on("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport");
        let known = client.list("/textDocument/documentSymbol/symbolKind/valueSet");
        let new = [SymbolKind::OBJECT, SymbolKind::KEY, SymbolKind::NULL];
        self.all_symbol_kinds = new.iter().all(|kind| known.contains(&json!(kind)));
        self.definition_links = client.on("/textDocument/definition/linkSupport");
        self.prepare_rename = client.on("/textDocument/rename/prepareSupport");
        self.linked_editing = client.has("/textDocument/linkedEditingRange");
        self.on_type = client.has("/textDocument/onTypeFormatting");
        self.several_ranges = client.on("/textDocument/rangeFormatting/rangesSupport");
        self.link_tooltips = client.on("/textDocument/documentLink/tooltipSupport");
        self.colours = client.has("/textDocument/colorProvider");
        let mut later = client.words("/workspace/symbol/resolveSupport/properties");
        self.deferred_symbols = later.any(|property| property == "location.range");
        self.semantic_tokens = client.has("/textDocument/semanticTokens");
        self.inlay_hints = client.has("/textDocument/inlayHint");
        self.code_lens = client.has("/textDocument/codeLens");
        self.fold_lines_only = client.on("/textDocument/foldingRange/lineFoldingOnly");
        let limit = client.0.pointer("/textDocument/foldingRange/rangeLimit").and_then(Value::as_u64);
        self.fold_limit = limit.and_then(|limit| u32::try_from(limit).ok());
    }

    fn read_completion(&mut self, client: Said<'_>) {
        const ITEM: &str = "/textDocument/completion/completionItem";
        let on = |switch: &str| client.on(&format!("{ITEM}/{switch}"));
        self.snippets = on("snippetSupport");
        self.insert_replace = on("insertReplaceSupport");
        self.label_details = on("labelDetailsSupport");
        self.completion_tags = client.has(&format!("{ITEM}/tagSupport"));
        self.completion_deprecated = on("deprecatedSupport");
        self.preselect = on("preselectSupport");
        let modes = client.list(&format!("{ITEM}/insertTextModeSupport/valueSet"));
        self.adjusts_indentation = modes.iter().any(|mode| mode.as_u64() == Some(2));
        self.completion_markdown = client.prefers_markdown(&format!("{ITEM}/documentationFormat"));
    }

    /// The command by which this client judges by another release; nothing where neither it nor the server can be told to.
    pub(super) fn judge_command(&self) -> Option<&'static str> {
        if self.sets_target { Some(SET_TARGET) } else { self.server_commands.then_some(JUDGE_BY) }
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
                trigger_characters: Some(["\"", "'", ":", "/", ".", " "].map(str::to_owned).into()),
                ..CompletionOptions::default()
            }),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(self.symbol_options()),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            linked_editing_range_provider: self
                .linked_editing
                .then_some(LinkedEditingRangeServerCapabilities::Simple(true)),
            rename_provider: Some(self.rename_options()),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
            semantic_tokens_provider: self.semantic_tokens.then(legend::offer),
            document_formatting_provider: Some(OneOf::Left(true)),
            document_range_formatting_provider: Some(OneOf::Left(true)),
            document_on_type_formatting_provider: self.on_type.then(|| DocumentOnTypeFormattingOptions {
                first_trigger_character: "\n".to_owned(),
                more_trigger_character: Some(["}", "]"].map(str::to_owned).into()),
            }),
            color_provider: self.colours.then_some(ColorProviderCapability::Simple(true)),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            code_action_provider: self.code_action_literals.then(|| self.code_action_options()),
            inlay_hint_provider: self.inlay_hints.then_some(OneOf::Left(true)),
            code_lens_provider: self.code_lens.then_some(CodeLensOptions { resolve_provider: Some(false) }),
            diagnostic_provider: self.pull_diagnostics.then(diagnostic_options),
            execute_command_provider: self.server_commands.then(|| ExecuteCommandOptions {
                commands: [JUDGE_BY, UPGRADE, RELOAD_SCHEMA].map(str::to_owned).into(),
                ..ExecuteCommandOptions::default()
            }),
            workspace: self.workspace_capabilities(),
            ..ServerCapabilities::default()
        }
    }
}

impl Negotiated {
    #[cfg(test)]
    /// What the server offers, as JSON: also what the types of the framework do not know yet.
    pub(super) fn offer(&self) -> Value {
        let mut offered = serde_json::to_value(self.server_capabilities()).unwrap_or_default();
        self.complete(&mut offered);
        offered
    }

    /// Adds to what is offered what came with LSP 3.18.
    pub(super) fn complete(&self, offered: &mut Value) {
        if self.several_ranges {
            offered["documentRangeFormattingProvider"] = json!({ "rangesSupport": true });
        }
    }

    /// Options may only be sent to a client that leaves places for later (LSP 3.17, "Workspace Symbols Request").
    fn symbol_options(&self) -> OneOf<bool, WorkspaceSymbolOptions> {
        if !self.deferred_symbols {
            return OneOf::Left(true);
        }
        let work_done_progress_options = WorkDoneProgressOptions::default();
        OneOf::Right(WorkspaceSymbolOptions { resolve_provider: Some(true), work_done_progress_options })
    }

    fn code_action_options(&self) -> CodeActionProviderCapability {
        CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR, FIX_ALL]),
            resolve_provider: self.deferred_edits.then_some(true),
            ..CodeActionOptions::default()
        })
    }

    fn workspace_capabilities(&self) -> Option<WorkspaceServerCapabilities> {
        let folders = self.workspace_folders.then_some(WorkspaceFoldersServerCapabilities {
            supported: Some(true),
            change_notifications: Some(OneOf::Left(true)),
        });
        let renames = self.will_rename.then(|| WorkspaceFileOperationsServerCapabilities {
            will_rename: Some(FileOperationRegistrationOptions { filters: vec![every_file()] }),
            ..WorkspaceFileOperationsServerCapabilities::default()
        });
        (folders.is_some() || renames.is_some())
            .then_some(WorkspaceServerCapabilities { workspace_folders: folders, file_operations: renames })
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
fn encoding(client: Said<'_>) -> Encoding {
    client.words("/general/positionEncodings").find_map(known_encoding).unwrap_or_default()
}

fn known_encoding(name: &str) -> Option<Encoding> {
    match name {
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

/// Files and folders of any name: what is included may have any.
fn every_file() -> FileOperationFilter {
    let pattern = FileOperationPattern { glob: "**/*".to_owned(), matches: None, options: None };
    FileOperationFilter { scheme: Some("file".to_owned()), pattern }
}

fn diagnostic_options() -> DiagnosticServerCapabilities {
    DiagnosticServerCapabilities::Options(DiagnosticOptions {
        identifier: Some("openclaw".to_owned()),
        // An included file changes what the others mean.
        inter_file_dependencies: true,
        workspace_diagnostics: true,
        ..DiagnosticOptions::default()
    })
}
