//! One node for all parts of a text that are the same.
//!
//! Large documents say the same thing many times: `enabled: true`, the same model, the same few members of every group. A
//! node knows neither its place nor its parent, so equal parts share one node: it takes its memory once, and what readers
//! remember of it ([`Memo`](super::Memo)) is found once.

use super::builder::ItemBuilder;
use super::green::{Closer, Container, ContainerKind, Item};
use super::run::Run;
use super::seq::Seq;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;
use std::sync::Arc;

/// The longest text, in bytes, and the most items of a container, that are worth being looked for.
const LONG: usize = 256;
const MANY: usize = 16;

/// The nodes that one parse has made so far, by the hash of what they are made of. Of two with one hash only the first is
/// kept, so each is compared before it is taken.
#[derive(Default)]
pub(super) struct Pool {
    items: FxHashMap<u64, Arc<Item>>,
    containers: FxHashMap<u64, Arc<Container>>,
}

/// A node, and whether it lies in the pool, so that what is made of it may.
pub(super) struct Pooled<T> {
    pub(super) node: Arc<T>,
    pub(super) is_pooled: bool,
}

impl Pool {
    /// The finished item of a builder, a member or an element: without faults it is what its text and its container say.
    pub(super) fn item(&mut self, built: ItemBuilder, source: &Arc<str>) -> Pooled<Item> {
        let Some(hash) = hash_of(&built, source) else {
            return Pooled { node: Arc::new(built.finish(source)), is_pooled: false };
        };
        if let Some(known) = self.items.get(&hash) {
            let is_same = built.is_same(known, source);
            let node = if is_same { Arc::clone(known) } else { Arc::new(built.finish(source)) };
            return Pooled { node, is_pooled: is_same };
        }
        let node = Arc::new(built.finish(source));
        self.items.insert(hash, Arc::clone(&node));
        Pooled { node, is_pooled: true }
    }

    /// A container that ends as it should, made of items of the pool.
    pub(super) fn container(
        &mut self,
        kind: ContainerKind,
        items: Vec<Arc<Item>>,
        tail: Run,
    ) -> Pooled<Container> {
        let make = |items, tail| Arc::new(Container::new(kind, Seq::new(items), tail, Closer::Present));
        if items.len() > MANY || tail.len() > LONG {
            return Pooled { node: make(items, tail), is_pooled: false };
        }
        let mut hasher = FxHasher::default();
        hasher.write_u8(u8::from(kind == ContainerKind::Array));
        hasher.write(tail.text().as_bytes());
        for item in &items {
            hasher.write_usize(Arc::as_ptr(item).addr());
        }
        let hash = hasher.finish();
        if let Some(known) = self.containers.get(&hash) {
            let is_same = known.is_made_of(kind, &items, &tail);
            let node = if is_same { Arc::clone(known) } else { make(items, tail) };
            return Pooled { node, is_pooled: is_same };
        }
        let node = make(items, tail);
        self.containers.insert(hash, Arc::clone(&node));
        Pooled { node, is_pooled: true }
    }
}

/// The hash of what makes an item; `None` for one that does not go into the pool.
fn hash_of(built: &ItemBuilder, source: &Arc<str>) -> Option<u64> {
    let (head, child, tail) = built.parts(source)?;
    if head.len() + tail.len() > LONG {
        return None;
    }
    let mut hasher = FxHasher::default();
    hasher.write(head.as_bytes());
    if let Some(child) = child {
        hasher.write_usize(Arc::as_ptr(child).addr());
        hasher.write(tail.as_bytes());
    }
    Some(hasher.finish())
}
