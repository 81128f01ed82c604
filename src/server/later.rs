//! What was held back while somebody typed is told as soon as nothing has been typed for a while.

use super::documents::Documents;
use super::judging;
use super::publish;
use super::report::{Held, Report};
use super::shared::Shared;
use super::typing::pauses;
use std::sync::Arc;

/// How often it is looked whether something was held back, in pauses: a slow answer may hold it back after the first look.
const LOOKS: [u32; 3] = [1, 2, 6];

/// Tells what was held back about a document as soon as nothing has been typed for a while.
pub(super) fn follow(shared: &Arc<Shared>, uri: &str) {
    let Some(waiting) = shared.documents.with(|documents: &mut Documents| documents.waiting(uri)) else {
        return;
    };
    let (shared, uri) = (Arc::clone(shared), uri.to_owned());
    tokio::spawn(async move {
        for look in LOOKS {
            pauses(look).await;
            if !waiting.pause_is_over() {
                return;
            }
            tell(&shared, &uri, &waiting.report);
        }
    });
}

fn tell(shared: &Arc<Shared>, uri: &str, report: &Report) {
    if report.release(Held::Findings) {
        if shared.caps().pull_diagnostics {
            judging::refresh(shared);
        } else {
            publish::schedule(shared, uri);
        }
    }
    if report.release(Held::Hints) {
        shared.urge("draw its hints anew", |client| async move { client.inlay_hint_refresh().await });
    }
    if report.release(Held::Lenses) {
        shared.urge("draw its lenses anew", |client| async move { client.code_lens_refresh().await });
    }
}
