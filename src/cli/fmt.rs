//! `fmt`: formats files; only white space changes.

use super::args::{FmtArgs, FmtMode};
use super::diff;
use super::fix;
use super::input::{Source, sources};
use super::terminal::{Status, complain, stdout};
use crate::base::{Snapshot, World};
use crate::ide::{FormatOptions, format};
use crate::text::apply_all;
use std::io::{self, Write};
use std::sync::Arc;

pub(super) fn run(args: &FmtArgs) -> io::Result<Status> {
    let world = Arc::new(World::default());
    let mut out = stdout();
    let mut status = Status::Clean;
    for source in sources(&args.paths) {
        let done = one(&mut out, &source, args.mode(), &world)?;
        status = status.max(done.unwrap_or_else(|reason| {
            complain(&reason);
            Status::Failed
        }));
    }
    out.flush()?;
    Ok(status)
}

/// Formats one file. The outer error is about standard output, the inner one about the file.
fn one(
    out: &mut impl Write,
    source: &Source,
    mode: FmtMode,
    world: &Arc<World>,
) -> io::Result<Result<Status, String>> {
    let input = match source.read() {
        Ok(input) if input.contents.lossy => {
            return Ok(Err(format!("cannot format {}: it is not valid UTF-8", input.name)));
        }
        Ok(input) => input,
        Err(reason) => return Ok(Err(reason)),
    };
    let old = &input.contents.text;
    let snapshot = Snapshot::new(old, input.kind, Arc::clone(world));
    let broken = !snapshot.tree.is_valid();
    if broken {
        complain(&format!("{}: not formatted, because of syntax errors; `check` shows them", input.name));
    }
    let edits = if broken { Vec::new() } else { format(&snapshot, &FormatOptions::of_document(old)) };
    let text = apply_all(old, &edits);
    if mode.check {
        if !edits.is_empty() {
            writeln!(out, "{}: not formatted", input.name)?;
        }
    } else if mode.diff {
        diff::write(out, &input.name, &snapshot, &text, mode.show_secrets)?;
    } else if let (Some(file), false) = (&input.file, mode.stdout) {
        if text != *old
            && let Err(error) = fix::write_file(file, old, &text)
        {
            return Ok(Err(format!("cannot write {}: {error}", input.name)));
        }
    } else {
        out.write_all(text.as_bytes())?;
    }
    let unformatted = mode.check && !edits.is_empty();
    Ok(Ok(if broken || unformatted { Status::Errors } else { Status::Clean }))
}
