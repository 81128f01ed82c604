//! `documentLink/resolve`: where a link leads, and whether something is there.

use super::links::{Origin, file_at};
use crate::server::from_proto;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{Range, Uri};

/// The request. The link comes back as it was, with whatever a client has written into it.
pub(super) enum Resolve {}

impl Request for Resolve {
    type Params = Link;
    type Result = Link;
    const METHOD: &'static str = "documentLink/resolve";
}

/// A link as it was sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Link {
    range: Range,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    data: Option<Origin>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The document that a link stands in.
pub(super) fn uri(link: &Link) -> Option<&Uri> {
    link.data.as_ref().map(|origin| &origin.uri)
}

/// A link that is complete.
pub(super) fn complete(link: Link) -> Link {
    link
}

/// The link with its target, and with what is there, for clients that show it.
///
/// # Errors
///
/// `ContentModified` for a version that has passed: another text may stand there by now.
pub(super) fn handle(view: &View, link: &Link) -> Result<Link> {
    let modified = Error::content_modified;
    let origin = link.data.clone().filter(|origin| origin.version == view.version).ok_or_else(modified)?;
    let at = from_proto::offset(&view.snapshot().text, link.range.start, view.caps.encoding);
    let (_, target) = file_at(view, at).ok_or_else(modified)?;
    let mut rest = link.rest.clone();
    if let Some(tooltip) = words(view, &target).filter(|_| view.caps.link_tooltips) {
        rest.insert("tooltip".to_owned(), json!(tooltip));
    }
    rest.insert("target".to_owned(), json!(target));
    Ok(Link { range: link.range, data: Some(origin), rest })
}

/// Whether the file is there, as far as the project of the document knows.
fn words(view: &View, target: &Uri) -> Option<&'static str> {
    let path = from_proto::file_path(target.as_str())?;
    let is_there = view.project()?.file(&path).is_some();
    Some(if is_there {
        "Open the included file"
    } else {
        "There is no such file that OpenClaw would include"
    })
}
