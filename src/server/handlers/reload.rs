//! `openclaw/reloadSchema`, a request of our own: asks the installed OpenClaw for its schema once more, whatever is remembered.

use super::status::Nothing;
use crate::project::Refusal;
use crate::server::live;
use crate::server::shared::Shared;
use std::sync::Arc;
use tower_lsp::ls_types::request::Request;

/// The request.
pub(super) enum ReloadSchema {}

impl Request for ReloadSchema {
    type Params = Nothing;
    type Result = ();
    const METHOD: &'static str = "openclaw/reloadSchema";
}

/// Begins to ask; what documents are judged by meanwhile stays in use.
#[expect(clippy::unnecessary_wraps, reason = "every command may be refused")]
pub(super) fn handle(shared: &Arc<Shared>, _: &Nothing) -> Result<(), Refusal> {
    live::reload(shared);
    Ok(())
}
