//! Who may write to a channel, and who is heard there, by the settings of a document (docs/openclaw/access.md).
//!
//! [`Channel`] reads the accounts of a channel, [`Account`] has the settings of one; [`Account::gate`] says of a conversation what OpenClaw's core and
//! the plugin of the channel make of them together: whom they let in, whether others are offered a pairing code, whether a
//! mention is needed, and which settings decide.

mod account;
mod allowed;
mod channel;
mod conversation;
mod defaults;
mod direct;
mod discord;
mod form;
mod gate;
mod imessage;
mod policy;
mod registry;
mod scope;
mod shared;
mod signal;
mod slack;
mod telegram;
mod way;
mod whatsapp;

pub use account::{Account, Place};
pub use allowed::Allowed;
pub use channel::{Channel, read_account};
pub use conversation::{Conversation, Sender};
pub use defaults::Defaults;
pub use gate::{Decision, Gate, Reason, Says, Senders};
pub use policy::Policy;
pub use way::Way;

#[cfg(test)]
mod tests;
