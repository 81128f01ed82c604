//! From plain data to the protocol's types.

use super::capabilities::{FIX_ALL, Negotiated};
use super::plain::{plain, without_tables};
use crate::base::{Diagnostic, Severity, Tag, links, masking};
use crate::fix::Note;
use crate::ide::{ActionKind, CodeAction, CompletionItem, CompletionKind, Hover, simplified};
use crate::text::{Text, TextEdit, TextRange};
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use tower_lsp::ls_types as lsp;

/// What the protocol shows as the origin of every diagnostic.
pub(super) const SOURCE: &str = "openclaw";

/// Turns ranges of one document into the client's, and findings into what the client can draw.
pub(super) struct Converter<'a> {
    pub(super) text: &'a Text,
    pub(super) caps: Negotiated,
    pub(super) uri: &'a lsp::Uri,
    pub(super) version: i32,
    pub(super) others: &'a [OtherFile],
}

/// A file of the document's project, by its number there; nothing where it has no name for the client.
pub(super) type OtherFile = Option<(lsp::Uri, Text)>;

impl<'a> Converter<'a> {
    /// A converter for a text that is not open.
    pub(super) fn of(text: &'a Text, caps: Negotiated, uri: &'a lsp::Uri) -> Self {
        Self { text, caps, uri, version: 0, others: &[] }
    }

    /// The same for findings that may point into other files of the project.
    pub(super) fn among(self, others: &'a [OtherFile]) -> Self {
        Self { others, ..self }
    }

    /// A range in the client's columns.
    pub(super) fn range(&self, range: TextRange) -> lsp::Range {
        lsp::Range::new(self.position(range.start), self.position(range.end))
    }

    /// A position in the client's columns.
    pub(super) fn position(&self, offset: usize) -> lsp::Position {
        let position = self.text.position(offset, self.caps.encoding);
        lsp::Position::new(position.line, position.character)
    }

    fn edit(&self, edit: TextEdit) -> lsp::TextEdit {
        lsp::TextEdit::new(self.range(edit.range), edit.text)
    }

    /// Edits of the document, in the client's columns.
    pub(super) fn edits(&self, edits: Vec<TextEdit>) -> Vec<lsp::TextEdit> {
        edits.into_iter().map(|edit| self.edit(edit)).collect()
    }

    /// A finding, with as much as the client can draw.
    pub(super) fn diagnostic(&self, finding: &Diagnostic) -> lsp::Diagnostic {
        lsp::Diagnostic {
            range: self.range(finding.range),
            severity: Some(severity(finding.severity)),
            code: Some(lsp::NumberOrString::String(finding.code.to_owned())),
            code_description: self.caps.code_description.then(|| code_description(finding)).flatten(),
            source: Some(SOURCE.to_owned()),
            message: shown(&finding.message),
            related_information: self.related(finding),
            tags: (self.caps.diagnostic_tags && !finding.tags.is_empty())
                .then(|| finding.tags.iter().copied().map(diagnostic_tag).collect()),
            data: None,
        }
    }

    fn related(&self, finding: &Diagnostic) -> Option<Vec<lsp::DiagnosticRelatedInformation>> {
        let wanted = self.caps.related_information && !finding.related.is_empty();
        wanted.then(|| {
            let places = finding.related.iter().filter_map(|related| {
                let location = match related.file {
                    None => lsp::Location::new(self.uri.clone(), self.range(related.range)),
                    Some(file) => {
                        let (uri, text) = self.others.get(file)?.as_ref()?;
                        let range = Converter::of(text, self.caps, uri).range(related.range);
                        lsp::Location::new(uri.clone(), range)
                    }
                };
                Some(lsp::DiagnosticRelatedInformation { location, message: shown(&related.message) })
            });
            places.collect()
        })
    }

    /// What is shown over a place.
    pub(super) fn hover(&self, hover: &Hover) -> lsp::Hover {
        let contents =
            lsp::HoverContents::Markup(markup(shown(&hover.markdown), self.caps.hover_markdown, &self.caps));
        lsp::Hover { contents, range: Some(self.range(hover.range)) }
    }

