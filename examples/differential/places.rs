//! The places that rules judge, by family: a pattern, values that are mostly right there, and values that may be wrong.
//! Values are separated by ` | `; what is no JSON is a text, and `(schema)` is whatever the schema takes.

mod agents;
mod samples;
mod services;

pub use samples::AGENTS;

/// A pattern with its values.
pub type Place = (&'static str, &'static str, &'static str);

/// A family of rules: its name, and its places.
pub type Family = (&'static str, &'static [Place]);

/// All places.
pub fn families() -> impl Iterator<Item = &'static Family> {
    agents::PLACES.iter().chain(services::PLACES)
}
