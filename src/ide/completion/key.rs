//! Keys that are names, and whether they are free.

use super::begun::value_body;
use super::context::{Place, Site};
use super::insert::Writer;
use super::{CompletionItem, CompletionKind};
use crate::schema::{PathStep, SchemaId};
use crate::syntax::hash_key;

/// Whether no other member of the object has the key.
pub(super) fn is_free(site: &Site<'_>, name: &str) -> bool {
    let Some(container) = site.container() else { return true };
    let own = site.entry.is_some_and(|entry| entry.key().as_deref() == Some(name));
    if !own {
        return !container.has(name);
    }
    container.green().keys().count(hash_key(name)) < 2
}

/// A key that is a name of the document's or the catalogue's own.
pub(super) fn named(
    site: &Site<'_>,
    writer: &Writer<'_>,
    name: &str,
    kind: CompletionKind,
) -> Option<CompletionItem> {
    let schema = &site.snapshot.world.schema;
    let schemas: Vec<SchemaId> =
        site.schemas().iter().flat_map(|id| schema.child(*id, name).ids().to_vec()).collect();
    let path: Vec<PathStep<'_>> = site.path().into_iter().chain([PathStep::Key(name)]).collect();
    let body = value_body(site, writer.style, &path, &schemas);
    is_free(site, name).then(|| CompletionItem { kind, ..writer.key(name, &body) })
}

/// Whether only the name of a key is wanted, its value being there.
pub(super) fn is_bare(site: &Site<'_>) -> bool {
    site.place == Place::Key { bare: true }
}
