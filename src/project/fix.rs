//! Mends what is retired in all files of a project, each key in the file that holds it.

use super::{FileEdits, Focus, Merged, Project, value};
use crate::base::FileId;
use crate::check::ignored;
use crate::edit;
use crate::edit::{Plan, compose};
use crate::fix::{Which, harmless, run};
use crate::migrations;
use crate::migrations::Place;
use crate::syntax::{Tree, Value};
use crate::text::TextEdit;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 12;

/// How many migrations of one file are made one by one, where they cannot be made together.
const MOST_STEPS: usize = 500;

/// The edits of those migrations that `which` takes of what `files` hold.
///
/// A key is mended in the file that holds it. What belongs elsewhere goes to the file that holds the object it belongs
/// into, if there is one, so other files than those named may be edited, too. What is left to mend afterwards would come
/// out as it would have at first; what would lead elsewhere is left alone.
///
/// Where a file has a syntax error nothing is changed: what stands in it is not known.
pub fn fix_files(project: &Project, files: &[FileId], which: Which<'_>) -> FileEdits {
    if project.files().iter().any(|file| !file.snapshot.tree.is_valid()) {
        return FileEdits::new();
    }
    let whole = Merged::new(project, None);
    if !migrations::work(whole.snapshot()).iter().any(|place| which.takes(place)) {
        return FileEdits::new();
    }
    let Some(without) = harmless(whole.snapshot(), which) else { return FileEdits::new() };
    let which = which.without(&without);
    let fixer = |careful| Fixer {
        project: project.clone(),
        which,
        extended: which.with_extras(whole.snapshot()),
        expected: fixed(&whole, which),
        careful,
        done: FileEdits::new(),
    };
    let hasty = fixer(false).run(files);
    // Where changes get into each other's way, each is made only when it leads where it should.
    if hasty.leads_on(&hasty.project) { hasty.done } else { fixer(true).run(files).done }
}

/// How many migrations of a file are left out only because they lose or switch off something.
pub fn lossy_in(project: &Project, file: FileId, which: Which<'_>) -> usize {
    let Some(focus) = project.focus(file) else { return 0 };
    let is_own = |place: &&Place<'_>| focus.outward(place.finding.range).is_some_and(|(at, _)| at == file);
    crate::fix::lossy(focus.snapshot(), which).iter().filter(is_own).count()
}

/// What the migrations make of a value that is one document; they have been judged.
fn fixed(merged: &Merged, which: Which<'_>) -> Tree {
    edit::apply(merged.snapshot(), &run(merged.snapshot(), which))
}

struct Fixer<'o> {
    /// The project as it is by now.
    project: Project,
    which: Which<'o>,
    /// Those that are made once others have been.
    extended: Which<'o>,
    /// What must come out in the end.
    expected: Tree,
    careful: bool,
    /// The edits that made the project what it is.
    done: FileEdits,
}

