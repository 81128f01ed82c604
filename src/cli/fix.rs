//! `fix`: makes all safe migrations, and those that lose something when they are asked for.

use super::args::{FixArgs, FixMode, Work};
use super::checked::{findings, project};
use super::diff;
use super::filter::unknown_code;
use super::input::{Input, Source, sources};
use super::order;
use super::tally::{Tally, plural};
use super::terminal::{Status, complain, printable, stdout};
use super::world::world;
use super::written::Written;
use crate::answer::file_names;
use crate::base::FileId;
use crate::base::{Diagnostic, Severity, Snapshot, World, codes, masking};
use crate::check::diagnostics;
use crate::check::withheld;
use crate::edit::second_reading;
use crate::fix::{dropped_in, without_unknown};
use crate::host::file_facts::informed;
use crate::host::files::{self, Contents};
use crate::host::includes::Includes;
use crate::project::{FileEdits, Merged, Project, ProjectFile, fix_files, lossy_in};
use crate::text::{Encoding, apply_all};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 8;

/// A document and what the fixes make of it.
pub(super) struct Fixed {
    pub(super) input: Input,
    pub(super) before: Snapshot,
    found: Vec<Diagnostic>,
    /// The new text.
    pub(super) text: String,
    /// The findings that the new text still has.
    pub(super) left: Vec<Diagnostic>,
}

/// What became of a source.
pub(super) struct Outcome {
    /// The documents to tell about.
    pub(super) files: Vec<Fixed>,
    /// How many migrations of each file are left out because they lose something.
    lossy: Vec<(String, usize)>,
    /// The files that do not parse, which keep everything from being changed.
    broken: Vec<String>,
    /// The values that go.
    dropped: Vec<String>,
    /// The files that decided what is fixed.
    read: Vec<PathBuf>,
}

