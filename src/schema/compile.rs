//! Compiles a JSON Schema (draft-07) to the flat form of `layout.rs`.
//!
//! The build script compiles the schemas of all releases with this file, the running server compiles the schema of an
//! installation with it. So it depends on `serde_json` alone.
//!
//! The releases share a table of schemas: in it a number in the place of a schema is the line of another one.
//!
//! Keywords that are not named here are skipped, as draft-07 asks.

use super::arena::Arena;
pub use super::arena::Compiled;
use super::layout::{DENIED, Field, IGNORE_CASE, NEVER, TRIM, TYPES, UNIQUE_ITEMS, tag};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

/// Compiles `schema`; `version` and `digest` are stored with it.
///
/// The same input always gives the same bytes. A `$ref` that leads nowhere constrains nothing.
pub fn compile(schema: &Value, version: &str, digest: &str) -> Compiled {
    let mut compiler = Compiler::new(schema);
    let root = compiler.node(schema);
    compiler.arena.finish(&[(version, root, digest)])
}

/// Compiles a table of schemas; `releases` are version, line of the root and digest, oldest first.
///
/// A line only refers to lines above it, and has no `$ref`. A number that is no line constrains nothing.
pub fn compile_table(lines: &[Value], releases: &[(&str, usize, &str)]) -> Compiled {
    let mut compiler = Compiler::new(&Value::Null);
    for line in lines {
        let id = compiler.node(line);
        compiler.lines.push(id);
    }
    let any = compiler.any();
    let root = |line: usize| compiler.lines.get(line).copied().unwrap_or(any);
    let releases: Vec<(&str, u32, &str)> =
        releases.iter().map(|&(version, line, digest)| (version, root(line), digest)).collect();
    compiler.arena.finish(&releases)
}

/// A schema inside of another one.
pub struct Part {
    /// What it was compiled into.
    pub(super) arena: Arena,
    /// Its node.
    pub(super) node: u32,
}

/// Compiles `schema` into an arena that holds others already.
pub(super) fn compile_part(arena: Arena, schema: &Value) -> Part {
    let mut compiler = Compiler { arena, ..Compiler::new(schema) };
    let node = compiler.node(schema);
    Part { arena: compiler.arena, node }
}

/// Where the compilation of a `$ref` target stands.
enum Reference {
    /// Begun; holds the id handed out if the target refers to itself.
    Pending(Option<u32>),
    Done(u32),
}

struct Compiler<'a> {
    document: &'a Value,
    arena: Arena,
    references: HashMap<&'a str, Reference>,
    /// The nodes of the table's lines so far.
    lines: Vec<u32>,
}

/// The slots of a node under construction, sorted by field.
type Slots = BTreeMap<u32, u32>;

impl<'a> Compiler<'a> {
    fn new(document: &'a Value) -> Self {
        Self { document, arena: Arena::new(), references: HashMap::new(), lines: Vec::new() }
    }

    fn node(&mut self, schema: &'a Value) -> u32 {
        match schema {
            Value::Bool(false) => self.arena.node(vec![NEVER, 0]),
            Value::Object(keywords) => match keywords.get("$ref").and_then(Value::as_str) {
                // Draft-07 ignores everything beside a $ref.
                Some(pointer) => self.reference(pointer),
                None => self.keywords(keywords),
            },
            Value::Number(line) => self.line(line.as_u64()).unwrap_or_else(|| self.any()),
            _ => self.any(),
        }
    }

    fn line(&self, line: Option<u64>) -> Option<u32> {
        self.lines.get(usize::try_from(line?).ok()?).copied()
    }

    fn any(&mut self) -> u32 {
        self.arena.node(vec![0, 0])
    }

    /// The node of `{"type": "string"}`.
    fn text(&mut self) -> u32 {
        let string = TYPES.iter().position(|name| *name == "string").map_or(0, |position| 1 << position);
        self.arena.node(vec![string, 0])
    }

    fn reference(&mut self, pointer: &'a str) -> u32 {
        match self.references.get(pointer) {
            Some(&(Reference::Done(id) | Reference::Pending(Some(id)))) => return id,
            Some(Reference::Pending(None)) => {
                let id = self.arena.reserve();
                self.references.insert(pointer, Reference::Pending(Some(id)));
                return id;
            }
            None => {}
        }
        let document = self.document;
        let Some(target) = pointer.strip_prefix('#').and_then(|pointer| document.pointer(pointer)) else {
            return self.any();
        };
        self.references.insert(pointer, Reference::Pending(None));
        let id = self.node(target);
        if let Some(Reference::Pending(Some(reserved))) = self.references.insert(pointer, Reference::Done(id))
        {
            self.arena.resolve(reserved, id);
        }
        id
    }

