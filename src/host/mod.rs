//! The user's machine: the only room that touches files and the environment.

pub mod child;
pub mod dotenv;
pub mod environment;
pub mod file_facts;
pub mod files;
pub mod includes;
pub mod installation;
pub mod live_schema;
pub mod load_paths;
pub mod manifests;
pub mod own;
pub mod page;
mod schema_memory;
pub mod user_plugins;
