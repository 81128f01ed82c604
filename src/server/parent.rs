//! Ends the server when the process that started it is gone (`InitializeParams.processId`).

use super::shared::Shared;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// How often the process is looked for.
const PERIOD: Duration = Duration::from_secs(3);

/// Watches a process, where that is possible: `/proc` must exist and show the process now. In a container the number
/// may mean nothing; then the end of the input is the only sign.
pub(super) fn watch(shared: &Arc<Shared>, process: u32) {
    let entry = PathBuf::from(format!("/proc/{process}"));
    if !entry.exists() {
        return;
    }
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        while entry.exists() {
            tokio::time::sleep(PERIOD).await;
        }
        tracing::warn!("the process that started the server is gone");
        shared.orphaned.notify_one();
    });
}
