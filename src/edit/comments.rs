//! Which comments lie in a member, and which describe it.

use crate::syntax::{Entry, Node, Token, TokenAt, TokenKind};
use crate::text::TextRange;

/// Whether a token is a comment.
pub(super) fn is_comment(token: &TokenAt<'_>) -> bool {
    matches!(token.kind(), TokenKind::LineComment | TokenKind::BlockComment)
}

/// The white space and comments before a member.
pub(super) fn lead(entry: Entry<'_>) -> Vec<TokenAt<'_>> {
    // Where an object or array begins the member, what follows are the tokens behind it.
    let start = entry.range().start;
    let before = entry.tokens().take_while(|token| token.kind().is_trivia() && token.range.start < start);
    before.collect()
}

/// The white space and comments that follow the last member of a container.
pub(super) fn tail(node: Node<'_>) -> Vec<TokenAt<'_>> {
    let run = node.green().tail();
    let start = node.content().end - run.text().len();
    let place = |(at, token, text): (usize, Token, &'_ str)| (token, TextRange::at(start + at, text.len()));
    let places = run.tokens().map(place);
    places
        .map(|(token, range)| TokenAt {
            token,
            text: &run.text()[range.start - start..range.end - start],
            range,
        })
        .collect()
}

/// The white space and comments between a member with its comma and the next member or the closer.
pub(super) fn after<'t>(node: Node<'t>, entry: Entry<'t>) -> Vec<TokenAt<'t>> {
    let mut own = Vec::new();
    if entry.comma().is_none() {
        let end = entry.range().end;
        own.extend(entry.tokens().filter(|token| token.range.start >= end && token.kind().is_trivia()));
    }
    own.extend(node.entry(entry.index() + 1).map_or_else(|| tail(node), lead));
    own
}

/// The comments that follow a member on its own line, behind its comma.
pub(super) fn same_line<'t>(node: Node<'t>, entry: Entry<'t>) -> Vec<TokenAt<'t>> {
    let trivia = after(node, entry);
    let end = trivia.iter().position(ends_line);
    // Where the next member or the closer is on the line too, what lies between is not known to belong to this one.
    end.map(|end| trivia[..end].iter().copied().filter(is_comment).collect()).unwrap_or_default()
}

/// The comments above a member that describe it: the lines directly above, up to an empty line or to the line of the
/// member before; on one line with other members, the comments directly before it.
pub(super) fn above(entry: Entry<'_>) -> Vec<TokenAt<'_>> {
    let lead = lead(entry);
    let first = lead.iter().position(ends_line).map_or(0, |line_end| line_end + 1);
    let own = &lead[first..];
    let gap =
        own.iter().rposition(|token| ends_line(token) && breaks(token.text) > 1).map_or(0, |gap| gap + 1);
    own[gap..].iter().copied().filter(is_comment).collect()
}

fn ends_line(token: &TokenAt<'_>) -> bool {
    token.kind() == TokenKind::Whitespace && has_break(token.text)
}

/// All comments from the first byte of a member's key to its comma, those of the objects below included.
pub(super) fn inside(entry: Entry<'_>) -> Vec<TokenAt<'_>> {
    let range = entry.range();
    let end = entry.comma().map_or(range.end, |comma| comma.range.end);
    let held = TextRange::new(range.start, end);
    let mut found: Vec<TokenAt<'_>> =
        entry.tokens().filter(|token| is_comment(token) && held.contains_range(token.range)).collect();
    found.extend(entry.child().into_iter().flat_map(comments_of));
    found.sort_by_key(|token| token.range);
    found
}

/// All comments in a container, those of the containers below included.
pub(super) fn comments_of(node: Node<'_>) -> Vec<TokenAt<'_>> {
    trivia_of(node).into_iter().filter(is_comment).collect()
}

/// All white space and comments in a container, those of the containers below included, in order.
pub(super) fn trivia_of(node: Node<'_>) -> Vec<TokenAt<'_>> {
    let is_trivia = |token: &TokenAt<'_>| token.kind().is_trivia();
    let mut found = Vec::new();
    let mut waiting = vec![node];
    while let Some(node) = waiting.pop() {
        found.extend(tail(node).into_iter().filter(is_trivia));
        for entry in node.entries() {
            found.extend(entry.tokens().filter(is_trivia));
            waiting.extend(entry.child());
        }
    }
    found.sort_by_key(|token| token.range);
    found
}

/// Whether a container holds comments, those of the containers below included.
pub fn has_comments(node: Node<'_>) -> bool {
    !comments_of(node).is_empty()
}

/// Whether a text holds a line break.
pub(super) fn has_break(text: &str) -> bool {
    text.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
}

fn breaks(text: &str) -> usize {
    text.matches('\n').count() + text.matches('\r').count() - text.matches("\r\n").count()
}

/// The byte where the first line break of a text begins.
pub(super) fn first_break(text: &str) -> Option<usize> {
    text.find(['\n', '\r', '\u{2028}', '\u{2029}'])
}

/// The byte where the last line break of a text begins.
pub(super) fn last_break(text: &str) -> Option<usize> {
    let at = text.rfind(['\n', '\r', '\u{2028}', '\u{2029}'])?;
    Some(if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at })
}
