//! Values and texts with their secrets masked: terminals are shared and their output is kept.

use super::json::Json;
use super::place::Place;
use crate::base::Snapshot;
use crate::base::masking::secret_ranges;
use crate::base::masking::{MASK, text as mask};
use crate::schema::overlay::is_secret;
use crate::schema::steps;
use crate::text::TextRange;
use std::fmt::Write;

/// What stands in place of a secret that was not in the text before.
const NEW: &str = "<new secret>";

/// The value at a place as JSON with two blanks of indentation, and whether something in it is masked. Numbers that JSON
/// does not know are written as in JSON5.
pub(in crate::cli) fn json(value: &Json, place: &Place) -> (String, bool) {
    let mut shown = Shown { out: String::new(), masked: false };
    let mut way: Vec<Option<&str>> = place.0.iter().map(super::place::Step::key).collect();
    shown.value(value, &mut way, 0);
    (shown.out, shown.masked)
}

struct Shown {
    out: String,
    masked: bool,
}

impl Shown {
    fn value<'v>(&mut self, value: &'v Json, way: &mut Vec<Option<&'v str>>, depth: usize) {
        match value {
            Json::Null => self.out.push_str("null"),
            Json::Bool(value) => self.out.push_str(if *value { "true" } else { "false" }),
            Json::Number(..) if is_hidden(way) => self.mask(),
            Json::Number(number, _) if number.is_finite() => self.number(*number),
            Json::Number(number, _) if number.is_nan() => self.out.push_str("NaN"),
            Json::Number(number, _) => {
                self.out.push_str(if *number > 0.0 { "Infinity" } else { "-Infinity" });
            }
            Json::Text(text) if is_hidden(way) && !is_variable(text) => self.mask(),
            Json::Text(text) => {
                let shown = mask(text);
                self.masked |= shown != text.as_str();
                self.text(&shown);
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
        self.out.push(brackets[0]);
        for (index, (key, value)) in parts.enumerate() {
            self.line(depth + 1);
            if let Some(key) = key {
                self.text(key);
                self.out.push_str(": ");
            }
            way.push(key);
            self.value(value, way, depth + 1);
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
        let _ = write!(self.out, "{}", serde_json::Value::from(text));
    }

    fn number(&mut self, number: f64) {
        // Whole numbers that a double holds exactly are written without a point.
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            let _ = write!(self.out, "{}", number as i64);
        } else {
            let _ = write!(self.out, "{}", serde_json::Value::from(number));
        }
    }

    fn mask(&mut self) {
        self.masked = true;
        self.text(MASK);
    }
}

/// Whether a text is a reference to a variable, which stands there so that the secret does not.
fn is_variable(text: &str) -> bool {
    text.starts_with("${") && text.find('}') == Some(text.len() - 1)
}

/// Whether a value of this path is a secret.
pub(super) fn is_hidden(way: &[Option<&str>]) -> bool {
    is_secret(&steps(way))
}

/// Two versions of a text, in both of which secrets are masked; one that only the second has is told to be new.
pub(in crate::cli) fn masked(before: &Snapshot, after: &Snapshot) -> (String, String) {
    let secrets = |snapshot: &Snapshot| {
        let ranges = secret_ranges(snapshot, TextRange::new(0, snapshot.text.len()));
        ranges.into_iter().map(|range| (range, snapshot.text.slice(range))).collect::<Vec<_>>()
    };
    let (old, new) = (secrets(before), secrets(after));
    let write = |snapshot: &Snapshot, secrets: &[(TextRange, String)]| {
        let (mut out, mut at) = (String::new(), 0);
        for (range, text) in secrets {
            out += &snapshot.text.slice(TextRange::new(at, range.start));
            let known = old.iter().any(|(_, known)| known == text);
            let _ = write!(out, "\"{}\"", if known { MASK } else { NEW });
            at = range.end;
        }
        out + &snapshot.text.slice(TextRange::new(at, snapshot.text.len()))
    };
    (write(before, &old), write(after, &new))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{DocumentKind, World};
    use std::sync::Arc;

    fn check(text: &str, path: &str, expected: &str) {
        let value = Json::parse(text).unwrap();
        let place = Place::find(&value, &crate::config::key_path::parse(path));
        assert_eq!(json(place.of(&value).unwrap(), &place).0, expected, "{path}");
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
    fn a_diff_shows_that_a_secret_is_new_and_not_which() {
        let snapshot = |text| Snapshot::new(text, DocumentKind::Main, Arc::new(World::default()));
        let before = snapshot("{ gateway: { auth: { token: 'one', password: 'two' } } }");
        let after = snapshot("{ gateway: { auth: { token: 'three', password: 'two' } } }");
        let (old, new) = masked(&before, &after);
        assert_eq!(old, "{ gateway: { auth: { token: \"********\", password: \"********\" } } }");
        assert_eq!(new, "{ gateway: { auth: { token: \"<new secret>\", password: \"********\" } } }");
    }
}
