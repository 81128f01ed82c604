//! What will happen, told: an explanation of a configuration as text, Markdown, JSON or a page, the same for a terminal, an agent
//! and an editor.

mod access;
mod asked;
mod commands;
mod cost;
mod json;
mod judged;
mod markdown;
mod page;
mod pretty;
mod refusal;
mod route;
mod section;
mod start;
mod subject;
mod table;
mod tell;
mod tools;

pub use asked::{Answer, Asked, Day};
pub use judged::Judged;
pub use subject::{Files, Subject, file_names};
pub use tell::Format;
