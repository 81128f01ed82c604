//! What a document means to OpenClaw.
//!
//! This room knows OpenClaw's own readings. What it is given is text, plain data, or anything that implements
//! [`ConfigValue`], a view of a value that `serde_json` and the syntax tree both offer; only [`document`], [`mod@include`], [`names`], [`channel_access`] and [`tool_access`] know the tree.

pub mod access;
pub mod account_id;
pub mod agent_entry;
pub mod agent_id;
pub mod auth;
pub mod byte_size;
pub mod cache_cost;
pub mod cache_layers;
pub mod cache_lifetime;
pub mod cache_retention;
pub mod channel;
pub mod channel_access;
pub mod credentials;
pub mod document;
pub mod duration;
pub mod effective;
pub mod environment;
pub mod exec;
#[cfg(test)]
mod for_tests;
pub mod include;
pub mod key_path;
pub mod lexicon;
pub mod mentioned;
pub mod model_ref;
pub mod model_roles;
pub mod names;
pub mod params;
pub mod placeholder;
pub mod plugin;
pub mod quantity;
pub mod retention;
pub mod roster;
pub mod routing;
pub mod secret;
pub mod selection;
pub mod skill;
pub mod time_zone;
pub mod tool;
pub mod tool_access;
pub mod tool_sets;
pub mod tools;
mod value;
pub mod variable_name;

pub use value::ConfigValue;
