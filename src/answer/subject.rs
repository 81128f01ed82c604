//! What is asked about: a configuration, with the files that count together with it and what was found in them.

use super::judged::Judged;
use super::refusal::Refusal;
use crate::base::{FileId, Snapshot};
use crate::project::{Merged, Project};
use crate::text::{Encoding, Text, TextRange};
use std::path::Path;
use std::sync::Arc;

/// The files that were read together.
#[derive(Clone, Debug)]
pub struct Files {
    /// What they come to.
    pub merged: Arc<Merged>,
    /// The one that was asked about.
    pub own: FileId,
    /// What messages call them.
    pub names: Vec<String>,
    texts: Vec<Text>,
}

impl Files {
    /// The files of a project; `names` says what messages call each.
    pub fn new(project: &Project, merged: Arc<Merged>, own: FileId, names: Vec<String>) -> Self {
        let texts = project.files().iter().map(|file| file.snapshot.text.clone()).collect();
        Self { merged, own, names, texts }
    }
}

/// A configuration that is asked about.
#[derive(Clone, Debug)]
pub struct Subject<'s> {
    /// What messages call the file.
    pub name: &'s str,
    /// What it says itself, where it stands for itself.
    pub own: &'s Snapshot,
    /// The files that count together with it, if it includes some or is included.
    pub files: Option<Arc<Files>>,
    /// What was found, in each file whose findings are told.
    pub judged: &'s [Judged],
}

/// A place that a reader can go to.
pub(super) struct Spot<'s> {
    pub(super) file: &'s str,
    /// From 1.
    pub(super) line: usize,
    /// From 1, in units of UTF-16.
    pub(super) column: usize,
}

impl Subject<'_> {
    /// What takes effect: what all files say together.
    pub(super) fn whole(&self) -> &Snapshot {
        self.files.as_ref().map_or(self.own, |files| files.merged.snapshot())
    }

    /// That OpenClaw does not start with it.
    pub(super) fn refusal(&self) -> Option<Refusal> {
        Refusal::of(self.judged)
    }

    /// That OpenClaw does not start with it, as the first paragraph of what is told in Markdown.
    pub fn refused(&self) -> Option<String> {
        self.refusal().map(|refusal| format!("**{}.**\n\n", refusal.verdict()))
    }

    /// Whether OpenClaw takes it.
    pub fn is_valid(&self) -> bool {
        self.refusal().is_none()
    }

    /// The file that wrote what stands at a place, where it is not the one that was asked about.
    pub(super) fn file(&self, range: Option<TextRange>) -> Option<&str> {
        let files = self.files.as_ref()?;
        let (file, _) = files.merged.origin(range?);
        files.names.get(file).filter(|_| file != files.own).map(String::as_str)
    }

    /// Where a range of the whole is written.
    pub(super) fn spot(&self, range: TextRange) -> Option<Spot<'_>> {
        let Some(files) = &self.files else { return Some(spot(self.name, &self.own.text, range)) };
        let (file, range) = files.merged.origin(range);
        Some(spot(files.names.get(file)?, files.texts.get(file)?, range))
    }
}

fn spot<'s>(file: &'s str, text: &Text, range: TextRange) -> Spot<'s> {
    // Editors count columns as most of them hold texts: in units of UTF-16.
    let start = text.position(range.start, Encoding::Utf16);
    Spot { file, line: start.line as usize + 1, column: start.character as usize + 1 }
}

/// What messages call the files of a project; the one that was given keeps its name.
pub fn file_names(project: &Project, own: FileId, given: &str, path: Option<&Path>) -> Vec<String> {
    let folder = project.files().get(own).and_then(|file| file.path.parent());
    let name = |(file, source): (FileId, &crate::project::ProjectFile)| {
        if file == own { given.to_owned() } else { name(path, folder, &source.path) }
    };
    project.files().iter().enumerate().map(name).collect()
}

/// A file as seen from where another one was named: `state/openclaw.json` includes `state/inc/a.json5`.
fn name(given: Option<&Path>, folder: Option<&Path>, file: &Path) -> String {
    let below = folder.and_then(|folder| file.strip_prefix(folder).ok());
    let given = given.and_then(Path::parent);
    let name = below.zip(given).map(|(below, given)| given.join(below));
    name.as_deref().unwrap_or(file).display().to_string()
}
