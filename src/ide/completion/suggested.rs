//! Names that are still to be made up: those that the document means already, then those that people usually choose.

use super::context::Site;
use super::insert::Writer;
use super::key::named;
use super::ranking::{Ranking, chosen};
use super::{CompletionItem, CompletionKind};

use crate::config::placeholder::placeholders;
use crate::schema::overlay::rows;
use crate::schema::{PathStep, PathTrie};
use crate::syntax::{Node, Value};
use crate::text::TextRange;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// As many bytes of a document are searched for variables.
const SEARCHED: usize = 1 << 20;

static USUAL: LazyLock<PathTrie<&str>> = LazyLock::new(|| {
    let table: Vec<[&str; 2]> = rows(include_str!("../../../data/overlay/field-names.tsv")).collect();
    PathTrie::build(table.into_iter().map(|[path, name]| (path, name)))
});

/// The names that could be made up as a key at a site.
pub(super) fn keys(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let path = site.path();
    let meant: Vec<String> = match path.as_slice() {
        [PathStep::Key("agents"), PathStep::Key("entries")] => agents(site),
        [PathStep::Key("env"), PathStep::Key("vars")] => variables(site),
        [PathStep::Key("auth"), PathStep::Key("profiles")] => profiles(site),
        _ => Vec::new(),
    };
    let item = |name: &str, about: &str| {
        Some(named(site, writer, name, CompletionKind::Reference)?.with_detail(about.to_owned()))
    };
    let meant: Vec<_> = meant.iter().filter_map(|name| item(name, "used in this document")).collect();
    let usual = USUAL.lookup(&path).iter();
    let usual: Vec<_> = usual.filter_map(|name| item(name, "usual name")).collect();
    meant.into_iter().chain(usual).collect()
}

/// Agents that bindings give messages to.
fn agents(site: &Site<'_>) -> Vec<String> {
    let bindings = site.snapshot.tree.value().and_then(|root| root.get("bindings")).and_then(Value::array);
    let entries = bindings.into_iter().flat_map(Node::entries);
    let ids = entries.filter_map(|entry| Some(entry.value()?.get("agentId")?.as_str()?.into_owned()));
    ids.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Variables that texts of the document ask for.
fn variables(site: &Site<'_>) -> Vec<String> {
    let text = &site.snapshot.text;
    let part: String = text.slice(text.clamp(TextRange::new(0, SEARCHED)));
    let names = placeholders(&part).into_iter().map(|placeholder| placeholder.name.to_owned());
    names.collect::<BTreeSet<_>>().into_iter().collect()
}

/// A profile for each provider whose models the document names or that it sets up, then for those that most people have.
fn profiles(site: &Site<'_>) -> Vec<String> {
    let catalog = site.snapshot.catalog();
    let ranking = Ranking::of(site, &catalog);
    let mut known: Vec<&str> = catalog
        .providers()
        .filter(|provider| provider.declared)
        .map(|provider| provider.id.as_ref())
        .collect();
    known.sort_by_key(|provider| (ranking.standing(provider), Reverse(chosen(provider))));
    known.into_iter().map(|provider| format!("{provider}:default")).collect()
}
