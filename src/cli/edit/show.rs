//! Values and texts with their secrets masked: terminals are shared and their output is kept.

use super::json::Json;
use super::place::{Place, Step};
use crate::base::masking::{Decoded, decoded, written};
use crate::schema::steps;
use std::borrow::Cow;
use std::fmt::Write;

/// What is at a place of a value as JSON with two blanks of indentation, and whether something in it is masked. Numbers that
/// JSON does not know are written as in JSON5.
pub(in crate::cli) fn json(whole: &Json, place: &Place) -> Option<(String, bool)> {
    let mut shown = Shown { out: String::new(), masked: false };
    let mut way: Vec<Option<&str>> = place.0.iter().map(super::place::Step::key).collect();
    shown.value(place.of(whole)?, &mut way, before(whole, place), 0);
    Some((shown.out, shown.masked))
}

/// The element in front of the one at a place: an argument may say that a secret follows.
fn before<'v>(whole: &'v Json, place: &Place) -> Option<&'v Json> {
    let (Step::Index(index), way) = place.0.split_last()? else { return None };
    let before = Step::Index(index.checked_sub(1)?);
    before.of(Place(way.to_vec()).of(whole)?)
}

struct Shown {
    out: String,
    masked: bool,
}

impl Shown {
    fn value<'v>(
        &mut self,
        value: &'v Json,
        way: &mut Vec<Option<&'v str>>,
        before: Option<&Json>,
        depth: usize,
    ) {
        let before =
            before.and_then(|before| if let Json::Text(text) = before { Some(&**text) } else { None });
        match value {
            Json::Null => self.out.push_str("null"),
            Json::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Json::Number(number, _) => match decoded(&steps(way), before, Decoded::Number) {
                Some(mask) => self.masked(&mask, true),
                None => self.number(*number),
            },
            Json::Text(text) => {
                let shown = decoded(&steps(way), before, Decoded::Text(text)).unwrap_or_default();
                self.masked(&shown, shown != text.as_str());
            }
            Json::Array(items) => {
                let items = items.iter().map(|item| (None, item));
                self.container(['[', ']'], items, way, depth);
            }
            Json::Object(members) => {
                let members = members.iter().map(|(key, value)| (Some(key.as_str()), value));
                self.container(['{', '}'], members, way, depth);
            }
        }
    }

    fn container<'v>(
        &mut self,
        brackets: [char; 2],
        parts: impl ExactSizeIterator<Item = (Option<&'v str>, &'v Json)>,
        way: &mut Vec<Option<&'v str>>,
        depth: usize,
    ) {
        let count = parts.len();
        let mut before = None;
        self.out.push(brackets[0]);
        for (index, (key, value)) in parts.enumerate() {
            self.line(depth + 1);
            if let Some(key) = key {
                let shown = written(key);
                self.masked(&shown, matches!(shown, Cow::Owned(_)));
                self.out.push_str(": ");
            }
            way.push(key);
            self.value(value, way, before.filter(|_| key.is_none()), depth + 1);
            before = Some(value);
            way.pop();
            if index + 1 < count {
                self.out.push(',');
            }
        }
        if count > 0 {
            self.line(depth);
        }
        self.out.push(brackets[1]);
    }

    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", depth));
    }

    fn text(&mut self, text: &str) {
        // JSON lets stand some of the characters that steer a terminal.
        for c in serde_json::Value::from(text).to_string().chars() {
            if c.is_control() {
                let _ = write!(self.out, "\\u{:04x}", u32::from(c));
            } else {
                self.out.push(c);
            }
        }
    }

    fn number(&mut self, number: f64) {
        // Whole numbers that a double holds exactly are written without a point.
        if number.is_nan() {
            self.out.push_str("NaN");
        } else if number.is_infinite() {
            self.out.push_str(if number > 0.0 { "Infinity" } else { "-Infinity" });
        } else if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            let _ = write!(self.out, "{}", number as i64);
        } else {
            let _ = write!(self.out, "{}", serde_json::Value::from(number));
        }
    }

    fn masked(&mut self, text: &str, masked: bool) {
        self.masked |= masked;
        self.text(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, path: &str, expected: &str) {
        let value = Json::parse(text).unwrap();
        let place = Place::find(&value, &crate::config::key_path::parse(path));
        assert_eq!(json(&value, &place).unwrap().0, expected, "{path}");
    }

    #[test]
    fn values_are_printed_as_json() {
        check("{ a: { b: [0x10, 1.5, +5, 'x\"', null, true, [], {}] } }", "a.b[3]", "\"x\\\"\"");
        check("{ a: [0x10, 1.5] }", "a", "[\n  16,\n  1.5\n]");
        check("{ a: [Infinity, -Infinity, NaN] }", "a", "[\n  Infinity,\n  -Infinity,\n  NaN\n]");
        check("{ a: {}, b: [] }", ".", "{\n  \"a\": {},\n  \"b\": []\n}");
    }

    #[test]
    fn secrets_are_masked_also_below_the_place() {
        check("{ gateway: { auth: { token: 'geheim' } } }", "gateway.auth.token", "\"********\"");
        check(
            "{ gateway: { auth: { token: 'geheim' } } }",
            "gateway.auth",
            "{\n  \"token\": \"********\"\n}",
        );
        check("{ gateway: { auth: { token: '${TOKEN}' } } }", "gateway.auth.token", "\"${TOKEN}\"");
    }

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let value = "{ mcp: { servers: { a: { args: ['--token', 'geheim', '--port', '1', '--password=geheim', 'TOKEN=geheim'] } } },
            skills: { entries: { s: { env: { A: 'geheim', B: 5, C: true } } } },
            models: { providers: { x: { baseUrl: 'https://me:geheim@h.example/v1', headers: { h: 'geheim' } } } } }";
        for path in [
            ".",
            "mcp",
            "mcp.servers.a.args",
            "mcp.servers.a.args[1]",
            "mcp.servers.a.args[4]",
            "mcp.servers.a.args[5]",
            "skills",
            "skills.entries.s.env.A",
            "models.providers.x",
        ] {
            let value = Json::parse(value).unwrap();
            let place = Place::find(&value, &crate::config::key_path::parse(path));
            let (shown, masked) = json(&value, &place).unwrap();
            assert!(masked && !shown.contains("geheim"), "{path}: {shown}");
        }
        check(value, "mcp.servers.a.args[3]", "\"1\"");
        check(
            value,
            "skills.entries.s.env",
            "{\n  \"A\": \"********\",\n  \"B\": \"********\",\n  \"C\": true\n}",
        );
    }

    #[test]
    fn what_is_no_variable_is_no_secret() {
        check("{ env: { shellEnv: { enabled: true, timeoutMs: 500 } } }", "env.shellEnv.timeoutMs", "500");
    }
}
