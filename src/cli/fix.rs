//! `fix`: makes all safe migrations, and those that lose something when they are asked for.

use super::args::{FixArgs, FixMode};
use super::checked::{findings, names, project};
use super::input::{Input, Source, sources};
use super::tally::{Tally, plural};
use super::world::world;
use super::{Status, complain, stdout};
use crate::base::{Diagnostic, FileId, Snapshot, World};
use crate::check::diagnostics;
use crate::check::withheld;
use crate::fix::Which;
use crate::host::files::{self, Contents};
use crate::host::includes::Includes;
use crate::project::{Project, fix_files, lossy_in};
use crate::text::{Encoding, apply_all};
use similar::TextDiff;
use std::io::{self, Write};
use std::sync::Arc;

/// A migration may make room for another one; none needs more rounds than it has steps.
const ROUNDS: usize = 8;

/// A document and what the fixes make of it.
struct Fixed {
    input: Input,
    before: Snapshot,
    found: Vec<Diagnostic>,
    /// The new text.
    text: String,
    /// The findings that the new text still has.
    left: Vec<Diagnostic>,
}

/// What became of a source.
struct Outcome {
    /// The documents to tell about.
    files: Vec<Fixed>,
    /// How many migrations of each file are left out because they lose something.
    lossy: Vec<(String, usize)>,
}

pub(super) fn run(args: &FixArgs) -> io::Result<Status> {
    let world = world(&args.world)?;
    let includes = Includes::from_environment();
    let mut out = stdout();
    let mut status = Status::Clean;
    for source in sources(&args.paths, None).map_err(io::Error::other)? {
        let outcome = fix(&source, args.which(), &world, &includes);
        match outcome.and_then(|outcome| printable(outcome, args.mode)) {
            Ok(Outcome { files, lossy }) => {
                note_lossy(&lossy);
                for fixed in files {
                    status = status.max(Tally::of(&fixed.left).status());
                    note_withheld(&fixed);
                    if let Err(reason) = deliver(&mut out, &fixed, args.mode)? {
                        complain(&reason);
                        status = Status::Failed;
                    }
                }
            }
            Err(reason) => {
                complain(&reason);
                status = Status::Failed;
            }
        }
    }
    out.flush()?;
    Ok(status)
}

/// Several texts behind one another are no file.
fn printable(outcome: Outcome, mode: FixMode) -> Result<Outcome, String> {
    match outcome.files.as_slice() {
        [first, _, ..] if mode.stdout => Err(format!(
            "cannot print {}: {} change, use --diff to see them",
            first.input.name,
            plural(outcome.files.len(), "file")
        )),
        _ => Ok(outcome),
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
            "{}: {} left out, since OpenClaw {release} does not know the new form; after its update, run this again with \
             --target-version {}",
            fixed.input.name,
            plural(count, "migration"),
            fixed.before.world.schema.version(),
        ));
    }
}

/// Reads a source and fixes its text in memory, with the files that it includes.
fn fix(
    source: &Source,
    which: Which<'_>,
    world: &Arc<World>,
    includes: &Includes,
) -> Result<Outcome, String> {
    let input = source.read()?;
    if input.contents.lossy {
        return Err(format!("cannot fix {}: it is not valid UTF-8", input.name));
    }
    let before = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    if let Some((project, own)) = project(&input, &before, includes) {
        return fix_project(&project, own, input, which);
    }
    let found = diagnostics(&before);
    let text = settle(&before, input.contents.text.clone(), which);
    let after = Snapshot::new(&text, input.kind, Arc::clone(world));
    let left = diagnostics(&after);
    if after.tree.errors().len() > before.tree.errors().len() || errors(&left) > errors(&found) {
        return Err(worse(&input.name));
    }
    let lossy = vec![(input.name.clone(), crate::fix::lossy(&after, which).len())];
    Ok(Outcome { files: vec![Fixed { input, before, found, text, left }], lossy })
}

fn worse(name: &str) -> String {
    format!("cannot fix {name}: the result would be worse; please report this")
}

/// Fixes the files of a project that hold something to fix, or the one that was named if it is no main configuration.
/// That one is told about in any case.
fn fix_project(project: &Project, own: FileId, input: Input, which: Which<'_>) -> Result<Outcome, String> {
    let files: Vec<FileId> = if own == 0 { (0..project.files().len()).collect() } else { vec![own] };
    let edits = fix_files(project, &files, which);
    let after = project.edited(&edits);
    let (found, left) = (findings(project), findings(&after));
    if errors(&left.concat()) > errors(&found.concat()) {
        return Err(worse(&input.name));
    }
    let names = names(project, own, &input);
    let left_out = |file: &FileId| Some((names.get(*file)?.clone(), lossy_in(&after, *file, which)));
    let lossy: Vec<(String, usize)> = files.iter().filter_map(left_out).collect();
    let kind = input.kind;
    let own_path = input.file;
    let told = |file: &FileId| *file == own && edits.is_empty() || edits.contains_key(file);
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
    Ok(Outcome { files: fixed, lossy })
}

/// Fixes until nothing is left to fix, so that a second run finds no work.
fn settle(before: &Snapshot, mut text: String, which: Which<'_>) -> String {
    let mut snapshot = before.clone();
    for _ in 0..ROUNDS {
        let edits = crate::fix::fix(&snapshot, which);
        if edits.is_empty() {
            break;
        }
        text = apply_all(&text, &edits);
        snapshot = Snapshot::new(&text, before.kind, Arc::clone(&before.world));
    }
    text
}

fn errors(found: &[Diagnostic]) -> usize {
    Tally::of(found).errors
}

/// Hands the result over as the mode says. The outer error is about standard output, the inner one about the file.
fn deliver(out: &mut impl Write, fixed: &Fixed, mode: FixMode) -> io::Result<Result<(), String>> {
    let Fixed { input, text, .. } = fixed;
    let old = &input.contents.text;
    if mode.diff {
        diff(out, &input.name, old, text)?;
    } else if mode.dry_run {
        list(out, fixed, "to fix")?;
    } else if let (Some(file), false) = (&input.file, mode.stdout) {
        if text != old
            && let Err(error) = files::replace(file, old, text)
        {
            return Ok(Err(format!("cannot write {}: {error}", input.name)));
        }
        list(out, fixed, "fixed")?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    Ok(Ok(()))
}

/// A unified diff that `patch -p0` understands.
pub(super) fn diff(out: &mut impl Write, name: &str, old: &str, new: &str) -> io::Result<()> {
    TextDiff::from_lines(old, new).unified_diff().header(name, name).to_writer(out)
}

/// Lists the findings that the new text no longer has.
fn list(out: &mut impl Write, fixed: &Fixed, done: &str) -> io::Result<()> {
    let gone = gone(&fixed.found, &fixed.left);
    let name = &fixed.input.name;
    if fixed.text == fixed.input.contents.text {
        return writeln!(out, "{name}: nothing to fix");
    }
    writeln!(out, "{name}: {} {done}", plural(gone.len(), "finding"))?;
    for diagnostic in gone {
        let at = fixed.before.text.position(diagnostic.range.start, Encoding::Utf32);
        let (line, column) = (at.line + 1, at.character + 1);
        writeln!(out, "  {line}:{column} {}: {}", diagnostic.code, diagnostic.message)?;
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
