//! Makes a change in memory, and judges what comes out before anybody writes it.

use super::super::checked::{findings, own_project, project};
use super::super::input::Input;
use super::change::Change;
use super::json::{DEEPEST, Json};
use super::place::{Place, Step};
use super::show::json as shown;
use crate::answer::file_names;
use crate::base::FileId;
use crate::base::{Diagnostic, Mount, Severity, Snapshot, World};
use crate::check::diagnostics;
use crate::config::key_path::named;
use crate::edit::edited;
use crate::host::includes::Includes;
use crate::project::{FileEdits, Merged, Project};
use crate::text::TextEdit;
use std::path::PathBuf;
use std::sync::Arc;

/// A configuration that may be changed: a document, with the files that count together with it.
pub(in crate::cli) struct Subject {
    name: String,
    file: Option<PathBuf>,
    snapshot: Snapshot,
    project: Option<(Project, FileId)>,
    names: Vec<String>,
    includes: Includes,
    /// What all of it comes to.
    value: Json,
    /// The same as a document: where secrets lie in it.
    pub(in crate::cli) whole: Snapshot,
}

/// A file and what a change makes of it.
pub(in crate::cli) struct Changed {
    /// What messages call it.
    pub(in crate::cli) name: String,
    /// Where it lies; none for standard input.
    pub(in crate::cli) file: Option<PathBuf>,
    pub(in crate::cli) before: Snapshot,
    pub(in crate::cli) after: Snapshot,
}

/// What a change comes to.
pub(in crate::cli) struct Outcome {
    /// The files that change; none where nothing does.
    pub(in crate::cli) files: Vec<Changed>,
    /// What is found then and was not found before, with the name of the file.
    pub(in crate::cli) new: Vec<(String, Diagnostic)>,
}

impl Outcome {
    /// Whether OpenClaw would refuse something that it did not refuse before.
    pub(in crate::cli) fn is_refused(&self) -> bool {
        self.new.iter().any(|(_, finding)| finding.severity == Severity::Error)
    }
}

impl Subject {
    /// Reads what a document and the files around it come to.
    ///
    /// # Errors
    ///
    /// When the document is no JSON5, holds nothing, or bytes that are no UTF-8.
    pub(in crate::cli) fn new(
        input: &Input,
        world: &Arc<World>,
        includes: &Includes,
    ) -> Result<Self, String> {
        let name = input.name.clone();
        if input.contents.lossy {
            return Err(format!("cannot edit {name}: it is not valid UTF-8"));
        }
        let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
        if !snapshot.tree.is_valid() {
            return Err(format!("cannot use {name}: it has syntax errors; `openclaw-lsp check` shows them"));
        }
        let project = project(input, &snapshot, includes);
        let names = project
            .as_ref()
            .map(|(project, own)| file_names(project, *own, &name, input.file.as_deref()))
            .unwrap_or_default();
        let merged = project.as_ref().map(|(project, _)| Merged::new(project, None));
        let whole = merged.map_or_else(|| snapshot.clone(), |merged| merged.snapshot().clone());
        let value = value(&whole)
            .ok_or_else(|| format!("cannot edit {name}: it holds no value, or too deep a one"))?;
        let includes = includes.anew();
        Ok(Self { name, file: input.file.clone(), snapshot, project, names, includes, value, whole })
    }

    /// The place that a path means here.
    ///
    /// # Errors
    ///
    /// When the path is none.
    pub(in crate::cli) fn place(&self, path: &str) -> Result<Place, String> {
        named(path).map(|steps| Place::find(&self.value, &steps))
    }

    /// The place of a key: a path that a script lost on its way is not taken for the whole.
    ///
    /// # Errors
    ///
    /// When the path is none, or that of the whole.
    pub(in crate::cli) fn key(&self, path: &str) -> Result<Place, String> {
        let place = self.place(path)?;
        if place.0.is_empty() {
            return Err("the whole file cannot be set or unset: name a key".to_owned());
        }
        Ok(place)
    }

    /// What stands at a place.
    pub(in crate::cli) fn get(&self, place: &Place) -> Option<&Json> {
        place.of(&self.value)
    }

    /// What stands at a place as JSON without its secrets, and whether any was masked.
    pub(in crate::cli) fn shown(&self, place: &Place) -> Option<(String, bool)> {
        shown(&self.value, place)
    }

