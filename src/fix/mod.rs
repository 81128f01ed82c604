//! Makes migrations: what can be done about a place, and what is done without asking.
//!
//! [`choices`] are the actions for one place; [`fix`] makes those of a whole document that [`Which`] takes, round after
//! round, since one may make room for another. What is lost or takes effect anew is said in a [`Note`].

mod change;
mod choice;
mod drops;
pub mod judge;
mod judged;
mod loss;
mod meaning;
mod notice;
mod one;
mod one_agent;
mod relocate;
mod rewrites;
mod rounds;
mod run;
mod shared;
mod target;
mod unknown;
mod which;

#[cfg(test)]
mod tests;

pub use choice::{Choice, choices, title};
pub use drops::{dropped, dropped_in, going};
pub use judged::{fix, fix_all, fix_everything, harmless};
pub use loss::lossy;
pub use notice::{Note, effects, effects_on};
pub use one::{edits, is_safe, mends};
pub use rounds::round_of;
pub use run::run;
pub use unknown::without_unknown;
pub use which::Which;
