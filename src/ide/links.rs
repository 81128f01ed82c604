//! What a document points to: included files and its schema.
//!
//! Other addresses in values are no links: they may carry secrets, and an editor that follows them would send these out.

use crate::base::{Snapshot, masking};
use crate::syntax::{Entry, Node, Scalar, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// No document includes more files by hand.
const MOST: usize = 1_000;

/// A text that points somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes of the text, without quotes.
    pub range: TextRange,
    /// Where it points.
    pub target: LinkTarget,
}

/// Where a link points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file, absolute or relative to the folder of the document. It may not exist.
    File(String),
    /// An address that begins with `https://` or `http://`.
    Address(String),
}

/// The links of a document, by position: each `$include` (docs/openclaw/includes.md#where) and `$schema` at the top.
pub fn links(snapshot: &Snapshot) -> Vec<Link> {
    let mut found = Vec::new();
    let top = snapshot.tree.value().and_then(Value::object);
    let schema = top.and_then(|top| top.get("$schema")).and_then(Value::scalar);
    found.extend(schema.and_then(link));
    let mut waiting = vec![snapshot.tree.document()];
    while let Some(node) = waiting.pop().filter(|_| found.len() < MOST) {
        if node.is_object() && node.has("$include") {
            found.extend(included(node).filter_map(file));
        }
        waiting.extend(node.entries().filter_map(Entry::child));
    }
    found.truncate(MOST);
    found.sort_by_key(|link| link.range);
    found
}

/// The texts of `$include`: one, or several in an array.
fn included(node: Node<'_>) -> impl Iterator<Item = Scalar<'_>> {
    let value = node.get("$include");
    let several = value.and_then(Value::array).into_iter().flat_map(Node::entries);
    value.into_iter().chain(several.filter_map(Entry::value)).filter_map(Value::scalar)
}

fn file(scalar: Scalar<'_>) -> Option<Link> {
    link(scalar).filter(|link| matches!(link.target, LinkTarget::File(_)))
}

fn link(scalar: Scalar<'_>) -> Option<Link> {
    let text = scalar.as_str()?.into_owned();
    if scalar.token.token.unclosed || text.trim().is_empty() || text.contains('\0') {
        return None;
    }
    let quoted = scalar.token.range;
    let range = TextRange::new(quoted.start + 1, quoted.end - 1);
    let web = text.starts_with("https://") || text.starts_with("http://");
    if text.contains("://") && !web {
        return None;
    }
    // An editor that follows an address sends out what is in it.
    if web && matches!(masking::written(&text), Cow::Owned(_)) {
        return None;
    }
    Some(Link { range, target: if web { LinkTarget::Address(text) } else { LinkTarget::File(text) } })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use std::sync::Arc;

    fn check(text: &str, expected: &[(&str, LinkTarget)]) {
        let found = links(&Snapshot::new(text, DocumentKind::Main, Arc::new(World::default())));
        let found: Vec<(&str, LinkTarget)> =
            found.into_iter().map(|link| (&text[link.range.start..link.range.end], link.target)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn file(path: &str) -> LinkTarget {
        LinkTarget::File(path.to_owned())
    }

    #[test]
    fn included_files_are_links() {
        check(
            "{ agents: { $include: './a.json5' }, x: [{ '$include': ['b', \"c\\x2f d\", 1, ''] }] }",
            &[("./a.json5", file("./a.json5")), ("b", file("b")), ("c\\x2f d", file("c/ d"))],
        );
        check("{ $include: 'https://example.com/x', a: { b: '$include' } }", &[]);
        check("{ $include: 'open\n}", &[]);
    }

    #[test]
    fn the_schema_is_a_link_at_the_top_only() {
        let address = LinkTarget::Address("https://example.com/s.json".to_owned());
        check("{ $schema: 'https://example.com/s.json' }", &[("https://example.com/s.json", address)]);
        check("{ $schema: './s.json', a: { $schema: 'x' } }", &[("./s.json", file("./s.json"))]);
        check("{ $schema: 'javascript://x' }", &[]);
    }

    #[test]
    fn addresses_with_secrets_are_no_links() {
        check("{ models: { providers: { x: { baseUrl: 'https://user:pw@example.com' } } } }", &[]);
    }
}
