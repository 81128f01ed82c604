//! Checks a document together with the files that it includes.

use super::input::Input;
use crate::analysis::project::{Merged, Project, project_diagnostics};
use crate::analysis::{Diagnostic, Snapshot, World, diagnostics};
use crate::host::includes::Includes;
use std::path::{self, Path};
use std::sync::Arc;

/// What was found in one file.
pub(super) struct CheckedFile {
    /// What messages call it.
    pub(super) name: String,
    pub(super) snapshot: Snapshot,
    pub(super) found: Vec<Diagnostic>,
}

/// The findings of a document, and after it of each file that it includes.
pub(super) fn checked(input: &Input, world: &Arc<World>, includes: &Includes) -> Vec<CheckedFile> {
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    if !Project::is_needed(&snapshot) {
        let found = diagnostics(&snapshot);
        return vec![CheckedFile { name: input.name.clone(), snapshot, found }];
    }
    let absolute = input.file.as_deref().and_then(|file| path::absolute(file).ok());
    let project = match absolute {
        Some(absolute) => includes.project(&absolute, &snapshot, &|_| None),
        None => Project::alone(snapshot),
    };
    let found = project_diagnostics(&project, &Merged::new(&project, None));
    let folder = project.files().first().and_then(|main| main.path.parent()).map(Path::to_owned);
    let files = project.into_files().into_iter().zip(found).enumerate();
    let files = files.map(|(index, (file, found))| {
        let name = if index == 0 { input.name.clone() } else { name(input, folder.as_deref(), &file.path) };
        CheckedFile { name, snapshot: file.snapshot, found }
    });
    files.collect()
}

/// A file as seen from where the main configuration was named: `state/openclaw.json` includes `state/inc/a.json5`.
fn name(input: &Input, folder: Option<&Path>, file: &Path) -> String {
    let below = folder.and_then(|folder| file.strip_prefix(folder).ok());
    let given = input.file.as_deref().and_then(Path::parent);
    let name = below.zip(given).map(|(below, given)| given.join(below));
    name.as_deref().unwrap_or(file).display().to_string()
}
