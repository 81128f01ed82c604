//! Where a document holds secrets, for whoever shows its lines.

use crate::schema::{PathStep, overlay};
use crate::syntax::{ContainerKind, Entry, Node, Scalar, Tree, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// A step of a path: a decoded key, or nothing for an array item.
type Step<'t> = Option<Cow<'t, str>>;

/// No real path is longer. Whatever lies deeper counts as secret, so that the search takes no quadratic time.
const DEEPEST: usize = 128;

/// The values of secret fields that share a byte with `within`, by their bytes, quotes included
/// (docs/openclaw/secrets.md#fields-that-hold-secrets).
///
/// `${NAME}` is no secret: it is written there so that the secret is not.
pub fn secret_ranges(tree: &Tree, within: TextRange) -> Vec<TextRange> {
    let mut found = Vec::new();
    // An own stack: documents can be nested deeper than the program's stack allows.
    let mut open: Vec<(Node<'_>, Vec<Step<'_>>)> = vec![(tree.document(), Vec::new())];
    while let Some((node, path)) = open.pop() {
        for entry in meeting(node, within) {
            let mut path = path.clone();
            if node.kind() != ContainerKind::Root {
                path.push(if node.is_object() { entry.key() } else { None });
            }
            match entry.value() {
                Some(Value::Node(child)) if path.len() > DEEPEST => found.push(child.range()),
                Some(Value::Node(child)) => open.push((child, path)),
                Some(Value::Scalar(scalar)) if hides(scalar) && is_secret(&path) => {
                    found.push(scalar.token.range);
                }
                _ => {}
            }
        }
    }
    found.retain(|range| range.start < within.end && within.start < range.end);
    found.sort_unstable();
    found
}

/// The entries whose bytes meet a range.
pub fn meeting(node: Node<'_>, within: TextRange) -> impl Iterator<Item = Entry<'_>> {
    let first = node.entry_at(within.start).map_or(0, Entry::index);
    node.entries_from(first).take_while(move |entry| entry.full_range().start < within.end)
}

fn is_secret(path: &[Step<'_>]) -> bool {
    let steps: Vec<PathStep<'_>> =
        path.iter().map(|step| step.as_deref().map_or(PathStep::Item, PathStep::Key)).collect();
    overlay::is_secret(&steps)
}

/// Whether a value could give something away: a reference to a variable, `true` and `null` do not.
pub fn hides(scalar: Scalar<'_>) -> bool {
    match scalar.as_str() {
        Some(text) => !(text.starts_with("${") && text.find('}') == Some(text.len() - 1)),
        None => scalar.as_bool().is_none() && !scalar.is_null(),
    }
}

#[cfg(test)]
mod tests {
    use super::secret_ranges;
    use crate::syntax::Tree;
    use crate::text::TextRange;

    /// Asserts which values of a text are secret; `within` is all of it.
    fn check(text: &str, expected: &[&str]) {
        let found = secret_ranges(&Tree::parse(text), TextRange::new(0, text.len()));
        let found: Vec<&str> = found.into_iter().map(|range| &text[range.start..range.end]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn values_of_secret_fields_are_found() {
        check("{ gateway: { port: 1, auth: { mode: 'token', token: 'abc' } } }", &["'abc'"]);
        check(
            "{ channels: { telegram: { botToken: \"1:x\", accounts: { a: { botToken: '2:y' } } } } }",
            &["\"1:x\"", "'2:y'"],
        );
        check("{ models: { providers: { x: { apiKey: 'k', models: [{ id: 'm' }] } } } }", &["'k'"]);
        check("{ env: { vars: { OPENAI_API_KEY: 'sk' } } }", &["'sk'"]);
    }

    #[test]
    fn variables_and_switches_give_nothing_away() {
        check("{ gateway: { auth: { token: '${TOKEN}', password: null } } }", &[]);
        check("{ gateway: { auth: { token: '${A}x' } } }", &["'${A}x'"]);
    }

    #[test]
    fn broken_documents_hide_as_much() {
        check("{ gateway: { auth: { token: abc, password: 'open\n } }", &["abc", "'open"]);
        check("{ gateway: { auth: { token: 12345 ", &["12345"]);
    }

    #[test]
    fn only_the_range_is_looked_at() {
        let text = "{ gateway: { auth: { token: 'abc' } }, hooks: { token: 'def' } }";
        let at = text.find("hooks").unwrap();
        let found = secret_ranges(&Tree::parse(text), TextRange::new(at, text.len()));
        assert_eq!(found, [TextRange::at(text.find("'def'").unwrap(), 5)]);
        assert!(secret_ranges(&Tree::parse(text), TextRange::new(0, 9)).is_empty());
    }

    #[test]
    fn what_lies_too_deep_is_hidden_as_a_whole() {
        let text = "[".repeat(100_000);
        let found = secret_ranges(&Tree::parse(&text), TextRange::new(0, text.len()));
        assert!(matches!(found[..], [TextRange { start: 1..1000, end: 100_000 }]), "{found:?}");
    }
}
