//! `textDocument/codeLens`.

use crate::ide;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, shown};
use crate::server::view::View;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

/// Lenses of an old version would stand above the wrong agents.
pub(super) const METHOD: DocumentMethod<CodeLensParams, Option<Vec<CodeLens>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// Each agent's effective model and cache retention. A lens has a title only as a command, and one without a name is
/// drawn as plain text.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, _: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let scope = Scope::of(view);
    let snapshot = scope.snapshot();
    if !snapshot.world.options.lenses {
        return Some(Vec::new());
    }
    let converter = Converter::new(view);
    let draw = |lens: ide::Lens| {
        let range = converter.range(scope.own(lens.range)?);
        let command = Some(Command { title: shown(&lens.title), command: String::new(), arguments: None });
        Some(CodeLens { range, command, data: None })
    };
    Some(ide::lenses(snapshot).into_iter().filter_map(draw).collect())
}
