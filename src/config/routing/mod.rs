//! Which agent answers a message, by the `bindings` of a document (docs/openclaw/routing.md#bindings).
//!
//! [`Router`] decides as OpenClaw does: [`Router::route`] is what its core makes of a message, [`Router::answer`] adds what
//! a channel's plugin makes of that.

mod binding;
mod bindings;
mod decision;
mod message;
mod owner;
mod router;
mod telegram;
mod tier;
mod unreachable;

pub use binding::{AccountPattern, Binding, Idle, PeerRule};
pub use bindings::{Bindings, MEANT};
pub use decision::{Answer, Fate, Outcome, Route};
pub use message::{Class, Message, Part, Peer};
pub use router::Router;
pub use tier::Tier;
pub use unreachable::{Shadow, shadows};

#[cfg(test)]
mod tests;
