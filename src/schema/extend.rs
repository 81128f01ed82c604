//! A schema with the settings of further plugins and channels, as an installation that has them would print it.

use super::arena::Arena;
use super::blob::Blob;
use super::compile::{Part, compile_part};
use super::compiled::{Schema, SchemaId};
use super::layout::Field;
use super::repair::repair;
use serde_json::Value;

/// Something that a schema is to describe, too.
#[derive(Clone, Debug, PartialEq)]
pub struct Addition {
    /// The keys that lead there. What is described at the place already stays as it is.
    pub path: Vec<String>,
    /// Its JSON Schema.
    pub schema: Value,
}

impl Addition {
    /// The settings of a channel.
    pub fn channel(id: &str, schema: Value) -> Self {
        Self { path: vec!["channels".to_owned(), id.to_owned()], schema }
    }

    /// The `config` of a plugin.
    pub fn plugin(id: &str, schema: Value) -> Self {
        Self { path: ["plugins", "entries", id, "config"].map(str::to_owned).to_vec(), schema }
    }
}

impl Schema {
    /// The same with what is added. A place whose objects are not described key by key stays as it is.
    #[must_use]
    pub fn with(&self, additions: Vec<Addition>) -> Self {
        let mut extension = Extension { arena: self.blob().resume() };
        let mut root = self.root().0;
        for Addition { path, mut schema } in additions {
            repair(&mut schema);
            let part: Part = compile_part(extension.arena, &schema);
            extension.arena = part.arena;
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            if !self.describes(&path) {
                root = extension.put(root, &path, part.node).unwrap_or(root);
            }
        }
        let digest = format!("{}+{root}", self.digest());
        Self::newest(Blob::owned(extension.arena.finish(&[(self.version(), root, &digest)])))
    }

    /// Whether a path leads to a property of its own.
    fn describes(&self, path: &[&str]) -> bool {
        let step = |id: SchemaId, key: &&str| self.node(id).property(key);
        path.iter().try_fold(self.root(), step).is_some()
    }
}

/// A schema that grows.
struct Extension {
    arena: Arena,
}

impl Extension {
    /// A node that has another one at a path below it, made anew from the given one.
    fn put(&mut self, node: u32, path: &[&str], new: u32) -> Option<u32> {
        let Some((key, rest)) = path.split_first() else { return Some(new) };
        let child = self.property(node, key).or_else(|| self.additional(node));
        // Where nothing is known of the key, an object stands for it.
        let child = match child {
            Some(child) => self.put(child, rest, new)?,
            None if rest.is_empty() => new,
            None => return None,
        };
        Some(self.with_property(node, key, child))
    }

    /// The number of a slot of a node's record among its slots, and whether it is there.
    fn slot(&self, node: u32, field: Field) -> (usize, bool) {
        let (mask, bit) = (self.arena.word(self.arena.record(node) + 1), 1 << field as u32);
        ((mask & (bit - 1)).count_ones() as usize, mask & bit != 0)
    }

    fn value(&self, node: u32, field: Field) -> Option<u32> {
        let (index, is_there) = self.slot(node, field);
        is_there.then(|| self.arena.word(self.arena.record(node) + 2 + index as u32))
    }

    fn property(&self, node: u32, key: &str) -> Option<u32> {
        let (names, _) = self.properties(node);
        names.into_iter().find(|(name, _)| name == key).map(|(_, id)| id)
    }

    /// The node that holds for the keys that have none of their own.
    fn additional(&self, node: u32) -> Option<u32> {
        self.value(node, Field::Additional)?.checked_sub(1)
    }

    /// The properties of a node, sorted by name, and their order in the source.
    fn properties(&self, node: u32) -> (Vec<(String, u32)>, Vec<u32>) {
        let Some(at) = self.value(node, Field::Properties) else { return Default::default() };
        let count = self.arena.word(at);
        let pair = |index| {
            (self.arena.text_of(self.arena.word(at + 1 + 2 * index)), self.arena.word(at + 2 + 2 * index))
        };
        let order = (0..count).map(|index| self.arena.word(at + 1 + 2 * count + index));
        ((0..count).map(pair).collect(), order.collect())
    }

    fn with_property(&mut self, node: u32, key: &str, child: u32) -> u32 {
        let (mut names, mut order) = self.properties(node);
        match names.binary_search_by(|(name, _)| name.as_str().cmp(key)) {
            Ok(at) => names[at].1 = child,
            Err(at) => {
                names.insert(at, (key.to_owned(), child));
                order.iter_mut().filter(|rank| **rank >= at as u32).for_each(|rank| *rank += 1);
                order.push(at as u32);
            }
        }
        let mut list = vec![names.len() as u32];
        for (name, id) in &names {
            list.extend([self.arena.string(name), *id]);
        }
        list.extend(order);
        let list = self.arena.list(list);
        self.with_slot(node, Field::Properties, list)
    }

    fn with_slot(&mut self, node: u32, field: Field, value: u32) -> u32 {
        let at = self.arena.record(node);
        let (head, mask) = (self.arena.word(at), self.arena.word(at + 1));
        let mut slots: Vec<u32> =
            (0..mask.count_ones()).map(|index| self.arena.word(at + 2 + index)).collect();
        match self.slot(node, field) {
            (index, true) => slots[index] = value,
            (index, false) => slots.insert(index, value),
        }
        let record = [head, mask | 1 << field as u32].into_iter().chain(slots).collect();
        self.arena.node(record)
    }
}

#[cfg(test)]
mod tests {
    use super::{Addition, Schema};
    use crate::schema::{Additional, SchemaId};
    use serde_json::json;

    fn at(schema: &Schema, path: &[&str]) -> Option<SchemaId> {
        path.iter().try_fold(schema.root(), |id, key| schema.node(id).property(key))
    }

    #[test]
    fn a_plugin_and_its_channel_are_described_beside_the_others() {
        let own = json!({ "type": "object", "additionalProperties": false, "properties": { "level": { "type": "integer" } } });
        let base = Schema::embedded();
        let schema = base.with(vec![Addition::channel("ownchat", own.clone()), Addition::plugin("own", own)]);
        for path in [&["channels", "ownchat", "level"][..], &["plugins", "entries", "own", "config", "level"]]
        {
            assert!(at(&schema, path).is_some() && at(&base, path).is_none(), "{path:?}");
        }
        let config = at(&schema, &["plugins", "entries", "own", "config"]).unwrap();
        assert_eq!(schema.node(config).additional(), Additional::Denied);
        assert!(at(&schema, &["plugins", "entries", "own", "enabled"]).is_some());
        assert_eq!((schema.version(), schema.digest() == base.digest()), (base.version(), false));
        let names = |schema: &Schema| {
            let channels = at(schema, &["channels"]).unwrap();
            schema.node(channels).properties().map(|(name, _)| name.to_owned()).collect::<Vec<_>>()
        };
        let (before, mut after) = (names(&base), names(&schema));
        assert_eq!(after.pop().as_deref(), Some("ownchat"));
        assert_eq!(before, after);
    }

    #[test]
    fn what_is_described_already_stays() {
        let base = Schema::embedded();
        let schema = base.with(vec![Addition::channel("telegram", json!({ "type": "string" }))]);
        let types = |schema: &Schema| {
            let id = at(schema, &["channels", "telegram"]).unwrap();
            schema.node(id).types()
        };
        assert_eq!(types(&base), types(&schema));
    }
}
