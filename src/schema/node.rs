//! One schema node: its keywords, read from the blob when asked.

use super::compiled::{Schema, SchemaId};
use super::layout::{DENIED, Field, NEVER, TRIM, UNIQUE_ITEMS};
use super::{Literal, Pattern, TypeSet};

/// A node of a [`Schema`]; copying it is free. Keywords that apply to another type than the value's say nothing,
/// as in draft-07.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    schema: &'a Schema,
    id: SchemaId,
    /// Word offset of `[head, mask, slot...]`.
    at: u32,
}

/// The bits of a mask that constrain nothing.
const PROSE: u32 = 1 << Field::Title as u32 | 1 << Field::Description as u32;

/// What holds for members (or items) that no other keyword describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Additional {
    /// Anything goes.
    Any,
    /// None may be there.
    Denied,
    /// They follow this schema.
    Schema(SchemaId),
}

/// What holds for the items of an array.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Items<'a> {
    /// Nothing.
    None,
    /// Each item follows this schema.
    One(SchemaId),
    /// One schema per position, and what holds after the last.
    Tuple(Ids<'a>, Additional),
}

/// A list of schema ids, such as the branches of a union.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Ids<'a>(&'a [[u8; 4]]);

impl<'a> Ids<'a> {
    /// Number of ids.
    pub const fn len(self) -> usize {
        self.0.len()
    }

    /// True when there is no id, also when the keyword is absent.
    pub const fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The id at a position.
    pub fn get(self, index: usize) -> Option<SchemaId> {
        self.0.get(index).map(|bytes| SchemaId(u32::from_le_bytes(*bytes)))
    }

    /// The ids in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = SchemaId> + DoubleEndedIterator + 'a {
        self.0.iter().map(|bytes| SchemaId(u32::from_le_bytes(*bytes)))
    }
}

impl<'a> Node<'a> {
    pub(super) fn new(schema: &'a Schema, id: SchemaId) -> Self {
        Self { schema, id, at: schema.record(id) }
    }

    /// The node's id.
    pub const fn id(self) -> SchemaId {
        self.id
    }

    fn word(self, at: u32) -> u32 {
        self.schema.blob().word(at)
    }

    fn slot(self, field: Field) -> Option<u32> {
        let (mask, bit) = (self.word(self.at + 1), 1 << field as u32);
        (mask & bit != 0).then(|| self.word(self.at + 2 + (mask & (bit - 1)).count_ones()))
    }

    fn id_slot(self, field: Field) -> Option<SchemaId> {
        self.slot(field).map(SchemaId)
    }

