//! Checks a document together with the files that it includes.

use super::input::Input;
use crate::analysis::project::{FileId, Merged, Project, project_diagnostics};
use crate::analysis::{Diagnostic, DocumentKind, Snapshot, World, diagnostics};
use crate::config::include::normalized;
use crate::host::includes::{Includes, mains_above};
use std::path::{self, Path};
use std::sync::Arc;

/// What was found in one file.
pub(super) struct CheckedFile {
    /// What messages call it.
    pub(super) name: String,
    pub(super) snapshot: Snapshot,
    pub(super) found: Vec<Diagnostic>,
}

/// The findings of a document, and after it of each file that it includes. A file that the main configuration of its
/// folder or one above includes is judged at its place in that one, and only what is wrong with the file itself is told.
pub(super) fn checked(input: &Input, world: &Arc<World>, includes: &Includes) -> Vec<CheckedFile> {
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    let absolute =
        input.file.as_deref().and_then(|file| path::absolute(file).ok()).map(|file| normalized(&file));
    let including = absolute.as_deref().filter(|_| input.kind == DocumentKind::Main);
    if let Some((project, file)) = including.and_then(|file| including_project(file, world, includes)) {
        let found = findings(&project).swap_remove(file);
        return vec![CheckedFile { name: input.name.clone(), snapshot, found }];
    }
    if !Project::is_needed(&snapshot) {
        let found = diagnostics(&snapshot);
        return vec![CheckedFile { name: input.name.clone(), snapshot, found }];
    }
    let project = match absolute {
        Some(absolute) => includes.project(&absolute, &snapshot, &|_| None),
        None => Project::alone(snapshot),
    };
    let found = findings(&project);
    let folder = project.files().first().and_then(|main| main.path.parent()).map(Path::to_owned);
    let files = project.into_files().into_iter().zip(found).enumerate();
    let files = files.map(|(index, (file, found))| {
        let name = if index == 0 { input.name.clone() } else { name(input, folder.as_deref(), &file.path) };
        CheckedFile { name, snapshot: file.snapshot, found }
    });
    files.collect()
}

fn findings(project: &Project) -> Vec<Vec<Diagnostic>> {
    project_diagnostics(project, &Merged::new(project, None))
}

/// The project of a main configuration that includes a file, and the number of the file in it.
fn including_project(file: &Path, world: &Arc<World>, includes: &Includes) -> Option<(Project, FileId)> {
    mains_above(file, &[]).into_iter().find_map(|path| {
        let main = includes.main(&path, world)?;
        let project = includes.project(&path, &main, &|_| None);
        let file = project.file(file).filter(|file| *file > 0)?;
        Some((project, file))
    })
}

/// A file as seen from where the main configuration was named: `state/openclaw.json` includes `state/inc/a.json5`.
fn name(input: &Input, folder: Option<&Path>, file: &Path) -> String {
    let below = folder.and_then(|folder| file.strip_prefix(folder).ok());
    let given = input.file.as_deref().and_then(Path::parent);
    let name = below.zip(given).map(|(below, given)| given.join(below));
    name.as_deref().unwrap_or(file).display().to_string()
}