    /// Makes a change in memory.
    ///
    /// # Errors
    ///
    /// When there is no room for it, or no file can be said in which it belongs.
    pub(in crate::cli) fn change(&self, change: &Change) -> Result<Outcome, String> {
        let expected =
            change.expected(&self.value).map_err(|reason| format!("cannot edit {}: {reason}", self.name))?;
        if expected == self.value {
            return Ok(Outcome { files: Vec::new(), new: Vec::new() });
        }
        match &self.project {
            None => self.change_alone(change, &expected),
            Some((project, own)) => self.change_project(project, *own, change, &expected),
        }
    }

    fn change_alone(&self, change: &Change, expected: &Json) -> Result<Outcome, String> {
        let after = edited(&self.snapshot, &change.edits(&self.snapshot));
        if value(&after).as_ref() != Some(expected) {
            return Err(self.unmade());
        }
        let named = |found: Vec<Diagnostic>| found.into_iter().map(|one| (self.name.clone(), one)).collect();
        let before: Vec<_> = named(diagnostics(&self.snapshot));
        // What the change is the first to include counts as well.
        let left = match own_project(self.file.as_deref(), &after, &self.includes) {
            Some(project) => self.told(&project, 0),
            None => named(diagnostics(&after)),
        };
        let (name, file) = (self.name.clone(), self.file.clone());
        let changed = Changed { name, file, before: self.snapshot.clone(), after };
        Ok(Outcome { files: vec![changed], new: new(&before, left) })
    }

    /// Changes the file itself where the value is its own, else the file that wrote it. What a patch removes is removed key by
    /// key: each may lie in another file.
    fn change_project(
        &self,
        project: &Project,
        own: FileId,
        change: &Change,
        expected: &Json,
    ) -> Result<Outcome, String> {
        let made = self.made_singly(project, own, change, expected);
        let made = made.or_else(|| self.made(project, own, change, expected));
        let after = made.or_else(|| including(project, own, change)).ok_or_else(|| self.unmade())?;
        let name = |file: FileId| self.names.get(file).cloned().unwrap_or_default();
        let (before, left) = (self.told(project, own), self.told(&self.reread(&after), own));
        let both = project.files().iter().zip(after.files()).enumerate();
        let is_another = |before: &Snapshot, after: &Snapshot| before.tree.text() != after.tree.text();
        let changed = both.filter(|(_, (before, after))| is_another(&before.snapshot, &after.snapshot)).map(
            |(file, (before, after))| Changed {
                name: name(file),
                file: if file == own { self.file.clone() } else { Some(before.path.clone()) },
                before: before.snapshot.clone(),
                after: after.snapshot.clone(),
            },
        );
        Ok(Outcome { files: changed.collect(), new: new(&before, left) })
    }

    /// The project after one change that comes to what is expected, wherever it can be made.
    fn made(&self, project: &Project, own: FileId, change: &Change, expected: &Json) -> Option<Project> {
        let own_snapshot = &project.files().get(own)?.snapshot;
        let alone = || {
            let edits = (own == 0).then(|| change.edits(own_snapshot))?;
            (!edits.is_empty()).then(|| FileEdits::from([(own, edits)]))
        };
        let around = || {
            let focus = project.focus(own)?;
            let edits: Vec<TextEdit> = change.edits(focus.snapshot());
            focus.edits(project, &edits).filter(|edits| !edits.is_empty())
        };
        // A file is changed as itself where that is enough: what stands around it then takes no part in the layout.
        let inside = (0..project.files().len()).flat_map(|file| removed_in(project, file, change));
        let ways: Vec<FileEdits> = if self.is_own(change) {
            [alone(), around()].into_iter().flatten().chain(inside).collect()
        } else {
            inside.chain([around(), alone()].into_iter().flatten()).collect()
        };
        ways.into_iter().find_map(|edits| {
            let after = project.edited(&edits);
            (value(Merged::new(&after, None).snapshot()).as_ref() == Some(expected)).then_some(after)
        })
    }

