//! A project as a document around one of its files, with the way in and the way back.

use super::difference::difference;
use super::edits;
use super::files::{FileEdits, Project};
use super::resolve;
use super::weave::{Others, Slice, Woven, weave};
use crate::base::{DocumentKind, FileId, Snapshot};
use crate::text::{TextEdit, TextRange};
use std::sync::Arc;

/// A project as a document in which one file stands as it is, with what the other files add around it and in it.
///
/// It is judged like any main configuration: paths begin at the root, models and agents of all files are known. Cloning
/// costs nothing.
#[derive(Clone, Debug)]
pub struct Focus {
    file: FileId,
    snapshot: Snapshot,
    woven: Arc<Woven>,
}

impl Focus {
    pub(super) fn new(
        project: &Project,
        file: FileId,
        others: Others,
        previous: Option<&Self>,
    ) -> Option<Self> {
        let (part, faults) = resolve::resolve(project);
        let woven = weave(project, &part, file, others)?;
        let world = Arc::clone(&project.files().get(file)?.snapshot.world);
        let snapshot = match previous {
            Some(previous) => {
                let change = difference(&previous.woven.text, &woven.text);
                previous.snapshot.in_world(world).edited(&change)
            }
            None => Snapshot::new(&woven.text, DocumentKind::Main, world),
        };
        let included = faults.is_empty() && others != Others::Around;
        Some(Self { file, snapshot: Snapshot { included, ..snapshot }, woven: Arc::new(woven) })
    }

    /// The file that stands in it as it is.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The document. Its ranges mean nothing outside: [`Focus::outward`] leads them to the files.
    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Where an offset of the file lies in the document.
    pub fn inward(&self, offset: usize) -> Option<usize> {
        let own = self.own().filter(|slice| offset >= slice.start && offset <= slice.end());
        let mut found = None;
        for slice in own {
            found = Some(slice.made.start + offset - slice.start);
            // What others add stands behind an opener, and what the file itself says there behind that.
            if offset < slice.end() || !self.opens(slice) {
                break;
            }
        }
        found
    }

    /// Where a range of the file lies in the document.
    pub fn inward_range(&self, range: TextRange) -> Option<TextRange> {
        let start = self.inward(range.start)?;
        if range.is_empty() {
            return Some(TextRange::empty(start));
        }
        let last = self.own().find(|slice| slice.start < range.end && range.end <= slice.end())?;
        let end = last.made.start + range.end - last.start;
        (start <= end).then_some(TextRange::new(start, end))
    }

    /// The file and the place that a range of the document stands for; nothing for what was made up, and for what
    /// begins in one file and ends in another.
    pub fn outward(&self, range: TextRange) -> Option<(FileId, TextRange)> {
        if range.is_empty() {
            let slice = edits::slice_at(&self.woven.slices, range.start, self.file)?;
            return Some((slice.file, TextRange::empty(slice.start + range.start - slice.made.start)));
        }
        let slices = &self.woven.slices;
        let first = slices.get(slices.partition_point(|slice| slice.made.end <= range.start))?;
        let last =
            slices.get(slices.partition_point(|slice| slice.made.start < range.end).checked_sub(1)?)?;
        let inside = first.made.start <= range.start && range.end <= last.made.end;
        let (start, end) = (
            first.start + range.start.checked_sub(first.made.start)?,
            last.start + range.end - last.made.start,
        );
        (inside && first.file == last.file && start <= end)
            .then_some((first.file, TextRange::new(start, end)))
    }

    /// The same for a range that must lie in the file in focus.
    pub fn own_range(&self, range: TextRange) -> Option<TextRange> {
        let (file, range) = self.outward(range)?;
        (file == self.file).then_some(range)
    }

    /// The edits of the files that edits of the document stand for; nothing where that cannot be said. They are checked
    /// like any edits: no file gets more syntax errors by them.
    pub fn edits(&self, project: &Project, edits: &[TextEdit]) -> Option<FileEdits> {
        edits::outward(project, &self.woven, self.file, edits)
    }

    fn own(&self) -> impl Iterator<Item = &Slice> {
        self.woven.slices.iter().filter(|slice| slice.file == self.file)
    }

    /// Whether a slice ends in the opener of an object or array.
    fn opens(&self, slice: &Slice) -> bool {
        let last = slice.made.end.checked_sub(1).and_then(|at| self.woven.text.as_bytes().get(at));
        last.is_some_and(|last| matches!(last, b'{' | b'['))
    }
}

impl Project {
    /// The whole project as a document around one of its files; nothing where the value of the file does not count, for
    /// example because no file includes it any more.
    pub fn focus(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Everywhere, None)
    }

    /// The same without what other files add to the objects and arrays of the file. What is moved in it then takes nothing
    /// of theirs along.
    pub(super) fn focus_alone(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Around, None)
    }

    /// The same with what the file only includes as it stands in the other file, so that it can be changed there.
    pub(super) fn focus_inside(&self, file: FileId) -> Option<Focus> {
        Focus::new(self, file, Others::Inside, None)
    }

    /// The same, where an earlier version is known: what that one has already judged is not judged again.
    pub fn focus_after(&self, file: FileId, previous: Option<&Focus>) -> Option<Focus> {
        Focus::new(self, file, Others::Everywhere, previous)
    }
}
