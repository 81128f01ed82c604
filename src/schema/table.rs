//! The table of schemas that all releases share: `data/releases/schemas.jsonl`, a schema a line.
//!
//! In the place of a schema inside of another one stands the number of its line, counted from zero, so that two releases
//! differ by the few lines that their changes touch. `cargo run --example openclaw-release` adds a release.

use serde_json::{Map, Value};
use std::collections::HashMap;
use std::fmt;

/// The lines, with the number of each.
#[derive(Debug, Default)]
pub struct Table {
    lines: Vec<String>,
    numbers: HashMap<String, usize>,
}

/// A schema that cannot stand in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfit(String);

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(pointer) = self;
        write!(
            f,
            "the reference `{pointer}` leads nowhere or into itself: the table holds only schemas that end"
        )
    }
}

impl std::error::Error for Unfit {}

impl Table {
    /// Reads the text of the table.
    pub fn read(text: &str) -> Self {
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let numbers = lines.iter().enumerate().map(|(number, line)| (line.clone(), number)).collect();
        Self { lines, numbers }
    }

    /// The text of the table.
    pub fn to_text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    /// The number of the line that says what `schema` says; lines that lack are added. The schema is a repaired one that
    /// holds facts only, see [`super::snapshot::Snapshot::without_prose`].
    ///
    /// # Errors
    /// When a `$ref` in it leads nowhere or into itself.
    pub fn intern(&mut self, schema: &Value) -> Result<usize, Unfit> {
        let line = Interner { table: self, document: schema, open: Vec::new() }.schema(schema)?;
        Ok(self.number(&line))
    }

    /// The whole schema of a line, with all its parts in their places. A number that is no line constrains nothing.
    pub fn document(&self, number: usize) -> Value {
        let line = self.lines.get(number).and_then(|line| serde_json::from_str(line).ok());
        line.map_or(Value::Object(Map::new()), |line| self.filled(line))
    }

    fn filled(&self, mut line: Value) -> Value {
        let Some(keywords) = line.as_object_mut() else { return line };
        for (keyword, value) in keywords {
            match (Parts::of(keyword), &mut *value) {
                (Parts::Named, Value::Object(named)) => self.fill_all(named.values_mut()),
                (Parts::List | Parts::OneOrList, Value::Array(list)) => self.fill_all(list.iter_mut()),
                (Parts::One | Parts::OneOrList, part) => self.fill(part),
                _ => {}
            }
        }
        line
    }

    fn fill_all<'v>(&self, parts: impl Iterator<Item = &'v mut Value>) {
        for part in parts {
            self.fill(part);
        }
    }

    fn fill(&self, part: &mut Value) {
        if let Some(number) = part.as_u64().and_then(|number| usize::try_from(number).ok()) {
            *part = self.document(number);
        }
    }

    /// The line of a schema in the place of which a number stands: of `false` too, if it is a whole schema.
    fn number(&mut self, line: &Value) -> usize {
        let text = line.to_string();
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        self.lines.push(text.clone());
        self.numbers.insert(text, self.lines.len() - 1);
        self.lines.len() - 1
    }
}

/// Which schemas stand below a keyword.
enum Parts {
    /// None.
    None,
    /// Those that others refer to: whoever does has the number of the line.
    Definitions,
    /// One for each name.
    Named,
    /// An array of them.
    List,
    /// One, or an array of them.
    OneOrList,
    /// One.
    One,
}

impl Parts {
    fn of(keyword: &str) -> Self {
        match keyword {
            "$defs" | "definitions" => Self::Definitions,
            "properties" | "patternProperties" => Self::Named,
            "anyOf" | "oneOf" | "allOf" => Self::List,
            "items" => Self::OneOrList,
            "additionalItems" | "additionalProperties" | "propertyNames" | "not" | "if" | "then" | "else" => {
                Self::One
            }
            _ => Self::None,
        }
    }
}

struct Interner<'a> {
    table: &'a mut Table,
    document: &'a Value,
    /// The references that are being followed.
    open: Vec<&'a str>,
}

impl<'a> Interner<'a> {
    /// A schema whose parts are numbers.
    fn schema(&mut self, schema: &'a Value) -> Result<Value, Unfit> {
        let Value::Object(keywords) = schema else { return Ok(schema.clone()) };
        match keywords.get("$ref").and_then(Value::as_str) {
            Some(pointer) => self.reference(pointer),
            None => self.keywords(keywords).map(Value::Object),
        }
    }

    fn reference(&mut self, pointer: &'a str) -> Result<Value, Unfit> {
        let document = self.document;
        let target = pointer.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        match target.filter(|_| !self.open.contains(&pointer)) {
            None => Err(Unfit(pointer.to_owned())),
            Some(target) => {
                self.open.push(pointer);
                let found = self.schema(target);
                self.open.pop();
                found
            }
        }
    }

    fn keywords(&mut self, keywords: &'a Map<String, Value>) -> Result<Map<String, Value>, Unfit> {
        let mut out = Map::new();
        for (keyword, value) in keywords {
            let value = match (Parts::of(keyword), value) {
                (Parts::Definitions, _) => continue,
                (Parts::Named, Value::Object(named)) => {
                    let parts = named.iter().map(|(name, part)| Ok((name.clone(), self.part(part)?)));
                    Value::Object(parts.collect::<Result<_, _>>()?)
                }
                (Parts::List | Parts::OneOrList, Value::Array(list)) => {
                    Value::Array(list.iter().map(|part| self.part(part)).collect::<Result<_, _>>()?)
                }
                (Parts::One | Parts::OneOrList, part) => self.part(part)?,
                _ => value.clone(),
            };
            out.insert(keyword.clone(), value);
        }
        Ok(out)
    }

    /// What stands in the place of a schema: `true` and `false` as they are, else a number.
    fn part(&mut self, schema: &'a Value) -> Result<Value, Unfit> {
        let line = self.schema(schema)?;
        Ok(if line.is_object() { Value::from(self.table.number(&line)) } else { line })
    }
}

#[cfg(test)]
mod tests {
    use super::Table;
    use expect_test::expect;
    use serde_json::json;

    #[test]
    fn equal_schemas_are_one_line() {
        let mut table = Table::default();
        let first = json!({
            "$defs": { "text": { "type": "string" } },
            "properties": { "a": { "type": "string" }, "b": { "$ref": "#/$defs/text" }, "c": true },
            "additionalProperties": false,
        });
        assert_eq!(table.intern(&first), Ok(1));
        let second =
            json!({ "properties": { "a": { "anyOf": [{ "type": "string" }, { "type": "null" }] } } });
        assert_eq!(table.intern(&second), Ok(4));
        assert_eq!(table.intern(&first), Ok(1));
        expect![[r#"
            {"type":"string"}
            {"properties":{"a":0,"b":0,"c":true},"additionalProperties":false}
            {"type":"null"}
            {"anyOf":[0,2]}
            {"properties":{"a":3}}
        "#]]
        .assert_eq(&table.to_text());
        let again = Table::read(&table.to_text());
        assert_eq!(again.to_text(), table.to_text());
        assert_eq!(again.document(4), second);
    }

    #[test]
    fn a_schema_without_an_end_is_refused() {
        let endless = json!({ "$defs": { "a": { "items": { "$ref": "#/$defs/a" } } }, "items": { "$ref": "#/$defs/a" } });
        let error = Table::default().intern(&endless).expect_err("it has no end").to_string();
        expect![
            "the reference `#/$defs/a` leads nowhere or into itself: the table holds only schemas that end"
        ]
        .assert_eq(&error);
    }
}
