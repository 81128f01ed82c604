//! What a growing selection takes in, step by step.

use crate::base::Snapshot;
use crate::syntax::{Cursor, Entry, Node, TokenAt, TokenKind};
use crate::text::{Text, TextRange};

/// Nobody grows a selection more often. Clients read the answer by recursion, some of them no more than 128 levels of JSON
/// (`serde_json` by default), and what is around the ranges takes some.
const MOST: usize = 120;

/// The ranges around a byte offset, the smallest first; each lies in the next one and is smaller. The last one is the
/// whole document.
pub fn selection_ranges(snapshot: &Snapshot, offset: usize) -> Vec<TextRange> {
    let (text, tree) = (&snapshot.text, &snapshot.tree);
    let cursor = tree.cursor(offset);
    let mut ranges = Ranges { offset, found: Vec::new() };
    ranges.innermost(&cursor);
    let mut inside = cursor.container;
    if let Some(entry) = cursor.entry {
        ranges.entry(text, inside, entry);
    }
    for (index, owner) in cursor.ancestors.iter().enumerate().rev().take(MOST) {
        ranges.add(inside.content());
        ranges.add(inside.range());
        let above = index.checked_sub(1).and_then(|above| cursor.ancestors[above].child());
        inside = above.unwrap_or_else(|| tree.document());
        ranges.entry(text, inside, *owner);
    }
    ranges.found.truncate(MOST - 1);
    ranges.add(TextRange::new(0, text.len()));
    ranges.found
}

struct Ranges {
    offset: usize,
    found: Vec<TextRange>,
}

impl Ranges {
    /// Adds a range that is larger than the last one.
    fn add(&mut self, range: TextRange) {
        let grows = self.found.last().is_none_or(|last| range.contains_range(*last) && range != *last);
        if grows && range.touches(self.offset) {
            self.found.push(range);
        }
    }

    /// The token at the offset: the one that begins there counts more than the one that ends there.
    fn innermost(&mut self, cursor: &Cursor<'_>) {
        let tail = cursor.container.tail_tokens();
        let tokens = cursor.entry.into_iter().flat_map(Entry::tokens).chain(tail);
        let shows = |token: &TokenAt<'_>| {
            !matches!(token.kind(), TokenKind::Whitespace | TokenKind::Comma | TokenKind::Colon)
                && token.range.touches(self.offset)
        };
        let Some(token) = tokens.filter(shows).last() else { return };
        if token.kind() == TokenKind::String {
            let end = token.range.end - usize::from(!token.token.unclosed);
            self.add(TextRange::new(token.range.start + 1, end));
        }
        self.add(token.range);
    }

    /// The entry alone, then with its comma and comments.
    fn entry(&mut self, text: &Text, container: Node<'_>, entry: Entry<'_>) {
        self.add(entry.range());
        let start = leading(text, entry);
        let end = entry.comma().map_or(entry.range().end, |comma| comma.range.end);
        self.add(TextRange::new(entry.range().start, end));
        self.add(TextRange::new(start, trailing(text, container, entry, end)));
    }
}

/// The start of the comments that stand directly above an entry, on lines of their own.
fn leading(text: &Text, entry: Entry<'_>) -> usize {
    let start = entry.range().start;
    let before = entry.tokens().take_while(|token| token.range.start < start);
    let comments: Vec<TextRange> =
        before.filter(|token| is_comment(*token)).map(|token| token.range).collect();
    let mut first = start;
    for comment in comments.into_iter().rev() {
        let line = text.line_of(comment.start);
        let own_line = text.slice(TextRange::new(text.line_start(line), comment.start)).trim().is_empty();
        if !own_line || text.line_of(comment.end) + 1 < text.line_of(first) {
            break;
        }
        first = comment.start;
    }
    first
}

