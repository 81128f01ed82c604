//! What was read from earlier versions of a document: an edit that leaves the agents alone does not have them read again.

use crate::catalog::MergedCatalog;
use crate::config::roster::Roster;
use crate::config::routing::Bindings;
use crate::config::selection::ModelNames;
use std::sync::{Arc, Mutex, PoisonError};

/// The latest reading of each part, by the hash of what it was read from. Equal hashes mean equal readings, so it does
/// not matter which version of the document asks.
#[derive(Debug, Default)]
pub struct Readings {
    pub(crate) roster: Reading<Roster>,
    pub(crate) catalog: Reading<MergedCatalog>,
    pub(crate) names: Reading<ModelNames>,
    pub(crate) bindings: Reading<Bindings>,
}

/// One reading.
#[derive(Debug)]
pub(crate) struct Reading<T>(Mutex<Option<(u64, Arc<T>)>>);

impl<T> Default for Reading<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Reading<T> {
    /// The reading under a hash, made now if the latest one has another.
    pub(crate) fn get(&self, hash: u64, read: impl FnOnce() -> Arc<T>) -> Arc<T> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, known)) = lock().as_ref().filter(|(known, _)| *known == hash) {
            return Arc::clone(known);
        }
        let reading = read();
        *lock() = Some((hash, Arc::clone(&reading)));
        reading
    }
}
