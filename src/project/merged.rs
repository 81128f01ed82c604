//! A project as the one value that OpenClaw reads.

use super::difference::difference;
use super::files::Project;
use super::mapping::SourceMap;
use super::resolve::{self, Fault};
use super::write;
use crate::base::{DocumentKind, FileFacts, FileId, Snapshot};
use crate::text::TextRange;
use std::sync::Arc;

/// A project as the one value that OpenClaw reads, with the way back.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The value as a document. It is no text that anybody wrote: its ranges mean nothing outside.
    pub(super) snapshot: Snapshot,
    pub(super) text: String,
    pub(super) map: SourceMap,
    pub(super) faults: Vec<Fault>,
}

impl Merged {
    /// Merges a project. What `previous` has already judged is not judged again where the text is the same.
    pub fn new(project: &Project, previous: Option<&Self>) -> Self {
        let (part, faults) = resolve::resolve(project);
        let (text, map) = write::write(project, &part);
        let main = &project.files[0].snapshot;
        let snapshot = match previous {
            Some(previous) => {
                previous.snapshot.in_world(main.world.clone()).edited(&difference(&previous.text, &text))
            }
            None => Snapshot::new(&text, DocumentKind::Main, main.world.clone()),
        };
        let snapshot = Snapshot { included: faults.is_empty(), ..snapshot };
        Self { snapshot, text, map, faults }
    }

    /// The same with what is known about the files that it names.
    #[must_use]
    pub fn with_files(self, files: Arc<FileFacts>) -> Self {
        Self { snapshot: Snapshot { files, ..self.snapshot }, ..self }
    }

    /// The same with what was found out about it.
    #[must_use]
    pub fn informed(self, inform: impl FnOnce(&Snapshot) -> Snapshot) -> Self {
        Self { snapshot: inform(&self.snapshot), ..self }
    }

    /// The value as a document. It is no text that anybody wrote: [`Merged::origin`] leads its ranges to the files.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The file that wrote what a range of the document is about, and where.
    pub fn origin(&self, range: TextRange) -> (FileId, TextRange) {
        self.map.range(range)
    }
}
