//! Whether two documents differ in the entry of one agent and in nothing else that means something. The trees of a document and of
//! what it was edited to share what stays, so that this costs a comparison for each agent and reads none.

use crate::syntax::{Entry, Node, Tree, Value};

/// The places in `agents.entries` of the entry that differs, in each document. `sections` are those that mean something.
pub(super) fn differing(before: &Tree, after: &Tree, sections: &[&str]) -> Option<(usize, usize)> {
    let (old, new) = (root(before)?, root(after)?);
    sections.iter().filter(|key| **key != "agents").all(|key| is_same(old, new, key)).then_some(())?;
    let (old, new) = (section(old, "agents")?, section(new, "agents")?);
    let others =
        |node: Node<'_>| node.entries().filter(|entry| entry.key().as_deref() != Some("entries")).count();
    let same = old.entries().filter(|entry| {
        entry
            .key()
            .is_some_and(|key| key != "entries" && new.member(&key).is_some_and(|new| entry.is_shared(new)))
    });
    // Nothing has come, nothing has gone, and what is left is shared.
    (same.count() == others(old) && others(old) == others(new)).then_some(())?;
    one(section(old, "entries")?, section(new, "entries")?)
}

fn one(old: Node<'_>, new: Node<'_>) -> Option<(usize, usize)> {
    (old.count() == new.count() && old.repeated().is_empty() && new.repeated().is_empty()).then_some(())?;
    let mut differing = old.entries().zip(new.entries()).filter(|(old, new)| !old.is_shared(*new));
    let (was, is) = differing.next()?;
    let is_plain = |entry: Entry<'_>| {
        entry
            .value()
            .and_then(Value::object)
            .is_some_and(|agent| !agent.has("default") && !agent.has("$include"))
    };
    let is_alone = differing.next().is_none() && was.key() == is.key() && is_plain(was) && is_plain(is);
    is_alone.then(|| (was.index(), is.index()))
}

fn root(tree: &Tree) -> Option<Node<'_>> {
    tree.value().and_then(Value::object)
}

fn section<'t>(node: Node<'t>, key: &str) -> Option<Node<'t>> {
    node.get(key)?.object()
}

/// Whether the very same stands under a key of two objects, or nothing does in either.
pub(super) fn is_same(old: Node<'_>, new: Node<'_>, key: &str) -> bool {
    match (old.member(key), new.member(key)) {
        (None, None) => true,
        (Some(old), Some(new)) => old.is_shared(new),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::differing;
    use crate::syntax::Tree;
    use crate::text::{TextEdit, TextRange};

    const TEXT: &str = "{ agents: { defaults: { model: 'a/b' }, entries: { one: { model: 'c/d' }, two: { skills: ['x'] } } }, tools: {} }";

    fn check(from: &str, to: &str, expected: Option<(usize, usize)>) {
        let at = TEXT.find(from).expect("a place");
        let before = Tree::parse(TEXT);
        let after = before.edited(&TextEdit::replace(TextRange::at(at, from.len()), to));
        assert_eq!(differing(&before, &after, &["agents", "tools"]), expected, "{from} -> {to}");
    }

    #[test]
    fn one_agent_alone_differs() {
        check("c/d", "e/f", Some((0, 0)));
        check("'x'", "'y'", Some((1, 1)));
        check("skills: ['x']", "", Some((1, 1)));
    }

    #[test]
    fn something_else_differs_too_or_may() {
        check("a/b", "e/f", None);
        check("tools: {}", "tools: { profile: 'minimal' }", None);
        check("one:", "three:", None);
        check("model: 'c/d'", "default: true", None);
        check("two: { skills: ['x'] }", "two: {}, three: {}", None);
        check("defaults: { model: 'a/b' }, ", "", None);
        check("c/d'", "c/d', $include: './x.json5'", None);
        check("c/d' }, two: { skills: ['x'", "c/e' }, two: { skills: ['y'", None);
    }
}
