//! What somebody is in the middle of typing: nothing is said of it before it is left.

use crate::base::Snapshot;
use crate::syntax::{TokenAt, TokenKind};
use crate::text::TextRange;

/// The bytes of the word, text or number that ends or goes on at an offset, or of the colon before it whose value is still
/// to come; nothing where neither stands there.
pub fn unfinished(snapshot: &Snapshot, offset: usize) -> Option<TextRange> {
    let cursor = snapshot.tree.cursor(offset);
    let before: Vec<TokenAt<'_>> =
        cursor.entry?.tokens().take_while(|token| token.range.start < offset).collect();
    let last = before.iter().rev().find(|token| token.kind() != TokenKind::Whitespace)?;
    let is_beside = last.range.end >= offset;
    match last.kind() {
        TokenKind::Colon => Some(TextRange::new(last.range.start, offset)),
        kind if is_beside && !kind.is_trivia() && kind != TokenKind::Comma => Some(last.range),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::unfinished;
    use crate::base::{DocumentKind, Snapshot, World};
    use std::sync::Arc;

    #[track_caller]
    fn check(marked: &str, expected: Option<&str>) {
        let offset = marked.find("$0").expect("a cursor");
        let text = marked.replace("$0", "");
        let snapshot = Snapshot::new(text.as_str(), DocumentKind::Main, Arc::new(World::default()));
        let found = unfinished(&snapshot, offset).map(|range| &text[range.start..range.end]);
        assert_eq!(found, expected, "{marked}");
    }

    #[test]
    fn a_word_a_text_and_a_value_to_come_are_unfinished() {
        check("{ age$0 }", Some("age"));
        check("{ a$0gents: 1 }", Some("agents"));
        check("{ a: \"anth$0\" }", Some("\"anth\""));
        check("{ a: \"anth$0\n}", Some("\"anth"));
        check("{ a: 187$0 }", Some("187"));
        check("{ a:$0 }", Some(":"));
        check("{ a: $0 }", Some(": "));
    }

    #[test]
    fn what_was_left_is_finished() {
        check("{ a: 1 $0 }", None);
        check("{ a: 1,$0 }", None);
        check("{ a: {$0} }", None);
        check("{ a: 1 /* x$0 */ }", None);
        check("$0", None);
        check("{ $0a: 1 }", None);
    }
}
