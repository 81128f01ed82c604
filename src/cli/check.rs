//! `check`: reports what OpenClaw would refuse or ignore.

use super::args::{CheckArgs, Format};
use super::input::{Input, Source, sources};
use super::tally::Tally;
use super::{Status, complain, jsonl, order, pretty, stdout};
use crate::analysis::{Diagnostic, Snapshot, World, diagnostics};
use std::io::{self, Write};
use std::sync::Arc;

/// What is to be said about one source: the printed findings and their count, or why there is none.
type Report = Result<(Vec<u8>, Tally), String>;

pub(super) fn run(args: &CheckArgs) -> io::Result<Status> {
    let sources = sources(&args.paths, args.files_from.as_deref()).map_err(io::Error::other)?;
    let world = Arc::new(World::default());
    let printer = Printer::new(args.format);
    let (mut out, mut total, mut status) = (stdout(), Tally::default(), Status::Clean);
    order::in_order(
        &sources,
        |source| report(source, &world, &printer),
        |report| {
            match report {
                Ok((text, tally)) => {
                    total.add(tally);
                    out.write_all(&text)?;
                }
                Err(reason) => {
                    complain(&reason);
                    status = Status::Failed;
                }
            }
            Ok(())
        },
    )?;
    if args.format == Format::Pretty {
        writeln!(out, "{total}")?;
    }
    out.flush()?;
    Ok(status.max(total.status()))
}

/// Checks one source.
fn report(source: &Source, world: &Arc<World>, printer: &Printer) -> Report {
    let input = source.read()?;
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    let found = diagnostics(&snapshot);
    let mut out = Vec::new();
    printer.print(&mut out, &input, &snapshot, &found).map_err(|error| error.to_string())?;
    Ok((out, Tally::of(&found)))
}

/// Prints the findings of one file.
enum Printer {
    Pretty(pretty::Printer),
    Jsonl,
}

impl Printer {
    fn new(format: Format) -> Self {
        match format {
            Format::Pretty => Self::Pretty(pretty::Printer::for_stdout()),
            Format::Jsonl => Self::Jsonl,
        }
    }

    fn print(
        &self,
        out: &mut Vec<u8>,
        input: &Input,
        snapshot: &Snapshot,
        found: &[Diagnostic],
    ) -> io::Result<()> {
        match self {
            Self::Pretty(printer) => printer.write(out, &input.name, snapshot, found),
            Self::Jsonl => jsonl::write(out, &input.name, &snapshot.text, found),
        }
    }
}