pub(super) fn run(args: &FixArgs) -> io::Result<Status> {
    if let Some(unknown) = args.only.as_deref().filter(|code| codes::find(code).is_none()) {
        return Err(io::Error::other(unknown_code(unknown)));
    }
    let world = world(&args.world)?;
    let includes = Includes::from_environment();
    let sources = sources(&args.paths);
    let mut out = stdout();
    let mut status = Status::Clean;
    let mut written = Written::default();
    let work = |source: &Source| fix(source, args.work(), &world, &includes);
    order::in_order(
        &sources,
        |source| (source, work(source)),
        |(source, early)| {
            // What others of these files made of it, or of what it includes, counts.
            let outcome = if is_stale(&early, &written) { work(source) } else { early };
            status = status.max(told(&mut out, outcome, args, &mut written)?);
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(status)
}

/// Whether a source was fixed as it was before one of the files was written that it depends on.
fn is_stale(outcome: &Result<Outcome, String>, written: &Written) -> bool {
    outcome.as_ref().map_or(!written.is_empty(), |outcome| written.has_any(&outcome.read))
}

/// Tells what became of a source, and writes it.
fn told(
    out: &mut impl Write,
    outcome: Result<Outcome, String>,
    args: &FixArgs,
    written: &mut Written,
) -> io::Result<Status> {
    let Outcome { files, lossy, broken, dropped, .. } =
        match outcome.and_then(|outcome| one_text(outcome, args.mode())) {
            Ok(outcome) => outcome,
            Err(reason) => {
                complain(&reason);
                return Ok(Status::Failed);
            }
        };
    note_broken(&broken);
    if let Some(first) = files.first() {
        note_dropped(&first.input.name, &dropped);
    }
    note_lossy(&lossy);
    let mut status = if broken.is_empty() { Status::Clean } else { Status::Errors };
    for fixed in files {
        status = status.max(if errors(&fixed.left) > 0 { Status::Errors } else { Status::Clean });
        note_withheld(&fixed);
        if args.with_loss {
            note_unknown(&fixed);
        }
        if let Err(reason) = deliver(out, &fixed, args.mode())? {
            complain(&reason);
            status = Status::Failed;
        }
        if let Some(file) = fixed.input.file.as_deref().filter(|_| fixed.text != fixed.input.contents.text) {
            written.add(file);
        }
    }
    Ok(status)
}

/// Several texts behind one another are no file.
fn one_text(outcome: Outcome, mode: FixMode) -> Result<Outcome, String> {
    match outcome.files.as_slice() {
        [first, _, ..] if mode.stdout => Err(format!(
            "cannot print {}: {} change, use --diff to see them",
            first.input.name,
            plural(outcome.files.len(), "file")
        )),
        _ => Ok(outcome),
    }
}

/// Says why nothing is changed.
fn note_broken(broken: &[String]) {
    for name in broken {
        complain(&format!("{name}: not fixed, because of syntax errors; `check` shows them"));
    }
}

/// Says which values that somebody wrote are no longer there.
fn note_dropped(name: &str, dropped: &[String]) {
    if !dropped.is_empty() {
        complain(&format!("{name}: dropped, since nothing reads it: {}", dropped.join(", ")));
    }
}

/// Says which keys OpenClaw's own repair would delete, and this one leaves to their owner.
fn note_unknown(fixed: &Fixed) {
    let after = Snapshot::new(&fixed.text, fixed.before.kind, Arc::clone(&fixed.before.world));
    // What does not parse was not looked at for that.
    if !after.tree.is_valid() {
        return;
    }
    let unknown =
        fixed.left.iter().filter(|one| one.code == "unknown-key" && one.severity == Severity::Error);
    let names: Vec<String> = unknown
        .map(|one| {
            let key = after.text.slice(one.range);
            let key = key.trim_matches(['"', '\'']);
            if one.path == "<root>" { format!("`{key}`") } else { format!("`{}.{key}`", one.path) }
        })
        .collect();
    if !names.is_empty() {
        let (count, name) = (plural(names.len(), "unknown key"), &fixed.input.name);
        complain(&format!(
            "{name}: {count} left, which `openclaw doctor --fix` and `fix --drop-unknown` delete: {}",
            names.join(", ")
        ));
    }
}

/// Says how to make what is not made without asking.
fn note_lossy(lossy: &[(String, usize)]) {
    for (name, count) in lossy.iter().filter(|(_, count)| *count > 0) {
        let count = plural(*count, "migration");
        complain(&format!(
            "{name}: {count} left out that would drop or switch off something; `fix --diff --unsafe` shows, `fix --unsafe` \
             makes them"
        ));
    }
}

/// Says why fixes are left out that a newer OpenClaw needs.
fn note_withheld(fixed: &Fixed) {
    if let Some((count, release)) = withheld(&fixed.before) {
        complain(&format!(
            "{}: {} left out, since OpenClaw {release} does not know the new form; run this again after its update",
            fixed.input.name,
            plural(count, "migration"),
        ));
    }
}

/// Reads a source and fixes its text in memory, with the files that it includes.
pub(super) fn fix(
    source: &Source,
    work: Work<'_>,
    world: &Arc<World>,
    includes: &Includes,
) -> Result<Outcome, String> {
    let input = source.read()?;
    if input.contents.lossy {
        return Err(format!("cannot fix {}: it is not valid UTF-8", input.name));
    }
    let before =
        informed(&Snapshot::new(&input.contents.text, input.kind, Arc::clone(world)), input.folder());
    if let Some((project, own)) = project(&input, &before, includes) {
        return fix_project(&project, own, input, work);
    }
    let found = diagnostics(&before);
    let read: Vec<PathBuf> = input.file.clone().into_iter().collect();
    if !before.tree.is_valid() {
        let (broken, text, left) = (vec![input.name.clone()], input.contents.text.clone(), found.clone());
        return Ok(Outcome {
            files: vec![Fixed { input, before, found, text, left }],
            lossy: Vec::new(),
            broken,
            dropped: Vec::new(),
            read,
        });
    }
    let text = settle(&before, input.contents.text.clone(), work);
    let after = informed(&Snapshot::new(&text, input.kind, Arc::clone(world)), input.folder());
    let left = diagnostics(&after);
    if after.tree.errors().len() > before.tree.errors().len() || errors(&left) > errors(&found) {
        return Err(worse(&input.name));
    }
    let lossy = vec![(input.name.clone(), crate::fix::lossy(&after, work.which).len())];
    let dropped = dropped_in(&before, &after);
    Ok(Outcome {
        files: vec![Fixed { input, before, found, text, left }],
        lossy,
        broken: Vec::new(),
        dropped,
        read,
    })
}

fn worse(name: &str) -> String {
    format!("cannot fix {name}: the result would be worse; please report this")
}

/// Fixes the files of a project that hold something to fix, or the one that was named if it is no main configuration.
/// That one is told about in any case.
fn fix_project(project: &Project, own: FileId, input: Input, work: Work<'_>) -> Result<Outcome, String> {
    let files: Vec<FileId> = if own == 0 { (0..project.files().len()).collect() } else { vec![own] };
    let edits = fix_files(project, &files, work.which);
    let after = project.edited(&edits);
    let unknown = if work.drop_unknown { unknown_in(&after, &files) } else { FileEdits::new() };
    let after = after.edited(&unknown);
    let (found, left) = (findings(project), findings(&after));
    if errors(&left.concat()) > errors(&found.concat()) {
        return Err(worse(&input.name));
    }
    let names = file_names(project, own, &input.name, input.file.as_deref());
    let whole = |project: &Project| Merged::new(project, None);
    let dropped = dropped_in(whole(project).snapshot(), whole(&after).snapshot());
    let is_broken = |(_, file): &(&String, &ProjectFile)| !file.snapshot.tree.is_valid();
    let broken = names.iter().zip(project.files()).filter(is_broken).map(|(name, _)| name.clone()).collect();
    let left_out = |file: &FileId| Some((names.get(*file)?.clone(), lossy_in(&after, *file, work.which)));
    let lossy: Vec<(String, usize)> = files.iter().filter_map(left_out).collect();
    let kind = input.kind;
    let own_path = input.file;
    let told = |file: &FileId| {
        *file == own && edits.is_empty() && unknown.is_empty()
            || edits.contains_key(file)
            || unknown.contains_key(file)
    };
    let elsewhere: Vec<Diagnostic> =
        left.iter().enumerate().filter(|(file, _)| !told(file)).flat_map(|(_, left)| left.clone()).collect();
    let sources = project.files().iter().zip(after.files()).zip(names).zip(found.into_iter().zip(left));
    let fixed =
        sources.enumerate().filter(|(file, _)| told(file)).map(|(file, (((before, after), name), both))| {
            let path = if file == own { own_path.clone() } else { Some(before.path.clone()) };
            let contents = Contents { text: before.snapshot.tree.text(), lossy: false };
            let input = Input { name, file: path, kind, contents };
            let (found, left) = both;
            Fixed { input, before: before.snapshot.clone(), found, text: after.snapshot.tree.text(), left }
        });
    let mut fixed: Vec<Fixed> = fixed.collect();
    // Whether errors remain is a question to all files.
    if let Some(first) = fixed.first_mut() {
        first.left.extend(elsewhere);
    }
    Ok(Outcome { files: fixed, lossy, broken, dropped, read: project.paths() })
}

/// Fixes until nothing is left to fix, so that a second run finds no work.
fn settle(before: &Snapshot, mut text: String, work: Work<'_>) -> String {
    let mut snapshot = before.clone();
    for _ in 0..ROUNDS {
        let mut edits = crate::fix::fix(&snapshot, work.which);
        if edits.is_empty() && work.drop_unknown {
            edits = without_unknown(
                &snapshot,
                &diagnostics(&Snapshot { files: Arc::clone(&before.files), ..snapshot.clone() }),
            );
        }
        if edits.is_empty() {
            break;
        }
        text = apply_all(&text, &edits);
        snapshot = Snapshot::new(&text, before.kind, Arc::clone(&before.world));
    }
    text
}

/// The edits that take the keys out of some files that nothing knows.
fn unknown_in(project: &Project, files: &[FileId]) -> FileEdits {
    let found = findings(project);
    let all = project.files().iter().zip(found).enumerate().filter(|(file, _)| files.contains(file));
    let edits = all.map(|(file, (own, found))| (file, without_unknown(&own.snapshot, &found)));
    edits.filter(|(_, edits)| !edits.is_empty()).collect()
}

fn errors(found: &[Diagnostic]) -> usize {
    Tally::of(found).errors
}

/// Hands the result over as the mode says. The outer error is about standard output, the inner one about the file.
fn deliver(out: &mut impl Write, fixed: &Fixed, mode: FixMode) -> io::Result<Result<(), String>> {
    let Fixed { input, text, .. } = fixed;
    let old = &input.contents.text;
    if mode.diff {
        diff::write(out, &input.name, &fixed.before, text, mode.show_secrets)?;
    } else if mode.dry_run {
        list(out, fixed, "to fix")?;
    } else if let (Some(file), false) = (&input.file, mode.stdout) {
        if text != old
            && let Err(error) = write_file(file, old, text)
        {
            return Ok(Err(format!("cannot write {}: {error}", input.name)));
        }
        if fixed.before.tree.is_valid() {
            list(out, fixed, "fixed")?;
        }
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(Ok(()))
}

/// Writes the files of an outcome, in their order, unless a second reader of JSON5 sees more changes than were meant.
///
/// # Errors
///
/// Says which file could not be written; those before it are.
pub(super) fn write(files: &[Fixed]) -> Result<(), String> {
    for Fixed { input, text, .. } in files {
        if let Some(file) = &input.file {
            write_file(file, &input.contents.text, text)
                .map_err(|error| format!("cannot write {}: {error}", input.name))?;
        }
    }
    Ok(())
}

/// Writes a file, unless a second reader of JSON5 sees more changes than were meant.
pub(super) fn write_file(file: &Path, old: &str, new: &str) -> Result<(), String> {
    second_reading(old, new)?;
    files::replace(file, old, new).map_err(|error| error.to_string())
}

/// Lists the findings that the new text no longer has.
fn list(out: &mut impl Write, fixed: &Fixed, done: &str) -> io::Result<()> {
    let gone = gone(&fixed.found, &fixed.left);
    let name = printable(&fixed.input.name);
    if fixed.text == fixed.input.contents.text {
        return writeln!(out, "{name}: nothing to fix");
    }
    if gone.is_empty() {
        // What was wrong lies in another file, whose mending needs this change.
        return writeln!(out, "{name}: changed together with the files around it");
    }
    writeln!(out, "{name}: {} {done}", plural(gone.len(), "finding"))?;
    for diagnostic in gone {
        let at = fixed.before.text.position(diagnostic.range.start, Encoding::Utf32);
        let (line, column) = (at.line + 1, at.character + 1);
        let message = masking::text(&diagnostic.message);
        writeln!(out, "  {line}:{column} {}: {}", diagnostic.code, printable(&message))?;
    }
    Ok(())
}

/// The findings of the old text that have no twin in the new one. Ranges move with the edits, so they do not count.
fn gone<'a>(found: &'a [Diagnostic], left: &[Diagnostic]) -> Vec<&'a Diagnostic> {
    let key =
        |diagnostic: &Diagnostic| (diagnostic.code, diagnostic.path.clone(), diagnostic.message.clone());
    let mut still = std::collections::HashMap::new();
    for diagnostic in left {
        *still.entry(key(diagnostic)).or_insert(0_usize) += 1;
    }
    let is_gone = |diagnostic: &&Diagnostic| match still.get_mut(&key(diagnostic)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    found.iter().filter(is_gone).collect()
}

#[cfg(test)]
mod tests;
