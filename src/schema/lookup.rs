//! From a schema to the schemas of a value's parts.

use super::path::PatternStep;
use super::{Additional, Items, PathStep, Schema, SchemaId};

/// The schemas that one node gives for one member or item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChildSchemas {
    /// The member or item may not be there.
    Denied,
    /// Nothing is said about it.
    Any,
    /// The usual case.
    One(SchemaId),
    /// `properties` and `patternProperties` both describe it: all of them hold.
    Several(Vec<SchemaId>),
}

impl ChildSchemas {
    /// The schemas that hold.
    pub fn ids(&self) -> &[SchemaId] {
        match self {
            Self::Denied | Self::Any => &[],
            Self::One(id) => std::slice::from_ref(id),
            Self::Several(ids) => ids,
        }
    }

    fn from_additional(additional: Additional) -> Self {
        match additional {
            Additional::Any => Self::Any,
            Additional::Denied => Self::Denied,
            Additional::Schema(id) => Self::One(id),
        }
    }
}

impl Schema {
    /// The schemas of member `key`, by this node's own keywords: `properties` and `patternProperties`, and only where
    /// neither knows the key `additionalProperties`.
    pub fn child(&self, id: SchemaId, key: &str) -> ChildSchemas {
        let node = self.node(id);
        let mut found = node.property(key).map_or(ChildSchemas::Any, ChildSchemas::One);
        for (_, id) in node.pattern_properties().filter(|(pattern, _)| pattern.is_match(key)) {
            found = match found {
                ChildSchemas::One(first) => ChildSchemas::Several(vec![first, id]),
                ChildSchemas::Several(mut ids) => {
                    ids.push(id);
                    ChildSchemas::Several(ids)
                }
                _ => ChildSchemas::One(id),
            };
        }
        if found == ChildSchemas::Any { ChildSchemas::from_additional(node.additional()) } else { found }
    }

    /// The schema of the item at `index`, by this node's own keywords.
    pub fn item(&self, id: SchemaId, index: usize) -> ChildSchemas {
        match self.node(id).items() {
            Items::None => ChildSchemas::Any,
            Items::One(id) => ChildSchemas::One(id),
            Items::Tuple(ids, rest) => {
                ids.get(index).map_or_else(|| ChildSchemas::from_additional(rest), ChildSchemas::One)
            }
        }
    }

    /// `id` and every branch below it through anyOf, oneOf, allOf, then and else, in order and without repetition.
    pub fn branches(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut waiting = vec![id];
        while let Some(id) = waiting.pop().filter(|_| found.len() < 1000) {
            if found.contains(&id) {
                continue;
            }
            found.push(id);
            let node = self.node(id);
            let conditional = node.if_then().map(|(_, then, otherwise)| [then, otherwise]);
            waiting.extend(conditional.into_iter().flatten().flatten().rev());
            waiting.extend(node.all_of().iter().rev());
            waiting.extend(node.one_of().iter().rev());
            waiting.extend(node.any_of().iter().rev());
        }
        found
    }

    /// The schemas that `id` or any branch of it gives for member `key`.
    pub fn children_through_unions(&self, id: SchemaId, key: &str) -> Vec<SchemaId> {
        self.collect(id, |branch, found| found.extend_from_slice(self.child(branch, key).ids()))
    }

    /// The schemas that `id` or any branch of it gives for some item.
    pub fn items_through_unions(&self, id: SchemaId) -> Vec<SchemaId> {
        self.collect(id, |branch, found| match self.node(branch).items() {
            Items::None => {}
            Items::One(id) => found.push(id),
            Items::Tuple(ids, rest) => {
                found.extend(ids.iter());
                found.extend_from_slice(ChildSchemas::from_additional(rest).ids());
            }
        })
    }

    fn collect(&self, id: SchemaId, mut visit: impl FnMut(SchemaId, &mut Vec<SchemaId>)) -> Vec<SchemaId> {
        let mut found = Vec::new();
        for branch in self.branches(id) {
            visit(branch, &mut found);
        }
        distinct(found)
    }

    /// Every schema that may hold for the value at `path`, through unions; empty when the schema knows no such path.
    ///
    /// An agent of the older roster, `agents.list[]`, is described by `agents.entries.*`, to which OpenClaw moves it
    /// before it looks (docs/openclaw/agents.md#two-forms).
    pub fn lookup(&self, path: &[PathStep<'_>]) -> Vec<SchemaId> {
        const ENTRY: [PathStep<'static>; 3] =
            [PathStep::Key("agents"), PathStep::Key("entries"), PathStep::Key("main")];
        let (head, tail) = match path {
            [PathStep::Key("agents"), PathStep::Key("list"), PathStep::Item, below @ ..] => {
                (&ENTRY[..], below)
            }
            _ => (&[][..], path),
        };
        head.iter().chain(tail).fold(vec![self.root()], |ids, step| {
            let next = ids.into_iter().flat_map(|id| match step {
                PathStep::Key(key) => self.children_through_unions(id, key),
                PathStep::Item => self.items_through_unions(id),
            });
            distinct(next.collect())
        })
    }

    /// Every schema that may hold for some value whose path matches the pattern. `*` covers the keys of records as well
    /// as named members; `**` is not supported and matches nothing.
    pub fn lookup_pattern(&self, pattern: &[PatternStep]) -> Vec<SchemaId> {
        pattern.iter().fold(vec![self.root()], |ids, step| {
            let next = ids.into_iter().flat_map(|id| match step {
                PatternStep::Key(key) => self.children_through_unions(id, key),
                PatternStep::AnyKey => self.members_through_unions(id),
                PatternStep::Item => self.items_through_unions(id),
                PatternStep::Deep => Vec::new(),
            });
            distinct(next.collect())
        })
    }

    fn members_through_unions(&self, id: SchemaId) -> Vec<SchemaId> {
        self.collect(id, |branch, found| {
            let node = self.node(branch);
            found.extend(node.properties().map(|(_, id)| id));
            found.extend(node.pattern_properties().map(|(_, id)| id));
            found.extend_from_slice(ChildSchemas::from_additional(node.additional()).ids());
        })
    }
}

fn distinct(ids: Vec<SchemaId>) -> Vec<SchemaId> {
    let mut seen = rustc_hash::FxHashSet::default();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}
