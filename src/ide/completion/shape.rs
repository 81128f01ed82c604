//! Which schemas hold at a site: the branches of unions that an object most likely means, and what they say.

use super::context::{Place, Site, Step};
use crate::schema::{Additional, Literal, Node as SchemaNode, Schema, SchemaId, TypeSet};
use crate::syntax::{Entry, Node, Scalar, ScalarKind, Value};
use rustc_hash::FxHashMap;

/// What a wrong discriminator costs a branch, against one key that it does not know.
const WRONG_CONSTANT: usize = 1000;

/// Unions are nested less deeply than this.
const DEEPEST: usize = 8;

/// Objects with more members are not asked which branch knows all of them.
const WIDE: usize = 64;

impl Site<'_> {
    /// The schemas of the innermost container, unions resolved as far as its members tell.
    pub(super) fn schemas(&self) -> &[SchemaId] {
        self.known_schemas.get_or_init(|| container_schemas(self))
    }
}

/// The schemas of the innermost container, unions resolved as far as its members tell.
fn container_schemas(site: &Site<'_>) -> Vec<SchemaId> {
    let schema = &site.snapshot.world.schema;
    let mut ids = vec![schema.root()];
    for (depth, container) in site.containers.iter().enumerate() {
        let last = depth + 1 == site.containers.len();
        let own = site.entry.filter(|_| last).map(Entry::index);
        ids = Branches::of(schema, Some((*container, own)), &ids);
        if let Some(step) = site.steps.get(depth) {
            ids = children(schema, &ids, roster_step(&site.steps, depth).as_ref().unwrap_or(step));
        }
    }
    ids
}

/// The schemas of the value that is completed.
pub(super) fn value_schemas(site: &Site<'_>) -> Vec<SchemaId> {
    let schema = &site.snapshot.world.schema;
    match &site.place {
        Place::Value(Some(step)) => {
            let mut steps = site.steps.clone();
            steps.push(step.clone());
            let step = roster_step(&steps, site.steps.len()).unwrap_or_else(|| step.clone());
            children(schema, site.schemas(), &step)
        }
        _ => vec![schema.root()],
    }
}

/// The step through the roster of today that one through the older roster stands for: an element of `agents.list` has the
/// keys of an entry of `agents.entries`, to which OpenClaw moves it (docs/openclaw/agents.md#two-forms).
fn roster_step(steps: &[Step], depth: usize) -> Option<Step> {
    let is_roster =
        matches!(steps, [Step::Key(agents), Step::Key(list), ..] if agents == "agents" && list == "list");
    let is_element = matches!(steps.get(2), None | Some(Step::Item(_)));
    match depth {
        1 if is_roster && is_element => Some(Step::Key("entries".to_owned())),
        2 if is_roster && is_element => Some(Step::Key("main".to_owned())),
        _ => None,
    }
}

fn children(schema: &Schema, ids: &[SchemaId], step: &Step) -> Vec<SchemaId> {
    let mut found = Vec::new();
    for id in ids {
        let next = match step {
            Step::Key(key) => schema.child(*id, key),
            Step::Item(index) => schema.item(*id, *index),
        };
        for id in next.ids() {
            if !found.contains(id) {
                found.push(*id);
            }
        }
    }
    found
}

/// The schemas of a value with all branches of their unions.
pub(super) fn branches(schema: &Schema, ids: &[SchemaId]) -> Vec<SchemaId> {
    Branches::of(schema, None, ids)
}

/// A key that the schema knows.
pub(super) struct NamedKey<'s> {
    pub name: &'s str,
    pub schemas: Vec<SchemaId>,
    pub required: bool,
}

