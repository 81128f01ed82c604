//! Random configurations, made from the schema: mostly right, with a fault here and there.

use crate::aim;
use crate::random::Random;
use crate::spell::{damaged, spell};
use crate::values::{INHERITED, KEYS, NUMBERS, STRINGS};
use openclaw_lsp::schema::{Additional, Items, Literal, Node, Schema, SchemaId, TypeSet};
use serde_json::{Map, Value, json};

/// Prints `count` configurations, one a line: as `config`, or as `text` where the spelling is part of the case.
pub fn run(seed: u64, count: usize) {
    let schema = Schema::embedded();
    for id in 0..count {
        let mut generator = Generator::new(&schema, Random::new(seed, id));
        let config = generator.config();
        let id = format!("s{seed}-{id}");
        let faulty = generator.faults > 0;
        let line = if generator.random.chance(20) {
            let text = spell(&config, &mut generator.random, faulty);
            let damage = faulty && generator.random.chance(20);
            let text = if damage { damaged(&text, &mut generator.random) } else { text };
            json!({"id": id, "text": text})
        } else {
            json!({"id": id, "config": config})
        };
        // Some readers take this letter for the end of a line.
        println!("{}", line.to_string().replace('\u{2028}', "\\u2028"));
    }
}

/// Makes values of schema nodes.
pub struct Generator<'s> {
    pub schema: &'s Schema,
    pub random: Random,
    /// How many optional members may still be made.
    budget: usize,
    /// How often, in percent, a value is made wrong on purpose.
    pub faults: usize,
}

impl<'s> Generator<'s> {
    fn new(schema: &'s Schema, mut random: Random) -> Self {
        let faults = if random.chance(50) { 0 } else { 4 };
        Self { schema, random, budget: 0, faults }
    }

    /// Some sections as the schema says, or some places that rules are about, or both.
    fn config(&mut self) -> Value {
        let mut config = if self.random.chance(30) { self.root() } else { json!({}) };
        let deep = self.random.chance(35);
        if deep {
            aim::into_the_depth(self, &mut config);
        }
        if config == json!({}) || !deep && self.random.chance(30) {
            aim::at_rules(self, &mut config);
        }
        aim::in_the_older_roster(self, &mut config);
        config
    }
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
    pub fn value(&mut self, id: SchemaId, depth: usize) -> Option<Value> {
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
        if let Some(most) = node.max_length().filter(|most| *most < 3000 && self.random.chance(10)) {
            let over = usize::from(self.faults > 0 && self.random.chance(10));
            let text = "a".repeat(most as usize + over);
            if node.pattern().is_none_or(|pattern| pattern.is_match(&text)) {
                return Some(text);
            }
        }
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
        let bounds = [node.minimum(), node.maximum(), node.exclusive_minimum(), node.exclusive_maximum()];
        let bounds: Vec<f64> = bounds.into_iter().flatten().collect();
        for _ in 0..30 {
            let edge = bounds.get(self.random.below(bounds.len() * 2)).copied();
            let step = [-1.0, -0.5, 0.0, 0.5, 1.0][self.random.below(5)];
            let number = edge.map_or_else(|| NUMBERS[self.random.below(NUMBERS.len())], |edge| edge + step);
            let whole = number.fract() == 0.0;
            let outside = self.faults > 0 && self.random.chance(3);
            if outside || fits(number) && (whole || kind == TypeSet::NUMBER) {
                return Some(if whole && number.abs() < 9e15 { json!(number as i64) } else { json!(number) });
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
            let key = self.random.pick(INHERITED);
            members.insert(key.to_owned(), json!(1));
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
            let odd = self.faults > 0 && self.random.chance(3);
            let key = self.random.pick(if odd { INHERITED } else { KEYS });
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
