//! `textDocument/semanticTokens`: full, delta and range.

use crate::ide;
use crate::ide::TokenMeaning;
use crate::server::from_proto;
use crate::server::scope::Scope;
use crate::server::table::{DocumentMethod, Stale};
use crate::server::to_proto::Converter;
use crate::server::view::View;
use crate::text::{Text, TextRange};
use tower_lsp::ls_types::{
    SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensDeltaParams, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams,
    SemanticTokensRangeResult, SemanticTokensResult,
};

/// Larger documents are coloured by what is on the screen only.
const LARGE: usize = 256 << 10;

/// The numbers that make up a token in the protocol.
const NUMBERS: u32 = 5;

/// Colours of an old version would be drawn over the wrong text.
pub(super) const METHOD: DocumentMethod<SemanticTokensParams, Option<SemanticTokensResult>> =
    DocumentMethod {
        uri: |params| &params.text_document.uri,
        stale: Stale::ContentModified,
        absent: || None,
    };

/// As for the whole document.
pub(super) const DELTA_METHOD: DocumentMethod<
    SemanticTokensDeltaParams,
    Option<SemanticTokensFullDeltaResult>,
> = DocumentMethod {
    uri: |params| &params.text_document.uri,
    stale: Stale::ContentModified,
    absent: || None,
};

/// As for the whole document.
pub(super) const RANGE_METHOD: DocumentMethod<SemanticTokensRangeParams, Option<SemanticTokensRangeResult>> =
    DocumentMethod { uri: |params| &params.text_document.uri, stale: Stale::ContentModified, absent: || None };

/// All tokens of a document that is not large.
pub(super) fn handle(view: &View, _: &SemanticTokensParams) -> Option<SemanticTokensResult> {
    let data = all(view)?;
    let (number, _) = view.report.exchange_tokens(data.clone());
    Some(SemanticTokens { result_id: Some(number.to_string()), data }.into())
}

/// What has changed since the last answer, or all tokens where the client has another one.
pub(super) fn handle_delta(
    view: &View,
    params: &SemanticTokensDeltaParams,
) -> Option<SemanticTokensFullDeltaResult> {
    let data = all(view)?;
    let (number, before) = view.report.exchange_tokens(data.clone());
    let result_id = Some(number.to_string());
    let before = before.filter(|(number, _)| number.to_string() == params.previous_result_id);
    Some(match before {
        Some((_, before)) => SemanticTokensDelta { result_id, edits: edits(&before, &data) }.into(),
        None => SemanticTokens { result_id, data }.into(),
    })
}

/// The tokens of a part of the document.
#[expect(clippy::unnecessary_wraps, reason = "the protocol says so")]
pub(super) fn handle_range(
    view: &View,
    params: &SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let range = from_proto::range(&view.snapshot().text, params.range, view.caps.encoding);
    Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data: tokens(view, range) }))
}

fn all(view: &View) -> Option<Vec<SemanticToken>> {
    let len = view.snapshot().text.len();
    (len <= LARGE).then(|| tokens(view, TextRange::new(0, len)))
}

/// The tokens of a range, each counted from the one before it. A token of several lines becomes one for each line.
fn tokens(view: &View, range: TextRange) -> Vec<SemanticToken> {
    let snapshot = view.snapshot();
    let (scope, range) = Scope::of_fragment(view).within(range);
    let converter = Converter::new(view);
    let (mut line, mut character) = (0, 0);
    let mut data = Vec::new();
    for token in ide::semantic_tokens(scope.snapshot(), range) {
        let Some(own) = scope.own(token.range) else { continue };
        for part in parts(&snapshot.text, own) {
            let place = converter.range(part);
            let start = place.start;
            data.push(SemanticToken {
                delta_line: start.line - line,
                delta_start: if start.line == line { start.character - character } else { start.character },
                length: place.end.character - start.character,
                token_type: number(token.meaning),
                token_modifiers_bitset: u32::from(token.deprecated),
            });
            (line, character) = (start.line, start.character);
        }
    }
    data
}

/// The parts of a range on each of its lines, without line breaks.
fn parts(text: &Text, range: TextRange) -> impl Iterator<Item = TextRange> {
    let lines = text.line_of(range.start)..=text.line_of(range.end);
    let part = move |line| {
        let (start, end) = (text.line_start(line).max(range.start), text.line_end(line).min(range.end));
        (start < end).then_some(TextRange { start, end })
    };
    lines.filter_map(part)
}

fn number(meaning: TokenMeaning) -> u32 {
    match meaning {
        TokenMeaning::Property => 0,
        TokenMeaning::Name => 1,
        TokenMeaning::Model => 2,
        TokenMeaning::Variable => 3,
        TokenMeaning::String => 4,
        TokenMeaning::Number => 5,
        TokenMeaning::Keyword => 6,
        TokenMeaning::Comment => 7,
    }
}

/// The one edit between two lists, without what both have at their ends.
fn edits(before: &[SemanticToken], after: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let start = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[start..], &after[start..]);
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[..before.len() - end], &after[..after.len() - end]);
    if before.is_empty() && after.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: start as u32 * NUMBERS,
        delete_count: before.len() as u32 * NUMBERS,
        data: Some(after.to_vec()),
    }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_leave_out_what_stays() {
        let list = |lengths: &[u32]| -> Vec<SemanticToken> {
            lengths
                .iter()
                .map(|length| SemanticToken { length: *length, ..SemanticToken::default() })
                .collect()
        };
        let edit = |start, delete_count, data: &[u32]| SemanticTokensEdit {
            start,
            delete_count,
            data: Some(list(data)),
        };
        assert_eq!(edits(&list(&[1, 2, 3]), &list(&[1, 2, 3])), []);
        assert_eq!(edits(&list(&[1, 2, 3]), &list(&[1, 4, 5, 3])), [edit(5, 5, &[4, 5])]);
        assert_eq!(edits(&list(&[1, 1]), &list(&[1, 1, 1])), [edit(10, 0, &[1])]);
        assert_eq!(edits(&list(&[1, 2]), &[]), [edit(0, 10, &[])]);
    }
}
