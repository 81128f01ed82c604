//! How a release reads a configuration on a machine that has no file of the user's: the one that the verdicts were recorded on.

use openclaw_lsp::base::{
    Diagnostic, DocumentKind, FileFacts, FileFault, FileQuestion, Options, Severity, Snapshot, World,
};
use openclaw_lsp::check::{diagnostics, file_questions};
use openclaw_lsp::host::includes::Includes;
use openclaw_lsp::project::{Merged, Project, project_diagnostics};
use openclaw_lsp::release::Version;
use openclaw_lsp::schema::Schema;
use std::path::Path;
use std::sync::Arc;

/// The world in which a release reads the documents.
pub fn world(version: Version) -> Arc<World> {
    let options = Options { target: Some(version), ..Options::default() };
    let world = Arc::new(World::new(Schema::embedded(), options));
    assert_eq!(world.schema.version(), version.to_string());
    world
}

/// A main configuration, with what is known of the files that it names: only programs of the system are there.
pub fn snapshot(text: &str, world: &Arc<World>) -> Snapshot {
    let mut snapshot = Snapshot::new(text, DocumentKind::Main, Arc::clone(world));
    snapshot.files = missing(&snapshot);
    snapshot
}

fn missing(snapshot: &Snapshot) -> Arc<FileFacts> {
    let asked = file_questions(snapshot).into_iter();
    let is_there = |question: &FileQuestion| question.path.starts_with("/bin/");
    Arc::new(FileFacts::new(
        asked.filter(|one| !is_there(one)).map(|question| (question, FileFault::Missing)),
    ))
}

/// What is found in a configuration for which its release refuses it.
pub fn errors(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let mut found = if Project::is_needed(snapshot) {
        let folder = Path::new("/no/such/folder/openclaw.json");
        let project = Includes::default().project(folder, snapshot, &|_| None);
        let merged = Merged::new(&project, None);
        let files = missing(merged.snapshot());
        project_diagnostics(&project, &merged.with_files(files)).concat()
    } else {
        diagnostics(snapshot)
    };
    found.retain(|one| one.severity == Severity::Error);
    found
}
