//! From what `openclaw config schema` prints to something that can be compiled.
//!
//! [`super::table`] keeps the snapshots of all releases.

use super::compile::{Compiled, compile};
use super::repair::{Repairs, keep_facts, repair};
use serde_json::Value;

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
}

/// Tells two printed schemas apart: length in bytes and 64-bit FNV-1a, such as `2418889-0123456789abcdef`.
/// It finds changes; it is no protection against forgery.
pub fn fingerprint(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{}-{hash:016x}", text.len())
}
