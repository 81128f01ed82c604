//! What holds for every change of every document.

use super::{made, subject};
use crate::cli::edit::{Change, Json};
use crate::syntax::{TokenKind, tokens};
use proptest::prelude::*;
use serde_json::Value as Model;

/// A document in some style, with comments that are all different.
#[derive(Clone, Debug)]
struct Written {
    text: String,
}

/// A value without the way that it is written.
fn value() -> impl Strategy<Value = Model> {
    let scalar = prop_oneof![
        Just(Model::Null),
        any::<bool>().prop_map(Model::from),
        (-1000_i32..1000).prop_map(Model::from),
        (-1000_i32..1000).prop_map(|number| Model::from(f64::from(number) / 8.0)),
        "[a-z'\"\\\\\n\u{e9}\u{1f9de}]{0,6}".prop_map(Model::from),
    ];
    scalar.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Model::from),
            prop::collection::vec((key(), inner), 0..4)
                .prop_map(|members| Model::Object(members.into_iter().collect())),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["a", "b", "gateway", "port", "agents", "list", "0"])
            .prop_map(str::to_owned),
        "[a-z.\"' \u{e9}-]{1,5}",
    ]
}

fn object() -> impl Strategy<Value = Model> {
    prop::collection::vec((key(), value()), 0..5)
        .prop_map(|members| Model::Object(members.into_iter().collect()))
}

/// Writes a value with white space, comments, quotes and commas as the numbers say.
struct Pen<'n> {
    numbers: std::iter::Cycle<std::slice::Iter<'n, u8>>,
    comments: usize,
    out: String,
}

impl Pen<'_> {
    fn next(&mut self) -> u8 {
        self.numbers.next().copied().unwrap_or_default()
    }

    fn gap(&mut self) {
        match self.next() % 12 {
            0 => self.out.push('\n'),
            1 => self.out.push_str("\r\n\t"),
            2 => self.comment("/*", "*/"),
            3 => self.comment("//", "\n  "),
            4 | 5 => self.out.push(' '),
            _ => {}
        }
    }

    fn comment(&mut self, open: &str, close: &str) {
        self.comments += 1;
        self.out.extend([open, " ", &self.comments.to_string(), " ", close]);
    }

    fn text(&mut self, text: &str) {
        let quote = if self.next().is_multiple_of(2) { '"' } else { '\'' };
        self.out += &crate::edit::quoted(text, quote);
    }

    fn value(&mut self, value: &Model) {
        match value {
            Model::String(text) => self.text(text),
            Model::Array(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.gap();
                    self.value(item);
                    self.gap();
                    self.comma(index + 1 == items.len());
                }
                self.gap();
                self.out.push(']');
            }
            Model::Object(members) => {
                self.out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.gap();
                    if crate::edit::is_identifier(key) && self.next().is_multiple_of(2) {
                        self.out += key;
                    } else {
                        self.text(key);
                    }
                    self.gap();
                    self.out.push(':');
                    self.gap();
                    self.value(value);
                    self.gap();
                    self.comma(index + 1 == members.len());
                }
                self.gap();
                self.out.push('}');
            }
            scalar => self.out += &scalar.to_string(),
        }
    }

    fn comma(&mut self, last: bool) {
        if !last || self.next().is_multiple_of(2) {
            self.out.push(',');
        }
    }
}

fn written(value: &Model, numbers: &[u8]) -> Written {
    let mut pen = Pen { numbers: numbers.iter().cycle(), comments: 0, out: String::new() };
    pen.gap();
    pen.value(value);
    pen.gap();
    Written { text: pen.out }
}

/// A path to some part of a value, or to where something new could be.
fn path(value: &Model, numbers: &[u8], new: &str) -> Vec<String> {
    let (mut path, mut at) = (Vec::new(), value);
    for number in numbers {
        let number = usize::from(*number);
        let next = match at {
            Model::Object(members) if !members.is_empty() && number % 5 != 4 => {
                members.iter().nth(number % members.len()).map(|(key, value)| (key.clone(), value))
            }
            Model::Array(items) if !items.is_empty() && number % 5 != 4 => {
                let index = number % items.len();
                Some((index.to_string(), &items[index]))
            }
            Model::Object(_) => {
                path.push(new.to_owned());
                None
            }
            _ => None,
        };
        let Some((key, inner)) = next else { break };
        path.push(key);
        at = inner;
        if number % 7 == 0 {
            break;
        }
    }
    path
}

/// A path as people type it.
fn typed(value: &Model, path: &[String]) -> String {
    let (mut out, mut at) = (String::new(), Some(value));
    for step in path {
        if let Some(Model::Array(items)) = at {
            out.extend(["[", step, "]"]);
            at = step.parse::<usize>().ok().and_then(|index| items.get(index));
        } else {
            out.extend(["[\"", &step.replace('\\', "\\\\").replace('"', "\\\""), "\"]"]);
            at = at.and_then(|value| value.get(step));
        }
    }
    if out.is_empty() { ".".to_owned() } else { out }
}

/// The same change made on plain values, as the oracle.
fn model(value: &mut Model, path: &[String], new: Option<&Model>) {
    let Some((step, rest)) = path.split_first() else {
        if let Some(new) = new {
            *value = new.clone();
        }
        return;
    };
    match value {
        Model::Object(members) if rest.is_empty() && new.is_none() => drop(members.remove(step)),
        Model::Object(members) if new.is_some() || members.contains_key(step) => {
            model(members.entry(step.clone()).or_insert(Model::Null), rest, new);
        }
        Model::Array(items) => {
            let index: usize = step.parse().unwrap();
            if rest.is_empty() && new.is_none() {
                items.remove(index);
            } else {
                model(&mut items[index], rest, new);
            }
        }
        _ => {}
    }
}

