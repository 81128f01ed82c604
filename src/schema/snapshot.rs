//! From what `openclaw config schema` prints to something that can be compiled.
//!
//! `data/schema.json` holds such a snapshot; `cargo run --example schema-snapshot` makes it. Nobody edits it by hand.

use super::compile::{Compiled, compile};
use super::repair::{Repairs, keep_facts, repair};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Longest value, in bytes of compact JSON, that the snapshot file keeps on one line.
const LINE: usize = 100;

/// A schema ready to be stored or compiled.
#[derive(Debug)]
pub struct Snapshot {
    /// The repaired schema.
    pub schema: Value,
    /// The version of OpenClaw that printed it.
    pub version: String,
    /// Fingerprint of the printed text, see [`fingerprint`].
    pub digest: String,
    /// What was repaired.
    pub repairs: Repairs,
}

impl Snapshot {
    /// Reads the output of `openclaw config schema` and repairs it; prose stays in.
    ///
    /// # Errors
    /// When `printed` is not JSON.
    pub fn read(printed: &str, version: &str) -> Result<Self, serde_json::Error> {
        let mut schema: Value = serde_json::from_str(printed)?;
        let repairs = repair(&mut schema);
        Ok(Self { schema, version: version.to_owned(), digest: fingerprint(printed), repairs })
    }

    /// Removes titles, descriptions and every other keyword that is no fact about values.
    #[must_use]
    pub fn without_prose(mut self) -> Self {
        keep_facts(&mut self.schema);
        self
    }

    /// Compiles the schema.
    pub fn compile(&self) -> Compiled {
        compile(&self.schema, &self.version, &self.digest)
    }

    /// The text of the snapshot file: one schema per line where it fits, so that two versions can be compared by diff.
    pub fn to_text(&self) -> String {
        let file = json!({ "version": self.version, "digest": self.digest, "schema": self.schema });
        let mut text = String::new();
        write_value(&mut text, &file, 0);
        text.push('\n');
        text
    }
}

/// Tells two printed schemas apart: length in bytes and 64-bit FNV-1a, such as `2418889-0123456789abcdef`.
/// It finds changes; it is no protection against forgery.
pub fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{}-{hash:016x}", text.len())
}

fn write_value(text: &mut String, value: &Value, indent: usize) {
    let compact = value.to_string();
    let wide = compact.len() > LINE || indent == 0;
    match value {
        Value::Object(map) if wide => {
            write_lines(text, '{', '}', indent, map.iter().map(|(key, value)| (Some(key.as_str()), value)));
        }
        Value::Array(list) if wide => {
            write_lines(text, '[', ']', indent, list.iter().map(|value| (None, value)));
        }
        _ => text.push_str(&compact),
    }
}

fn write_lines<'a>(
    text: &mut String,
    open: char,
    close: char,
    indent: usize,
    parts: impl Iterator<Item = (Option<&'a str>, &'a Value)>,
) {
    text.push(open);
    let mut separator = "";
    for (key, value) in parts {
        let _ = write!(text, "{separator}\n{:1$}", "", indent + 1);
        if let Some(key) = key {
            let _ = write!(text, "{}: ", Value::from(key));
        }
        write_value(text, value, indent + 1);
        separator = ",";
    }
    let _ = write!(text, "\n{:1$}{close}", "", indent);
}
