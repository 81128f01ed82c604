//! `check`: reports what OpenClaw would refuse or ignore.

use super::args::{CheckArgs, Format};
use super::checked::{Checked, checked};
use super::input::{Source, sources};
use super::tally::Tally;
use super::world::world;
use super::{Status, complain, jsonl, order, pretty, stdout};
use crate::base::World;
use crate::host::includes::Includes;
use std::io::{self, Write};
use std::sync::Arc;

/// What is to be said about one source: the printed findings and their count, or why there is none.
type Report = Result<(Vec<u8>, Tally), String>;

pub(super) fn run(args: &CheckArgs) -> io::Result<Status> {
    let sources = sources(&args.paths, args.files_from.as_deref()).map_err(io::Error::other)?;
    let world = world(&args.world)?;
    let includes = Includes::from_environment();
    let printer = Printer::new(args.format);
    let (mut out, mut total, mut status) = (stdout(), Tally::default(), Status::Clean);
    order::in_order(
        &sources,
        |source| report(source, &world, &includes, &printer),
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

/// Checks one source, with the files that it includes.
fn report(source: &Source, world: &Arc<World>, includes: &Includes, printer: &Printer) -> Report {
    let checked = checked(&source.read()?, world, includes);
    let mut out = Vec::new();
    printer.print(&mut out, &checked).map_err(|error| error.to_string())?;
    let mut tally = Tally::default();
    for file in &checked.files {
        tally.add(Tally::of(&file.found));
    }
    Ok((out, tally))
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

    /// Prints what was found in a file and those that it includes.
    fn print(&self, out: &mut Vec<u8>, checked: &Checked) -> io::Result<()> {
        match self {
            Self::Pretty(printer) => printer.write(out, checked),
            Self::Jsonl => jsonl::write(out, checked),
        }
    }
}
