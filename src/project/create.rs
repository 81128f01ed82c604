//! Files that a configuration includes and that are not there yet.

use super::files::{Project, ProjectFile, folder};
use super::findings::project_diagnostics;
use super::merged::Merged;
use super::resolve::Fault;
use crate::base::{DocumentKind, FileId, Snapshot};
use crate::config::include::{is_unresolved, normalized};
use crate::text::TextRange;
use std::path::{Path, PathBuf};

/// What a new file may hold, the likeliest first.
const EMPTY: [&str; 2] = ["{}\n", "[]\n"];

/// A file that can be created, so that a configuration finds what it includes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// What is offered.
    pub title: String,
    /// The path of the file; nothing is there, and OpenClaw would include what is put there.
    pub path: PathBuf,
    /// What it holds at first: an empty object, or an empty array where that is what belongs there.
    pub text: &'static str,
    /// The diagnostic that goes: code and range in the including file.
    pub fixes: (&'static str, TextRange),
}

/// The missing files that a range of a file names. One whose path is out of bounds is none of them, as it would be refused.
pub fn new_files(project: &Project, file: FileId, range: TextRange) -> Vec<NewFile> {
    if project.missing.is_empty() {
        return Vec::new();
    }
    let merged = Merged::new(project, None);
    let missing = merged.faults.iter().filter_map(Fault::missing);
    let missing = missing.filter(|(at, place, written)| {
        *at == file && place.start <= range.end && range.start <= place.end && !is_unresolved(written)
    });
    let mut offers: Vec<NewFile> = Vec::new();
    for (file, place, written) in missing {
        let Some(including) = project.files().get(file) else { continue };
        let path = target(&folder(&including.path), written);
        if offers.iter().all(|known| known.path != path) {
            let title = format!("Create `{written}`");
            let text = best(project, &path);
            offers.push(NewFile { title, path, text, fixes: ("include-error", place) });
        }
    }
    offers
}

fn target(folder: &Path, written: &str) -> PathBuf {
    normalized(&folder.join(written))
}

/// The text that is what belongs there. What else is missing in an object the user is told.
fn best(project: &Project, path: &Path) -> &'static str {
    let errors = |text: &&str| {
        let project = project.with_file(path, text);
        let found = project_diagnostics(&project, &Merged::new(&project, None)).into_iter().flatten();
        found.filter(|one| one.code == "wrong-type").count()
    };
    EMPTY.into_iter().min_by_key(errors).unwrap_or_default()
}

impl Project {
    /// The project as it would be with one more file.
    fn with_file(&self, path: &Path, text: &str) -> Self {
        let mut project = self.clone();
        let Some(world) = self.files.first().map(|main| main.snapshot.world.clone()) else { return project };
        let snapshot = Snapshot::new(text, DocumentKind::Fragment, world);
        let file = project.add(ProjectFile { path: path.to_owned(), snapshot });
        for ((folder, written), link) in &mut project.links {
            if target(folder, written) == path {
                *link = Ok(file);
            }
        }
        project
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::project;
    use super::*;

    /// The files that are offered where the main configuration says `word`.
    fn check(main: &str, word: &str, expected: &[(&str, &str)]) {
        let project = project(&[("main", main)]);
        let range = TextRange::at(main.find(word).unwrap() + 1, 0);
        let found = new_files(&project, 0, range);
        let found: Vec<(&str, &str)> =
            found.iter().map(|new| (new.path.to_str().unwrap(), new.text.trim_end())).collect();
        assert_eq!(found, expected, "{main}");
    }

    #[test]
    fn a_missing_file_is_offered_where_it_is_named() {
        let main = "{ gateway: { $include: './gw.json5' }, bindings: { $include: ['inc/b.json5'] } }";
        check(main, "'./gw", &[("/cfg/gw.json5", "{}")]);
        check(main, "'inc", &[("/cfg/inc/b.json5", "[]")]);
        check(main, "gateway", &[]);
    }

    #[test]
    fn nothing_is_offered_that_would_be_refused_or_is_not_meant() {
        check("{ $include: '../gw.json5' }", "'..", &[]);
        check("{ $include: '~/gw.json5' }", "'~", &[]);
        check("{ $include: '${HOME}/gw.json5' }", "'$", &[]);
        check("{ $include: 5 }", "5", &[]);
    }
}