    fn ids(self, field: Field) -> Ids<'a> {
        self.slot(field).map_or(Ids::default(), |at| Ids(self.schema.blob().words(at + 1, self.word(at))))
    }

    fn number(self, field: Field) -> Option<f64> {
        self.slot(field).map(|at| self.schema.blob().number(at))
    }

    fn literal(self, field: Field) -> Option<Literal<'a>> {
        self.slot(field).map(|at| Literal::read(self.schema.blob(), at))
    }

    fn flag(self, flag: u32) -> bool {
        self.word(self.at) & flag != 0
    }

    /// True for the schema `false`, which no value satisfies.
    pub fn is_never(self) -> bool {
        self.flag(NEVER)
    }

    /// True when nothing is constrained: the schemas `true` and `{}`, with or without prose.
    pub fn is_anything(self) -> bool {
        self.word(self.at) == 0 && self.word(self.at + 1) & !PROSE == 0
    }

    /// `type`.
    pub fn types(self) -> TypeSet {
        TypeSet::from_head(self.word(self.at))
    }

    /// `enum`, in order; empty when absent.
    pub fn enum_values(self) -> impl ExactSizeIterator<Item = Literal<'a>> {
        let at = self.slot(Field::Enum);
        let count = at.map_or(0, |at| self.word(at));
        (0..count).map(move |index| Literal::read(self.schema.blob(), at.unwrap_or_default() + 1 + 2 * index))
    }

    /// `const`.
    pub fn const_value(self) -> Option<Literal<'a>> {
        self.literal(Field::Const)
    }

    /// `default`.
    pub fn default(self) -> Option<Literal<'a>> {
        self.literal(Field::Default)
    }

    /// The schema under `properties` for `name`, by binary search.
    pub fn property(self, name: &str) -> Option<SchemaId> {
        let at = self.slot(Field::Properties)?;
        let blob = self.schema.blob();
        let (mut low, mut high) = (0, self.word(at));
        while low < high {
            let middle = low.midpoint(high);
            match blob.string(self.word(at + 1 + 2 * middle)).cmp(name) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(SchemaId(self.word(at + 2 + 2 * middle))),
            }
        }
        None
    }

    /// `properties`, in the order in which OpenClaw prints them.
    pub fn properties(self) -> impl ExactSizeIterator<Item = (&'a str, SchemaId)> {
        let at = self.slot(Field::Properties);
        let count = at.map_or(0, |at| self.word(at));
        (0..count).map(move |index| {
            let at = at.unwrap_or_default();
            let entry = at + 1 + 2 * self.word(at + 1 + 2 * count + index);
            (self.schema.blob().string(self.word(entry)), SchemaId(self.word(entry + 1)))
        })
    }

    /// `patternProperties`, in order.
    pub fn pattern_properties(self) -> impl ExactSizeIterator<Item = (Pattern<'a>, SchemaId)> {
        let at = self.slot(Field::PatternProperties);
        let count = at.map_or(0, |at| self.word(at));
        (0..count).map(move |index| {
            let entry = at.unwrap_or_default() + 1 + 2 * index;
            (Pattern::new(self.schema, self.word(entry)), SchemaId(self.word(entry + 1)))
        })
    }

    /// `additionalProperties`.
    pub fn additional(self) -> Additional {
        additional(self.slot(Field::Additional))
    }

    /// `propertyNames`, unless it only says that names are strings.
    pub fn property_names(self) -> Option<SchemaId> {
        self.id_slot(Field::PropertyNames)
    }

    /// `items` with `additionalItems`.
    pub fn items(self) -> Items<'a> {
        if self.slot(Field::TupleItems).is_some() {
            return Items::Tuple(self.ids(Field::TupleItems), additional(self.slot(Field::AdditionalItems)));
        }
        self.id_slot(Field::Items).map_or(Items::None, Items::One)
    }

    /// `required`, in order.
    pub fn required(self) -> impl ExactSizeIterator<Item = &'a str> {
        self.ids(Field::Required).iter().map(|string| self.schema.blob().string(string.0))
    }

    /// True when `required` names `name`.
    pub fn is_required(self, name: &str) -> bool {
        self.required().any(|required| required == name)
    }

    /// `anyOf`.
    pub fn any_of(self) -> Ids<'a> {
        self.ids(Field::AnyOf)
    }

    /// `oneOf`.
    pub fn one_of(self) -> Ids<'a> {
        self.ids(Field::OneOf)
    }

    /// `allOf`.
    pub fn all_of(self) -> Ids<'a> {
        self.ids(Field::AllOf)
    }

    /// `not`.
    #[expect(clippy::should_implement_trait, reason = "named like the keyword, as all the others are")]
    pub fn not(self) -> Option<SchemaId> {
        self.id_slot(Field::Not)
    }

    /// `if` with its `then` and `else`.
    pub fn if_then(self) -> Option<(SchemaId, Option<SchemaId>, Option<SchemaId>)> {
        self.id_slot(Field::If).map(|test| (test, self.id_slot(Field::Then), self.id_slot(Field::Else)))
    }

    /// `minimum`.
    pub fn minimum(self) -> Option<f64> {
        self.number(Field::Minimum)
    }

    /// `maximum`.
    pub fn maximum(self) -> Option<f64> {
        self.number(Field::Maximum)
    }

    /// `exclusiveMinimum`.
    pub fn exclusive_minimum(self) -> Option<f64> {
        self.number(Field::ExclusiveMinimum)
    }

    /// `exclusiveMaximum`.
    pub fn exclusive_maximum(self) -> Option<f64> {
        self.number(Field::ExclusiveMaximum)
    }

    /// `minLength`, in code points.
    pub fn min_length(self) -> Option<u32> {
        self.slot(Field::MinLength)
    }

    /// `maxLength`, in code points.
    pub fn max_length(self) -> Option<u32> {
        self.slot(Field::MaxLength)
    }

    /// `minItems`.
    pub fn min_items(self) -> Option<u32> {
        self.slot(Field::MinItems)
    }

    /// `maxItems`.
    pub fn max_items(self) -> Option<u32> {
        self.slot(Field::MaxItems)
    }

    /// `minProperties`.
    pub fn min_properties(self) -> Option<u32> {
        self.slot(Field::MinProperties)
    }

    /// `maxProperties`.
    pub fn max_properties(self) -> Option<u32> {
        self.slot(Field::MaxProperties)
    }

    /// `uniqueItems`.
    pub fn unique_items(self) -> bool {
        self.flag(UNIQUE_ITEMS)
    }

    /// True when OpenClaw cuts outer white space before it judges the string.
    pub fn is_trimmed(self) -> bool {
        self.flag(TRIM)
    }

    /// `pattern`.
    pub fn pattern(self) -> Option<Pattern<'a>> {
        self.slot(Field::Pattern).map(|index| Pattern::new(self.schema, index))
    }

    fn text(self, field: Field) -> Option<&'a str> {
        self.slot(field).map(|string| self.schema.blob().string(string))
    }

    /// `format`; [`super::format::is_valid`] checks a value.
    pub fn format(self) -> Option<&'a str> {
        self.text(Field::Format)
    }

    /// `title`, in the words of the installation that printed the schema.
    pub fn title(self) -> Option<&'a str> {
        self.text(Field::Title)
    }

    /// `description`, in the words of the installation that printed the schema.
    pub fn description(self) -> Option<&'a str> {
        self.text(Field::Description)
    }
}

fn additional(slot: Option<u32>) -> Additional {
    match slot {
        None => Additional::Any,
        Some(DENIED) => Additional::Denied,
        Some(id) => Additional::Schema(SchemaId(id - 1)),
    }
}

impl Schema {
    /// The node with this id. An id of another schema gives a node, but not a meaningful one.
    pub fn node(&self, id: SchemaId) -> Node<'_> {
        Node::new(self, id)
    }
}
