//! Which files the client is to tell changes of.

use std::path::PathBuf;
use std::sync::atomic::AtomicU64;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What is registered, and what is wished for.
#[derive(Debug, Default)]
pub(super) struct Watching {
    state: Mutex<State>,
    pub(super) changes: AtomicU64,
}

#[derive(Debug, Default)]
pub(super) struct State {
    /// What is to be watched, where that is something else than what is.
    wish: Option<Vec<PathBuf>>,
    /// What is watched, or was wished for last.
    files: Vec<PathBuf>,
    /// A task is talking with the client about it.
    talking: bool,
    /// The name of the registration that holds.
    pub(super) registered: Option<String>,
    /// The number of the last registration. No name is used twice, as clients may take back the wrong one.
    number: u64,
}

impl Watching {
    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a wish; whether somebody has to begin to talk with the client.
    pub(super) fn wish(&self, files: Vec<PathBuf>) -> bool {
        let mut state = self.state();
        if state.files == files {
            return false;
        }
        state.files.clone_from(&files);
        state.wish = Some(files);
        !std::mem::replace(&mut state.talking, true)
    }

    /// The next wish, with the name of a registration for it.
    pub(super) fn next(&self) -> Option<(Vec<PathBuf>, String)> {
        let mut state = self.state();
        let Some(files) = state.wish.take() else {
            state.talking = false;
            return None;
        };
        state.number += 1;
        Some((files, format!("openclaw-files-{}", state.number)))
    }
}
