//! Secrets that are known by their place: the values of secret fields, of variables and headers, and of the arguments behind
//! `--token`.

use super::forms::{is_secret_flag, spans, written};
use super::mask::MASK;
use super::names::names_secret;
use crate::base::Snapshot;
use crate::schema::{PathStep, overlay, steps};
use crate::syntax::{ContainerKind, Entry, Node, Scalar, ScalarKind, Tree, Value};
use crate::text::TextRange;
use std::borrow::Cow;

/// A step of a path: a decoded key, or nothing for an array item.
type Step<'t> = Option<Cow<'t, str>>;

/// No real path is longer. Whatever lies deeper counts as secret, so that the search takes no quadratic time.
const DEEPEST: usize = 128;

/// Objects whose members are variables or headers, whose names nobody knows: most of what is secret in them is marked
/// nowhere.
const BAGS: [&str; 8] =
    ["env", "vars", "headers", "environment", "extraHeaders", "defaultHeaders", "cookies", "credentials"];

/// The bytes in `within` that are secret, in order: the values of secret fields with their quotes
/// (docs/openclaw/secrets.md#fields-that-hold-secrets), and of other texts the parts that are.
///
/// `${NAME}` is no secret: it is written there so that the secret is not.
pub fn secret_ranges(snapshot: &Snapshot, within: TextRange) -> Vec<TextRange> {
    let (tree, mounts) = (&snapshot.tree, &snapshot.mounts);
    let mut found = below(tree, within, &[]);
    found
        .extend(mounts.iter().filter(|mount| !mount.is_empty()).flat_map(|mount| below(tree, within, mount)));
    found.retain(|range| range.start < within.end && within.start < range.end);
    found.sort_unstable();
    found.dedup();
    found
}

/// What is secret in a tree whose value stands at a path.
fn below(tree: &Tree, within: TextRange, mount: &[Option<String>]) -> Vec<TextRange> {
    let mount: Vec<Step<'_>> = mount.iter().map(|step| step.as_deref().map(Cow::Borrowed)).collect();
    let mut found = Vec::new();
    // An own stack: documents can be nested deeper than the program's stack allows.
    let mut open: Vec<(Node<'_>, Vec<Step<'_>>)> = vec![(tree.document(), mount)];
    while let Some((node, path)) = open.pop() {
        for entry in meeting(node, within) {
            let mut path = path.clone();
            if node.kind() != ContainerKind::Root {
                path.push(if node.is_object() { entry.key() } else { None });
            }
            if may_be_torn(node, entry) && is_torn(&steps(&path), node, entry) {
                found.push(entry.range());
                continue;
            }
            match entry.value() {
                Some(Value::Node(child)) if path.len() > DEEPEST => found.push(child.range()),
                Some(Value::Node(child)) => open.push((child, path)),
                Some(Value::Scalar(scalar)) => parts(&steps(&path), node, entry, scalar, &mut found),
                None => {}
            }
        }
    }
    found
}

/// Whether a key may be the rest of a text without quotes that stands before it; [`about_place`](super::about_place) tells
/// whether that is a secret.
pub fn may_be_torn(container: Node<'_>, entry: Entry<'_>) -> bool {
    torn_from(container, entry).is_some()
}

/// Whether a member, whose path is given, is the rest of a secret before it.
fn is_torn(path: &[PathStep<'_>], container: Node<'_>, entry: Entry<'_>) -> bool {
    let Some(key) = torn_from(container, entry).and_then(Entry::key) else { return false };
    let above = &path[..path.len().saturating_sub(1)];
    is_secret(&[above, &[PathStep::Key(&key)]].concat())
}

/// A scalar of the document as it may be shown: its text with quotes, or with a mask in place of what is secret in it.
/// `path` leads to it, and `container` holds its entry.
pub fn scalar<'t>(
    path: &[PathStep<'_>],
    container: Option<Node<'_>>,
    entry: Entry<'_>,
    scalar: Scalar<'t>,
) -> Cow<'t, str> {
    let behind_flag = container.is_some_and(|container| follows_flag(container, entry));
    let torn = container.is_some_and(|container| is_torn(path, container, entry));
    if torn || hides(scalar) && (is_secret(path) || behind_flag) {
        return Cow::Borrowed(MASK);
    }
    written(scalar.token.text)
}

/// What stands at a place, as a value rather than as it is written. `before` is the text in front of it in an array.
#[derive(Clone, Copy, Debug)]
pub enum Decoded<'v> {
    /// A string.
    Text(&'v str),
    /// A number, whose digits are shown or not.
    Number,
}

