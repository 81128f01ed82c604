//! Which files the client tells changes of: those that open documents include, and those that set variables.

use super::documents::Documents;
use super::judging;
use super::publish;
use super::shared::{CLIENT_PATIENCE, Shared};
use super::view::View;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;
use tower_lsp::ls_types::{Registration, Unregistration, Uri};

/// The notification that is registered for.
const METHOD: &str = "workspace/didChangeWatchedFiles";

/// How long the client is left alone while the user types in a file that another one includes.
const PAUSE: Duration = Duration::from_millis(200);

/// Has the client tell about changes of the files that open documents include, and of those that set variables, when
/// these are others than before. In a thread of its own: it may have to read files.
pub(super) fn watch(shared: &Arc<Shared>) {
    if !shared.caps().register_files {
        return;
    }
    let shared = Arc::clone(shared);
    tokio::task::spawn_blocking(move || {
        let uris = shared.documents.with(|documents| documents.uris());
        let projects = uris.iter().filter_map(|uri| shared.view(uri).filter(View::ready)?.project());
        let included = projects.flat_map(|project| project.paths());
        let mut files: Vec<PathBuf> = included.chain(shared.dotenv.files().map(Path::to_owned)).collect();
        files.sort_unstable();
        files.dedup();
        if shared.watching.wish(files) {
            let shared = Arc::clone(&shared);
            tokio::spawn(async move { talk(&shared).await });
        }
    });
}

/// Registers for what is wished for, one wish after another: a client that gets several at once may mix them up.
async fn talk(shared: &Arc<Shared>) {
    while let Some((files, name)) = shared.watching.next() {
        let relative = shared.caps().relative_patterns;
        let watchers: Vec<Value> = files.iter().filter_map(|file| watcher(file, relative)).collect();
        let is_registered = !watchers.is_empty() && {
            let options = Some(json!({ "watchers": watchers }));
            let wish =
                vec![Registration { id: name.clone(), method: METHOD.to_owned(), register_options: options }];
            let asked = tokio::time::timeout(CLIENT_PATIENCE, shared.client.register_capability(wish)).await;
            matches!(asked, Ok(Ok(())))
        };
        if !watchers.is_empty() && !is_registered {
            tracing::info!("the client does not report changed files");
        }
        // The new registration holds before the old one ends, so that no change falls between them.
        let old = std::mem::replace(&mut shared.watching.state().registered, is_registered.then_some(name));
        if let Some(id) = old {
            let old = vec![Unregistration { id, method: METHOD.to_owned() }];
            let _ = tokio::time::timeout(CLIENT_PATIENCE, shared.client.unregister_capability(old)).await;
        }
    }
}

/// What makes the client watch one file: a pattern below its folder, or of its whole path for clients that know no
/// other. Names that are patterns themselves are written so that they only mean themselves.
fn watcher(file: &Path, relative: bool) -> Option<Value> {
    let literal =
        |text: &str| text.chars().map(|c| if "*?[]{},!".contains(c) { '?' } else { c }).collect::<String>();
    if relative {
        let folder = Uri::from_file_path(file.parent()?)?;
        let name = literal(&file.file_name()?.to_string_lossy());
        return Some(json!({ "globPattern": { "baseUri": folder.as_str(), "pattern": name } }));
    }
    let path = file.to_str()?.replace('\\', "/");
    Some(json!({ "globPattern": literal(&path) }))
}

/// Notes that files have changed on the disk, or that they have come after a long time: what depends on them is shown
/// again.
pub(super) fn files_changed(shared: &Arc<Shared>) {
    shared.documents.with(Documents::forget_mains);
    watch(shared);
    judging::refresh(shared);
}

/// Notes that a document was opened.
pub(super) fn opened(shared: &Arc<Shared>, uri: &str) {
    watch(shared);
    changed(shared, uri);
}

/// Has the findings of the documents shown again that belong together with one that has changed.
pub(super) fn changed(shared: &Arc<Shared>, uri: &str) {
    let linked = shared.documents.with(|documents| documents.linked(uri));
    let caps = shared.caps();
    if !caps.pull_diagnostics {
        for uri in &linked {
            publish::schedule(shared, uri);
        }
    } else if caps.diagnostic_refresh && !linked.is_empty() {
        let mine = shared.watching.changes.fetch_add(1, Ordering::Relaxed) + 1;
        let shared = Arc::clone(shared);
        tokio::spawn(async move {
            tokio::time::sleep(PAUSE).await;
            if shared.watching.changes.load(Ordering::Relaxed) == mine {
                judging::refresh(&shared);
            }
        });
    }
}

/// Looks after files that come late, as long as the session lasts.
pub(super) fn await_late_files(shared: &Arc<Shared>) {
    let shared = Arc::clone(shared);
    tokio::spawn(async move {
        loop {
            if !shared.knows_variables() {
                judging::reread(&shared);
            }
            shared.projects.disk.arrived.notified().await;
            files_changed(&shared);
        }
    });
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::server::registration::Watching;

    #[test]
    fn a_file_is_watched_by_the_pattern_that_the_client_knows() {
        let file = Path::new("/home/u/a[1].json5");
        let relative = json!({ "globPattern": { "baseUri": "file:///home/u", "pattern": "a?1?.json5" } });
        assert_eq!(watcher(file, true), Some(relative));
        assert_eq!(watcher(file, false), Some(json!({ "globPattern": "/home/u/a?1?.json5" })));
    }

    #[test]
    fn wishes_come_one_after_another_and_no_name_comes_twice() {
        let watching = Watching::default();
        let files = |name: &str| vec![PathBuf::from(name)];
        assert!(watching.wish(files("a")));
        assert!(!watching.wish(files("a")), "nothing new");
        let (_, first) = watching.next().unwrap();
        assert!(!watching.wish(files("b")) && !watching.wish(files("c")), "somebody talks already");
        let (wish, second) = watching.next().unwrap();
        assert_eq!(wish, files("c"));
        assert_ne!(first, second);
        assert!(watching.next().is_none());
        assert!(watching.wish(files("a")), "nobody talks any more");
    }
}
