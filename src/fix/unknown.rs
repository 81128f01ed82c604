//! Keys that nothing knows: OpenClaw's own repair deletes them. Whose they are may have meant another one, so that ours does so
//! only where it is told to.

use crate::base::{Diagnostic, Severity, Snapshot};
use crate::edit::Plan;
use crate::syntax::Entry;
use crate::text::TextEdit;

/// What findings about such keys are called.
const CODES: [&str; 2] = ["unknown-key", "foreign-mcp-key"];

/// The edits that delete the keys of a document for which it is refused, by its findings.
pub fn without_unknown(snapshot: &Snapshot, found: &[Diagnostic]) -> Vec<TextEdit> {
    let refused = |one: &&Diagnostic| one.severity == Severity::Error && CODES.contains(&one.code);
    let mut plan = Plan::new(snapshot);
    for one in found.iter().filter(refused) {
        let cursor = snapshot.tree.cursor(one.range.start);
        let is_it = |entry: &Entry<'_>| entry.key_token().is_some_and(|key| key.range == one.range);
        if let Some(entry) = cursor.entry.filter(is_it) {
            plan.delete(cursor.container, entry);
        }
    }
    plan.edits()
}

#[cfg(test)]
mod tests {
    use super::without_unknown;
    use crate::base::{DocumentKind, Snapshot, World};
    use crate::check::diagnostics;
    use crate::text::apply_all;
    use std::sync::Arc;

    #[track_caller]
    fn check(before: &str, after: &str) {
        let snapshot = Snapshot::new(before, DocumentKind::Main, Arc::new(World::default()));
        assert_eq!(apply_all(before, &without_unknown(&snapshot, &diagnostics(&snapshot))), after);
    }

    #[test]
    fn keys_that_nothing_knows_go_with_what_is_said_of_them() {
        check(
            "{\n  gateway: { mode: 'local', 'port ': 1, port: 2 }, // ours\n  oops: { a: 1 },\n}\n",
            "{\n  gateway: { mode: 'local', port: 2 }, // ours\n}\n",
        );
    }

    #[test]
    fn all_else_stays() {
        for text in [
            "{ session: { idleMinutes: 5 }, gateway: { mode: 'remotely' } }",
            "{ $schema: 'x', channels: { mine: {} } }",
        ] {
            check(text, text);
        }
    }
}
