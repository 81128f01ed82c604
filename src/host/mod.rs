//! The user's machine: the only room that touches files and the environment.

pub mod dotenv;
pub mod environment;
pub mod files;
pub mod includes;
pub mod installation;
pub mod live_schema;
