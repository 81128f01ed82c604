//! What this machine says about a document.

use super::from_proto;
use crate::base::Snapshot;
use crate::host::file_facts::informed;
use tower_lsp::ls_types::Uri;

/// A snapshot with what is known about the files that it names, where the document is one of this machine.
pub(super) fn informed_at(uri: &Uri, snapshot: &Snapshot) -> Snapshot {
    match from_proto::file_path(uri.as_str()) {
        Some(file) => informed(snapshot, file.parent()),
        None => snapshot.clone(),
    }
}
