//! Writes a value as JSON5, each time a little differently: what is valid must not depend on the spelling.

use crate::random::Random;
use serde_json::Value;
use std::fmt::Write;

/// A text that stands for a value.
pub fn spell(value: &Value, random: &mut Random, faulty: bool) -> String {
    let mut speller = Speller { random, faulty, out: String::new() };
    speller.blank();
    speller.value(value);
    speller.blank();
    speller.out
}

/// The text with a character or two changed: most often it is no JSON5 any more.
pub fn damaged(text: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=random.below(2) {
        let at = random.below(letters.len().max(1));
        let other = random.pick(&[
            ",", ":", "{", "}", "[", "]", "'", "\"", "\\", "/", "*", "\n", "0", "a", "-", "\u{2028}", "#",
        ]);
        let other = other.chars();
        match random.below(3) {
            0 => letters.splice(at..at, other),
            1 => letters.splice(at..(at + 1).min(letters.len()), other),
            _ => letters.splice(at..(at + 1).min(letters.len()), "".chars()),
        };
    }
    letters.into_iter().collect()
}

struct Speller<'r> {
    random: &'r mut Random,
    /// Whether a number may become one that no configuration takes.
    faulty: bool,
    out: String,
}

impl Speller<'_> {
    fn value(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                self.out.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    self.separator(index);
                    if self.random.chance(1) {
                        // An earlier member of the same name does not count.
                        self.key(key);
                        self.out.push_str(": 'other', ");
                    }
                    self.key(key);
                    self.blank();
                    self.out.push(':');
                    self.blank();
                    self.value(value);
                }
                self.close(members.is_empty(), '}');
            }
            Value::Array(elements) => {
                self.out.push('[');
                for (index, element) in elements.iter().enumerate() {
                    self.separator(index);
                    self.value(element);
                }
                self.close(elements.is_empty(), ']');
            }
            Value::String(text) => self.string(text),
            Value::Number(number) => self.number(number),
            other => self.out.push_str(&other.to_string()),
        }
    }

    fn separator(&mut self, index: usize) {
        self.out.push_str(if index > 0 { "," } else { "" });
        self.blank();
    }

    fn close(&mut self, empty: bool, closer: char) {
        if !empty && self.random.chance(40) {
            self.out.push(',');
        }
        self.blank();
        self.out.push(closer);
    }

    fn blank(&mut self) {
        let blanks = ["", "", "", " ", "\n", "\t", "// a comment\n", "/* another */", "\u{a0}", "\r\n"];
        let blank = self.random.pick(&blanks);
        self.out.push_str(blank);
    }

    fn key(&mut self, key: &str) {
        let first = |one: char| one.is_ascii_alphabetic() || matches!(one, '_' | '$');
        let plain = key.starts_with(first) && key.chars().all(|one| first(one) || one.is_ascii_digit());
        if plain && self.random.chance(60) { self.out.push_str(key) } else { self.string(key) }
    }

    fn string(&mut self, text: &str) {
        let quote = if self.random.chance(50) { '\'' } else { '"' };
        self.out.push(quote);
        for one in text.chars() {
            let _ = match one {
                '\n' => write!(self.out, "\\n"),
                '\r' => write!(self.out, "\\r"),
                '\0' => write!(self.out, "\\x00"),
                _ if one == quote || one == '\\' => write!(self.out, "\\{one}"),
                _ if one.is_ascii() && self.random.chance(2) => write!(self.out, "\\x{:02x}", one as u32),
                _ if (one as u32) < 0x1_0000 && self.random.chance(2) => {
                    write!(self.out, "\\u{:04X}", one as u32)
                }
                _ => write!(self.out, "{one}"),
            };
            if self.random.chance(1) {
                self.out.push_str("\\\n");
            }
        }
        self.out.push(quote);
    }

    fn number(&mut self, number: &serde_json::Number) {
        if self.faulty && self.random.chance(2) {
            let wild = self.random.pick(&["NaN", "Infinity", "-Infinity", "1e400", "-0", "0x0", "5e-324"]);
            return self.out.push_str(wild);
        }
        let whole = number.as_u64();
        let _ = match (self.random.below(5), whole) {
            (0, Some(whole)) => write!(self.out, "0x{whole:x}"),
            (1, Some(_)) => write!(self.out, "+{number}"),
            (2, Some(_)) => write!(self.out, "{number}."),
            (3, Some(_)) => write!(self.out, "{number}e0"),
            _ => write!(self.out, "{number}"),
        };
    }
}