    fn keywords(&mut self, keywords: &'a Map<String, Value>) -> u32 {
        let mut slots = Slots::new();
        self.object_keywords(keywords, &mut slots);
        self.array_keywords(keywords, &mut slots);
        self.combinators(keywords, &mut slots);
        self.literals(keywords, &mut slots);
        self.bounds(keywords, &mut slots);
        self.text_keywords(keywords, &mut slots);
        let mask = slots.keys().fold(0, |mask, field| mask | 1 << field);
        let record = [head(keywords), mask].into_iter().chain(slots.into_values()).collect();
        self.arena.node(record)
    }

    fn object_keywords(&mut self, keywords: &'a Map<String, Value>, slots: &mut Slots) {
        if let Some(properties) = object(keywords, "properties") {
            slots.insert(Field::Properties as u32, self.properties(properties));
        }
        if let Some(patterns) = object(keywords, "patternProperties") {
            let mut list = vec![patterns.len() as u32];
            for (source, schema) in patterns {
                list.extend([self.arena.pattern(source, 0), self.node(schema)]);
            }
            slots.insert(Field::PatternProperties as u32, self.arena.list(list));
        }
        self.additional(keywords, "additionalProperties", Field::Additional, slots);
        let names = keywords.get("propertyNames").map(|names| self.node(names));
        // Every key is a string, so that schema says nothing; it stands 300 times in OpenClaw's.
        if let Some(names) = names.filter(|names| *names != self.text()) {
            slots.insert(Field::PropertyNames as u32, names);
        }
        if let Some(required) =
            keywords.get("required").and_then(Value::as_array).filter(|list| !list.is_empty())
        {
            let names = required.iter().filter_map(Value::as_str);
            let mut list: Vec<u32> = names.map(|name| self.arena.string(name)).collect();
            list.insert(0, list.len() as u32);
            slots.insert(Field::Required as u32, self.arena.list(list));
        }
    }

