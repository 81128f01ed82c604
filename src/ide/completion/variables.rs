//! `${VAR}` inside strings: the names of environment variables, never their values.

use super::context::Site;
use super::insert::Writer;
use super::shape::Facts;
use super::slot::Frame;
use super::{CompletionItem, CompletionKind};
use crate::config::environment::Skipped;
use crate::config::variable_name;
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
    let end = cursor + word + closer;
    // The cursor goes behind the quote that ends the text here; one that is missing must come with the name, or the string
    // would swallow the rest of the line.
    let quote = match site.slot.frame {
        Frame::Quoted(quote) if end + quote.len_utf8() == site.slot.replace.end && site.slot.closed => {
            Some(quote)
        }
        Frame::Quoted(quote) if closer == 0 && !site.slot.closed => Some(quote),
        _ => None,
    };
    let taken = quote.filter(|_| site.slot.closed).map_or(0, char::len_utf8);
    let replace = TextRange::new(range.start, end + taken);
    let make = |name: &String| {
        let text = format!("${{{name}}}");
        let item = writer.string(&text, CompletionKind::Reference);
        CompletionItem {
            insert: if closer == 1 || taken > 0 { replace } else { range },
            replace,
            text: format!("{text}{}", quote.map(String::from).unwrap_or_default()),
            filter: text,
            snippet: None,
            ..item.with_detail("environment variable")
        }
    };
    Some(wanted(site, true).iter().map(make).collect())
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
    let usual = meant(site);
    let make = |name: &String| {
        let item = writer.string(&format!("${{{name}}}"), CompletionKind::Reference);
        let about = if usual.as_ref() == Some(name) { "usual variable" } else { "environment variable" };
        item.with_detail(about)
    };
    wanted(site, false).iter().map(make).collect()
}

/// The variables to choose from: the one that is meant for the place, those that the document sets, those whose names sound like a
/// secret's, and then the rest of the environment, which is no guess where nothing is typed yet.
fn wanted(site: &Site<'_>, begun: bool) -> Vec<String> {
    let own: BTreeSet<String> = own_names(site).filter(|name| is_variable_name(name)).collect();
    let meant = meant(site);
    let mut found: Vec<String> =
        names(site).into_iter().filter(|name| meant.as_ref() != Some(name)).collect();
    found.retain(|name| begun || own.contains(name) || sounds_secret(name));
    found.sort_by_key(|name| (!own.contains(name), !sounds_secret(name)));
    meant.into_iter().chain(found).collect()
}

/// The variable that usually holds the secret of a place.
fn meant(site: &Site<'_>) -> Option<String> {
    let path = site.value_path();
    let keys: Vec<&str> = path.iter().filter_map(key).collect();
    (overlay::is_secret(&path) && !is_variable(&path)).then(|| variable_name::usual(&keys))
}

const fn key<'a>(step: &PathStep<'a>) -> Option<&'a str> {
    match step {
        PathStep::Key(key) => Some(key),
        PathStep::Item => None,
    }
}

/// Whether a variable is called as one with a secret is.
fn sounds_secret(name: &str) -> bool {
    ["TOKEN", "KEY", "SECRET", "PASSWORD", "CREDENTIAL"].iter().any(|word| name.contains(word))
}

/// The values under `env.vars` define variables.
fn is_variable(path: &[PathStep<'_>]) -> bool {
    matches!(path, [PathStep::Key("env"), ..])
}

/// The variables that are known: those of the process and those that the document sets.
pub(super) fn names(site: &Site<'_>) -> BTreeSet<String> {
    let all = own_names(site).chain(site.snapshot.world.options.env_names.iter().cloned());
    all.filter(|name| is_variable_name(name)).collect()
}

/// The variables that the document sets.
fn own_names<'t>(site: &Site<'t>) -> impl Iterator<Item = String> + use<'t> {
    let vars =
        site.snapshot.tree.value().and_then(|root| root.get("env")?.get("vars")).and_then(Value::object);
    vars.into_iter().flat_map(Node::entries).filter_map(own_name)
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
