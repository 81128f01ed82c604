//! Memory that closed documents leave behind goes back to the system.
//!
//! The allocator of the program keeps free pages for a second, since a busy program wants them back; and it looks for those
//! whose time is over when a thread ends, or when much is freed after that. A server whose documents are closed does neither.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Free pages are due by then.
const DUE: Duration = Duration::from_millis(1_500);

/// Gives memory back.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// How often documents were closed.
    closed: Arc<AtomicU64>,
}

impl Memory {
    /// Gives memory back some time after a document was closed, once for all that are closed together.
    pub(super) fn give_back(&self) {
        let number = self.closed.fetch_add(1, Ordering::Relaxed) + 1;
        let closed = Arc::clone(&self.closed);
        tokio::spawn(async move {
            tokio::time::sleep(DUE).await;
            if closed.load(Ordering::Relaxed) == number {
                // What the thread does is no matter; one that never allocates has nothing to look for.
                drop(thread::Builder::new().spawn(move || drop(std::hint::black_box(Box::new(number)))));
            }
        });
    }
}
