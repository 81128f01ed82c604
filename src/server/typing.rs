//! Nothing is said about what somebody is in the middle of typing: it is held back until it is left, or paused over.
//!
//! What is found does not depend on it, only when it is told; and only for a client that takes it later.

use super::capabilities::Negotiated;
use super::report::{Held, Report};
use crate::base::Snapshot;
use crate::ide;
use crate::text::{TextEdit, TextRange};
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::{Duration, Instant};

/// How long a pause is.
pub(super) const PAUSE: Duration = Duration::from_millis(if cfg!(test) { 60 } else { 500 });

/// More characters at once are no typing, however fast.
const MOST: usize = 8;

/// Where somebody types, and since when.
#[derive(Clone, Copy, Debug)]
pub(super) struct Typed {
    offset: usize,
    since: Instant,
}

impl Typed {
    /// An edit by which somebody types: a few characters more or fewer on one line.
    pub(super) fn by(edit: &TextEdit) -> Option<Self> {
        let is_small =
            edit.text.len() <= MOST && edit.range.len() <= MOST && !edit.text.contains(['\n', '\r']);
        let is_typing = is_small && (edit.range.is_empty() != edit.text.is_empty());
        is_typing.then(|| Self { offset: edit.range.start + edit.text.len(), since: Instant::now() })
    }

    /// What is not spoken of yet: the token that somebody is typing. A client that cannot be told later is told at once.
    pub(super) fn unfinished(self, snapshot: &Snapshot, caps: &Negotiated, what: Held) -> Option<TextRange> {
        let is_told_later = match what {
            Held::Findings => !caps.pull_diagnostics || caps.diagnostic_refresh,
            Held::Hints => caps.inlay_refresh,
            Held::Lenses => caps.lens_refresh,
        };
        let is_typing = is_told_later && self.since.elapsed() < PAUSE;
        is_typing.then(|| ide::unfinished(snapshot, self.offset)).flatten()
    }
}

/// What has to be known to tell later what is held back.
pub(super) struct Waiting {
    version: i32,
    latest: Arc<AtomicI32>,
    pub(super) report: Arc<Report>,
}

impl Waiting {
    /// What is held back about a version of a document.
    pub(super) fn new(latest: &Arc<AtomicI32>, report: &Arc<Report>) -> Self {
        let version = latest.load(Ordering::Relaxed);
        Self { version, latest: Arc::clone(latest), report: Arc::clone(report) }
    }

    /// Whether the text has changed since.
    pub(super) fn is_over(&self) -> bool {
        self.latest.load(Ordering::Relaxed) != self.version
    }
}
