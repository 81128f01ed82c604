//! What a request sees, as what is asked about: the document, or all files that count together with it.

use super::checked::informed_of;
use super::view::View;
use crate::answer::{Files, Judged, Subject, file_names};
use crate::base::Snapshot;
use crate::check::diagnostics;
use crate::project::project_diagnostics;
use std::path::Path;
use std::sync::Arc;

/// A document with what was found in it and around it.
pub(super) struct Seen {
    name: String,
    own: Snapshot,
    files: Option<Arc<Files>>,
    judged: Vec<Judged>,
}

impl Seen {
    /// What a request sees, text included that nobody has saved.
    pub(super) fn of(view: &View) -> Self {
        let name = name(view);
        Self::in_project(view, &name).unwrap_or_else(|| {
            let own = informed_of(view, view.snapshot());
            let judged = Judged { name: name.clone(), snapshot: own.clone(), found: diagnostics(&own) };
            Self { name, own, files: None, judged: vec![judged] }
        })
    }

    fn in_project(view: &View, name: &str) -> Option<Self> {
        let (project, around) = (view.project()?, view.around.as_deref()?);
        let root = project.files().first().map(|main| main.path.clone()).unwrap_or_default();
        let own = project.file(around.path.as_deref().unwrap_or(Path::new("")))?;
        let merged = view.projects.merge(&root, &project);
        let names = file_names(&project, own, name, Some(Path::new(name)));
        let found = project_diagnostics(&project, &merged);
        let all = names.iter().zip(project.files()).zip(found).enumerate();
        // As on the command line, of a file that is included only its own findings count.
        let told = all.filter(|(file, _)| own == 0 || *file == own);
        let judged = told.map(|(_, ((name, file), found))| Judged {
            name: name.clone(),
            snapshot: file.snapshot.clone(),
            found,
        });
        Some(Self {
            judged: judged.collect(),
            own: project.files().get(own)?.snapshot.clone(),
            files: Some(Arc::new(Files::new(&project, merged, own, names))),
            name: name.to_owned(),
        })
    }

    /// The same for the questions of [`crate::answer`].
    pub(super) fn subject(&self) -> Subject<'_> {
        Subject { name: &self.name, own: &self.own, files: self.files.clone(), judged: &self.judged }
    }
}

/// The name of the file without its folders.
fn name(view: &View) -> String {
    let path = super::from_proto::file_path(view.uri.as_str());
    let name = path.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| view.uri.path().as_str().rsplit('/').next().unwrap_or_default().to_owned())
}
