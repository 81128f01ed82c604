//! What can be folded: containers, comments of several lines, and what stands between `// #region` and `// #endregion`.

use crate::base::Snapshot;
use crate::syntax::{Entry, Node, TokenAt, TokenKind};
use crate::text::{Text, TextRange};
use std::collections::VecDeque;

/// No client shows more; those nearest to the top are kept.
const MOST: usize = 5_000;

/// What the client can fold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FoldOptions {
    /// Only whole lines; the line of a closer then stays visible.
    pub lines_only: bool,
    /// The most folds that the client wants.
    pub limit: Option<usize>,
}

/// What is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FoldKind {
    /// An object or an array.
    Container,
    /// A block comment, or line comments on consecutive lines.
    Comment,
    /// What a person put between two marks.
    Region,
}

/// Something that can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// What it is.
    pub kind: FoldKind,
    /// The bytes that disappear: those between the brackets of a container, all of a comment.
    pub range: TextRange,
    /// The line that stays, counted from 0.
    pub first_line: usize,
    /// The last line that disappears, as a whole where only lines can be folded. It is greater than `first_line`.
    pub last_line: usize,
}

/// What can be folded, by position.
pub fn folds(snapshot: &Snapshot, options: FoldOptions) -> Vec<Fold> {
    let limit = options.limit.unwrap_or(MOST).min(MOST);
    let mut finder = Finder { text: &snapshot.text, options, found: Vec::new() };
    let mut waiting = VecDeque::from([snapshot.tree.document()]);
    while let Some(node) = waiting.pop_front().filter(|_| finder.found.len() < limit) {
        finder.container(node);
        waiting.extend(node.entries().filter_map(Entry::child).filter(|child| finder.is_tall(child.range())));
    }
    finder.found.truncate(limit);
    finder.found.sort_by_key(|fold| (fold.range.start, std::cmp::Reverse(fold.range.end)));
    finder.found
}

struct Finder<'t> {
    text: &'t Text,
    options: FoldOptions,
    found: Vec<Fold>,
}

