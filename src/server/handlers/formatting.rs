//! `textDocument/formatting`, `textDocument/rangeFormatting`, `textDocument/rangesFormatting` and
//! `textDocument/onTypeFormatting`.

use crate::ide;
use crate::ide::FormatOptions;
use crate::server::from_proto;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::request::Request;
use tower_lsp::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams,
    FormattingOptions, Range, TextDocumentIdentifier, TextEdit,
};

/// No editor indents by more, and a client's number must not decide how much memory is used.
const WIDEST: u32 = 16;

/// Nobody selects more ranges by hand.
const MOST_RANGES: usize = 200;

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

/// As for the whole document.
pub(super) const RANGES_METHOD: DocumentMethod<RangesParams, Option<Vec<TextEdit>>> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// As for the whole document.
pub(super) const TYPED_METHOD: DocumentMethod<DocumentOnTypeFormattingParams, Option<Vec<TextEdit>>> =
    DocumentMethod {
        uri: |params| &params.text_document_position.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// `textDocument/rangesFormatting`, which came with LSP 3.18.
pub(super) enum Ranges {}

impl Request for Ranges {
    type Params = RangesParams;
    type Result = Option<Vec<TextEdit>>;
    const METHOD: &'static str = "textDocument/rangesFormatting";
}

/// Its parameters.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct RangesParams {
    text_document: TextDocumentIdentifier,
    ranges: Vec<Range>,
    options: FormattingOptions,
}

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

/// The edits that format several ranges. What is in two of them is done once.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle_ranges(view: &View, params: &RangesParams) -> Option<Vec<TextEdit>> {
    let (snapshot, options) = (view.snapshot(), options(&params.options));
    let in_range = |range: &Range| {
        let range = from_proto::range(&snapshot.text, *range, view.caps.encoding);
        ide::format_range(snapshot, range, &options)
    };
    let mut edits: Vec<_> = params.ranges.iter().take(MOST_RANGES).flat_map(in_range).collect();
    edits.sort_by_key(|edit| edit.range);
    let mut end = 0;
    // Each range indents by the container around it; where two disagree about one gap, the first counts.
    edits.dedup_by(|next, before| next.range == before.range);
    edits.retain(|edit| {
        let is_free = edit.range.start >= end;
        end = end.max(edit.range.end);
        is_free
    });
    Some(Converter::new(view).edits(edits))
}

/// The edit that indents the line in which something was typed.
pub(super) fn handle_typed(view: &View, params: &DocumentOnTypeFormattingParams) -> Option<Vec<TextEdit>> {
    let snapshot = view.snapshot();
    let at = from_proto::offset(&snapshot.text, params.text_document_position.position, view.caps.encoding);
    let typed = params.ch.chars().last()?;
    let edit = ide::format_typed(snapshot, at, typed, &options(&params.options));
    Some(Converter::new(view).edits(edit.into_iter().collect()))
}

fn options(asked: &FormattingOptions) -> FormatOptions {
    let unit =
        if asked.insert_spaces { " ".repeat(asked.tab_size.min(WIDEST) as usize) } else { "\t".to_owned() };
    FormatOptions { unit, final_newline: asked.insert_final_newline == Some(true) }
}
