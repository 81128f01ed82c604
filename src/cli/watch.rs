//! `check --watch`: checks again whenever a file changes.
//!
//! The files are looked at a few times a second: that works on every file system, also on those that report no changes,
//! and the files are few.

use super::args::CheckArgs;
use super::terminal::{Status, complain};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(200);

/// How many pauses lie between two looks for files that are new.
const SEARCH: usize = 10;

/// What changes when a file does; none for one that is not there.
type Stamp = Option<(u64, Option<SystemTime>)>;

/// One run over all sources.
pub(super) struct Round {
    pub(super) status: Status,
    /// The files that decide what is found.
    pub(super) paths: Vec<PathBuf>,
}

/// Runs a round now and after each change, until the process is ended or its output is closed.
pub(super) fn run(args: &CheckArgs, mut round: impl FnMut() -> io::Result<Round>) -> io::Result<Status> {
    let printed = args.output.files.is_empty() && io::stdout().is_terminal();
    let mut known = args.paths.clone();
    for first in std::iter::once(true).chain(std::iter::repeat(false)) {
        if printed {
            // The screen shows one round, as compilers that watch do it.
            write!(io::stdout(), "\u{1b}[2J\u{1b}[3J\u{1b}[H")?;
        }
        // Before the files are read: what changes meanwhile is then seen as a change.
        let mut seen = stamps(known.clone());
        match round() {
            Ok(round) => {
                let more = round.paths.iter().filter(|path| !known.contains(path)).cloned();
                seen.extend(stamps(more.collect()));
                known.clone_from(&args.paths);
                known.extend(round.paths);
            }
            // What is wrong from the start is no change to wait for.
            Err(error) if first || error.kind() == io::ErrorKind::BrokenPipe => return Err(error),
            Err(error) => complain(&error),
        }
        complain(&"waiting for a change; Ctrl-C ends");
        wait(&seen, args);
    }
    Ok(Status::Clean)
}

/// Returns when one of the files is another than it was, or there are other files.
fn wait(seen: &[(PathBuf, Stamp)], args: &CheckArgs) {
    let found = super::find::expanded(&args.paths).ok();
    for turn in 1_usize.. {
        thread::sleep(PAUSE);
        if seen.iter().any(|(path, stamp)| stamp_of(path) != *stamp) {
            return;
        }
        if turn.is_multiple_of(SEARCH) && super::find::expanded(&args.paths).ok() != found {
            return;
        }
    }
}

fn stamps(paths: Vec<PathBuf>) -> Vec<(PathBuf, Stamp)> {
    let stamp = |path: PathBuf| {
        let stamp = stamp_of(&path);
        (path, stamp)
    };
    paths.into_iter().map(stamp).collect()
}

fn stamp_of(path: &PathBuf) -> Stamp {
    let found = fs::metadata(path).ok()?;
    Some((found.len(), found.modified().ok()))
}
