//! Where a configuration makes up names and where it means them: agents, aliases, providers, profiles, accounts.
//!
//! `walk` finds the texts at the places that the overlay knows ([`crate::schema::overlay::name_places`], and those of model
//! references and secrets), `link` says what each of them means, and `form` how names of a kind are written and compared.
//! An index covers all files of a configuration, since a name may be made up in one and meant in another.

mod form;
mod index;
mod link;
mod name;
#[cfg(test)]
mod tests;
mod walk;

pub use crate::schema::overlay::NameKind;
pub use form::{fault, folded, safe_server_name};
pub use index::{Index, Source};
pub use link::written;
pub use name::{Name, Occurrence, Role};
pub use walk::Step;
