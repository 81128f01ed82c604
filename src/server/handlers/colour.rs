//! `textDocument/documentColor` and `textDocument/colorPresentation`.

use crate::ide;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use tower_lsp::ls_types::{
    Color, ColorInformation, ColorPresentation, ColorPresentationParams, DocumentColorParams,
};

/// Colours of an old version would be drawn in the wrong places.
pub(super) const METHOD: DocumentMethod<DocumentColorParams, Vec<ColorInformation>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: Vec::new,
};

/// As for the colours themselves.
pub(super) const PRESENTATION: DocumentMethod<ColorPresentationParams, Vec<ColorPresentation>> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::ContentModified,
        absent: Vec::new,
    };

/// The colours that values name.
pub(super) fn handle(view: &View, _: &DocumentColorParams) -> Vec<ColorInformation> {
    let converter = Converter::new(view);
    let part = |byte: u8| f32::from(byte) / 255.0;
    let shown =
        ide::colours(view.snapshot()).into_iter().map(|ide::Colour { range, rgb: [red, green, blue] }| {
            let color = Color { red: part(red), green: part(green), blue: part(blue), alpha: 1.0 };
            ColorInformation { range: converter.range(range), color }
        });
    shown.collect()
}

/// How a colour is written at a place: there is one way, as OpenClaw knows no other.
pub(super) fn present(view: &View, params: &ColorPresentationParams) -> Vec<ColorPresentation> {
    let range = from_proto::range(&view.snapshot().text, params.range, view.caps.encoding);
    let Color { red, green, blue, .. } = params.color;
    #[expect(clippy::cast_sign_loss, reason = "it is clamped first")]
    let byte = |part: f32| (part.clamp(0.0, 1.0) * 255.0).round() as u8;
    let label = ide::colour_text(view.snapshot(), range, [red, green, blue].map(byte));
    vec![ColorPresentation { label, text_edit: None, additional_text_edits: None }]
}
