//! What was last reported about a document, and how long its requests take.

use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tower_lsp::ls_types::{Diagnostic, SemanticToken, Uri};

/// Requests that are expected to take longer leave the reader's thread; a switch of threads costs a tenth of a
/// millisecond, which is more than most requests take.
const INLINE: Duration = Duration::from_millis(3);

/// What a byte costs where nothing is known yet.
const NANOS_PER_BYTE: u32 = 15;

/// What may be held back while somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Diagnostics.
    Findings,
    /// Inlay hints.
    Hints,
    /// Code lenses.
    Lenses,
}

/// The last report of one document.
#[derive(Default)]
pub(super) struct Report {
    last: Mutex<Option<(u64, Vec<Diagnostic>)>>,
    tokens: Mutex<Option<(u64, Vec<SemanticToken>)>>,
    took: Mutex<FxHashMap<&'static str, Duration>>,
    told: Mutex<Option<i32>>,
    closed: Mutex<FxHashMap<String, (Uri, Vec<Diagnostic>)>>,
    held: [AtomicBool; 3],
}

impl Report {
    /// Remembers what is reported now and returns its number, which stays the same while the report does.
    ///
    /// Numbers are unique in the process, so that one from before a document was closed never matches.
    pub(super) fn number(&self, items: &[Diagnostic]) -> u64 {
        let mut last = lock(&self.last);
        match &*last {
            Some((number, before)) if before == items => *number,
            _ => {
                let number = next_number();
                *last = Some((number, items.to_vec()));
                number
            }
        }
    }

    /// Whether something else than `items` was reported last.
    pub(super) fn differs(&self, items: &[Diagnostic]) -> bool {
        lock(&self.last).as_ref().is_none_or(|(_, before)| before != items)
    }

    /// Remembers what is reported now about files that the document includes and nobody has opened, and returns what is
    /// another report than before: an empty one for files of which there is nothing more to say.
    pub(super) fn exchange_closed(&self, now: Vec<(Uri, Vec<Diagnostic>)>) -> Vec<(Uri, Vec<Diagnostic>)> {
        let now = now.into_iter().filter(|(_, items)| !items.is_empty());
        let now: FxHashMap<String, _> =
            now.map(|(uri, items)| (uri.as_str().to_owned(), (uri, items))).collect();
        let before = std::mem::replace(&mut *lock(&self.closed), now.clone());
        let gone = before.iter().filter(|(name, _)| !now.contains_key(*name));
        let gone = gone.map(|(_, (uri, _))| (uri.clone(), Vec::new()));
        let new = now.iter().filter(|(name, report)| before.get(*name) != Some(*report));
        gone.chain(new.map(|(_, report)| report.clone())).collect()
    }

    /// Remembers the tokens that are reported now and returns their number, with the ones from before and theirs.
    pub(super) fn exchange_tokens(
        &self,
        tokens: Vec<SemanticToken>,
    ) -> (u64, Option<(u64, Vec<SemanticToken>)>) {
        let number = next_number();
        (number, lock(&self.tokens).replace((number, tokens)))
    }

    /// Notes that something is held back.
    pub(super) fn hold(&self, what: Held) {
        self.held[what as usize].store(true, Ordering::Relaxed);
    }

    /// Whether something is held back, which it is no longer then.
    pub(super) fn release(&self, what: Held) -> bool {
        self.held[what as usize].swap(false, Ordering::Relaxed)
    }

    /// Notes that the findings of a version are published.
    pub(super) fn tell(&self, version: i32) {
        *lock(&self.told) = Some(version);
    }

    /// Whether findings of this version were published last.
    pub(super) fn told(&self, version: i32) -> bool {
        *lock(&self.told) == Some(version)
    }

    /// Notes how long a method took.
    pub(super) fn note(&self, method: &'static str, took: Duration) {
        lock(&self.took).insert(method, took);
    }

    /// Whether a method will be too slow for the reader's thread: as slow as last time, or by the document's size.
    pub(super) fn slow(&self, method: &'static str, bytes: usize) -> bool {
        let known = lock(&self.took).get(method).copied();
        known.unwrap_or_else(|| Duration::from_nanos(1) * NANOS_PER_BYTE * bytes as u32) > INLINE
    }
}

/// A number that was never used in this process.
fn next_number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_changes_with_the_items() {
        let report = Report::default();
        let one = [Diagnostic { message: "one".to_owned(), ..Diagnostic::default() }];
        let first = report.number(&[]);
        assert_eq!(report.number(&[]), first);
        assert!(report.differs(&one));
        let second = report.number(&one);
        assert_ne!(second, first);
        assert!(!report.differs(&one));
        assert_ne!(report.number(&[]), first, "a number is never used again");
    }

    #[test]
    fn the_last_time_decides_over_the_size() {
        let report = Report::default();
        assert!(report.slow("a", 10 << 20));
        assert!(!report.slow("a", 10 << 10));
        report.note("a", Duration::from_micros(10));
        assert!(!report.slow("a", 10 << 20));
        report.note("a", Duration::from_millis(10));
        assert!(report.slow("a", 10 << 10));
    }
}
