//! `${VAR}` inside strings: the names of environment variables, never their values.

use super::context::Site;
use super::insert::Writer;
use super::shape::Facts;
use super::slot::Frame;
use super::{CompletionItem, CompletionKind};
use crate::config::environment::Skipped;
use crate::schema::{PathStep, TypeSet, overlay};
use crate::syntax::{Entry, Node, Value};
use crate::text::TextRange;
use std::collections::BTreeSet;

/// The items for a `${` that is typed and not closed before the cursor; nothing where none is.
pub(super) fn begun(site: &Site<'_>, writer: &Writer<'_>) -> Option<Vec<CompletionItem>> {
    let typed = site.slot.typed.as_str();
    let start = typed.rfind('$').filter(|_| site.slot.is_string())?;
    let name = typed.get(start + 1..)?;
    let name = name.strip_prefix('{').unwrap_or(name);
    // `$${` is an escape and stays as it is (docs/openclaw/variables.md#placeholders).
    if typed.get(..start)?.ends_with('$') {
        return Some(Vec::new());
    }
    if !name.bytes().all(is_name) {
        return None;
    }
    let cursor = site.slot.insert.start + (typed.len() + usize::from(typed_quote(site)));
    let range = TextRange::new(cursor - (typed.len() - start), cursor);
    let rest: String = site.snapshot.text.slice(TextRange::new(cursor, cursor + 128));
    let word = rest.bytes().take_while(|byte| is_name(*byte)).count();
    let closer = usize::from(rest.get(word..).is_some_and(|rest| rest.starts_with('}')));
    let replace = TextRange::new(range.start, cursor + word + closer);
    // A lone quote must be closed with the name, or the string would swallow the rest of the line.
    let quote = match site.slot.frame {
        Frame::Quoted(quote) if closer == 0 => Some(quote),
        _ => None,
    };
    let make = |name: &String| {
        let text = format!("${{{name}}}");
        let item = writer.string(&text, CompletionKind::Reference);
        CompletionItem {
            insert: if closer == 1 { replace } else { range },
            replace,
            text: format!("{text}{}", quote.map(String::from).unwrap_or_default()),
            filter: text,
            snippet: None,
            ..item.with_detail("environment variable")
        }
    };
    Some(names(site).iter().map(make).collect())
}

/// Whether the ranges of the slot hold the opening quote.
fn typed_quote(site: &Site<'_>) -> bool {
    matches!(site.slot.frame, Frame::Quoted(_))
}

/// Whole `${VAR}` strings, where a secret is wanted: it should not stand in the file.
pub(super) fn secrets(site: &Site<'_>, writer: &Writer<'_>, facts: &Facts<'_>) -> Vec<CompletionItem> {
    let path = site.value_path();
    // Below a secret lie the parts of a `SecretRef`, which are none.
    let is_secret = overlay::is_secret(&path) && !overlay::is_secret(&site.path());
    if !facts.types.allows(TypeSet::STRING) || !is_secret || is_variable(&path) {
        return Vec::new();
    }
    let make = |name: &String| {
        let item = writer.string(&format!("${{{name}}}"), CompletionKind::Reference);
        item.with_detail("environment variable")
    };
    names(site).iter().map(make).collect()
}

/// The values under `env.vars` define variables.
fn is_variable(path: &[PathStep<'_>]) -> bool {
    matches!(path, [PathStep::Key("env"), ..])
}

/// The variables that are known: those of the process and those that the document sets.
pub(super) fn names(site: &Site<'_>) -> BTreeSet<String> {
    let vars =
        site.snapshot.tree.value().and_then(|root| root.get("env")?.get("vars")).and_then(Value::object);
    let own = vars.into_iter().flat_map(Node::entries).filter_map(own_name);
    let all = own.chain(site.snapshot.world.options.env_names.iter().cloned());
    all.filter(|name| is_variable_name(name)).collect()
}

/// The name of a variable that the document sets.
fn own_name(entry: Entry<'_>) -> Option<String> {
    let (key, value) = (entry.key()?, entry.value()?);
    let is_skipped = value.as_str().is_some_and(|text| Skipped::of(&key, &text).is_some());
    (!is_skipped).then(|| key.into_owned())
}

fn is_variable_name(name: &str) -> bool {
    name.bytes().all(is_name) && name.bytes().next().is_some_and(|first| !first.is_ascii_digit())
}

/// Names are `[A-Z_][A-Z0-9_]*` (docs/openclaw/variables.md#placeholders).
const fn is_name(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_'
}