impl Finder<'_> {
    fn is_tall(&self, range: TextRange) -> bool {
        self.text.line_of(range.start) < self.text.line_of(range.end)
    }

    /// Adds a container and the comments that lie in it, but not in the containers below.
    fn container(&mut self, node: Node<'_>) {
        if node.range().start < node.content().start {
            self.brackets(node);
        }
        let mut run = Run::default();
        let mut regions = Vec::new();
        for entry in node.entries() {
            // Most entries hold no comment; asking their text is cheaper than going through their tokens.
            if !entry.green().head().text().contains('/') && !entry.green().tail().text().contains('/') {
                self.end(&mut run);
                run = Run { last: entry.full_range().end, ..Run::default() };
                continue;
            }
            let child = entry.child().map(|child| child.range().start);
            for token in entry.tokens() {
                // A container lies between comments before and after it.
                if child.is_some_and(|child| run.last < child && child < token.range.start) {
                    self.end(&mut run);
                }
                self.token(&mut run, &mut regions, token);
            }
        }
        for token in node.tail_tokens() {
            self.token(&mut run, &mut regions, token);
        }
        self.end(&mut run);
    }

    fn brackets(&mut self, node: Node<'_>) {
        let range = node.content();
        let closed = node.green().is_closed();
        let end =
            if closed { range.end } else { node.entries().last().map_or(range.end, |last| last.range().end) };
        let last =
            self.text.line_of(end) - usize::from(closed && self.options.lines_only && self.is_tall(range));
        self.add(FoldKind::Container, TextRange::new(range.start, end.max(range.start)), last);
    }

    fn token(&mut self, run: &mut Run, regions: &mut Vec<usize>, token: TokenAt<'_>) {
        // Lines are looked up for comments only: most tokens are none, and each look-up costs O(log n).
        match token.kind() {
            TokenKind::Whitespace => run.fresh |= token.token.special,
            TokenKind::BlockComment => {
                self.end(run);
                self.add(FoldKind::Comment, token.range, self.text.line_of(token.range.end));
            }
            TokenKind::LineComment if mark(token.text).is_some() => {
                self.end(run);
                self.region(regions, token);
            }
            TokenKind::LineComment => self.line_comment(run, token.range),
            _ => self.end(run),
        }
        if token.kind() != TokenKind::Whitespace {
            run.fresh = false;
        }
        run.last = token.range.end;
    }

    /// A mark begins a region or ends the innermost one that is open. Both stand between the same brackets: a fold must not cut
    /// a container in two.
    fn region(&mut self, open: &mut Vec<usize>, token: TokenAt<'_>) {
        match mark(token.text) {
            Some(Mark::Begin) => open.push(token.range.end),
            Some(Mark::End) => {
                if let Some(start) = open.pop() {
                    let last = self.text.line_of(token.range.end);
                    self.add(FoldKind::Region, TextRange::new(start, token.range.end), last);
                }
            }
            None => {}
        }
    }

    /// Only comments that have their lines for themselves belong together.
    fn line_comment(&mut self, run: &mut Run, range: TextRange) {
        let line = self.text.line_of(range.start);
        let alone = run.fresh || self.text.line_start(line) == range.start;
        match run.comments {
            Some(before) if alone && self.text.line_of(before.end) + 1 == line => {
                run.comments = Some(TextRange::new(before.start, range.end));
            }
            _ => {
                self.end(run);
                run.comments = Some(range).filter(|_| alone);
            }
        }
    }

    fn end(&mut self, run: &mut Run) {
        if let Some(range) = run.comments.take() {
            self.add(FoldKind::Comment, range, self.text.line_of(range.end));
        }
    }

    fn add(&mut self, kind: FoldKind, range: TextRange, last_line: usize) {
        let first_line = self.text.line_of(range.start);
        if first_line < last_line {
            self.found.push(Fold { kind, range, first_line, last_line });
        }
    }
}

/// What a line comment does to regions.
enum Mark {
    Begin,
    End,
}

/// Reads a mark as editors do: `// #region`, `//region` and their ends, with any words behind.
fn mark(comment: &str) -> Option<Mark> {
    let words = comment.strip_prefix("//")?.trim_start();
    let word = words.strip_prefix('#').unwrap_or(words);
    let is = |name: &str| {
        let rest = word.strip_prefix(name);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
    };
    if is("region") { Some(Mark::Begin) } else { is("endregion").then_some(Mark::End) }
}

/// Line comments that may go on in the next line.
#[derive(Default)]
struct Run {
    comments: Option<TextRange>,
    /// A line has begun since the last token.
    fresh: bool,
    /// Where the last token ends.
    last: usize,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use expect_test::{Expect, expect};
    use std::fmt::Write as _;
    use std::sync::Arc;

    fn found(text: &str, options: FoldOptions) -> Vec<Fold> {
        folds(&Snapshot::new(text, DocumentKind::Main, Arc::new(World::default())), options)
    }

    #[expect(clippy::needless_pass_by_value, reason = "snapshots are given by value")]
    fn check(text: &str, lines_only: bool, expected: Expect) {
        let mut out = String::new();
        for fold in found(text, FoldOptions { lines_only, limit: None }) {
            let Fold { kind, range, first_line, last_line } = fold;
            let _ = writeln!(out, "{first_line}-{last_line} {kind:?} {:?}", &text[range.start..range.end]);
        }
        expected.assert_eq(&out);
    }

    const TEXT: &str = "// one\n// two\n{\n  a: { // trailing\n    // x\n    b: 1,\n  },\n  c: [\n    1 ],\n  d: {},\n  /* long\n  */\n}\n";

