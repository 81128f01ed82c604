//! Which tools an agent has, and which layer takes each of the others (docs/openclaw/tools.md#layers).
//!
//! [`Toolbox`] reads the layers of a document once; [`Toolbox::taken`] says of each tool what takes it from an agent in a
//! session. [`Policies`] are the layers that OpenClaw's audit asks.

mod layer;
mod matcher;
mod policies;
mod policy;
mod requester;
mod sandbox;
mod steps;
mod tool;
mod toolbox;

pub use layer::{Layer, Step};
pub use matcher::{Reason, normal};
pub use policies::Policies;
pub use policy::Policy;
pub use requester::{Requester, Unmatched};
pub use sandbox::{Sandbox, Session};
pub use tool::Tool;
pub use toolbox::{Asked, Toolbox};

#[cfg(test)]
mod tests;
