//! Keys that an object does not have yet: required ones first, then the common ones, then the rest.

use super::begun::value_body;
use super::context::Site;
use super::insert::Writer;
use super::key::is_free;
use super::resolve::Topic;
use super::shape::{NamedKey, facts, named_keys};
use super::snippet::Body;
use super::{CompletionItem, models, params, references, suggested};
use crate::base::DocumentKind;
use crate::migrations::Table;
use crate::schema::{PathStep, overlay};
use std::cmp::Reverse;

/// The keys that could stand at a site.
pub(super) fn items(site: &Site<'_>, writer: &Writer<'_>) -> Vec<CompletionItem> {
    let schema = &site.snapshot.world.schema;
    let path = site.path();
    let mut items = params::keys(site, writer);
    items.extend(models::keys(site, writer));
    items.extend(references::keys(site, writer));
    items.extend(suggested::keys(site, writer));
    items.extend(id_of_listed(site, writer));
    let table = Table::of(site.snapshot.release());
    let mut known: Vec<_> = named_keys(schema, site.schemas())
        .into_iter()
        .filter(|key| is_free(site, key.name) && !items.iter().any(|item| item.label == key.name))
        .filter(|key| is_current(&below(&path, key.name), table))
        .map(|key| (rank(site, &path, &key), key))
        .collect();
    known.sort_by_key(|(rank, _)| *rank);
    items.extend(known.iter().map(|(_, key)| item(site, writer, &path, key)));
    items.extend(include(site, writer));
    items
}

/// An agent of the older roster has its id inside.
fn id_of_listed(site: &Site<'_>, writer: &Writer<'_>) -> Option<CompletionItem> {
    let path = site.path();
    let is_listed = path == [PathStep::Key("agents"), PathStep::Key("list"), PathStep::Item];
    let body = Body::empty_string(writer.style.string);
    (is_listed && is_free(site, "id")).then(|| {
        let topic = Topic::Key(below(&path, "id"));
        writer.key("id", &body).with_detail("required · string").with_resolve(&topic)
    })
}

/// Whether nothing has taken the place of a key for the release that reads the document.
fn is_current(path: &[PathStep<'_>], table: &Table) -> bool {
    !table.trie().lookup(path).iter().any(|migration| migration.is_retired_key())
}

/// The path of a key of the object at a path.
fn below<'k>(path: &[PathStep<'k>], key: &'k str) -> Vec<PathStep<'k>> {
    path.iter().copied().chain([PathStep::Key(key)]).collect()
}

/// Lower is earlier: what must be there, then what real configurations set most often, then what OpenClaw's own settings
/// show and its own examples set.
fn rank(
    site: &Site<'_>,
    path: &[PathStep<'_>],
    key: &NamedKey<'_>,
) -> (u8, Reverse<u16>, bool, Reverse<u16>) {
    let used = overlay::key_use(&below(path, key.name));
    let group = match key.required && site.snapshot.kind != DocumentKind::Patch {
        true => 0,
        _ if key.name == "$schema" => 2,
        _ => 1,
    };
    (group, Reverse(used.field), !used.common, Reverse(used.configs))
}

fn item(site: &Site<'_>, writer: &Writer<'_>, path: &[PathStep<'_>], key: &NamedKey<'_>) -> CompletionItem {
    let schema = &site.snapshot.world.schema;
    let types = facts(schema, &key.schemas).short();
    let path = below(path, key.name);
    let body = models::text_body(writer, &path)
        .unwrap_or_else(|| value_body(site, writer.style, &path, &key.schemas));
    let detail = if key.required { format!("required · {types}") } else { types };
    writer.key(key.name, &body).with_detail(detail).with_resolve(&Topic::Key(path))
}

/// `$include` may stand in any object (docs/openclaw/includes.md#where).
fn include(site: &Site<'_>, writer: &Writer<'_>) -> Option<CompletionItem> {
    let path = [PathStep::Key("$include")].to_vec();
    let body = Body::empty_string(writer.style.string);
    (site.snapshot.kind == DocumentKind::Main && is_free(site, "$include")).then(|| {
        writer.key("$include", &body).with_detail("file or list of files").with_resolve(&Topic::Key(path))
    })
}
