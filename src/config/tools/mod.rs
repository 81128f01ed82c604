//! Which tools an agent has, and which layer takes each of the others (docs/openclaw/tools.md#layers).
//!
//! [`Toolbox`] reads the layers of a document once; [`Toolbox::taken`] says of each tool what takes it from an agent in a session.

mod layer;
mod matcher;
mod policy;
mod sets;
mod tool;
mod toolbox;

pub use layer::{Layer, Step};
pub use matcher::{Reason, normal};
pub use policy::Policy;
pub use sets::{core_tools, sets};
pub use tool::Tool;
pub use toolbox::{Asked, Sandbox, Session, Toolbox};

#[cfg(test)]
mod tests;
