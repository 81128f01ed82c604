//! Diagnostics for clients that do not ask for them.

use super::handlers::diagnostic::{checked, closed_items, items_with};
use super::report::Report;
use super::shared::Shared;
use super::view::View;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tower_lsp::ls_types::{Diagnostic, Uri};

/// The name under which publishing is timed.
const METHOD: &str = "textDocument/publishDiagnostics";

/// Publishes a document's findings soon.
///
/// The task runs when the reader has nothing more to read, so a burst of changes is published once, and a single change
/// at once: nothing is gained by waiting for a pause, and the user sees the difference.
pub(super) fn schedule(shared: &Arc<Shared>, uri: &str) {
    if shared.caps().pull_diagnostics || !shared.documents.with(|documents| documents.begin_publishing(uri)) {
        return;
    }
    let (shared, uri) = (Arc::clone(shared), uri.to_owned());
    tokio::spawn(async move {
        loop {
            shared.documents.with(|documents| documents.run_publishing(&uri));
            publish(&shared, &uri).await;
            if !shared.documents.with(|documents| documents.end_publishing(&uri)) {
                return;
            }
        }
    });
}

/// What is to be told about a document, and about the files that it includes and nobody has opened.
struct Found {
    own: Vec<Diagnostic>,
    closed: Vec<(Uri, Vec<Diagnostic>)>,
}

fn find(view: View) -> Found {
    let view = if view.waits() { view.settled() } else { view };
    let begun = std::time::Instant::now();
    let checked = checked(&view);
    let closed = closed_items(view.caps, &checked.closed, &checked.files);
    let found = Found { own: items_with(&view, &checked), closed };
    view.report.note(METHOD, begun.elapsed());
    found
}

async fn publish(shared: &Arc<Shared>, uri: &str) {
    let Some(view) = shared.view(uri) else { return };
    let seen = view.clone();
    let found = if view.waits() || view.report.slow(METHOD, view.snapshot().text.len()) {
        tokio::task::spawn_blocking(move || find(seen)).await.ok()
    } else {
        catch_unwind(AssertUnwindSafe(|| find(seen))).ok()
    };
    let Some(Found { own, closed }) = found else {
        tracing::error!("the diagnostics of a document could not be computed");
        return;
    };
    if view.stale() {
        return;
    }
    tell_closed(shared, &view, closed).await;
    // A client that is told versions learns which text the findings are about, so no version is skipped for it.
    let told = !view.caps.diagnostic_version || view.report.told(view.version);
    if told && !view.report.differs(&own) {
        return;
    }
    view.report.number(&own);
    view.report.tell(view.version);
    let version = view.caps.diagnostic_version.then_some(view.version);
    shared.client.publish_diagnostics(view.uri, own, version).await;
}

/// Tells what has changed about files that a document includes and nobody has opened.
async fn tell_closed(shared: &Arc<Shared>, view: &View, closed: Vec<(Uri, Vec<Diagnostic>)>) {
    for (uri, items) in view.report.exchange_closed(closed) {
        // Whoever has opened it meanwhile hears about it by itself.
        let is_open = shared.documents.with(|documents| documents.has_file(uri.as_str()));
        if !is_open {
            shared.client.publish_diagnostics(uri, items, None).await;
        }
    }
}

/// Takes away what was published about a document that is closed, and about the files that only it included.
pub(super) fn clear(shared: &Arc<Shared>, uri: Uri, report: &Report) {
    if shared.caps().pull_diagnostics {
        return;
    }
    let closed = report.exchange_closed(Vec::new());
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        for (uri, items) in std::iter::once((uri, Vec::new())).chain(closed) {
            if !shared.documents.with(|documents| documents.has_file(uri.as_str())) {
                shared.client.publish_diagnostics(uri, items, None).await;
            }
        }
    });
}
