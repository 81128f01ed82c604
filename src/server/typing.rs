//! Nothing is said about what somebody is in the middle of typing: it is held back until it is left, or paused over.
//!
//! What is found does not depend on it, only when it is told; and only for a client that takes it later.

use super::capabilities::Negotiated;
use super::report::{Held, Report};
use crate::base::Snapshot;
use crate::ide;
use crate::text::{TextEdit, TextRange};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::time::Duration;

/// How long a pause is.
const PAUSE: Duration = Duration::from_millis(if cfg!(test) { 60 } else { 500 });

/// More characters at once are no typing, however fast.
const MOST: usize = 8;

/// Where somebody types, and whether nothing has followed for a pause.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    offset: usize,
    is_over: Arc<AtomicBool>,
}

/// Lets so many pauses go by.
pub(super) async fn pauses(count: u32) {
    #[cfg(test)]
    by_hand::unless_held().await;
    tokio::time::sleep(PAUSE * count).await;
}

impl Typed {
    /// An edit by which somebody types: a few characters more or fewer on one line.
    pub(super) fn by(edit: &TextEdit) -> Option<Self> {
        let is_small =
            edit.text.len() <= MOST && edit.range.len() <= MOST && !edit.text.contains(['\n', '\r']);
        let is_typing = is_small && (edit.range.is_empty() != edit.text.is_empty());
        is_typing.then(|| Self { offset: edit.range.start + edit.text.len(), is_over: Arc::default() })
    }

    /// What is not spoken of yet: the token that somebody is typing. A client that cannot be told later is told at once.
    pub(super) fn unfinished(&self, snapshot: &Snapshot, caps: &Negotiated, what: Held) -> Option<TextRange> {
        let is_told_later = match what {
            Held::Findings => !caps.pull_diagnostics || caps.diagnostic_refresh,
            Held::Hints => caps.inlay_refresh,
            Held::Lenses => caps.lens_refresh,
        };
        let is_typing = is_told_later && !self.is_over.load(Ordering::Relaxed);
        is_typing.then(|| ide::unfinished(snapshot, self.offset)).flatten()
    }
}

/// What has to be known to tell later what is held back.
pub(super) struct Waiting {
    version: i32,
    latest: Arc<AtomicI32>,
    typed: Typed,
    pub(super) report: Arc<Report>,
}

impl Waiting {
    /// What is held back about a version of a document.
    pub(super) fn new(latest: &Arc<AtomicI32>, typed: Typed, report: &Arc<Report>) -> Self {
        let version = latest.load(Ordering::Relaxed);
        Self { version, latest: Arc::clone(latest), typed, report: Arc::clone(report) }
    }

    /// Notes that a pause has gone by: from now on nothing is held back. Whether the text is still the same.
    pub(super) fn pause_is_over(&self) -> bool {
        self.typed.is_over.store(true, Ordering::Relaxed);
        self.latest.load(Ordering::Relaxed) == self.version
    }
}

/// Pauses that tests hold up, so that none is a race with the clock.
#[cfg(test)]
pub(super) mod by_hand {
    use std::cell::RefCell;
    use tokio::sync::watch::{Receiver, Sender, channel};

    thread_local! {
        /// Whether pauses are held up: each test has a thread of its own, which its server runs on as well.
        static HELD: RefCell<Option<Receiver<bool>>> = const { RefCell::new(None) };
    }

    /// Holds up all pauses of this test, until the sender says `false`.
    pub(in crate::server) fn hold() -> Sender<bool> {
        let (sender, receiver) = channel(true);
        HELD.set(Some(receiver));
        sender
    }

    pub(super) async fn unless_held() {
        let held = HELD.with_borrow(Clone::clone);
        if let Some(mut held) = held {
            let _ = held.wait_for(|held| !held).await;
        }
    }
}
