//! How many presses a configuration takes, from an empty file to the last brace, and what is left when it is typed.
//!
//! The editors are models of two real ones ([`manners`]); what they propose comes from the engine. The typist knows the
//! configuration that is wanted and takes the fewest presses for each key and each value, as somebody would who knows the
//! list well ([`typist`]). Presses are counted as fingers do: a chord is one, a letter is one.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod editor;
mod manners;
mod places;
mod snippet;
mod targets;
mod typist;
