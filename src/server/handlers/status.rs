//! `openclaw/status`, a request of our own: what documents are judged by, for a status line.

use crate::schema::Schema;
use crate::server::shared::Shared;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::request::Request;

/// No parameters; a client may send `{}`.
pub(super) type Nothing = Option<serde_json::Map<String, serde_json::Value>>;

/// The request.
pub(super) enum AskStatus {}

impl Request for AskStatus {
    type Params = Nothing;
    type Result = Status;
    const METHOD: &'static str = "openclaw/status";
}

/// What documents are judged by.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status {
    /// The version of the server.
    server_version: String,
    /// The release of OpenClaw that documents are judged by.
    release: String,
    /// Why it is that one: `asked`, `installed`, `schema` or `newest`.
    release_reason: String,
    /// The version of OpenClaw that printed the schema.
    schema_version: String,
    /// Where the schema comes from: `embedded`, the path of a file, or the program that printed it.
    schema_source: String,
    /// The version of OpenClaw that the catalogue of models is taken from.
    catalog_version: String,
}

/// What documents are judged by at this moment.
pub(super) fn handle(shared: &Shared, _: &Nothing) -> Status {
    let world = shared.world();
    let reader = world.reader();
    Status {
        release: reader.release.to_string(),
        release_reason: reader.because.word().to_owned(),
        server_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: world.schema.version().to_owned(),
        schema_source: shared.live.origin().to_string(),
        // The embedded schema and the catalogue are made from one release (data/catalog/README.md).
        catalog_version: Schema::embedded().version().to_owned(),
    }
}
