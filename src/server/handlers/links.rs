//! `textDocument/documentLink`.

use crate::config::include::normalized;
use crate::ide;
use crate::ide::LinkTarget;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use crate::text::TextRange;
use serde::{Deserialize, Serialize};
use serde_json::json;
use tower_lsp::ls_types::{DocumentLink, DocumentLinkParams, Uri};
use url::Url;

/// Links of an old version would be drawn in the wrong places.
pub(super) const METHOD: DocumentMethod<DocumentLinkParams, Option<Vec<DocumentLink>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What a link to a file carries until it is resolved: the document that it stands in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Origin {
    pub(super) uri: Uri,
    pub(super) version: i32,
}

impl Origin {
    fn of(view: &View) -> Self {
        Self { uri: view.uri.clone(), version: view.version }
    }
}

/// The links whose targets can be named. No file is looked at.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, _: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let base = Url::parse(view.uri.as_str()).ok();
    let converter = Converter::new(view);
    let links = ide::links(view.snapshot()).into_iter().filter_map(|link| {
        let target = Some(target(base.as_ref(), &link.target)?);
        // Clients that ask about no link go to what it says all the same.
        let data = matches!(link.target, LinkTarget::File(_)).then(|| json!(Origin::of(view)));
        Some(DocumentLink { range: converter.range(link.range), target, tooltip: None, data })
    });
    Some(links.collect())
}

/// The file that a link at an offset leads to, with the bytes of the link.
pub(super) fn file_at(view: &View, offset: usize) -> Option<(TextRange, Uri)> {
    let base = Url::parse(view.uri.as_str()).ok();
    let links = ide::links(view.snapshot()).into_iter();
    let mut files = links.filter(|link| matches!(link.target, LinkTarget::File(_)));
    let link = files.find(|link| link.range.start <= offset && offset <= link.range.end)?;
    Some((link.range, target(base.as_ref(), &link.target)?))
}

/// The address of a target; paths are relative to the folder of a document that is a file.
fn target(base: Option<&Url>, target: &LinkTarget) -> Option<Uri> {
    let url = match target {
        LinkTarget::Address(address) => Url::parse(address).ok()?,
        LinkTarget::File(path) => {
            let document = base.filter(|base| base.scheme() == "file")?.to_file_path().ok()?;
            Url::from_file_path(normalized(&document.parent()?.join(path))).ok()?
        }
    };
    url.as_str().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(base: &str, path: &str, expected: Option<&str>) {
        let found = target(Url::parse(base).ok().as_ref(), &LinkTarget::File(path.to_owned()));
        assert_eq!(found.as_ref().map(|uri| uri.as_str()), expected, "{path}");
    }

    #[test]
    fn paths_are_relative_to_the_folder_of_the_document() {
        check("file:///home/u/a.json", "./b c.json5", Some("file:///home/u/b%20c.json5"));
        check("file:///home/u/a.json", "../b#1.json5", Some("file:///home/b%231.json5"));
        check("file:///home/u/a.json", "/etc/x.json", Some("file:///etc/x.json"));
        check("untitled:Untitled-1", "b.json5", None);
        check("https://example.com/a.json", "b.json5", None);
    }
}
