//! Comments that speak to this program: `// openclaw-lsp: …`.

use super::run::ADDRESS;
use super::tree::Tree;
use super::view::{Entry, TokenAt};

/// A comment that speaks to this program.
#[derive(Clone, Copy, Debug)]
pub struct Remark<'t> {
    /// The comment.
    pub comment: TokenAt<'t>,
    /// What it says, behind the address, with its first byte: the first line of it, without what ends the comment.
    pub says: &'t str,
    /// The first byte of `says`.
    pub start: usize,
    /// The place it is about: itself where something stands before it on its line, else the first token behind it that is
    /// no comment.
    pub about: usize,
}

impl Tree {
    /// The comments that speak to this program, in order. Costs O(found · log n).
    pub fn remarks(&self) -> Vec<Remark<'_>> {
        let mut found = Vec::new();
        let mut waiting = vec![self.document()];
        waiting.retain(|node| node.green().has_remark());
        while let Some(node) = waiting.pop() {
            for entry in node.remark_entries() {
                of_entry(entry, &mut found);
                waiting.extend(entry.child().filter(|child| child.green().has_remark()));
            }
            of_run(&node.tail_tokens().collect::<Vec<_>>(), node.content().end, &mut found);
        }
        found.sort_by_key(|remark| remark.start);
        found
    }
}

/// Those in the entry itself, before its value and behind it.
fn of_entry<'t>(entry: Entry<'t>, found: &mut Vec<Remark<'t>>) {
    let end = entry.full_range().end;
    let child = entry.child().map_or(end, |child| child.range().start);
    let (head, tail): (Vec<_>, Vec<_>) = entry.tokens().partition(|token| token.range.start < child);
    of_run(&head, child, found);
    of_run(&tail, end, found);
}

/// Those of tokens that follow one another; `end` is the first byte of what stands behind them.
fn of_run<'t>(tokens: &[TokenAt<'t>], end: usize, found: &mut Vec<Remark<'t>>) {
    // Nothing stands before the first token of a document.
    let mut leads = tokens.first().is_some_and(|first| first.range.start == 0);
    for (index, token) in tokens.iter().enumerate() {
        if let Some((start, says)) = token.kind().is_comment().then(|| said(token.text)).flatten() {
            let next = tokens.iter().skip(index).find(|next| !next.kind().is_trivia());
            let next = next.map_or(end, |next| next.range.start);
            let about = if leads { next } else { token.range.start };
            found.push(Remark { comment: *token, says, start: token.range.start + start, about });
        }
        leads = token.kind().is_trivia() && (leads || token.token.special);
    }
}

/// What a comment says to this program, and how many bytes stand before that in it.
fn said(comment: &str) -> Option<(usize, &str)> {
    let comment = comment.strip_suffix("*/").unwrap_or(comment);
    let text = comment.trim_start_matches(|c: char| c == '/' || c == '*' || c.is_whitespace());
    let says = text.strip_prefix(ADDRESS)?;
    Some((comment.len() - says.len(), says.lines().next().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::super::tree::Tree;
    use crate::text::TextEdit;
    use expect_test::{Expect, expect};
    use std::fmt::Write as _;

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are written in place")]
    fn check(text: &str, expected: Expect) {
        let mut said = String::new();
        for remark in Tree::parse(text).remarks() {
            let about: String = text[remark.about..].chars().take(8).collect();
            writeln!(said, "{:?} about {about:?}", remark.says).unwrap();
            assert!(text[remark.start..].starts_with(remark.says));
        }
        expected.assert_eq(&said);
    }

    #[test]
    fn a_comment_is_about_its_line_or_about_what_follows() {
        check(
            "// openclaw-lsp: 1\n{\n  // openclaw-lsp: 2\n  // more\n\n  a: 1, // openclaw-lsp: 3\n  b: [ // openclaw-lsp: 4\n    'c' // openclaw-lsp: 5\n  ],\n  // openclaw-lsp: 6\n}\n// openclaw-lsp: 7\n",
            expect![[r#"
                " 1" about "{\n  // o"
                " 2" about "a: 1, //"
                " 3" about "// openc"
                " 4" about "// openc"
                " 5" about "// openc"
                " 6" about "}\n// ope"
                " 7" about ""
            "#]],
        );
    }

    #[test]
    fn block_comments() {
        check(
            "{ /* openclaw-lsp: 1 */ a: 1,\n  /* openclaw-lsp: 2\n  more */ b: { /** openclaw-lsp: 3 */ } /* openclaw-lsp: 4 */ }",
            expect![[r#"
                " 1 " about "/* openc"
                " 2" about "b: { /**"
                " 3 " about "/** open"
                " 4 " about "/* openc"
            "#]],
        );
    }

    /// Neither what only mentions this program, nor what a text says.
    #[test]
    fn what_does_not_speak_to_this_program() {
        check("{ a: '// openclaw-lsp: no', /* about openclaw-lsp: no */ b: 1 } // openclaw-lsp", expect![""]);
    }

    #[test]
    fn an_edit_finds_what_a_fresh_parse_finds() {
        let text = "{ a: { b: [1, 2 /* x */, 3] }, c: 4 }";
        let at = text.find('x').unwrap();
        let tree = Tree::parse(text).edited(&TextEdit::insert(at, "openclaw-lsp: 1 "));
        assert_eq!(tree.remarks().len(), 1);
        let at = tree.remarks()[0].start;
        let without = tree.edited(&TextEdit::insert(at - 1, "-"));
        assert_eq!(without.remarks().len(), 0);
        assert!(!without.root().has_remark());
    }
}
