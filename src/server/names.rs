//! The names that a request can reach, with the documents that they stand in.

use super::capabilities::Negotiated;
use super::from_proto;
use super::to_proto::{self, Converter, FileEdit};
use super::view::View;
use crate::base::FileId;
use crate::project::{Location as Place, Names};
use crate::text::{Text, TextEdit, TextRange};
use tower_lsp::ls_types::{Location, Position, Range, Uri, WorkspaceEdit};

/// The names around the document of a view: in it alone, or in all files of its project.
pub(super) struct Reach {
    /// The names.
    pub(super) names: Names,
    /// The number of the document.
    pub(super) own: FileId,
    files: Vec<File>,
    caps: Negotiated,
}

/// A file that names stand in.
struct File {
    uri: Option<Uri>,
    /// The version that is open.
    version: Option<i32>,
    text: Text,
}

impl Reach {
    /// What the document of a view reaches.
    pub(super) fn of(view: &View) -> Self {
        Self::through_files(view).unwrap_or_else(|| Self {
            names: Names::alone(view.snapshot()),
            own: 0,
            files: vec![File {
                uri: Some(view.uri.clone()),
                version: Some(view.version),
                text: view.snapshot().text.clone(),
            }],
            caps: view.caps,
        })
    }

    fn through_files(view: &View) -> Option<Self> {
        let around = view.around.as_deref()?;
        let project = view.project()?;
        let own = project.file(around.path.as_deref()?)?;
        let files = project.files().iter().map(|file| {
            let (uri, version) = around.address(&file.path);
            File { uri, version, text: file.snapshot.text.clone() }
        });
        Some(Self { own, files: files.collect(), caps: view.caps, names: Names::of(&project) })
    }

    /// The byte offset of a position in the document.
    pub(super) fn offset(&self, position: Position) -> usize {
        let text = self.files.get(self.own).map(|file| &file.text);
        text.map_or(0, |text| from_proto::offset(text, position, self.caps.encoding))
    }

    /// A range of the document.
    pub(super) fn own_range(&self, range: TextRange) -> Range {
        self.location(Place { file: self.own, range }).map(|location| location.range).unwrap_or_default()
    }

    /// A place as the client names it; nothing for a file that has no address.
    pub(super) fn location(&self, place: Place) -> Option<Location> {
        let File { uri, text, .. } = self.files.get(place.file)?;
        let uri = uri.as_ref()?;
        Some(Location::new(uri.clone(), Converter::of(text, self.caps, uri).range(place.range)))
    }

    /// Edits of several files as one change.
    pub(super) fn workspace_edit(&self, edits: Vec<(FileId, Vec<TextEdit>)>) -> WorkspaceEdit {
        let files = edits.into_iter().filter_map(|(file, edits)| {
            let File { uri, version, text } = self.files.get(file)?;
            let uri = uri.clone()?;
            let edits = Converter::of(text, self.caps, &uri).edits(edits);
            Some(FileEdit { uri, version: *version, edits })
        });
        to_proto::workspace_edit(self.caps, files, None)
    }
}