/// A value as it may be shown: its text, or with a mask in place of what is secret in it. `None` is a number that may be
/// shown.
pub fn decoded<'v>(path: &[PathStep<'_>], before: Option<&str>, value: Decoded<'v>) -> Option<Cow<'v, str>> {
    let is_hidden = || is_secret(path) || before.is_some_and(is_secret_flag);
    match value {
        Decoded::Text(text) if is_variable(text) => Some(Cow::Borrowed(text)),
        Decoded::Text(_) | Decoded::Number if is_hidden() => Some(Cow::Borrowed(MASK)),
        Decoded::Text(text) => Some(written(text)),
        Decoded::Number => None,
    }
}

/// Adds what is secret in a scalar: all of it, or parts of its text.
fn parts(
    path: &[PathStep<'_>],
    container: Node<'_>,
    entry: Entry<'_>,
    scalar: Scalar<'_>,
    found: &mut Vec<TextRange>,
) {
    let whole = scalar.token.range;
    if hides(scalar) && (is_secret(path) || follows_flag(container, entry)) {
        // Words that go on behind a secret without quotes belong to it.
        return found.push(TextRange::new(whole.start, entry.range().end.max(whole.end)));
    }
    let text = scalar.token.text;
    // An escape could hide the sign that tells a secret apart.
    let is_escaped = text.contains('\\');
    if is_escaped && scalar.as_str().is_some_and(|decoded| !spans(&decoded).is_empty()) {
        return found.push(whole);
    }
    found.extend(spans(text).into_iter().map(|span| span.shifted(whole.start)));
}

/// Whether an element of an array stands behind an argument that announces a secret.
fn follows_flag(container: Node<'_>, entry: Entry<'_>) -> bool {
    let before = (!container.is_object()).then(|| container.entry(entry.index().checked_sub(1)?)).flatten();
    before.and_then(|before| before.value()?.as_str().map(|text| is_secret_flag(&text))).unwrap_or_default()
}

/// Whether the value at a path must not be shown: it is marked or named as secret, may be a reference to a secret, or is a
/// variable or header.
pub fn is_secret(path: &[PathStep<'_>]) -> bool {
    if path.len() > DEEPEST {
        return true;
    }
    if overlay::is_shell_switch(path) {
        return false;
    }
    let is_bag = |steps: &[PathStep<'_>]| matches!(steps, [PathStep::Key(bag), PathStep::Key(_)] if BAGS.contains(bag));
    overlay::is_secret(path)
        || path.windows(2).any(is_bag)
        || (1..=path.len())
            .any(|len| is_named(&path[..len]) || overlay::accepts_secret_reference(&path[..len]))
}

/// The scalar at the end of a way from the document inward, if it must not be shown. The parts of a reference to a secret say
/// where it is, and not what.
pub(super) fn secret_at<'t>(way: &[Entry<'t>]) -> Option<Scalar<'t>> {
    let entry = *way.last()?;
    let scalar = entry.value()?.scalar().filter(|scalar| hides(*scalar))?;
    let keys: Vec<Step<'_>> = way.iter().skip(1).map(|entry| entry.key()).collect();
    let path = steps(&keys);
    let container = way.iter().rev().nth(1).and_then(|above| above.child());
    let is_marked = !overlay::secrets().lookup(&path).is_empty();
    let is_part = !is_marked
        && matches!(path.last()?, PathStep::Key("source" | "provider" | "id"))
        && container.is_some_and(|container| container.has("source"));
    let is_hidden = is_secret(&path) || container.is_some_and(|container| follows_flag(container, entry));
    (!is_part && is_hidden).then_some(scalar)
}

/// The key at the end of a way, if it is rather the rest of a secret before it whose quotes are missing: `token: abc,def`,
/// `token: 123:abc`.
pub(super) fn stray<'t>(way: &[Entry<'t>]) -> Option<Cow<'t, str>> {
    let (entry, above) = way.split_last()?;
    let owner = torn_from(above.last()?.child()?, *entry)?;
    let keys: Vec<Step<'_>> = above.iter().chain([&owner]).skip(1).map(|entry| entry.key()).collect();
    is_secret(&steps(&keys)).then(|| entry.key()).flatten()
}

/// The member whose value without quotes a key may have been torn from: the one right before it, if nothing parts the two, or
/// the last whole one, if its value is no JSON5 and no colon follows the key.
fn torn_from<'t>(container: Node<'t>, entry: Entry<'t>) -> Option<Entry<'t>> {
    /// A secret with more commas in it is none.
    const MOST: usize = 16;
    entry.key_token()?;
    let mut before = (0..entry.index()).rev().take(MOST).filter_map(|index| container.entry(index));
    if entry.colon().is_some() {
        let is_open =
            |owner: &Entry<'_>| owner.colon().is_some() && owner.value().is_none() && owner.comma().is_none();
        return before.next().filter(is_open);
    }
    let owner = before.find(|entry| entry.colon().is_some())?;
    let is_torn = owner.value()?.scalar()?.kind() == ScalarKind::Malformed;
    is_torn.then_some(owner)
}

