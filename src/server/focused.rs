//! A document in the middle of its project.

use super::around::Around;
use super::capabilities::Negotiated;
use super::projects::Projects;
use super::to_proto::{self, Converter, FileEdit};
use crate::fix::Note;
use crate::project::{FileEdits, Focus, NewFile, Project, new_files};
use crate::text::TextRange;
use std::sync::Arc;
use tower_lsp::ls_types::{
    CreateFile, DocumentChangeOperation, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    Range, ResourceOp, TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

/// A document in the middle of its project.
pub(super) struct Focused {
    /// The project.
    pub(super) project: Arc<Project>,
    /// The project around the document.
    pub(super) focus: Focus,
    around: Arc<Around>,
}

impl Focused {
    /// A document in the middle of its project; nothing where it is part of none.
    pub(super) fn new(
        around: Option<&Arc<Around>>,
        project: Option<Arc<Project>>,
        known: &Projects,
    ) -> Option<Self> {
        let around = Arc::clone(around?);
        let project = project?;
        let focus = known.focus(around.path.as_deref()?, &project)?;
        Some(Self { project, focus, around })
    }

    /// Edits of the files of the project in the protocol's types.
    pub(super) fn workspace_edit(
        &self,
        caps: Negotiated,
        edits: &FileEdits,
        note: Option<Note>,
    ) -> WorkspaceEdit {
        let edits = edits.iter().filter_map(|(file, edits)| {
            let file = self.project.files().get(*file)?;
            let (uri, version) = self.around.address(&file.path);
            let uri = uri?;
            let edits = Converter::of(&file.snapshot.text, caps, &uri).edits(edits.clone());
            Some(FileEdit { uri, version, edits })
        });
        to_proto::workspace_edit(caps, edits, note)
    }

    /// The files that can be created where a range of the document names them.
    pub(super) fn new_files(&self, range: TextRange) -> Vec<NewFile> {
        new_files(&self.project, self.focus.file(), range)
    }
}

/// The creation of a file in the protocol's types. It fails where somebody else has created the file meanwhile.
pub(super) fn creation(new: &NewFile) -> Option<WorkspaceEdit> {
    let uri = Uri::from_file_path(&new.path)?;
    let create = CreateFile { uri: uri.clone(), options: None, annotation_id: None };
    let text = TextEdit::new(Range::default(), new.text.to_owned());
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(text)],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    let document_changes = Some(DocumentChanges::Operations(operations));
    Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() })
}
