//! From the protocol's types to plain data.

use crate::base::DocumentKind;
use crate::config::include::normalized;
use crate::text::{Encoding, Position, Text, TextEdit, TextRange};
use std::path::PathBuf;
use tower_lsp::ls_types;
use url::Url;

/// The byte offset of a position; positions outside the text are moved to the nearest place in it.
pub(super) fn offset(text: &Text, position: ls_types::Position, encoding: Encoding) -> usize {
    text.offset(Position { line: position.line, character: position.character }, encoding)
}

/// The byte range of a range; one whose ends are swapped is put right.
pub(super) fn range(text: &Text, range: ls_types::Range, encoding: Encoding) -> TextRange {
    let (start, end) = (offset(text, range.start, encoding), offset(text, range.end, encoding));
    TextRange::new(start.min(end), start.max(end))
}

/// The edit that a content change asks for; a change without a range replaces the whole text.
///
/// Where the range cuts a pair of UTF-16 surrogates in two, the half that stays becomes U+FFFD, so that both sides count
/// the same columns afterwards.
pub(super) fn edit(
    text: &Text,
    change: &ls_types::TextDocumentContentChangeEvent,
    encoding: Encoding,
) -> TextEdit {
    let Some(place) = change.range else {
        return TextEdit::replace(TextRange::new(0, text.len()), change.text.as_str());
    };
    let mut whole = range(text, place, encoding);
    let (first, last) = (place.start.min(place.end), place.start.max(place.end));
    let before = if cuts_pair(text, first, encoding) { HALF } else { "" };
    let after = if cuts_pair(text, last, encoding) { HALF } else { "" };
    if !after.is_empty() {
        whole.end += text.char_at(whole.end).map_or(0, char::len_utf8);
    }
    TextEdit::replace(whole, format!("{before}{}{after}", change.text))
}

/// What half a pair of surrogates becomes.
const HALF: &str = "\u{fffd}";

/// Whether a position lies between the two halves of a pair of surrogates.
fn cuts_pair(text: &Text, position: ls_types::Position, encoding: Encoding) -> bool {
    if encoding != Encoding::Utf16 || position.character == 0 {
        return false;
    }
    let at = offset(text, position, encoding);
    let start = text.position(at, encoding);
    let is_second = (start.line, start.character + 1) == (position.line, position.character);
    is_second && text.char_at(at).is_some_and(|c| c.len_utf16() == 2)
}

/// What a document is to OpenClaw, by the last part of its URI.
pub(super) fn document_kind(uri: &str) -> DocumentKind {
    DocumentKind::of_file_name(uri.rsplit('/').next().unwrap_or(uri))
}

/// The file that a URI names, absolute and without `.` and `..`; nothing for documents that are no files here.
pub(super) fn file_path(uri: &str) -> Option<PathBuf> {
    let url = Url::parse(uri).ok().filter(|url| url.scheme() == "file")?;
    Some(normalized(&url.to_file_path().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_follow_names() {
        assert_eq!(document_kind("file:///home/u/.openclaw/openclaw.json"), DocumentKind::Main);
        assert_eq!(document_kind("file:///tmp/config-10k.json5"), DocumentKind::Main);
        assert_eq!(document_kind("file:///tmp/models.patch.json5"), DocumentKind::Patch);
        assert_eq!(document_kind("untitled:Untitled-1"), DocumentKind::Main);
    }

    #[cfg(unix)]
    #[test]
    fn only_files_have_a_path() {
        assert_eq!(file_path("file:///home/u/x%20y/../a.json"), Some("/home/u/a.json".into()));
        for other in ["untitled:Untitled-1", "https://example.com/a.json", "file://host/a.json", "a.json"] {
            assert_eq!(file_path(other), None, "{other}");
        }
    }

    #[track_caller]
    fn check_edit(before: &str, [start, end]: [u32; 2], new: &str, encoding: Encoding, expected: &str) {
        let at = |character| ls_types::Position::new(0, character);
        let range = Some(ls_types::Range::new(at(start), at(end)));
        let change =
            ls_types::TextDocumentContentChangeEvent { range, range_length: None, text: new.to_owned() };
        let text = Text::new(before);
        assert_eq!(text.edited(&edit(&text, &change, encoding)).to_string(), expected);
    }

    #[test]
    fn half_a_character_stays_in_the_count() {
        check_edit("a😀b", [2, 3], "", Encoding::Utf16, "a\u{fffd}b");
        check_edit("a😀b", [1, 2], "x", Encoding::Utf16, "ax\u{fffd}b");
        check_edit("a😀b", [2, 2], "x", Encoding::Utf16, "a\u{fffd}x\u{fffd}b");
        check_edit("😀😀", [1, 3], "", Encoding::Utf16, "\u{fffd}\u{fffd}");
        check_edit("a😀b", [1, 3], "", Encoding::Utf16, "ab");
        check_edit("a😀b", [4, 9], "c", Encoding::Utf16, "a😀bc");
    }

    #[test]
    fn swapped_ranges_are_put_right() {
        let text = Text::new("abc\ndef");
        let at = ls_types::Position::new;
        let swapped = ls_types::Range::new(at(1, 1), at(0, 1));
        assert_eq!(range(&text, swapped, Encoding::Utf16), TextRange::new(1, 5));
    }
}
