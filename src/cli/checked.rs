//! Checks a document together with the files that it includes.

use super::filter::Filter;
use super::input::Input;
use crate::answer::{Judged, file_names};
use crate::base::FileId;
use crate::base::{Diagnostic, DocumentKind, Severity, Snapshot, World, masking};
use crate::check::diagnostics;
use crate::config::include::normalized;
use crate::host::file_facts::informed;
use crate::host::includes::{Includes, mains_above};
use crate::ide::fixable;
use crate::project::{Merged, Project, ProjectFile, project_diagnostics, project_fixable};
use std::path::{self, Path, PathBuf};
use std::sync::Arc;

/// No format tells a secret that a finding quotes.
fn mask(found: &mut Diagnostic) {
    found.message = masking::text(&found.message).into_owned();
    found.path = masking::text(&found.path).into_owned();
    for related in &mut found.related {
        related.message = masking::text(&related.message).into_owned();
    }
}

/// What was found in a document, and in the files that it includes.
pub(super) struct Checked {
    /// The document, and after it each file that it includes.
    pub(super) files: Vec<Judged>,
    /// Whether OpenClaw takes the configuration, whatever findings are told.
    pub(super) valid: bool,
    /// What the document is part of, with its number there.
    pub(super) project: Option<(Project, FileId)>,
}

impl Checked {
    /// What was found in a document that is part of nothing.
    pub(super) fn alone(name: String, snapshot: Snapshot, found: Vec<Diagnostic>) -> Self {
        Self::new(vec![Judged { name, snapshot, found }], None)
    }

    fn new(mut files: Vec<Judged>, project: Option<(Project, FileId)>) -> Self {
        files.iter_mut().flat_map(|file| &mut file.found).for_each(mask);
        let error = |one: &Diagnostic| one.severity == Severity::Error;
        let valid = !files.iter().any(|file| file.found.iter().any(error));
        Self { files, valid, project }
    }

    /// Drops the findings that are not to be told.
    #[must_use]
    pub(super) fn only(mut self, filter: &Filter) -> Self {
        for file in &mut self.files {
            file.found.retain(|finding| filter.takes(finding));
        }
        self
    }

    /// The files that decide what is found: the document, and all that are read together with it, if they are there or not.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.project.as_ref().map(|(project, _)| project.paths()).unwrap_or_default()
    }

    /// Which findings of the file at an index have a quick fix.
    pub(super) fn fixable(&self, index: usize, found: &[&Diagnostic]) -> Vec<bool> {
        match (&self.project, self.files.get(index)) {
            (Some((project, own)), _) => project_fixable(project, own + index, found),
            (None, Some(file)) => fixable(&file.snapshot, found.iter().copied()),
            (None, None) => Vec::new(),
        }
    }

    /// What messages call the file with a number in the project.
    pub(super) fn name(&self, file: FileId) -> Option<String> {
        let (project, _) = self.project.as_ref()?;
        let path = || Some(project.files().get(file)?.path.display().to_string());
        self.file(file).map(|file| file.name.clone()).or_else(path)
    }

    /// The file with a number in the project, if its findings are told.
    pub(super) fn file(&self, file: FileId) -> Option<&Judged> {
        let (_, own) = self.project.as_ref()?;
        self.files.get(file.checked_sub(*own)?)
    }
}

/// The findings of a document, and after it of each file that it includes. A file that the main configuration of its
/// folder or one above includes is judged at its place in that one, and only what is wrong with the file itself is told.
pub(super) fn checked(input: &Input, world: &Arc<World>, includes: &Includes) -> Checked {
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    let Some((project, own)) = project(input, &snapshot, includes) else {
        let snapshot = informed(&snapshot, input.folder());
        let found = diagnostics(&snapshot);
        return Checked::alone(input.name.clone(), snapshot, found);
    };
    let mut found = findings(&project);
    let files = if own > 0 {
        let snapshot = project.files().get(own).map_or(snapshot, |file| file.snapshot.clone());
        vec![Judged { name: input.name.clone(), snapshot, found: found.swap_remove(own) }]
    } else {
        let names = file_names(&project, own, &input.name, input.file.as_deref());
        let files = project.files().iter().zip(found).zip(names);
        let file = |((file, found), name): ((&ProjectFile, _), _)| Judged {
            name,
            snapshot: file.snapshot.clone(),
            found,
        };
        files.map(file).collect()
    };
    Checked::new(files, Some((project, own)))
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
    Some((own_project(absolute.as_deref(), snapshot, includes)?, 0))
}

/// The project of a document itself, if it includes anything.
pub(super) fn own_project(file: Option<&Path>, snapshot: &Snapshot, includes: &Includes) -> Option<Project> {
    Project::is_needed(snapshot).then(|| match file.and_then(|file| path::absolute(file).ok()) {
        Some(absolute) => includes.project(&normalized(&absolute), snapshot, &|_| None),
        None => Project::alone(snapshot.clone()),
    })
}

/// The findings of every file of a project.
pub(super) fn findings(project: &Project) -> Vec<Vec<Diagnostic>> {
    let merged = Merged::new(project, None);
    let folder = project.files().first().and_then(|main| main.path.parent());
    project_diagnostics(project, &merged.informed(|snapshot| informed(snapshot, folder)))
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

#[cfg(test)]
mod tests {
    use super::super::input::Source;
    use super::*;
    use std::fs;

    const MAIN: &str = "{ agents: { $include: './agents.json5' }, logging: { level: 'inf' } }";
    const AGENTS: &str =
        "{ list: [{ id: 'a', oops: 1 }], defaults: { model: 5, params: { cacheControlTtl: '1h' } } }";

    /// The findings of a file, each with whether it has a quick fix.
    fn told(checked: &Checked, name: &str) -> Vec<(&'static str, String, bool)> {
        let index = checked.files.iter().position(|file| file.name.ends_with(name)).unwrap();
        let found = &checked.files[index].found;
        let fixable = checked.fixable(index, &found.iter().collect::<Vec<_>>());
        found.iter().zip(fixable).map(|(one, fixable)| (one.code, one.path.clone(), fixable)).collect()
    }

    #[test]
    fn a_file_is_judged_alike_alone_and_with_the_one_that_includes_it() {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("openclaw.json", MAIN), ("agents.json5", AGENTS)] {
            fs::write(folder.path().join(name), text).unwrap();
        }
        let check = |name: &str| {
            let input = Source::from_argument(folder.path().join(name)).read().unwrap();
            checked(&input, &Arc::new(World::default()), &Includes::new(Vec::new()))
        };
        let (main, part) = (check("openclaw.json"), check("agents.json5"));
        assert_eq!((main.files.len(), part.files.len()), (2, 1));
        let found = told(&main, "agents.json5");
        let expected = [
            ("legacy-agents-list", "agents.entries", true),
            ("unknown-key", "agents.entries.a", true),
            ("wrong-type", "agents.defaults.model", true),
            ("legacy-cache-ttl", "agents.defaults.params.cacheControlTtl", true),
        ];
        assert_eq!(found, expected.map(|(code, path, fixable)| (code, path.to_owned(), fixable)));
        assert_eq!(told(&part, "agents.json5"), found);
        assert_eq!(told(&main, "openclaw.json"), [("invalid-enum-value", "logging.level".to_owned(), true)]);
    }
}
