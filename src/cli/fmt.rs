//! `fmt`: formats files; only white space changes.

use super::args::{FmtArgs, FmtMode};
use super::diff;
use super::fix;
use super::input::{Input, Source, sources};
use super::order;
use super::terminal::{Status, complain, stdout};
use super::written::Written;
use crate::base::{Snapshot, World};
use crate::ide::{FormatOptions, format};
use crate::text::apply_all;
use std::io::{self, Write};
use std::sync::Arc;

pub(super) fn run(args: &FmtArgs) -> io::Result<Status> {
    let world = Arc::new(World::default());
    let sources = sources(&args.paths);
    let mut out = stdout();
    let (mut status, mut written) = (Status::Clean, Written::default());
    order::in_order(
        &sources,
        |source| (source, formatted(source, &world)),
        |(source, mut done)| {
            // A file that is named twice was written meanwhile.
            if done.as_ref().is_ok_and(|done| done.input.file.iter().any(|file| written.has(file))) {
                done = formatted(source, &world);
            }
            status = status.max(told(&mut out, done, args.mode(), &mut written)?);
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(status)
}

/// Tells what became of a source, and writes it.
fn told(
    out: &mut impl Write,
    done: Result<Formatted, String>,
    mode: FmtMode,
    written: &mut Written,
) -> io::Result<Status> {
    let done = match done {
        Ok(done) => deliver(out, &done, mode, written)?,
        Err(reason) => Err(reason),
    };
    Ok(done.unwrap_or_else(|reason| {
        complain(&reason);
        Status::Failed
    }))
}

/// A document and its text as it should be written.
struct Formatted {
    input: Input,
    snapshot: Snapshot,
    text: String,
    /// Whether white space changes.
    changes: bool,
}

/// Formats one file in memory.
fn formatted(source: &Source, world: &Arc<World>) -> Result<Formatted, String> {
    let input = source.read()?;
    if input.contents.lossy {
        return Err(format!("cannot format {}: it is not valid UTF-8", input.name));
    }
    let old = &input.contents.text;
    let snapshot = Snapshot::new(old, input.kind, Arc::clone(world));
    let broken = !snapshot.tree.is_valid();
    let edits = if broken { Vec::new() } else { format(&snapshot, &FormatOptions::of_document(old)) };
    Ok(Formatted { text: apply_all(old, &edits), changes: !edits.is_empty(), input, snapshot })
}

/// Hands a result over as the mode says. The outer error is about standard output, the inner one about the file.
fn deliver(
    out: &mut impl Write,
    formatted: &Formatted,
    mode: FmtMode,
    written: &mut Written,
) -> io::Result<Result<Status, String>> {
    let Formatted { input, snapshot, text, changes } = formatted;
    let old = &input.contents.text;
    let broken = !snapshot.tree.is_valid();
    if broken {
        complain(&format!("{}: not formatted, because of syntax errors; `check` shows them", input.name));
    }
    if mode.check {
        if *changes {
            writeln!(out, "{}: not formatted", input.name)?;
        }
    } else if mode.diff {
        diff::write(out, &input.name, snapshot, text, mode.show_secrets)?;
    } else if let (Some(file), false) = (&input.file, mode.stdout) {
        if text != old {
            if let Err(error) = fix::write_file(file, old, text) {
                return Ok(Err(format!("cannot write {}: {error}", input.name)));
            }
            written.add(file);
        }
    } else {
        out.write_all(text.as_bytes())?;
    }
    let unformatted = mode.check && *changes;
    Ok(Ok(if broken || unformatted { Status::Errors } else { Status::Clean }))
}
