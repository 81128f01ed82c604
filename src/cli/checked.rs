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
    let Some((project, own)) = project(input, &snapshot, includes) else {
        let found = diagnostics(&snapshot);
        return vec![CheckedFile { name: input.name.clone(), snapshot, found }];
    };
    let mut found = findings(&project);
    if own > 0 {
        return vec![CheckedFile { name: input.name.clone(), snapshot, found: found.swap_remove(own) }];
    }
    let names = names(&project, own, input);
    let files = project.into_files().into_iter().zip(found).zip(names);
    files.map(|((file, found), name)| CheckedFile { name, snapshot: file.snapshot, found }).collect()
}

/// The project that a document is part of, and its number there: that of a main configuration that includes it, or its
/// own. Nothing for a document that includes nothing.
pub(super) fn project(input: &Input, snapshot: &Snapshot, includes: &Includes) -> Option<(Project, FileId)> {
    let absolute =
        input.file.as_deref().and_then(|file| path::absolute(file).ok()).map(|file| normalized(&file));
    let including = absolute.as_deref().filter(|_| input.kind == DocumentKind::Main);
    if let Some(found) = including.and_then(|file| including_project(file, &snapshot.world, includes)) {
        return Some(found);
    }
    Project::is_needed(snapshot).then(|| match absolute {
        Some(absolute) => (includes.project(&absolute, snapshot, &|_| None), 0),
        None => (Project::alone(snapshot.clone()), 0),
    })
}

/// What messages call the files of a project; the one that was given keeps its name.
pub(super) fn names(project: &Project, own: FileId, input: &Input) -> Vec<String> {
    let folder = project.files().get(own).and_then(|file| file.path.parent());
    let names = project.files().iter().enumerate().map(|(file, source)| {
        if file == own { input.name.clone() } else { name(input, folder, &source.path) }
    });
    names.collect()
}

/// The findings of every file of a project.
pub(super) fn findings(project: &Project) -> Vec<Vec<Diagnostic>> {
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

/// A file as seen from where another one was named: `state/openclaw.json` includes `state/inc/a.json5`.
fn name(input: &Input, folder: Option<&Path>, file: &Path) -> String {
    let below = folder.and_then(|folder| file.strip_prefix(folder).ok());
    let given = input.file.as_deref().and_then(Path::parent);
    let name = below.zip(given).map(|(below, given)| given.join(below));
    name.as_deref().unwrap_or(file).display().to_string()
}
