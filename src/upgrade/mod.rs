//! What an update of OpenClaw does to a configuration: what the newer release refuses, migrates by itself, passes over or fills
//! in otherwise than the older one, and which models it no longer serves.
//!
//! [`Upgrade::of`] judges the document twice, by each of the two releases, and tells the difference. It works in both
//! directions: to an older release it says what will not be understood there.

mod defaults;
mod facts;
mod findings;
mod models;
mod report;
mod update;
mod words;

#[cfg(test)]
mod tests;

pub use facts::{Filled, Served, Told};
pub use report::Upgrade;
pub use update::{NoUpdate, Update};
