//! A value that moves to another depth.

use super::comments::{after, has_break, last_break, tail, trivia_of};
use crate::syntax::{TokenAt, TokenKind, Tree, Value};
use crate::text::{TextEdit, TextRange, apply_all};
use std::borrow::Cow;

/// The text of a value with its lines indented for a new place: what was as deep as its closer becomes as deep as
/// `indent`. Only white space between tokens changes, so that strings and comments over several lines stay as they are.
pub(super) fn reindented<'s>(source: &'s str, indent: &str) -> Cow<'s, str> {
    if !has_break(source) {
        return Cow::Borrowed(source);
    }
    let tree = Tree::parse(source);
    let Some(Value::Node(node)) = tree.value() else { return Cow::Borrowed(source) };
    // Where the closer has no line of its own, the old depth is not known.
    let closer = node.entries().last().map_or_else(|| tail(node), |last| after(node, last));
    let Some(old) = closer.last().and_then(indentation) else { return Cow::Borrowed(source) };
    let lines = trivia_of(node).into_iter().filter_map(|token| {
        let own = indentation(&token)?;
        let rest = own.strip_prefix(old)?;
        let range = TextRange::new(token.range.end - own.len(), token.range.end - rest.len());
        (own.len() - rest.len() != indent.len() || !own.starts_with(indent))
            .then(|| TextEdit::replace(range, indent))
    });
    Cow::Owned(apply_all(source, &lines.collect::<Vec<_>>()))
}

/// What follows the last line break of white space.
fn indentation<'t>(token: &TokenAt<'t>) -> Option<&'t str> {
    let text = Some(token.text).filter(|_| token.kind() == TokenKind::Whitespace)?;
    let line = text.get(last_break(text)?..)?;
    Some(line.trim_start_matches(['\n', '\r', '\u{2028}', '\u{2029}']))
}

#[cfg(test)]
mod tests {
    use super::reindented;
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(source: &str, indent: &str, expected: Expect) {
        expected.assert_eq(&reindented(source, indent));
    }

    #[test]
    fn lines_follow_the_closer() {
        check(
            "{\n      a: 1, // one\n\n      b: [\n        2,\n      ],\n    }",
            "",
            expect![[r#"
                {
                  a: 1, // one

                  b: [
                    2,
                  ],
                }"#]],
        );
        check(
            r#"{
      "a": [
        1
      ]
    }"#,
            "  ",
            expect![[r#"
        {
            "a": [
              1
            ]
          }"#]],
        );
        check("{\n\ta: 1,\n}", "\t\t", expect![["{\n\t\t\ta: 1,\n\t\t}"]]);
    }

    #[test]
    fn strings_and_comments_over_several_lines_stay() {
        let source = "{\n    a: 'x\\\n    y',\n    /* one\n       two */\n  }";
        check(
            source,
            "      ",
            expect![["{\n        a: 'x\\\n    y',\n        /* one\n       two */\n      }"]],
        );
    }

    #[test]
    fn a_depth_that_is_not_known_stays() {
        for source in ["{ a: 1,\n    b: 2 }", "'x\\\n  y'", "{ a: 1 }"] {
            assert_eq!(reindented(source, "        "), source);
        }
    }
}
