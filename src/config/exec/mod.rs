//! Where an agent's commands run, with whose agreement, and who may lead them out of the sandbox (docs/openclaw/exec.md).
//!
//! [`Commands`] reads what a document says for one agent; [`Commands::run`] says what becomes of a command in a session,
//! [`Elevated`] who leaves the sandbox, and [`Approvers`] who agrees in a channel.

mod approvers;
mod commands;
mod elevated;
mod policy;
mod run;
mod sender;

pub use approvers::{Approvers, Forwarding};
pub use commands::Commands;
pub use elevated::{Elevated, Level, Listed};
pub use policy::{Ask, Host, Mode, Security};
pub use run::Run;
pub use sender::Sender;

#[cfg(test)]
mod tests;
