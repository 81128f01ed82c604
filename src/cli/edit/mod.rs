//! `get`, `set`, `unset` and `patch`: one value of a configuration, from a script, without losing a comment.
//!
//! A change is made in memory by the engine that fixes use ([`crate::edit`]), compared with the value that was
//! asked for, and judged; only then it is written.

mod change;
mod deliver;
mod engine;
mod json;
mod place;
mod show;
#[cfg(test)]
mod tests;

pub(super) use change::Change;
pub(super) use deliver::{lines, text, write};
pub(super) use engine::{Outcome, Subject};
pub(super) use json::Json;
pub(super) use place::Place;

use super::args::{EditArgs, GetArgs, PatchArgs, SetArgs, UnsetArgs, WorldArgs};
use super::diff;
use super::input::{Input, Source};
use super::terminal::{Status, complain, printable, stdout};
use super::world::world;
use crate::host::files;
use crate::host::includes::Includes;
use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

pub(super) fn get(args: &GetArgs) -> io::Result<Status> {
    let nothing = WorldArgs { schema: None, target_version: None };
    let (_, subject) = subject(&args.file, &nothing)?;
    let place = subject.place(&args.key).map_err(io::Error::other)?;
    let Some(value) = subject.get(&place) else {
        complain(&format!("`{}` is not set in {}", place.shown(), args.file.display()));
        return Ok(Status::Errors);
    };
    let (text, masked) = subject.shown(&place).unwrap_or_default();
    if masked {
        complain(&"secrets are masked");
    }
    let mut out = stdout();
    if args.string {
        let Json::Text(_) = value else {
            return Err(io::Error::other(format!("`{}` is {}, no text", place.shown(), value.kind())));
        };
        let bare: String = serde_json::from_str(&text)?;
        // A script gets every byte, and a terminal what it can show.
        let shown = if io::stdout().is_terminal() { printable(&bare) } else { Cow::Borrowed(&*bare) };
        writeln!(out, "{shown}")?;
    } else {
        writeln!(out, "{text}")?;
    }
    out.flush()?;
    Ok(Status::Clean)
}

pub(super) fn set(args: &SetArgs) -> io::Result<Status> {
    let value = match args.value.as_str() {
        "-" if args.file.as_os_str() == "-" => {
            return Err(io::Error::other("standard input cannot be both the value and the file"));
        }
        // A text that is piped ends with a line break that nobody means.
        "-" => match piped()?.trim_end_matches(['\r', '\n']) {
            "" => {
                return Err(io::Error::other(
                    "standard input holds no value; an empty text on purpose is written '\"\"', without --string",
                ));
            }
            value => value.to_owned(),
        },
        value => value.to_owned(),
    };
    let value = if args.string {
        Json::Text(value)
    } else {
        let reason = |reason| {
            io::Error::other(format!("cannot read the value: {reason}; a text needs quotes, or --string"))
        };
        Json::parse(&value).map_err(reason)?
    };
    let (input, subject) = subject(&args.file, &args.edit.world)?;
    let place = subject.key(&args.key).map_err(io::Error::other)?;
    let done = format!("`{}` set", place.shown());
    finish(&input, &subject, &Change::Set(place, value), &args.edit, &done)
}

pub(super) fn unset(args: &UnsetArgs) -> io::Result<Status> {
    let (input, subject) = subject(&args.file, &args.edit.world)?;
    let place = subject.key(&args.key).map_err(io::Error::other)?;
    let done = format!("`{}` removed", place.shown());
    finish(&input, &subject, &Change::Unset(place), &args.edit, &done)
}

pub(super) fn patch(args: &PatchArgs) -> io::Result<Status> {
    let from = args.from.clone().unwrap_or_else(|| PathBuf::from("-"));
    if args.file.as_os_str() == "-" && from.as_os_str() == "-" {
        return Err(io::Error::other("standard input is the patch: name a file to patch"));
    }
    let patch = Source::from_argument(from).read().map_err(io::Error::other)?;
    let reason = |reason| io::Error::other(format!("cannot read the patch: {reason}"));
    let patch = Json::parse(&patch.contents.text).map_err(reason)?;
    let (input, subject) = subject(&args.file, &args.edit.world)?;
    finish(&input, &subject, &Change::Patch(patch), &args.edit, "patched")
}

fn piped() -> io::Result<String> {
    Ok(files::read_stream(io::stdin().lock())?.text)
}

fn subject(file: &Path, world_args: &WorldArgs) -> io::Result<(Input, Subject)> {
    let input = Source::from_argument(file.to_owned()).read().map_err(io::Error::other)?;
    let world = world(world_args)?;
    let subject = Subject::new(&input, &world, &Includes::from_environment()).map_err(io::Error::other)?;
    Ok((input, subject))
}

/// Makes a change, and shows, refuses or writes what comes out.
fn finish(
    input: &Input,
    subject: &Subject,
    change: &Change,
    args: &EditArgs,
    done: &str,
) -> io::Result<Status> {
    let outcome = match subject.change(change) {
        Ok(outcome) => outcome,
        Err(reason) => {
            complain(&reason);
            return Ok(Status::Errors);
        }
    };
    for line in lines(&outcome) {
        complain(&line);
    }
    let refused = outcome.is_refused() && !args.force;
    if refused {
        complain(&format!(
            "{} is left as it is, since OpenClaw would refuse it; --force writes it",
            input.name
        ));
    }
    let mut out = stdout();
    if args.diff {
        for changed in &outcome.files {
            let new = text(&changed.after);
            diff::write(&mut out, &changed.name, &changed.before, &new, args.show_secrets)?;
        }
    } else if !refused {
        deliver_to(&mut out, input, &outcome, done)?;
    }
    out.flush()?;
    Ok(if refused { Status::Errors } else { Status::Clean })
}

/// Writes the files and says so; a document that came through a pipe is printed.
fn deliver_to(out: &mut impl Write, input: &Input, outcome: &Outcome, done: &str) -> io::Result<()> {
    write(outcome).map_err(io::Error::other)?;
    if input.file.is_none() {
        let own = outcome.files.iter().find(|changed| changed.file.is_none());
        return out.write_all(own.map_or(input.contents.text.clone(), |own| text(&own.after)).as_bytes());
    }
    for changed in &outcome.files {
        writeln!(out, "{}", printable(&format!("{}: {done}", changed.name)))?;
    }
    if outcome.files.is_empty() {
        writeln!(out, "{}: nothing to change", printable(&input.name))?;
    }
    Ok(())
}
