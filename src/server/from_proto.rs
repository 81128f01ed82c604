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
pub(super) fn edit(
    text: &Text,
    change: &ls_types::TextDocumentContentChangeEvent,
    encoding: Encoding,
) -> TextEdit {
    let place = match change.range {
        Some(place) => range(text, place, encoding),
        None => TextRange::new(0, text.len()),
    };
    TextEdit::replace(place, change.text.as_str())
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

    #[test]
    fn swapped_ranges_are_put_right() {
        let text = Text::new("abc\ndef");
        let at = ls_types::Position::new;
        let swapped = ls_types::Range::new(at(1, 1), at(0, 1));
        assert_eq!(range(&text, swapped, Encoding::Utf16), TextRange::new(1, 5));
    }
}
