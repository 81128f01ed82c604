//! What is wrong with a document, for itself or as part of its project.

use super::informed::informed_at;
use super::to_proto::OtherFile;
use super::view::View;
use crate::base::{Diagnostic, FileId, MOST_FINDINGS, Snapshot, limited};
use crate::check::diagnostics;
use crate::project::project_diagnostics;
use crate::text::TextRange;
use std::path::PathBuf;

/// What is wrong with a document, and with files that it includes and that nobody has opened.
#[derive(Default)]
pub(super) struct Checked {
    /// The findings in the document.
    pub(super) own: Vec<Diagnostic>,
    /// The files that it includes, where nobody has opened them.
    pub(super) closed: Vec<ClosedFile>,
    /// The files of the project that the findings may point into.
    pub(super) files: Vec<OtherFile>,
}

/// What is wrong with a file that is not open.
pub(super) struct ClosedFile {
    /// Its number in the project.
    pub(super) number: FileId,
    /// Where the document includes it, and by which path; only where there are findings.
    pub(super) included_at: Option<(TextRange, String)>,
    /// The file.
    pub(super) path: PathBuf,
    /// What it holds.
    pub(super) snapshot: Snapshot,
    /// The findings in it.
    pub(super) found: Vec<Diagnostic>,
}

/// A snapshot with what is known about the files that it names, where the document is one of this machine.
pub(super) fn informed_of(view: &View, snapshot: &Snapshot) -> Snapshot {
    informed_at(&view.uri, snapshot)
}

/// Checks what a request sees: for itself, or as part of its project.
pub(super) fn check(view: &View) -> Checked {
    let around = view.around.as_deref();
    let Some((project, around)) = view.project().zip(around) else {
        // The view may still take it for a fragment of what included it until now.
        let own = around.and_then(|around| around.snapshot(around.path.as_deref()?));
        let own = diagnostics(&informed_of(view, own.as_ref().unwrap_or(view.snapshot())));
        let own = limited(own, MOST_FINDINGS);
        return Checked { own, closed: Vec::new(), files: Vec::new() };
    };
    let root = project.files().first().map(|main| main.path.clone()).unwrap_or_default();
    let merged = view.projects.merge(&root, &project);
    let own_path = around.path.clone().unwrap_or_default();
    let is_root = root == own_path;
    let files = around.files(&project);
    let mut checked = Checked { own: Vec::new(), closed: Vec::new(), files };
    let found = project_diagnostics(&project, &merged);
    for (number, (file, found)) in project.files().iter().zip(found).enumerate() {
        let found = limited(found, MOST_FINDINGS);
        if file.path == own_path {
            checked.own = found;
        } else if is_root && !around.open.contains_key(&file.path) {
            let included_at = if found.is_empty() { None } else { project.way_to(number) };
            let (path, snapshot) = (file.path.clone(), file.snapshot.clone());
            checked.closed.push(ClosedFile { number, included_at, path, snapshot, found });
        }
    }
    checked
}