fn merged(value: Model, patch: &Model) -> Model {
    let Model::Object(changes) = patch else { return patch.clone() };
    let mut members = if let Model::Object(members) = value { members } else { serde_json::Map::new() };
    for (key, change) in changes {
        let old = members.remove(key);
        if !change.is_null() {
            members.insert(key.clone(), merged(old.unwrap_or_default(), change));
        }
    }
    Model::Object(members)
}

fn comments(text: &str) -> Vec<&str> {
    let is_comment = |kind| matches!(kind, TokenKind::LineComment | TokenKind::BlockComment);
    tokens(text).filter(|(_, token, _)| is_comment(token.kind)).map(|(_, _, text)| text.trim_end()).collect()
}

/// The tokens that are neither white space nor comments, nor commas.
fn words(text: &str) -> Vec<&str> {
    let counts = |kind: TokenKind| !kind.is_trivia() && kind != TokenKind::Comma;
    tokens(text).filter(|(_, token, _)| counts(token.kind)).map(|(_, _, text)| text).collect()
}

fn is_subsequence(few: &[&str], many: &[&str]) -> bool {
    let mut many = many.iter();
    few.iter().all(|word| many.any(|other| other == word))
}

/// Asserts what holds for every change: JSON5 reads the text as the value that was asked for, and each comment is there.
fn assert_made(before: &str, after: &str, expected: &Model) -> Result<(), TestCaseError> {
    let read: Model =
        json5::from_str(after).map_err(|error| TestCaseError::fail(format!("{error}: {after}")))?;
    prop_assert!(same(&read, expected), "{} became {}, not {}", before, after, expected);
    let mut left = comments(after);
    for comment in comments(before) {
        let at = left.iter().position(|other| *other == comment);
        prop_assert!(at.is_some(), "{} is lost in {}", comment, after);
        left.swap_remove(at.unwrap());
    }
    Ok(())
}

/// Whether two values are the same; numbers by what they are worth.
fn same(one: &Model, other: &Model) -> bool {
    match (one, other) {
        (Model::Number(one), Model::Number(other)) => one.as_f64() == other.as_f64(),
        (Model::Array(one), Model::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Model::Object(one), Model::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|other| same(value, other)))
        }
        (one, other) => one == other,
    }
}

proptest! {
    #[test]
    fn set_sets_and_keeps_every_other_byte(
        value in object(),
        style in prop::collection::vec(any::<u8>(), 1..40),
        way in prop::collection::vec(any::<u8>(), 1..5),
        name in key(),
        new in value(),
    ) {
        let document = written(&value, &style).text;
        let path = path(&value, &way, &name);
        let subject = subject(&document);
        let place = subject.place(&typed(&value, &path)).unwrap();
        let is_scalar = subject.get(&place).is_some_and(|old| !matches!(old, Json::Array(_) | Json::Object(_)));
        let after = made(&document, &Change::Set(place, Json::parse(&new.to_string()).unwrap()))
            .map_err(TestCaseError::fail)?;
        let mut expected = value.clone();
        model(&mut expected, &path, Some(&new));
        assert_made(&document, &after, &expected)?;
        if is_scalar && !new.is_object() {
            // One literal differs, and nothing before or behind it.
            let (old, now) = (words(&document), words(&after));
            let first = old.iter().zip(&now).take_while(|(one, other)| one == other).count();
            let last = old[first..].iter().rev().zip(now[first..].iter().rev()).take_while(|(a, b)| a == b).count();
            prop_assert!(first + last + 1 >= old.len(), "{} became {}", document, after);
        }
    }

    #[test]
    fn unset_removes_one_thing(
        value in object(),
        style in prop::collection::vec(any::<u8>(), 1..40),
        way in prop::collection::vec(any::<u8>(), 1..5),
        name in key(),
    ) {
        let document = written(&value, &style).text;
        let path = path(&value, &way, &name);
        prop_assume!(!path.is_empty());
        let place = subject(&document).place(&typed(&value, &path)).unwrap();
        let after = made(&document, &Change::Unset(place)).map_err(TestCaseError::fail)?;
        let mut expected = value.clone();
        model(&mut expected, &path, None);
        assert_made(&document, &after, &expected)?;
        prop_assert!(is_subsequence(&words(&after), &words(&document)), "{} became {}", document, after);
    }

    #[test]
    fn a_patch_is_merged(
        value in object(),
        style in prop::collection::vec(any::<u8>(), 1..40),
        patch in object(),
    ) {
        let document = written(&value, &style).text;
        let change = Change::Patch(Json::parse(&patch.to_string()).unwrap());
        let after = made(&document, &change).map_err(TestCaseError::fail)?;
        assert_made(&document, &after, &merged(value, &patch))?;
    }

    #[test]
    fn get_gives_what_stands_there(
        value in object(),
        style in prop::collection::vec(any::<u8>(), 1..40),
        way in prop::collection::vec(any::<u8>(), 1..5),
    ) {
        let document = written(&value, &style).text;
        let path = path(&value, &way, "nothing");
        let found = path.iter().try_fold(&value, |value, step| match value {
            Model::Array(items) => items.get(step.parse::<usize>().ok()?),
            value => value.get(step),
        });
        let subject = subject(&document);
        let place = subject.place(&typed(&value, &path)).unwrap();
        let got = subject.shown(&place);
        prop_assert_eq!(got.is_some(), found.is_some(), "{}", document);
        if let (Some((text, false)), Some(found)) = (got, found) {
            let read: Model = serde_json::from_str(&text).unwrap();
            prop_assert!(same(&read, found), "{} is not {}", text, found);
        }
    }
}