    /// The project after a patch whose removals are made one by one, and then the rest.
    fn made_singly(
        &self,
        project: &Project,
        own: FileId,
        change: &Change,
        expected: &Json,
    ) -> Option<Project> {
        let Change::Patch(patch) = change else { return None };
        let (removed, rest) = patch.parted();
        if removed.is_empty() {
            return None;
        }
        let unset =
            removed.into_iter().map(|keys| Change::Unset(Place(keys.into_iter().map(Step::Key).collect())));
        let mut after = project.clone();
        for change in unset.chain(rest.map(Change::Patch)) {
            let before = value(Merged::new(&after, None).snapshot())?;
            let wanted = change.expected(&before).ok()?;
            if wanted != before {
                after = self.made(&after, own, &change, &wanted)?;
            }
        }
        (value(Merged::new(&after, None).snapshot()).as_ref() == Some(expected)).then_some(after)
    }

    /// The findings of all files of a project, each with the name of its file.
    fn told(&self, project: &Project, own: FileId) -> Vec<(String, Diagnostic)> {
        let names = file_names(project, own, &self.name, self.file.as_deref());
        let found = findings(project).into_iter().zip(names);
        found.flat_map(|(found, name)| found.into_iter().map(move |one| (name.clone(), one))).collect()
    }

    /// A project with what it includes now: a change may name other files than were read.
    fn reread(&self, project: &Project) -> Project {
        let files = project.files();
        match files.first().filter(|main| main.path.is_absolute()) {
            Some(main) => self.includes.project(&main.path, &main.snapshot, &|path| {
                project.file(path).and_then(|file| Some(files.get(file)?.snapshot.clone()))
            }),
            None => project.clone(),
        }
    }

    /// Whether a change is about what the file itself says, or about what nobody says yet.
    fn is_own(&self, change: &Change) -> bool {
        let (Change::Set(place, _) | Change::Unset(place)) = change else { return false };
        let own = value(&self.snapshot);
        self.get(place).is_none() || own.as_ref().is_some_and(|own| place.of(own).is_some())
    }

    fn unmade(&self) -> String {
        format!(
            "cannot edit {}: the value comes from several files, or from several members of one key; edit it by hand",
            self.name
        )
    }
}

/// The project after a change that includes something, which is compared as the main file says it: what it comes to depends
/// on files that were not asked for.
fn including(project: &Project, own: FileId, change: &Change) -> Option<Project> {
    let main = &project.files().first().filter(|_| own == 0 && change.includes())?.snapshot;
    let expected = change.expected(&value(main)?).ok()?;
    let after = project.edited(&FileEdits::from([(own, change.edits(main))]));
    (value(&after.files().first()?.snapshot).as_ref() == Some(&expected)).then_some(after)
}

/// The edits of one file that remove what another one includes from there, for each place at which it is included.
fn removed_in(project: &Project, file: FileId, change: &Change) -> Vec<FileEdits> {
    let Change::Unset(place) = change else { return Vec::new() };
    let Some(snapshot) = project.files().get(file).map(|file| &file.snapshot) else { return Vec::new() };
    let below = |mount: &Mount| {
        let is_way = place.0.iter().zip(mount).all(|(step, mount)| step.key() == mount.as_deref());
        place.0.get(mount.len()..).filter(|rest| is_way && !rest.is_empty()).map(<[Step]>::to_vec)
    };
    let edits = |rest: Vec<Step>| {
        let edits = Change::Unset(Place(rest)).edits(snapshot);
        (!edits.is_empty()).then(|| FileEdits::from([(file, edits)]))
    };
    snapshot.mounts.iter().filter_map(below).filter_map(edits).collect()
}

/// The value of a document that is not nested too deeply to walk.
fn value(snapshot: &Snapshot) -> Option<Json> {
    if snapshot.tree.root().height() > DEEPEST {
        return None;
    }
    snapshot.tree.value().map(Json::of)
}

/// The findings that have no twin before. Ranges move with edits, so they do not count.
fn new(before: &[(String, Diagnostic)], after: Vec<(String, Diagnostic)>) -> Vec<(String, Diagnostic)> {
    let key = |(name, one): &(String, Diagnostic)| {
        (name.clone(), one.code, one.severity, one.path.clone(), one.message.clone())
    };
    let mut known: Vec<_> = before.iter().map(key).collect();
    let mut is_new = |one: &(String, Diagnostic)| match known.iter().position(|known| *known == key(one)) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    after.into_iter().filter(|one| is_new(one)).collect()
}
