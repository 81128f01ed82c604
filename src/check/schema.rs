//! The schema pass: what the JSON Schema says about every value, remembered per (schema node, tree node).

use super::finding::{At, Finding, Findings};
use super::keywords::{self, Present};
use super::messages;
use super::unions::{self, Judge};
use super::walk::{self, Look, mix, remembered};
use crate::schema::{ChildSchemas, Items, Schema, SchemaId};
use crate::syntax::{Container, ContainerKind, Entry, Node, Value};
use crate::text::TextRange;
use std::sync::Arc;

/// What the pass carries along.
#[derive(Clone, Copy)]
pub(super) struct Pass<'w> {
    pub(super) schema: &'w Schema,
    /// The part of every memo key that tells worlds and kinds of documents apart.
    pub(super) salt: u64,
    /// A patch for `config patch`: nothing is required, and `null` deletes (docs/openclaw/files.md#patches).
    pub(super) patch: bool,
}

impl Pass<'_> {
    /// The memo key of a part of a schema node's work.
    pub(super) fn key(&self, id: SchemaId, part: u64) -> u64 {
        mix(self.salt, mix(id.index() as u64, part))
    }

    fn container(&self, id: SchemaId, green: &Arc<Container>) -> Arc<Findings> {
        remembered(green.memo(), self.key(id, 1), |findings| {
            let value = Value::Node(Node::new(green, 0));
            self.keywords(id, value, findings);
            if keywords::takes(self.schema.node(id), value) {
                self.children(id, green, findings);
            }
        })
    }

    fn keywords(&self, id: SchemaId, value: Value<'_>, findings: &mut Findings) {
        let node = self.schema.node(id);
        if self.patch && matches!(value, Value::Scalar(scalar) if scalar.is_null()) {
            return;
        }
        let present = Present { patch: self.patch };
        keywords::check(node, value, present, &mut |finding| findings.push(finding));
        unions::check(self, id, value, findings);
    }

    fn children(&self, id: SchemaId, green: &Container, findings: &mut Findings) {
        let node = self.schema.node(id);
        if green.kind() == ContainerKind::Array && matches!(node.items(), Items::None) || node.is_anything() {
            return;
        }
        walk::items(green, &Children { pass: self, id }, findings);
    }

    /// What is wrong with a member or element of a value of schema `id`.
    pub(super) fn entry(&self, id: SchemaId, entry: Entry<'_>, findings: &mut Findings) {
        let schemas = match entry.key() {
            // Any object may have it (docs/openclaw/includes.md#where).
            Some(key) if key == "$include" => return,
            Some(key) if key == "__proto__" => return findings.push(lost(entry)),
            Some(key) => {
                self.key_name(id, entry, &key, findings);
                self.schema.child(id, &key)
            }
            None => self.schema.item(id, entry.index()),
        };
        // A key without a value is a syntax error already, and mostly one that is still being typed.
        if matches!(schemas, ChildSchemas::Denied) && (entry.key_token().is_none() || entry.value().is_some())
        {
            return findings.push(denied(entry));
        }
        let Some(value) = entry.value() else { return };
        for id in schemas.ids() {
            findings.add(value.range().start, self.value(*id, value));
        }
    }

    fn key_name(&self, id: SchemaId, entry: Entry<'_>, key: &str, findings: &mut Findings) {
        let Some(names) = self.schema.node(id).property_names() else { return };
        let Some(token) = entry.key_token() else { return };
        keywords::check_name(self.schema.node(names), key, token.range, &mut |finding| {
            findings.push(finding);
        });
    }
}

impl Judge for Pass<'_> {
    fn schema(&self) -> &Schema {
        self.schema
    }

    fn value(&self, id: SchemaId, value: Value<'_>) -> Arc<Findings> {
        match value {
            Value::Node(node) => self.container(id, node.green()),
            Value::Scalar(_) => {
                let mut findings = Findings::default();
                let start = value.range().start;
                self.keywords(id, value, &mut findings);
                for finding in &mut findings.own {
                    finding.range = TextRange::at(finding.range.start - start, finding.range.len());
                }
                Arc::new(findings)
            }
        }
    }
}

/// A member or element that its object or array does not take.
fn denied(entry: Entry<'_>) -> Finding {
    let Some(token) = entry.key_token() else {
        let message = "this array allows no further element: remove it";
        return Finding::error("invalid-count", entry.range(), message);
    };
    let key = entry.key().unwrap_or_default();
    // Where it belongs is said at the very end, when the whole document is seen.
    Finding::error("unknown-key", token.range, messages::unknown_key(&key)).at(At::Parent)
}

/// A key that is gone before OpenClaw looks at the object (docs/openclaw/reading.md#lost-keys).
fn lost(entry: Entry<'_>) -> Finding {
    let range = entry.key_token().map_or(entry.range(), |token| token.range);
    let message = "the key `__proto__` is lost when OpenClaw reads the file: it has no effect, remove it";
    Finding::warning("unknown-key", range, message).at(At::Parent)
}

/// The members or elements of a value of one schema node.
struct Children<'p> {
    pass: &'p Pass<'p>,
    id: SchemaId,
}

impl Look for Children<'_> {
    /// Only tuples look at the index of an element.
    fn key(&self, first: usize) -> u64 {
        let tuple = matches!(self.pass.schema.node(self.id).items(), Items::Tuple(..));
        self.pass.key(self.id, if tuple { 2 + first as u64 } else { 2 })
    }

    fn entry(&self, entry: Entry<'_>, findings: &mut Findings) {
        self.pass.entry(self.id, entry, findings);
    }
}
