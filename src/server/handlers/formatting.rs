//! `textDocument/formatting` and `textDocument/rangeFormatting`.

use crate::ide;
use crate::ide::FormatOptions;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentRangeFormattingParams, FormattingOptions, TextEdit,
};

/// No editor indents by more, and a client's number must not decide how much memory is used.
const WIDEST: u32 = 16;

/// Edits for an old version must not be applied to a new one.
pub(super) const METHOD: DocumentMethod<DocumentFormattingParams, Option<Vec<TextEdit>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// As for the whole document.
pub(super) const RANGE_METHOD: DocumentMethod<DocumentRangeFormattingParams, Option<Vec<TextEdit>>> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// The edits that format the document.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle(view: &View, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let edits = ide::format(view.snapshot(), &options(&params.options));
    Some(Converter::new(view).edits(edits))
}

/// The edits that format a range.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle_range(view: &View, params: &DocumentRangeFormattingParams) -> Option<Vec<TextEdit>> {
    let snapshot = view.snapshot();
    let range = from_proto::range(&snapshot.text, params.range, view.caps.encoding);
    let edits = ide::format_range(snapshot, range, &options(&params.options));
    Some(Converter::new(view).edits(edits))
}

fn options(asked: &FormattingOptions) -> FormatOptions {
    let unit =
        if asked.insert_spaces { " ".repeat(asked.tab_size.min(WIDEST) as usize) } else { "\t".to_owned() };
    FormatOptions { unit, final_newline: asked.insert_final_newline == Some(true) }
}