/// The end of the comments that follow an entry on its last line.
fn trailing(text: &Text, container: Node<'_>, entry: Entry<'_>, end: usize) -> usize {
    let line = text.line_of(end);
    let next = container.entry(entry.index() + 1);
    let after = entry.tokens().chain(next.into_iter().flat_map(Entry::tokens)).chain(container.tail_tokens());
    let after = after.filter(|token| token.range.start >= end);
    let comments = after.take_while(|token| token.kind().is_trivia()).filter(|token| is_comment(*token));
    comments
        .take_while(|token| text.line_of(token.range.end) == line)
        .last()
        .map_or(end, |last| last.range.end)
}

fn is_comment(token: TokenAt<'_>) -> bool {
    matches!(token.kind(), TokenKind::LineComment | TokenKind::BlockComment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use expect_test::{Expect, expect};
    use proptest::prelude::*;
    use std::sync::Arc;

    fn ranges(text: &str, offset: usize) -> Vec<TextRange> {
        selection_ranges(&Snapshot::new(text, DocumentKind::Main, Arc::new(World::default())), offset)
    }

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(fixture: &str, expected: Expect) {
        let offset = fixture.find("$0").expect("a cursor");
        let text = fixture.replacen("$0", "", 1);
        let found = ranges(&text, offset);
        let lines: Vec<String> =
            found.iter().map(|range| format!("{:?}\n", &text[range.start..range.end])).collect();
        expected.assert_eq(&lines.concat());
    }

    #[test]
    fn from_a_value_outwards() {
        check(
            "{ a: { // t\n  // about b\n  b: 'x$0y', // why\n  c: 1 } }",
            expect![[r#"
            "xy"
            "'xy'"
            "b: 'xy'"
            "b: 'xy',"
            "// about b\n  b: 'xy', // why"
            " // t\n  // about b\n  b: 'xy', // why\n  c: 1 "
            "{ // t\n  // about b\n  b: 'xy', // why\n  c: 1 }"
            "a: { // t\n  // about b\n  b: 'xy', // why\n  c: 1 }"
            " a: { // t\n  // about b\n  b: 'xy', // why\n  c: 1 } "
            "{ a: { // t\n  // about b\n  b: 'xy', // why\n  c: 1 } }"
        "#]],
        );
        check(
            "[[1, 2$0], 3]",
            expect![[r#"
            "2"
            "1, 2"
            "[1, 2]"
            "[1, 2],"
            "[1, 2], 3"
            "[[1, 2], 3]"
        "#]],
        );
    }

    #[test]
    fn from_keys_comments_and_blanks() {
        check(
            "{ a$0: 1 }",
            expect![[r#"
            "a"
            "a: 1"
            " a: 1 "
            "{ a: 1 }"
        "#]],
        );
        check(
            "{ a: 1, /* x$0 */ }",
            expect![[r#"
            "/* x */"
            " a: 1, /* x */ "
            "{ a: 1, /* x */ }"
        "#]],
        );
        check(
            "{ \"a\": \"open$0\n}",
            expect![[r#"
            "open"
            "\"open"
            "\"a\": \"open"
            " \"a\": \"open\n"
            "{ \"a\": \"open\n}"
        "#]],
        );
        check(
            "{ $0 }",
            expect![[r#"
            "  "
            "{  }"
        "#]],
        );
        check(
            "$0",
            expect![[r#"
            ""
        "#]],
        );
    }

    #[test]
    fn deep_documents_give_short_answers() {
        let text = "[".repeat(100_000);
        let found = ranges(&text, 100_000);
        assert_eq!(found.len(), MOST);
        assert_eq!(found.last(), Some(&TextRange::new(0, 100_000)));
    }

    proptest! {
        #[test]
        fn ranges_grow_around_the_offset(text in "[{}\\[\\]:,'a1 /*\\n\"]{0,40}", at in 0..41_usize) {
            let at = at.min(text.len());
            let found = ranges(&text, at);
            prop_assert!(found.iter().all(|range| range.touches(at)));
            prop_assert!(found.windows(2).all(|pair| pair[1].contains_range(pair[0]) && pair[1] != pair[0]));
            prop_assert_eq!(found.last().copied(), Some(TextRange::new(0, text.len())));
        }
    }
}
