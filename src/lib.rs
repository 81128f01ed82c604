//! The engine behind `openclaw-lsp`: everything an editor asks about an OpenClaw configuration.
//!
//! # The rooms, ground floor first
//!
//! | module | knows | does |
//! |---|---|---|
//! | [`text`] | ropes and offsets | one immutable [`text::Text`] per version; byte offsets inside, UTF-8/16/32 positions at the edge |
//! | [`syntax`] | JSON5 | a lossless, error-tolerant, incremental tree with typed views |
//! | [`release`] | the releases of OpenClaw | their order, and since when and until when each row and rule of theirs holds |
//! | [`schema`] | JSON Schema draft-07 | a compiled arena, the schemas of all releases, the history of keys, our documentation of them |
//! | [`catalog`] | providers and models | the embedded catalogue of models, prices, aliases and retirements |
//! | [`config`] | what a document means | model references, params layers, cache retention, durations |
//! | [`base`] | all of the above | what every answer stands on: [`base::Snapshot`], [`base::World`], [`base::Diagnostic`] |
//! | [`edit`] | a document's own style | text edits that leave everything else byte for byte |
//! | [`migrations`] | retired keys | a table of rows: what is retired, and what takes its place |
//! | [`check`] | what OpenClaw refuses or passes over | findings, rules, and the passes that run them |
//! | [`explain`] | what will happen | the model, the cache and the params that take effect, and why |
//! | [`fix`] | how far a fix may go | makes migrations, round after round, and says what they change |
//! | [`upgrade`] | two releases | what an update does to a document: refused, migrated, passed over, filled in, out of service |
//! | [`ide`] | an editor's questions | one file or folder per answer: completion, hover, code actions |
//! | [`project`] | several files | the same answers where files include each other |
//! | [`answer`] | what will happen, told | an explanation as text, Markdown, JSON and a page |
//! | [`host`] | the user's machine | files, includes, environment, the installed OpenClaw and its schema |
//! | [`server`] | LSP | the language server |
//! | [`cli`] | the terminal | `check`, `fix`, `fmt`, `explain` |
//!
//! Dependencies point only up this table, from the lower rows to the upper ones, and no two modules import each other.
//!
//! # Walls
//!
//! 1. LSP types are named only under `src/server/`.
//! 2. Parsing never fails: it returns a tree and its errors. Every byte of the input is in the tree, in order.
//! 3. Incremental equals fresh: after any edits, tree, findings and answers equal those of a fresh parse.
//! 4. Nothing above [`host`] does I/O, and all of it is deterministic.
//! 5. A request sees one snapshot: the version that was current when the request arrived.
//! 6. Text edits change only what they are about; everything else stays byte for byte.
//! 7. Secrets never reach a log, a hover, a completion, a message, a trace or a diff: what shows text of a document asks
//!    [`base::masking`].
//! 8. Nothing in a workspace can make the server run a program, open the network, or read a file that is neither open, nor
//!    named by an `$include` that OpenClaw would follow, nor the main configuration in the folder of an open file or above,
//!    nor one of the `.env` files that OpenClaw reads, of which only names are kept ([`host::dotenv`]). Of the paths that OpenClaw
//!    looks at before it starts it is found out whether something is there, and never what ([`host::file_facts`]).
//!    Of the user's own OpenClaw and its plugins the manifests and the lists of models are read ([`host::manifests`]), those of
//!    plugins that `plugins.load.paths` names only below the user's own folders ([`host::load_paths`]), and the one program
//!    that is run is that `openclaw`, for its schema ([`host::live_schema`]).
//! 9. No `unsafe`, no panics on input.

pub mod answer;
pub mod base;
pub mod catalog;
pub mod check;
pub mod cli;
pub mod config;
pub mod edit;
pub mod explain;
pub mod fix;
pub mod host;
pub mod ide;
pub mod migrations;
pub mod project;
pub mod release;
pub mod schema;
pub mod server;
pub mod syntax;
pub mod text;
pub mod upgrade;
