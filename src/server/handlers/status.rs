//! `openclaw/status`, a request of our own: what documents are judged by, for a status line.

use crate::analysis::World;
use crate::schema::Schema;
use crate::server::capabilities::Negotiated;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::request::Request;

/// The request. It has no parameters; a client may send `{}`.
pub(super) enum AskStatus {}

impl Request for AskStatus {
    type Params = Option<serde_json::Map<String, serde_json::Value>>;
    type Result = Status;
    const METHOD: &'static str = "openclaw/status";
}

/// What documents are judged by.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Status {
    /// The version of the server.
    server_version: String,
    /// The version of OpenClaw that printed the schema.
    schema_version: String,
    /// Where the schema comes from: `built-in`.
    schema_source: String,
    /// The version of OpenClaw that the catalogue of models is taken from.
    catalog_version: String,
}

/// What documents are judged by at this moment.
pub(super) fn handle(
    world: &World,
    _: &Negotiated,
    _: &Option<serde_json::Map<String, serde_json::Value>>,
) -> Status {
    Status {
        server_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: world.schema.version().to_owned(),
        schema_source: "built-in".to_owned(),
        // The snapshot and the catalogue are made from one release (data/catalog/README.md).
        catalog_version: Schema::embedded().version().to_owned(),
    }
}
