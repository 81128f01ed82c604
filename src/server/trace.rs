//! `$/setTrace` and `$/logTrace`: which messages were taken, and how long they took. Never what they hold: that is the
//! configuration, secrets included.

use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Instant;
use tower_lsp::Client;
use tower_lsp::ls_types::notification::LogTrace;
use tower_lsp::ls_types::{LogTraceParams, TraceValue};

/// How much the client wants to be told.
#[derive(Default)]
pub(super) struct Trace(AtomicU8);

/// A message that is being taken.
pub(super) struct Traced {
    method: String,
    since: Instant,
}

impl Trace {
    /// Notes how much the client wants to be told.
    pub(super) fn set(&self, value: TraceValue) {
        let level = match value {
            TraceValue::Off => 0,
            TraceValue::Messages => 1,
            TraceValue::Verbose => 2,
        };
        self.0.store(level, Ordering::Relaxed);
    }

    /// Begins with a message; nothing where the client wants to be told nothing.
    pub(super) fn begin(&self, method: &str) -> Option<Traced> {
        let is_on = self.0.load(Ordering::Relaxed) > 0;
        is_on.then(|| Traced { method: method.to_owned(), since: Instant::now() })
    }

    /// Tells that a message is done with.
    pub(super) fn end(&self, traced: &Traced, answer: Option<&str>, client: &Client) {
        let level = self.0.load(Ordering::Relaxed);
        if level == 0 {
            return;
        }
        let took = traced.since.elapsed().as_secs_f64() * 1e3;
        let message = format!("{}: {took:.1} ms", traced.method);
        let verbose = match answer {
            Some(answer) => format!("answered with {} bytes", answer.len()),
            None => "no answer is due".to_owned(),
        };
        let line = LogTraceParams { message, verbose: (level > 1).then_some(verbose) };
        let client = client.clone();
        tokio::spawn(async move { client.send_notification::<LogTrace>(line).await });
    }
}
