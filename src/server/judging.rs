//! What documents are judged by, and what is done again when that changes.

use super::publish;
use super::shared::{Shared, lock};
use crate::base::World;
use crate::host::environment;
use crate::host::live_schema::LiveSchema;
use std::sync::Arc;

/// Judges by another schema from now on.
pub(super) fn use_schema(shared: &Arc<Shared>, schema: LiveSchema) {
    shared.live.set(schema);
    rejudge(shared);
}

/// Reads the files again that set variables, in a thread of its own, and judges by what they say from then on.
pub(super) fn reread(shared: &Arc<Shared>) {
    let shared = Arc::clone(shared);
    tokio::task::spawn_blocking(move || {
        let reading = lock(&shared.reading);
        let given = environment::given(&shared.dotenv);
        let before = lock(&shared.given).replace(given.clone());
        drop(reading);
        if before != Some(given) {
            rejudge(&shared);
        }
    });
}

/// Does again what depends on the schema, the settings and the environment.
pub(super) fn rejudge(shared: &Arc<Shared>) {
    let judging = lock(&shared.judging);
    let given = lock(&shared.given).clone().unwrap_or_default();
    let mut options = shared.settings().clone().options(&given);
    options.installed = shared.live.installed();
    options.models = shared.live.models();
    options.target = options.target.or(shared.chosen());
    let world = Arc::new(World::new(shared.live.schema(), options));
    *lock(&shared.world) = Arc::clone(&world);
    let work = shared.documents.with(|documents| documents.set_world(&world));
    drop(judging);
    shared.make(work);
    refresh(shared);
    redraw(shared);
}

/// Has what is drawn inside the texts drawn anew, by clients that can be told to.
fn redraw(shared: &Arc<Shared>) {
    let caps = shared.caps();
    if caps.inlay_refresh {
        shared.urge("draw its hints anew", |client| async move { client.inlay_hint_refresh().await });
    }
    if caps.token_refresh {
        shared.urge("draw its colours anew", |client| async move { client.semantic_tokens_refresh().await });
    }
    if caps.lens_refresh {
        shared.urge("draw its lenses anew", |client| async move { client.code_lens_refresh().await });
    }
}

/// Has the findings of all documents shown again: asks the client to ask, or publishes them.
pub(super) fn refresh(shared: &Arc<Shared>) {
    let caps = shared.caps();
    if !caps.pull_diagnostics {
        for uri in shared.documents.with(|documents| documents.uris()) {
            publish::schedule(shared, &uri);
        }
    } else if caps.diagnostic_refresh {
        shared.urge("refresh its diagnostics", |client| async move {
            client.workspace_diagnostic_refresh().await
        });
    }
}
