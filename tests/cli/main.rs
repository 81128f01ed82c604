//! The program as its users run it: arguments, standard streams, files and exit status.

mod check;
mod explain;
mod fix;
mod fmt;
mod help;
mod program;
