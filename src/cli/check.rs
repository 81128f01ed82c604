//! `check`: reports what OpenClaw would refuse or ignore.

use super::args::{CheckArgs, Format};
use super::checked::{Checked, checked};
use super::filter::Filter;
use super::input::{Input, Source, listed};
use super::output::Outputs;
use super::report::{Reporter, Unread};
use super::tally::Tally;
use super::terminal::{Status, complain};
use super::watch::Round;
use super::world::world_with;
use super::{find, order, watch};
use crate::base::{SecurityLevel, World, masking};
use crate::host::includes::Includes;
use crate::release;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

/// What is to be said about one source in each format, its count, and the files that decide about it; or why it cannot be
/// read, with what the formats say of that.
type Report = Result<(Vec<Vec<u8>>, Tally, Vec<PathBuf>), (String, Vec<Vec<u8>>)>;

pub(super) fn run(args: &CheckArgs) -> io::Result<Status> {
    let filter = Filter::new(&args.filter).map_err(io::Error::other)?;
    Outputs::check(&args.output).map_err(io::Error::other)?;
    if args.watch {
        return watch::run(args, || round(args, &filter));
    }
    Ok(round(args, &filter)?.status)
}

/// The sources that the arguments mean now.
fn sources(args: &CheckArgs) -> Result<Vec<Source>, String> {
    let listed = args.files_from.as_deref().map(|list| listed(list, &args.paths)).transpose()?;
    let mut sources =
        if args.paths.is_empty() && listed.is_some() { Vec::new() } else { find::expanded(&args.paths)? };
    sources.extend(listed.unwrap_or_default());
    let sources = find::once(sources);
    if args.watch && sources.contains(&Source::Stdin) {
        return Err("standard input cannot be watched: name a file".to_owned());
    }
    if args.stdin_filename.is_some() && !sources.contains(&Source::Stdin) {
        return Err("--stdin-filename names standard input, which is not read: add `-`".to_owned());
    }
    Ok(sources)
}

/// Names the release that judges where it is not the newest, for people; programs find it in each document.
fn judged_by(world: &World, args: &CheckArgs) -> Option<String> {
    let reader = world.reader();
    let is_for_people =
        args.output.formats.iter().all(|format| matches!(format, Format::Pretty | Format::Short));
    (reader.release != release::newest() && is_for_people && !args.output.quiet)
        .then(|| format!("checked against OpenClaw {}, {}", reader.release, reader.because.reason()))
}

/// Checks all sources once.
fn round(args: &CheckArgs, filter: &Filter) -> io::Result<Round> {
    let sources = sources(args).map_err(io::Error::other)?;
    let level = if args.security { SecurityLevel::All } else { SecurityLevel::default() };
    let world = world_with(&args.world, level)?;
    if let Some(line) = judged_by(&world, args) {
        complain(&line);
    }
    let includes = Includes::from_environment();
    let mut outputs = Outputs::begin(&args.output);
    outputs.spare(&given(args, &sources))?;
    let reporters = outputs.reporters();
    let (mut total, mut status, mut paths) = (Tally::default(), Status::Clean, Vec::new());
    order::in_order(
        &sources,
        |source| {
            let input = source.read().map_err(|reason| unread(source, reason, &world, &reporters))?;
            report(&named(input, args), &world, &includes, filter, &reporters)
        },
        |report: Report| {
            match report {
                Ok((texts, tally, read)) => {
                    total.add(tally);
                    paths.extend(read);
                    outputs.document(&reporters, &texts)?;
                }
                Err((reason, texts)) => {
                    complain(&reason);
                    outputs.document(&reporters, &texts)?;
                    status = Status::Failed;
                }
            }
            Ok(())
        },
    )?;
    outputs.spare(&paths)?;
    outputs.close(&reporters, total)?;
    Ok(Round { status: status.max(filter.status(total)), paths })
}

/// What is said of a source that cannot be read.
fn unread(
    source: &Source,
    reason: String,
    world: &World,
    reporters: &[Box<dyn Reporter>],
) -> (String, Vec<Vec<u8>>) {
    let (file, shown) = (source.name(), masking::text(&reason));
    let unread = Unread { file: &file, reason: &shown, release: world.reader().release };
    let said = |reporter: &dyn Reporter| {
        let mut out = Vec::new();
        // A text in memory takes all that is written.
        let _ = reporter.unread(&mut out, &unread);
        out
    };
    let texts = reporters.iter().map(|reporter| said(&**reporter)).collect();
    (reason, texts)
}

/// The files that the arguments name to be read.
fn given(args: &CheckArgs, sources: &[Source]) -> Vec<PathBuf> {
    let files = sources.iter().filter_map(|source| match source {
        Source::File(path) if path.is_dir() => Some(path.join("openclaw.json")),
        Source::File(path) => Some(path.clone()),
        Source::Stdin => None,
    });
    files.chain(args.files_from.clone()).chain(args.world.schema.clone()).collect()
}

/// Gives standard input the name that it is to have.
fn named(input: Input, args: &CheckArgs) -> Input {
    match &args.stdin_filename {
        Some(file) if input.file.is_none() => input.at(file),
        _ => input,
    }
}

/// Checks one source, with the files that it includes.
fn report(
    input: &Input,
    world: &Arc<World>,
    includes: &Includes,
    filter: &Filter,
    reporters: &[Box<dyn Reporter>],
) -> Report {
    let checked = checked(input, world, includes).only(filter);
    let text = |reporter: &dyn Reporter| {
        let mut out = Vec::new();
        reporter.document(&mut out, &checked).map(|()| out)
    };
    let texts: io::Result<Vec<Vec<u8>>> = reporters.iter().map(|reporter| text(&**reporter)).collect();
    let mut paths: Vec<PathBuf> = input.file.clone().into_iter().collect();
    paths.extend(checked.paths());
    Ok((texts.map_err(|error| (error.to_string(), Vec::new()))?, tally(&checked), paths))
}

fn tally(checked: &Checked) -> Tally {
    let mut tally = Tally::default();
    for file in &checked.files {
        tally.add(Tally::of(&file.found));
    }
    tally
}