/// Whether the last key of a path names a secret, so that what lies in its value is part of one. The section `secrets` says
/// where secrets are, and not what they are.
fn is_named(path: &[PathStep<'_>]) -> bool {
    matches!(path.last(), Some(PathStep::Key(key)) if names_secret(key))
}

/// The entries whose bytes meet a range.
pub fn meeting(node: Node<'_>, within: TextRange) -> impl Iterator<Item = Entry<'_>> {
    let first = node.entry_at(within.start).map_or(0, Entry::index);
    node.entries_from(first).take_while(move |entry| entry.full_range().start < within.end)
}

/// Whether a value could give something away: a reference to a variable, `true` and `null` do not.
pub fn hides(scalar: Scalar<'_>) -> bool {
    match scalar.as_str() {
        Some(text) => !is_variable(&text),
        None => scalar.as_bool().is_none() && !scalar.is_null(),
    }
}

/// Whether a text is a reference to a variable, which stands there so that the secret does not.
fn is_variable(text: &str) -> bool {
    text.starts_with("${") && text.find('}') == Some(text.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::secret_ranges;
    use crate::base::{DocumentKind, Snapshot, World};
    use crate::text::TextRange;
    use std::sync::Arc;

    fn ranges(text: &str, within: TextRange) -> Vec<TextRange> {
        secret_ranges(&Snapshot::new(text, DocumentKind::Main, Arc::new(World::default())), within)
    }

    /// Asserts which values of a text are secret; `within` is all of it.
    fn check(text: &str, expected: &[&str]) {
        let found = ranges(text, TextRange::new(0, text.len()));
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
    fn parts_of_other_texts_are_found() {
        check("{ models: { providers: { x: { baseUrl: 'https://me:abc@h.example/v1' } } } }", &["me:abc"]);
        check(
            "{ mcp: { servers: { x: { args: ['--port', '1', '--token', 'abc', '--key=def'] } } } }",
            &["'abc'", "def"],
        );
        check("{ browser: { cdpUrl: 'wss://h.example?token=abc&x=1' } }", &["abc"]);
        check(r"{ browser: { cdpUrl: 'https://me:abc\x40h.example' } }", &[r"'https://me:abc\x40h.example'"]);
        check("{ agents: { defaults: { sandbox: { docker: { env: { A: 'abc' } } } } } }", &["'abc'"]);
        check("{ plugins: { entries: { x: { config: { apiKey: { value: 'abc' } } } } } }", &["'abc'"]);
    }

    #[test]
    fn a_file_is_seen_where_it_is_included() {
        let snapshot = Snapshot::new("{ A: 'abc' }", DocumentKind::Main, Arc::new(World::default()));
        let mount = ["env", "vars"].map(|key| Some(key.to_owned())).to_vec();
        let within = TextRange::new(0, 12);
        assert!(secret_ranges(&snapshot, within).is_empty());
        let mounted = Snapshot { mounts: Arc::new([mount]), ..snapshot };
        assert_eq!(secret_ranges(&mounted, within), [TextRange::at(5, 5)]);
    }

    #[test]
    fn broken_documents_hide_as_much() {
        check("{ gateway: { auth: { token: abc, password: 'open\n } }", &["abc", "'open"]);
        check("{ gateway: { auth: { token: 12345 ", &["12345"]);
        check("{ gateway: { auth: { token: abc,def, mode: 'none' } } }", &["abc", "def"]);
        check("{ gateway: { auth: { token: ab:cd, mode: 'none' } } }", &["ab:cd"]);
        check("{ gateway: { auth: { token: , mode: 'none' } } }", &[]);
    }

    #[test]
    fn only_the_range_is_looked_at() {
        let text = "{ gateway: { auth: { token: 'abc' } }, hooks: { token: 'def' } }";
        let at = text.find("hooks").unwrap();
        let found = ranges(text, TextRange::new(at, text.len()));
        assert_eq!(found, [TextRange::at(text.find("'def'").unwrap(), 5)]);
        assert!(ranges(text, TextRange::new(0, 9)).is_empty());
    }

    #[test]
    fn what_lies_too_deep_is_hidden_as_a_whole() {
        let text = "[".repeat(100_000);
        let found = ranges(&text, TextRange::new(0, text.len()));
        assert!(matches!(found[..], [TextRange { start: 1..1000, end: 100_000 }]), "{found:?}");
    }
}
