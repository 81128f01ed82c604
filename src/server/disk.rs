//! Work that waits for a disk: nobody else waits for it, and nobody waits for it for long.

use rustc_hash::FxHashSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// How long a request waits for files that it needs: a local disk takes milliseconds. Afterwards it is answered from what
/// is known of them.
const PATIENCE: Duration = Duration::from_secs(1);

/// How many works may be late at the same time. A disk that hangs holds a thread for each.
const MOST_LATE: usize = 8;

/// The works that take long, by what they are about.
#[derive(Debug, Default)]
pub(super) struct Disk {
    late: Mutex<FxHashSet<PathBuf>>,
    /// Woken when a work that was late is done.
    pub(super) arrived: Notify,
}

/// What has become of a work.
enum Slot<T> {
    Waiting,
    Done(T),
    /// Nobody waits any longer.
    Late,
}

impl Disk {
    /// Does a work in a thread of its own and waits for it. Nothing if it is not done in time, or if an earlier one about
    /// the same thing still is not.
    pub(super) fn within<T: Send + 'static>(
        self: &Arc<Self>,
        about: &Path,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        self.within_time(PATIENCE, about, work)
    }

    fn within_time<T: Send + 'static>(
        self: &Arc<Self>,
        patience: Duration,
        about: &Path,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        {
            let late = lock(&self.late);
            if late.len() >= MOST_LATE || late.contains(about) {
                return None;
            }
        }
        let shared = Arc::new((Mutex::new(Slot::Waiting), Condvar::new()));
        let (disk, theirs, name) = (Arc::clone(self), Arc::clone(&shared), about.to_owned());
        let begun = std::thread::Builder::new().name("files".to_owned()).spawn(move || {
            let done = work();
            let mut slot = lock(&theirs.0);
            if matches!(*slot, Slot::Late) {
                lock(&disk.late).remove(&name);
                disk.arrived.notify_one();
            } else {
                *slot = Slot::Done(done);
                theirs.1.notify_one();
            }
        });
        begun.ok()?;
        let (slot, woken) = &*shared;
        let waiting = |slot: &mut Slot<T>| matches!(slot, Slot::Waiting);
        let waited = woken.wait_timeout_while(lock(slot), patience, waiting);
        let (mut slot, _) = waited.unwrap_or_else(PoisonError::into_inner);
        if let Slot::Done(done) = std::mem::replace(&mut *slot, Slot::Late) {
            return Some(done);
        }
        lock(&self.late).insert(about.to_owned());
        None
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    const SHORT: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn nobody_waits_for_what_is_late_twice() {
        let disk = Arc::new(Disk::default());
        let about = Path::new("/slow");
        assert_eq!(disk.within(about, || 1), Some(1));
        let (go, gate) = mpsc::channel::<()>();
        let late = disk.within_time(SHORT, about, move || gate.recv().is_ok());
        assert_eq!(late, None);
        assert_eq!(disk.within(about, || 2), None, "at once");
        assert_eq!(disk.within(Path::new("/other"), || 3), Some(3));
        go.send(()).unwrap();
        disk.arrived.notified().await;
        assert_eq!(disk.within(about, || 4), Some(4));
    }

    #[test]
    fn a_disk_that_hangs_holds_few_threads() {
        let disk = Arc::new(Disk::default());
        let mut gates = Vec::new();
        for number in 0..MOST_LATE {
            let (go, gate) = mpsc::channel::<()>();
            gates.push(go);
            let about = PathBuf::from(number.to_string());
            assert_eq!(disk.within_time(SHORT, &about, move || gate.recv().is_ok()), None);
        }
        assert_eq!(disk.within(Path::new("/other"), || 1), None);
    }
}