    /// A proposal; its documentation is left to `completionItem/resolve`.
    pub(super) fn completion(&self, item: CompletionItem) -> lsp::CompletionItem {
        let snippet = item.snippet.filter(|_| self.caps.snippets);
        let snippet = if self.caps.simple_snippets { snippet.as_deref().map(simplified) } else { snippet };
        let format = if snippet.is_some() {
            lsp::InsertTextFormat::SNIPPET
        } else {
            lsp::InsertTextFormat::PLAIN_TEXT
        };
        let additional = self.edits(item.additional);
        // Where a client leaves lines as they are by default, it is told that ours are to be indented.
        let indents =
            self.caps.adjusts_indentation && snippet.as_ref().is_some_and(|text| text.contains('\n'));
        lsp::CompletionItem {
            label: item.label,
            kind: Some(completion_kind(item.kind)),
            detail: item.detail.as_deref().map(shown),
            deprecated: (item.deprecated && self.caps.completion_deprecated).then_some(true),
            tags: (item.deprecated && self.caps.completion_tags)
                .then(|| vec![lsp::CompletionItemTag::DEPRECATED]),
            preselect: (item.preselect && self.caps.preselect).then_some(true),
            sort_text: Some(item.sort),
            filter_text: Some(item.filter),
            insert_text_format: Some(format),
            insert_text_mode: indents.then_some(lsp::InsertTextMode::ADJUST_INDENTATION),
            text_edit: Some(self.completion_edit(item.insert, item.replace, snippet.unwrap_or(item.text))),
            additional_text_edits: (!additional.is_empty()).then_some(additional),
            label_details: item.detail.as_deref().filter(|_| self.caps.label_details).map(label_details),
            command: self.caps.reopen.filter(|_| item.reopen).map(reopen),
            data: item.resolve.map(serde_json::Value::String),
            ..lsp::CompletionItem::default()
        }
    }

    /// Clients with one range get the one that takes the whole word, as half a quoted word is never wanted.
    fn completion_edit(
        &self,
        insert: TextRange,
        replace: TextRange,
        new_text: String,
    ) -> lsp::CompletionTextEdit {
        if self.caps.insert_replace {
            let (insert, replace) = (self.range(insert), self.range(replace));
            lsp::CompletionTextEdit::InsertAndReplace(lsp::InsertReplaceEdit { new_text, insert, replace })
        } else {
            lsp::CompletionTextEdit::Edit(lsp::TextEdit::new(self.range(replace), new_text))
        }
    }

    /// A change that is offered, with the diagnostics that it mends. The edits of a deferred one are made later.
    pub(super) fn code_action(&self, action: CodeAction, mended: Vec<lsp::Diagnostic>) -> lsp::CodeAction {
        let edits = action.deferred.is_none().then_some(action.edits);
        lsp::CodeAction {
            title: shown(&action.title),
            kind: Some(action_kind(action.kind)),
            diagnostics: (!mended.is_empty()).then_some(mended),
            edit: edits.map(|edits| self.workspace_edit(edits, action.note)),
            is_preferred: (action.preferred && self.caps.preferred_actions).then_some(true),
            ..lsp::CodeAction::default()
        }
    }

    /// Edits of this document alone.
    pub(super) fn workspace_edit(&self, edits: Vec<TextEdit>, note: Option<Note>) -> lsp::WorkspaceEdit {
        let (uri, version, edits) = (self.uri.clone(), Some(self.version), self.edits(edits));
        workspace_edit(self.caps, [FileEdit { uri, version, edits }], note)
    }
}

/// Edits of one file.
pub(super) struct FileEdit {
    /// The file.
    pub(super) uri: lsp::Uri,
    /// The version that is open.
    pub(super) version: Option<i32>,
    /// The edits, in the client's columns.
    pub(super) edits: Vec<lsp::TextEdit>,
}

/// The name of the only annotation that an edit has.
const NOTE: &str = "migration";

