//! URIs as clients write them. RFC 3986 lets no blank, umlaut or stray `%` into one, but clients send them raw.
//!
//! Inside they are written as the standard says; in what is sent, they stand as the client wrote them, since many clients
//! compare them letter by letter.

use rustc_hash::FxHashMap;
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Write as _;
use tower_lsp::ls_types::Uri;

/// The members of parameters that hold a URI.
const MEMBERS: [&str; 7] = ["uri", "rootUri", "oldUri", "newUri", "scopeUri", "targetUri", "baseUri"];

/// More names than any client makes up; beyond that, they are forgotten.
const MOST: usize = 4096;

/// The URIs that a client writes in its own way, by how they are written here.
#[derive(Debug, Default)]
pub(crate) struct Spellings(FxHashMap<String, String>);

impl Spellings {
    /// Writes the URIs in parameters as the standard says, and remembers how they were written.
    pub(crate) fn read(&mut self, params: &mut Value) {
        match params {
            Value::Array(items) => items.iter_mut().for_each(|item| self.read(item)),
            Value::Object(members) => {
                for (name, member) in members {
                    match member {
                        Value::String(uri) if MEMBERS.contains(&name.as_str()) => self.learn(uri),
                        Value::Array(_) | Value::Object(_) => self.read(member),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn learn(&mut self, uri: &mut String) {
        if uri.parse::<Uri>().is_ok() {
            return;
        }
        let encoded = encoded(uri);
        if encoded.parse::<Uri>().is_err() {
            return;
        }
        if self.0.len() >= MOST {
            self.0.clear();
        }
        let raw = std::mem::replace(uri, encoded.clone());
        self.0.insert(encoded, raw);
    }

    /// The same message with every URI as the client writes it.
    pub(crate) fn write<'m>(&self, message: &'m str) -> Cow<'m, str> {
        if self.0.is_empty() {
            return Cow::Borrowed(message);
        }
        let (mut written, mut copied, mut at) = (String::new(), 0, 0);
        while let Some((start, end)) = next_string(message, at) {
            if let Some(raw) = self.0.get(&message[start + 1..end - 1]) {
                written.push_str(&message[copied..start]);
                written.push_str(&Value::from(raw.as_str()).to_string());
                copied = end;
            }
            at = end;
        }
        if copied == 0 {
            return Cow::Borrowed(message);
        }
        written.push_str(&message[copied..]);
        Cow::Owned(written)
    }
}

/// The range of the next string in JSON, with its quotes.
fn next_string(json: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + json[from..].find('"')?;
    let mut at = start + 1;
    loop {
        at += json[at..].find(['"', '\\'])?;
        if json.as_bytes()[at] == b'"' {
            return Some((start, at + 1));
        }
        // An escape is a backslash and at least one byte of ASCII.
        at += 2;
    }
}

/// A URI with everything in it that may not be there written as bytes in hexadecimal.
fn encoded(uri: &str) -> String {
    let mut encoded = String::with_capacity(uri.len() + 16);
    for (at, c) in uri.char_indices() {
        let is_allowed = match c {
            '%' => {
                uri.get(at + 1..at + 3).is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            }
            'a'..='z' | 'A'..='Z' | '0'..='9' => true,
            _ => "-._~:/?#@!$&'()*+,;=".contains(c),
        };
        if is_allowed {
            encoded.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(raw: &str, expected: &str) {
        let mut params = json!({ "textDocument": { "uri": raw }, "text": raw });
        let mut spellings = Spellings::default();
        spellings.read(&mut params);
        assert_eq!(params, json!({ "textDocument": { "uri": expected }, "text": raw }));
        let answer = json!({ "uri": expected, expected: [1, "\"", expected] }).to_string();
        let sent: Value = serde_json::from_str(&spellings.write(&answer)).unwrap();
        assert_eq!(sent, json!({ "uri": raw, raw: [1, "\"", raw] }));
    }

    #[test]
    fn a_client_gets_its_own_spelling_back() {
        check("file:///home/jörg/a b.json", "file:///home/j%C3%B6rg/a%20b.json");
        check("file:///tmp/100%/a[1].json", "file:///tmp/100%25/a%5B1%5D.json");
        check("file:///c:\\x\\😀.json", "file:///c:%5Cx%5C%F0%9F%98%80.json");
        check("untitled:\"a\"", "untitled:%22a%22");
        check("file:///a%20b.json", "file:///a%20b.json");
    }

    #[test]
    fn what_is_no_uri_at_all_stays() {
        let mut params = json!({ "uri": "no uri", "items": [{ "uri": 3 }] });
        let before = params.clone();
        Spellings::default().read(&mut params);
        assert_eq!(params, before);
    }
}