    /// Names sorted for binary search, followed by the source order for showing.
    fn properties(&mut self, properties: &'a Map<String, Value>) -> u32 {
        let mut sorted: Vec<(&str, usize)> =
            properties.keys().enumerate().map(|(index, name)| (name.as_str(), index)).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; sorted.len()];
        for (rank, &(_, index)) in sorted.iter().enumerate() {
            ranks[index] = rank as u32;
        }
        let ids: Vec<u32> = properties.values().map(|schema| self.node(schema)).collect();
        let mut list = vec![sorted.len() as u32];
        for (name, index) in sorted {
            list.extend([self.arena.string(name), ids[index]]);
        }
        list.extend(ranks);
        self.arena.list(list)
    }

    fn additional(&mut self, keywords: &'a Map<String, Value>, key: &str, field: Field, slots: &mut Slots) {
        let slot = match keywords.get(key) {
            None | Some(Value::Bool(true)) => return,
            Some(Value::Bool(false)) => DENIED,
            Some(schema) => self.node(schema) + 1,
        };
        slots.insert(field as u32, slot);
    }

    fn array_keywords(&mut self, keywords: &'a Map<String, Value>, slots: &mut Slots) {
        match keywords.get("items") {
            Some(Value::Array(tuple)) => {
                slots.insert(Field::TupleItems as u32, self.id_list(tuple));
                self.additional(keywords, "additionalItems", Field::AdditionalItems, slots);
            }
            items => self.child(items, Field::Items, slots),
        }
    }

    fn combinators(&mut self, keywords: &'a Map<String, Value>, slots: &mut Slots) {
        for (key, field) in [("anyOf", Field::AnyOf), ("oneOf", Field::OneOf), ("allOf", Field::AllOf)] {
            if let Some(branches) = keywords.get(key).and_then(Value::as_array) {
                slots.insert(field as u32, self.id_list(branches));
            }
        }
        self.child(keywords.get("not"), Field::Not, slots);
        self.child(keywords.get("if"), Field::If, slots);
        self.child(keywords.get("then"), Field::Then, slots);
        self.child(keywords.get("else"), Field::Else, slots);
    }

    fn child(&mut self, schema: Option<&'a Value>, field: Field, slots: &mut Slots) {
        if let Some(schema) = schema {
            slots.insert(field as u32, self.node(schema));
        }
    }

    fn id_list(&mut self, schemas: &'a [Value]) -> u32 {
        let mut list = vec![schemas.len() as u32];
        for schema in schemas {
            list.push(self.node(schema));
        }
        self.arena.list(list)
    }

    fn literals(&mut self, keywords: &Map<String, Value>, slots: &mut Slots) {
        if let Some(values) = keywords.get("enum").and_then(Value::as_array) {
            let mut list = vec![values.len() as u32];
            for value in values {
                list.extend(self.literal(value));
            }
            slots.insert(Field::Enum as u32, self.arena.list(list));
        }
        for (key, field) in [("const", Field::Const), ("default", Field::Default)] {
            if let Some(value) = keywords.get(key) {
                let literal = self.literal(value);
                slots.insert(field as u32, self.arena.list(literal.to_vec()));
            }
        }
    }

    fn literal(&mut self, value: &Value) -> [u32; 2] {
        match value {
            Value::Null => [tag::NULL, 0],
            Value::Bool(value) => [tag::BOOL, u32::from(*value)],
            Value::Number(value) => [tag::NUMBER, self.arena.number(value.as_f64().unwrap_or(f64::NAN))],
            Value::String(value) => [tag::STRING, self.arena.string(value)],
            Value::Array(_) | Value::Object(_) => [tag::JSON, self.arena.string(&value.to_string())],
        }
    }

    fn bounds(&mut self, keywords: &Map<String, Value>, slots: &mut Slots) {
        let numbers = [
            ("minimum", Field::Minimum),
            ("maximum", Field::Maximum),
            ("exclusiveMinimum", Field::ExclusiveMinimum),
            ("exclusiveMaximum", Field::ExclusiveMaximum),
        ];
        for (key, field) in numbers {
            if let Some(number) = keywords.get(key).and_then(Value::as_f64) {
                slots.insert(field as u32, self.arena.number(number));
            }
        }
        let counts = [
            ("minLength", Field::MinLength),
            ("maxLength", Field::MaxLength),
            ("minItems", Field::MinItems),
            ("maxItems", Field::MaxItems),
            ("minProperties", Field::MinProperties),
            ("maxProperties", Field::MaxProperties),
        ];
        for (key, field) in counts {
            if let Some(count) = keywords.get(key).and_then(Value::as_u64) {
                slots.insert(field as u32, u32::try_from(count).unwrap_or(u32::MAX));
            }
        }
    }

    fn text_keywords(&mut self, keywords: &Map<String, Value>, slots: &mut Slots) {
        if let Some(source) = keywords.get("pattern").and_then(Value::as_str) {
            let flags = if flag(keywords, "x-ignore-case") { IGNORE_CASE } else { 0 };
            slots.insert(Field::Pattern as u32, self.arena.pattern(source, flags));
        }
        let texts = [("format", Field::Format), ("title", Field::Title), ("description", Field::Description)];
        for (key, field) in texts {
            if let Some(text) = keywords.get(key).and_then(Value::as_str) {
                slots.insert(field as u32, self.arena.string(text));
            }
        }
    }
}

/// The type bits and flags.
fn head(keywords: &Map<String, Value>) -> u32 {
    let bit = |name: &Value| TYPES.iter().position(|known| name == known).map_or(0, |position| 1 << position);
    let types = match keywords.get("type") {
        Some(Value::Array(names)) => names.iter().fold(0, |bits, name| bits | bit(name)),
        Some(name) => bit(name),
        None => 0,
    };
    let flags = [("uniqueItems", UNIQUE_ITEMS), ("x-trim", TRIM)];
    flags.into_iter().filter(|(key, _)| flag(keywords, key)).fold(types, |head, (_, bit)| head | bit)
}

fn flag(keywords: &Map<String, Value>, key: &str) -> bool {
    keywords.get(key) == Some(&Value::Bool(true))
}

fn object<'a>(keywords: &'a Map<String, Value>, key: &str) -> Option<&'a Map<String, Value>> {
    keywords.get(key).and_then(Value::as_object)
}
