//! Runs a program that somebody else wrote: for a bounded time, with bounded output, and with everything that it starts.
//!
//! The program runs in a process group of its own, so that it cannot end the server with its group, and is ended with all
//! of its group. Between the two stands a *guard*: this program again (`openclaw-lsp guard`), which ends the group when
//! the server is gone, however that came about. Where this program is not the one that runs, as in tests, there is none.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io::{self, Read as _};
use std::path::Path;
use std::process::{ExitCode, Stdio};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::process::{Child, Command};

/// The command of the command line that is the guard.
pub const GUARD: &str = "guard";

/// How long the output may stay open when the program has ended: whatever it left running may hold it for ever.
const LINGER: Duration = Duration::from_millis(500);

/// How much a program may do.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long it may run.
    pub patience: Duration,
    /// How many bytes it may print.
    pub most_bytes: usize,
}

/// Why a program has no output.
#[derive(Debug)]
pub enum ChildError {
    /// It could not be started.
    NotStarted(io::Error),
    /// It did not end in time.
    TooSlow,
    /// It printed more than it may.
    TooMuch,
    /// It ended with an error, or what it printed cannot be read.
    Failed,
}

impl fmt::Display for ChildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted(error) => write!(f, "it could not be started: {error}"),
            Self::TooSlow => f.write_str("it did not end in time"),
            Self::TooMuch => f.write_str("it printed too much"),
            Self::Failed => f.write_str("it failed"),
        }
    }
}

impl std::error::Error for ChildError {}

/// What a program prints on its standard output. It reads nothing, and what it says on standard error is dropped.
///
/// When this future is dropped, the program ends.
///
/// # Errors
///
/// When it cannot be started, fails, or goes beyond its limits.
pub async fn output(
    program: &Path,
    arguments: &[&str],
    variables: &[(&str, &Path)],
    folder: Option<&Path>,
    limits: Limits,
) -> Result<Vec<u8>, ChildError> {
    let mut command = guarded(program, arguments);
    command.envs(variables.iter().copied());
    command.stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    #[cfg(unix)]
    command.process_group(0);
    let mut child = command.spawn().map_err(ChildError::NotStarted)?;
    let group = Group::of(&child);
    let stdout = child.stdout.take();
    let run = collect(&mut child, stdout, limits.most_bytes);
    let result = tokio::time::timeout(limits.patience, run).await.unwrap_or(Err(ChildError::TooSlow));
    drop(group);
    result
}

/// The command that runs a program: through the guard, where there is one.
fn guarded(program: &Path, arguments: &[&str]) -> Command {
    let own = std::env::current_exe()
        .ok()
        .filter(|own| own.file_stem() == Some(OsStr::new(env!("CARGO_PKG_NAME"))));
    let Some(own) = own else {
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null());
        return command;
    };
    let mut command = Command::new(own);
    // The other end of the input is closed when this process is gone; nothing is ever written there.
    command.arg(GUARD).arg("--").arg(program).args(arguments).stdin(Stdio::piped());
    command
}

async fn collect(
    child: &mut Child,
    stdout: Option<impl AsyncRead + Unpin>,
    most_bytes: usize,
) -> Result<Vec<u8>, ChildError> {
    let Some(mut stdout) = stdout else { return Err(ChildError::Failed) };
    // The input is held open until the end: see `guarded`.
    let input = child.stdin.take();
    let mut printed = Vec::new();
    let status = tokio::select! {
        biased;
        read = read(&mut stdout, &mut printed, most_bytes) => {
            read?;
            child.wait().await
        }
        status = child.wait() => {
            if let Ok(read) = tokio::time::timeout(LINGER, read(&mut stdout, &mut printed, most_bytes)).await {
                read?;
            }
            status
        }
    };
    drop(input);
    let has_succeeded = status.is_ok_and(|status| status.success());
    if has_succeeded { Ok(printed) } else { Err(ChildError::Failed) }
}

/// Reads to the end. What was read is kept when this is dropped before.
async fn read(
    stdout: &mut (impl AsyncRead + Unpin),
    printed: &mut Vec<u8>,
    most_bytes: usize,
) -> Result<(), ChildError> {
    loop {
        match stdout.read_buf(printed).await {
            Ok(0) => return Ok(()),
            Ok(_) if printed.len() > most_bytes => return Err(ChildError::TooMuch),
            Ok(_) => {}
            Err(_) => return Err(ChildError::Failed),
        }
    }
}