impl Fixer<'_> {
    fn run(mut self, files: &[FileId]) -> Self {
        for _ in 0..ROUNDS {
            let changed: Vec<bool> = files.iter().map(|file| self.file(*file)).collect();
            if !changed.contains(&true) {
                break;
            }
            self.which = self.extended;
        }
        if files.len() == self.project.files().len() {
            self.prune();
        }
        self
    }

    /// Whether what is left to mend in a project leads to what must come out.
    fn leads_on(&self, project: &Project) -> bool {
        let left = fixed(&Merged::new(project, None), self.extended);
        let both = left.value().zip(self.expected.value());
        both.is_some_and(|(left, expected)| value::is_same(left, expected))
    }

    /// Mends what can be mended at once in a file, or else one key after the other.
    fn file(&mut self, file: FileId) -> bool {
        let Some(focus) = self.project.focus(file) else { return false };
        let mut places = migrations::work(focus.snapshot());
        places.retain(|place| self.is_wanted(&focus, file, place));
        if places.is_empty() {
            return false;
        }
        let edits = crate::fix::round_of(focus.snapshot(), places, self.which);
        if let Some(edits) = self.led_out(&focus, &edits) {
            self.make(edits);
            return true;
        }
        let mut changed = false;
        for _ in 0..MOST_STEPS {
            let Some(edits) = self.step(file) else { break };
            self.make(edits);
            changed = true;
        }
        changed
    }

    /// The edits of the files that edits of a focus stand for, if they change something and may be made.
    fn led_out(&self, focus: &Focus, edits: &[TextEdit]) -> Option<FileEdits> {
        let edits = focus.edits(&self.project, edits).filter(|edits| !edits.is_empty())?;
        (!self.careful || self.leads_on(&self.project.edited(&edits))).then_some(edits)
    }

    /// The edits for the first key of a file that can be mended by itself.
    fn step(&self, file: FileId) -> Option<FileEdits> {
        let first = |focus: Option<Focus>| self.first(&focus?, file);
        let others = || 0..self.project.files().len();
        first(self.project.focus(file))
            .or_else(|| first(self.project.focus_inside(file)))
            .or_else(|| self.first_in_parts(file))
            .or_else(|| others().find_map(|other| first(self.project.focus_inside(other))))
    }

    /// The edits for the first key that `file` holds, as they are seen from the file in focus.
    fn first(&self, focus: &Focus, file: FileId) -> Option<FileEdits> {
        let places = migrations::work(focus.snapshot()).into_iter();
        places.filter(|place| self.is_wanted(focus, file, place)).find_map(|place| self.edits(focus, &place))
    }

    /// The edits for the first member of a file that others have a part in: each file mends its own.
    fn first_in_parts(&self, file: FileId) -> Option<FileEdits> {
        let parts = (0..self.project.files().len()).filter_map(|file| self.project.focus_alone(file));
        let parts: Vec<Focus> = parts.collect();
        let own = parts.iter().find(|part| part.file() == file)?;
        let places = migrations::work(own.snapshot()).into_iter();
        places.filter(|place| self.is_wanted(own, file, place)).find_map(|place| {
            let mut all = self.edits(own, &place)?;
            for other in parts.iter().filter(|part| part.file() != file) {
                let places = migrations::work(other.snapshot()).into_iter();
                let mut same = places.filter(|found| {
                    found.path() == place.path() && self.is_wanted(other, other.file(), found)
                });
                for (file, edits) in same.find_map(|found| self.edits(other, &found)).unwrap_or_default() {
                    all.entry(file).or_insert(edits);
                }
            }
            Some(all)
        })
    }

    fn is_wanted(&self, focus: &Focus, file: FileId, place: &Place<'_>) -> bool {
        let is_own = focus.outward(place.finding.range).is_some_and(|(at, _)| at == file);
        let mark = (place.finding.code, place.finding.range);
        // What a comment of the file has ignored stays.
        let is_ignored = || ignored(focus.snapshot()).iter().any(|one| (one.code, one.range) == mark);
        is_own && self.which.takes(place) && !is_ignored()
    }

    fn edits(&self, focus: &Focus, place: &Place<'_>) -> Option<FileEdits> {
        self.led_out(focus, &crate::fix::edits(focus.snapshot(), place))
    }

    /// Takes objects away that have lost what was in them, each in every file that has a part in it.
    fn prune(&mut self) {
        if self.done.is_empty() {
            return;
        }
        let seen = Merged::new(&self.project, None);
        for path in value::empty_objects(seen.snapshot().tree.value(), self.expected.value()) {
            let edits = self.removal(&path);
            self.make(edits);
        }
    }

    /// The edits that remove the member at a path wherever it is written.
    fn removal(&self, path: &[String]) -> FileEdits {
        let mut all = FileEdits::new();
        for focus in (0..self.project.files().len()).filter_map(|file| self.project.focus_alone(file)) {
            let Some((last, way)) = path.split_last() else { break };
            let root = focus.snapshot().tree.value();
            let holder = way.iter().try_fold(root, |value, key| Some(value?.get(key)));
            let Some(node) = holder.flatten().and_then(Value::object) else { continue };
            let Some(entry) = node.member(last).filter(|entry| focus.own_range(entry.range()).is_some())
            else {
                continue;
            };
            let mut plan = Plan::new(focus.snapshot());
            plan.delete(node, entry);
            all.extend(focus.edits(&self.project, &plan.edits()).unwrap_or_default());
        }
        all
    }

    fn make(&mut self, edits: FileEdits) {
        let project = self.project.edited(&edits);
        for (file, edits) in edits {
            let Some(source) = self.project.files().get(file) else { continue };
            let done = self.done.remove(&file).unwrap_or_default();
            // The length of the text as it was at first.
            let gone: usize = done.iter().map(|edit| edit.range.len()).sum();
            let come: usize = done.iter().map(|edit| edit.text.len()).sum();
            let before = (source.snapshot.text.len() + gone).saturating_sub(come);
            self.done.insert(file, compose(before, &done, &edits));
        }
        self.project = project;
    }
}

#[cfg(test)]
mod tests;
