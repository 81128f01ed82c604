//! `textDocument/inlayHint`.

use crate::ide;
use crate::server::from_proto;
use crate::server::report::Held;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::{Converter, shown};
use crate::server::view::View;
use crate::text::TextRange;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

/// Hints for an old version would be drawn in the wrong places.
pub(super) const METHOD: DocumentMethod<InlayHintParams, Option<Vec<InlayHint>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// What values in a part of the document come to.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let range = from_proto::range(&view.snapshot().text, params.range, view.caps.encoding);
    let (scope, range) = Scope::of(view).within(range);
    let snapshot = scope.snapshot();
    let converter = Converter::new(view);
    let hints = ide::inlay_hints(snapshot, range, snapshot.world.options.hints).into_iter();
    let own = hints.filter_map(|hint| {
        // The byte before it belongs to the value that it is about.
        let value = scope.own(TextRange::new(hint.offset.checked_sub(1)?, hint.offset))?;
        Some(ide::InlayHint { offset: value.end, ..hint })
    });
    let typed = view.unfinished(Held::Hints);
    let told = own.filter(|hint| {
        let is_held = typed.is_some_and(|typed| typed.end == hint.offset);
        if is_held {
            view.report.hold(Held::Hints);
        }
        !is_held
    });
    Some(told.map(|hint| draw(&converter, hint)).collect())
}

fn draw(converter: &Converter<'_>, hint: ide::InlayHint) -> InlayHint {
    InlayHint {
        position: converter.position(hint.offset),
        label: InlayHintLabel::String(shown(&hint.label)),
        kind: None,
        text_edits: None,
        tooltip: hint.tooltip.map(|text| InlayHintTooltip::String(shown(&text))),
        padding_left: Some(true),
        padding_right: None,
        data: None,
    }
}
