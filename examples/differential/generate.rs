//! Random configurations, made from the schema: mostly right, with a fault here and there.

use crate::values::{KEYS, NUMBERS, STRINGS};
use openclaw_lsp::schema::{Additional, Items, Literal, Node, Schema, SchemaId, TypeSet};
use serde_json::{Map, Value, json};

/// A small random number generator (SplitMix64): the same seed gives the same configurations everywhere.
pub struct Random(u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<'x, X: ?Sized>(&mut self, list: &[&'x X]) -> &'x X {
        list[self.below(list.len())]
    }
}

/// Prints `count` configurations, one a line.
pub fn run(seed: u64, count: usize) {
    let schema = Schema::embedded();
    for id in 0..count {
        let random = Random(seed.wrapping_mul(1_000_003).wrapping_add(id as u64));
        let mut generator = Generator { schema: &schema, random, budget: 14, faults: 0 };
        generator.faults = if generator.random.chance(50) { 0 } else { 4 };
        let config = generator.root();
        println!("{}", json!({"id": format!("s{seed}-{id}"), "config": config}));
    }
}

struct Generator<'s> {
    schema: &'s Schema,
    random: Random,
    /// How many optional members may still be made.
    budget: usize,
    /// How often, in percent, a value is made wrong on purpose.
    faults: usize,
}

impl Generator<'_> {
    fn root(&mut self) -> Value {
        let sections: Vec<(&str, SchemaId)> = self.schema.node(self.schema.root()).properties().collect();
        let mut root = Map::new();
        for _ in 0..=self.random.below(3) {
            let (name, id) = sections[self.random.below(sections.len())];
            self.budget = 14;
            if let Some(value) = self.value(id, 0) {
                root.insert(name.to_owned(), value);
            }
        }
        Value::Object(root)
    }

    /// A value of a schema node; `None` where none was found.
    fn value(&mut self, id: SchemaId, depth: usize) -> Option<Value> {
        if depth > 12 {
            return None;
        }
        if self.faults > 0 && self.random.chance(self.faults) {
            return Some(self.wrong());
        }
        let node = self.schema.node(id);
        if let Some(literal) = self.literal(node) {
            return Some(literal);
        }
        let branches: Vec<SchemaId> = node.any_of().iter().chain(node.one_of().iter()).collect();
        if !branches.is_empty() {
            let branch = branches[self.random.below(branches.len())];
            return self.value(branch, depth + 1);
        }
        let kinds: Vec<TypeSet> = [
            TypeSet::OBJECT,
            TypeSet::ARRAY,
            TypeSet::STRING,
            TypeSet::INTEGER,
            TypeSet::NUMBER,
            TypeSet::BOOLEAN,
        ]
        .into_iter()
        .filter(|kind| node.types().allows(*kind))
        .collect();
        let kind = *kinds.get(self.random.below(kinds.len()))?;
        self.of_kind(kind, node, depth)
    }

    fn of_kind(&mut self, kind: TypeSet, node: Node<'_>, depth: usize) -> Option<Value> {
        Some(match kind {
            TypeSet::OBJECT => self.object(node, depth),
            TypeSet::ARRAY => self.array(node, depth),
            TypeSet::STRING => Value::from(self.string(node)?),
            TypeSet::BOOLEAN => Value::from(self.random.chance(50)),
            _ => self.number(node, kind)?,
        })
    }

    fn literal(&mut self, node: Node<'_>) -> Option<Value> {
        let allowed: Vec<Literal<'_>> = node.const_value().into_iter().chain(node.enum_values()).collect();
        if allowed.is_empty() {
            return None;
        }
        serde_json::from_str(&allowed[self.random.below(allowed.len())].to_string()).ok()
    }

    fn string(&mut self, node: Node<'_>) -> Option<String> {
        let fits = |text: &str| {
            let length = text.chars().count();
            node.min_length().is_none_or(|least| length >= least as usize)
                && node.max_length().is_none_or(|most| length <= most as usize)
                && node.pattern().is_none_or(|pattern| pattern.is_match(text))
        };
        for _ in 0..60 {
            let text = self.random.pick(STRINGS);
            if fits(text) || self.faults > 0 && self.random.chance(2) {
                return Some(text.to_owned());
            }
        }
        None
    }

    fn number(&mut self, node: Node<'_>, kind: TypeSet) -> Option<Value> {
        let fits = |number: f64| {
            node.minimum().is_none_or(|least| number >= least)
                && node.maximum().is_none_or(|most| number <= most)
                && node.exclusive_minimum().is_none_or(|bound| number > bound)
                && node.exclusive_maximum().is_none_or(|bound| number < bound)
        };
        for _ in 0..30 {
            let number = NUMBERS[self.random.below(NUMBERS.len())];
            let whole = number.fract() == 0.0;
            if (fits(number) || self.faults > 0 && self.random.chance(2))
                && (whole || kind == TypeSet::NUMBER)
            {
                return Some(if whole { json!(number as i64) } else { json!(number) });
            }
        }
        None
    }

    fn array(&mut self, node: Node<'_>, depth: usize) -> Value {
        let least = node.min_items().unwrap_or(0) as usize;
        let count = least + self.random.below(3);
        let item = |index: usize| match node.items() {
            Items::None => None,
            Items::One(id) => Some(id),
            Items::Tuple(ids, _) => ids.get(index),
        };
        Value::Array((0..count).filter_map(|index| self.value(item(index)?, depth + 1)).collect())
    }

    fn object(&mut self, node: Node<'_>, depth: usize) -> Value {
        let mut members = Map::new();
        let properties: Vec<(&str, SchemaId)> = node.properties().collect();
        for (name, id) in &properties {
            let required = node.is_required(name) && !(self.faults > 0 && self.random.chance(8));
            if required && let Some(value) = self.value(*id, depth + 1) {
                members.insert((*name).to_owned(), value);
            }
        }
        for _ in 0..properties.len().min(4) {
            let (name, id) = properties[self.random.below(properties.len())];
            if self.budget == 0 || members.contains_key(name) || self.random.chance(25) {
                continue;
            }
            self.budget -= 1;
            if let Some(value) = self.value(id, depth + 1) {
                members.insert(name.to_owned(), value);
            }
        }
        self.records(node, depth, &mut members);
        if self.faults > 0 && self.random.chance(1) {
            members.insert("unknownKey".to_owned(), json!(1));
        }
        Value::Object(members)
    }

    fn records(&mut self, node: Node<'_>, depth: usize, members: &mut Map<String, Value>) {
        let patterned: Vec<SchemaId> = node.pattern_properties().map(|(_, id)| id).collect();
        let id = match node.additional() {
            Additional::Schema(id) => id,
            _ => match patterned.first() {
                Some(id) => *id,
                None => return,
            },
        };
        for _ in 0..=self.random.below(3) {
            let key = self.random.pick(KEYS);
            if let Some(value) = self.value(id, depth + 1) {
                members.insert(key.to_owned(), value);
            }
        }
    }

    fn wrong(&mut self) -> Value {
        match self.random.below(8) {
            0 => Value::Null,
            1 => json!([]),
            2 => json!({}),
            3 => json!(true),
            4 => json!(NUMBERS[self.random.below(NUMBERS.len())]),
            _ => json!(self.random.pick(STRINGS)),
        }
    }
}
