//! Diagnostics for clients that do not ask for them.

use super::handlers::diagnostic::items;
use super::shared::Shared;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use tower_lsp::ls_types::Uri;

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
    tokio::spawn(async move { publish(&shared, &uri).await });
}

async fn publish(shared: &Arc<Shared>, uri: &str) {
    shared.documents.with(|documents| documents.end_publishing(uri));
    let Some(view) = shared.view(uri) else { return };
    let slow = !view.ready() || view.report.slow(METHOD, view.snapshot().text.len());
    let seen = view.clone();
    let compute = move || {
        let begun = std::time::Instant::now();
        let found = items(&seen);
        seen.report.note(METHOD, begun.elapsed());
        found
    };
    let found = if slow {
        tokio::task::spawn_blocking(compute).await.ok()
    } else {
        catch_unwind(AssertUnwindSafe(compute)).ok()
    };
    let Some(found) = found else {
        tracing::error!("the diagnostics of a document could not be computed");
        return;
    };
    // A client that is told versions learns which text the findings are about, so no version is skipped for it.
    let told = !view.caps.diagnostic_version || view.report.told(view.version);
    let known = told && !view.report.differs(&found);
    if view.stale() || known {
        return;
    }
    view.report.number(&found);
    view.report.tell(view.version);
    let version = view.caps.diagnostic_version.then_some(view.version);
    shared.client.publish_diagnostics(view.uri, found, version).await;
}

/// Takes away what was published about a document that is closed.
pub(super) fn clear(shared: &Arc<Shared>, uri: Uri) {
    if shared.caps().pull_diagnostics {
        return;
    }
    let client = shared.client.clone();
    tokio::spawn(async move { client.publish_diagnostics(uri, Vec::new(), None).await });
}