/// The keys that the schemas name, in their order, each with all that they say about it.
pub(super) fn named_keys<'s>(schema: &'s Schema, ids: &[SchemaId]) -> Vec<NamedKey<'s>> {
    let mut found: Vec<NamedKey<'s>> = Vec::new();
    let mut places: FxHashMap<&str, usize> = FxHashMap::default();
    for id in ids {
        let node = schema.node(*id);
        for (name, child) in node.properties().filter(|(_, child)| !schema.node(*child).is_never()) {
            let place = *places.entry(name).or_insert_with(|| {
                found.push(NamedKey { name, schemas: Vec::new(), required: true });
                found.len() - 1
            });
            if let Some(candidate) = found.get_mut(place) {
                candidate.schemas.push(child);
                // A branch that can do without the key is one that may be meant.
                candidate.required &= node.is_required(name);
            }
        }
    }
    found
}

/// Follows unions into the branches that fit a container.
struct Branches<'s, 't> {
    schema: &'s Schema,
    /// The container, and the index of the entry that is being completed, which decides nothing.
    container: Option<(Node<'t>, Option<usize>)>,
    found: Vec<SchemaId>,
}

impl<'s, 't> Branches<'s, 't> {
    fn of(
        schema: &'s Schema,
        container: Option<(Node<'t>, Option<usize>)>,
        ids: &[SchemaId],
    ) -> Vec<SchemaId> {
        let mut branches = Self { schema, container, found: Vec::new() };
        for id in ids {
            branches.visit(*id, 0);
        }
        branches.found
    }

    fn visit(&mut self, id: SchemaId, depth: usize) {
        if depth > DEEPEST || self.found.contains(&id) {
            return;
        }
        self.found.push(id);
        let node = self.schema.node(id);
        let conditional = node.if_then().map(|(_, then, otherwise)| [then, otherwise]);
        let certain = node.all_of().iter().chain(conditional.into_iter().flatten().flatten());
        for id in certain {
            self.visit(id, depth + 1);
        }
        for union in [node.any_of(), node.one_of()] {
            let misfits: Vec<(usize, SchemaId)> =
                union.iter().map(|id| (self.misfit(id, depth + 1), id)).collect();
            let best = misfits.iter().map(|(misfit, _)| *misfit).min().unwrap_or_default();
            for (_, id) in misfits.into_iter().filter(|(misfit, _)| *misfit == best) {
                self.visit(id, depth + 1);
            }
        }
    }

    /// How badly a branch fits the container; zero is best.
    fn misfit(&self, id: SchemaId, depth: usize) -> usize {
        let Some((container, own)) = self.container else { return 0 };
        let node = self.schema.node(id);
        let kind = if container.is_object() { TypeSet::OBJECT } else { TypeSet::ARRAY };
        if depth > DEEPEST || !node.types().allows(kind) {
            return WRONG_CONSTANT * WRONG_CONSTANT;
        }
        let certain: usize = node.all_of().iter().map(|id| self.misfit(id, depth + 1)).sum();
        let unions = [node.any_of(), node.one_of()].into_iter();
        let uncertain: usize =
            unions.filter_map(|union| union.iter().map(|id| self.misfit(id, depth + 1)).min()).sum();
        certain + uncertain + self.wrong_constants(node, container, own) + unknown_keys(node, container, own)
    }

    fn wrong_constants(&self, node: SchemaNode<'_>, container: Node<'_>, own: Option<usize>) -> usize {
        let wrong = node.properties().filter(|(name, id)| {
            let property = self.schema.node(*id);
            let is_closed = property.const_value().is_some() || property.enum_values().len() > 0;
            let member = if is_closed { container.member(name) } else { None };
            let scalar = member
                .filter(|member| own != Some(member.index()))
                .and_then(Entry::value)
                .and_then(Value::scalar);
            scalar.is_some_and(|scalar| !allows(property, scalar))
        });
        wrong.count() * WRONG_CONSTANT
    }
}

fn unknown_keys(node: SchemaNode<'_>, container: Node<'_>, own: Option<usize>) -> usize {
    if node.additional() != Additional::Denied || container.count() > WIDE {
        return 0;
    }
    let unknown = container.entries().filter(|entry| {
        own != Some(entry.index())
            && entry.key().is_some_and(|key| {
                node.property(&key).is_none()
                    && !node.pattern_properties().any(|(pattern, _)| pattern.is_match(&key))
            })
    });
    unknown.count()
}

/// Whether a scalar is one of the constants of a schema. A text with `${` stands for something unknown.
fn allows(node: SchemaNode<'_>, scalar: Scalar<'_>) -> bool {
    if scalar.kind() == ScalarKind::Malformed || scalar.as_str().is_some_and(|text| text.contains("${")) {
        return true;
    }
    let mut constants = node.const_value().into_iter().chain(node.enum_values());
    constants.any(|literal| equals(literal, scalar))
}

fn equals(literal: Literal<'_>, scalar: Scalar<'_>) -> bool {
    match literal {
        Literal::Null => scalar.is_null(),
        Literal::Bool(value) => scalar.as_bool() == Some(value),
        Literal::Number(value) => scalar.as_f64().is_some_and(|number| (number - value).abs() < f64::EPSILON),
        Literal::String(text) => scalar.as_str().is_some_and(|value| value == text),
        Literal::Json(_) => false,
    }
}

/// What schemas say together about a value, all branches of their unions included.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'s> {
    /// The values of `enum` and `const`, in order, without repetition.
    pub constants: Vec<Literal<'s>>,
    /// Whether nothing but these constants is allowed.
    pub is_closed: bool,
    /// All types that are named.
    pub types: TypeSet,
    /// The first type that is named.
    pub first_type: TypeSet,
    /// `default`.
    pub default: Option<Literal<'s>>,
    /// The least number, rounded up where it is excluded.
    pub minimum: Option<f64>,
    /// Whether nothing is said at all.
    pub is_anything: bool,
}

/// Collects [`Facts`] from schemas and their branches.
pub(super) fn facts<'s>(schema: &'s Schema, ids: &[SchemaId]) -> Facts<'s> {
    let mut facts = Facts { is_closed: true, is_anything: true, ..Facts::default() };
    for id in Branches::of(schema, None, ids) {
        let node = schema.node(id);
        facts.is_anything &= node.is_anything();
        let mut is_open = node.any_of().is_empty() && node.one_of().is_empty();
        for literal in node.const_value().into_iter().chain(node.enum_values()) {
            is_open = false;
            if !facts.constants.contains(&literal) {
                facts.constants.push(literal);
            }
        }
        facts.default = facts.default.or_else(|| node.default());
        let excluded = node.exclusive_minimum().map(|least| least.floor() + 1.0);
        facts.minimum = facts.minimum.or_else(|| node.minimum().or(excluded));
        facts.is_closed &= !is_open;
        facts.add_types(node.types());
    }
    facts
}

impl Facts<'_> {
    fn add_types(&mut self, types: TypeSet) {
        self.types = self.types | types;
        let all = [
            TypeSet::STRING,
            TypeSet::OBJECT,
            TypeSet::ARRAY,
            TypeSet::BOOLEAN,
            TypeSet::INTEGER,
            TypeSet::NUMBER,
            TypeSet::NULL,
        ];
        if self.first_type.is_any()
            && let Some(first) = all.into_iter().find(|kind| types.names(*kind))
        {
            self.first_type = first;
        }
    }

    /// The types in a few words for the detail of a key, such as `"a" | "b"` or `string | object`.
    pub(super) fn short(&self) -> String {
        if self.is_closed && !self.constants.is_empty() {
            let words: Vec<String> = self.constants.iter().take(4).map(ToString::to_string).collect();
            let more = if self.constants.len() > 4 { " | …" } else { "" };
            return format!("{}{more}", words.join(" | "));
        }
        if self.types.is_any() {
            return "any value".to_owned();
        }
        self.types.iter().collect::<Vec<_>>().join(" | ")
    }
}
