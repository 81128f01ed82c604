//! Leads edits of a woven document to the files.

use super::files::{FileEdits, Project};
use super::weave::{Slice, Woven};
use crate::base::{FileId, Snapshot};
use crate::config::include;
use crate::edit::{apply, keeps_syntax};
use crate::fix::judge::reads_clearly;
use crate::text::{TextEdit, TextRange};

/// The slice that text at an offset belongs to: one that surrounds it, else the outermost that touches it.
pub(super) fn slice_at(slices: &[Slice], offset: usize, focus: FileId) -> Option<Slice> {
    let from = slices.partition_point(|slice| slice.made.end < offset);
    let touching = || slices.iter().skip(from).take_while(|slice| slice.made.start <= offset);
    let inside = |slice: &&Slice| slice.made.start < offset && offset < slice.made.end;
    let outer = |slice: &&Slice| (slice.depth, slice.file != focus);
    touching().find(inside).or_else(|| touching().min_by_key(outer)).copied()
}

/// What stands in the place of an object that only includes something.
struct Hole {
    file: FileId,
    /// The value that was put there.
    filled: String,
    /// What the file says there.
    written: String,
}

/// The edits of the files that edits of a woven document stand for; nothing where one of them is about text that was
/// made up, or about several files at once.
pub(super) fn outward(
    project: &Project,
    woven: &Woven,
    focus: FileId,
    edits: &[TextEdit],
) -> Option<FileEdits> {
    let (mut out, mut holes) = (FileEdits::new(), Vec::new());
    for edit in edits {
        if let Some((file, range)) = place(project, woven, focus, edit, &mut holes)? {
            out.entry(file).or_default().push(TextEdit::replace(range, edit.text.as_str()));
        }
    }
    for (&file, edits) in &mut out {
        tidy(edits)?;
        let source = project.files().get(file)?;
        for edit in &mut *edits {
            keep_includes(project, file, &holes, edit);
        }
        let moves = edits.iter().any(|edit| edit.text.contains(include::KEY));
        if (moves && !finds_its_files(project, file, edits)) || !is_sound(&source.snapshot, edits) {
            return None;
        }
    }
    Some(out)
}

/// Whether edits leave no more syntax errors than there were, and mend one or keep clear of all.
fn is_sound(source: &Snapshot, edits: &[TextEdit]) -> bool {
    let mends = || apply(source, edits).errors().len() < source.tree.errors().len();
    keeps_syntax(source, edits) && (reads_clearly(source, edits.iter().map(|edit| edit.range)) || mends())
}

/// Sorts edits; a file that is included twice is edited twice in the same way. Nothing where they overlap.
fn tidy(edits: &mut Vec<TextEdit>) -> Option<()> {
    edits.sort_by(|a, b| (a.range, &a.text).cmp(&(b.range, &b.text)));
    edits.dedup();
    let overlap =
        |pair: &[TextEdit]| pair[1].range.start < pair[0].range.end || pair[0].range == pair[1].range;
    (!edits.windows(2).any(overlap)).then_some(())
}

/// An object that moves takes its includes along, not what they stand for.
fn keep_includes(project: &Project, file: FileId, holes: &[Hole], edit: &mut TextEdit) {
    let folder = |file: FileId| project.files().get(file).map(|file| file.path.parent());
    for hole in holes.iter().filter(|hole| folder(hole.file) == folder(file)) {
        if edit.text.contains(&hole.filled) {
            edit.text = edit.text.replace(&hole.filled, &hole.written);
        }
    }
}

/// Whether edits let a file include nothing but what it has included: paths are relative to its folder.
fn finds_its_files(project: &Project, file: FileId, edits: &[TextEdit]) -> bool {
    let Some(source) = project.files().get(file) else { return false };
    let after = apply(&source.snapshot, edits);
    let paths = include::directives(&after).into_iter().flat_map(|found| found.paths);
    paths.into_iter().all(|(_, path)| project.link(file, &path).is_some())
}

/// The file and the place of one edit; `Some(None)` for one that is only about what was made up.
#[expect(clippy::option_option, reason = "the outer one is a failure")]
fn place(
    project: &Project,
    woven: &Woven,
    focus: FileId,
    edit: &TextEdit,
    holes: &mut Vec<Hole>,
) -> Option<Option<(FileId, TextRange)>> {
    let range = edit.range;
    if range.is_empty() {
        let slice = slice_at(&woven.slices, range.start, focus)?;
        return Some(Some((slice.file, TextRange::empty(slice.start + range.start - slice.made.start))));
    }
    let from = woven.slices.partition_point(|slice| slice.made.end <= range.start);
    let met = woven.slices.iter().skip(from).take_while(|slice| slice.made.start < range.end);
    let mut met: Vec<Slice> = met.map(|slice| slice.clipped(range)).collect();
    let Some(first) = met.first().copied() else { return edit.text.is_empty().then_some(None) };
    if let Some((last, next)) = woven.slices.get(from + met.len() - 1).zip(woven.slices.get(from + met.len()))
    {
        // Where the end is what an object includes, all of it goes, and the object that includes it.
        if last.file != first.file && last.made.end <= range.end {
            met.push(next.begin());
        }
    }
    let last = met.last().filter(|last| last.file == first.file)?.end();
    let mut before = (0, first);
    for (index, slice) in met.iter().enumerate().skip(1).filter(|(_, slice)| slice.file == first.file) {
        let (written, foreign) = (TextRange::new(before.1.end(), slice.start), index > before.0 + 1);
        // What another file adds in the middle would stay, unless the file itself has asked for it there.
        if slice.start < before.1.end() || (foreign && written.is_empty()) {
            return None;
        }
        if foreign {
            let filled = woven.text.get(before.1.made.end..slice.made.start)?.to_owned();
            let written = project.files().get(first.file)?.snapshot.text.slice(written);
            holes.push(Hole { file: first.file, filled, written });
        }
        before = (index, *slice);
    }
    Some(Some((first.file, TextRange::new(first.start, last))))
}