    #[test]
    fn containers_and_comments() {
        check(
            TEXT,
            false,
            expect![[r#"
            0-1 Comment "// one\n// two"
            2-12 Container "\n  a: { // trailing\n    // x\n    b: 1,\n  },\n  c: [\n    1 ],\n  d: {},\n  /* long\n  */\n"
            3-6 Container " // trailing\n    // x\n    b: 1,\n  "
            7-8 Container "\n    1 "
            10-11 Comment "/* long\n  */"
        "#]],
        );
    }

    #[test]
    fn whole_lines_keep_the_line_of_the_closer() {
        check(
            TEXT,
            true,
            expect![[r#"
            0-1 Comment "// one\n// two"
            2-11 Container "\n  a: { // trailing\n    // x\n    b: 1,\n  },\n  c: [\n    1 ],\n  d: {},\n  /* long\n  */\n"
            3-5 Container " // trailing\n    // x\n    b: 1,\n  "
            10-11 Comment "/* long\n  */"
        "#]],
        );
    }

    #[test]
    fn comments_belong_together_on_consecutive_lines_of_their_own() {
        check(
            "{\n  a: 1, // t\n  // x\n  // y\n\n  // z\n  b: 2, // u\n}",
            true,
            expect![[r#"
            0-6 Container "\n  a: 1, // t\n  // x\n  // y\n\n  // z\n  b: 2, // u\n"
            2-3 Comment "// x\n  // y"
        "#]],
        );
        check(
            "// a\r\n// b\r\n/* c */\r\n{}\r\n// d\r\n// e",
            false,
            expect![[r#"
            0-1 Comment "// a\r\n// b"
            4-5 Comment "// d\r\n// e"
        "#]],
        );
        check(
            "[\n  // a\n  [], // b\n  // c\n]",
            true,
            expect![[r#"
            0-3 Container "\n  // a\n  [], // b\n  // c\n"
        "#]],
        );
    }

    #[test]
    fn unclosed_containers_fold_to_their_last_entry() {
        check(
            "{\n  a: [\n    1,\n\n\n",
            true,
            expect![[r#"
            0-5 Container "\n  a: [\n    1,\n\n\n"
            1-2 Container "\n    1"
        "#]],
        );
        check(
            "{\n",
            true,
            expect![[r#"
            0-1 Container "\n"
        "#]],
        );
    }

    #[test]
    fn regions_fold_between_their_marks() {
        check(
            "{\n  // #region agents\n  // who they are\n  a: 1,\n  //region inner\n  b: 2,\n  // #endregion\n  // #endregion agents\n  c: 3,\n}",
            true,
            expect![[r#"
                0-8 Container "\n  // #region agents\n  // who they are\n  a: 1,\n  //region inner\n  b: 2,\n  // #endregion\n  // #endregion agents\n  c: 3,\n"
                1-7 Region "\n  // who they are\n  a: 1,\n  //region inner\n  b: 2,\n  // #endregion\n  // #endregion agents"
                4-6 Region "\n  b: 2,\n  // #endregion"
            "#]],
        );
    }

    #[test]
    fn regions_keep_to_their_brackets() {
        check(
            "{\n  // #region\n  a: [\n    // #endregion\n  ],\n}",
            true,
            expect![[r#"
            0-4 Container "\n  // #region\n  a: [\n    // #endregion\n  ],\n"
            2-3 Container "\n    // #endregion\n  "
        "#]],
        );
        check("// regional\n{}\n// #endregion\n", true, expect![""]);
    }

    #[test]
    fn the_limit_keeps_the_outermost() {
        let text = "[\n[\n[\n]\n]\n,[\n\n]\n]";
        let limited = |limit| found(text, FoldOptions { lines_only: false, limit: Some(limit) });
        assert_eq!(limited(3).iter().map(|fold| fold.first_line).collect::<Vec<_>>(), [0, 1, 5]);
        assert_eq!(limited(0), []);
        let many = "[\n".repeat(100_000);
        assert_eq!(found(&many, FoldOptions::default()).len(), MOST);
    }
}
