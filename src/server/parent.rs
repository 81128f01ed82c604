//! Ends the server when the process that started it is gone (`InitializeParams.processId`).

use super::shared::Shared;
use std::sync::Arc;
use std::time::Duration;

/// How often the process is looked for.
const PERIOD: Duration = Duration::from_secs(3);

/// Watches a process, where that is possible: the system must show it now. In a container the number may mean nothing;
/// then the end of the input is the only sign.
pub(super) fn watch(shared: &Arc<Shared>, process: u32) {
    let Some(first) = Seen::now(process) else { return };
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        while Seen::now(process) == Some(first) {
            tokio::time::sleep(PERIOD).await;
        }
        shared.orphaned.notify_one();
    });
}

/// A process that lives, told apart from a later one of the same number by the moment of its start where that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    started: u64,
}

impl Seen {
    /// The process of a number, if it lives. One that has ended, but whose parent has not looked yet, does not.
    #[cfg(target_os = "linux")]
    fn now(process: u32) -> Option<Self> {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
        // The name of the program stands in brackets and may hold anything. Behind it come the state and, as the 20th
        // field, the moment of the start (proc_pid_stat(5)).
        let mut fields = stat.rsplit_once(')')?.1.split_ascii_whitespace();
        let is_alive = !matches!(fields.next()?, "Z" | "X" | "x");
        let started = fields.nth(18)?.parse().ok()?;
        is_alive.then_some(Self { started })
    }

    #[cfg(all(unix, not(target_os = "linux")))]
    fn now(process: u32) -> Option<Self> {
        use rustix::io::Errno;
        let process = rustix::process::Pid::from_raw(i32::try_from(process).ok()?)?;
        // A process of another user is there although it cannot be signalled.
        let is_there = matches!(rustix::process::test_kill_process(process), Ok(()) | Err(Errno::PERM));
        is_there.then_some(Self { started: 0 })
    }

    #[cfg(not(unix))]
    fn now(_: u32) -> Option<Self> {
        None
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::process::Command;

    #[test]
    fn a_process_that_has_ended_is_gone_although_nobody_has_looked() {
        let own = std::process::id();
        assert_eq!(Seen::now(own), Seen::now(own));
        assert!(Seen::now(own).is_some());
        let mut child = Command::new("sleep").arg("1000").spawn().unwrap();
        assert!(Seen::now(child.id()).is_some());
        child.kill().unwrap();
        let begun = std::time::Instant::now();
        while Seen::now(child.id()).is_some() {
            assert!(begun.elapsed() < Duration::from_secs(10), "a zombie is no process");
            std::thread::sleep(Duration::from_millis(5));
        }
        child.wait().unwrap();
    }
}