/// Edits of files as one change, bound to their versions where the client can check that, and annotated where it can
/// show that.
pub(super) fn workspace_edit(
    caps: Negotiated,
    files: impl IntoIterator<Item = FileEdit>,
    note: Option<Note>,
) -> lsp::WorkspaceEdit {
    let files = files.into_iter();
    if !caps.versioned_edits {
        return lsp::WorkspaceEdit::new(files.map(|file| (file.uri, file.edits)).collect());
    }
    let note = note.filter(|_| caps.change_annotations).map(annotation);
    let edit = |text_edit| match note {
        Some(_) => lsp::OneOf::Right(lsp::AnnotatedTextEdit { text_edit, annotation_id: NOTE.to_owned() }),
        None => lsp::OneOf::Left(text_edit),
    };
    let changes = files.map(|FileEdit { uri, version, edits }| lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(&edit).collect(),
    });
    let document_changes = Some(lsp::DocumentChanges::Edits(changes.collect()));
    let change_annotations = note.map(|note| HashMap::from([(NOTE.to_owned(), note)]));
    lsp::WorkspaceEdit { document_changes, change_annotations, changes: None }
}

fn annotation(note: Note) -> lsp::ChangeAnnotation {
    let Note { label, description, confirm } = note;
    let description = description.as_deref().map(shown);
    lsp::ChangeAnnotation { label: shown(&label), needs_confirmation: Some(confirm), description }
}

/// A sentence as the client may show it: the last gate for what quotes a document.
pub(super) fn shown(sentence: &str) -> String {
    masking::text(sentence).into_owned()
}

/// Text in the format that the client asked for.
pub(super) fn markup(value: String, markdown: bool, caps: &Negotiated) -> lsp::MarkupContent {
    if markdown {
        let value = if caps.raw_tables { without_tables(&value) } else { value };
        return lsp::MarkupContent { kind: lsp::MarkupKind::Markdown, value };
    }
    lsp::MarkupContent { kind: lsp::MarkupKind::PlainText, value: plain(&value) }
}

/// The protocol's name of a sort of action.
pub(super) fn action_kind(kind: ActionKind) -> lsp::CodeActionKind {
    match kind {
        ActionKind::QuickFix | ActionKind::Ignore => lsp::CodeActionKind::QUICKFIX,
        ActionKind::FixAll => FIX_ALL,
        ActionKind::Rewrite => lsp::CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Extract => lsp::CodeActionKind::REFACTOR_EXTRACT,
    }
}

fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Information => lsp::DiagnosticSeverity::INFORMATION,
        Severity::Hint => lsp::DiagnosticSeverity::HINT,
    }
}

fn diagnostic_tag(tag: Tag) -> lsp::DiagnosticTag {
    match tag {
        Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
        Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
    }
}

/// What is shown beside the label of every item, and not of the chosen one alone.
fn label_details(detail: &str) -> lsp::CompletionItemLabelDetails {
    lsp::CompletionItemLabelDetails { detail: None, description: Some(shown(detail)) }
}

/// Has the client open its list again.
fn reopen(command: &'static str) -> lsp::Command {
    lsp::Command { title: "Show Proposals".to_owned(), command: command.to_owned(), arguments: None }
}

fn completion_kind(kind: CompletionKind) -> lsp::CompletionItemKind {
    match kind {
        CompletionKind::Key => lsp::CompletionItemKind::PROPERTY,
        CompletionKind::Value => lsp::CompletionItemKind::VALUE,
        CompletionKind::EnumMember => lsp::CompletionItemKind::ENUM_MEMBER,
        CompletionKind::Model => lsp::CompletionItemKind::CONSTANT,
        CompletionKind::Provider => lsp::CompletionItemKind::MODULE,
        CompletionKind::Reference => lsp::CompletionItemKind::REFERENCE,
        CompletionKind::Template => lsp::CompletionItemKind::SNIPPET,
    }
}

/// The page of the released documentation that explains a code.
fn code_description(finding: &Diagnostic) -> Option<lsp::CodeDescription> {
    /// The addresses of the pages: reading one takes longer than finding what it explains.
    static PAGES: LazyLock<Mutex<HashMap<&'static str, lsp::Uri>>> = LazyLock::new(Mutex::default);
    let mut pages = PAGES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(href) = pages.get(finding.code) {
        return Some(lsp::CodeDescription { href: href.clone() });
    }
    let href: lsp::Uri = links::page(finding.code).parse().ok()?;
    pages.insert(finding.code, href.clone());
    Some(lsp::CodeDescription { href })
}