/// The processes of a child; they end when this is dropped.
struct Group(Option<u32>);

impl Group {
    fn of(child: &Child) -> Self {
        Self(child.id())
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            end_group(leader);
        }
    }
}

#[cfg(unix)]
fn end_group(leader: u32) {
    use rustix::process::{Pid, Signal, kill_process_group};
    let leader = i32::try_from(leader).ok().and_then(Pid::from_raw);
    if let Some(leader) = leader {
        // The only error is that nothing of it is left.
        let _ = kill_process_group(leader, Signal::KILL);
    }
}

#[cfg(not(unix))]
fn end_group(leader: u32) {
    let mut command = std::process::Command::new("taskkill");
    command.args(["/T", "/F", "/PID", &leader.to_string()]);
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
}

/// Runs a program and ends as it does, or ends it and all that it started when the input is closed.
pub fn guard(program: &OsStr, arguments: &[OsString]) -> ExitCode {
    let mut command = std::process::Command::new(program);
    let spawned = command.args(arguments).stdin(Stdio::null()).spawn();
    let Ok(mut child) = spawned else { return ExitCode::FAILURE };
    let id = child.id();
    std::thread::spawn(move || {
        let mut input = io::stdin().lock();
        while input.read(&mut [0; 64]).is_ok_and(|count| count > 0) {}
        end_own_group(id);
    });
    match child.wait() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Ends this process with all others of its group.
#[cfg(unix)]
fn end_own_group(_: u32) {
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::KILL);
}

#[cfg(not(unix))]
fn end_own_group(child: u32) {
    end_group(child);
}

#[cfg(all(test, unix))]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use std::fs;
    use std::time::Instant;

    const LIMITS: Limits = Limits { patience: Duration::from_secs(20), most_bytes: 1 << 20 };

    async fn run(script: &str, folder: &Path, limits: Limits) -> Result<String, ChildError> {
        let printed = output(Path::new("/bin/sh"), &["-c", script], &[], Some(folder), limits).await;
        printed.map(|printed| String::from_utf8(printed).unwrap())
    }

    /// Whether a process that a script has noted is gone. A zombie is: its parent may not look for a while.
    fn is_gone(file: &Path) -> bool {
        let id = fs::read_to_string(file).unwrap();
        let gone = || {
            let stat = fs::read_to_string(format!("/proc/{}/stat", id.trim()));
            stat.map_or(true, |stat| stat.contains(") Z"))
        };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(10) {
            if gone() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        false
    }

    #[tokio::test]
    async fn what_is_printed_is_read() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            run("pwd; cat", folder.path(), LIMITS).await.unwrap(),
            format!("{}\n", folder.path().display())
        );
        assert!(matches!(run("echo a; exit 1", folder.path(), LIMITS).await, Err(ChildError::Failed)));
        let absent = output(Path::new("/nowhere/sh"), &[], &[], None, LIMITS).await;
        assert!(matches!(absent, Err(ChildError::NotStarted(_))));
    }

    #[tokio::test]
    async fn a_program_that_prints_for_ever_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { most_bytes: 100_000, ..LIMITS };
        let result = run("echo $$ > id; exec yes '{'", folder.path(), limits).await;
        assert!(matches!(result, Err(ChildError::TooMuch)));
        assert!(is_gone(&folder.path().join("id")));
    }

    #[tokio::test]
    async fn a_program_ends_with_all_that_it_started() {
        let folder = tempfile::tempdir().unwrap();
        let limits = Limits { patience: Duration::from_secs(3), ..LIMITS };
        let result = run("sleep 1000 & echo $! > id; wait", folder.path(), limits).await;
        assert!(matches!(result, Err(ChildError::TooSlow)));
        assert!(is_gone(&folder.path().join("id")));
        // One that is left behind holds nothing up.
        let result = run("sleep 1000 & echo $! > id; echo done", folder.path(), LIMITS).await;
        assert_eq!(result.unwrap(), "done\n");
        assert!(is_gone(&folder.path().join("id")));
    }

    #[tokio::test]
    async fn a_program_cannot_end_this_one_with_its_group() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(run("kill -TERM 0", folder.path(), LIMITS).await, Err(ChildError::Failed)));
    }
}
