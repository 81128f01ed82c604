//! `upgrade`: what an update of OpenClaw does to a configuration, before it is made.

use super::args::{UpgradeArgs, UpgradeFormat, Work, WorldArgs};
use super::checked::project;
use super::fix;
use super::input::{Input, Source};
use super::terminal::{Status, complain, printable, stdout};
use super::world::world;
use crate::base::{Snapshot, World};
use crate::fix::Which;
use crate::host::file_facts::informed;
use crate::host::includes::Includes;
use crate::project::Merged;
use crate::release;
use crate::upgrade::{NoUpdate, Update, Upgrade};
use std::io::{self, Write};
use std::sync::Arc;

pub(super) fn run(args: &UpgradeArgs) -> io::Result<Status> {
    let to = args.to.unwrap_or_else(release::newest);
    let source = Source::from_argument(args.file.clone());
    if args.apply && source == Source::Stdin {
        return Err(io::Error::other("--apply writes a file: name one"));
    }
    let input = source.read().map_err(io::Error::other)?;
    let world = world(&WorldArgs { schema: None, target_version: Some(to) })?;
    let includes = Includes::from_environment();
    let snapshot = whole(&input, &world, &includes);
    if !snapshot.tree.is_valid() {
        return Err(io::Error::other(format!("{} has syntax errors; `check` shows them", input.name)));
    }
    let upgrade = Upgrade::of(&snapshot, update(args, &snapshot).map_err(io::Error::other)?);
    print(args.format, &input.name, &upgrade)?;
    let is_refused = if args.apply {
        apply(&source, &world, &includes).map_err(io::Error::other)?;
        !upgrade.left.is_empty()
    } else {
        !diagnosed_clean(&upgrade)
    };
    Ok(if is_refused { Status::Errors } else { Status::Clean })
}

/// Whether the new release starts with the file as it is: nothing is refused anew, and nothing was before.
fn diagnosed_clean(upgrade: &Upgrade) -> bool {
    upgrade.refused.is_empty() && upgrade.left.is_empty()
}

/// What all files say together.
fn whole(input: &Input, world: &Arc<World>, includes: &Includes) -> Snapshot {
    let snapshot = Snapshot::new(&input.contents.text, input.kind, Arc::clone(world));
    match project(input, &snapshot, includes) {
        Some((project, _)) => Merged::new(&project, None).snapshot().clone(),
        None => informed(&snapshot, input.folder()),
    }
}

/// The update that is meant.
fn update(args: &UpgradeArgs, snapshot: &Snapshot) -> Result<Update, String> {
    Update::of(snapshot, args.from, args.to).map_err(|why| match why {
        NoUpdate::NoStart => format!("{why} with --from"),
        NoUpdate::Unknown(_) => why.to_string(),
    })
}

fn print(format: UpgradeFormat, name: &str, upgrade: &Upgrade) -> io::Result<()> {
    let mut out = stdout();
    match format {
        UpgradeFormat::Pretty => out.write_all(printable(&upgrade.pretty(name)).as_bytes())?,
        UpgradeFormat::Md => out.write_all(printable(&upgrade.markdown(name)).as_bytes())?,
        UpgradeFormat::Json => {
            let mut value = serde_json::to_value(upgrade)?;
            value["file"] = name.into();
            writeln!(out, "{value}")?;
        }
    }
    out.flush()
}

/// Writes what `fix` makes of the files for the new release.
fn apply(source: &Source, world: &Arc<World>, includes: &Includes) -> Result<(), String> {
    let outcome = fix::fix(source, Work::migrations(Which::safe(None)), world, includes)?;
    fix::write(&outcome.files)?;
    for fixed in outcome.files.iter().filter(|fixed| fixed.text != fixed.input.contents.text) {
        complain(&format!("{}: written for OpenClaw {}", fixed.input.name, world.reader().release));
    }
    Ok(())
}
