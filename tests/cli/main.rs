//! The program as its users run it: arguments, standard streams, files and exit status.

mod check;
mod edit;
mod explain;
mod files;
mod filters;
mod fix;
mod fmt;
mod help;
mod installed;
mod mcp;
mod program;
mod secrets;
mod upgrade;
