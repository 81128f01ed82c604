//! Memory for readers: what was computed for a node stays with the node.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

/// The most answers that one node remembers: enough for all passes, and the branches of a union.
const SLOTS: usize = 16;

type Answer = Arc<dyn Any + Send + Sync>;

/// What readers have computed for one immutable node, by a key of theirs.
///
/// A node never changes, so an answer never gets old; it goes when the node goes. That is why the answers lie here and
/// not in a table by address: a freed address can be used again.
#[derive(Default)]
pub struct Memo {
    answers: Mutex<Vec<(u64, Answer)>>,
}

impl Memo {
    /// The answer for a key, computed now if it was not known. `compute` runs without a lock held.
    pub fn get_or<T: Send + Sync + 'static>(&self, key: u64, compute: impl FnOnce() -> T) -> Arc<T> {
        self.get_or_share(key, || Arc::new(compute()))
    }

    /// The same for an answer that may be shared by many nodes.
    pub fn get_or_share<T: Send + Sync + 'static>(
        &self,
        key: u64,
        compute: impl FnOnce() -> Arc<T>,
    ) -> Arc<T> {
        if let Some(known) = self.get(key) {
            return known;
        }
        let answer = compute();
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        if answers.len() >= SLOTS {
            answers.remove(0);
        }
        answers.push((key, Arc::clone(&answer) as Answer));
        answer
    }

    /// The answer for a key, if it is known.
    pub fn get<T: Send + Sync + 'static>(&self, key: u64) -> Option<Arc<T>> {
        let answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let answer = answers.iter().find(|(known, _)| *known == key)?;
        Arc::clone(&answer.1).downcast().ok()
    }
}

impl std::fmt::Debug for Memo {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Memo")
    }
}
