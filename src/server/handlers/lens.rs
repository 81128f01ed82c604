//! `textDocument/codeLens`.

use crate::ide;
use crate::server::capabilities::SHOW_EXPLANATION;
use crate::server::report::Held;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, shown};
use crate::server::view::View;
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command};

/// Lenses of an old version would stand above the wrong agents.
pub(super) const METHOD: DocumentMethod<CodeLensParams, Option<Vec<CodeLens>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// Each agent's effective model with its cache retention, and its tools.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, _: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let scope = Scope::of(view);
    let converter = Converter::new(view);
    let typed = view.unfinished(Held::Lenses);
    let draw = |lens: ide::Lens| {
        let own = scope.own(lens.range)?;
        if typed.is_some_and(|typed| typed.contains_range(own)) {
            view.report.hold(Held::Lenses);
            return None;
        }
        Some(CodeLens { range: converter.range(own), command: Some(command(view, &lens)), data: None })
    };
    Some(ide::lenses(scope.snapshot()).into_iter().filter_map(draw).collect())
}

/// A lens has a title only as a command, and one without a name is drawn as plain text. A client that shows explanations gets what
/// `openclaw/explain` takes.
fn command(view: &View, lens: &ide::Lens) -> Command {
    let title = shown(&lens.title);
    // What has a name that gives a secret away is not asked for by it.
    let open = |name: &Option<String>| name.clone().filter(|name| shown(name) == *name);
    if !view.caps.shows_explanations {
        return Command { title, command: String::new(), arguments: None };
    }
    let asked = json!({ "textDocument": { "uri": view.uri }, "section": lens.section, "agent": open(&lens.agent), "message": open(&lens.account) });
    Command { title, command: SHOW_EXPLANATION.to_owned(), arguments: Some(vec![asked]) }
}
