//! Completion: what could stand at the cursor, in text that is rarely complete.
//!
//! [`context`] finds the place, [`shape`] the schemas that hold there, the modules named after what they offer make the
//! items, and [`insert`] fits them into the text. The cost is that of the way down to the cursor, of the siblings there
//! and of the lists that are offered.

mod bag;
mod begun;
mod context;
mod ignores;
mod insert;
mod item;
mod key;
mod keys;
mod layout;
mod members;
mod models;
mod moments;
mod names;
mod params;
mod quote;
mod ranking;
mod references;
mod resolve;
mod retention;
mod shape;
mod slot;
mod snippet;
mod suggested;
mod templates;
#[cfg(test)]
mod tests;
mod values;
mod variables;

pub use item::{CompletionItem, CompletionKind, CompletionOptions};
pub use resolve::resolve_completion;
pub use snippet::simplified;

use crate::base::{DocumentKind, Snapshot};
use context::{Place, Site};
use insert::Writer;

/// What could stand at a byte offset, best first; `sort` has the same order.
pub fn completion(snapshot: &Snapshot, offset: usize, options: CompletionOptions) -> Vec<CompletionItem> {
    if let Some(items) = ignores::items(snapshot, offset) {
        return ordered(items);
    }
    // Nobody knows where a fragment is mounted, so nothing is known about its keys.
    if snapshot.kind == DocumentKind::Fragment {
        return Vec::new();
    }
    let Some(mut site) = Site::find(snapshot, offset) else { return Vec::new() };
    site.slot.settle(options.whole_strings);
    if options.after_blank && !site.begins(offset) {
        return Vec::new();
    }
    let writer = Writer::new(&site, options);
    let items = match site.place {
        Place::Key { .. } => keys::items(&site, &writer),
        Place::Value(_) => values::items(&site, &writer),
    };
    ordered(items)
}

/// Writes the order of a list down, which clients would else sort by label.
fn ordered(items: Vec<CompletionItem>) -> Vec<CompletionItem> {
    let number =
        |(index, item): (usize, CompletionItem)| CompletionItem { sort: format!("{index:05}"), ..item };
    items.into_iter().enumerate().map(number).collect()
}
